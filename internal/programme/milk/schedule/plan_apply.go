package schedule

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyPlanned(tx *store.Tx, m journal.Meta, e Planned) error {
	for _, s := range e.Stops {
		if err := Pickups.Put(tx, Pickup{Facility: m.Facility, ID: s.Pickup, Place: s.Place, Day: s.Day, At: s.At, Kind: s.Kind, Courier: s.Courier,
			Why: s.Why, Ride: s.Ride, State: Waiting, Start: s.Start, Finish: s.Finish, ByPlan: s.ByPlan}); err != nil {
			return err
		}
	}
	for _, d := range e.Dropped {
		if err := changePickup(tx, m.Facility, d.Pickup, func(p *Pickup) { p.State, p.Reason = Cancelled, d.Reason }); err != nil {
			return err
		}
	}
	return nil
}

func applyEvening(tx *store.Tx, m journal.Meta, e Evening) error {
	for _, id := range e.Closed {
		if err := changePickup(tx, m.Facility, id, func(p *Pickup) {
			if p.Closed = true; p.State == Waiting {
				p.State, p.Reason = Skipped, "not_declared"
			}
		}); err != nil {
			return err
		}
	}
	return evenings.Put(tx, nextEvening{m.Facility, m.Facility, e.Next, e.At})
}

func changePickup(tx *store.Tx, facility, id ident.ID, by func(*Pickup)) error {
	p, found, err := Pickups.Get(tx, facility, id)
	if err != nil || !found {
		return err
	}
	by(&p)
	return Pickups.Put(tx, p)
}
