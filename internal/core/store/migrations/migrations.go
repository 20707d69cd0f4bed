// Package migrations holds the schema of every table and brings a database up
// to it. Migrations only go forward, each in one transaction; an old binary
// refuses a database that a newer one has changed.
package migrations

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"sambang/internal/core/store"
)

//go:embed *.sql
var files embed.FS

// Digest names this program's schema: two programs with the same migrations have
// the same one.
func Digest() (string, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := files.ReadFile(name)
		fmt.Fprintf(h, "%s %d\n", name, len(text))
		h.Write(text)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("migrations: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// ErrNewer says that the database was changed by a newer binary.
var ErrNewer = errors.New("migrations: the database is newer than this program")

// Up brings the schema of db to the newest version this program knows.
func Up(ctx context.Context, db *store.DB) error {
	p, err := provider(db)
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if have > want {
		return fmt.Errorf("%w: it has version %d, we know %d", ErrNewer, have, want)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	return nil
}

// Pending reports how many migrations wait.
func Pending(ctx context.Context, db *store.DB) (int64, error) {
	p, err := provider(db)
	if err != nil {
		return 0, err
	}
	have, want, err := p.GetVersions(ctx)
	return want - have, err
}

func provider(db *store.DB) (*goose.Provider, error) {
	d, options := goose.DialectSQLite3, []goose.ProviderOption{}
	if db.Dialect.Name() == "postgres" {
		// Two servers may start on one database at the same time: one waits.
		one, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, fmt.Errorf("migrations: %w", err)
		}
		d, options = goose.DialectPostgres, append(options, goose.WithSessionLocker(one))
	}
	p, err := goose.NewProvider(d, db.SQL(), files, options...)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return p, nil
}
