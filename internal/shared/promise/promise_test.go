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

var ride = ident.Named("ride")

func TestADeadlineActsByItselfAndOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.give(t, "start", ride, one)
		s.until(t, one.Add(89*time.Minute))
		qt.Assert(t, qt.IsFalse(s.promise(t, ride).Warned))
		s.until(t, one.Add(90*time.Minute))
		qt.Assert(t, qt.IsTrue(s.promise(t, ride).Warned))
		s.until(t, one.Add(2*time.Hour))
		qt.Assert(t, qt.Equals(s.promise(t, ride).State, promise.Running), qt.Commentf("the deadline itself is still in time"))
		s.until(t, one.Add(26*time.Hour)) // the server was down; it wakes up a day later
		p := s.promise(t, ride)
		qt.Assert(t, qt.Equals(p.State, promise.Late))
		qt.Assert(t, qt.Equals(p.EndedAt, one.Add(2*time.Hour)), qt.Commentf("the consequence stands at the deadline"))
		s.give(t, "keep", ride, one.Add(time.Hour)) // a phone claims an earlier time
		qt.Assert(t, qt.Equals(s.promise(t, ride).State, promise.Late))
		qt.Assert(t, qt.Equals(s.say(t, "promise.lapse", promise.Lapse{Promise: ride}).Code, "promise.settled"))
		qt.Assert(t, qt.Equals(s.say(t, "promise.warn", promise.Warn{Promise: ride}).Code, "promise.settled"))
		qt.Assert(t, qt.Equals(s.count(t, "promise.lapsed/1"), 1))
		qt.Assert(t, qt.Equals(s.count(t, "promise.warned/1"), 1))
		s.verify(t)
	})
}

// The load went to another courier: his phone gets the deadline, the first one's
// loses it, and the clock stays what it was, ended or not.
func TestWhoLooksAfterAPromiseChangesAndItsClockDoesNot(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.give(t, "start", ride, one)
		was := s.promise(t, ride)
		s.give(t, "show", ride, one.Add(time.Hour))
		now := s.promise(t, ride)
		qt.Assert(t, qt.DeepEquals(now.Audiences(), []string{"f", "w:darma"}))
		now.SeenBy = was.SeenBy
		qt.Assert(t, qt.DeepEquals(now, was))
		s.until(t, one.Add(3*time.Hour))
		s.give(t, "show", ride, one)
		qt.Assert(t, qt.Equals(s.promise(t, ride).State, promise.Late))
		s.give(t, "show", ident.Named("no promise"), one)
		s.verify(t)
	})
}

func TestKeptAtExactlyTheDeadlineIsKept(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		for minutes, want := range map[time.Duration]string{0: promise.Kept, time.Millisecond: promise.Late} {
			s := newStage(t, db)
			id := ident.Derive(ride, int(minutes))
			s.f = id
			s.give(t, "start", id, one)
			s.clock.set(one.Add(2*time.Hour + minutes))
			s.give(t, "keep", id, one.Add(2*time.Hour+minutes))
			s.until(t, one.Add(3*time.Hour))
			qt.Check(t, qt.Equals(s.promise(t, id).State, want))
		}
	})
}

func TestNobodyEndsAPromiseBeforeItsTime(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.give(t, "start", ride, one)
	qt.Assert(t, qt.Equals(s.say(t, "promise.lapse", promise.Lapse{Promise: ride}).Code, "promise.not_due"))
	qt.Assert(t, qt.Equals(s.say(t, "promise.warn", promise.Warn{Promise: ride}).Code, "promise.not_due"))
	s.clock.set(one.Add(3 * time.Hour))
	s.give(t, "cancel", ride, one.Add(time.Hour))
	qt.Assert(t, qt.Equals(s.promise(t, ride).State, promise.Running), qt.Commentf("cancelling after the deadline hides nothing"))
	s.until(t, one.Add(3*time.Hour))
	qt.Assert(t, qt.Equals(s.promise(t, ride).State, promise.Late))
}

// TestNoSequenceMovesADeadline plays random commands and moves of the clock: the
// due time stays what it was first, and there is one end, which never changes.
func TestNoSequenceMovesADeadline(t *testing.T) {
	all := newStage(t, storetest.SQLite(t))
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		s := all
		s.f = ident.Named(fmt.Sprint("facility ", run))
		base := max(s.clock.Now(), one)
		s.give(t, "start", ride, base)
		due, end := base.Add(2*time.Hour), promise.Promise{}
		for range rapid.IntRange(1, 12).Draw(t, "commands") {
			at := base.Add(time.Duration(rapid.IntRange(-60, 300).Draw(t, "minute")) * time.Minute)
			switch what := rapid.SampledFrom([]string{"start", "keep", "cancel", "show", "lapse", "warn", "clock"}).Draw(t, "what"); what {
			case "clock":
				s.until(t, max(at, s.clock.Now()))
			case "lapse":
				s.say(t, "promise.lapse", promise.Lapse{Promise: ride})
			case "warn":
				s.say(t, "promise.warn", promise.Warn{Promise: ride})
			default:
				s.give(t, what, ride, at)
			}
			p := s.promise(t, ride)
			if p.Due != due || p.Start != base {
				t.Fatalf("the deadline moved from %s to %s", due, p.Due)
			}
			if end.State != "" && (p.State != end.State || p.EndedAt != end.EndedAt) {
				t.Fatalf("the end changed from %s to %s", end.State, p.State)
			}
			if p.State != promise.Running {
				end = p
			}
		}
		s.until(t, max(s.clock.Now(), due.Add(time.Second)))
		if p := s.promise(t, ride); p.State == promise.Running {
			t.Fatal("after its deadline a promise still runs")
		} else if lapses := s.count(t, "promise.lapsed/1"); (p.State == promise.Late) != (lapses == 1) || lapses > 1 {
			t.Fatalf("%s with %d lapses", p.State, lapses)
		}
	})
	all.verify(t)
}

// tester is a test, or one run of a property.
type tester interface {
	rapid.TB
	Context() context.Context
}
