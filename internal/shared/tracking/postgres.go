package tracking

import (
	"context"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// postgresSchema: a schema of its own. Several nodes may write: the key of a
// position keeps repeats out whichever node they reach.
const postgresSchema = `
CREATE SCHEMA IF NOT EXISTS tracking;
CREATE TABLE IF NOT EXISTS tracking.leg (day TEXT NOT NULL, job TEXT NOT NULL, device TEXT NOT NULL, PRIMARY KEY (job, day, device));
CREATE TABLE IF NOT EXISTS tracking.held (
	device TEXT NOT NULL, at BIGINT NOT NULL, lat FLOAT8 NOT NULL, lon FLOAT8 NOT NULL, reason TEXT NOT NULL,
	day TEXT NOT NULL, received BIGINT NOT NULL, worker TEXT NOT NULL, facility TEXT NOT NULL, jobs TEXT NOT NULL,
	accuracy FLOAT8 NOT NULL, speed FLOAT8 NOT NULL, source SMALLINT NOT NULL, PRIMARY KEY (device, at, lat, lon));
CREATE TABLE IF NOT EXISTS tracking.outside (
	day TEXT NOT NULL, device TEXT NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (day, device));`

const postgresDay = `CREATE TABLE IF NOT EXISTS tracking.position_DAY (
	device TEXT NOT NULL, at BIGINT NOT NULL, lat FLOAT8 NOT NULL, lon FLOAT8 NOT NULL, received BIGINT NOT NULL,
	facility TEXT NOT NULL, worker TEXT NOT NULL, jobs TEXT NOT NULL, accuracy FLOAT8 NOT NULL, speed FLOAT8 NOT NULL,
	bearing FLOAT8 NOT NULL, battery FLOAT8 NOT NULL, source SMALLINT NOT NULL, PRIMARY KEY (device, at, lat, lon))`

const postgresInsert = `INSERT INTO tracking.position_DAY
	(device, at, lat, lon, received, facility, worker, jobs, accuracy, speed, bearing, battery, source)
	SELECT * FROM unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::bigint[], $6::text[], $7::text[],
	$8::text[], $9::float8[], $10::float8[], $11::float8[], $12::float8[], $13::smallint[]) ON CONFLICT DO NOTHING`

// makingTables is the advisory lock under which nodes make tables one at a time;
// the number is ours and means nothing.
const makingTables = 0x73616d62

// PostgresLog is a Log in a schema of its own beside the other tables.
type PostgresLog struct {
	pool *pgxpool.Pool
	mu   sync.Mutex
	day  string
	legs map[string]bool // "job device" already said on this day
	rows columns
}

// columns is a group turned on its side for one INSERT of many rows.
type columns struct {
	device, facility, worker, jobs              []string
	at, received                                []int64
	lat, lon, accuracy, speed, bearing, battery []float64
	source                                      []int16
}

// OpenPostgres makes what is missing. The pool stays the caller's to close.
func OpenPostgres(ctx context.Context, pool *pgxpool.Pool) (*PostgresLog, error) {
	l := &PostgresLog{pool: pool, legs: map[string]bool{}}
	return l, fault.Wrap(l.make(ctx, postgresSchema), "positions: preparing the schema")
}

// make runs a CREATE alone among all nodes.
func (l *PostgresLog) make(ctx context.Context, text string) error {
	return pgx.BeginFunc(ctx, l.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(makingTables)); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, text)
		return err
	})
}

func ofDay(text, day string) string {
	return strings.ReplaceAll(text, "DAY", strings.ReplaceAll(day, "-", ""))
}

// Write implements Log.
func (l *PostgresLog) Write(ctx context.Context, g *Group) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.day != g.Day {
		if err := l.make(ctx, ofDay(postgresDay, g.Day)); err != nil {
			return err
		}
		l.day = g.Day
		clear(l.legs)
	}
	err := pgx.BeginFunc(ctx, l.pool, func(tx pgx.Tx) error {
		b := &pgx.Batch{}
		// A server set to answer before its disk has it would break our word.
		b.Queue(`SET LOCAL synchronous_commit = on`)
		l.queueKept(b, g)
		queueAside(b, g)
		return tx.SendBatch(ctx, b).Close()
	})
	if err != nil {
		l.day = "" // legs of the group are not there, the table may not be either
	}
	return err
}

