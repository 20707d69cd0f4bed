package registry_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// Most people have no mother, no NIK and no merged record here, so those indexes
// leave the empty ones out. SQLite takes such an index only for a query that says
// so itself; without it, opening one household reads all 30,000 people.
func TestPeopleAreLookedUpByIndexesThatLeaveTheEmptyOut(t *testing.T) {
	db := storetest.SQLite(t)
	for column, index := range map[string]string{"merged_into": "person_by_merge", "household": "person_by_household", "mother": "person_by_mother",
		"guardian": "person_by_guardian", "nik_hash": "person_by_nik"} {
		plan := ""
		err := db.Read(t.Context(), func(tx *store.Tx) error {
			return tx.Each("EXPLAIN QUERY PLAN SELECT id FROM person WHERE facility_id = $1 AND "+column+" = $2 AND "+column+" <> ''", store.Args("f", "x"), func(scan func(...any) error) error {
				var id, parent, unused int64
				var detail string
				err := scan(&id, &parent, &unused, &detail)
				plan += detail
				return err
			})
		})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.IsTrue(strings.Contains(plan, index)), qt.Commentf("%s: %s", column, plan))
	}
}
