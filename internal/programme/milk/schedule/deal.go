package schedule

import (
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
	for _, p := range d.places {
		if p.ID == place {
			return p.Village
		}
	}
	return ""
}

// free says why somebody cannot come at an hour; empty: he can.
func (d *dealing) free(c courier, at instant.Instant) string {
	switch {
	case !c.fit(d.day) || d.rostered && !c.onShift(at):
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
