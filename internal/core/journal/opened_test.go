package journal_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/postgres"
	"sambang/internal/core/store/storetest"
)

type uttered struct {
	Word string `json:"word"`
}

// sealedWords lays n words down, up to three versions of each, and erases some of them.
func sealedWords(t *testing.T, db *store.DB, ring *keys.Ring, dice *rand.Rand, n int) (refs []journal.Ref) {
	t.Helper()
	must(t, db.Write(t.Context(), func(tx *store.Tx) error {
		for i := range n {
			for v := range int64(1 + dice.IntN(3)) {
				r := journal.Ref{Table: "word", ID: ident.Named(fmt.Sprint("word ", i)), Version: v + 1, Digest: "-"}
				if refs = append(refs, r); dice.IntN(10) == 0 {
					continue // erased
				}
				for _, table := range []string{"word", "other"} {
					body, err := ring.Seal("f", fmt.Appendf(nil, `{"word":"%s %d of %d"}`, table, r.Version, i))
					if err != nil {
						return err
					}
					if _, err := tx.Exec("INSERT INTO sealed (facility_id, tbl, id, version, salt, body) VALUES ($1, $2, $3, $4, '', $5)", "f", table, r.ID, r.Version, body); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}))
	return refs
}

// What is opened together is what each reference opens alone: every version its own, what was
// erased not there, however many are asked for and however often.
func TestWhatIsOpenedTogetherIsWhatEachOpensAlone(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		ring, err := keys.New(make([]byte, 32))
		must(t, err)
		dice := rand.New(rand.NewPCG(10, 1))
		refs, some := sealedWords(t, db, ring, dice, 250), 0
		for _, n := range []int{0, 1, 2, 19, 20, 21, 199, 200, 201, 240, 401} {
			asked := make([]journal.Ref, n)
			for i := range asked {
				asked[i] = refs[dice.IntN(len(refs))] // some of them twice
			}
			must(t, db.Read(t.Context(), func(tx *store.Tx) error {
				q, alone := journal.Query{Tx: tx, Facility: "f", Keys: ring}, map[journal.Ref]uttered{}
				for _, r := range asked {
					var one uttered
					if gone, err := q.Open(r, &one); err != nil {
						return err
					} else if !gone {
						alone[r] = one
					}
				}
				before := tx.Statements
				together, err := journal.OpenEach[uttered](q, asked)
				qt.Check(t, qt.Equals(tx.Statements-before, (n+199)/200), qt.Commentf("statements for %d", n))
				qt.Check(t, qt.DeepEquals(together, alone), qt.Commentf("%d", n))
				some += len(together)
				return err
			}))
		}
		qt.Check(t, qt.IsTrue(some > 500))
	})
}

// A server that has not yet looked at a table, or keeps a plan of a statement that it has seen
// often, must not read the whole of it for a few rows.
func TestOpeningAFewReadsNoOthers(t *testing.T) {
	db, err := postgres.Open(storetest.Postgres(t))
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	must(t, migrations.Up(t.Context(), db))
	ring, err := keys.New(make([]byte, 32))
	must(t, err)
	refs := sealedWords(t, db, ring, rand.New(rand.NewPCG(10, 2)), 900)
	for n := range int64(8) { // a plan is kept from the sixth time on
		must(t, db.Read(t.Context(), func(tx *store.Tx) error {
			_, err := journal.OpenEach[uttered](journal.Query{Tx: tx, Facility: "f", Keys: ring}, refs[:40])
			if err != nil {
				return err
			}
			var read int64 // also of the times before, until the server has written it down
			_, err = tx.One("SELECT COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relname = 'sealed'", nil, &read)
			qt.Check(t, qt.IsTrue(read > 0 && read <= 40*(n+1)), qt.Commentf("%d rows were read to open 40 for the %dth time", read, n+1))
			return err
		}))
	}
}
