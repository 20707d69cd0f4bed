package stagetest

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Query reads as the machine does.
func (s *Stage) Query(do func(q journal.Query) error) {
	s.T.Helper()
	qt.Assert(s.T, qt.IsNil(s.DB.Read(s.T.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: s.Facility, By: access.TheMachine(s.Facility), Now: s.Clock.Now(), Keys: s.Ring})
	})))
}

// Sees lists the audiences that see a row, in their order.
func (s *Stage) Sees(table string, id ident.ID) (keys []string) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		return q.Each("SELECT audience FROM audience WHERE facility_id = $1 AND tbl = $2 AND row_id = $3 AND NOT gone ORDER BY audience", store.Args(s.Facility, table, id), func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			keys = append(keys, key)
			return err
		})
	})
	return keys
}

// Written counts the events in which a word stands.
func (s *Stage) Written(word string) (n int) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		_, err := q.One("SELECT count(*) FROM event WHERE facility_id = $1 AND body LIKE '%' || $2 || '%'", store.Args(s.Facility, word), &n)
		return err
	})
	return n
}
