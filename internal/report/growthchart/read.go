package growthchart

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Facts are what the paper says, read at one moment.
type Facts struct {
	Facility registry.Facility
	Card     health.GrowthCardView
	// Posyandu is its name, empty where there is none.
	Posyandu string
	// Today is the facility's civil day, By who prints it, Lang the language.
	Today, By, Lang string
}

// Read reads a child's card for its paper; false where the child was never weighed.
func Read(q journal.Query, child ident.ID) (f Facts, found bool, err error) {
	if f.Card, found, err = health.CardOf(q, child); err != nil || !found {
		return f, found, err
	}
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, true, err
	}
	f.Today = q.Now.Day(f.Facility.Location())
	if f.Card.Posyandu != "" {
		p, _, err := registry.Posyandus.Get(q.Tx, q.Facility, f.Card.Posyandu)
		f.Posyandu = p.Name
		return f, true, err
	}
	return f, true, nil
}
