package house

import (
	"context"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// played is the demo's health centre whose day is played: the one that began
// first. The others have families, and nobody under way.
func (h *House) played() (f registry.Facility, found bool) {
	_ = h.DB.Read(context.Background(), func(tx *store.Tx) error {
		var id ident.ID
		var err error
		if found, err = tx.One("SELECT id FROM facility WHERE demo ORDER BY created_at, slug LIMIT 1", nil, &id); err != nil || !found {
			return err
		}
		f, err = registry.FacilityOf(tx, id)
		found = err == nil
		return err
	})
	return f, found
}
