package duty_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/need"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

type clock struct{ now instant.Instant }

func (c *clock) Now() instant.Instant { return c.now }

// stage is a health centre with three of the desk: Wati, Budi and Rina, and the
// driver Slamet.
type stage struct {
	t     testing.TB
	j     *journal.Journal
	ring  *keys.Ring
	clock *clock
	n     int
}

var (
	f     = ident.Named("sempu")
	first = local("2026-03-02 07:00")
)

func local(s string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, time.FixedZone("WIB", 7*3600))
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

func newStage(t testing.TB, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	s := &stage{t: t, ring: ring, clock: &clock{first}}
	s.j, err = journal.New(journal.Config{DB: db, Keys: ring, Clock: s.clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Rooms: []journal.Room{registry.Room{}, task.Room{}, policy.Room{Sections: []policy.Known{need.Policy, need.TriagePolicy, promise.Policy}}, workforce.Room{},
			promise.Room{}, need.Room{Kinds: need.RequestKinds(), Name: workforce.Name, Holders: workforce.HoldersOn}, duty.Room{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(s.j.Close)
	s.must("machine", "registry.found", registry.Found{Slug: "sempu", Name: "Puskesmas Sempu", Zone: "Asia/Jakarta", ServicePhone: "0333 123456", EmergencyNumber: "119"})
	for name, role := range map[string]access.Role{"wati": access.Dispatcher, "budi": access.Officer, "rina": access.Dispatcher, "slamet": access.Driver} {
		s.must("machine", "workforce.add_worker", workforce.AddWorker{Worker: ident.Named(name), Name: name, Kinds: []string{"desk"}})
		s.must("machine", "workforce.grant_role", workforce.GrantRole{Account: ident.Named(name + "'s account"), Worker: ident.Named(name), Role: role, From: "2026-01-01"})
	}
	return s
}

func (s *stage) say(who, verb string, body any) (journal.Outcome, error) {
	s.t.Helper()
	a := access.Actor{Facility: f, ID: ident.Named(who + "'s account"), Worker: ident.Named(who), Roles: []access.Role{access.Dispatcher}, Keys: []string{"f"}}
	switch who {
	case "machine":
		a = access.TheMachine(f)
	case "budi":
		a.Roles = []access.Role{access.Officer}
	case "slamet":
		a.Roles, a.Keys = []access.Role{access.Driver}, []string{"w:" + string(a.Worker)}
	}
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.n)), Verb: verb, V: 1, Body: raw})
}

func (s *stage) must(who, verb string, body any) journal.Outcome {
	s.t.Helper()
	out, err := s.say(who, verb, body)
	qt.Assert(s.t, qt.IsNil(err), qt.Commentf("%s", verb))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", verb, out.Code))
	return out
}

func (s *stage) refused(who, verb string, body any, code string) {
	s.t.Helper()
	out, err := s.say(who, verb, body)
	if err != nil {
		out.Code = fault.Of(err).Code
	}
	qt.Check(s.t, qt.Equals(out.Code, code), qt.Commentf("%s %s", who, verb))
}

func (s *stage) query(do func(q journal.Query) error) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.j.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: f, Now: s.clock.now, Keys: s.ring})
	})))
}

// holder says who has the desk; empty: nobody.
func (s *stage) holder() (name string) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		w, err := duty.Holder(q)
		if err == nil && w != "" {
			name, err = workforce.Name(q, w)
		}
		return err
	})
	return name
}

// shown is how the desk sees a row.
func (s *stage) shown(table, id string) (v any, found bool) {
	s.t.Helper()
	s.query(func(q journal.Query) (err error) {
		v, found, err = duty.Room{}.Shows()[table](q, ident.Named(id))
		return err
	})
	return v, found
}

func (s *stage) rebuilds() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
}

