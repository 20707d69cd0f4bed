package lead_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/programme/campaign/lead"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// What a cadre tells at a door, and what the machine erases at night.
func TestNoVerbOfLeadsAsksMuchOfTheDatabase(t *testing.T) {
	v := opened(world.New(t, "", "2026-03-02 08:00"))
	v.Resident("Bu Dewi", registry.Enter{Sex: "female", Born: "1998-01-01"})
	cost := map[string]int{}
	v.House.Journal.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	note := "rumah hijau"
	for _, name := range []string{"Dewi", "Ani", "Siti"} {
		v.As("officer").Send("told of "+name, "lead.refer", refer(name))
	}
	v.As("Kader Yuli").Send("yes", "lead.confirm", lead.Confirm{Lead: id("Dewi")}).
		Send("note", "lead.correct", lead.Correct{Lead: id("Dewi"), Note: &note, Village: world.Village}).
		Send("came", "lead.visit", lead.Visit{Lead: id("Dewi"), Outcome: lead.Came}).
		Send("it is her", "lead.link", lead.Link{Lead: id("Dewi"), Person: id("Bu Dewi")}).
		Send("no", "lead.refuse", lead.No{Lead: id("Ani")})
	v.until("2026-03-17 08:00")
	most := map[string]int{"lead.refer": 24, "lead.confirm": 16, "lead.correct": 20, "lead.visit": 20, "lead.link": 20, "lead.refuse": 20, "lead.erase": 22}
	for verb, n := range most {
		t.Logf("%-16s %d", verb, cost[verb])
		qt.Check(t, qt.IsTrue(cost[verb] > 0 && cost[verb] <= n), qt.Commentf("%s: %d statements", verb, cost[verb]))
	}
}
