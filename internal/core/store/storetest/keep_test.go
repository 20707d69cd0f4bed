package storetest_test

import (
	"errors"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// What is kept is what the snapshot says: a transaction that reads asks once, one that writes
// sees its own writing, and the next sees what was written since.
func TestWhatIsKeptIsNeverOutOfDate(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		write := func(f func(tx *store.Tx) error) { qt.Assert(t, qt.IsNil(db.Write(t.Context(), f))) }
		weigh := func(tx *store.Tx) (int64, error) {
			return store.Keep(tx, "parcel a", func() (int64, error) {
				p, _, err := parcels.Get(tx, "f", "a")
				return p.Weight, err
			})
		}
		put := func(tx *store.Tx, weight int64) error {
			return parcels.Put(tx, parcel{Facility: "f", ID: "a", Weight: weight})
		}
		write(func(tx *store.Tx) error {
			_, err := tx.Exec(parcelTable)
			return err
		})
		for _, grams := range []int64{3, 7} {
			write(func(tx *store.Tx) error {
				for n := range int64(3) {
					if err := put(tx, grams+n); err != nil {
						return err
					}
					got, err := weigh(tx)
					qt.Check(t, qt.Equals(got, grams+n), qt.Commentf("who writes reads what it wrote"))
					if err != nil {
						return err
					}
				}
				return nil
			})
			qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
				for range 3 {
					got, err := weigh(tx)
					qt.Check(t, qt.Equals(got, grams+2))
					if err != nil {
						return err
					}
				}
				qt.Check(t, qt.Equals(tx.Statements, 1), qt.Commentf("it is asked once"))
				return nil
			})))
		}
	})
}

func TestWhatFailedIsNotKept(t *testing.T) {
	db, bad, asked := storetest.SQLite(t), errors.New("bad"), 0
	qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
		read := func() (int, error) {
			if asked++; asked == 1 {
				return 0, bad
			}
			return asked, nil
		}
		_, err := store.Keep(tx, "it", read)
		qt.Check(t, qt.ErrorIs(err, bad))
		for range 2 {
			got, err := store.Keep(tx, "it", read)
			qt.Check(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(got, 2))
		}
		return nil
	})))
}
