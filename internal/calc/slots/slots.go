package slots

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
)

// Free gives every beginning that is free, the earliest first, then the one that adds the
// least way, then by cadre. Each of them Fits. There are at most 1,440 a span of 24 hours.
func Free(days []Day, ask Ask, legs dayplan.Legs) []Slot {
	out := []Slot{}
	for _, d := range days {
		if refused(d, ask) != "" || full(d) || ask.Length <= 0 {
			continue
		}
		v := view(d, ask, legs)
		for _, s := range v.spans {
			out = v.along(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Slot) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Extra, b.Extra), strings.Compare(string(a.Cadre), string(b.Cadre)))
	})
	return slices.Compact(out)
}

// Fits says whether a visit that begins at from is free on that day, and else why not: one of
// the words of this package. The slot is empty when there is a reason.
func Fits(d Day, ask Ask, from instant.Instant, legs dayplan.Legs) (Slot, string) {
	if why := refused(d, ask); why != "" {
		return Slot{}, why
	}
	to := from.Add(ask.Length)
	if ask.Length <= 0 || !ask.holds(from, to) || !slices.ContainsFunc(joined(d.Spans), func(s Span) bool { return s.holds(from, to) }) {
		return Slot{}, Hours
	}
	if full(d) {
		return Slot{}, Full
	}
	return view(d, ask, legs).at(from)
}

// refused is why she does not come on that day at all, whatever the hour.
func refused(d Day, ask Ask) string {
	switch {
	case slices.Contains(ask.Not, d.Cadre):
		return Excluded
	case !d.Certified:
		return Certificate
	case !slices.Contains(d.Villages, ask.Village):
		return Village
	}
	return ""
}

func full(d Day) bool { return d.Most > 0 && len(d.Busy) >= d.Most }

// holds says whether the whole visit lies in the span.
func (s Span) holds(from, to instant.Instant) bool { return !from.Before(s.From) && !to.After(s.To) }

// holds says whether the whole visit lies in what was asked.
func (a Ask) holds(from, to instant.Instant) bool {
	return (a.From.IsZero() || !from.Before(a.From)) && (a.To.IsZero() || !to.After(a.To))
}

func (a Ask) step() time.Duration { return max(a.Step, time.Minute) }

// joined gives the spans in their order, those that touch or overlap as one, empty ones left out.
func joined(spans []Span) []Span {
	sorted := slices.SortedFunc(slices.Values(spans), func(a, b Span) int { return cmp.Compare(a.From, b.From) })
	var out []Span
	for _, s := range sorted {
		if n := len(out); n > 0 && !s.From.After(out[n-1].To) {
			out[n-1].To = max(out[n-1].To, s.To)
		} else if s.From.Before(s.To) {
			out = append(out, s)
		}
	}
	return out
}

// along adds the free beginnings of one span.
func (v *day) along(out []Slot, s Span) []Slot {
	for from := v.first(s); !from.Add(v.ask.Length).After(s.To); from = from.Add(v.ask.step()) {
		if to := v.ask.To; !to.IsZero() && from.Add(v.ask.Length).After(to) {
			break
		}
		if slot, why := v.at(from); why == "" {
			out = append(out, slot)
		}
	}
	return out
}

// first is the first step of the span that what was asked allows.
func (v *day) first(s Span) instant.Instant {
	late := v.ask.From.Sub(s.From)
	if v.ask.From.IsZero() || late <= 0 {
		return s.From
	}
	step := v.ask.step()
	return s.From.Add((late + step - 1) / step * step)
}
