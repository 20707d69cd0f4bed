package motorbike

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Had is a motorbike with somebody on a day.
type Had struct {
	Motorbike, Worker ident.ID
	// Late: it should have been back before that day.
	Late bool
}

// Day is who has which motorbike on a civil day, and which could still be lent. One whose
// service is due is in no list of spares: lending it wants somebody's word.
type Day struct {
	Had   []Had
	Spare []ident.ID
}

// Of reports whether somebody has a motorbike on the day.
func (d Day) Of(worker ident.ID) bool {
	return slices.ContainsFunc(d.Had, func(h Had) bool { return h.Worker == worker })
}

// Between reads the civil days from first to last, both included, of the past too, in three statements
// however many motorbikes there are.
func Between(q journal.Query, first, last string) (map[string]Day, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	bikes, err := Motorbikes.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, Active)
	if err != nil {
		return nil, err
	}
	loans, err := Loans.Where(q.Tx, "facility_id = $1 AND from_on <= $2 AND (back_on = '' OR back_on > $3) ORDER BY from_on, id", q.Facility, last, first)
	if err != nil {
		return nil, err
	}
	out := map[string]Day{}
	for day := first; day <= last; day = calendar.Move(day, 1) {
		var that []Loan
		for _, l := range loans {
			if l.From <= day {
				that = append(that, l)
			}
		}
		out[day] = on(day, q.Now.Day(f.Location()), bikes, that)
	}
	return out, nil
}

// on says the same of rows. Who had it first has it: a promise waits for what is still out.
func on(day, today string, bikes []Motorbike, open []Loan) (d Day) {
	for _, l := range inOrder(slices.Clone(open)) {
		out := slices.ContainsFunc(d.Had, func(h Had) bool { return h.Motorbike == l.Motorbike || h.Worker == l.Worker })
		if (l.takes(day, day, today) || l.BackOn > day) && !out { // it came back after that day
			d.Had = append(d.Had, Had{l.Motorbike, l.Worker, l.To < day && l.To < today})
		}
	}
	for _, b := range bikes {
		out := slices.ContainsFunc(d.Had, func(h Had) bool { return h.Motorbike == b.ID })
		if b.State == Active && !out && !b.Overdue(day) {
			d.Spare = append(d.Spare, b.ID)
		}
	}
	return d
}
