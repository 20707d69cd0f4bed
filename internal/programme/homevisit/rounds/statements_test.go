package rounds_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// sheet is a part of the register of a village: 200 people in 50 households, of whom so
// many are small children.
func sheet(name string, children int) registry.EnterRows {
	var b registry.EnterRows
	for i := range 200 {
		born := "1980-05-05"
		if i%4 == 3 && i/4 < children {
			born = "2024-05-05"
		}
		b.Rows = append(b.Rows, registry.Row{Person: ident.Named(fmt.Sprint(name, i)), Household: ident.Named(fmt.Sprint(name, "household", i/4)), Name: fmt.Sprint("Warga ", i), Born: born, Village: world.Village})
	}
	return b
}

// A register of 30,000 comes in 200 rows at a time, of whom about sixteen are small
// children: the rounds cost a few statements for each of them, and for the others none.
func TestTheRegisterComesInAsFastAsBefore(t *testing.T) {
	v := opened(world.New(t, "", "2026-03-02 08:00"))
	var last int
	v.House.Journal.Tally = func(verb string, n int) {
		if verb == "registry.enter_rows" {
			last = n
		}
	}
	cost := func(name string, children int) int {
		v.As("officer").Send(name, "registry.enter_rows", sheet(name, children))
		return last
	}
	without, with := cost("grown", 0), cost("village", 16)
	t.Logf("200 rows: %d statements, with 16 small children %d", without, with)
	qt.Check(t, qt.IsTrue(with-without <= 16*3+3), qt.Commentf("%d statements more", with-without))
	again := cost("village", 16)
	qt.Check(t, qt.IsTrue(again <= without), qt.Commentf("the same sheet once more: %d statements", again))
}

// What a midwife tells at a door, and what the machine does at night.
func TestNoVerbOfTheRoundsAsksMuchOfTheDatabase(t *testing.T) {
	v := opened(world.New(t, "", "2026-03-02 08:00"))
	v.old("Mbah Tumi", "1950-05-05")
	v.Resident("Bu Sri", registry.Enter{Sex: "female", Born: "1998-01-01", Due: "2026-10-12"})
	cost := map[string]int{}
	v.House.Journal.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	plan := planOf("Mbah Tumi", "2026-03-02", "Bidan Sri")
	v.As("Bidan Sri").Send("plan", "round.plan", plan).
		Send("unplan", "round.unplan", rounds.Unplan{Visit: plan.Plans[0].Visit}).
		Send("visit", "round.visit", rounds.Tell{Visit: ident.Named("v"), Person: ident.Named("Mbah Tumi"), Outcome: rounds.Done, On: "2026-03-02"}).
		Send("record", "health.record", health.Write{Record: ident.Named("K1"), Person: ident.Named("Bu Sri"), Kind: health.Antenatal, On: "2026-03-02", Place: health.Home,
			Antenatal: &health.AntenatalPart{Code: "K1"}})
	most := map[string]int{"round.plan": 24, "round.unplan": 16, "round.visit": 24}
	for verb, n := range cost {
		t.Logf("%-16s %d", verb, n)
		if most[verb] > 0 {
			qt.Check(t, qt.IsTrue(n <= most[verb]), qt.Commentf("%s: %d statements", verb, n))
		}
	}
}
