package board

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/suppress"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/promise"
)

// Request is one request as it is counted.
type Request struct {
	Case    ident.ID
	Village string
	Colour  string
	// Start is when its clock began.
	Start          instant.Instant
	Respond, Fetch Promised
	// Dismissed: two persons found that it was none.
	Dismissed bool
	// Debts are the rice that it made owed: one, unless requests were merged after.
	Debts []Debt
}

// Debt is rice owed for it: its state and how much.
type Debt struct {
	State string
	Grams int64
}

// Promised is one of its promises. State is a promise's, empty while it has none; At
// is when it was fulfilled, so far as that is proved, and Due its deadline.
type Promised struct {
	State   string
	At, Due instant.Instant
}

// weeksShown is how many weeks there are bars for: a quarter of a year.
const weeksShown = 12

// span is some civil days on the wall of the health centre, the end not included.
type span struct{ from, end time.Time }

func (s span) holds(at instant.Instant) bool {
	return !at.Before(instant.Of(s.from)) && at.Before(instant.Of(s.end))
}

// Count counts the requests of a month and of its year. first is midnight of the
// month's first day in the health centre's zone; villages are its parts, without figures.
func Count(all []Request, first time.Time, now instant.Instant, villages []Part) Board {
	end := first.AddDate(0, 1, 0)
	year := span{time.Date(first.Year(), 1, 1, 0, 0, 0, 0, first.Location()), end}
	b := Board{At: now, Month: figures(all, span{first, end}, now), Year: figures(all, year, now), Waits: waits(all, span{first, end})}
	last := end
	if today := now.In(first.Location()); today.Before(end) {
		last = today
	}
	b.Weeks = weeks(all, last)
	of := within(all, year)
	b.Villages = split(of, append(slices.Clone(villages), Part{}), func(r Request) string { return r.Village })
	b.Colours = split(of, []Part{{Key: "red"}, {Key: "yellow"}, {Key: "green"}, {}}, func(r Request) string { return r.Colour })
	return b
}

// within are the requests of a span; those that were none are left out.
func within(all []Request, s span) (in []Request) {
	for _, r := range all {
		if s.holds(r.Start) && !r.Dismissed {
			in = append(in, r)
		}
	}
	return in
}

// figures counts one span.
func figures(all []Request, s span, now instant.Instant) Figures {
	to := s.end.AddDate(0, 0, -1)
	if today := now.In(s.from.Location()); today.Before(s.end) {
		to = today
	}
	f := Figures{From: s.from.Format(time.DateOnly), To: to.Format(time.DateOnly)}
	for _, r := range all {
		if !s.holds(r.Start) {
			continue
		}
		f.Rice.add(r) // whatever was said of it afterwards
		if r.Dismissed {
			f.Dismissed++
			continue
		}
		f.Requests++
		f.Respond.add(r.Respond)
		f.Fetch.add(r.Fetch)
	}
	waited := waits(all, s)
	f.Half, f.Nine = rank(waited, 50), rank(waited, 90)
	return f
}

func (s *Share) add(p Promised) {
	switch p.State {
	case promise.Kept, promise.StateStruck:
		s.Kept++
		s.Of++
	case promise.Late:
		s.Of++
	case promise.Cancelled:
		s.Cancelled++
	default:
		s.Running++
	}
}

func (r *Rice) add(q Request) {
	for _, d := range q.Debts {
		switch d.State {
		case rice.Struck:
			r.Struck += d.Grams
		case rice.Reversed:
			r.Reversed += d.Grams
		case rice.Given:
			r.Given += d.Grams
			r.Owed += d.Grams
		case rice.Owed:
			r.Owed += d.Grams
		}
	}
}

// waits are how long the requests of a span waited, those never fetched last.
func waits(all []Request, s span) []Wait {
	out := []Wait{}
	for _, r := range within(all, s) {
		p := r.Fetch
		late := p.State == promise.Late
		switch {
		case !late && p.State != promise.Kept && p.State != promise.StateStruck:
		case p.At.IsZero():
			out = append(out, Wait{Minutes: minutes(p.Due.Sub(r.Start)), Late: late, Over: late})
		default:
			out = append(out, Wait{Minutes: minutes(p.At.Sub(r.Start)), Late: late})
		}
	}
	slices.SortFunc(out, func(a, b Wait) int {
		if a.Over != b.Over {
			if a.Over {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.Minutes, b.Minutes)
	})
	return out
}

func minutes(d time.Duration) int64 { return max(0, int64(d/time.Minute)) }

// rank is the wait that so many percent did not exceed: the nearest rank, so that it
// is a wait which somebody had.
func rank(sorted []Wait, percent int) Minutes {
	if len(sorted) == 0 {
		return Minutes{}
	}
	w := sorted[(len(sorted)*percent+99)/100-1]
	return Minutes{Minutes: w.Minutes, Known: true, Over: w.Over}
}

// weeks are the bars up to the week that holds the instant before last.
func weeks(all []Request, last time.Time) []Week {
	day := last.Add(-time.Nanosecond)
	monday := time.Date(day.Year(), day.Month(), day.Day()-(int(day.Weekday())+6)%7, 0, 0, 0, 0, day.Location())
	out := make([]Week, weeksShown)
	for i := range out {
		from := monday.AddDate(0, 0, -7*(weeksShown-1-i))
		out[i].From = from.Format(time.DateOnly)
		for _, r := range within(all, span{from, from.AddDate(0, 0, 7)}) {
			out[i].Requests++
			if r.Fetch.State == promise.Late {
				out[i].Late++
			}
		}
	}
	return out
}

// split counts by a key, the largest part first, and hides what is too small. Parts
// without a request are among them: one that is left out would be known to be empty.
func split(all []Request, parts []Part, key func(Request) string) []Part {
	at := map[string]int{}
	out := slices.Clone(parts)
	for i, p := range out {
		at[p.Key] = i
	}
	for _, r := range all {
		i, known := at[key(r)]
		if !known {
			i = at[""] // a village that is the health centre's no more
		}
		var s Share
		s.add(r.Fetch)
		out[i].Requests++
		out[i].Kept += s.Kept
		out[i].Of += s.Of
	}
	slices.SortFunc(out, func(a, b Part) int {
		return cmp.Or(cmp.Compare(b.Requests, a.Requests), cmp.Compare(a.Key, b.Key))
	})
	counts := make([]int64, len(out))
	for i, p := range out {
		counts[i] = p.Requests
	}
	for i, h := range suppress.Hidden(counts) {
		if h {
			out[i] = Part{Key: out[i].Key, Name: out[i].Name, Hidden: true}
		}
	}
	slices.SortStableFunc(out, func(a, b Part) int { return hiddenLast(parts, a, b) })
	return out
}

// hiddenLast puts the hidden parts at the end as they were given: their order would
// tell who had more.
func hiddenLast(given []Part, a, b Part) int {
	at := func(p Part) int { return slices.IndexFunc(given, func(g Part) bool { return g.Key == p.Key }) }
	switch {
	case a.Hidden && b.Hidden:
		return cmp.Compare(at(a), at(b))
	case a.Hidden:
		return 1
	case b.Hidden:
		return -1
	}
	return 0
}
