package dispatch_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// stage is a health centre with nurse Yuli and courier Joko, who go out alone, and
// Wati at the desk.
type stage struct{ *stagetest.Stage }

var (
	f                = ident.Named("sempu")
	yuli, joko, wati = ident.Named("yuli"), ident.Named("joko"), ident.Named("wati")
	out              = ident.Named("yuli is out")
)

func local(hour string) instant.Instant { return stagetest.Hour(hour) }

func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	s := &stage{stagetest.Open(t, db, f, local("08:00"), rooms()...)}
	s.Found("sempu", "Puskesmas Sempu")
	for id, role := range map[ident.ID]access.Role{yuli: access.Nurse, joko: access.Courier, wati: access.Dispatcher} {
		s.Employ(id, role)
	}
	return s
}

func rooms() []journal.Room {
	say := func(id, to ident.ID, kind string, params map[string]string) any {
		return messaging.Queue(messaging.Message{ID: id, To: to, Kind: kind, Params: params})
	}
	return []journal.Room{registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{dispatch.Policy, dispatch.WatchPolicy, need.Policy}}, promise.Room{},
		workforce.Room{}, need.Room{Kinds: dispatch.Kinds(), Name: workforce.Name, Holders: workforce.HoldersOn}, messaging.Room{}, dispatch.Room{Message: say}}
}

// until moves the clock and lets the machine do what is due.
func (s *stage) until(hour string) {
	s.T.Helper()
	s.Until(local(hour))
}

func worker(id ident.ID, role access.Role) access.Actor { return stagetest.Field(f, id, role) }

func desk() access.Actor { return stagetest.Desk(f, wati, access.Dispatcher) }

// told counts the messages of a kind to somebody.
func (s *stage) told(to ident.ID, kind string) (n int) {
	s.T.Helper()
	qt.Assert(s.T, qt.IsNil(s.DB.Read(s.T.Context(), func(tx *store.Tx) error {
		_, err := tx.One("SELECT count(*) FROM message WHERE facility_id = $1 AND person = $2 AND kind = $3", store.Args(f, to, kind), &n)
		return err
	})))
	return n
}

func (s *stage) watch(id ident.ID) (v dispatch.WatchView) {
	s.T.Helper()
	qt.Assert(s.T, qt.IsNil(s.DB.Read(s.T.Context(), func(tx *store.Tx) error {
		row, _, err := dispatch.Room{}.Shows()["lone_watch"](journal.Query{Tx: tx, Facility: f, Now: s.Clock.Now(), Keys: s.Ring}, id)
		v, _ = row.(dispatch.WatchView)
		return err
	})))
	return v
}

func (s *stage) cases() (all []need.Case) {
	s.T.Helper()
	qt.Assert(s.T, qt.IsNil(s.DB.Read(s.T.Context(), func(tx *store.Tx) (err error) {
		all, err = need.Cases.Where(tx, "facility_id = $1 ORDER BY number", f)
		return err
	})))
	return all
}

func TestWhoIsNotBackIsRungAboutOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.Must(worker(yuli, access.Nurse), "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
		s.until("09:19")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 0))
		s.Reopen(rooms()...) // the server stops before the hour and comes back after it
		s.until("09:40")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1))
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchOverdue))
		s.Reopen(rooms()...)
		s.until("12:00")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1), qt.Commentf("exactly once"))
		s.Must(desk(), "dispatch.check_out", dispatch.CheckOut{Watch: out})
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchEnded), qt.Commentf("the desk has heard of her"))
		s.Refused(worker(yuli, access.Nurse), "dispatch.check_out", dispatch.CheckOut{Watch: out}, "dispatch.watch_ended")
		s.Verify()
	})
}

