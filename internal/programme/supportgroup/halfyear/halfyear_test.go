// Package halfyear tells the six months of a support group as a story, through every room
// that takes part in it.
package halfyear_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/coverage"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// story is the half year: a world with what is said in it again and again.
type story struct {
	*world.World
	t    *testing.T
	page *httptest.Server
}

func id(name string) ident.ID { return ident.Named(name) }

// begins opens the health centre on Monday 5 January 2026: a midwife, a cadre, and a group
// in which Rina is already. Sri expects a child, Wati two.
func begins(t *testing.T, w *world.World) story {
	s := story{World: w, t: t}
	handler, err := w.House.Handler(house.Doors{Guard: api.Guard{Log: w.House.Log}})
	qt.Assert(t, qt.IsNil(err))
	s.page = httptest.NewServer(handler)
	t.Cleanup(s.page.Close)
	w.Midwife("Bidan Eni", world.Village).Cadre("Kader Yati", world.Village)
	w.Resident("Rina", registry.Enter{Sex: "female", Born: "1997-02-01"}).Resident("Raka", registry.Enter{Sex: "male", Born: "2025-10-10", Mother: id("Rina")}).
		Resident("Sri", registry.Enter{Sex: "female", Born: "1998-04-01", Due: "2026-01-14"}).
		Resident("Wati", registry.Enter{Sex: "female", Born: "1996-08-17", Due: "2026-01-20"}).
		Resident("Nur", registry.Enter{Sex: "female", Born: "1999-05-02"}).
		Resident("Naya", registry.Enter{Sex: "female", Born: "2025-11-03", Mother: id("Nur")})
	w.As("Bidan Eni").Send("Melati", "supportgroup.found", supportgroup.Found{Group: id("Melati"), Name: "Melati", Village: world.Village, Leader: id("Kader Yati"), Coach: id("Bidan Eni")})
	s.joins("Rina")
	return s
}

// until is the morning of a day; the machine's nights pass.
func (s story) until(day string) story {
	s.t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" 08:00", time.FixedZone("WIB", 7*3600))
	qt.Assert(s.t, qt.IsNil(err))
	s.Clock.Set(instant.Of(at))
	s.Settle()
	return s
}

// row is the membership of a mother that goes on, or was the last.
func (s story) row(mother string) (m supportgroup.Member) {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		all, err := supportgroup.Members.Where(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY since_on, id", q.Facility, id(mother))
		if len(all) > 0 {
			m = all[len(all)-1]
		}
		return err
	})
	return m
}

// joins is an invitation at the door, a yes, and the five questions.
func (s story) joins(mother string) {
	s.t.Helper()
	row := s.row(mother).ID
	if row == "" {
		row = id("member " + mother)
	}
	s.As("Kader Yati").
		Send("invite "+mother, "supportgroup.invite", supportgroup.Invite{Member: row, Mother: id(mother), Group: id("Melati"), Way: supportgroup.InPerson}).
		Send("yes of "+mother, "supportgroup.answer", supportgroup.Reply{Member: row, Accept: true}).
		Send("first questions "+mother, "supportgroup.answer_questions", supportgroup.AnswerQuestions{Member: row, When: supportgroup.AtJoining, Answers: []string{"yes", "unsure", "no", "no", "no"}})
	qt.Assert(s.t, qt.Equals(s.row(mother).State, supportgroup.Joined))
}

// meets holds a meeting; who is named was there, the first of them with her own mother.
func (s story) meets(on string, mothers ...string) {
	s.t.Helper()
	plan := supportgroup.PlanMeeting{Meeting: id("meeting " + on), Group: id("Melati"), On: on, From: "09:00", Topics: []string{"exclusive"}}
	s.As("Kader Yati").Send("plan "+on, "supportgroup.plan_meeting", plan)
	s.until(on)
	b := supportgroup.HoldMeeting{Meeting: plan.Meeting, Group: plan.Group, On: on, Topics: plan.Topics}
	for i, m := range mothers {
		b.Present = append(b.Present, supportgroup.Present{Member: s.row(m).ID, Came: []string{"mother", "grandmother"}[:2-min(i, 1)]})
	}
	s.As("Kader Yati").Send("hold "+on, "supportgroup.hold_meeting", b)
}

