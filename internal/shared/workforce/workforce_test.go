package workforce_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
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
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

type clock struct {
	mu  sync.Mutex
	now instant.Instant
}

func (c *clock) Now() instant.Instant  { c.mu.Lock(); defer c.mu.Unlock(); return c.now }
func (c *clock) set(i instant.Instant) { c.mu.Lock(); defer c.mu.Unlock(); c.now = i }

type stage struct {
	t     *testing.T
	j     *journal.Journal
	ring  *keys.Ring
	clock *clock
	n     int
}

var (
	f                 = ident.Named("kebakkramat")
	joko, siti, retno = ident.Named("joko"), ident.Named("siti"), ident.Named("retno's account")
	wib               = time.FixedZone("WIB", 7*3600)
	noon              = local("2026-03-02 12:00")
)

func local(s string) instant.Instant {
	at, err := time.ParseInLocation("2006-01-02 15:04", s, wib)
	if err != nil {
		panic(err)
	}
	return instant.Of(at)
}

// newStage founds a health centre with the courier Joko, of whom nothing is known yet.
func newStage(t *testing.T, db *store.DB) *stage {
	t.Helper()
	ring, err := keys.New(make([]byte, 32))
	qt.Assert(t, qt.IsNil(err))
	c := &clock{now: noon}
	j, err := journal.New(journal.Config{DB: db, Keys: ring, Clock: c, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Resolve: workforce.Resolve, Rooms: []journal.Room{registry.Room{}, workforce.Room{}}})
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(j.Close)
	s := &stage{t: t, j: j, ring: ring, clock: c}
	s.machine("registry.found", registry.Found{Slug: "kebakkramat", Name: "Puskesmas Kebakkramat", Zone: "Asia/Jakarta",
		ServicePhone: "0271 123456", EmergencyNumber: "119"})
	s.machine("workforce.add_worker", workforce.AddWorker{Worker: joko, Name: "Joko", Phone: "0812 3456 7890", Kinds: []string{"courier"}})
	return s
}

func (s *stage) say(a access.Actor, verb string, body any) (journal.Outcome, error) {
	s.t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(s.t, qt.IsNil(err))
	s.n++
	return s.j.Do(s.t.Context(), a, journal.Envelope{ID: ident.Named(fmt.Sprint("command ", s.n)), Verb: verb, V: 1, Body: raw})
}

