package equipment_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
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
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

// stage is a health centre with the courier Joko, the officer Wati and one box.
type stage struct {
	t     *testing.T
	j     *journal.Journal
	ring  *keys.Ring
	clock *clock
	at    instant.Instant // when the next report happened; zero: now
	n     int
}

var (
	f                = ident.Named("kebakkramat")
	joko, wati, budi = ident.Named("joko"), ident.Named("wati"), ident.Named("budi")
	blue, red        = ident.Named("blue box"), ident.Named("red box")
	wib              = time.FixedZone("WIB", 7*3600)
)

func local(s string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, wib)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := &stage{t: t, ring: ring, clock: &clock{local("2026-03-02 06:30")}}
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{equipment.Policy}}, workforce.Room{}, equipment.Room{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	machine := access.TheMachine(f)
	s.must(machine, "registry.found", registry.Found{Slug: "kebakkramat", Name: "Puskesmas Kebakkramat", Zone: "Asia/Jakarta", ServicePhone: "0271 123456", EmergencyNumber: "119"})
	s.must(machine, "workforce.add_worker", workforce.AddWorker{Worker: joko, Name: "Joko", Kinds: []string{"courier"}})
	s.must(machine, "workforce.add_worker", workforce.AddWorker{Worker: budi, Name: "Budi", Kinds: []string{"courier"}})
	s.must(machine, "workforce.add_worker", workforce.AddWorker{Worker: wati, Name: "Wati", Kinds: []string{"desk"}})
	s.must(machine, "workforce.grant_role", workforce.GrantRole{Account: ident.Named("wati's account"), Worker: wati, Role: access.Officer, From: "2026-01-01"})
	s.must(officer(), "equipment.add", equipment.Add{Cooler: blue, Code: "K-1", Capacity: 12, IcePacks: 6})
	return s
}

func officer() access.Actor {
	return access.Actor{Facility: f, ID: "officer", Worker: wati, Roles: []access.Role{access.Officer}, Keys: []string{"f"}}
}

func courier(id ident.ID) access.Actor {
	return access.Actor{Facility: f, ID: id, Worker: id, Roles: []access.Role{access.Courier}, Keys: []string{"w:" + string(id)}}
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
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", verb, out.Code))
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

// ready says what Joko rides with today: room, and whether it was looked at.
func (s *stage) ready() string {
	s.t.Helper()
	var capacity int64
	var checked bool
	s.query(func(q journal.Query) (err error) {
		capacity, checked, err = equipment.ReadyFor(q, joko, s.clock.now.Day(wib))
		return err
	})
	return fmt.Sprint(capacity, " ", checked)
}

func good() equipment.LookAt {
	return equipment.LookAt{Cooler: blue, SealOK: true, Clean: true, IceFrozen: 6}
}

func (s *stage) verify() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
}

func TestABoxIsLookedAtBeforeTheDay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		qt.Check(t, qt.Equals(s.ready(), "0 false"), qt.Commentf("who has no box has no room that we know of"))
		s.refused(courier(joko), "equipment.check", good(), "not_found")
		s.must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
		qt.Check(t, qt.Equals(s.ready(), "12 false"))
		s.must(courier(joko), "equipment.check", good())
		qt.Check(t, qt.Equals(s.ready(), "12 true"))
		s.clock.now = local("2026-03-03 06:30")
		qt.Check(t, qt.Equals(s.ready(), "12 false"), qt.Commentf("yesterday's look says nothing of today"))

		soft := good()
		soft.IceFrozen = 5
		s.must(courier(joko), "equipment.check", soft)
		qt.Check(t, qt.Equals(s.ready(), "12 false"), qt.Commentf("a soft pack is a fault"))
		s.must(courier(joko), "equipment.check", good())
		qt.Check(t, qt.Equals(s.ready(), "12 true"), qt.Commentf("looked at again, after it was mended"))
		s.verify()
	})
}

