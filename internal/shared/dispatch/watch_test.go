package dispatch_test

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
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

// stage is a health centre with nurse Yuli and courier Joko, who go out alone, and
// Wati at the desk.
type stage struct {
	t      *testing.T
	j      *journal.Journal
	db     *store.DB
	ring   *keys.Ring
	clock  *clock
	runner *errand.Runner
	at     instant.Instant // when the next report happened; zero: now
	n      int
}

var (
	f                = ident.Named("sempu")
	yuli, joko, wati = ident.Named("yuli"), ident.Named("joko"), ident.Named("wati")
	out              = ident.Named("yuli is out")
	wib              = time.FixedZone("WIB", 7*3600)
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
	s := &stage{t: t, db: db, ring: ring, clock: &clock{local("08:00")}}
	s.start()
	machine := access.TheMachine(f)
	s.must(machine, "registry.found", registry.Found{Slug: "sempu", Name: "Puskesmas Sempu", Zone: "Asia/Jakarta", ServicePhone: "0333123456", EmergencyNumber: "119"})
	for id, role := range map[ident.ID]access.Role{yuli: access.Nurse, joko: access.Courier, wati: access.Dispatcher} {
		s.must(machine, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "Orang " + string(role), Kinds: []string{"desk"}})
		s.must(machine, "workforce.grant_role", workforce.GrantRole{Worker: id, Role: role, From: "2026-01-01"})
	}
	return s
}

// start opens the house on the database, as after a stop.
func (s *stage) start() {
	s.t.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	say := func(id, to ident.ID, kind string, params map[string]string) any {
		return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Params: params})
	}
	j, err := journal.New(journal.Config{DB: s.db, Keys: s.ring, Clock: s.clock, Log: log, Rooms: []journal.Room{registry.Room{}, task.Room{},
		policy.Room{Sections: []policy.Known{dispatch.Policy, dispatch.WatchPolicy, need.Policy}}, promise.Room{}, workforce.Room{},
		need.Room{Kinds: dispatch.Kinds(), Name: workforce.Name, Holders: workforce.HoldersOn}, messaging.Room{}, dispatch.Room{Message: say}}})
	qt.Assert(s.t, qt.IsNil(err))
	s.t.Cleanup(j.Close)
	s.j, s.runner = j, errand.NewRunner(s.db, s.clock, log)
	s.runner.Commands = j.CarryAll
}

// until moves the clock and lets the machine do what is due.
func (s *stage) until(hour string) {
	s.t.Helper()
	s.clock.now = local(hour)
	for {
		n, err := s.runner.Once(s.t.Context())
		qt.Assert(s.t, qt.IsNil(err))
		if n == 0 {
			return
		}
	}
}

func worker(id ident.ID, role access.Role) access.Actor {
	return access.Actor{Facility: f, ID: id, Worker: id, Roles: []access.Role{role}, Keys: []string{"w:" + string(id)}}
}

func desk() access.Actor {
	return access.Actor{Facility: f, ID: "desk", Worker: wati, Roles: []access.Role{access.Dispatcher}, Keys: []string{"f"}}
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
	got, err := s.say(a, verb, body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(got.Status, journal.Accepted), qt.Commentf("%s: %s", verb, got.Code))
}

func (s *stage) refused(a access.Actor, verb string, body any, code string) {
	s.t.Helper()
	got, err := s.say(a, verb, body)
	if err != nil {
		got.Code = fault.Of(err).Code
	}
	qt.Check(s.t, qt.Equals(got.Code, code), qt.Commentf("%s", verb))
}

// told counts the messages of a kind to somebody.
func (s *stage) told(to ident.ID, kind string) (n int) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.db.Read(s.t.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM message WHERE facility_id = $1 AND person = $2 AND kind = $3", store.Args(f, to, kind), &n)
		return err
	})))
	return n
}

func (s *stage) watch(id ident.ID) (v dispatch.WatchView) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.db.Read(s.t.Context(), func(tx *store.Tx) error {
		row, _, err := dispatch.Room{}.Shows()["lone_watch"](journal.Query{Tx: tx, Facility: f, Now: s.clock.now, Keys: s.ring}, id)
		v, _ = row.(dispatch.WatchView)
		return err
	})))
	return v
}

func (s *stage) cases() (all []need.Case) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.db.Read(s.t.Context(), func(tx *store.Tx) (err error) {
		all, err = need.Cases.Where(tx, "facility_id = $1 ORDER BY number", f)
		return err
	})))
	return all
}

func (s *stage) verify() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
}

func TestWhoIsNotBackIsRungAboutOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.must(worker(yuli, access.Nurse), "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
		s.until("09:19")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 0))
		s.start() // the server stops before the hour and comes back after it
		s.until("09:40")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1))
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchOverdue))
		s.start()
		s.until("12:00")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1), qt.Commentf("exactly once"))
		s.must(desk(), "dispatch.check_out", dispatch.CheckOut{Watch: out})
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchEnded), qt.Commentf("the desk has heard of her"))
		s.refused(worker(yuli, access.Nurse), "dispatch.check_out", dispatch.CheckOut{Watch: out}, "dispatch.watch_ended")
		s.verify()
	})
}

func TestWhoIsBackOrStaysLongerIsNotRungAbout(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		nurse, courier := worker(yuli, access.Nurse), worker(joko, access.Courier)
		jokos := ident.Named("joko is out")
		s.must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
		s.must(courier, "dispatch.check_in", dispatch.CheckIn{Watch: jokos, ExpectedEnd: local("09:00")})
		s.clock.now = local("08:50")
		s.must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("10:00")})
		s.clock.now = local("09:19")
		s.must(courier, "dispatch.check_out", dispatch.CheckOut{Watch: jokos})
		s.until("10:19")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 0))
		s.until("10:20")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1), qt.Commentf("the hour she said last"))
		s.must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("11:00")})
		s.until("11:20")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 2), qt.Commentf("she was heard of, said a new hour, and is not back again"))
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchOverdue))
		s.verify()
	})
}

func TestSayaButuhBantuan(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		nurse := worker(yuli, access.Nurse)
		s.must(nurse, "dispatch.need_help", dispatch.NeedHelp{Watch: out, Lat: -8.3312, Lon: 114.1711})
		qt.Check(t, qt.Equals(s.told(wati, "worker_needs_help"), 1))
		v := s.watch(out)
		qt.Check(t, qt.DeepEquals([]any{v.State, v.Lat, v.WorkerName}, []any{dispatch.WatchHelp, -8.3312, "Orang nurse"}))
		all := s.cases()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.DeepEquals([]any{all[0].Kind, all[0].ID, all[0].Owner, all[0].People}, []any{dispatch.HelpKind, v.HelpCase, wati, []ident.ID{yuli}}))
		s.refused(nurse, "dispatch.need_help", dispatch.NeedHelp{Watch: out}, "dispatch.help_asked")
		qt.Check(t, qt.HasLen(s.cases(), 1), qt.Commentf("pressed twice it is one case"))
		s.must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("08:30")})
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchHelp), qt.Commentf("only being heard of ends it"))
		var stands int
		qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.One("SELECT count(*) FROM event WHERE facility_id = $1 AND body LIKE '%8.33%'", store.Args(f), &stands)
			return err
		})))
		qt.Check(t, qt.Equals(stands, 0), qt.Commentf("where she is lies sealed"))
		s.must(desk(), "dispatch.check_out", dispatch.CheckOut{Watch: out})
		s.verify()
	})
}

func TestAWatchIsOnesOwn(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.must(worker(yuli, access.Nurse), "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
	s.refused(worker(joko, access.Courier), "dispatch.check_out", dispatch.CheckOut{Watch: out}, "not_found")
	s.refused(worker(joko, access.Courier), "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")}, "not_found")
	s.refused(worker(joko, access.Courier), "dispatch.check_in", dispatch.CheckIn{Watch: ident.Named("x"), ExpectedEnd: local("07:00")}, "dispatch.bad_end")
	s.refused(worker(joko, access.Courier), "dispatch.check_in", dispatch.CheckIn{Watch: ident.Named("x"), ExpectedEnd: local("23:00")}, "dispatch.bad_end")
	s.refused(desk(), "dispatch.need_help", dispatch.NeedHelp{Watch: out}, "not_found")
	s.refused(desk(), "dispatch.ring_watch", dispatch.RingWatch{Watch: out}, "dispatch.not_yours")
}

// A phone without signal sends its morning at once: who was back in time is not
// looked for, who has not said so is.
func TestAMorningWithoutSignal(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		nurse, courier := worker(yuli, access.Nurse), worker(joko, access.Courier)
		s.clock.now = local("11:00")
		s.at = local("08:10")
		s.must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
		s.must(courier, "dispatch.check_in", dispatch.CheckIn{Watch: ident.Named("joko is out"), ExpectedEnd: local("09:00")})
		s.at = local("08:55")
		s.must(nurse, "dispatch.check_out", dispatch.CheckOut{Watch: out})
		s.until("11:00")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1))
		qt.Check(t, qt.Equals(s.watch(out).EndedAt, local("08:55")))
		s.verify()
	})
}
