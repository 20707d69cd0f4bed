package training_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

const milk = workforce.MilkHandling

func (s school) certify(worker ident.ID, course, number, to string) {
	s.T.Helper()
	s.Must(s.machine(), "workforce.certify", workforce.Certify{Worker: worker, Course: course, Number: number, ValidFrom: "2026-01-01", ValidTo: to})
}

func (s school) withdraw(worker ident.ID, course string) {
	s.T.Helper()
	s.Must(s.head(), "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: worker, Course: course, Reason: "KanariSebab"})
}

// Who withdrew and why is on record, the holder may appeal, and somebody else decides: what
// is given back counts again at once, all that was taken together.
func TestAWithdrawalIsOnRecordAndCanBeAppealed(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		s.certify(joko, milk, "K 1", "2026-06-30")
		s.certify(joko, milk, "K 2", "2027-06-30")
		s.certify(joko, workforce.PatientTransport, "K 3", "2027-06-30")
		plea := workforce.Appeal{Worker: joko, Course: milk, Words: "KanariKeberatan"}
		s.Refused(s.courier(), "workforce.appeal", plea, "workforce.not_withdrawn")
		s.withdraw(joko, milk)
		qt.Check(t, qt.IsFalse(s.certified(joko, milk)))
		qt.Check(t, qt.IsTrue(s.certified(joko, workforce.PatientTransport)), qt.Commentf("another course is another certificate"))
		_, err := s.Say(stagetest.Field(centre, yuli, access.Cadre), "workforce.appeal", plea)
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("nobody else's"))
		s.Must(s.courier(), "workforce.appeal", plea)
		s.Refused(s.courier(), "workforce.appeal", plea, "workforce.appeal_open")
		settle := workforce.SettleAppeal{Worker: joko, Course: milk, Outcome: workforce.Restored, Words: "KanariPutusan"}
		s.Refused(s.head(), "workforce.settle_appeal", settle, "workforce.own_withdrawal")
		s.Must(s.officer(), "workforce.settle_appeal", settle)
		qt.Check(t, qt.IsTrue(s.certified(joko, milk)))
		for _, c := range s.certificates(joko, milk) {
			qt.Check(t, qt.IsTrue(c.WithdrawnAt.IsZero()))
			qt.Check(t, qt.Equals(c.WithdrawnBy, ident.Named("head")), qt.Commentf("it stays on record"))
		}
		s.Query(func(q journal.Query) error {
			page, err := training.PersonOf(q, joko, "id")
			qt.Assert(t, qt.IsNil(err))
			c := page.Course[0].Certificates[0]
			qt.Check(t, qt.DeepEquals([]string{c.State, c.Appeal, c.WithdrawnWhy, c.AppealWords, c.SettledWords}, []string{"valid", workforce.Restored, "KanariSebab", "KanariKeberatan", "KanariPutusan"}))
			return nil
		})
		qt.Check(t, qt.Equals(s.Written("Kanari"), 0))
		s.withdraw(joko, milk)
		s.Must(s.officer(), "workforce.appeal", plea)
		settle.Outcome = workforce.Upheld
		s.Must(s.officer(), "workforce.settle_appeal", settle)
		s.Refused(s.courier(), "workforce.appeal", plea, "workforce.appeal_decided")
		s.Refused(s.officer(), "workforce.settle_appeal", settle, "workforce.no_appeal")
		qt.Check(t, qt.IsFalse(s.certified(joko, milk)))
		s.rebuilds()
	})
}

// What was checked before a withdrawal counts no more; everything is done anew, the session
// too.
func TestAfterAWithdrawalEverythingIsDoneAnew(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.BreastfeedingBasics
		s.plan(course, stagetest.Today)
		s.Must(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{sri}, How: training.ByList})
		s.Must(s.midwife(), "training.examine", examine("asked", sri, course, 0))
		s.Must(s.midwife(), "training.assess", assess("seen", sri, course))
		s.Clock.Set(stagetest.Hour("12:00"))
		s.withdraw(sri, course)
		s.Clock.Set(stagetest.Hour("13:00"))
		old := assess("told late", sri, course)
		s.At = stagetest.Hour("11:00")
		s.Must(s.midwife(), "training.assess", old)
		s.At = 0
		backdated := assess("of this morning", sri, course)
		backdated.On = "2026-03-01"
		s.Must(s.midwife(), "training.assess", backdated)
		again := s.result(s.midwife(), "training.examine", examine("again", sri, course, 0))
		qt.Check(t, qt.DeepEquals(again.Missing, []string{"session", "practical"}), qt.Commentf("what was seen before does not count, whenever it is told"))
		s.Must(s.midwife(), "training.assess", assess("anew", sri, course))
		qt.Check(t, qt.IsFalse(s.certified(sri, course)))
		s.Must(s.officer(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{sri}, How: training.ByList})
		qt.Check(t, qt.IsTrue(s.certified(sri, course)))
		s.rebuilds()
	})
}

// A renewal is a new certificate after a re-assessment, no sooner than the course says, and
// loses no day; the matrix says how everybody stands.
func TestARenewalIsANewCertificate(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.BreastfeedingBasics
		s.certify(sri, course, "K 1", "2026-05-31")
		s.certify(yuli, course, "K 2", "2026-02-01")
		s.certify(joko, milk, "K 3", "2026-12-31")
		s.withdraw(joko, milk)
		cells := func() (out map[string]string) {
			out = map[string]string{}
			s.Query(func(q journal.Query) error {
				m, err := training.MatrixOf(q, "id")
				for _, row := range m.Rows {
					for _, c := range row.Cells {
						if c.State != training.None {
							out[row.Name+" "+c.Course] = c.State
						}
					}
				}
				return err
			})
			return out
		}
		qt.Check(t, qt.DeepEquals(cells(), map[string]string{"Mbok Sri " + course: training.Valid, "Yuli " + course: training.Lapsed, "Joko " + milk: training.Withdrawn}))
		s.Clock.Set(stagetest.Local("2026-03-20", "09:00"))
		s.Must(s.midwife(), "training.assess", assess("too soon", sri, course))
		s.Clock.Set(stagetest.Local("2026-05-02", "09:00"))
		qt.Check(t, qt.Equals(cells()["Mbok Sri "+course], training.Ending))
		s.plan(course, "2026-05-02")
		s.Must(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{sri}, How: training.ByList})
		got := s.result(s.midwife(), "training.examine", examine("asked", sri, course, 0))
		qt.Check(t, qt.DeepEquals(got.Missing, []string{"practical"}), qt.Commentf("what was seen before a renewal may be does not count"))
		s.Must(s.midwife(), "training.assess", assess("seen", sri, course))
		all := s.certificates(sri, course)
		qt.Assert(t, qt.HasLen(all, 2))
		qt.Check(t, qt.DeepEquals([]string{all[1].ValidFrom, all[1].ValidTo}, []string{"2026-05-02", "2027-05-31"}))
		s.rebuilds()
	})
}
