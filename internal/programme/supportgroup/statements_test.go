package supportgroup_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/programme/supportgroup"
	"sambang/internal/world"
)

// What a cadre tells from a living room, and what the machine does at night.
func TestNoVerbOfTheGroupsAsksMuchOfTheDatabase(t *testing.T) {
	v := opened(world.New(t, "", "2026-03-02 08:00"))
	v.found("Melati")
	names := []string{"Bu 1", "Bu 2", "Bu 3", "Bu 4", "Bu 5", "Bu 6", "Bu 7", "Bu 8", "Bu 9", "Bu 10"}
	cost := map[string]int{}
	v.House.Journal.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	for _, name := range names {
		v.mother(name)
		v.join(name)
	}
	v.meet("M", "2026-03-02", names...)
	v.birth("Bu 1", "2026-03-02", "home", "Anto", "Anti")
	v.As("Kader Yuli").Send("questions", "supportgroup.answer_questions", supportgroup.AnswerQuestions{Member: v.memberOf("Bu 1"), When: supportgroup.AtJoining, Answers: []string{"yes", "no", "yes", "yes", "no"}}).
		Send("leave", "supportgroup.leave", supportgroup.Leave{Member: v.memberOf("Bu 2")}).
		Send("plan", "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: id("N"), Group: id("Melati"), On: "2026-04-02"})
	// A meeting writes a row for each of its ten members; a birth of twins is theirs and the
	// group's.
	most := map[string]int{"supportgroup.invite": 25, "supportgroup.answer": 25, "supportgroup.leave": 24, "supportgroup.answer_questions": 24,
		"supportgroup.plan_meeting": 18, "supportgroup.hold_meeting": 46}
	for verb, n := range cost {
		t.Logf("%-32s %d", verb, n)
		if most[verb] > 0 {
			qt.Check(t, qt.IsTrue(n <= most[verb]), qt.Commentf("%s: %d statements", verb, n))
		}
	}
}
