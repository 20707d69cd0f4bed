package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Sick is what an illness told of in days off did to the visits on them, so that it can be taken
// back with them.
type Sick struct {
	From string `json:"from"`
	To   string `json:"to"`
	// Offered are the bookings to which another slot was offered, Unplaced those for which
	// there was none.
	Offered  []ident.ID `json:"offered,omitempty"`
	Unplaced []ident.ID `json:"unplaced,omitempty"`
}

// sickBy adds what days off did to what is known already: told again, both count.
func (r Roster) sickBy(e OffSet) []Sick {
	if len(e.Offered)+len(e.Unplaced) == 0 {
		return orNone(r.Sick)
	}
	now := r.sickOn(e.Off.From, e.Off.To)
	now.Offered, now.Unplaced = slices.Concat(now.Offered, e.Offered), slices.Concat(now.Unplaced, e.Unplaced)
	return append(r.wellAgain(e.Off.From, e.Off.To), now)
}

func (r Roster) sickOn(from, to string) Sick {
	if i := slices.IndexFunc(r.Sick, func(s Sick) bool { return s.From == from && s.To == to }); i >= 0 {
		return r.Sick[i]
	}
	return Sick{From: from, To: to}
}

// wellAgain are the others.
func (r Roster) wellAgain(from, to string) []Sick {
	return orNone(slices.DeleteFunc(slices.Clone(r.Sick), func(s Sick) bool { return s.From == from && s.To == to }))
}

// loadDrop reads which visits stay where they were when days off are taken back: those that an
// illness moved, told of as days off or by a tap on that one day, and whose families have not
// answered.
func (r Room) loadDrop(q journal.Query) (x rostering, err error) {
	b := q.Body.(DropOff)
	if x, err = loadRostering(q); err != nil {
		return x, err
	}
	sick := x.sickOn(b.From, b.To)
	offered, lost := sick.Offered, []Unplaced{}
	for _, id := range sick.Unplaced {
		lost = append(lost, Unplaced{id, x.ID})
	}
	if b.From == b.To {
		taps, err := Disruptions.Where(q.Tx, "facility_id = $1 AND day = $2 AND cadre = $3 AND why = $4 AND ended_at = 0 ORDER BY id", q.Facility, b.From, x.ID, Ill)
		if err != nil {
			return x, err
		}
		if len(taps) > 0 && taps[0].Off {
			x.tap = taps[0]
			offered, lost = slices.Concat(offered, x.tap.Offered), slices.Concat(lost, x.tap.Unplaced)
		}
	}
	if len(offered)+len(lost) == 0 {
		return x, nil
	}
	p, err := newPlacing(q, r.Bikes)
	if err != nil {
		return x, err
	}
	p.notice, p.without, p.dropper, p.drops = 0, x.tap, x.ID, Off{From: b.From, To: b.To}
	x.returning, err = p.returns(offered, lost)
	return x, err
}
