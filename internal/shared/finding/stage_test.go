package finding_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant  { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) set(i instant.Instant) { c.mu.Lock(); defer c.mu.Unlock(); c.now = i }

// staff hears of those who work here, as the wiring does.
type staff struct{ finding.Room }

func (s staff) Follows() []journal.Follow {
	return append(s.Room.Follows(),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.WorkerSuspended) ([]any, error) {
			return finding.Left(q, e.Worker)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.RoleEnded) (out []any, err error) {
			for _, id := range e.Grants {
				g, _, err := workforce.Grants.Get(q.Tx, q.Facility, id)
				if err != nil {
					return nil, err
				}
				more, err := finding.Left(q, g.Worker)
				if err != nil {
					return nil, err
				}
				out = append(out, more...)
			}
			return out, nil
		}))
}

// tester is what both a test and a property have.
type tester interface {
	rapid.TB
	Context() context.Context
}

const (
	krajan = "35.10.12.2001"
	jambe  = "35.10.12.2002"
)

// The people of Puskesmas Sempu: the head, an officer, two sanitarians, a nutritionist,
// the midwives of both villages, a cadre and the driver.
var roles = map[string]access.Role{"retno": access.Head, "wati": access.Officer, "sani": access.Sanitarian, "tirta": access.Sanitarian, "gizi": access.Nutritionist,
	"bidan": access.Midwife, "rini": access.Midwife, "kader": access.Cadre, "slamet": access.Driver}

var villages = map[string][]string{"bidan": {krajan}, "rini": {jambe}, "kader": {krajan}}

// stage is Puskesmas Sempu with a house in each of two villages.
type stage struct {
	j      *journal.Journal
	ring   *keys.Ring
	runner *errand.Runner
	clock  *clock
	f      ident.ID
	n      *int
	at     instant.Instant // when the next report happened; zero: now
}

var (
	wib   = time.FixedZone("WIB", 7*3600)
	start = local("2026-03-02 08:00")
)

func local(s string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, wib)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

func newStage(t *testing.T, db *store.DB) stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := stage{clock: &clock{now: start}, n: new(int), ring: ring}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: log, Rooms: []journal.Room{
		registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{finding.Policy}}, workforce.Room{}, staff{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	s.runner = errand.NewRunner(db, s.clock, log)
	s.runner.Workers[journal.ErrandKind] = s.j.Carry
	return s.facility(t, "sempu")
}

// facility founds one more health centre in the same database.
func (s stage) facility(t tester, name string) stage {
	t.Helper()
	s.f = ident.Named(name)
	slug := strings.ReplaceAll(name, " ", "-")
	must(t, s.j.DB.Write(t.Context(), func(tx *store.Tx) error {
		return registry.Enlist(tx, registry.Facility{ID: s.f, Slug: slug, Name: name, Zone: "Asia/Jakarta", Demo: true}, 1)
	}))
	machine := access.TheMachine(s.f)
	s.accepted(t, machine, "registry.found", registry.Found{Slug: slug, Name: "Puskesmas Sempu", Zone: "Asia/Jakarta", Demo: true, ServicePhone: "0333123456", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: krajan, Name: "Sempu", Lat: -8.33, Lon: 114.17}, {Code: jambe, Name: "Jambewangi", Lat: -8.29, Lon: 114.16}}})
	for _, name := range []string{"retno", "wati", "sani", "tirta", "gizi", "bidan", "rini", "kader", "slamet"} {
		s.accepted(t, machine, "workforce.add_worker", workforce.AddWorker{Worker: s.id(name), Name: "Bu " + name, Kinds: []string{"desk"}, Villages: villages[name]})
		s.accepted(t, machine, "workforce.grant_role", workforce.GrantRole{Worker: s.id(name), Role: roles[name], From: "2026-01-01"})
	}
	for _, h := range [][2]string{{"house one", krajan}, {"house two", krajan}, {"house three", jambe}} {
		s.accepted(t, s.who("wati"), "registry.set_house", registry.SetHouse{House: s.id(h[0]), Village: h[1], Hamlet: "Krajan", RT: "002", RW: "001", Home: geo.Point{Lat: -8.331, Lon: 114.171}})
	}
	return s
}

func (s stage) id(name string) ident.ID { return ident.Named(string(s.f) + name) }

// who is somebody of the staff at the desk or on the phone.
func (s stage) who(name string) access.Actor {
	role, worker := roles[name], s.id(name)
	keys := []string{"w:" + string(worker)}
	switch role {
	case access.Midwife, access.Cadre:
		for _, v := range villages[name] {
			keys = append(keys, "v:"+v)
		}
	case access.Driver:
	default:
		keys = append(keys, "f")
	}
	return access.Actor{Facility: s.f, ID: worker, Worker: worker, Roles: []access.Role{role}, Keys: keys}
}

func must(t tester, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v", err)
	}
}

func (s stage) try(t tester, a access.Actor, verb string, body any) (journal.Outcome, error) {
	t.Helper()
	raw, err := json.Marshal(body)
	must(t, err)
	*s.n++
	return s.j.Do(t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.f, *s.n)), Verb: verb, V: 1, OccurredAt: s.at, Body: raw})
}

func (s stage) accepted(t tester, a access.Actor, verb string, body any) journal.Outcome {
	t.Helper()
	out, err := s.try(t, a, verb, body)
	if err != nil || out.Status != journal.Accepted {
		t.Fatalf("%s: %v %s %s %s", verb, err, out.Status, out.Code, out.Field)
	}
	return out
}

// refused gives the code with which something is refused, or nothing.
func (s stage) refused(t tester, a access.Actor, verb string, body any) string {
	t.Helper()
	out, err := s.try(t, a, verb, body)
	if err != nil {
		return fault.Of(err).Code
	}
	return out.Code
}

// until moves the clock and lets the machine do what is due.
func (s stage) until(t tester, at instant.Instant) {
	t.Helper()
	s.clock.set(at)
	for {
		n, err := s.runner.Once(t.Context())
		must(t, err)
		if n == 0 {
			return
		}
	}
}

func (s stage) read(t tester, f func(q journal.Query) error) {
	t.Helper()
	must(t, s.j.DB.Read(t.Context(), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: s.f, By: s.who("retno"), Now: s.clock.Now(), Keys: s.j.Keys})
	}))
}

// view is a finding as its readers see it.
func (s stage) view(t tester, name string) (v finding.View) {
	t.Helper()
	s.read(t, func(q journal.Query) error {
		row, found, err := finding.Room{}.Shows()["finding"](q, s.id(name))
		if !found {
			t.Fatalf("%s is not there: %v", name, err)
		}
		v = row.(finding.View)
		return err
	})
	return v
}

// story is the kinds of a finding's timeline.
func story(v finding.View) (out []string) {
	for _, l := range v.Timeline {
		out = append(out, l.Kind)
	}
	return out
}

func (s stage) verify(t *testing.T) {
	t.Helper()
	_, err := s.j.Verify(t.Context(), storetest.SQLite(t))
	qt.Assert(t, qt.IsNil(err))
}

// latrine is what a driver tells: no latrine at the first house.
func (s stage) latrine(name string) finding.Tell {
	return finding.Tell{Finding: s.id(name), Kind: finding.Latrine, House: s.id("house one"), What: "buang air di sungai"}
}
