package training_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// What a trainee and a trainer tell from a hall costs the database little: a list of ten
// writes a place for each of them, the rest is one row.
func TestNoVerbOfTrainingAsksMuchOfTheDatabase(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	cost := map[string]int{}
	s.J.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	const course = workforce.MilkHandling
	people := []ident.ID{joko}
	for i := range 9 {
		id := ident.Named(fmt.Sprint("trainee ", i))
		s.Must(s.machine(), "workforce.add_worker", workforce.AddWorker{Worker: id, Name: fmt.Sprint("Murid ", i), Kinds: []string{"courier"}})
		people = append(people, id)
	}
	s.plan(course, stagetest.Today)
	s.Must(s.officer(), "training.invite", training.Invite{Session: lesson, Workers: people})
	s.Must(s.midwife(), "training.attend", training.Attend{Session: lesson, Present: people, How: training.ByList})
	s.Must(s.courier(), "training.read", training.Read{Course: course, Module: "times"})
	s.Must(s.courier(), "training.answer", training.Answer{Attempt: ident.Named("own"), Course: course, Answers: answers(pack(course), ident.Named("own"), 0)})
	s.Must(s.midwife(), "training.assess", assess("seen", joko, course))
	qt.Check(t, qt.IsTrue(s.certified(joko, course)))
	most := map[string]int{"training.plan": 14, "training.read": 10, "training.answer": 18, "training.assess": 20, "training.invite": 66, "training.attend": 90}
	for verb, n := range cost {
		t.Logf("%-28s %d", verb, n)
		if most[verb] > 0 {
			qt.Check(t, qt.IsTrue(n <= most[verb]), qt.Commentf("%s: %d statements", verb, n))
		}
	}
}
