// Package store is the one door to the two databases: embedded SQLite and
// PostgreSQL, with one SQL text for both.
//
// Rules of that text: $1 placeholders; instants as BIGINT microseconds; civil
// dates, ids and hashed or signed JSON as TEXT; yes and no as BOOLEAN. The few
// real differences between the two are methods of Dialect.
//
// Four kinds of table are declared here and checked against the schema: Log
// (what happened), Derived (what follows from it, rebuilt and compared), Sealed
// (what is personal, erasable) and Loose (what may be lost or thrown away).
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// Dialect holds the few real differences between the databases.
type Dialect interface {
	// Name is "sqlite" or "postgres".
	Name() string
	// Unique reports a broken unique key.
	Unique(error) bool
	// Again reports a passing conflict: the whole transaction may be tried again.
	Again(error) bool
	// SkipLocked is what a claiming sub-select ends with, so that two nodes
	// never claim the same errand. Empty where there is one writer.
	SkipLocked() string
	// Alone is a statement that waits until no other transaction holds the name
	// $1, and holds it until the commit. Empty where there is one writer.
	Alone() string
	// WritersPerFacility reports whether several facilities may write at once.
	WritersPerFacility() bool
}

// DB is a database opened by one of the two drivers.
type DB struct {
	Dialect Dialect
	write   *pool
	read    *pool
}

// pool is a set of connections with its prepared statements.
type pool struct {
	db   *sql.DB
	keep bool // prepare and keep statements ourselves (the SQLite driver does not)
	mu   sync.Mutex
	made map[string]*sql.Stmt
}

// New wraps two pools; for PostgreSQL both may be the same. Prepared says
// whether statements are kept prepared here.
func New(d Dialect, write, read *sql.DB, prepared bool) *DB {
	db := &DB{Dialect: d, write: &pool{db: write, keep: prepared, made: map[string]*sql.Stmt{}}}
	db.read = db.write
	if read != write {
		db.read = &pool{db: read, keep: prepared, made: map[string]*sql.Stmt{}}
	}
	return db
}

// SQL gives the writing pool to the few who need a bare connection (migrations, backup).
func (d *DB) SQL() *sql.DB { return d.write.db }

// Close closes both pools.
func (d *DB) Close() error {
	err := d.read.db.Close()
	if d.write != d.read {
		err = errors.Join(err, d.write.db.Close())
	}
	return err
}

// Write runs f in one durable transaction. An error from f rolls it back.
func (d *DB) Write(ctx context.Context, f func(*Tx) error) error {
	return d.run(ctx, d.write, nil, f)
}

// Read runs f on a snapshot that it cannot change.
func (d *DB) Read(ctx context.Context, f func(*Tx) error) error {
	return d.run(ctx, d.read, &sql.TxOptions{ReadOnly: true, Isolation: d.snapshot()}, f)
}

func (d *DB) snapshot() sql.IsolationLevel {
	if d.Dialect.WritersPerFacility() {
		return sql.LevelRepeatableRead
	}
	return sql.LevelDefault // a SQLite read transaction is a snapshot already
}

func (d *DB) run(ctx context.Context, p *pool, o *sql.TxOptions, f func(*Tx) error) error {
	for try := 0; ; try++ {
		err := once(ctx, p, o, d.Dialect, f)
		if err == nil || try >= 4 || !d.Dialect.Again(err) {
			return err
		}
	}
}

func once(ctx context.Context, p *pool, o *sql.TxOptions, dialect Dialect, f func(*Tx) error) (err error) {
	raw, err := p.db.BeginTx(ctx, o)
	if err != nil {
		return fault.Wrap(err, "store: begin")
	}
	t := &Tx{ctx: ctx, raw: raw, pool: p, Dialect: dialect, still: o != nil && o.ReadOnly}
	defer func() {
		if r := recover(); r != nil {
			_ = raw.Rollback()
			panic(r)
		}
	}()
	if err = f(t); err != nil {
		_ = raw.Rollback()
		return err
	}
	return fault.Wrap(raw.Commit(), "store: commit")
}