// checks asks about the month in which a baby is now: what it had yesterday, and since.
func (s story) checks(babies ...string) {
	s.t.Helper()
	for _, baby := range babies {
		on := s.Clock.Now().Day(time.FixedZone("WIB", 7*3600))
		name := "check " + baby + on
		s.As("Kader Yati").Send(name, "health.feeding", health.Feed{Feeding: id(name), Baby: id(baby), LastDay: health.Exclusive, SinceLast: health.Exclusive, Source: health.Seen, On: on})
	}
}

// tells is about a month that is over.
func (s story) tells(baby string, month int64, answer string) {
	s.t.Helper()
	on := s.Clock.Now().Day(time.FixedZone("WIB", 7*3600))
	name := fmt.Sprint("told ", baby, month, on)
	s.Send(name, "health.feeding", health.Feed{Feeding: id(name), Baby: id(baby), Month: &month, Answer: answer, Source: health.Told, On: on})
}

func (s story) standing(baby string) (out health.Standing) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		out, err = health.StandingOf(q, id(baby))
		return err
	})
	return out
}

func issue(baby string) graduation.Issue {
	return graduation.Issue{Certificate: id("certificate " + baby), Baby: id(baby)}
}

// shown is a certificate as a role reads it.
func (s story) shown(baby string, role access.Role) (v graduation.View) {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		q.By.Roles = []access.Role{role}
		row, found, err := s.House.Shows["six_month_certificate"](q, id("certificate "+baby))
		qt.Assert(s.t, qt.IsTrue(found))
		v = row.(graduation.View)
		return err
	})
	return v
}

// checked is what anybody reads who follows the code on a certificate.
func (s story) checked(baby string) string {
	s.t.Helper()
	res, err := http.Get(s.page.URL + s.shown(baby, access.Midwife).Page)
	qt.Assert(s.t, qt.IsNil(err))
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	qt.Assert(s.t, qt.IsNil(err))
	qt.Assert(s.t, qt.Equals(res.StatusCode, http.StatusOK))
	return string(body)
}

// Births and invitations, four meetings, a late joiner, a problem that somebody else's
// experience solves, six checks, twins, certificates, and a correction that withdraws one.
func TestTheHalfYearOfAGroup(t *testing.T) {
	world.Both(t, "2026-01-05 08:00", func(t *testing.T, w *world.World) {
		s := begins(t, w)
		s.births()
		s.lateJoiner()
		s.bank()
		s.months()
		s.certificates()
		s.correction()
		s.figures()
		s.RebuildEquals()
	})
}

// births: Sri's child is born at home and she is asked at once; Wati's twins are born in
// hospital, and she is asked when all three are home.
func (s story) births() {
	s.until("2026-01-12").As("Bidan Eni").
		Send("birth of Bima", "registry.born", registry.GiveBirth{Mother: id("Sri"), On: "2026-01-10", Place: "home", Babies: []registry.Newborn{{Person: id("Bima"), Name: "Bima", Sex: "male"}}}).
		Send("birth of twins", "registry.born", registry.GiveBirth{Mother: id("Wati"), On: "2026-01-11", Place: "hospital",
			Babies: []registry.Newborn{{Person: id("Dewi"), Name: "Dewi", Sex: "female"}, {Person: id("Dimas"), Name: "Dimas", Sex: "male"}}})
	qt.Check(s.t, qt.Equals(s.row("Sri").State, supportgroup.ToInvite))
	qt.Check(s.t, qt.Equals(s.row("Wati").State, supportgroup.Waiting))
	s.joins("Sri")
	s.until("2026-01-16").As("Bidan Eni")
	for _, who := range []string{"Wati", "Dewi", "Dimas"} {
		s.Send("home "+who, "registry.home_again", registry.Stay{Person: id(who), On: "2026-01-16"})
	}
	qt.Check(s.t, qt.Equals(s.row("Wati").InviteBy, "2026-01-23"), qt.Commentf("a week from when all are home"))
	s.joins("Wati")
	qt.Check(s.t, qt.HasLen(s.row("Wati").Babies, 2), qt.Commentf("one member, two children"))
}

