package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
)

// sharedBikes tells the bookings who has a shared motorbike on a civil day, and whether one
// more could be lent.
func sharedBikes(q journal.Query, day string) (lent []ident.ID, spare bool, err error) {
	d, err := motorbike.OnDay(q, day)
	for _, h := range d.Had {
		lent = append(lent, h.Worker)
	}
	return lent, len(d.Spare) > 0, err
}

// yards tells them the same of many days at once.
func yards(q journal.Query, first, last string) (map[string]massage.Yard, error) {
	days, err := motorbike.Between(q, first, last)
	out := map[string]massage.Yard{}
	for day, d := range days {
		y := massage.Yard{Spare: len(d.Spare)}
		for _, h := range d.Had {
			y.Lent = append(y.Lent, h.Worker)
		}
		out[day] = y
	}
	return out, err
}

// massages is the room of baby massages, which reads the shared motorbikes.
func massages() massage.Room { return massage.Room{Bikes: sharedBikes, Yards: yards} }
