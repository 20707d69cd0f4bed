package house

import (
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
)

// sharedBikes tells the bookings, of the civil days from first to last, who has a shared
// motorbike and how many more could be lent.
func sharedBikes(q journal.Query, first, last string) (map[string]massage.Yard, error) {
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
func massages() massage.Room { return massage.Room{Bikes: sharedBikes} }
