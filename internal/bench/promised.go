package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/house"
	"sambang/internal/shared/promise"
)

// The promises that are measured: the requirement speaks of so many open ones, each
// with three warnings and its deadline. A part of them falls due at one instant, the
// rest over four hours.
const (
	promises = 100_000
	atOnce   = 10_000
	over     = 4 * time.Hour
	// drainMost is when waiting for the last deadline is given up.
	drainMost = 6 * time.Minute
)

// wallAnd is the clock of the machine, moved: a day of promises is measured in
// minutes.
type wallAnd struct{ ahead atomic.Int64 }

func (c *wallAnd) Now() instant.Instant {
	return instant.Of(time.Now()).Add(time.Duration(c.ahead.Load()))
}

// promised is a house full of open promises.
type promised struct {
	ctx   context.Context
	h     *house.House
	clock *wallAnd
	base  instant.Instant
}

// promise measures what so many open promises take when nothing is due, how soon the
// consequence of each comes when it is, and how soon after a start when many came due
// while the server was down. Database is a postgres:// address, or empty.
func (m *measure) promise(data, database string, open int) ([]figure, error) {
	on := "SQLite"
	if database != "" {
		on = "PostgreSQL"
	}
	p, err := m.promised(data, database, open)
	if err != nil {
		return nil, err
	}
	defer p.h.Close()
	idle := figure{name: fmt.Sprintf("CPU, %d open promises, nothing due, %s", open, on), unit: "%", want: 5, note: "of one core"}
	p.h.Run()
	rest(p.ctx, m.lasting/2) // what a start takes is another figure
	busy, counted := processor(2 * m.lasting)
	if counted {
		idle.runs = []float64{busy}
	}
	once, err := p.atOnce(on)
	if err != nil {
		return nil, err
	}
	flow, err := p.flow(m.lasting, on)
	return append([]figure{idle, once}, flow...), err
}

// promised opens a house and writes the promises straight into its tables: what is
// measured is what follows, and the verbs would take ten times as long.
func (m *measure) promised(data, database string, open int) (*promised, error) {
	p := &promised{ctx: m.ctx, clock: &wallAnd{}}
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	h, err := house.Open(m.ctx, house.Config{Data: data, Database: database, Clock: p.clock, Log: log, Version: "bench"})
	if err != nil {
		return nil, err
	}
	p.h, p.base = h, p.clock.Now()
	t, err := wholeCentre(p.base.Day(time.UTC), 300)
	if err == nil {
		err = staffed(m.ctx, h, t)
	}
	for from := 0; err == nil && from < open; from += 1_000 {
		err = h.DB.Write(m.ctx, func(tx *store.Tx) error {
			for n := from; n < min(from+1_000, open); n++ {
				if err := p.fill(tx, n, open); err != nil {
					return err
				}
			}
			return tx.FlushAudiences(facility(), 1)
		})
	}
	if err != nil {
		h.Close()
	}
	return p, err
}

// fill writes the n-th promise with its errands.
func (p *promised) fill(tx *store.Tx, n, open int) error {
	due := p.base.Add(9 * time.Hour)
	if few := open / (promises / atOnce); n >= few {
		due = p.base.Add(10*time.Hour + over*time.Duration(n-few)/time.Duration(open-few))
	}
	const whole = 4 * time.Hour
	row := promise.Promise{Facility: facility(), ID: named("promise", n), Subject: named("subject", n), Kind: promise.Fetch, State: promise.Running,
		Start: due.Add(-whole), Due: due, SeenBy: []string{"f"}, Consequence: promise.Rice, ProofUntil: due.Add(7 * 24 * time.Hour)}
	if err := p.later(tx, n, 0, due.Add(time.Millisecond), errand.Deadline, "promise.lapse", promise.Lapse{Promise: row.ID}); err != nil {
		return err
	}
	for i, percent := range []int64{50, 75, 90} {
		l := promise.Level{Percent: percent, Who: []string{promise.Owner}, At: row.Start.Add(whole * time.Duration(percent) / 100)}
		row.Levels = append(row.Levels, l)
		if err := p.later(tx, n, i+1, l.At, errand.Command, "promise.warn", promise.Warn{Promise: row.ID, Percent: percent}); err != nil {
			return err
		}
	}
	row.WarnAt = row.Levels[0].At
	return promise.Promises.Put(tx, row)
}

func (p *promised) later(tx *store.Tx, n, part int, due instant.Instant, kind, verb string, body any) error {
	raw, err := json.Marshal(map[string]any{"verb": verb, "body": body})
	if err != nil {
		return err
	}
	return errand.Add(tx, errand.Errand{Facility: facility(), ID: ident.Derive(named("promise", n), part), Kind: kind, Due: due, Body: raw})
}

