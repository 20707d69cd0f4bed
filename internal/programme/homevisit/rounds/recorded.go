package rounds

import (
	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// recorded follows a visit record: whoever wrote it down has seen them, wherever and for
// whatever. A correction may move the day or take a code back, so that all records are
// read anew.
func recorded(q journal.Query, _ journal.Meta, e health.Recorded) ([]any, error) {
	row, found, err := Rounds.Get(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	seen, err := seenAt(q, e.Person)
	if err != nil {
		return nil, err
	}
	seen.On, seen.By, seen.Visit = e.On, e.By, e.Round
	if e.Round == "" && row.Visit != "" && row.PlannedOn <= e.On {
		seen.Visit = row.Visit // they came as planned, and nobody said it twice
	}
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return []any{seen}, err
	}
	again, err := afterwards(q, p, row, seen)
	return append([]any{seen}, again...), err
}

// afterwards reckons somebody anew as they stand when seen has been written down.
func afterwards(q journal.Query, p registry.Person, named Round, seen SeenEvent) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	named.recorded(seen)
	row, known := named, true
	if p.ID != named.ID {
		if row, known, err = Rounds.Get(q.Tx, q.Facility, p.ID); err != nil {
			return nil, err
		}
		b.told = map[ident.ID]Round{named.ID: named}
	}
	n, also, ok, err := b.stands(p, row, known)
	if err != nil || !ok {
		return nil, err
	}
	return append([]any{Reckoned{[]Reckoning{n}}}, also...), nil
}

// seenAt is what all visit records of one record of the register say together, and the
// visits of rounds at which they were met.
func seenAt(q journal.Query, person ident.ID) (s SeenEvent, err error) {
	s.Person = person
	all, err := health.Records.Where(q.Tx, "facility_id = $1 AND person = $2 AND replaced_by = '' ORDER BY on_day, recorded_at, id", q.Facility, person)
	if err != nil {
		return s, err
	}
	for _, r := range all {
		s.LastOn, s.NextOn, s.Danger = r.On, r.NextOn, len(r.Dangers) > 0
		if r.Code != "" {
			s.Codes = append(s.Codes, antenatal.Done{Code: r.Code, On: r.On})
		}
	}
	var met string
	if _, err = q.One("SELECT COALESCE(MAX(on_day), '') FROM round_visit WHERE facility_id = $1 AND person = $2 AND outcome = $3", store.Args(q.Facility, person, Done), &met); err != nil {
		return s, err
	}
	s.LastOn = max(s.LastOn, met)
	return s, nil
}
