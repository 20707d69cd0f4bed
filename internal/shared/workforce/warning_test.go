package workforce_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/workforce"
)

// midnight ends a day, as the machine does.
func (s *stage) midnight(day string) {
	s.t.Helper()
	s.clock.set(local(day + " 00:00").Add(24 * 3600e9))
	s.machine("journal.close_day", journal.CloseDay{Day: day, Zone: "Asia/Jakarta"})
}

// warned lists what was said of the ends of certificates, as "days left/warning".
func (s *stage) warned() (out []workforce.CertificateWarned) {
	s.t.Helper()
	s.query(func(q journal.Query) error {
		return q.Each("SELECT body FROM event WHERE facility_id = $1 AND kind = 'workforce.certificate_warned/1' ORDER BY seq", store.Args(f),
			func(scan func(...any) error) error {
				var body string
				var e workforce.CertificateWarned
				err := scan(&body)
				qt.Assert(s.t, qt.IsNil(json.Unmarshal([]byte(body), &e)))
				out = append(out, e)
				return err
			})
	})
	return out
}

func score(n int64) *int64 { return &n }

func TestACertificateKeepsWhoExaminedAndTheScore(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.machine("workforce.add_worker", workforce.AddWorker{Worker: siti, Name: "Siti", Kinds: []string{"midwife"}})
		c := workforce.Certify{Worker: joko, Course: workforce.MilkHandling, Number: "K-1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}
		show := func() (v workforce.WorkerView) {
			s.query(func(q journal.Query) error {
				row, _, err := workforce.Room{}.Shows()["worker"](q, joko)
				v = row.(workforce.WorkerView)
				return err
			})
			return v
		}
		inside := c
		inside.Assessor, inside.Score = siti, score(86)
		s.machine("workforce.certify", inside)
		qt.Check(t, qt.Equals(show().Certificate.Assessor, "Siti"))
		qt.Check(t, qt.DeepEquals(show().Certificate.Score, score(86)))
		qt.Check(t, qt.Equals(show().Today, "not_appointed"))
		outside := c
		outside.AssessorName, outside.ValidTo = "dr. Hasan, Dinas Kesehatan", "2027-12-31"
		s.machine("workforce.certify", outside)
		qt.Check(t, qt.Equals(show().Certificate.Assessor, "dr. Hasan, Dinas Kesehatan"))
		qt.Check(t, qt.IsNil(show().Certificate.Score))
		s.query(func(q journal.Query) error {
			n := 0
			_, err := q.One("SELECT count(*) FROM event WHERE facility_id = $1 AND body LIKE '%Hasan%'", store.Args(f), &n)
			qt.Check(t, qt.Equals(n, 0), qt.Commentf("the name is sealed"))
			return err
		})
		own := c
		own.Assessor = joko
		out, err := s.say(access.TheMachine(f), "workforce.certify", own)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "workforce.own_assessor"))
		own.Assessor = ident.Named("nobody")
		out, err = s.say(access.TheMachine(f), "workforce.certify", own)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Code, "workforce.unknown_worker"))
		own.Assessor, own.Score = "", score(101)
		_, err = s.say(access.TheMachine(f), "workforce.certify", own)
		qt.Check(t, qt.Equals(fault.Of(err).Code, "workforce.bad_score"))
		s.verify()
	})
}

func TestTheEndOfACertificateIsToldTwiceAndNeverStale(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.papers() // until 31 March
		s.machine("workforce.certify", workforce.Certify{Worker: joko, Course: "massage", Number: "K-2", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
		s.midnight("2026-03-02")
		first := s.warned()
		qt.Assert(t, qt.HasLen(first, 1))
		qt.Check(t, qt.DeepEquals([]int64{first[0].Days, first[0].Left}, []int64{30, 28}), qt.Commentf("the month's warning, though its day was missed"))
		s.midnight("2026-03-03")
		qt.Check(t, qt.HasLen(s.warned(), 1), qt.Commentf("not again every day"))
		s.midnight("2026-03-23")
		qt.Assert(t, qt.HasLen(s.warned(), 2))
		qt.Check(t, qt.DeepEquals([]int64{s.warned()[1].Days, s.warned()[1].Left}, []int64{7, 7}))

		s.machine("workforce.certify", workforce.Certify{Worker: joko, Course: workforce.MilkHandling, Number: "K-3", ValidFrom: "2026-04-01", ValidTo: "2026-04-20"})
		s.midnight("2026-03-25")
		qt.Check(t, qt.HasLen(s.warned(), 3), qt.Commentf("the new one ends within a month as well"))
		s.machine("workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: joko, Course: workforce.MilkHandling, Reason: "lalai"})
		s.midnight("2026-04-14")
		qt.Check(t, qt.HasLen(s.warned(), 3), qt.Commentf("nothing is said of what was taken back"))
		s.verify()
	})
}

func TestNoWarningForWhoIsRenewedOrSuspended(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.papers()
	s.machine("workforce.certify", workforce.Certify{Worker: joko, Course: workforce.MilkHandling, Number: "K-3", ValidFrom: "2026-04-01", ValidTo: "2027-03-31"})
	s.midnight("2026-03-10")
	qt.Check(t, qt.HasLen(s.warned(), 0), qt.Commentf("the next one begins the day after"))
	s = newStage(t, storetest.SQLite(t))
	s.papers()
	s.machine("workforce.suspend", workforce.Suspend{Worker: joko, Reason: "diperiksa"})
	s.midnight("2026-03-10")
	qt.Check(t, qt.HasLen(s.warned(), 0))
}

func TestWhosePapersEndedIsShownAnew(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.papers()
	shown := func() (seq int64) {
		s.query(func(q journal.Query) error {
			_, err := q.One("SELECT seq FROM audience WHERE facility_id = $1 AND tbl = 'worker' AND row_id = $2 AND audience = 'f'", store.Args(f, joko), &seq)
			return err
		})
		return seq
	}
	s.midnight("2026-03-25")
	before := shown()
	s.midnight("2026-03-28")
	qt.Check(t, qt.Equals(shown(), before), qt.Commentf("an ordinary night changes nothing"))
	s.midnight("2026-03-31")
	qt.Check(t, qt.Not(qt.Equals(shown(), before)))
}
