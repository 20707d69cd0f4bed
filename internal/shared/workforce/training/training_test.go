package training_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// A seller who cannot read is taught, asked aloud in Osing and looked at; the last of the
// three brings the certificate in the same transaction, with the next number of the year.
func TestTheLastConditionBringsTheCertificate(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.BreastfeedingBasics
		s.plan(course, stagetest.Today)
		s.Must(s.officer(), "training.invite", training.Invite{Session: lesson, Workers: []ident.ID{sri}})
		early := s.result(s.midwife(), "training.examine", examine("asked", sri, course, 1))
		qt.Check(t, qt.DeepEquals(early.Missing, []string{"session", "practical"}))
		s.Must(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{sri}, How: training.ByList})
		qt.Check(t, qt.IsFalse(s.certified(sri, course)))
		got := s.result(s.midwife(), "training.assess", assess("seen", sri, course))
		qt.Check(t, qt.Equals(got.Number, "P-2026-0001"))
		all := s.certificates(sri, course)
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.Equals(all[0].ValidFrom, "2026-03-02"))
		qt.Check(t, qt.Equals(all[0].ValidTo, "2027-03-02"))
		qt.Check(t, qt.Equals(all[0].Assessor, retno))
		qt.Check(t, qt.IsTrue(s.certified(sri, course)))
		qt.Check(t, qt.ContentEquals(s.Sees("training_attempt", ident.Named("seen")), []string{"f", "w:" + string(retno), "w:" + string(sri)}), qt.Commentf("who assessed sees it on her own phone"))
		again := s.result(s.midwife(), "training.assess", assess("seen again", sri, course))
		qt.Check(t, qt.DeepEquals(again.Missing, []string{"early"}), qt.Commentf("nobody collects them"))
		qt.Check(t, qt.HasLen(s.certificates(sri, course), 1))
		qt.Check(t, qt.Equals(s.Written("Aula"), 0), qt.Commentf("no free text in an event"))
		s.rebuilds()
	})
}

// A session may be the last thing missing, for several people at once: each has a number
// of their own.
func TestASessionBringsTheCertificatesOfAll(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.BreastfeedingBasics
		s.plan(course, stagetest.Today)
		for i, who := range []ident.ID{sri, yuli} {
			name := []string{"a", "b"}[i]
			s.Must(s.midwife(), "training.examine", examine("asked "+name, who, course, 0))
			s.Must(s.midwife(), "training.assess", assess("seen "+name, who, course))
		}
		s.Must(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{sri, yuli}, How: training.ByList})
		one, two := s.certificates(sri, course), s.certificates(yuli, course)
		qt.Assert(t, qt.HasLen(one, 1))
		qt.Assert(t, qt.HasLen(two, 1))
		qt.Check(t, qt.DeepEquals([]string{one[0].Number, two[0].Number}, []string{"P-2026-0001", "P-2026-0002"}))
		s.rebuilds()
	})
}

