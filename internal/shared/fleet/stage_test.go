package fleet_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
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
	"sambang/internal/shared/workforce"
)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

// stage is Puskesmas Sempu on a Monday morning: doctor Ratna, nurse Yuli, the drivers
// Slamet and Tono, Wati at the desk, one ambulance and one trail motorcycle.
type stage struct {
	t     *testing.T
	j     *journal.Journal
	ring  *keys.Ring
	clock *clock
	at    instant.Instant // when the next report happened; zero: now
	busy  map[ident.ID]bool
	n     int
}

var (
	f                         = ident.Named("sempu")
	ratna, yuli, slamet, tono = ident.Named("ratna"), ident.Named("yuli"), ident.Named("slamet"), ident.Named("tono")
	wati, kader               = ident.Named("wati"), ident.Named("kader")
	ambulance, trail          = ident.Named("ambulance"), ident.Named("trail")
	one, two                  = ident.Named("team one"), ident.Named("team two")
	wib                       = time.FixedZone("WIB", 7*3600)
)

func local(s string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", "2026-03-02 "+s, wib)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := &stage{t: t, ring: ring, clock: &clock{local("06:30")}, busy: map[ident.ID]bool{}}
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{fleet.Policy}}, workforce.Room{},
			fleet.Room{Busy: func(_ journal.Query, team ident.ID) (bool, error) { return s.busy[team], nil }}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	machine := access.TheMachine(f)
	s.must(machine, "registry.found", registry.Found{Slug: "sempu", Name: "Puskesmas Sempu", Zone: "Asia/Jakarta", ServicePhone: "0333123456", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: "35.10.12.2001", Name: "Sempu", Lat: -8.33, Lon: 114.17}}})
	for id, role := range map[ident.ID]access.Role{ratna: access.Doctor, yuli: access.Nurse, slamet: access.Driver, tono: access.Driver, wati: access.Dispatcher, kader: access.Cadre} {
		s.must(machine, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "Orang " + string(role), Kinds: []string{"desk"}})
		s.must(machine, "workforce.grant_role", workforce.GrantRole{Worker: id, Role: role, From: "2026-01-01"})
	}
	s.must(desk(), "fleet.add_vehicle", fleet.AddVehicle{Vehicle: ambulance, Name: "Ambulans 1", CallSign: "SEMPU 1", Seats: 2, Stretcher: true, Roads: []string{"paved", "dirt"}})
	s.must(desk(), "fleet.add_vehicle", fleet.AddVehicle{Vehicle: trail, Name: "Trail 1", Seats: 1, Roads: []string{"paved", "dirt", "forest"}})
	return s
}

func desk() access.Actor {
	return access.Actor{Facility: f, ID: "desk", Worker: wati, Roles: []access.Role{access.Dispatcher}, Keys: []string{"f", "w:" + string(wati)}}
}

func crew(id ident.ID, role access.Role) access.Actor {
	return access.Actor{Facility: f, ID: id, Worker: id, Roles: []access.Role{role}, Keys: []string{"w:" + string(id)}}
}

// first is the team of doctor and driver from seven to two.
func first() fleet.FormTeam {
	return fleet.FormTeam{Team: one, Name: "Tim 1", CallSign: "SAMBANG 1", Members: []ident.ID{ratna, slamet}, Vehicle: ambulance, From: local("07:00"), To: local("14:00")}
}

func (s *stage) say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	s.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.n)), Verb: verb, V: 1, OccurredAt: s.at, Body: raw})
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

// show reads a row as the faces see it.
func show[V any](s *stage, table string, id ident.ID) (v V) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		row, found, err := fleet.Room{}.Shows()[table](q, id)
		qt.Assert(s.t, qt.IsTrue(found), qt.Commentf("%s", table))
		v, _ = row.(V)
		return err
	})
	return v
}

// out are the names of the teams on duty.
func (s *stage) out() (names string) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		all, err := fleet.TeamsNow(q)
		for _, t := range all {
			names += t.Name + " "
		}
		return err
	})
	return names
}

// happened counts the events of a kind.
func (s *stage) happened(kind string) (n int) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		_, err := q.One("SELECT count(*) FROM event WHERE facility_id = $1 AND kind = $2", store.Args(f, kind), &n)
		return err
	})
	return n
}

// verify rebuilds the tables from the log and compares.
func (s *stage) verify() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
}

// event reads the last event of a kind.
func (s *stage) event(kind string, into any) {
	s.t.Helper()
	var body string
	s.query(func(q journal.Query) error {
		_, err := q.One("SELECT body FROM event WHERE facility_id = $1 AND kind = $2 ORDER BY seq DESC LIMIT 1", store.Args(f, kind), &body)
		return err
	})
	qt.Assert(s.t, qt.IsNil(json.Unmarshal([]byte(body), into)))
}

// closed counts the roads that nobody passes now.
func (s *stage) closed() (n int) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		all, err := fleet.OpenClosures(q)
		n = len(all)
		return err
	})
	return n
}

// onCall is who has the telephone at an hour.
func (s *stage) onCall(hour string) (who ident.ID) {
	s.t.Helper()
	s.query(func(q journal.Query) (err error) {
		who, err = fleet.CallNow(q, local(hour))
		return err
	})
	return who
}

// sees lists the audiences that see a row.
func (s *stage) sees(table string, id ident.ID) string {
	s.t.Helper()
	var keys []string
	s.query(func(q journal.Query) error {
		return q.Each("SELECT audience FROM audience WHERE facility_id = $1 AND tbl = $2 AND row_id = $3 AND NOT gone", store.Args(f, table, id), func(scan func(...any) error) error {
			var key string
			err := scan(&key)
			keys = append(keys, key)
			return err
		})
	})
	slices.Sort(keys)
	return strings.Join(keys, " ")
}

// written counts the events in which a word stands.
func (s *stage) written(word string) (n int) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		_, err := q.One("SELECT count(*) FROM event WHERE facility_id = $1 AND body LIKE '%' || $2 || '%'", store.Args(f, word), &n)
		return err
	})
	return n
}
