package house

import (
	"context"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
)

// played is the demo's health centre whose front door stands open: the one that is
// named, or the one that began first. Which began first does not tell whose mothers
// have pages, so that a demo with several names it.
func (h *House) played(named ident.ID) (id ident.ID, found bool) {
	_ = h.DB.Read(context.Background(), func(tx *store.Tx) (err error) {
		found, err = tx.One("SELECT id FROM facility WHERE demo ORDER BY id = $1 DESC, created_at, slug LIMIT 1", []any{named}, &id)
		return err
	})
	return id, found
}
