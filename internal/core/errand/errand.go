// Package errand is work for the machine: a row written in the caller's
// transaction, done once after its time has come, across restarts.
//
// Most errands carry a command whose id derives from the event that asked for
// it, so that doing an errand twice changes nothing.
package errand

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"sync"
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

// Group does several errands of one kind, in their order, and says of each whether
// it must be tried again (the list is as long as the group).
type Group func(ctx context.Context, group []Errand) []error

// Runner claims due errands and hands them to workers.
type Runner struct {
	DB      *store.DB
	Clock   instant.Clock
	Log     *slog.Logger
	Workers map[string]Worker
	// Commands does the errands of the kinds Deadline and Command, of which many may be
	// due at once: what is claimed together is handed over together.
	Commands Group
	mu       sync.Mutex
	nudges   map[string]chan struct{}
}

// The kinds of errand that carry a command of the machine: an urgent one, and any
// other.
const (
	Deadline = "deadline"
	Command  = "command"
)

// NewRunner makes a runner; Run starts it.
func NewRunner(db *store.DB, clock instant.Clock, log *slog.Logger) *Runner {
	return &Runner{DB: db, Clock: clock, Log: log, Workers: map[string]Worker{}, nudges: map[string]chan struct{}{}}
}

// kinds are those that somebody does, each in a loop of its own: after a day without
// power the deadlines do not wait behind the warnings of the day, and a list of people
// that takes half a minute to bring in holds neither up.
func (r *Runner) kinds() []string {
	out := []string{Deadline, Command}
	for _, kind := range slices.Sorted(maps.Keys(r.Workers)) {
		if kind != Deadline && kind != Command {
			out = append(out, kind)
		}
	}
	return out
}

// Nudge says that errands were added or that the clock was moved.
func (r *Runner) Nudge() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, nudge := range r.nudges {
		select {
		case nudge <- struct{}{}:
		default:
		}
	}
}

// nudged is where the loop of a kind hears of news.
func (r *Runner) nudged(kind string) <-chan struct{} {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.nudges[kind] == nil {
		r.nudges[kind] = make(chan struct{}, 1)
	}
	return r.nudges[kind]
}

// lease is how long a claimed errand is left alone before it is tried again.
const lease = 30 * time.Second

// most is how many errands are claimed at once: a few groups of the writer, and
// little enough that whoever is urgent beside them waits for less than a tenth of a
// second.
const most = "100"

// longest is how long the runner sleeps at most, so that a wall clock set
// forward is noticed.
const longest = 15 * time.Second

// Run works until ctx ends.
func (r *Runner) Run(ctx context.Context) {
	var all sync.WaitGroup
	for _, kind := range r.kinds() {
		all.Go(func() { r.loop(ctx, kind) })
	}
	all.Wait()
}

func (r *Runner) loop(ctx context.Context, kind string) {
	nudged := r.nudged(kind)
	for ctx.Err() == nil {
		n, err := r.once(ctx, kind)
		if err != nil && ctx.Err() == nil {
			r.Log.Error("errand: claim", "error", err)
		}
		if n > 0 {
			continue
		}
		wait, err := r.untilNext(ctx, kind)
		if err != nil {
			wait = time.Second
		}
		timer := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-nudged:
		}
		timer.Stop()
	}
}

// Once claims and does what is due now of every kind and says how many errands it
// took.
func (r *Runner) Once(ctx context.Context) (taken int, err error) {
	for _, kind := range r.kinds() {
		n, err := r.once(ctx, kind)
		if taken += n; err != nil {
			return taken, err
		}
	}
	return taken, nil
}

// once claims and does what is due now of a kind, the earliest first.
func (r *Runner) once(ctx context.Context, kind string) (int, error) {
	due, err := r.claim(ctx, kind)
	if err != nil || len(due) == 0 {
		return 0, err
	}
	slices.SortStableFunc(due, func(a, b Errand) int { return cmp.Compare(a.Due, b.Due) })
	if r.Commands != nil && (kind == Deadline || kind == Command) {
		return len(due), r.settle(ctx, due, safely(ctx, r.Commands, due))
	}
	for i, e := range due {
		if err := r.settle(ctx, due[i:i+1], []error{r.do(ctx, e)}); err != nil {
			return len(due), err
		}
	}
	return len(due), nil
}

// safely turns a panic into the failure of the whole group.
func safely(ctx context.Context, do Group, group []Errand) (out []error) {
	defer func() {
		if p := recover(); p != nil {
			out = make([]error, len(group))
			for i, e := range group {
				out[i] = fmt.Errorf("errand %s: panic: %v", e.Kind, p)
			}
		}
	}()
	return do(ctx, group)
}

func (r *Runner) do(ctx context.Context, e Errand) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("errand %s: panic: %v", e.Kind, p)
		}
	}()
	kind := e.Kind
	if kind == Deadline {
		kind = Command // who does one does the other
	}
	w, ok := r.Workers[kind]
	if !ok {
		return fmt.Errorf("errand: nobody does %q", e.Kind)
	}
	return w(ctx, e)
}

// claim moves due errands on by a lease, so that a crash tries them again.
func (r *Runner) claim(ctx context.Context, kind string) ([]Errand, error) {
	now := r.Clock.Now()
	var out []Errand
	err := r.DB.Write(ctx, func(tx *store.Tx) error {
		out = nil
		return tx.Each(`UPDATE errand SET lease_until = $1, tries = tries + 1 WHERE (facility_id, id) IN
			(SELECT facility_id, id FROM errand WHERE done_at = 0 AND lease_until <= $2 AND kind = $3 ORDER BY lease_until LIMIT `+most+tx.Dialect.SkipLocked()+`)
			RETURNING facility_id, id, kind, body, due_at, tries`, store.Args(now.Add(lease), now, kind), func(scan func(...any) error) error {
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

// settle notes in one transaction what became of a group.
func (r *Runner) settle(ctx context.Context, group []Errand, failed []error) error {
	now := r.Clock.Now()
	return r.DB.Write(ctx, func(tx *store.Tx) error {
		for i, e := range group {
			if err := r.note(tx, e, failed[i], now); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *Runner) note(tx *store.Tx, e Errand, failed error, now instant.Instant) error {
	if failed == nil {
		_, err := tx.Exec("UPDATE errand SET done_at = $3 WHERE facility_id = $1 AND id = $2", e.Facility, e.ID, now)
		return err
	}
	r.Log.Warn("errand: will be tried again", "kind", e.Kind, "id", e.ID, "tries", e.Tries, "error", failed)
	// One whose time has not come, because the clock was set back, comes again then.
	again := now.Add(backoff(e.Tries))
	if now.Before(e.Due) {
		again = e.Due
	}
	_, err := tx.Exec("UPDATE errand SET lease_until = $3, last_error = $4 WHERE facility_id = $1 AND id = $2", e.Facility, e.ID, again, failed.Error())
	return err
}

// backoff doubles from one second to five minutes.
func backoff(tries int64) time.Duration {
	return min(time.Second<<min(max(tries-1, 0), 9), 5*time.Minute)
}

func (r *Runner) untilNext(ctx context.Context, kind string) (time.Duration, error) {
	var next instant.Instant
	found := false
	err := r.DB.Read(ctx, func(tx *store.Tx) (err error) {
		found, err = tx.One("SELECT lease_until FROM errand WHERE done_at = 0 AND kind = $1 ORDER BY lease_until LIMIT 1", store.Args(kind), &next)
		return err
	})
	if err != nil || !found {
		return longest, err
	}
	return min(max(next.Sub(r.Clock.Now()), 0), longest), nil
}
