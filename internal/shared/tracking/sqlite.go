package tracking

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"sambang/internal/core/fault"
	"sambang/internal/core/store/sqlite"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// snapshotEvery is after how many rows the memory of devices is written beside
// them, so that a start never reads more than about that many rows.
const snapshotEvery = 20_000

// sqliteSchema: positions have no index, so that a commit touches as few pages as
// can be; there is a table a day, which retention drops whole. Who and which jobs
// a row belongs to is said once, in who.
const sqliteSchema = `
CREATE TABLE IF NOT EXISTS who (
	k INTEGER PRIMARY KEY, day TEXT NOT NULL, first INTEGER NOT NULL,
	facility TEXT NOT NULL, device TEXT NOT NULL, worker TEXT NOT NULL, jobs TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS who_day ON who (day);
CREATE TABLE IF NOT EXISTS who_job (job TEXT NOT NULL, k INTEGER NOT NULL, PRIMARY KEY (job, k)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held (
	device TEXT NOT NULL, at INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, reason TEXT NOT NULL,
	day TEXT NOT NULL, received INTEGER NOT NULL, worker TEXT NOT NULL, facility TEXT NOT NULL, jobs TEXT NOT NULL,
	accuracy REAL NOT NULL, speed REAL NOT NULL, source INTEGER NOT NULL,
	PRIMARY KEY (device, at, lat, lon)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outside (
	day TEXT NOT NULL, device TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (day, device)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS memory (
	id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL, upto INTEGER NOT NULL, body BLOB NOT NULL) STRICT;`

// sqliteDay is the table of one day; the name carries the day as yyyymmdd.
const sqliteDay = `CREATE TABLE IF NOT EXISTS position_DAY (
	id INTEGER PRIMARY KEY, who INTEGER NOT NULL, at INTEGER NOT NULL, received INTEGER NOT NULL,
	lat REAL NOT NULL, lon REAL NOT NULL, accuracy REAL NOT NULL, speed REAL NOT NULL,
	bearing REAL NOT NULL, battery REAL NOT NULL, source INTEGER NOT NULL) STRICT`

// SQLiteLog is a Log in a file of its own.
type SQLiteLog struct {
	read *sql.DB
	pool *sql.DB // of one connection: the writer's
	mu   sync.Mutex
	conn *sql.Conn
	stmt map[string]*sql.Stmt // by statement, prepared once

	day    string           // whose table is open
	nextID int64            // in that table
	nextK  int64            // in who
	who    map[string]int64 // who rows of the day, by what they say
	key    []byte
	since  int // rows since the last snapshot

	insertDay, insertText string // the insert of a day, made once
}

// OpenSQLite opens the log at path and makes what is missing. The file is written
// with synchronous=FULL: what has been answered survives a power cut.
func OpenSQLite(ctx context.Context, path string) (*SQLiteLog, error) {
	if err := sqlite.Private(path); err != nil {
		return nil, fault.Wrap(err, "positions: opening %s", path)
	}
	slashed := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		slashed = "/" + slashed // as SQLite wants C:/positions.sqlite
	}
	dsn := "file:" + (&url.URL{Path: slashed}).EscapedPath() + "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-8000)"
	pool, err := sql.Open("sqlite", dsn+"&_txlock=immediate")
	if err != nil {
		return nil, fault.Wrap(err, "positions: opening %s", path)
	}
	pool.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite", dsn+"&_pragma=query_only(1)")
	if err != nil {
		return nil, fault.Wrap(errors.Join(err, pool.Close()), "positions: opening %s", path)
	}
	read.SetMaxOpenConns(4)
	l := &SQLiteLog{read: read, pool: pool, stmt: map[string]*sql.Stmt{}, who: map[string]int64{}}
	if err := l.prepareFile(ctx); err != nil {
		return nil, fault.Wrap(errors.Join(err, read.Close(), pool.Close()), "positions: preparing %s", path)
	}
	return l, nil
}

func (l *SQLiteLog) prepareFile(ctx context.Context) (err error) {
	if l.conn, err = l.pool.Conn(ctx); err != nil {
		return err
	}
	if _, err = l.conn.ExecContext(ctx, sqliteSchema); err != nil {
		return err
	}
	return l.conn.QueryRowContext(ctx, `SELECT coalesce(max(k), 0) + 1 FROM who`).Scan(&l.nextK)
}

// exec runs a statement that is prepared once and kept.
func (l *SQLiteLog) exec(ctx context.Context, text string, args ...any) error {
	s := l.stmt[text]
	if s == nil {
		var err error
		if s, err = l.conn.PrepareContext(ctx, text); err != nil {
			return err
		}
		l.stmt[text] = s
	}
	_, err := s.ExecContext(ctx, args...)
	return err
}

// Write implements Log.
func (l *SQLiteLog) Write(ctx context.Context, g *Group) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.openDay(ctx, g.Day); err != nil {
		return err
	}
	if err := l.exec(ctx, `BEGIN IMMEDIATE`); err != nil {
		return err
	}
	err := l.writeAll(ctx, g)
	if err == nil {
		err = l.exec(ctx, `COMMIT`)
	}
	if err != nil {
		// Numbers and who rows of the group are not there: read them again.
		l.day = ""
		return errors.Join(err, l.exec(ctx, `ROLLBACK`))
	}
	return nil
}