// Wati has the morning. She hands the desk to Rina, who receives it under her own
// login: until then it is still Wati's.
func TestTheDeskGoesFromHandToHandWithTwoSignatures(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		qt.Assert(t, qt.Equals(s.holder(), ""))
		s.must("wati", "duty.take_desk", duty.Take{Duty: ident.Named("morning")})
		s.refused("wati", "duty.take_desk", duty.Take{Duty: ident.Named("again")}, "duty.yours_already")
		s.refused("budi", "duty.hand_over", duty.HandOver{Duty: ident.Named("morning"), To: ident.Named("rina")}, "duty.not_yours")
		s.refused("wati", "duty.hand_over", duty.HandOver{Duty: ident.Named("morning"), To: ident.Named("slamet")}, "duty.not_for_them")
		s.refused("wati", "duty.hand_over", duty.HandOver{Duty: ident.Named("morning"), To: ident.Named("wati")}, "duty.not_for_them")
		s.must("wati", "duty.hand_over", duty.HandOver{Duty: ident.Named("morning"), To: ident.Named("rina")})
		qt.Assert(t, qt.Equals(s.holder(), "wati"), qt.Commentf("one signature is none"))
		s.refused("budi", "duty.receive", duty.Receive{Duty: ident.Named("morning"), Next: ident.Named("noon")}, "duty.not_yours")
		s.must("rina", "duty.receive", duty.Receive{Duty: ident.Named("morning"), Next: ident.Named("noon")})
		qt.Assert(t, qt.Equals(s.holder(), "rina"))
		v, _ := s.shown("desk_duty", "noon")
		qt.Check(t, qt.Equals(v.(duty.DutyView).WorkerName, "rina"))
		s.query(func(q journal.Query) error {
			was, _, err := duty.Duties.Get(q.Tx, f, ident.Named("morning"))
			qt.Check(t, qt.IsTrue(was.Signed && was.State == duty.Ended && was.Next == ident.Named("noon")))
			qt.Check(t, qt.HasLen(was.Audiences(), 0), qt.Commentf("what is over leaves the screens"))
			return err
		})
		s.rebuilds()
	})
}

// Rina went home without handing over. Budi takes the desk, and it stays to be seen
// that nobody signed.
func TestTheDeskIsTakenFromWhoeverLeftIt(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.must("rina", "duty.take_desk", duty.Take{Duty: ident.Named("night")})
		s.must("budi", "duty.take_desk", duty.Take{Duty: ident.Named("morning")})
		qt.Assert(t, qt.Equals(s.holder(), "budi"))
		s.query(func(q journal.Query) error {
			was, _, err := duty.Duties.Get(q.Tx, f, ident.Named("night"))
			qt.Check(t, qt.IsFalse(was.Signed))
			return err
		})
		s.refused("rina", "duty.hand_over", duty.HandOver{Duty: ident.Named("night"), To: ident.Named("wati")}, "duty.not_now")
		_, err := s.say("slamet", "duty.take_desk", duty.Take{Duty: ident.Named("driver's")})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("the desk is not a driver's"))
		s.rebuilds()
	})
}

// Twenty slips are printed, then ten: no number comes twice, also not of a spoiled one.
func TestNumbersAreGivenOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		out := s.must("wati", "duty.print_slips", duty.PrintSlips{Book: ident.Named("book 1"), Count: 20})
		var p duty.Printed
		qt.Assert(t, qt.IsNil(json.Unmarshal(out.Result, &p)))
		qt.Assert(t, qt.Equals(p, duty.Printed{Book: ident.Named("book 1"), From: 1, To: 20}))
		s.refused("wati", "duty.print_slips", duty.PrintSlips{Book: ident.Named("book 1"), Count: 5}, "duty.exists")
		s.refused("wati", "duty.print_slips", duty.PrintSlips{Book: ident.Named("book 9"), Count: 101}, "duty.bad_count")
		s.must("wati", "duty.void_slip", duty.VoidSlip{Number: 3, Why: "spoiled"})
		s.refused("wati", "duty.void_slip", duty.VoidSlip{Number: 3, Why: "lost"}, "duty.slip_gone")
		s.refused("wati", "duty.void_slip", duty.VoidSlip{Number: 21, Why: "lost"}, "duty.unknown_slip")
		s.must("budi", "duty.print_slips", duty.PrintSlips{Book: ident.Named("book 2"), Count: 10})
		v, _ := s.shown("slip_book", "book 2")
		qt.Check(t, qt.Equals(v.(duty.BookView).From, 21))
		v, _ = s.shown("slip_book", "book 1")
		qt.Check(t, qt.DeepEquals(v.(duty.BookView).Missing, []int64{1, 2}), qt.Commentf("slips are used in their order"))
		s.query(func(q journal.Query) error {
			for number, want := range map[int64]string{1: duty.Blank, 3: duty.Void, 30: duty.Blank, 31: duty.Unknown} {
				state, err := duty.SlipState(q, number)
				qt.Check(t, qt.IsNil(err))
				qt.Check(t, qt.Equals(state, want), qt.Commentf("%d", number))
			}
			return nil
		})
		s.rebuilds()
	})
}