// A courier learns alone: the server scores by the questions that the attempt's own id
// draws, says what was wrong, and lets nobody guess all day.
func TestACourierChecksHisOwnKnowledge(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.MilkHandling
		p := pack(course)
		s.Must(s.courier(), "training.read", training.Read{Course: course, Module: "times"})
		s.Must(s.courier(), "training.read", training.Read{Course: course, Module: "times"})
		s.Refused(s.courier(), "training.read", training.Read{Course: course, Module: "poetry"}, "training.unknown_module")
		try := func(name string, wrong int) training.Answer {
			return training.Answer{Attempt: ident.Named(name), Course: course, Answers: answers(p, ident.Named(name), wrong)}
		}
		bad := s.result(s.courier(), "training.answer", try("one", 3))
		qt.Check(t, qt.IsFalse(bad.Passed))
		qt.Check(t, qt.Equals(bad.Score, 62), qt.Commentf("five of eight"))
		qt.Check(t, qt.HasLen(bad.Wrong, 3))
		qt.Check(t, qt.Not(qt.Equals(bad.Wrong[0].Why.ID, "")))
		s.Refused(s.courier(), "training.answer", try("one", 0), "training.told_already")
		other := try("two", 0)
		other.Answers = answers(p, ident.Named("somebody else's"), 0)
		s.Refused(s.courier(), "training.answer", other, "training.other_questions")
		good := s.result(s.courier(), "training.answer", try("three", 1))
		qt.Check(t, qt.IsTrue(good.Passed))
		qt.Check(t, qt.DeepEquals(good.Missing, []string{"session", "practical"}))
		s.Must(s.courier(), "training.answer", try("four", 8))
		s.Refused(s.courier(), "training.answer", try("five", 0), "training.too_many_tries")
		s.Query(func(q journal.Query) error {
			page, err := training.PersonOf(q, joko, "id")
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.DeepEquals(page.Course[0].Read, []string{"times"}))
			qt.Check(t, qt.HasLen(page.Course[0].Attempts, 3))
			return nil
		})
		s.rebuilds()
	})
}

// What has to be done was done, or nobody passes, whatever the score.
func TestAnItemThatMustBeIsWorthMoreThanTheMark(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.MilkHandling
		got := s.result(s.midwife(), "training.assess", assess("no hands", joko, course, "hands"))
		qt.Check(t, qt.Equals(got.Score, 87))
		qt.Check(t, qt.IsFalse(got.Passed))
		got = s.result(s.midwife(), "training.assess", assess("no reading", joko, course, "measure"))
		qt.Check(t, qt.IsTrue(got.Passed))
		s.Refused(s.midwife(), "training.assess", training.Assess{Attempt: ident.Named("x"), Worker: joko, Course: course, Ticks: []training.Ticked{{Code: "poetry", OK: true}}}, "training.other_items")
	})
}

// Nobody assesses themselves, and nobody puts themselves on the list: the code of the
// session does, on its day, with their own phone.
func TestNobodyVouchesForThemselves(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.MilkHandling
		s.Refused(s.midwife(), "training.assess", assess("myself", retno, course), "training.own_assessment")
		s.Refused(s.midwife(), "training.examine", examine("myself", retno, course, 0), "training.own_assessment")
		s.plan(course, stagetest.Today)
		s.Refused(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{retno, joko}, How: training.ByList}, "training.own_list")
		_, err := s.Say(s.courier(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{joko}, How: training.ByList})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
		code := training.Code(s.Ring, centre, lesson)
		qr := training.Attend{Session: lesson, Present: []ident.ID{joko}, How: training.ByQR, Code: "aaaaaaaaaaaa"}
		s.Refused(s.courier(), "training.attend", qr, "training.wrong_code")
		qr.Code = code
		_, err = s.Say(s.courier(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{yuli}, How: training.ByQR, Code: code})
		qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("nobody else's place"))
		s.Must(s.courier(), "training.attend", qr)
		s.Query(func(q journal.Query) error {
			page, err := training.SessionOf(q, lesson, joko)
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(page.State, training.Held))
			qt.Assert(t, qt.HasLen(page.People, 1))
			qt.Check(t, qt.Equals(page.People[0].How, training.ByQR))
			qt.Check(t, qt.Equals(page.Code, ""), qt.Commentf("the code is the trainer's to show"))
			_, err = training.SessionOf(q, lesson, yuli)
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
			return nil
		})
		s.Clock.Set(stagetest.Local("2026-03-03", "08:00"))
		s.Refused(s.courier(), "training.attend", qr, "training.code_over")
	})
}

