package admission

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// MovedEvent is the event of an application that follows the family to its next village.
type MovedEvent struct {
	Application ident.ID `json:"application"`
	Village     string   `json:"village"`
}

// LifeChanged closes what is open when mother or baby has died or moved away: nobody is
// written to about it. Within the health centre it follows the family.
func (Room) LifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	all, err := openOf(q, p.ID)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, a := range all {
		switch {
		case p.State == registry.Dead || p.State == registry.Moved:
			out = append(out, WithdrawnEvent{a.ID, "life"})
		case p.Village != "" && p.Village != a.Village:
			out = append(out, MovedEvent{a.ID, p.Village})
		}
	}
	return out, nil
}

// ConsentAnswered closes what is open when she takes back her pledge or her consent.
func (Room) ConsentAnswered(q journal.Query, _ journal.Meta, e registry.ConsentRecorded) ([]any, error) {
	if e.Given || e.Purpose != registry.ForPledge && e.Purpose != registry.ForMilk && e.Purpose != registry.ChildData {
		return nil, nil
	}
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	all, err := openOf(q, p.ID)
	var out []any
	for _, a := range all {
		out = append(out, WithdrawnEvent{a.ID, "consent"})
	}
	return out, err
}

// openOf lists the open applications of the human behind a record, as mother or baby.
func openOf(q journal.Query, person ident.ID) ([]Application, error) {
	open, err := Applications.Where(q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY number", q.Facility, Waiting, Prepared)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, person)
	if err != nil {
		return nil, err
	}
	records = append(records, person)
	return slices.DeleteFunc(open, func(a Application) bool {
		return !slices.Contains(records, a.Mother) && !slices.ContainsFunc(a.Babies, func(b Baby) bool { return slices.Contains(records, b.ID) })
	}), nil
}

// About says whom an application is about; nobody when it is none.
func (Room) About(q journal.Query, subject ident.ID) ([]ident.ID, error) {
	a, found, err := Applications.Get(q.Tx, q.Facility, subject)
	if err != nil || !found || a.Mother == "" {
		return nil, err
	}
	people := []ident.ID{a.Mother}
	for _, b := range a.Babies {
		people = append(people, b.ID)
	}
	return people, nil
}