func TestWhoIsBackOrStaysLongerIsNotRungAbout(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		nurse, courier := worker(yuli, access.Nurse), worker(joko, access.Courier)
		jokos := ident.Named("joko is out")
		s.Must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
		s.Must(courier, "dispatch.check_in", dispatch.CheckIn{Watch: jokos, ExpectedEnd: local("09:00")})
		s.Clock.Set(local("08:50"))
		s.Must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("10:00")})
		s.Clock.Set(local("09:19"))
		s.Must(courier, "dispatch.check_out", dispatch.CheckOut{Watch: jokos})
		s.until("10:19")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 0))
		s.until("10:20")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1), qt.Commentf("the hour she said last"))
		s.Must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("11:00")})
		s.until("11:20")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 2), qt.Commentf("she was heard of, said a new hour, and is not back again"))
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchOverdue))
		s.Verify()
	})
}

func TestSayaButuhBantuan(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		nurse := worker(yuli, access.Nurse)
		s.Must(nurse, "dispatch.need_help", dispatch.NeedHelp{Watch: out, Lat: -8.3312, Lon: 114.1711})
		qt.Check(t, qt.Equals(s.told(wati, "worker_needs_help"), 1))
		v := s.watch(out)
		qt.Check(t, qt.DeepEquals([]any{v.State, v.Lat, v.WorkerName}, []any{dispatch.WatchHelp, -8.3312, "Orang nurse"}))
		all := s.cases()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.DeepEquals([]any{all[0].Kind, all[0].ID, all[0].Owner, all[0].People}, []any{dispatch.HelpKind, v.HelpCase, wati, []ident.ID{yuli}}))
		s.Refused(nurse, "dispatch.need_help", dispatch.NeedHelp{Watch: out}, "dispatch.help_asked")
		qt.Check(t, qt.HasLen(s.cases(), 1), qt.Commentf("pressed twice it is one case"))
		s.Must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("08:30")})
		qt.Check(t, qt.Equals(s.watch(out).State, dispatch.WatchHelp), qt.Commentf("only being heard of ends it"))
		var stands int
		qt.Assert(t, qt.IsNil(db.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.One("SELECT count(*) FROM event WHERE facility_id = $1 AND body LIKE '%8.33%'", store.Args(f), &stands)
			return err
		})))
		qt.Check(t, qt.Equals(stands, 0), qt.Commentf("where she is lies sealed"))
		s.Must(desk(), "dispatch.check_out", dispatch.CheckOut{Watch: out})
		s.Verify()
	})
}

func TestAWatchIsOnesOwn(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.Must(worker(yuli, access.Nurse), "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
	s.Refused(worker(joko, access.Courier), "dispatch.check_out", dispatch.CheckOut{Watch: out}, "not_found")
	s.Refused(worker(joko, access.Courier), "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")}, "not_found")
	s.Refused(worker(joko, access.Courier), "dispatch.check_in", dispatch.CheckIn{Watch: ident.Named("x"), ExpectedEnd: local("07:00")}, "dispatch.bad_end")
	s.Refused(worker(joko, access.Courier), "dispatch.check_in", dispatch.CheckIn{Watch: ident.Named("x"), ExpectedEnd: local("23:00")}, "dispatch.bad_end")
	s.Refused(desk(), "dispatch.need_help", dispatch.NeedHelp{Watch: out}, "not_found")
	s.Refused(desk(), "dispatch.ring_watch", dispatch.RingWatch{Watch: out}, "dispatch.not_yours")
}

// A phone without signal sends its morning at once: who was back in time is not
// looked for, who has not said so is.
func TestAMorningWithoutSignal(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		nurse, courier := worker(yuli, access.Nurse), worker(joko, access.Courier)
		s.Clock.Set(local("11:00"))
		s.At = local("08:10")
		s.Must(nurse, "dispatch.check_in", dispatch.CheckIn{Watch: out, ExpectedEnd: local("09:00")})
		s.Must(courier, "dispatch.check_in", dispatch.CheckIn{Watch: ident.Named("joko is out"), ExpectedEnd: local("09:00")})
		s.At = local("08:55")
		s.Must(nurse, "dispatch.check_out", dispatch.CheckOut{Watch: out})
		s.until("11:00")
		qt.Check(t, qt.Equals(s.told(wati, "watch_overdue"), 1))
		qt.Check(t, qt.Equals(s.watch(out).EndedAt, local("08:55")))
		s.Verify()
	})
}
