package operate

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// restored fills a database from a backup with nine rows of a size and says how
// many statements that took.
func restored(t *testing.T, size int) int {
	t.Helper()
	from, to, facility := storetest.SQLite(t), storetest.SQLite(t), ident.Named("facility")
	qt.Assert(t, qt.IsNil(from.Write(t.Context(), func(tx *store.Tx) error {
		for i := range 9 {
			if _, err := tx.Exec("INSERT INTO blob (facility_id, id, kind, media, size, width, height, sent_by, sent_at, erased_at, digest, body) VALUES ($1, $2, '', '', 0, 0, 0, '', 0, 0, '', $3)",
				facility, ident.Derive(facility, i), strings.Repeat("a", size)); err != nil {
				return err
			}
		}
		return nil
	})))
	var file bytes.Buffer
	_, err := Write(t.Context(), from, &file, Manifest{})
	qt.Assert(t, qt.IsNil(err))
	r, err := open(&file)
	qt.Assert(t, qt.IsNil(err))
	statements := 0
	qt.Assert(t, qt.IsNil(to.Write(t.Context(), func(tx *store.Tx) error {
		rows, err := r.fill(tx)
		qt.Check(t, qt.Equals(rows, 9))
		statements = tx.Statements
		return err
	})))
	table, err := Compare(t.Context(), from, to)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(table, ""))
	return statements
}

// A backup with many photos must be restored on a computer of 1 GB.
func TestLargeRowsAreRestoredInPortions(t *testing.T) {
	const sealed = 2_796_240 // the largest picture, sealed
	few, many := restored(t, 10), restored(t, sealed)
	qt.Check(t, qt.Equals(many-few, 4), qt.Commentf("nine pictures, two at a time, instead of all at once"))
}
