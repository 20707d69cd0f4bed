package promise_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
)

// giver is a room that promises, as a programme does.
type giver struct{}

type give struct {
	What  string          `json:"what"`
	ID    ident.ID        `json:"id"`
	Start instant.Instant `json:"start"`
	At    instant.Instant `json:"at"`
}

func (giver) decide(_ journal.Nothing, s journal.Said[give]) journal.Answer {
	b := s.Body
	switch b.What {
	case "start":
		return journal.Accept(promise.Start(b.ID, b.ID, "milk_ride", b.Start, b.Start.Add(2*time.Hour), b.Start.Add(90*time.Minute), []string{"f", "w:joko"}))
	case "keep":
		return journal.Accept(promise.Keep(b.ID, b.At))
	case "cancel":
		return journal.Accept(promise.Cancel(b.ID, b.At))
	case "show":
		return journal.Accept(promise.Show(b.ID, []string{"f", "w:darma"}))
	}
	return journal.Refuse("giver.unknown")
}

func (g giver) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("giver.give", 1, journal.LoadNothing, g.decide, access.Create("custody"), journal.Founding)}
}
func (giver) Events() []journal.Event   { return nil }
func (giver) Tables() []store.Def       { return nil }
func (giver) Follows() []journal.Follow { return nil }

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant  { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) set(i instant.Instant) { c.mu.Lock(); defer c.mu.Unlock(); c.now = i }

type stage struct {
	j      *journal.Journal
	runner *errand.Runner
	clock  *clock
	f      ident.ID
	n      *int
}

var one = instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))

func newStage(t *testing.T, db *store.DB) stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	return open(t, db, ring, &clock{now: one})
}

func open(t *testing.T, db *store.DB, ring *keys.Ring, c *clock) stage {
	t.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: c, Log: log,
		Rooms: []journal.Room{giver{}, programme{}, promise.Room{}, policy.Room{Sections: []policy.Known{promise.Policy}}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	r := errand.NewRunner(db, c, log)
	r.Commands = j.CarryAll
	return stage{j, r, c, ident.Named("kebakkramat"), new(int)}
}

// restarted is the same health centre after the server was started anew.
func (s stage) restarted(t *testing.T) stage {
	t.Helper()
	s.j.Close()
	next := open(t, s.j.DB, s.j.Keys, s.clock)
	next.f, next.n = s.f, s.n
	return next
}

func (s stage) desk() access.Actor {
	return access.Actor{Facility: s.f, ID: "nita", Roles: []access.Role{access.Dispatcher}, Keys: []string{"f"}}
}

// witnessed tells of a fulfilment an hour before the server saw it, and sends it later.
func (s stage) witnessed(t tester, id ident.ID, seen, sent instant.Instant) promise.Promise {
	t.Helper()
	env := s.envelope(t, reporting{id, "aboard", seen.Add(-time.Hour)}, s.token(seen.Add(-2*time.Hour)))
	w, err := s.j.Witness(s.f, env, seen)
	if err != nil {
		t.Fatal(err)
	}
	env.Token += "," + w
	s.clock.set(sent)
	if out, err := s.j.Do(t.Context(), s.desk(), env); err != nil || out.Status != journal.Accepted {
		t.Fatalf("%s %v", out.Code, err)
	}
	return s.promise(t, id)
}

func (s stage) give(t tester, what string, id ident.ID, at instant.Instant) {
	t.Helper()
	if out := s.say(t, "giver.give", give{what, id, at, at}); out.Status != journal.Accepted {
		t.Fatalf("%s: %s", what, out.Code)
	}
}

func (s stage) say(t tester, verb string, body any) journal.Outcome {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	*s.n++
	out, err := s.j.Do(t.Context(), s.desk(), journal.Envelope{ID: ident.Named(fmt.Sprint(s.f, *s.n)), Verb: verb, V: 1, Body: raw})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// until moves the clock and lets the machine do what is due.
func (s stage) until(t tester, at instant.Instant) {
	t.Helper()
	s.clock.set(at)
	for {
		n, err := s.runner.Once(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

func (s stage) promise(t tester, id ident.ID) (p promise.Promise) {
	t.Helper()
	if err := s.j.DB.Read(t.Context(), func(tx *store.Tx) (err error) {
		p, _, err = promise.Promises.Get(tx, s.f, id)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return p
}

func (s stage) count(t tester, kind string) (n int64) {
	t.Helper()
	if err := s.j.DB.Read(t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM event WHERE facility_id = $1 AND kind = $2", store.Args(s.f, kind), &n)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

func (s stage) verify(t *testing.T) {
	t.Helper()
	_, err := s.j.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// tester is a test, or one run of a property.
type tester interface {
	rapid.TB
	Context() context.Context
}
