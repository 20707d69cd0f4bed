package slots

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
)

// day is a cadre's day as one question sees it: the ways are asked for once, not at every step.
type day struct {
	Day
	ask   Ask
	legs  dayplan.Legs
	spans []Span
	busy  []Busy // by their beginning
	now   *ways  // by the profile she has
	lent  *ways  // by motorcycle, once somebody asked
}

func view(d Day, ask Ask, legs dayplan.Legs) *day {
	busy := slices.SortedStableFunc(slices.Values(d.Busy), func(a, b Busy) int { return cmp.Compare(a.From, b.From) })
	for i, b := range busy {
		busy[i].To = max(b.From, b.To) // what ends before it begins still takes its beginning
	}
	return &day{Day: d, ask: ask, legs: legs, spans: joined(d.Spans), busy: busy}
}

// at says whether a visit may begin at from, the hours apart.
func (v *day) at(from instant.Instant) (Slot, string) {
	if v.now == nil {
		v.now = v.by(v.Profile)
	}
	why := v.now.why(from)
	if why == "" {
		return v.slot(from, v.now, false), ""
	}
	if why == Booked || v.Profile != Foot {
		return Slot{}, why
	}
	if v.lent == nil {
		v.lent = v.by(Motorcycle)
	}
	switch {
	case v.lent.why(from) != "":
		return Slot{}, why
	case !v.Spare:
		return Slot{}, Bike
	}
	return v.slot(from, v.lent, true), ""
}

func (v *day) slot(from instant.Instant, w *ways, bike bool) Slot {
	return Slot{Cadre: v.Cadre, From: from, To: from.Add(v.ask.Length), Bike: bike, Extra: w.extra(from)}
}

// way is a leg that may not be there.
type way struct {
	takes time.Duration
	is    bool
}

// ways are all ways between the home and what stands in the day, by one profile.
type ways struct {
	*day
	profile string
	open    instant.Instant // when she leaves Start
	start   way             // from Start to the home
	after   []way           // from each visit to the home
	before  []way           // from the home to each visit
	between []way           // what is gone anyway: to each visit from the one before
}

func (v *day) by(profile string) *ways {
	w := &ways{day: v, profile: profile, start: way{0, true}}
	home, last := dayplan.Spot{At: v.ask.At, Village: v.ask.Village}, dayplan.Spot{At: v.Start}
	if len(v.spans) > 0 {
		w.open = v.spans[0].From
	}
	if !v.Start.IsZero() {
		w.start = w.leg(last, home)
	}
	for i, b := range v.busy {
		spot := dayplan.Spot{At: b.At, Village: b.Village}
		w.after, w.before = append(w.after, w.leg(spot, home)), append(w.before, w.leg(home, spot))
		direct := way{}
		if i > 0 || !v.Start.IsZero() {
			direct = w.leg(last, spot)
		}
		w.between, last = append(w.between, direct), spot
	}
	return w
}

// leg is the time that 80 of 100 trips keep; none at one and the same known place.
func (w *ways) leg(from, to dayplan.Spot) way {
	if from.At == to.At && !from.At.IsZero() {
		return way{0, true}
	}
	l := w.legs.Leg(w.profile, from, to)
	return way{max(l.Slow, 0), l.Way}
}

// why says what stands against a visit that begins at from: Booked before Travel before Pause.
func (w *ways) why(from instant.Instant) string {
	to, why := from.Add(w.ask.Length), ""
	if !w.start.is || from.Before(w.open.Add(w.start.takes)) {
		why = Travel
	}
	for i, b := range w.busy {
		switch {
		case from.Before(b.To) && b.From.Before(to) || from == b.From:
			return Booked
		case !w.apart(from, to, i):
			why = Travel
		}
	}
	if why == "" && !w.rests(from, to) {
		return Pause
	}
	return why
}

// apart says whether there is time for the way between the visit and another.
func (w *ways) apart(from, to instant.Instant, i int) bool {
	if b := w.busy[i]; b.From.Before(from) {
		return w.after[i].is && !from.Before(b.To.Add(w.after[i].takes))
	}
	return w.before[i].is && !w.busy[i].From.Before(to.Add(w.before[i].takes))
}

// extra is what a visit at from adds to the way of the day: to it and on, less what was gone
// anyway. Where nobody knows from where she comes, only the way on.
func (w *ways) extra(from instant.Instant) time.Duration {
	next := 0
	for next < len(w.busy) && w.busy[next].From.Before(from) {
		next++
	}
	in := w.start.takes
	if next > 0 {
		in = w.after[next-1].takes
	}
	if next == len(w.busy) {
		return in
	}
	return max(0, in+w.before[next].takes-w.between[next].takes)
}
