package travel_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

// stage is a health centre with three villages on a Monday morning: Joko and Slamet ride,
// Wati has the desk.
type stage struct {
	t     *testing.T
	j     *journal.Journal
	ring  *keys.Ring
	clock *clock
	n     int
}

var (
	f                  = ident.Named("sempu")
	joko, slamet, wati = ident.Named("joko"), ident.Named("slamet"), ident.Named("wati")
	head               = ident.Named("head")
	wib                = time.FixedZone("WIB", 7*3600)
	today              = "2026-03-02"

	centre = dayplan.Spot{At: geo.Point{Lat: -8.33, Lon: 114.17}, Village: "35.10.12.2001"}
	jambe  = dayplan.Spot{At: geo.Point{Lat: -8.33, Lon: 114.20}, Village: "35.10.12.2002"}
	karang = dayplan.Spot{At: geo.Point{Lat: -8.36, Lon: 114.17}, Village: "35.10.12.2003"}
)

func local(day, hour string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+hour, wib)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := &stage{t: t, ring: ring, clock: &clock{local(today, "06:30")}}
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{fleet.Policy, travel.Policy, travel.PausePolicy}},
			workforce.Room{}, fleet.Room{}, travel.Room{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	machine := access.TheMachine(f)
	s.must(machine, "registry.found", registry.Found{Slug: "sempu", Name: "Puskesmas Sempu", Zone: "Asia/Jakarta", ServicePhone: "0333123456", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: "35.10.12.2001", Name: "Sempu"}, {Code: "35.10.12.2002", Name: "Jambewangi"}, {Code: "35.10.12.2003", Name: "Karangsari"}}})
	for id, role := range map[ident.ID]access.Role{joko: access.Courier, slamet: access.Driver, wati: access.Dispatcher, head: access.Head} {
		s.must(machine, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "Orang " + string(role), Kinds: []string{"desk"}})
		s.must(machine, "workforce.grant_role", workforce.GrantRole{Worker: id, Role: role, From: "2026-01-01"})
	}
	return s
}

func desk() access.Actor {
	return access.Actor{Facility: f, ID: "desk", Worker: wati, Roles: []access.Role{access.Dispatcher}, Keys: []string{"f", "w:" + string(wati)}}
}

func rider(id ident.ID, role access.Role) access.Actor {
	return access.Actor{Facility: f, ID: id, Worker: id, Roles: []access.Role{role}, Keys: []string{"w:" + string(id)}}
}

func (s *stage) say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	s.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.n)), Verb: verb, V: 1, Body: raw})
}

func (s *stage) must(a access.Actor, verb string, body any) {
	s.t.Helper()
	out, err := s.say(a, verb, body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s %s", verb, out.Code, out.Field))
}

func (s *stage) refused(a access.Actor, verb string, body any, code string) {
	s.t.Helper()
	out, err := s.say(a, verb, body)
	if err != nil {
		out.Code = fault.Of(err).Code
	}
	qt.Check(s.t, qt.Equals(out.Code, code), qt.Commentf("%s", verb))
}

func (s *stage) query(do func(q journal.Query) error) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.j.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: f, Now: s.clock.now, Keys: s.ring})
	})))
}

// set changes a section of the policy: the head proposes, the administrator agrees.
func (s *stage) set(section string, document any) {
	s.t.Helper()
	d, err := policy.NewDocument(document)
	qt.Assert(s.t, qt.IsNil(err))
	admin := access.Actor{Facility: f, ID: "admin", Worker: ident.Named("admin"), Roles: []access.Role{access.Admin}, Keys: []string{"f"}}
	out, err := s.say(admin, "policy.change", policy.Change{Section: section, Document: d})
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s %s", out.Code, out.Field))
	s.must(access.Actor{Facility: f, ID: head, Worker: head, Roles: []access.Role{access.Head}, Keys: []string{"f"}}, "approval.approve", journal.Approve{Command: out.ID})
}

// legs are those of a day.
func (s *stage) legs(day string) (l dayplan.Legs) {
	s.t.Helper()
	s.query(func(q journal.Query) (err error) {
		l, err = travel.For(q, day)
		return err
	})
	return l
}

// needs is how long a way takes by motorcycle, expected, in seconds.
func needs(l dayplan.Legs, from, to dayplan.Spot) int {
	return int(l.Leg(travel.Motorcycle, from, to).Expected.Seconds())
}

// sees lists the audiences that see a row.
func (s *stage) sees(table string, id ident.ID) (keys []string) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		return q.Each("SELECT audience FROM audience WHERE facility_id = $1 AND tbl = $2 AND row_id = $3 AND NOT gone ORDER BY audience", store.Args(f, table, id), func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			keys = append(keys, key)
			return err
		})
	})
	return keys
}

// verify rebuilds the tables from the log and compares.
func (s *stage) verify() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
}
