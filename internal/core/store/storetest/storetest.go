// Package storetest gives tests real, fresh databases: a SQLite file and a
// PostgreSQL database each, so that every story is told on both.
package storetest

import (
	"context"
	"path/filepath"
	"testing"

	"sambang/internal/core/store"
	"sambang/internal/core/store/migrations"
	"sambang/internal/core/store/postgres"
	"sambang/internal/core/store/sqlite"
)

// SQLite opens a fresh, migrated database file.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	db, err := sqlite.Open(filepath.Join(t.TempDir(), "sambang.sqlite"))
	return ready(t, db, err)
}

// Both runs f on each of the two databases, as subtests in parallel.
func Both(t *testing.T, f func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); f(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		db, err := postgres.Open(Postgres(t))
		f(t, ready(t, db, err))
	})
}

func ready(t testing.TB, db *store.DB, err error) *store.DB {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := migrations.Up(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	return db
}
