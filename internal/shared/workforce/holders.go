package workforce

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// HoldersOn lists the workers who hold a role on this civil day and are not
// suspended, those whose shift is running first, then by id. With a village, only
// those who serve it.
func HoldersOn(q journal.Query, role access.Role, village string) ([]ident.ID, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	grants, err := Grants.Where(q.Tx, "facility_id = $1 AND role = $2 AND ended_at = 0 ORDER BY id", q.Facility, role)
	if err != nil {
		return nil, err
	}
	var onShift, others []ident.ID
	for _, g := range grants {
		if !g.On(q.Now.Day(zone)) {
			continue
		}
		id, err := holder(q, g)
		if err != nil {
			return nil, err
		}
		w, found, err := Workers.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		if !found || w.State != Active || village != "" && !slices.Contains(w.Villages, village) {
			continue
		}
		on, err := OnShift(q, id)
		if err != nil {
			return nil, err
		}
		if on {
			onShift = append(onShift, id)
		} else {
			others = append(others, id)
		}
	}
	slices.Sort(onShift)
	slices.Sort(others)
	return slices.Compact(append(slices.Compact(onShift), others...)), nil
}

// holder is the worker whom a grant is for; none for an account without one.
func holder(q journal.Query, g Grant) (ident.ID, error) {
	if g.Worker != "" {
		return g.Worker, nil
	}
	a, _, err := Accounts.Get(q.Tx, q.Facility, g.Account)
	return a.Worker, err
}

// OnShift reports whether a worker's shift is running.
func OnShift(q journal.Query, worker ident.ID) (on bool, err error) {
	var one int
	return q.One(`SELECT 1 FROM shift WHERE facility_id = $1 AND worker = $2 AND starts_at <= $3 AND ends_at > $4`,
		store.Args(q.Facility, worker, q.Now, q.Now), &one)
}