func (s *stage) machine(verb string, body any) {
	s.t.Helper()
	out, err := s.say(access.TheMachine(f), verb, body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s: %s", verb, out.Code))
}

func (s *stage) query(do func(q journal.Query) error) {
	s.t.Helper()
	qt.Assert(s.t, qt.IsNil(s.j.DB.Read(s.t.Context(), func(tx *store.Tx) error {
		return do(journal.Query{Tx: tx, Facility: f, Now: s.clock.Now(), Keys: s.ring})
	})))
}

func (s *stage) fit(at instant.Instant) (got workforce.Fitness) {
	s.t.Helper()
	s.query(func(q journal.Query) (err error) {
		got, err = workforce.Fit(q, joko, workforce.MilkHandling, at)
		return err
	})
	return got
}

func (s *stage) verify() {
	s.t.Helper()
	_, err := s.j.Verify(s.t.Context(), storetest.SQLite(s.t))
	qt.Assert(s.t, qt.IsNil(err))
}

// papers gives Joko all that he needs to carry milk in March.
func (s *stage) papers() {
	s.t.Helper()
	s.machine("workforce.certify", workforce.Certify{Worker: joko, Course: workforce.MilkHandling, Number: "SK-12/2026", ValidFrom: "2026-03-01", ValidTo: "2026-03-31"})
	s.machine("workforce.appoint", workforce.Appoint{Worker: joko, Number: "800/17", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
	s.machine("workforce.set_shift", workforce.SetShift{Worker: joko, Day: "2026-03-02", From: "07:00", To: "14:00"})
}

func TestWhoMayCarryMilkAndWhen(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		qt.Assert(t, qt.Equals(s.fit(noon), workforce.Fitness{}), qt.Commentf("without papers nobody is fit"))
		s.papers()
		qt.Assert(t, qt.Equals(s.fit(noon), workforce.Fitness{Certified: true, Appointed: true, OnShift: true}))
		qt.Assert(t, qt.IsTrue(s.fit(local("2026-03-31 23:59")).Certified), qt.Commentf("the last day counts whole, in the facility's zone"))
		qt.Assert(t, qt.IsFalse(s.fit(local("2026-04-01 00:00")).Certified))
		qt.Assert(t, qt.IsFalse(s.fit(local("2026-02-28 23:59")).Certified))
		qt.Assert(t, qt.IsTrue(s.fit(local("2026-03-02 07:00")).OnShift))
		qt.Assert(t, qt.IsFalse(s.fit(local("2026-03-02 14:00")).OnShift))
		qt.Assert(t, qt.IsFalse(s.fit(local("2027-01-01 00:00")).Appointed))

		s.machine("workforce.set_shift", workforce.SetShift{Worker: joko, Day: "2026-03-02", From: "20:00", To: "04:00"})
		qt.Assert(t, qt.IsTrue(s.fit(local("2026-03-03 03:59")).OnShift), qt.Commentf("a night shift ends the next day"))
		qt.Assert(t, qt.IsFalse(s.fit(noon).OnShift), qt.Commentf("a day set again replaces what was set"))
		s.verify()
	})
}

func TestOnlyTheFitAreOnDuty(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		duty := func() (ids []ident.ID) {
			s.query(func(q journal.Query) (err error) {
				ids, err = workforce.OnDuty(q, workforce.MilkHandling, noon)
				return err
			})
			return ids
		}
		qt.Assert(t, qt.HasLen(duty(), 0))
		s.papers()
		qt.Assert(t, qt.DeepEquals(duty(), []ident.ID{joko}))
		s.machine("workforce.suspend", workforce.Suspend{Worker: joko, Reason: "kotak pendingin kotor"})
		qt.Assert(t, qt.HasLen(duty(), 0), qt.Commentf("suspended"))
		qt.Assert(t, qt.IsFalse(s.fit(noon).Fit()))
		s.machine("workforce.reinstate", workforce.Reinstate{Worker: joko})
		qt.Assert(t, qt.DeepEquals(duty(), []ident.ID{joko}))
		s.machine("workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: joko, Course: workforce.MilkHandling, Reason: "ujian ulang"})
		qt.Assert(t, qt.HasLen(duty(), 0), qt.Commentf("certificate withdrawn"))
		s.query(func(q journal.Query) error {
			row, found, err := workforce.Room{}.Shows()["worker"](q, joko)
			v := row.(workforce.WorkerView)
			qt.Assert(t, qt.IsTrue(found))
			qt.Assert(t, qt.Equals(v.Name, "Joko"))
			qt.Assert(t, qt.Equals(v.Phone, "+6281234567890"))
			qt.Assert(t, qt.Equals(v.Certificate.State, "withdrawn"))
			qt.Assert(t, qt.Equals(v.Shift.From, local("2026-03-02 07:00")))
			return err
		})
		s.verify()
	})
}

func TestALostPhoneGetsInNoMore(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		hp := ident.Named("joko's phone")
		read := func() (p workforce.Phone, open int) {
			s.query(func(q journal.Query) (err error) {
				if p, _, err = workforce.Phones.Get(q.Tx, f, hp); err != nil {
					return err
				}
				all, err := workforce.OpenPhones(q.Tx, f)
				open = len(all)
				return err
			})
			return p, open
		}
		s.machine("workforce.enrol_phone", workforce.EnrolPhone{Phone: hp, Worker: joko, Label: "HP Joko", Kind: "traccar"})
		p, open := read()
		first := p.Secrets(s.ring)
		qt.Assert(t, qt.Equals(open, 1))
		qt.Assert(t, qt.HasLen(first.Token, 26))
		qt.Assert(t, qt.Not(qt.Equals(first.Token, first.Password)))
		s.machine("workforce.block_phone", workforce.BlockPhone{Phone: hp, Reason: "hilang"})
		p, open = read()
		qt.Assert(t, qt.Equals(open, 0))
		qt.Assert(t, qt.Equals(p.State, workforce.PhoneBlocked))
		qt.Assert(t, qt.Not(qt.Equals(p.Secrets(s.ring).Token, first.Token)), qt.Commentf("its secrets are void at once"))
		s.machine("workforce.enrol_phone", workforce.EnrolPhone{Phone: hp, Worker: joko, Label: "HP Joko", Kind: "traccar"})
		p, open = read()
		qt.Assert(t, qt.Equals(open, 1))
		qt.Assert(t, qt.Not(qt.Equals(p.Secrets(s.ring).Token, first.Token)), qt.Commentf("found again, it needs a new code"))
		s.query(func(q journal.Query) error {
			row, _, err := workforce.Room{}.Shows()["phone"](q, hp)
			qt.Assert(t, qt.Equals(row.(workforce.PhoneView).Label, "HP Joko"))
			qt.Assert(t, qt.Equals(row.(workforce.PhoneView).WorkerName, "Joko"))
			return err
		})
		s.verify()
	})
}