// lateJoiner: Nur's child is two months old when she comes; she tells of the months before.
func (s story) lateJoiner() {
	qt.Check(s.t, qt.Equals(s.row("Nur").State, supportgroup.ToInvite), qt.Commentf("she was there before the group"))
	s.joins("Nur")
	qt.Check(s.t, qt.Equals(s.row("Nur").FinishOn, "2026-05-03"), qt.Commentf("by the day of birth, not of coming in"))
	s.As("Kader Yati").tellsFor("Naya", 0, 1)
	s.checks("Naya")
	months := s.standing("Naya").Months
	qt.Check(s.t, qt.DeepEquals([]string{months[0].Source, months[1].Source, months[2].Source}, []string{health.Told, health.Told, health.Seen}))
}

// As lets somebody speak, in the story's own words.
func (s story) As(name string) story { s.World.As(name); return s }

func (s story) tellsFor(baby string, months ...int64) {
	s.t.Helper()
	for _, month := range months {
		s.tells(baby, month, health.Exclusive)
	}
}

// bank: what helped Rina is written down and let in; Sri's problem is shown it, and solved
// by it.
func (s story) bank() {
	sore := int64(0)
	tale := experience.Enter{Experience: id("Rina's story"), Village: world.Village, Problem: "sore_nipple", Month: &sore,
		What: "Puting lecet di minggu pertama", Tried: "Salep dari warung", Helped: "Posisi diubah sampai mulut bayi penuh"}
	other := experience.Enter{Experience: id("another story"), Village: world.Village, Problem: "crying", What: "Menangis setiap magrib", Helped: "Digendong tegak, lampu diredupkan"}
	s.World.As("Kader Yati").Send("tale", "experience.enter", tale).Send("other tale", "experience.enter", other).
		As("Bidan Eni").Send("let in", "experience.approve", experience.Approve{Experience: tale.Experience, Looked: true}).
		Send("let in, too", "experience.approve", experience.Approve{Experience: other.Experience, Looked: true})
	s.World.As("Kader Yati").Send("Sri's problem", "problem.tell", experience.Tell{Problem: id("Sri's problem"), Mother: id("Sri"), Baby: id("Bima"), Code: "sore_nipple", Words: "Lecet dan perih"})
	var like []experience.Told
	s.Query(func(q journal.Query) error {
		all, err := experience.Bank(q)
		like = experience.Similar(all, "sore_nipple", 0, "Lecet dan perih", 3)
		return err
	})
	qt.Assert(s.t, qt.IsTrue(len(like) > 0))
	qt.Check(s.t, qt.Equals(like[0].ID, tale.Experience))
	s.until("2026-01-17")
	s.World.As("Kader Yati").Send("shown", "problem.answer", experience.Advise{Problem: id("Sri's problem"), Tried: like[0].ID})
	s.until("2026-01-20")
	s.World.As("Kader Yati").Send("better", "problem.look", experience.Look{Problem: id("Sri's problem"), Better: "yes", HelpedBy: like[0].ID})
	s.Query(func(q journal.Query) error {
		p, _, err := experience.MemberProblems.Get(q.Tx, q.Facility, id("Sri's problem"))
		qt.Check(s.t, qt.DeepEquals([]any{p.State, p.HelpedBy}, []any{experience.Solved, tale.Experience}))
		qt.Check(s.t, qt.IsTrue(p.PassedAt.IsZero()), qt.Commentf("answered in time: the midwife was not called"))
		x, _, _ := experience.Experiences.Get(q.Tx, q.Facility, tale.Experience)
		qt.Check(s.t, qt.Equals(x.Helped, 1))
		return err
	})
}

