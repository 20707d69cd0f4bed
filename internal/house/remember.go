package house

import (
	"context"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// remember keeps the directory of people up with the journal: at the start, so that
// the first who asks does not wait until every name is opened, and after each
// commit, so that an erased name leaves the memory at once.
func (h *House) remember(ctx context.Context) {
	news, stop := h.Journal.Feed().Subscribe(journal.Every)
	defer stop()
	for {
		for _, f := range h.facilities() {
			err := h.DB.Read(ctx, func(tx *store.Tx) error {
				return h.directory.CatchUp(journal.Query{Tx: tx, Facility: f.ID, Now: h.Clock.Now(), Keys: h.Ring})
			})
			if err != nil && ctx.Err() == nil {
				h.Log.Error("directory: reading the register", "error", err)
			}
		}
		select {
		case <-news:
		case <-ctx.Done():
			return
		}
	}
}