func (l *PostgresLog) queueKept(b *pgx.Batch, g *Group) {
	if len(g.Kept) == 0 {
		return
	}
	c := &l.rows
	c.clear()
	for i := range g.Kept {
		f := &g.Kept[i]
		c.add(f)
		for _, j := range f.Jobs {
			if key := string(j) + " " + string(f.Device); !l.legs[key] {
				l.legs[key] = true
				b.Queue(`INSERT INTO tracking.leg (day, job, device) VALUES ($1,$2,$3) ON CONFLICT DO NOTHING`, g.Day, string(j), string(f.Device))
			}
		}
	}
	b.Queue(ofDay(postgresInsert, g.Day), c.device, c.at, c.lat, c.lon, c.received, c.facility, c.worker, c.jobs,
		c.accuracy, c.speed, c.bearing, c.battery, c.source)
}

func queueAside(b *pgx.Batch, g *Group) {
	for i := range g.Held {
		h := &g.Held[i]
		lat, lon := h.storable()
		b.Queue(`INSERT INTO tracking.held (device, at, lat, lon, reason, day, received, worker, facility, jobs, accuracy, speed, source)
			VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) ON CONFLICT DO NOTHING`, string(h.Device), int64(h.At), lat, lon,
			string(h.Reason), g.Day, int64(h.Received), string(h.Worker), string(h.Facility), joinJobs(h.Jobs),
			finite(h.Accuracy), finite(h.Speed), int16(h.Source))
	}
	for device, n := range g.Outside {
		b.Queue(`INSERT INTO tracking.outside AS o (day, device, n) VALUES ($1,$2,$3)
			ON CONFLICT (day, device) DO UPDATE SET n = o.n + excluded.n`, g.Day, string(device), n)
	}
}

func (c *columns) clear() {
	for _, s := range []*[]string{&c.device, &c.facility, &c.worker, &c.jobs} {
		*s = (*s)[:0]
	}
	for _, s := range []*[]float64{&c.lat, &c.lon, &c.accuracy, &c.speed, &c.bearing, &c.battery} {
		*s = (*s)[:0]
	}
	c.at, c.received, c.source = c.at[:0], c.received[:0], c.source[:0]
}

func (c *columns) add(f *Fix) {
	c.device, c.facility = append(c.device, string(f.Device)), append(c.facility, string(f.Facility))
	c.worker, c.jobs = append(c.worker, string(f.Worker)), append(c.jobs, joinJobs(f.Jobs))
	c.at, c.received = append(c.at, int64(f.At)), append(c.received, int64(f.Received))
	c.lat, c.lon = append(c.lat, f.Point.Lat), append(c.lon, f.Point.Lon)
	c.accuracy, c.speed = append(c.accuracy, f.Accuracy), append(c.speed, f.Speed)
	c.bearing, c.battery = append(c.bearing, f.Bearing), append(c.battery, f.Battery)
	c.source = append(c.source, int16(f.Source))
}

// days lists the civil days that have a table.
func (l *PostgresLog) days(ctx context.Context) ([]string, error) {
	rows, err := l.pool.Query(ctx, `SELECT to_char(to_date(substr(tablename, 10), 'YYYYMMDD'), 'YYYY-MM-DD') FROM pg_tables
		WHERE schemaname = 'tracking' AND tablename ~ '^position_[0-9]{8}$' ORDER BY 1`)
	if err != nil {
		return nil, fault.Wrap(err, "positions: listing days")
	}
	days, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return days, fault.Wrap(err, "positions: listing days")
}

const postgresColumns = `facility, device, worker, jobs, at, received, lat, lon, accuracy, speed, bearing, battery, source`

func scanFix(row pgx.CollectableRow) (Fix, error) {
	var f Fix
	var jobs string
	err := row.Scan(&f.Facility, &f.Device, &f.Worker, &jobs, (*int64)(&f.At), (*int64)(&f.Received), &f.Point.Lat,
		&f.Point.Lon, &f.Accuracy, &f.Speed, &f.Bearing, &f.Battery, &f.Source)
	f.Jobs = splitJobs(jobs)
	return f, err
}

