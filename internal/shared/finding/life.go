package finding

import (
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// householdMoved follows a household to its next house with what is about its people.
// What is wrong with the house they left stays there.
func householdMoved(q journal.Query, _ journal.Meta, e registry.HouseholdMoved) ([]any, error) {
	if e.State != registry.Present || e.House == "" {
		return nil, nil
	}
	h, found, err := registry.Houses.Get(q.Tx, q.Facility, e.House)
	if err != nil || !found {
		return nil, err
	}
	all, err := Findings.Where(q.Tx, "facility_id = $1 AND household = $2 AND state <> $3 AND kind = $4 AND house <> $5 ORDER BY number", q.Facility, e.Household, Closed, Food, e.House)
	return move(q, all, err, h)
}

// lifeChanged follows somebody who lives in another village from now on.
func lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	if e.Change.Village == nil {
		return nil, nil
	}
	all, err := Findings.Where(q.Tx, "facility_id = $1 AND person = $2 AND household = '' AND state <> $3 AND village <> $4 ORDER BY number", q.Facility, e.Person, Closed, *e.Change.Village)
	return move(q, all, err, registry.House{Village: *e.Change.Village})
}

// move takes findings to a village, and to a house when one is named; whoever does not
// serve it hands them over.
func move(q journal.Query, all []Finding, err error, to registry.House) (out []any, _ error) {
	for _, f := range all {
		out = append(out, MovedEvent{f.ID, to.Village, to.ID})
		f.Village = to.Village
		next, err := settled(q, f, "moved")
		if err != nil {
			return nil, err
		}
		out = append(out, next...)
	}
	return out, err
}
