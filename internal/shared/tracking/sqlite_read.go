package tracking

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// days lists the civil days that have a table.
func (l *SQLiteLog) days(ctx context.Context) ([]string, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'position_[0-9]*' ORDER BY name`)
	if err != nil {
		return nil, fault.Wrap(err, "positions: listing days")
	}
	defer rows.Close()
	var days []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fault.Wrap(err, "positions: listing days")
		}
		d := strings.TrimPrefix(name, "position_")
		if len(d) == 8 {
			days = append(days, d[:4]+"-"+d[4:6]+"-"+d[6:])
		}
	}
	return days, rows.Err()
}

// Recall implements Log: the last snapshot, and the rows written after it.
func (l *SQLiteLog) Recall(ctx context.Context) (*Memory, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	memory, day, upto := NewMemory(), "", int64(0)
	var body []byte
	switch err := l.read.QueryRowContext(ctx, `SELECT day, upto, body FROM memory`).Scan(&day, &upto, &body); {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return nil, fault.Wrap(err, "positions: reading the memory")
	default:
		if memory, err = decodeMemory(body); err != nil {
			return nil, fault.Wrap(err, "positions: reading the memory")
		}
	}
	days, err := l.days(ctx)
	if err != nil {
		return nil, err
	}
	l.since = 0
	for _, d := range days {
		if d < day {
			continue
		}
		after := int64(0)
		if d == day {
			after = upto
		}
		n, err := l.recallDay(ctx, memory, d, after)
		if err != nil {
			return nil, fault.Wrap(err, "positions: recalling %s", d)
		}
		l.since += n
	}
	return memory, nil
}

const sqliteColumns = `w.facility, w.device, w.worker, w.jobs, p.at, p.received, p.lat, p.lon,
	p.accuracy, p.speed, p.bearing, p.battery, p.source`

func (l *SQLiteLog) recallDay(ctx context.Context, m *Memory, day string, after int64) (int, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT `+sqliteColumns+` FROM position_`+strings.ReplaceAll(day, "-", "")+
		` p JOIN who w ON w.k = p.who WHERE p.id > ? ORDER BY p.id`, after)
	if err != nil {
		return 0, err
	}
	fixes, err := scanFixes(rows)
	burst := 0
	for i := range fixes {
		f := &fixes[i]
		// Rows of one device and one receipt came in one list, or nearly so.
		if i > 0 && fixes[i-1].Device == f.Device && fixes[i-1].Received == f.Received {
			burst++
		} else {
			burst = 1
		}
		if burst > marksHeld {
			m.makeRoom(f.Device, burst)
		}
		m.Keep(f)
	}
	return len(fixes), err
}

func scanFixes(rows *sql.Rows) ([]Fix, error) {
	defer rows.Close()
	var list []Fix
	for rows.Next() {
		var f Fix
		var jobs string
		err := rows.Scan(&f.Facility, &f.Device, &f.Worker, &jobs, (*int64)(&f.At), (*int64)(&f.Received),
			&f.Point.Lat, &f.Point.Lon, &f.Accuracy, &f.Speed, &f.Bearing, &f.Battery, &f.Source)
		if err != nil {
			return nil, err
		}
		f.Jobs = splitJobs(jobs)
		list = append(list, f)
	}
	return list, rows.Err()
}

// Trail implements Log. It reads, in each day's table, from the first row of the
// job on: the cost grows with what came in since, of all devices.
func (l *SQLiteLog) Trail(ctx context.Context, job ident.ID) ([]Fix, error) {
	firsts, err := l.firsts(ctx, job)
	if err != nil {
		return nil, fault.Wrap(err, "positions: reading a trail")
	}
	var trail []Fix
	for day, first := range firsts {
		rows, err := l.read.QueryContext(ctx, `SELECT `+sqliteColumns+` FROM position_`+strings.ReplaceAll(day, "-", "")+
			` p JOIN who w ON w.k = p.who WHERE p.id >= ? AND p.who IN (SELECT k FROM who_job WHERE job = ?)`, first, string(job))
		if err != nil {
			return nil, fault.Wrap(err, "positions: reading a trail")
		}
		fixes, err := scanFixes(rows)
		if err != nil {
			return nil, fault.Wrap(err, "positions: reading a trail")
		}
		trail = append(trail, fixes...)
	}
	byTime(trail)
	return trail, nil
}

func byTime(trail []Fix) {
	slices.SortStableFunc(trail, func(a, b Fix) int { return cmp.Compare(a.At, b.At) })
}

// firsts gives, by day, where the rows of a job begin.
func (l *SQLiteLog) firsts(ctx context.Context, job ident.ID) (map[string]int64, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT w.day, min(w.first) FROM who_job j JOIN who w ON w.k = j.k
		WHERE j.job = ? GROUP BY w.day`, string(job))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	firsts := map[string]int64{}
	for rows.Next() {
		var day string
		var first int64
		if err := rows.Scan(&day, &first); err != nil {
			return nil, err
		}
		firsts[day] = first
	}
	return firsts, rows.Err()
}

// Held implements Log.
func (l *SQLiteLog) Held(ctx context.Context, job ident.ID) ([]Held, error) {
	rows, err := l.read.QueryContext(ctx, `SELECT facility, device, worker, jobs, at, received, lat, lon, accuracy, speed, -1.0, -1.0, source, reason
		FROM held WHERE instr(' ' || jobs || ' ', ' ' || ? || ' ') > 0 ORDER BY at`, string(job))
	if err != nil {
		return nil, fault.Wrap(err, "positions: reading the quarantine")
	}
	defer rows.Close()
	var list []Held
	for rows.Next() {
		var h Held
		var jobs string
		err := rows.Scan(&h.Facility, &h.Device, &h.Worker, &jobs, (*int64)(&h.At), (*int64)(&h.Received), &h.Point.Lat,
			&h.Point.Lon, &h.Accuracy, &h.Speed, &h.Bearing, &h.Battery, &h.Source, &h.Reason)
		if err != nil {
			return nil, fault.Wrap(err, "positions: reading the quarantine")
		}
		h.Jobs = splitJobs(jobs)
		list = append(list, h)
	}
	return list, rows.Err()
}

// Outside implements Log.
func (l *SQLiteLog) Outside(ctx context.Context, device ident.ID, day string) (int, error) {
	var n int
	err := l.read.QueryRowContext(ctx, `SELECT coalesce(sum(n), 0) FROM outside WHERE day = ? AND device = ?`, day, string(device)).Scan(&n)
	return n, fault.Wrap(err, "positions: reading counts")
}
