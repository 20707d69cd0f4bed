// Package postgres opens the server database through database/sql.
package postgres

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"sambang/internal/core/store"
)

type dialect struct{}

func (dialect) Name() string             { return "postgres" }
func (dialect) SkipLocked() string       { return " FOR UPDATE SKIP LOCKED" }
func (dialect) Alone() string            { return "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))" }
func (dialect) WritersPerFacility() bool { return true }

func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// Codes of PostgreSQL: appendix A of its manual.
func (dialect) Unique(err error) bool { return code(err) == "23505" }

func (dialect) Again(err error) bool {
	c := code(err)
	return c == "40001" || c == "40P01"
}

// Open connects to the database of a postgres:// address.
func Open(address string) (*store.DB, error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	if err := db.Ping(); err != nil {
		return nil, fmt.Errorf("postgres: %w", err)
	}
	return store.New(dialect{}, db, db, false), nil
}