// A session moves and is called off; what was held all the same is kept.
func TestASessionMovesAndIsHeldAllTheSame(t *testing.T) {
	both(t, func(t *testing.T, s school) {
		const course = workforce.GroupLeading
		s.plan(course, "2026-03-09")
		s.Refused(s.officer(), "training.plan", training.Plan{Session: lesson, Course: course, On: "2026-03-09", Trainer: retno}, "training.planned_already")
		s.Must(s.officer(), "training.invite", training.Invite{Session: lesson, Workers: []ident.ID{yuli}})
		s.Refused(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{yuli}, How: training.ByList}, "training.not_yet")
		s.Must(s.officer(), "training.change", training.Change{Session: lesson, Course: course, On: stagetest.Today, From: "10:00", TrainerName: "dr. Wulan"})
		qt.Check(t, qt.DeepEquals(s.Sees("training_session", lesson), []string{"f", "w:" + string(yuli)}))
		s.Must(s.officer(), "training.cancel", training.Cancel{Session: lesson, Why: "weather"})
		s.Refused(s.officer(), "training.invite", training.Invite{Session: lesson, Workers: []ident.ID{sri}}, "training.session_over")
		s.Must(s.officer(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{yuli, sri}, How: training.ByList})
		s.Must(s.officer(), "training.attend", training.Attend{Session: lesson, Present: []ident.ID{yuli}, Absent: []ident.ID{sri}, How: training.ByList})
		s.Query(func(q journal.Query) error {
			page, err := training.SessionOf(q, lesson, "")
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(page.State, training.Held))
			qt.Check(t, qt.Equals(page.TrainerName, "dr. Wulan"))
			qt.Assert(t, qt.HasLen(page.People, 2))
			qt.Check(t, qt.IsFalse(page.People[0].AttendedAt.IsZero()))
			qt.Check(t, qt.IsTrue(page.People[1].AttendedAt.IsZero()), qt.Commentf("taken out again"))
			return nil
		})
		qt.Check(t, qt.Equals(s.Written("Wulan"), 0))
		s.rebuilds()
	})
}

// A check is scored by the courses that the phone had, and gives what is asked for now.
func TestACheckIsScoredByThePackThePhoneHad(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	const course = workforce.BiscuitBaking
	strict := pack(course)
	strict.PassMark, strict.Oral = 100, true
	doc, err := policy.NewDocument(map[string]any{"courses": []training.Pack{strict}})
	qt.Assert(t, qt.IsNil(err))
	asked, err := s.Say(stagetest.Desk(centre, ident.Named("admin"), access.Admin), "policy.change", policy.Change{Section: "training", Document: doc})
	qt.Assert(t, qt.IsNil(err))
	s.Must(s.head(), "approval.approve", journal.Approve{Command: asked.ID})
	lenient := examine("before", sri, course, 1)
	qt.Check(t, qt.IsTrue(s.result(s.midwife(), "training.examine", lenient).Passed))
	now := examine("after", sri, course, 1)
	now.Pack = 1
	qt.Check(t, qt.IsFalse(s.result(s.midwife(), "training.examine", now).Passed))
	s.Refused(s.midwife(), "training.assess", training.Assess{Attempt: ident.Named("gone"), Worker: joko, Course: workforce.MilkHandling, Pack: 1}, "training.unknown_course")
}

// The courses that come with the program can be taught, name their source, and promise
// nothing of jamu, biscuits or massage.
func TestTheCoursesOfTheProgramCanBeTaught(t *testing.T) {
	set := training.Settings{Courses: training.Courses(), PartsDays: 180, TriesDay: 3}
	qt.Check(t, qt.IsNil(set.Check()))
	qt.Check(t, qt.HasLen(set.Courses, 7))
	for _, p := range set.Courses {
		qt.Check(t, qt.IsTrue(p.ValidDays >= 365 && p.Source != ""), qt.Commentf("%s", p.Code))
		for _, q := range p.Questions {
			for i, a := range q.Answers {
				if int64(i) == q.Right && strings.Contains(strings.ToLower(a.ID), "memperbanyak") {
					t.Errorf("%s %s promises something", p.Code, q.Code)
				}
			}
		}
	}
}
