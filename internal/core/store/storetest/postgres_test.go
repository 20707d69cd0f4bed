package storetest

import (
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

func TestEachTestGetsItsOwnDatabaseAndLeavesNothing(t *testing.T) {
	var first, second string
	t.Run("two stories", func(t *testing.T) {
		first, second = Postgres(t), Postgres(t)
		qt.Assert(t, qt.Not(qt.Equals(first, second)))

		db, err := sql.Open("pgx", first)
		qt.Assert(t, qt.IsNil(err))
		defer db.Close()
		_, err = db.ExecContext(t.Context(), "CREATE TABLE bottle (id TEXT PRIMARY KEY)")
		qt.Assert(t, qt.IsNil(err))
		// A reader that a story forgot to close must not keep its database alive.
		forgotten, err := sql.Open("pgx", second)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.IsNil(forgotten.PingContext(t.Context())))
	})

	cluster, err := sql.Open("pgx", os.Getenv(ClusterVariable))
	qt.Assert(t, qt.IsNil(err))
	defer cluster.Close()
	for _, dsn := range []string{first, second} {
		at, err := url.Parse(dsn)
		qt.Assert(t, qt.IsNil(err))
		name := strings.TrimPrefix(at.Path, "/")
		var left int
		err = cluster.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_database WHERE datname = $1", name).Scan(&left)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(left, 0))
	}
}

func TestACopyHoldsWhatItsModelHoldsAndTheModelStays(t *testing.T) {
	model, drop := Model(t)
	fill, err := sql.Open("pgx", model)
	qt.Assert(t, qt.IsNil(err))
	_, err = fill.ExecContext(t.Context(), "CREATE TABLE bottle (id TEXT PRIMARY KEY)")
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(fill.Close()))
	for range 2 {
		t.Run("a story", func(t *testing.T) {
			db, err := sql.Open("pgx", Copy(t, model))
			qt.Assert(t, qt.IsNil(err))
			defer db.Close()
			_, err = db.ExecContext(t.Context(), "INSERT INTO bottle (id) VALUES ('one')")
			qt.Assert(t, qt.IsNil(err))
		})
	}
	qt.Assert(t, qt.IsNil(drop()))
}
