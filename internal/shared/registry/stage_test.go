package registry_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// eraser is the least there must be to tell the story of an erasure.
type eraser struct{ registry.Room }

type erase struct {
	Person  ident.ID `json:"person"`
	Version int64    `json:"version"`
}

func (eraser) Verbs() []journal.Verb {
	return []journal.Verb{journal.Request("test.erase", 1, journal.LoadNothing, func(_ journal.Nothing, s journal.Said[erase]) journal.Answer {
		return journal.Accept(journal.Erased{Table: "person", ID: s.Body.Person, Version: s.Body.Version})
	}, access.Update("enrolment"))}
}
func (eraser) Events() []journal.Event   { return nil }
func (eraser) Tables() []store.Def       { return nil }
func (eraser) Follows() []journal.Follow { return nil }

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

type stage struct {
	t       *testing.T
	db      *store.DB
	j       *journal.Journal
	ring    *keys.Ring
	f       ident.ID
	officer access.Actor
	n       int
}

var founding = registry.Found{Slug: "kebakkramat-1", Name: "Puskesmas Kebakkramat I", Zone: "Asia/Jakarta", Demo: true,
	ServicePhone: "0271 646 123", EmergencyNumber: "119", Villages: []registry.InVillage{
		{Code: "33.13.14.2004", Name: "Nangsri", Lat: -7.53195, Lon: 110.90893},
		{Code: "33.13.14.2002", Name: "Alastuwo", Lat: -7.53854, Lon: 110.93755},
	}}

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	must(t, err)
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: &clock{now: instant.Of(time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC))},
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Rooms: []journal.Room{registry.Room{}, task.Room{}, eraser{}}})
	must(t, err)
	t.Cleanup(j.Close)
	f := ident.Named("kebakkramat")
	s := &stage{t: t, db: db, j: j, ring: ring, f: f, officer: access.Actor{Facility: f, ID: "wati", Roles: []access.Role{access.Officer}, Keys: []string{"f"}}}
	must(t, db.Write(t.Context(), func(tx *store.Tx) error {
		return registry.Enlist(tx, registry.Facility{ID: f, Slug: founding.Slug, Name: founding.Name, Zone: founding.Zone, Demo: true}, 1)
	}))
	_, err = s.say(access.TheMachine(f), "registry.found", founding)
	must(t, err)
	return s
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stage) say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	raw, err := json.Marshal(body)
	must(s.t, err)
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named("command " + strconv.Itoa(s.n)), Verb: verb, V: 1, Body: raw})
}

// accepted says something and wants it accepted.
func (s *stage) accepted(verb string, body any) {
	s.t.Helper()
	out, err := s.say(s.officer, verb, body)
	must(s.t, err)
	if out.Status != journal.Accepted {
		s.t.Fatalf("%s: %s %s %s", verb, out.Status, out.Code, out.Field)
	}
}

// refused says something and gives the code of its refusal.
func (s *stage) refused(verb string, body any) string {
	s.t.Helper()
	out, err := s.say(s.officer, verb, body)
	must(s.t, err)
	return out.Code
}

func (s *stage) read(do func(q journal.Query) error) {
	s.t.Helper()
	must(s.t, s.db.Read(s.t.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: s.f, By: s.officer, Keys: s.ring})
	}))
}

// rebuilds checks the chain and that the log makes the tables as they are.
func (s *stage) rebuilds() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	must(s.t, err)
}