// jump moves the clock, as a server that was down finds it.
func (p *promised) jump(to instant.Instant) {
	p.clock.ahead.Store(int64(to.Sub(instant.Of(time.Now()))))
	p.h.Errands.Nudge()
}

// atOnce lets many deadlines come at one instant, with hours of warnings that nobody
// gave before them, and waits for the last consequence.
func (p *promised) atOnce(on string) (figure, error) {
	f := figure{unit: "s", want: 60}
	began, due := time.Now(), p.base.Add(9*time.Hour)
	p.jump(due.Add(time.Millisecond))
	left, err := p.await("promise WHERE facility_id = $1 AND state = 'running' AND due_at <= $2", due)
	took := time.Since(began).Seconds()
	var many int
	if err == nil {
		many, err = p.count("event WHERE facility_id = $1 AND kind = 'promise.lapsed/1' AND seq > $2", 0)
	}
	f.name = fmt.Sprintf("last of %d deadlines at one instant, %s", many, on)
	if left == 0 {
		f.runs = []float64{took}
	}
	f.note = fmt.Sprintf("after nine hours down: %.0f a second, the warnings of those hours behind them; one run", float64(many)/took)
	return f, err
}

// flow lets deadlines come one after another, as on a day, and measures how late each
// consequence is and what that takes.
func (p *promised) flow(lasting time.Duration, on string) ([]figure, error) {
	late := figure{name: "consequence after its deadline p99, " + on, unit: "s", want: 60}
	busy := figure{name: "  CPU meanwhile", unit: "%", want: 50, note: "of one core; our own bound"}
	p.jump(p.base.Add(10*time.Hour - time.Second))
	behind, err := p.await("errand WHERE facility_id = $1 AND done_at = 0 AND due_at <= $2", p.base.Add(10*time.Hour-time.Second))
	if err != nil {
		return nil, err
	}
	if behind > 0 {
		busy.note += fmt.Sprintf(", with %d warnings of the hours down still behind them", behind)
	}
	from := p.clock.Now()
	cpu, counted := processor(lasting)
	if counted {
		busy.runs = []float64{cpu}
	}
	times, err := p.lateness(from)
	s := spreadOf(times)
	if len(times) > 0 {
		late.runs = []float64{s.p99 / 1000}
	}
	late.note = fmt.Sprintf("%d deadlines, %s", len(times), s)
	return []figure{late, busy}, err
}

// await waits until nothing is left of what a question counts.
func (p *promised) await(what string, at instant.Instant) (left int, err error) {
	for until := time.Now().Add(drainMost); time.Now().Before(until); {
		if left, err = p.count(what, int64(at)); err != nil || left == 0 {
			return left, err
		}
		if !rest(p.ctx, 50*time.Millisecond) {
			return left, p.ctx.Err()
		}
	}
	return left, nil
}

// rest waits a while; false: it was called off.
func rest(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

func (p *promised) count(what string, arg int64) (n int, err error) {
	err = p.h.DB.Read(p.ctx, func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM "+what, store.Args(facility(), arg), &n)
		return err
	})
	return n, err
}

// lateness is by how much each consequence since an instant came after its deadline.
func (p *promised) lateness(from instant.Instant) (times []time.Duration, err error) {
	err = p.h.DB.Read(p.ctx, func(tx *store.Tx) error {
		return tx.Each("SELECT recorded_at, body FROM event WHERE facility_id = $1 AND kind = 'promise.lapsed/1' AND recorded_at >= $2",
			store.Args(facility(), from), func(scan func(...any) error) error {
				var at instant.Instant
				var body string
				var e promise.Lapsed
				if err := scan(&at, &body); err != nil {
					return err
				}
				err := json.Unmarshal([]byte(body), &e)
				times = append(times, at.Sub(e.Due))
				return err
			})
	})
	return times, err
}

// processor is what this process takes of one core over a while, in percent, as
// Linux counts it; false elsewhere.
func processor(lasting time.Duration) (percent float64, counted bool) {
	before, ok := ticks()
	began := time.Now()
	time.Sleep(lasting)
	after, still := ticks()
	return float64(after-before) / time.Since(began).Seconds(), ok && still // a tick is a hundredth of a second
}

// ticks is the processor time of this process, its own and the system's for it.
func ticks() (int64, bool) {
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0, false
	}
	_, rest, _ := strings.Cut(string(text), ") ") // the name of the program may hold anything
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, false
	}
	user, err1 := strconv.ParseInt(fields[11], 10, 64)
	system, err2 := strconv.ParseInt(fields[12], 10, 64)
	return user + system, err1 == nil && err2 == nil
}