func TestEveryFaultIsNamed(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
	warm, cold := 15.5, 15.0
	for _, c := range []struct {
		in     equipment.LookAt
		faults []string
	}{
		{good(), []string{}},
		{equipment.LookAt{Cooler: blue, SealOK: true, Clean: true, IceFrozen: 6, TemperatureC: &cold}, []string{}},
		{equipment.LookAt{Cooler: blue, SealOK: true, Clean: true, IceFrozen: 6, TemperatureC: &warm}, []string{"warm"}},
		{equipment.LookAt{Cooler: blue, Clean: true, IceFrozen: 6}, []string{"seal"}},
		{equipment.LookAt{Cooler: blue}, []string{"seal", "dirty", "ice"}},
	} {
		s.must(courier(joko), "equipment.check", c.in)
		s.query(func(q journal.Query) error {
			row, _, err := equipment.Room{}.Shows()["cooler"](q, blue)
			qt.Check(t, qt.DeepEquals(row.(equipment.View).LastCheck.Faults, c.faults))
			return err
		})
	}
}

func TestACheckWithoutSignalBelongsToItsOwnDay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
		s.clock.now = local("2026-03-04 07:00")
		bad := good()
		bad.SealOK = false
		s.must(courier(joko), "equipment.check", good())
		s.at = local("2026-03-03 06:40")
		s.must(courier(joko), "equipment.check", bad)
		qt.Check(t, qt.Equals(s.ready(), "12 true"), qt.Commentf("what was found yesterday does not undo today's look"))
		s.at = local("2026-03-04 06:00")
		s.must(officer(), "equipment.retire", equipment.Retire{Cooler: blue, State: equipment.Broken})
		s.must(courier(joko), "equipment.check", good())
		s.at = 0
		s.refused(courier(joko), "equipment.check", good(), "equipment.not_usable")
		s.verify()
	})
}

func TestOnlyTheDeskSaysWhoseABoxIs(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
	s.refused(courier(joko), "equipment.hand", equipment.Hand{Cooler: blue, Worker: budi}, "equipment.desk_only")
	s.refused(courier(joko), "equipment.retire", equipment.Retire{Cooler: blue, State: equipment.Out}, "equipment.desk_only")
	s.refused(courier(budi), "equipment.check", good(), "not_found")
	s.refused(courier(joko), "equipment.add", equipment.Add{Cooler: red, Code: "K-2", Capacity: 1}, "not_found")
	s.refused(officer(), "equipment.add", equipment.Add{Cooler: red, Code: "K-1", Capacity: 1}, "equipment.code_taken")
	s.refused(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: wati}, "equipment.no_courier")
	s.refused(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko}, "equipment.there_already")
	s.must(officer(), "equipment.retire", equipment.Retire{Cooler: blue, State: equipment.Broken, Note: "engsel patah"})
	qt.Check(t, qt.Equals(s.ready(), "0 false"), qt.Commentf("a broken box holds nothing"))
	s.must(officer(), "equipment.mend", equipment.Mend{Cooler: blue})
	qt.Check(t, qt.Equals(s.ready(), "12 false"))
}

func TestTheBoxesOfASuspendedCourierAreCalledBack(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko})
		s.must(courier(joko), "equipment.check", good())
		s.must(access.TheMachine(f), "workforce.suspend", workforce.Suspend{Worker: joko, Reason: "diperiksa"})
		qt.Check(t, qt.Equals(s.ready(), "0 false"))
		s.query(func(q journal.Query) error {
			open, err := task.OpenOf(q, joko)
			qt.Assert(t, qt.HasLen(open, 1))
			qt.Check(t, qt.DeepEquals([]string{open[0].Kind, string(open[0].Owner)}, []string{"fetch_cooler", string(wati)}))
			return err
		})
		s.refused(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: joko}, "equipment.no_courier")
		s.must(officer(), "equipment.hand", equipment.Hand{Cooler: blue, Worker: budi})
		s.must(access.TheMachine(f), "workforce.reinstate", workforce.Reinstate{Worker: joko})
		qt.Check(t, qt.Equals(s.ready(), "0 false"), qt.Commentf("it is Budi's now"))
		s.verify()
	})
}