// However the desk is taken, offered, received and left, one person has it at most,
// and once taken it is never nobody's.
func TestOnePersonHasTheDesk(t *testing.T) {
	s, turn := newStage(t, storetest.SQLite(t)), 0
	now := ident.ID("")
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 12).Draw(rt, "turns") {
			who := rapid.SampledFrom([]string{"wati", "budi", "rina"}).Draw(rt, "who")
			turn++
			next := ident.Named(fmt.Sprint("duty ", turn))
			var out journal.Outcome
			switch rapid.SampledFrom([]string{"take", "offer", "receive"}).Draw(rt, "what") {
			case "take":
				out, _ = s.say(who, "duty.take_desk", duty.Take{Duty: next})
			case "offer":
				_, _ = s.say(who, "duty.hand_over", duty.HandOver{Duty: now, To: ident.Named(rapid.SampledFrom([]string{"wati", "budi", "rina"}).Draw(rt, "to"))})
				continue
			case "receive":
				out, _ = s.say(who, "duty.receive", duty.Receive{Duty: now, Next: next})
			}
			if out.Status == journal.Accepted {
				now = next
				if s.holder() != who {
					rt.Fatalf("%s took it and %s has it", who, s.holder())
				}
			}
		}
		s.query(func(q journal.Query) error {
			open, err := duty.Duties.Where(q.Tx, "facility_id = $1 AND state <> $2 ORDER BY id", f, duty.Ended)
			if len(open) > 1 || now != "" && len(open) == 0 {
				rt.Fatalf("%d have the desk", len(open))
			}
			return err
		})
	})
}

// A phone says how it is; what it says again within the minute is not written twice.
func TestAPhoneSaysHowItIs(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		h := duty.Health{Facility: f, ID: ident.Named("slamet's phone"), Worker: ident.Named("slamet"), Unsent: 2, Oldest: first, Battery: 40, OffsetMS: -1500, LastSync: first}
		qt.Check(t, qt.IsFalse(h.Fresh(duty.Health{})))
		again := h
		again.LastSync = first.Add(30 * time.Second)
		qt.Check(t, qt.IsTrue(again.Fresh(h)))
		again.Unsent = 3
		qt.Check(t, qt.IsFalse(again.Fresh(h)), qt.Commentf("what changes is written at once"))
		qt.Assert(t, qt.IsNil(db.Write(t.Context(), func(tx *store.Tx) error { return duty.Healths.Put(tx, h) })))
		s.query(func(q journal.Query) error {
			all, err := duty.PhonesHeard(q)
			qt.Check(t, qt.DeepEquals(all, []duty.Health{h}))
			at, err2 := duty.LastSync(q, ident.Named("slamet"))
			qt.Check(t, qt.IsNil(err2))
			qt.Check(t, qt.Equals(at, first))
			none, err3 := duty.LastSync(q, ident.Named("nobody"))
			qt.Check(t, qt.IsNil(err3))
			qt.Check(t, qt.IsTrue(none.IsZero()))
			return err
		})
	})
}
