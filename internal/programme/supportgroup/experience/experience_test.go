package experience_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// village is a health centre with a cadre and a midwife, and Dewi with her baby Dimas.
type village struct{ *world.World }

// both tells a story on both databases, on Monday 2 March 2026.
func both(t *testing.T, story func(t *testing.T, v village)) {
	t.Helper()
	world.Both(t, "2026-03-02 08:00", func(t *testing.T, w *world.World) {
		w.Midwife("Bidan Sri", world.Village).Midwife("Bidan Ani", world.OtherVillage)
		w.Cadre("Kader Yuli", world.Village).Cadre("Kader Tuti", world.OtherVillage)
		w.Resident("Bu Dewi", registry.Enter{Sex: "female", Born: "1998-01-01"})
		w.Resident("Dimas", registry.Enter{Sex: "male", Born: "2026-01-10", Mother: id("Bu Dewi")})
		story(t, village{w})
	})
}

func id(name string) ident.ID { return ident.Named(name) }

func (v village) problem(name string) (p experience.Problem) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		p, _, err = experience.MemberProblems.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return p
}

func (v village) row(name string) (x experience.Experience) {
	v.T.Helper()
	v.Query(func(q journal.Query) (err error) {
		x, _, err = experience.Experiences.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return x
}

// until moves the clock to an hour of the health centre; what the machine has to do is done.
func (v village) until(at string) {
	v.T.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", at, time.FixedZone("WIB", 7*3600))
	qt.Assert(v.T, qt.IsNil(err))
	v.Clock.Set(instant.Of(when))
	v.Settle()
}

func tell(name, code string, signs ...string) experience.Tell {
	return experience.Tell{Problem: id(name), Mother: id("Bu Dewi"), Baby: id("Dimas"), Code: code, Signs: signs, Words: "puting lecet dan perih"}
}

func entered(name, what string) experience.Enter {
	return experience.Enter{Experience: id(name), Village: world.Village, Problem: "sore_nipple", What: what, Tried: "salep", Helped: "posisi mulut bayi dibetulkan"}
}

// Somebody else's experience solves a problem: it was let in by the midwife, is among the
// likest, and counts what it solved.
func TestAProblemIsSolvedBySomebodyElsesExperience(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("Kader Tuti").Send("write", "experience.enter", experience.Enter{Experience: id("E"), Village: world.OtherVillage, Problem: "sore_nipple", What: "puting lecet minggu pertama", Helped: "pelekatan dibetulkan"})
		v.As("Kader Yuli").Send("told", "problem.tell", tell("P", "sore_nipple")).
			Refused("not in yet", "problem.answer", experience.Advise{Problem: id("P"), Tried: id("E")}, "experience.not_in")
		v.As("Bidan Ani").Send("let in", "experience.approve", experience.Approve{Experience: id("E")})
		v.Query(func(q journal.Query) error {
			bank, err := experience.Bank(q)
			qt.Assert(t, qt.IsNil(err))
			like := experience.Similar(bank, "sore_nipple", 1, "puting lecet dan perih", 3)
			qt.Assert(t, qt.HasLen(like, 1))
			qt.Check(t, qt.Equals(like[0].Helped, "pelekatan dibetulkan"))
			return nil
		})
		v.As("Kader Yuli").Send("advised", "problem.answer", experience.Advise{Problem: id("P"), Tried: id("E")})
		qt.Check(t, qt.Equals(v.problem("P").DueOn, "2026-03-05"), qt.Commentf("somebody asks again after three days"))
		v.until("2026-03-05 09:00")
		qt.Check(t, qt.Equals(v.problem("P").PassedAt, 0), qt.Commentf("who was answered stays with who answered"))
		v.As("Kader Yuli").Send("better", "problem.look", experience.Look{Problem: id("P"), Better: "yes", HelpedBy: id("E")}).
			Refused("over", "problem.look", experience.Look{Problem: id("P"), Better: "no"}, "experience.ended")
		qt.Check(t, qt.Equals(v.problem("P").State, experience.Solved))
		qt.Check(t, qt.Equals(v.row("E").Helped, 1))
		v.RebuildEquals()
	})
}

