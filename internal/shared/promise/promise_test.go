package promise_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/promise"
)

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
