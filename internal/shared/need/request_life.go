package need

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// CallFamily is the task that a death leaves with the head: to ring the family of
// who had asked for help. The machine says nothing to them.
const CallFamily = "call_family"

// lifeChanged hears of a death, or of one that was told by mistake, of who is ill
// in an open request. The clock and a debt are left alone; what is said to the
// family is a person's.
func (r Room) lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	died := p.State == registry.Dead
	if !died && e.What != registry.Retracted && e.What != registry.Unmerged {
		return nil, nil
	}
	cases, err := requestsOf(q, p.ID)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, c := range cases {
		if c.PatientDied != died {
			out = append(out, PatientDied{c.ID, died})
		}
	}
	if !died || len(out) == 0 {
		return out, nil
	}
	head, err := r.head(q)
	if err != nil {
		return nil, err
	}
	return append(out, task.Opened{Task: ident.Derive(e.Event, 960), Kind: CallFamily, Person: p.ID, Village: p.Village, Owner: head, Cause: cases[0].ID}), nil
}

// requestsOf lists the open requests about a human, whichever of their records they
// name. A request that ended before the death is no reason to ring.
func requestsOf(q journal.Query, person ident.ID) ([]Case, error) {
	records, err := registry.MergedWith(q.Tx, q.Facility, person)
	if err != nil {
		return nil, err
	}
	var out []Case
	for _, id := range append([]ident.ID{person}, records...) {
		more, err := Cases.Where(q.Tx, "facility_id = $1 AND request = TRUE AND people = $2 AND (state = $3 OR patient_died = TRUE) ORDER BY number",
			q.Facility, `["`+string(id)+`"]`, Going)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	slices.SortFunc(out, func(a, b Case) int { return int(a.Number - b.Number) })
	return out, nil
}

func (r Room) head(q journal.Query) (ident.ID, error) {
	for _, role := range []access.Role{access.Head, access.Officer} {
		who, err := r.Holders(q, role, "")
		if err != nil || len(who) > 0 {
			return append(who, "")[0], err
		}
	}
	return "", nil
}
