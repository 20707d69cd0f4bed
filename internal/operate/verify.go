package operate

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/sqlite"
	"sambang/internal/house"
)

// Verified is how much a verification looked at.
type Verified struct {
	journal.Counts
	// Shown counts the entries of the access log.
	Shown    int64
	Pictures Pictures
}

// Verify checks the log, what was sealed, the tables, the pictures and the access log. The
// error of a finding is a *journal.Bad with the first bad entry.
func Verify(ctx context.Context, h *house.House) (Verified, error) {
	var v Verified
	dir, err := os.MkdirTemp("", "sambang-verify-")
	if err != nil {
		return v, err
	}
	defer os.RemoveAll(dir)
	fresh, err := sqlite.Open(filepath.Join(dir, "rebuilt.sqlite"))
	if err != nil {
		return v, err
	}
	defer fresh.Close()
	if err := migrations.Up(ctx, fresh); err != nil {
		return v, err
	}
	if v.Counts, err = h.Journal.Verify(ctx, fresh); err != nil {
		return v, err
	}
	return v, h.DB.Read(ctx, func(tx *store.Tx) error {
		all, err := heads(tx)
		if err != nil {
			return err
		}
		for _, f := range all {
			p, err := PicturesOf(tx, h.Ring, f.Facility)
			if err != nil {
				return err
			}
			v.Pictures.add(p)
			n, broken, err := house.CheckAccessLog(tx, f.Facility)
			if err != nil {
				return fmt.Errorf("operate: access log: %w", err)
			}
			v.Shown += n
			if broken != "" {
				return &journal.Bad{Facility: f.Facility, Where: broken, What: "it was changed, or one before it was taken out"}
			}
		}
		return nil
	})
}