func TestBadPapersAreRefusedByField(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	for _, c := range []struct {
		verb  string
		body  any
		field string
	}{
		{"workforce.certify", workforce.Certify{Worker: joko, Course: "milk_handling", Number: "1", ValidFrom: "2026-03-02", ValidTo: "2026-03-01"}, "valid_to"},
		{"workforce.certify", workforce.Certify{Worker: joko, Course: "milk_handling", Number: "1", ValidFrom: "2026-03-02"}, "valid_to"},
		{"workforce.certify", workforce.Certify{Worker: joko, Course: "Milk!", Number: "1", ValidFrom: "2026-03-02", ValidTo: "2026-03-03"}, "course"},
		{"workforce.appoint", workforce.Appoint{Worker: joko, Number: "<script>", ValidFrom: "2026-03-02", ValidTo: "2026-03-03"}, "number"},
		{"workforce.set_shift", workforce.SetShift{Worker: joko, Day: "2026-02-30", From: "07:00", To: "08:00"}, "day"},
		{"workforce.set_shift", workforce.SetShift{Worker: joko, Day: "2026-02-03", From: "25:00", To: "08:00"}, "from"},
		{"workforce.suspend", workforce.Suspend{Worker: joko}, "reason"},
		{"workforce.add_worker", workforce.AddWorker{Worker: siti, Name: "S", Kinds: []string{"boss"}}, "kinds"},
		{"workforce.enrol_phone", workforce.EnrolPhone{Phone: siti, Worker: joko, Kind: "pigeon"}, "kind"},
	} {
		_, err := s.say(access.TheMachine(f), c.verb, c.body)
		qt.Check(t, qt.Equals(fault.Of(err).Field, c.field), qt.Commentf("%s %+v", c.verb, c.body))
	}
	_, err := s.say(access.TheMachine(f), "workforce.certify", workforce.Certify{Worker: siti, Course: "milk_handling", Number: "1", ValidFrom: "2026-03-01", ValidTo: "2026-03-02"})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
}

func TestARowThatShowsSomethingElseIsSentAgain(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.papers()
		seq := func() (n int64) {
			s.query(func(q journal.Query) error {
				_, err := q.One("SELECT seq FROM audience WHERE facility_id = $1 AND tbl = 'worker' AND row_id = $2 AND audience = 'f'", store.Args(f, joko), &n)
				return err
			})
			return n
		}
		before, name := seq(), "Joko Susilo"
		desk := access.Actor{Facility: f, ID: retno, Roles: []access.Role{access.Officer}, Keys: []string{"f"}}
		s.machine("workforce.grant_role", workforce.GrantRole{Account: retno, Role: access.Officer, From: "2026-01-01"})
		out, err := s.say(desk, "registry.correct", registry.Amend{Person: joko, Name: &name})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted))
		corrected := seq()
		qt.Assert(t, qt.IsTrue(corrected > before), qt.Commentf("a corrected name"))

		runner := errand.NewRunner(db, s.clock, slog.New(slog.NewTextHandler(io.Discard, nil)))
		runner.Workers[journal.ErrandKind] = s.j.Carry
		s.clock.set(local("2026-03-02 14:00"))
		for n := 1; n > 0; {
			n, err = runner.Once(t.Context())
			qt.Assert(t, qt.IsNil(err))
		}
		qt.Assert(t, qt.IsTrue(seq() > corrected), qt.Commentf("the end of a shift"))
		s.verify()
	})
}
