// Package storetest gives tests real, fresh databases: a SQLite file and a
// PostgreSQL database each, so that every story is told on both.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
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
	db, err := sqlite.Open(filepath.Join(Data(t), DatabaseName))
	return ready(t, db, err)
}

// DatabaseName is what a server calls its database in the folder of its data.
const DatabaseName = "sambang.sqlite"

// Data is a fresh folder for a server's data in which a migrated, empty database
// lies already. Migrating takes a third of a second, copying nothing; the suite
// makes hundreds.
func Data(t testing.TB) string {
	t.Helper()
	folder := temporary(t)
	digest, err := migrations.Digest()
	if err != nil {
		t.Fatal(err)
	}
	template := filepath.Join(os.TempDir(), "sambang-schema-"+digest+".sqlite")
	body, err := os.ReadFile(template)
	if errors.Is(err, fs.ErrNotExist) {
		body, err = makeTemplate(t, template)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, DatabaseName), body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// temporary is a folder that goes with the test. A connection whose statement was cut
// off by the test's end closes behind the server's back and may lay a file down while
// the folder is emptied: then it is emptied again.
func temporary(t testing.TB) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "sambang-data-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		var err error
		for range 1000 {
			if err = os.RemoveAll(folder); err == nil {
				return
			}
		}
		t.Errorf("the data of the test stay: %v", err)
	})
	return folder
}

// makeTemplate migrates an empty file. Packages test at the same time: whoever is
// last puts the same file in the place of the first one's.
func makeTemplate(t testing.TB, name string) ([]byte, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), DatabaseName)
	db, err := sqlite.Open(path)
	if err != nil {
		return nil, err
	}
	err = migrations.Up(context.Background(), db)
	if err == nil {
		_, err = db.SQL().Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	}
	if err = errors.Join(err, db.Close()); err != nil {
		return nil, err
	}
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	part := fmt.Sprintf("%s.%d", name, os.Getpid())
	if err := os.WriteFile(part, body, 0o600); err != nil {
		return nil, err
	}
	return body, os.Rename(part, name)
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
