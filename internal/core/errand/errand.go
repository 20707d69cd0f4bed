// Package errand is work for the machine: a row written in the caller's
// transaction, done once after its time has come, across restarts.
//
// Most errands carry a command whose id derives from the event that asked for
// it, so that doing an errand twice changes nothing.
package errand

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Errand is work due at an instant. Kind picks the worker that does it.
type Errand struct {
	Facility ident.ID
	ID       ident.ID
	Kind     string
	Due      instant.Instant
	Body     json.RawMessage
	// Tries counts earlier attempts.
	Tries int64
}

// Add writes an errand into the running transaction; the same id is added once.
func Add(tx *store.Tx, e Errand) error {
	_, err := tx.Exec(`INSERT INTO errand (facility_id, id, kind, body, due_at, lease_until, tries, done_at, last_error)
		VALUES ($1, $2, $3, $4, $5, $5, 0, 0, '') ON CONFLICT (facility_id, id) DO NOTHING`,
		e.Facility, e.ID, e.Kind, string(e.Body), e.Due)
	return err
}

// Worker does errands of one kind. An error means: try again later.
type Worker func(ctx context.Context, e Errand) error

// Runner claims due errands and hands them to workers.
type Runner struct {
	DB      *store.DB
	Clock   instant.Clock
	Log     *slog.Logger
	Workers map[string]Worker
	nudge   chan struct{}
}

// NewRunner makes a runner; Run starts it.
func NewRunner(db *store.DB, clock instant.Clock, log *slog.Logger) *Runner {
	return &Runner{DB: db, Clock: clock, Log: log, Workers: map[string]Worker{}, nudge: make(chan struct{}, 1)}
}

// Nudge says that errands were added or that the clock was moved.
func (r *Runner) Nudge() {
	select {
	case r.nudge <- struct{}{}:
	default:
	}
}

// lease is how long a claimed errand is left alone before it is tried again.
const lease = 30 * time.Second

// longest is how long the runner sleeps at most, so that a wall clock set
// forward is noticed.
const longest = 15 * time.Second

// Run works until ctx ends.
func (r *Runner) Run(ctx context.Context) {
	for ctx.Err() == nil {
		n, err := r.Once(ctx)
		if err != nil && ctx.Err() == nil {
			r.Log.Error("errand: claim", "error", err)
		}
		if n > 0 {
			continue
		}
		wait, err := r.untilNext(ctx)
		if err != nil {
			wait = time.Second
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-r.nudge:
		}
		timer.Stop()
	}
}

// Once claims and does what is due now and says how many errands it took.
func (r *Runner) Once(ctx context.Context) (int, error) {
	due, err := r.claim(ctx)
	if err != nil {
		return 0, err
	}
	for _, e := range due {
		err := r.do(ctx, e)
		if err2 := r.settle(ctx, e, err); err2 != nil {
			return len(due), err2
		}
	}
	return len(due), nil
}

func (r *Runner) do(ctx context.Context, e Errand) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("errand %s: panic: %v", e.Kind, p)
		}
	}()
	w, ok := r.Workers[e.Kind]
	if !ok {
		return fmt.Errorf("errand: nobody does %q", e.Kind)
	}
	return w(ctx, e)
}

// claim moves due errands on by a lease, so that a crash tries them again.
func (r *Runner) claim(ctx context.Context) ([]Errand, error) {
	now := r.Clock.Now()
	var out []Errand
	err := r.DB.Write(ctx, func(tx *store.Tx) error {
		out = nil
		return tx.Each(`UPDATE errand SET lease_until = $1, tries = tries + 1 WHERE (facility_id, id) IN
			(SELECT facility_id, id FROM errand WHERE done_at = 0 AND lease_until <= $2 ORDER BY lease_until LIMIT 50`+tx.Dialect.SkipLocked()+`)
			RETURNING facility_id, id, kind, body, due_at, tries`, store.Args(now.Add(lease), now), func(scan func(...any) error) error {
			var e Errand
			var body string
			if err := scan(&e.Facility, &e.ID, &e.Kind, &body, &e.Due, &e.Tries); err != nil {
				return err
			}
			e.Body = json.RawMessage(body)
			out = append(out, e)
			return nil
		})
	})
	return out, err
}

func (r *Runner) settle(ctx context.Context, e Errand, failed error) error {
	now := r.Clock.Now()
	return r.DB.Write(ctx, func(tx *store.Tx) error {
		if failed == nil {
			_, err := tx.Exec("UPDATE errand SET done_at = $3 WHERE facility_id = $1 AND id = $2", e.Facility, e.ID, now)
			return err
		}
		r.Log.Warn("errand: will be tried again", "kind", e.Kind, "id", e.ID, "tries", e.Tries, "error", failed)
		_, err := tx.Exec("UPDATE errand SET lease_until = $3, last_error = $4 WHERE facility_id = $1 AND id = $2",
			e.Facility, e.ID, now.Add(backoff(e.Tries)), failed.Error())
		return err
	})
}

// backoff doubles from one second to five minutes.
func backoff(tries int64) time.Duration {
	return min(time.Second<<min(max(tries-1, 0), 9), 5*time.Minute)
}

func (r *Runner) untilNext(ctx context.Context) (time.Duration, error) {
	var next instant.Instant
	found := false
	err := r.DB.Read(ctx, func(tx *store.Tx) (err error) {
		found, err = tx.One("SELECT lease_until FROM errand WHERE done_at = 0 ORDER BY lease_until LIMIT 1", nil, &next)
		return err
	})
	if err != nil || !found {
		return longest, err
	}
	return min(max(next.Sub(r.Clock.Now()), 0), longest), nil
}
