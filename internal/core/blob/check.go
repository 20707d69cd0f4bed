package blob

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Wrong is a picture that is not as it was kept.
type Wrong struct {
	ID   ID
	What string
}

// Counts says how many pictures there are.
type Counts struct{ Here, Erased int64 }

// Check opens every picture of a facility and gives the first that is missing or
// does not fit; an empty ID: none.
func Check(tx *store.Tx, ring *keys.Ring, facility ident.ID) (n Counts, first Wrong, err error) {
	err = tx.Each("SELECT id, "+columns+", body FROM blob WHERE facility_id = $1 ORDER BY id", store.Args(facility), func(scan func(...any) error) error {
		r, sealed, what := Row{Facility: facility}, "", ""
		if err := scan(append(append([]any{&r.ID}, r.dest()...), &sealed)...); err != nil {
			return err
		}
		if r.ErasedAt != 0 {
			n.Erased++
			if sealed != "" {
				what = "it was erased, and its body is still there"
			}
		} else {
			n.Here++
			_, what = r.open(ring, sealed)
		}
		if what != "" && first.ID == "" {
			first = Wrong{r.ID, what}
		}
		return nil
	})
	return n, first, err
}

// Weight is how many pictures a database holds and how many bytes they take in
// it: sealing adds 28 bytes and writes three as four.
func Weight(tx *store.Tx) (pictures, bytes int64, err error) {
	err = tx.Each("SELECT facility_id, COUNT(*), CAST(SUM(size) AS BIGINT) FROM blob WHERE erased_at = 0 GROUP BY facility_id", nil, func(scan func(...any) error) error {
		var f ident.ID
		var n, size int64
		if err := scan(&f, &n, &size); err != nil {
			return err
		}
		pictures += n
		bytes += (size + 28*n) * 4 / 3
		return nil
	})
	return pictures, bytes, err
}
