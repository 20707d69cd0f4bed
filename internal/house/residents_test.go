package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// residents are what the register has of a place of the town: a household in its
// house, three who live there, one who was merged into another, one who has died
// and what that left to do; and a letter about somebody who went where nobody
// takes letters.
type residents struct {
	house, household, resident, twin, child, merged, departed, line, task, group, letter ident.ID
}

// settle makes them. The task is the midwife's when it is to be anybody's own,
// else the worker's of these things.
func (w *town) settle(x things, own bool) (r residents) {
	w.t.Helper()
	for _, id := range []*ident.ID{&r.house, &r.household, &r.resident, &r.twin, &r.child, &r.merged, &r.departed, &r.group} {
		*id = w.fresh()
	}
	officer := x.centre.actor("officer")
	w.must(officer, "registry.set_group", registry.SetGroup{Group: r.group, Village: x.village, Name: "Melati"})
	w.must(officer, "registry.set_house", registry.SetHouse{House: r.house, Village: x.village, Street: "Jalan Kenanga"})
	w.must(officer, "registry.set_household", registry.SetHousehold{Household: r.household, House: r.house})
	for _, p := range []struct {
		id   ident.ID
		born string
		sex  string
	}{{r.resident, "1990-05-15", "female"}, {r.twin, "1990-05-15", "female"}, {r.child, "2025-06-01", "male"}, {r.merged, "1990-05-16", "female"}, {r.departed, "1941-01-01", "male"}} {
		w.must(officer, "registry.register", registry.Enter{Person: p.id, Kind: registry.Resident, Name: "Warga", Born: p.born, Sex: p.sex, Village: x.village, Household: r.household})
	}
	w.must(officer, "registry.merge", registry.Merge{Keep: r.resident, Drop: r.merged})
	w.must(officer, "registry.in_hospital", registry.Stay{Person: r.resident, On: "2026-03-01"})
	w.must(officer, "registry.died", registry.Die{Person: r.departed, On: "2026-03-01"})
	gone := w.fresh()
	w.must(officer, "registry.register", registry.Enter{Person: gone, Kind: registry.Resident, Name: "Warga", Born: "1970-01-01", Village: x.village})
	w.must(officer, "registry.move", registry.Move{Person: gone, On: "2026-03-01", To: "out", Facility: "tiada", ToVillage: "99.99.99.9999"})
	w.query(x.centre, func(q journal.Query) error {
		sent, _, err := registry.Letters.First(q.Tx, "facility_id = $1 AND people LIKE $2", q.Facility, "%"+string(gone)+"%")
		if err != nil {
			return err
		}
		r.letter = sent.ID
		l, _, err := registry.LifeEvents.First(q.Tx, "facility_id = $1 AND person = $2 AND what = $3", q.Facility, r.resident, registry.InHospital)
		if err != nil {
			return err
		}
		r.line = l.ID
		open, err := task.OpenOf(q, r.departed)
		if err == nil {
			r.task = open[0].ID
		}
		return err
	})
	if !own {
		w.must(officer, "task.hand", task.Hand{Task: r.task, Owner: x.worker})
	}
	return r
}