// months: a check in each, and four meetings. Raka and Naya are through before the others.
func (s story) months() {
	s.checks("Bima", "Dewi", "Dimas")
	for i, on := range []string{"2026-02-14", "2026-03-14", "2026-04-18", "2026-05-16"} {
		going := [][]string{{"Sri", "Wati", "Nur", "Rina"}, {"Sri", "Wati", "Nur"}, {"Wati", "Nur"}, {"Sri", "Wati"}}[i]
		s.meets(on, going...)
		s.checks("Bima", "Dewi", "Dimas")
		if i < 3 {
			s.checks("Naya")
		}
	}
	qt.Check(s.t, qt.Equals(s.row("Nur").State, supportgroup.Finished))
	qt.Check(s.t, qt.Equals(s.standing("Naya").Verdict, health.Proven), qt.Commentf("what was told counts"))
	s.World.As("Bidan Eni").Refused("too young", "graduation.issue", issue("Bima"), "graduation.too_young")
	s.until("2026-06-13").checks("Bima", "Dewi", "Dimas")
	s.Query(func(q journal.Query) error {
		o, err := supportgroup.OverviewOf(q, nil)
		g := o.Groups[0]
		qt.Check(s.t, qt.DeepEquals([]int64{g.Meetings, g.Came, g.Family}, []int64{4, 11, 4}))
		return err
	})
}

// certificates: one for each child, for each of the twins, and for who came late.
func (s story) certificates() {
	s.until("2026-07-13")
	qt.Check(s.t, qt.Equals(s.row("Sri").State, supportgroup.Finished))
	qt.Check(s.t, qt.Equals(s.row("Wati").State, supportgroup.Finished))
	s.World.As("Kader Yati").Send("last questions", "supportgroup.answer_questions",
		supportgroup.AnswerQuestions{Member: s.row("Wati").ID, When: supportgroup.AtSixMonths, Answers: []string{"yes", "no", "yes", "yes", "no"}})
	s.World.As("Bidan Eni")
	for i, baby := range []string{"Bima", "Dewi", "Dimas", "Naya"} {
		s.Send("issue "+baby, "graduation.issue", issue(baby))
		qt.Check(s.t, qt.Equals(s.shown(baby, access.Midwife).Number, fmt.Sprintf("2026-%04d", i+1)))
	}
	s.Refused("Raka", "graduation.issue", issue("Raka"), "graduation.months_missing")
	qt.Check(s.t, qt.StringContains(s.checked("Dewi"), "<bdi>berlaku</bdi>"))
	for _, name := range []string{"Dewi", "Wati"} {
		qt.Check(s.t, qt.IsFalse(strings.Contains(s.checked("Dewi"), name)))
	}
}

// correction: one of the twins had water in the fourth month. Nobody learns of it before
// the mother; the other's stands.
func (s story) correction() {
	s.until("2026-07-20").As("Kader Yati").tells("Dimas", 3, health.NotExclusive)
	s.Task("certificate_to_tell", "Wati", "Bidan Eni")
	qt.Check(s.t, qt.Equals(s.shown("Dimas", access.Midwife).State, graduation.ToTell))
	qt.Check(s.t, qt.Equals(s.shown("Dimas", access.Cadre).State, graduation.Valid))
	qt.Check(s.t, qt.StringContains(s.checked("Dimas"), "<bdi>berlaku</bdi>"))
	s.World.As("Bidan Eni").Send("told", "graduation.told", graduation.Told{Certificate: id("certificate Dimas"), How: health.Told})
	qt.Check(s.t, qt.StringContains(s.checked("Dimas"), "<bdi>tidak berlaku</bdi>"))
	qt.Check(s.t, qt.IsFalse(strings.Contains(s.checked("Dimas"), "ASI")))
	qt.Check(s.t, qt.StringContains(s.checked("Dewi"), "<bdi>berlaku</bdi>"))
	for _, open := range s.Tasks() {
		qt.Check(s.t, qt.Equals(open.Kind, "after_hospital"), qt.Commentf("nothing is left to tell"))
	}
}

// figures: three of four who reached six months since May are graduates, and Wati knows more
// than when she came.
func (s story) figures() {
	s.Query(func(q journal.Query) error {
		c, err := coverage.Of(q, "2026-05", "2026-07", "village", nil)
		qt.Check(s.t, qt.Equals(c.Total.Graduates, coverage.Share{Have: 3, Of: 4}))
		return err
	})
	s.Query(func(q journal.Query) error {
		o, err := supportgroup.OverviewOf(q, nil)
		qt.Check(s.t, qt.DeepEquals([]supportgroup.Knowing{o.Groups[0].Before, o.Groups[0].After}, []supportgroup.Knowing{{Asked: 1, Right: 2}, {Asked: 1, Right: 5}}))
		return err
	})
}