// Tx is a running transaction.
type Tx struct {
	Dialect Dialect
	// Statements counts what was asked of the database, for the test that keeps
	// field verbs small.
	Statements int
	ctx        context.Context
	raw        *sql.Tx
	pool       *pool
	puts       []put
	own        map[string]*sql.Stmt
	still      bool // it only reads, and its snapshot stands still
	kept       map[string]any
}

// Alone lets one transaction at a time go on from here, of those that name the
// same thing, also of other processes on the same database.
func (t *Tx) Alone(name string) error {
	wait := t.Dialect.Alone()
	if wait == "" {
		return nil
	}
	_, err := t.Exec(wait, name)
	return err
}

// Context is the context the transaction runs under.
func (t *Tx) Context() context.Context { return t.ctx }

func (t *Tx) stmt(text string) (*sql.Stmt, error) {
	if s, ok := t.own[text]; ok {
		return s, nil
	}
	t.pool.mu.Lock()
	s, ok := t.pool.made[text]
	t.pool.mu.Unlock()
	if !ok {
		// Prepared inside the transaction: the writing pool has one connection
		// and this transaction holds it. The next transaction prepares it for all.
		own, err := t.raw.PrepareContext(t.ctx, text)
		if err != nil {
			return nil, err
		}
		if t.own == nil {
			t.own = map[string]*sql.Stmt{}
		}
		t.own[text] = own
		go t.pool.prepare(text)
		return own, nil
	}
	own := t.raw.StmtContext(t.ctx, s)
	if t.own == nil {
		t.own = map[string]*sql.Stmt{}
	}
	t.own[text] = own
	return own, nil
}

func (p *pool) prepare(text string) {
	p.mu.Lock()
	_, ok := p.made[text]
	p.mu.Unlock()
	if ok {
		return
	}
	s, err := p.db.Prepare(text)
	if err != nil {
		return // the pool is closing; the next asker prepares its own
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.made[text]; ok {
		_ = s.Close()
		return
	}
	p.made[text] = s
}

// Exec runs a statement that gives no rows back and says how many it touched.
func (t *Tx) Exec(text string, args ...any) (int64, error) {
	t.Statements++
	var res sql.Result
	var err error
	if t.pool.keep {
		var s *sql.Stmt
		if s, err = t.stmt(text); err == nil {
			res, err = s.ExecContext(t.ctx, plain(args)...)
		}
	} else {
		res, err = t.raw.ExecContext(t.ctx, text, plain(args)...)
	}
	if err != nil {
		return 0, fmt.Errorf("store: %s: %w", head(text), err)
	}
	return res.RowsAffected()
}

// Query runs a statement that gives rows back. The caller closes them; All and
// One are easier.
func (t *Tx) Query(text string, args ...any) (*sql.Rows, error) {
	t.Statements++
	var rows *sql.Rows
	var err error
	if t.pool.keep {
		var s *sql.Stmt
		if s, err = t.stmt(text); err == nil {
			rows, err = s.QueryContext(t.ctx, plain(args)...)
		}
	} else {
		rows, err = t.raw.QueryContext(t.ctx, text, plain(args)...)
	}
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", head(text), err)
	}
	return rows, nil
}

// One scans the first row into dest and reports whether there was one.
func (t *Tx) One(text string, args []any, dest ...any) (bool, error) {
	rows, err := t.Query(text, args...)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := rows.Scan(dest...); err != nil {
		return false, fmt.Errorf("store: %s: %w", head(text), err)
	}
	return true, rows.Err()
}

// Each calls f for every row; f scans.
func (t *Tx) Each(text string, args []any, f func(scan func(...any) error) error) error {
	rows, err := t.Query(text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

func head(text string) string {
	if len(text) > 60 {
		return text[:60]
	}
	return text
}

// Args is a readable way to write the arguments of One and Each.
func Args(a ...any) []any { return a }

// FacilityKey is how every facility table begins its key.
const FacilityKey = "facility_id"

// Facility narrows a type to what names a facility.
type Facility = ident.ID