// Recall implements Log: the last fixes of each device in the last two days that
// have any. What a list longer than that repeats is kept out by the key.
func (l *PostgresLog) Recall(ctx context.Context) (*Memory, error) {
	days, err := l.days(ctx)
	if err != nil {
		return nil, err
	}
	memory := NewMemory()
	for _, day := range days[max(0, len(days)-2):] {
		rows, err := l.pool.Query(ctx, ofDay(`SELECT `+postgresColumns+` FROM (
			SELECT *, row_number() OVER (PARTITION BY device ORDER BY received DESC, at DESC) AS nth FROM tracking.position_DAY) p
			WHERE nth <= $1 ORDER BY received, at`, day), marksHeld)
		if err != nil {
			return nil, fault.Wrap(err, "positions: recalling %s", day)
		}
		fixes, err := pgx.CollectRows(rows, scanFix)
		if err != nil {
			return nil, fault.Wrap(err, "positions: recalling %s", day)
		}
		for i := range fixes {
			memory.Keep(&fixes[i])
		}
	}
	return memory, nil
}

// Trail implements Log.
func (l *PostgresLog) Trail(ctx context.Context, job ident.ID) ([]Fix, error) {
	rows, err := l.pool.Query(ctx, `SELECT DISTINCT day FROM tracking.leg WHERE job = $1`, string(job))
	if err != nil {
		return nil, fault.Wrap(err, "positions: reading a trail")
	}
	days, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fault.Wrap(err, "positions: reading a trail")
	}
	var trail []Fix
	for _, day := range days {
		rows, err := l.pool.Query(ctx, ofDay(`SELECT `+postgresColumns+` FROM tracking.position_DAY
			WHERE device IN (SELECT device FROM tracking.leg WHERE job = $1 AND day = $2)
			AND strpos(' ' || jobs || ' ', ' ' || $1 || ' ') > 0`, day), string(job), day)
		if err != nil {
			return nil, fault.Wrap(err, "positions: reading a trail")
		}
		fixes, err := pgx.CollectRows(rows, scanFix)
		if err != nil {
			return nil, fault.Wrap(err, "positions: reading a trail")
		}
		trail = append(trail, fixes...)
	}
	byTime(trail)
	return trail, nil
}

// Held implements Log.
func (l *PostgresLog) Held(ctx context.Context, job ident.ID) ([]Held, error) {
	rows, err := l.pool.Query(ctx, `SELECT facility, device, worker, jobs, at, received, lat, lon, accuracy, speed, source, reason
		FROM tracking.held WHERE strpos(' ' || jobs || ' ', ' ' || $1 || ' ') > 0 ORDER BY at`, string(job))
	if err != nil {
		return nil, fault.Wrap(err, "positions: reading the quarantine")
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (Held, error) {
		h := Held{Fix: Fix{Bearing: Unknown, Battery: Unknown}}
		var jobs string
		err := row.Scan(&h.Facility, &h.Device, &h.Worker, &jobs, (*int64)(&h.At), (*int64)(&h.Received), &h.Point.Lat,
			&h.Point.Lon, &h.Accuracy, &h.Speed, &h.Source, &h.Reason)
		h.Jobs = splitJobs(jobs)
		return h, err
	})
	return list, fault.Wrap(err, "positions: reading the quarantine")
}

// Outside implements Log.
func (l *PostgresLog) Outside(ctx context.Context, device ident.ID, day string) (int, error) {
	var n int64
	err := l.pool.QueryRow(ctx, `SELECT coalesce(sum(n), 0)::bigint FROM tracking.outside WHERE day = $1 AND device = $2`, day, string(device)).Scan(&n)
	return int(n), fault.Wrap(err, "positions: reading counts")
}

// Forget implements Log.
func (l *PostgresLog) Forget(ctx context.Context, day string) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.day != "" {
		day = min(day, l.day) // the day being written stays
	}
	days, err := l.days(ctx)
	if err != nil {
		return 0, err
	}
	gone := 0
	err = pgx.BeginFunc(ctx, l.pool, func(tx pgx.Tx) error {
		for _, d := range days {
			if d >= day {
				continue
			}
			if _, err := tx.Exec(ctx, ofDay(`DROP TABLE IF EXISTS tracking.position_DAY`, d)); err != nil {
				return err
			}
			gone++
		}
		for _, table := range []string{"leg", "held", "outside"} {
			if _, err := tx.Exec(ctx, `DELETE FROM tracking.`+table+` WHERE day < $1`, day); err != nil {
				return err
			}
		}
		return nil
	})
	return gone, fault.Wrap(err, "positions: forgetting before %s", day)
}

// Close implements Log.
func (l *PostgresLog) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return nil
}
