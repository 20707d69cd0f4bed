package errand_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant  { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) set(i instant.Instant) { c.mu.Lock(); defer c.mu.Unlock(); c.now = i }

var (
	noon = instant.Of(time.Date(2026, 3, 2, 5, 0, 0, 0, time.UTC))
	here = ident.Named("kebakkramat")
)

func newRunner(db *store.DB) (*errand.Runner, *clock) {
	c := &clock{now: noon}
	return errand.NewRunner(db, c, slog.New(slog.NewTextHandler(io.Discard, nil))), c
}

func add(t *testing.T, db *store.DB, kind, name string, due instant.Instant) {
	t.Helper()
	qt.Assert(t, qt.IsNil(db.Write(t.Context(), func(tx *store.Tx) error {
		return errand.Add(tx, errand.Errand{Facility: here, ID: ident.Named(name), Kind: kind, Due: due, Body: []byte(`"` + name + `"`)})
	})))
}

func once(t *testing.T, r *errand.Runner) int {
	t.Helper()
	n, err := r.Once(t.Context())
	qt.Assert(t, qt.IsNil(err))
	return n
}

func TestCommandsDueTogetherAreDoneTogetherTheEarliestFirst(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		r, c := newRunner(db)
		var groups [][]string
		broken := true
		r.Commands = func(_ context.Context, group []errand.Errand) []error {
			var names []string
			out := make([]error, len(group))
			for i, e := range group {
				names = append(names, string(e.Body))
				if broken && string(e.Body) == `"two"` {
					out[i] = errors.New("not now")
				}
			}
			groups = append(groups, names)
			return out
		}
		for _, e := range []struct {
			name  string
			after time.Duration
		}{{"three", 3 * time.Second}, {"one", time.Second}, {"later", 4 * time.Hour}, {"two", 2 * time.Second}} {
			add(t, db, errand.Command, e.name, noon.Add(e.after))
		}
		c.set(noon.Add(time.Minute))
		qt.Check(t, qt.Equals(once(t, r), 3))
		broken = false
		qt.Check(t, qt.Equals(once(t, r), 0), qt.Commentf("what failed waits a second"))
		c.set(noon.Add(time.Minute + time.Second))
		qt.Check(t, qt.Equals(once(t, r), 1))
		c.set(noon.Add(5 * time.Hour))
		qt.Check(t, qt.Equals(once(t, r), 1))
		qt.Check(t, qt.Equals(once(t, r), 0))
		qt.Check(t, qt.DeepEquals(groups, [][]string{{`"one"`, `"two"`, `"three"`}, {`"two"`}, {`"later"`}}))
	})
}

// A group that breaks off is tried again as a whole, and an errand that cannot be done
// before its time is not put off for longer than that.
func TestAGroupThatBreaksOffIsTriedAgain(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		r, c := newRunner(db)
		calls := 0
		r.Commands = func(_ context.Context, group []errand.Errand) []error {
			calls++
			if calls == 1 {
				panic("a fault of ours")
			}
			return make([]error, len(group))
		}
		due := noon.Add(time.Hour)
		for i := range 3 {
			add(t, db, errand.Command, fmt.Sprint("errand ", i), due)
		}
		c.set(due)
		qt.Check(t, qt.Equals(once(t, r), 3))
		c.set(noon) // the clock is set right: their time has not come
		qt.Check(t, qt.Equals(once(t, r), 0))
		c.set(due.Add(time.Second))
		qt.Check(t, qt.Equals(once(t, r), 3))
		qt.Check(t, qt.Equals(calls, 2))
	})
}

// A list that takes long to bring in does not hold a deadline up.
func TestSlowWorkHoldsNoCommandUp(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		r, _ := newRunner(db)
		started, finish, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
		r.Workers["list"] = func(ctx context.Context, _ errand.Errand) error {
			close(started)
			select {
			case <-finish:
			case <-ctx.Done():
			}
			return nil
		}
		r.Commands = func(_ context.Context, group []errand.Errand) []error {
			close(done)
			return make([]error, len(group))
		}
		ctx, stop := context.WithCancel(t.Context())
		var over sync.WaitGroup
		over.Go(func() { r.Run(ctx) })
		add(t, db, "list", "a list", noon)
		r.Nudge()
		<-started
		add(t, db, errand.Command, "a deadline", noon)
		r.Nudge()
		<-done
		close(finish)
		stop()
		over.Wait()
	})
}
