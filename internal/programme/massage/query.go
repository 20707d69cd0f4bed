package massage

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// zoneOf is the health centre's zone.
func zoneOf(q journal.Query) (*time.Location, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return f.Location(), err
}

// youngest is the place of the youngest of some children, by their birth dates: where nobody
// says which of several is in danger, it is the one that danger comes to first.
func youngest(born []string) (at int) {
	for i, on := range born {
		if on > born[at] {
			at = i
		}
	}
	return at
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

// Judge says what the safety questions come to now, of all children of a visit together.
func Judge(q journal.Query, a screening.Answers, born []string) (screening.Verdict, error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return screening.Verdict{}, err
	}
	v, _ := screening.Strictest(a, born, q.Now, set.Screening, screening.Booking)
	return v, nil
}

// BookingsOf are a family's, the latest first; those of records that became hers too.
func BookingsOf(q journal.Query, parent ident.ID) (all []Booking, err error) {
	records, err := registry.MergedWith(q.Tx, q.Facility, parent)
	if err != nil {
		return nil, err
	}
	for _, id := range append(records, parent) {
		its, err := Bookings.Where(q.Tx, "facility_id = $1 AND parent = $2 ORDER BY starts_at DESC, id", q.Facility, id)
		if err != nil {
			return nil, err
		}
		all = append(all, its...)
	}
	slices.SortStableFunc(all, func(a, b Booking) int { return cmp.Compare(b.From, a.From) })
	return all, nil
}

// FreeSlots are the slots of a time that could be booked now, the earliest first.
func (r Room) FreeSlots(q journal.Query, w Wanted) (out []slots.Slot, err error) {
	out = []slots.Slot{}
	b, err := readBoardOf(q, w.Cadre, w.Village, w.From, w.To, r.Bikes)
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

// PageOf is the family's own page that is open, or nothing.
func PageOf(q journal.Query, parent ident.ID) (ident.ID, error) { return pageOf(q, parent) }
