package journal_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

const twoYears = 2 * 365 * 24 * time.Hour

// A phone made a command between two words of the server, whatever its clock showed:
// what a room hears of the hour lies between them. A clock that lies there itself is
// believed to the millisecond, and who proves nothing is bounded by the record alone,
// so that a report of yesterday stays one of yesterday.
func TestNoClockLeavesTheHoursThatTheServerProves(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		e := newEars(t, db)
		run := 0
		rapid.Check(t, func(r *rapid.T) {
			run++
			p := drawPhone(r, e, run)
			env, since, until := p.command(t)
			e.clock.set(p.arrives)
			got := e.hear(t, env)
			clock := env.OccurredAt
			switch {
			case got.Until != until:
				r.Fatalf("it can have been made until %s, and %s was told", until, got.Until)
			case clock.Before(since) && got.At != since, clock.After(until) && got.At != until:
				r.Fatalf("the clock showed %s, it was made between %s and %s: %s was believed", clock, since, until, got.At)
			case !clock.Before(since) && !clock.After(until) && got.At != clock:
				r.Fatalf("a clock that can be right showed %s: %s was believed", clock, got.At)
			}
		})
	})
}

// phone is one that has had a word of the server, spoke since and is heard later.
type phone struct {
	e                        *ears
	run                      int
	had, made, seen, arrives instant.Instant
	clock                    instant.Instant
	holdsToken, witnessed    bool
}

// drawPhone draws a day without signal: each hour follows the one before it.
func drawPhone(r *rapid.T, e *ears, run int) phone {
	after := func(t instant.Instant, what string) instant.Instant {
		return t.Add(time.Duration(rapid.Int64Range(0, int64(9*time.Hour/time.Millisecond)).Draw(r, what)) * time.Millisecond)
	}
	p := phone{e: e, run: run, had: e.clock.Now()}
	p.made = after(p.had, "made")
	p.seen = after(p.made, "seen")
	p.arrives = after(p.seen, "arrives")
	p.holdsToken, p.witnessed = rapid.Bool().Draw(r, "token"), rapid.Bool().Draw(r, "witness")
	p.clock = p.made
	if rapid.Bool().Draw(r, "wrong clock") {
		off := rapid.Int64Range(-int64(twoYears/time.Millisecond), int64(twoYears/time.Millisecond))
		near := rapid.Int64Range(-int64(9*time.Hour/time.Millisecond), int64(9*time.Hour/time.Millisecond))
		p.clock = p.made.Add(time.Duration(rapid.OneOf(off, near).Draw(r, "off")) * time.Millisecond)
	}
	return p
}

// command is what the phone sends, and the bounds that the server's words prove.
func (p phone) command(t *testing.T) (env journal.Envelope, since, until instant.Instant) {
	t.Helper()
	env = told(t, fmt.Sprint("any clock ", p.run), "")
	env.OccurredAt, until = p.clock, p.arrives
	if p.holdsToken {
		env.Token, since = p.e.j.Token(p.e.desk.Facility, env.Device, p.had), p.had
	}
	if p.witnessed {
		w, err := p.e.j.Witness(p.e.desk.Facility, env, p.seen)
		must(t, err)
		env.Token, until = env.Token+","+w, p.seen
	}
	return env, since, until
}

// What waits for a second person is decided later on the hour that was believed when it came,
// and the log says the same hour.
func TestTheHourThatIsBelievedIsTheOneInTheLog(t *testing.T) {
	e := newEars(t, storetest.SQLite(t))
	f, at := e.desk.Facility, e.clock.Now()
	e.hear(t, told(t, "first", ""))
	env := envelope(t, "ask", "listener.ask", tell{"pay"})
	env.Device, env.Token, env.OccurredAt = "desk", e.j.Token(f, "desk", at), at.Add(-twoYears)
	e.clock.set(at.Add(time.Hour))
	treasurer := access.Actor{Facility: f, ID: "tuti", Roles: []access.Role{access.Treasurer}, Keys: []string{"f"}}
	head := access.Actor{Facility: f, ID: "dr. ani", Roles: []access.Role{access.Head}, Keys: []string{"f"}}
	_, err := e.j.Do(t.Context(), treasurer, env)
	must(t, err)
	out, err := e.j.Do(t.Context(), head, envelope(t, "approve", "approval.approve", journal.Approve{Command: env.ID}))
	must(t, err)
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	qt.Check(t, qt.Equals(e.heard[len(e.heard)-1].At, at))
	must(t, e.j.DB.Read(t.Context(), func(tx *store.Tx) error {
		var said instant.Instant
		_, err := tx.One("SELECT occurred_at FROM command WHERE facility_id = $1 AND id = $2", store.Args(f, env.ID), &said)
		qt.Check(t, qt.Equals(said, at))
		return err
	}))
}
