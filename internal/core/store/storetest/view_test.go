package storetest_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// parcel is a row with a column of every kind; label is what a view reads of it.
type parcel struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Name     string   `db:"name"`
	Stamps   []string `db:"stamps,json"`
	Weight   int64    `db:"weight"`
	From     stamp    `db:"sender,json"`
	Open     bool     `db:"open"`
}

type label struct {
	From   stamp    `db:"sender,json"`
	Weight int64    `db:"weight"`
	ID     ident.ID `db:"id"`
	Note   string   // of no column
	Open   bool     `db:"open"`
}

type stamp struct {
	Town string `json:"town"`
	Year int64  `json:"year,omitempty"`
}

var (
	parcels = store.NewTable[parcel]("test_parcel", store.Derived)
	labels  = store.NewView[label](parcels)
)

const parcelTable = "CREATE TABLE test_parcel (facility_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, stamps TEXT NOT NULL, weight BIGINT NOT NULL, sender TEXT NOT NULL, open BOOLEAN NOT NULL, PRIMARY KEY (facility_id, id))"

// A view reads of each row what the table reads, and nothing else of other rows.
func TestAViewReadsWhatTheTableReads(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		qt.Assert(t, qt.IsNil(db.Write(ctx, func(tx *store.Tx) error { _, err := tx.Exec(parcelTable); return err })))
		rapid.Check(t, func(t *rapid.T) {
			row := parcel{"f", ident.ID(rapid.StringMatching(`[a-d]`).Draw(t, "id")), rapid.StringMatching(`\w*`).Draw(t, "name"), rapid.SliceOf(rapid.StringMatching(`\w+`)).Draw(t, "stamps"),
				rapid.Int64().Draw(t, "weight"), stamp{rapid.StringMatching(`["a-z]*`).Draw(t, "town"), rapid.Int64Range(0, 3).Draw(t, "year")}, rapid.Bool().Draw(t, "open")}
			err := db.Write(ctx, func(tx *store.Tx) error { return parcels.Put(tx, row) })
			if err != nil {
				t.Fatal(err)
			}
			err = db.Read(ctx, func(tx *store.Tx) error {
				where, args := "facility_id = $1 AND weight >= $2 ORDER BY id", store.Args("f", rapid.SampledFrom([]int64{row.Weight, -1 << 63}).Draw(t, "from"))
				whole, err := parcels.Where(tx, where, args...)
				if err != nil {
					return err
				}
				var want []label
				for _, p := range whole {
					want = append(want, label{p.From, p.Weight, p.ID, "", p.Open})
				}
				narrow, err := labels.Where(tx, where, args...)
				if len(want) == 0 || !slices.Equal(narrow, want) {
					t.Fatalf("%v in place of %v", narrow, want)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	})
}

func TestAViewOfWhatATableDoesNotHaveIsNoView(t *testing.T) {
	qt.Check(t, qt.PanicMatches(func() {
		store.NewView[struct {
			Colour string `db:"colour"`
		}](parcels)
	}, ".*test_parcel.*colour"))
	qt.Check(t, qt.PanicMatches(func() {
		store.NewView[struct {
			Stamps string `db:"stamps"`
		}](parcels)
	}, ".*test_parcel.*stamps"))
}
