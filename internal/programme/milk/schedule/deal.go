package schedule

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// dealing gives out the pick-ups of one day.
type dealing struct {
	*board
	day      string
	rostered bool
	// load is how many mothers a courier fetches from that day, villages where the
	// milk of those goes.
	load     map[ident.ID]int64
	villages map[ident.ID]map[string]bool
}

// dealing begins with what no longer moves: declared and past pick-ups.
func (b *board) dealing(day string) *dealing {
	d := &dealing{b, day, b.rostered(day), map[ident.ID]int64{}, map[ident.ID]map[string]bool{}}
	for _, p := range b.ordered() {
		if p.Day == day && p.Courier != "" && (p.State == Declared || p.State == Waiting && !b.ahead(p.At)) {
			d.count(p.Courier, p.Place)
		}
	}
	return d
}

func (d *dealing) count(courier, place ident.ID) {
	d.load[courier]++
	if d.villages[courier] == nil {
		d.villages[courier] = map[string]bool{}
	}
	d.villages[courier][d.village(place)] = true
}

func (d *dealing) village(place ident.ID) string {
	return d.place(place).Village
}

// asPlanned leaves a pick-up as the day plan put it, as long as its hour is the same and
// who is to come may, or still nobody may; false: it is dealt out anew.
func (d *dealing) asPlanned(s *Stop) bool {
	old := d.pickups[s.Pickup]
	comes := func(c courier) bool { return d.may(c, s.At) && (old.Courier == "" || c.id == old.Courier) }
	may := slices.ContainsFunc(d.couriers, comes)
	if !old.ByPlan || old.At != s.At || old.State != Waiting || may == (old.Why == "nobody_fit") {
		return false
	}
	if s.Courier, s.Why, s.Ride, s.ByPlan = old.Courier, old.Why, old.Ride, true; s.Courier != "" {
		d.count(s.Courier, s.Place)
	}
	return true
}

// may reports whether somebody may come at an hour, whatever else he has.
func (d *dealing) may(c courier, at instant.Instant) bool {
	return c.fit(d.day) && (!d.rostered || c.onShift(at))
}

// free says why somebody cannot come at an hour; empty: he can.
func (d *dealing) free(c courier, at instant.Instant) string {
	switch {
	case !d.may(c, at):
		return "nobody_fit"
	case d.load[c.id] >= d.settings.ADay:
		return "nobody_free"
	}
	return ""
}

// give finds who comes: her usual courier, else who was to come already, else who
// has least to do that day, before others whoever goes to her village anyway.
func (d *dealing) give(s *Stop, usual, present ident.ID) {
	s.Courier, s.Why = "", "nobody_fit"
	var best courier
	for _, c := range d.couriers {
		why := d.free(c, s.At)
		if why == "nobody_free" {
			s.Why = why
		}
		if why == "" && (best.id == "" || d.better(c.id, best.id, s, usual, present)) {
			best = c
		}
	}
	if best.id == "" {
		return
	}
	s.Courier, s.Why = best.id, ""
	d.count(best.id, s.Place)
}

// better reports whether one courier is a better choice than another.
func (d *dealing) better(one, other ident.ID, s *Stop, usual, present ident.ID) bool {
	for _, first := range []ident.ID{usual, present} {
		if (one == first) != (other == first) {
			return one == first
		}
	}
	if d.load[one] != d.load[other] {
		return d.load[one] < d.load[other]
	}
	village := d.village(s.Place)
	if d.villages[one][village] != d.villages[other][village] {
		return d.villages[one][village]
	}
	return one < other
}
