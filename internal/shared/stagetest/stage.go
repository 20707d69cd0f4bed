// Package stagetest opens a small health centre for the stories of one shared room: the
// room itself and the few that it stands on, with the real journal and a real database.
// A room's own stage embeds one and adds what only its stories say. It is for tests only;
// the stories that need the whole house are told in internal/world.
package stagetest

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
)

// Today is the Monday on which the stories are played.
const Today = "2026-03-02"

// WIB is the zone of every stage, as fixed as Asia/Jakarta is.
var WIB = time.FixedZone("WIB", 7*3600)

// Hour is an instant by the clock on the wall: "08:00" of today.
func Hour(hour string) instant.Instant { return Local(Today, hour) }

// Local is an instant by the calendar and the clock on the wall.
func Local(day, hour string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+hour, WIB)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

// Clock stands until the story moves it.
type Clock struct{ now instant.Instant }

// Now is what the story says.
func (c *Clock) Now() instant.Instant { return c.now }

// Set moves it, also back.
func (c *Clock) Set(to instant.Instant) { c.now = to }

// Stage is a health centre with some rooms open.
type Stage struct {
	T        *testing.T
	Facility ident.ID
	DB       *store.DB
	Ring     *keys.Ring
	Clock    *Clock
	J        *journal.Journal
	// Runner does the errands when the story calls Work or Until.
	Runner *errand.Runner
	// At is when the next reports happened; zero: when they are said.
	At instant.Instant
	n  int
}

// Open opens the rooms on an empty database at an instant; nothing is founded yet.
func Open(t *testing.T, db *store.DB, facility ident.ID, at instant.Instant, rooms ...journal.Room) *Stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := &Stage{T: t, Facility: facility, DB: db, Ring: ring, Clock: &Clock{at}}
	s.Reopen(rooms...)
	return s
}

// Reopen opens the rooms on the same database once more, as after a stop.
func (s *Stage) Reopen(rooms ...journal.Room) {
	s.T.Helper()
	j, err := journal.New(journal.Config{DB: s.DB, Keys: s.Ring, Clock: s.Clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Rooms: rooms})
	qt.Assert(s.T, qt.IsNil(err))
	s.T.Cleanup(j.Close)
	s.J = j
	s.Runs()
}

// Runs gives the machine a fresh start: what it held in memory is forgotten.
func (s *Stage) Runs() {
	s.Runner = errand.NewRunner(s.DB, s.Clock, s.J.Log)
	s.Runner.Commands = s.J.CarryAll
}

// Say sends a command; each has its own id.
func (s *Stage) Say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	s.T.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.T, qt.IsNil(err))
	s.n++
	return s.J.Do(s.T.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.n)), Verb: verb, V: 1, OccurredAt: s.At, Body: raw})
}

// Must wants it accepted.
func (s *Stage) Must(a access.Actor, verb string, body any) {
	s.T.Helper()
	out, err := s.Say(a, verb, body)
	qt.Assert(s.T, qt.IsNil(err), qt.Commentf("%s", verb))
	qt.Assert(s.T, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s %s", verb, out.Code, out.Field))
}

// Refused wants a code, of the answer or of the fault before one.
func (s *Stage) Refused(a access.Actor, verb string, body any, code string) {
	s.T.Helper()
	out, err := s.Say(a, verb, body)
	if err != nil {
		out.Code = fault.Of(err).Code
	}
	qt.Check(s.T, qt.Equals(out.Code, code), qt.Commentf("%s", verb))
}

// Until moves the clock and lets the machine do what is due.
func (s *Stage) Until(at instant.Instant) {
	s.T.Helper()
	s.Clock.Set(at)
	for {
		n, err := s.Runner.Once(s.T.Context())
		qt.Assert(s.T, qt.IsNil(err))
		if n == 0 {
			return
		}
	}
}

// Verify rebuilds the tables from the log and compares.
func (s *Stage) Verify() {
	s.T.Helper()
	_, err := s.J.Verify(s.T.Context(), storetest.SQLite(s.T))
	qt.Assert(s.T, qt.IsNil(err))
}
