package massage

import (
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// zoneOrUTC is the health centre's zone.
func zoneOrUTC(q journal.Query) *time.Location {
	f, _ := registry.FacilityOf(q.Tx, q.Facility)
	return f.Location()
}

// Wanted is what free slots are looked for.
type Wanted struct {
	Village  ident.ID
	At       geo.Point // zero: not known
	Born     []string  // of the children
	From, To string    // civil days, both included
	// Cadre is the one who is preferred; empty: anyone.
	Cadre ident.ID
	// But is a booking that is to move: its own slot counts as free.
	But ident.ID
}

// FreeSlots are the slots of a time that could be booked now, the earliest first.
func (r Room) FreeSlots(q journal.Query, w Wanted) (out []slots.Slot, err error) {
	out = []slots.Slot{}
	b, err := readBoard(q, w.Cadre, w.From, w.To, r.Bikes)
	if err != nil {
		return out, err
	}
	last := min(w.To, calendar.Move(b.today, int(b.set.AheadDays)))
	for day := max(w.From, b.today); day <= last; day = calendar.Move(day, 1) {
		free, err := b.free(day, wish{village: w.Village, at: w.At, born: w.Born, but: w.But}, w.Cadre)
		if err != nil {
			return out, err
		}
		out = append(out, free...)
	}
	return out, nil
}
