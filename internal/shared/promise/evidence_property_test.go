package promise_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/promise"
)

// oracle decides a promise from raw evidence, in words of its own: whether anything
// was proven in time, and whether the machine had come to the deadline before.
type oracle struct {
	due   instant.Instant
	state string
}

// clock moves on: the machine comes to a deadline that is over.
func (o *oracle) clock(now instant.Instant) {
	if o.state == promise.Running && now > o.due {
		o.state = promise.Late
	}
}

// proven: the latest instant at which it can have happened, and when that was recorded.
func (o *oracle) proven(latest, recorded instant.Instant) {
	switch {
	case latest > o.due:
	case o.state == promise.Running:
		o.state = promise.Kept
	case o.state == promise.Late && recorded <= o.due.Add(7*24*time.Hour):
		o.state = promise.StateStruck
	}
}

// TestNoEvidenceMovesADeadline plays random reports with random tokens and witnesses,
// confirmations and moves of the clock: start and deadline stay, and the end is the
// one that the raw evidence gives.
func TestNoEvidenceMovesADeadline(t *testing.T) {
	all := newStage(t, storetest.SQLite(t))
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		s := all
		s.f = ident.Named(fmt.Sprint("evidence ", run))
		start := max(s.clock.Now(), one)
		s.promised(t, four, promise.Fetch, start)
		o := oracle{start.Add(4 * time.Hour), promise.Running}
		moment := func(what string) instant.Instant {
			near := time.Duration(rapid.IntRange(-2, 2).Draw(t, what)) * time.Millisecond
			switch rapid.IntRange(0, 3).Draw(t, what+" where") {
			case 0:
				return o.due.Add(near)
			case 1:
				return o.due.Add(7*24*time.Hour + near) // the last instant for proof
			}
			return o.due.Add(time.Duration(rapid.IntRange(-240, 600).Draw(t, what+" minute")) * time.Minute)
		}
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			now := s.clock.Now()
			switch what := rapid.SampledFrom([]string{"clock", "fulfil", "witnessed", "confirm", "call_back", "again"}).Draw(t, "what"); what {
			case "clock":
				s.until(t, max(now, moment("clock")))
				o.clock(s.clock.Now())
			case "fulfil":
				s.reported(t, reporting{four, what, moment("at")}, s.token(min(now, moment("since"))))
				o.proven(now, now) // nothing but the record bounds it
			case "witnessed":
				seen := min(now, moment("seen"))
				env := s.envelope(t, reporting{four, what, moment("at")}, s.token(start))
				w, err := s.j.Witness(s.f, env, seen)
				if err != nil {
					t.Fatal(err)
				}
				env.Token += "," + w
				if out, err := s.j.Do(t.Context(), s.desk(), env); err != nil || out.Status != journal.Accepted {
					t.Fatal(out.Code, err)
				}
				if seen < start { // a witness from before the token that the phone held: it binds nothing
					seen = now
				}
				o.proven(seen, now)
			case "confirm", "call_back":
				at := moment("at")
				s.reported(t, reporting{four, what, at}, "")
				o.proven(min(at, now), now)
			case "again":
				s.promised(t, four, promise.Fetch, now)
			}
			p := s.promise(t, four)
			if p.Due != o.due || p.Start != start {
				t.Fatalf("the deadline moved from %s to %s", o.due, p.Due)
			}
			if p.State != o.state {
				t.Fatalf("%s, and the evidence says %s", p.State, o.state)
			}
		}
		s.until(t, max(s.clock.Now(), o.due.Add(time.Millisecond)))
		o.clock(s.clock.Now())
		if p := s.promise(t, four); p.State != o.state {
			t.Fatalf("%s, and the evidence says %s", p.State, o.state)
		}
		// Whoever follows these events acts by them alone.
		for kind, there := range map[string]bool{"promise.lapsed/1": o.state == promise.Late || o.state == promise.StateStruck,
			"promise.struck/1": o.state == promise.StateStruck, "promise.ended/1": o.state == promise.Kept} {
			if n := s.count(t, kind); n > 1 || there != (n == 1) {
				t.Fatalf("%s: %d of %s", o.state, n, kind)
			}
		}
	})
	all.verify(t)
}
