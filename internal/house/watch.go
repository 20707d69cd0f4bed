package house

import (
	"context"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// watchAll follows the log of every facility that is not followed yet: what lives
// in memory (phones let in) is told after the commit, whoever made it.
func (h *House) watchAll(ctx context.Context) {
	var all []registry.Facility
	if err := h.DB.Read(ctx, func(tx *store.Tx) (err error) { all, err = registry.AllFacilities(tx); return err }); err != nil {
		h.Log.Error("house: facilities", "error", err)
		return
	}
	for _, f := range all {
		if _, already := h.watched.LoadOrStore(f.ID, true); !already {
			h.done.Go(func() { h.watch(ctx, f.ID) })
		}
	}
}

func (h *House) watch(ctx context.Context, facility ident.ID) {
	news, stop := h.Journal.Feed().Subscribe(facility)
	defer stop()
	var after int64
	for {
		if err := h.catchUp(ctx, facility, &after); err != nil && ctx.Err() == nil {
			h.Log.Error("house: following the log", "facility", facility, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-news:
		}
	}
}

// catchUp tells of the phones whose events lie above a seq. A phone's row says
// how it stands now, so reading one event twice changes nothing.
func (h *House) catchUp(ctx context.Context, facility ident.ID, after *int64) error {
	return h.DB.Read(ctx, func(tx *store.Tx) error {
		var seq, changed int64
		if _, err := tx.One("SELECT seq FROM facility_head WHERE facility_id = $1", store.Args(facility), &seq); err != nil {
			return err
		}
		found, err := tx.One("SELECT seq FROM event WHERE facility_id = $1 AND seq > $2 AND kind IN ('workforce.phone_enrolled/1', 'workforce.phone_blocked/1') LIMIT 1",
			store.Args(facility, *after), &changed)
		if err != nil {
			return err
		}
		if *after = seq; !found {
			return nil
		}
		phones, err := workforce.Phones.Where(tx, "facility_id = $1 ORDER BY id", facility)
		for _, p := range phones {
			h.tellPhone(p)
		}
		return err
	})
}