// 48 hours without an answer, advice that does not help, and a danger sign all bring the
// midwife; the sign at once, with a request for a visit in the same transaction.
func TestWhatNobodySolvesIsTheMidwifes(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("Kader Yuli").Send("nobody answers", "problem.tell", tell("P1", "crying")).Send("no better", "problem.tell", tell("P2", "latch"))
		v.As("Kader Yuli").Send("advised", "problem.answer", experience.Advise{Problem: id("P2"), Words: "coba posisi duduk"}).
			Send("not better", "problem.look", experience.Look{Problem: id("P2"), Better: "no"})
		qt.Check(t, qt.Equals(v.problem("P2").Why, experience.NotBetter))
		v.until("2026-03-04 07:59")
		qt.Check(t, qt.Equals(v.problem("P1").PassedAt, 0))
		v.until("2026-03-04 08:00")
		qt.Check(t, qt.Equals(v.problem("P1").Why, experience.ByHours))

		v.As("Kader Yuli").Send("danger", "problem.tell", tell("P3", "crying", "C01"))
		var out experience.TellResult
		qt.Assert(t, qt.IsNil(json.Unmarshal(v.Outcome().Result, &out)))
		p := v.problem("P3")
		qt.Check(t, qt.Equals(p.Why, experience.ByDanger))
		qt.Check(t, qt.Equals(p.Request, out.Request))
		c := v.Case(need.VisitRequest)
		qt.Check(t, qt.Equals(c.ID, out.Request))
		qt.Check(t, qt.Equals(c.Sign, "C01"))
		v.RebuildEquals()
	})
}

// Nobody's name goes into the bank unseen, and what is corrected waits for the midwife again.
func TestNamesWaitForTheMidwife(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.As("Kader Yuli").Send("write", "experience.enter", entered("E", "Waktu itu Mbah Parti memberi air putih"))
		v.As("Kader Yuli").Try("no right", "experience.approve", experience.Approve{Experience: id("E")})
		v.As("Bidan Sri").Refused("a name", "experience.approve", experience.Approve{Experience: id("E")}, "experience.names_inside").
			Send("looked", "experience.approve", experience.Approve{Experience: id("E"), Looked: true})
		qt.Check(t, qt.Equals(v.row("E").State, experience.Approved))
		v.As("Kader Yuli").Send("corrected", "experience.enter", entered("E", "Nenek memberi air putih"))
		qt.Check(t, qt.Equals(v.row("E").State, experience.Draft))
		v.As("Bidan Sri").Send("in", "experience.approve", experience.Approve{Experience: id("E")}).
			Send("out", "experience.hide", experience.Hide{Experience: id("E"), Why: "wrong"})
		v.Query(func(q journal.Query) error {
			bank, err := experience.Bank(q)
			qt.Check(t, qt.HasLen(bank, 0))
			return err
		})
	})
}

// A cadre of another village hears nothing of it; and a baby that is not hers is refused.
func TestWhoMayTell(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		_, err := v.As("Kader Tuti").Try("elsewhere", "problem.tell", tell("P", "latch"))
		qt.Check(t, qt.Equals(fault.Of(err).Code, "not_found"))
		v.Resident("Bu Wati", registry.Enter{Sex: "female", Born: "1990-01-01"})
		wrong := tell("P", "latch")
		wrong.Mother = id("Bu Wati")
		v.As("Kader Yuli").Refused("not hers", "problem.tell", wrong, "experience.not_her_baby").
			Send("told", "problem.tell", tell("P", "latch")).
			Refused("again", "problem.tell", tell("P", "latch"), "experience.told_already")
	})
}
