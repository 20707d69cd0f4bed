// Package bikes says how many visits more motorbikes would have made possible.
//
// It is given the days of cadres as they were, with how many motorbikes stood idle on each,
// and those who waited too long, with the days on which somebody should have come. It puts
// them in, the first who asked first, with so many motorbikes more: other visits are not
// moved. What it finds is a plan that keeps every rule of a free slot, so there are at least
// as many as it says. Pure: no clock, no database, no programme.
package bikes

import (
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
)

// Day is a civil day of all cadres. Spare counts the motorbikes that could have been lent.
type Day struct {
	On     string
	Cadres []slots.Day
	Legs   dayplan.Legs
	Spare  int
}

// Ask is one who waited too long: somebody should have come between First and Last, civil
// days, both included.
type Ask struct {
	slots.Ask
	First, Last string
}

// Met is an ask (its place in the list) that somebody could have come to.
type Met struct {
	Ask  int
	On   string
	Slot slots.Slot
}

// Plans are those for no motorbike more, one more, and so on to most: each meets at least as
// many as the one before it, for nobody has to take a motorbike that is there.
func Plans(days []Day, asks []Ask, most int) [][]Met {
	out := make([][]Met, 0, most+1)
	for k := range most + 1 {
		met := with(days, asks, k)
		if k > 0 && len(out[k-1]) > len(met) {
			met = out[k-1]
		}
		out = append(out, met)
	}
	return out
}

// with is the plan for so many motorbikes more on every day.
func with(days []Day, asks []Ask, more int) (out []Met) {
	left := make([]Day, len(days))
	for i, d := range days {
		left[i] = d
		left[i].Cadres, left[i].Spare = slices.Clone(d.Cadres), d.Spare+more
	}
	for n, a := range asks {
		if at, slot, found := place(left, a); found {
			left[at].take(a, slot)
			out = append(out, Met{n, left[at].On, slot})
		}
	}
	return out
}

// place finds where somebody comes soonest without a motorbike of the yard, or else with one.
func place(days []Day, a Ask) (at int, slot slots.Slot, found bool) {
	for i, d := range days {
		if d.On < a.First || d.On > a.Last {
			continue
		}
		for _, s := range slots.Free(d.open(), a.Ask, d.Legs) {
			if !s.Bike {
				return i, s, true
			}
			if !found {
				at, slot, found = i, s, true
			}
		}
	}
	return at, slot, found
}

// open are the cadres' days, a motorbike to spare as long as there is one.
func (d Day) open() []slots.Day {
	out := slices.Clone(d.Cadres)
	for i := range out {
		out[i].Spare = d.Spare > 0
	}
	return out
}

// take puts a visit into a day; who was lent a motorbike has it for all of the day.
func (d *Day) take(a Ask, s slots.Slot) {
	i := slices.IndexFunc(d.Cadres, func(c slots.Day) bool { return c.Cadre == s.Cadre })
	c := &d.Cadres[i]
	c.Busy = append(slices.Clone(c.Busy), slots.Busy{From: s.From, To: s.To, At: a.At, Village: a.Village})
	if s.Bike {
		c.Profile = slots.Motorcycle
		d.Spare--
	}
}