func (l *SQLiteLog) writeAll(ctx context.Context, g *Group) error {
	insert := l.dayInsert()
	for i := range g.Kept {
		f := &g.Kept[i]
		who, err := l.whoOf(ctx, f)
		if err != nil {
			return err
		}
		err = l.exec(ctx, insert, l.nextID, who, int64(f.At), int64(f.Received), f.Point.Lat, f.Point.Lon,
			f.Accuracy, f.Speed, f.Bearing, f.Battery, int64(f.Source))
		if err != nil {
			return err
		}
		l.nextID++
	}
	if err := l.writeAside(ctx, g); err != nil {
		return err
	}
	if l.since += len(g.Kept); l.since >= snapshotEvery {
		l.since = 0
		return l.exec(ctx, `INSERT OR REPLACE INTO memory (id, day, upto, body) VALUES (1, ?, ?, ?)`,
			l.day, l.nextID-1, g.Memory.encode())
	}
	return nil
}

// writeAside writes what is not a position to show: quarantine and counts.
func (l *SQLiteLog) writeAside(ctx context.Context, g *Group) error {
	for i := range g.Held {
		h := &g.Held[i]
		lat, lon := h.storable()
		err := l.exec(ctx, `INSERT OR IGNORE INTO held (device, at, lat, lon, reason, day, received, worker, facility, jobs,
			accuracy, speed, source) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`, string(h.Device), int64(h.At), lat, lon, string(h.Reason),
			g.Day, int64(h.Received), string(h.Worker), string(h.Facility), joinJobs(h.Jobs), finite(h.Accuracy), finite(h.Speed), int64(h.Source))
		if err != nil {
			return err
		}
	}
	for device, n := range g.Outside {
		err := l.exec(ctx, `INSERT INTO outside (day, device, n) VALUES (?,?,?)
			ON CONFLICT (day, device) DO UPDATE SET n = n + excluded.n`, g.Day, string(device), int64(n))
		if err != nil {
			return err
		}
	}
	return nil
}

// openDay makes the day's table the one that is written.
func (l *SQLiteLog) openDay(ctx context.Context, day string) error {
	if l.day == day {
		return nil
	}
	if l.day != "" {
		if s := l.stmt[l.dayInsert()]; s != nil {
			delete(l.stmt, l.dayInsert())
			s.Close()
		}
	}
	l.day = ""
	table := strings.ReplaceAll(day, "-", "")
	if _, err := l.conn.ExecContext(ctx, strings.ReplaceAll(sqliteDay, "DAY", table)); err != nil {
		return err
	}
	err := l.conn.QueryRowContext(ctx, `SELECT coalesce(max(id), 0) + 1 FROM position_`+table).Scan(&l.nextID)
	if err != nil {
		return err
	}
	clear(l.who)
	l.day = day
	return nil
}

func (l *SQLiteLog) dayInsert() string {
	if l.insertDay != l.day {
		l.insertDay, l.insertText = l.day, `INSERT INTO position_`+strings.ReplaceAll(l.day, "-", "")+
			` (id, who, at, received, lat, lon, accuracy, speed, bearing, battery, source) VALUES (?,?,?,?,?,?,?,?,?,?,?)`
	}
	return l.insertText
}

// whoOf gives the number that stands for device, worker and jobs on this day. A
// rolled back row leaves a gap in the numbers, which means nothing.
func (l *SQLiteLog) whoOf(ctx context.Context, f *Fix) (int64, error) {
	l.key = append(append(append(l.key[:0], f.Device...), ' '), f.Worker...)
	for _, j := range f.Jobs {
		l.key = append(append(l.key, ' '), j...)
	}
	if k, ok := l.who[string(l.key)]; ok {
		return k, nil
	}
	k := l.nextK
	l.nextK++
	err := l.exec(ctx, `INSERT INTO who (k, day, first, facility, device, worker, jobs) VALUES (?,?,?,?,?,?,?)`,
		k, l.day, l.nextID, string(f.Facility), string(f.Device), string(f.Worker), joinJobs(f.Jobs))
	for _, j := range f.Jobs {
		if err == nil {
			err = l.exec(ctx, `INSERT INTO who_job (job, k) VALUES (?,?)`, string(j), k)
		}
	}
	l.who[string(l.key)] = k
	return k, err
}

// Forget implements Log.
func (l *SQLiteLog) Forget(ctx context.Context, day string) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	days, err := l.days(ctx)
	if err != nil {
		return 0, err
	}
	if l.day != "" {
		day = min(day, l.day) // the day being written stays
	}
	gone := 0
	for _, d := range days {
		if d >= day {
			continue
		}
		if _, err := l.conn.ExecContext(ctx, `DROP TABLE position_`+strings.ReplaceAll(d, "-", "")); err != nil {
			return gone, fault.Wrap(err, "positions: dropping %s", d)
		}
		gone++
	}
	for _, text := range []string{`DELETE FROM who_job WHERE k IN (SELECT k FROM who WHERE day < ?)`,
		`DELETE FROM who WHERE day < ?`, `DELETE FROM held WHERE day < ?`, `DELETE FROM outside WHERE day < ?`} {
		if _, err := l.conn.ExecContext(ctx, text, day); err != nil {
			return gone, fault.Wrap(err, "positions: forgetting before %s", day)
		}
	}
	return gone, nil
}

// Close implements Log.
func (l *SQLiteLog) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.stmt {
		s.Close()
	}
	return errors.Join(l.conn.Close(), l.read.Close(), l.pool.Close())
}
