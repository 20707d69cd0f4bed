package api

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// ShowsHouse reports whether the pages of those who live in a house show the asker
// where it stands: whoever sees that sees its photos. One page that hides it hides
// it; a house where nobody lives is nobody's page.
func ShowsHouse(q journal.Query, house ident.ID) (bool, error) {
	eyes, err := (&API{}).eyes(q.By, false)
	if err != nil {
		return false, unseen(err)
	}
	eyes.Name = func(journal.Query, string) (string, error) { return "", nil } // the lines of the page are not looked at
	all, err := registry.Households.Where(q.Tx, "facility_id = $1 AND house = $2 ORDER BY id", q.Facility, house)
	if err != nil {
		return false, err
	}
	shown := false
	for _, h := range all {
		page, err := registry.HouseholdPageOf(q, h.ID, eyes)
		if err != nil {
			return false, unseen(err)
		}
		if page.House == nil || !page.House.Shown {
			return false, nil
		}
		shown = true
	}
	return shown, nil
}

// unseen is no error: what may not be seen looks absent.
func unseen(err error) error {
	if fault.Of(err).Kind == fault.NotFound {
		return nil
	}
	return err
}
