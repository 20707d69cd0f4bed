// Package sqlite opens the embedded database: WAL, every commit synced to disk,
// one writing connection and a few that only read.
package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"

	msqlite "modernc.org/sqlite"

	"sambang/internal/core/store"
)

type dialect struct{}

func (dialect) Name() string             { return "sqlite" }
func (dialect) SkipLocked() string       { return "" }
func (dialect) Alone() string            { return "" }
func (dialect) WritersPerFacility() bool { return false }

// Codes of SQLite: https://www.sqlite.org/rescode.html
const (
	codeBusy       = 5
	codePrimaryKey = 1555
	codeUnique     = 2067
)

func (dialect) Unique(err error) bool {
	var e *msqlite.Error
	return errors.As(err, &e) && (e.Code() == codePrimaryKey || e.Code() == codeUnique)
}

func (dialect) Again(err error) bool {
	var e *msqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == codeBusy
}

// Open opens or makes the database file; the empty path is a database in memory
// that lives as long as the handle.
func Open(path string) (*store.DB, error) {
	if path == "" {
		db, err := sql.Open("sqlite", dsn("file::memory:", false))
		if err != nil {
			return nil, fmt.Errorf("sqlite: %w", err)
		}
		db.SetMaxOpenConns(1)
		return store.New(dialect{}, db, db, true), nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	if err := Private(path); err != nil {
		return nil, err
	}
	file := "file:" + (&url.URL{Path: path}).EscapedPath()
	write, err := sql.Open("sqlite", dsn(file, false))
	if err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	write.SetMaxOpenConns(1)
	if err := write.Ping(); err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, err)
	}
	read, err := sql.Open("sqlite", dsn(file, true))
	if err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	n := 2 * runtime.NumCPU()
	read.SetMaxOpenConns(n)
	read.SetMaxIdleConns(n)
	return store.New(dialect{}, write, read, true), nil
}

// Private makes the file where it is missing, for its owner alone: SQLite itself
// would let everybody read it. The files beside it get its rights.
func Private(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}

func dsn(file string, readOnly bool) string {
	q := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-8000)"}}
	if readOnly {
		q["_pragma"] = []string{"busy_timeout(10000)", "query_only(1)", "cache_size(-4000)"}
	} else {
		q.Set("_txlock", "immediate")
	}
	return file + "?" + q.Encode()
}
