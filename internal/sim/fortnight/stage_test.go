package fortnight_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/house"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// centre is one of the three health centres, each in a time zone of its own.
type centre struct {
	slug, zone string
	id         ident.ID
	village    string
}

var centres = []centre{
	{"barat", "Asia/Jakarta", ident.Named("facility barat"), "35.10.20.2001"},
	{"tengah", "Asia/Makassar", ident.Named("facility tengah"), "73.71.01.2001"},
	{"timur", "Asia/Jayapura", ident.Named("facility timur"), "91.71.01.2001"},
}

// crew are those who work at each, by the role they hold.
var crew = []struct {
	name, kind string
	role       access.Role
}{
	{"head", "desk", access.Head}, {"officer", "desk", access.Officer}, {"second", "desk", access.Officer}, {"desk", "desk", access.Dispatcher},
	{"treasurer", "desk", access.Treasurer}, {"doctor", "doctor", access.Doctor}, {"driver", "driver", access.Driver},
}

// stage is the server with its database, closed and opened again as the weather has it.
type stage struct {
	t        *testing.T
	data     string
	database string
	clock    *house.TestClock
	h        *house.House
	// tokens are the last server times that a device has seen, by centre and device.
	tokens map[string]seen
	n      int
	// now is the true time, which no clock of the story shows.
	now  instant.Instant
	ring *keys.Ring
}

// seen is a token with the time that it proves.
type seen struct {
	token string
	at    instant.Instant
}

func newStage(t *testing.T, database string) *stage {
	s := &stage{t: t, data: storetest.Data(t), database: database, clock: house.NewTestClock(), tokens: map[string]seen{}}
	s.clock.Set(first.Add(-time.Hour))
	s.open()
	for _, c := range centres {
		f := house.Founding{Staff: house.Staff{Name: "founder", Phone: "0812" + fmt.Sprintf("%08d", len(c.slug)*1000+int(c.slug[0])), Password: "benar-benar-panjang", Role: access.Head}}
		f.Found = registry.Found{Slug: c.slug, Name: "Puskesmas " + c.slug, Zone: c.zone, Demo: true, ServicePhone: "0271000000", EmergencyNumber: "119",
			Villages: []registry.InVillage{{Code: c.village, Name: "Desa " + c.slug, Lat: -8.3, Lon: 114.1}}}
		id, err := s.h.Found(t.Context(), f)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(id, c.id))
		s.hire(c)
	}
	return s
}

func (s *stage) hire(c centre) {
	for _, w := range crew {
		id := worker(c, w.name)
		s.machine(c, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: w.name, Kinds: []string{w.kind}})
		s.machine(c, "workforce.grant_role", workforce.GrantRole{Worker: id, Role: w.role, From: "2026-01-01"})
	}
	for day := range 16 { // a team's duty lasts at most a day and a half
		from := first.Add(time.Duration(day)*24*time.Hour - 2*time.Hour)
		s.must(s.actor(c, "desk"), "fleet.form_team", fleet.FormTeam{Team: team(c, day), Name: fmt.Sprintf("Tim %d", day),
			Members: []ident.ID{worker(c, "doctor"), worker(c, "driver")}, From: from, To: from.Add(24 * time.Hour)})
	}
}

func worker(c centre, name string) ident.ID { return ident.Named(c.slug + " " + name) }
func team(c centre, day int) ident.ID       { return ident.Derive(ident.Named("team "+c.slug), day) }
func requestID(c centre, number int) ident.ID {
	return ident.Derive(ident.Named("request "+c.slug), number)
}

func (s *stage) actor(c centre, name string) access.Actor {
	id := worker(c, name)
	return access.Actor{Facility: c.id, ID: ident.Named("account of " + string(id)), Worker: id, Authority: -1, Door: "test"}
}

// open starts the server.
func (s *stage) open() {
	s.t.Helper()
	h, err := house.Open(s.t.Context(), house.Config{Data: s.data, Database: s.database, Clock: s.clock,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Address: "http://127.0.0.1"})
	qt.Assert(s.t, qt.IsNil(err))
	s.h, s.ring = h, h.Ring
}

func (s *stage) close() { s.h.Close(); s.h = nil }

func (s *stage) machine(c centre, verb string, body any) {
	s.t.Helper()
	s.must(access.TheMachine(c.id), verb, body)
}

func (s *stage) must(a access.Actor, verb string, body any) {
	s.t.Helper()
	s.n++
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	out, err := s.h.Journal.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("stage ", s.n)), Verb: verb, V: 1, Body: raw})
	if err != nil || out.Status == journal.Refused {
		s.t.Fatalf("%s: %s %s %v", verb, out.Status, out.Code, err)
	}
}

// until lets the machine do everything that falls due up to a time of the wall, each
// at its own time, as a server does that runs.
func (s *stage) until(wall instant.Instant) {
	s.t.Helper()
	for {
		var next instant.Instant
		found := false
		err := s.h.DB.Read(s.t.Context(), func(tx *store.Tx) (err error) {
			found, err = tx.One("SELECT lease_until FROM errand WHERE done_at = 0 ORDER BY lease_until LIMIT 1", nil, &next)
			return err
		})
		qt.Assert(s.t, qt.IsNil(err))
		if !found || next.After(wall) {
			break
		}
		s.clock.Set(max(next, s.clock.Now()))
		for n := 1; n > 0; {
			n, err = s.h.Errands.Once(s.t.Context())
			qt.Assert(s.t, qt.IsNil(err))
		}
	}
	s.clock.Set(wall)
}

// meet gives a device the token that every answer of the server carries.
func (s *stage) meet(c centre, device string) {
	s.t.Helper()
	var at instant.Instant
	err := s.h.DB.Read(s.t.Context(), func(tx *store.Tx) (err error) { at, err = s.h.Journal.Now(tx, c.id); return err })
	qt.Assert(s.t, qt.IsNil(err))
	s.tokens[c.slug+" "+device] = seen{s.h.Journal.Token(c.id, device, at), at}
}

// recorded is when the server wrote a command down, and what it answered.
func (s *stage) recorded(c centre, id ident.ID) (at instant.Instant, status string) {
	s.t.Helper()
	err := s.h.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT recorded_at, status FROM command WHERE facility_id = $1 AND id = $2", store.Args(c.id, id), &at, &status)
		return err
	})
	qt.Assert(s.t, qt.IsNil(err))
	return at, status
}

// verify asserts that the chain holds and the tables are what the log makes of them.
func (s *stage) verify() {
	s.t.Helper()
	counts, err := s.h.Journal.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.IsTrue(counts.Events > 0))
}
