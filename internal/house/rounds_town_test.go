package house_test

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
)

// rounded is who is visited in a place of the town without having called: a small child,
// with a visit that the team of these things is to make.
type rounded struct{ infant, roundVisit ident.ID }

// follow makes them.
func (w *town) follow(x things) (r rounded) {
	w.t.Helper()
	r = rounded{w.fresh(), w.fresh()}
	officer := x.centre.actor("officer")
	w.must(officer, "registry.register", registry.Enter{Person: r.infant, Kind: registry.Resident, Name: "Warga", Born: "2025-06-01", Village: x.village})
	var day string
	w.query(x.centre, func(q journal.Query) error {
		f, err := registry.FacilityOf(q.Tx, q.Facility)
		if err != nil {
			return err
		}
		t, _, err := fleet.Teams.Get(q.Tx, q.Facility, x.team)
		day = t.From.Day(f.Location())
		return err
	})
	w.must(officer, "round.plan", rounds.Plan{Team: x.team, Plans: []rounds.PlanOne{{Visit: r.roundVisit, Person: r.infant, On: day}}})
	return r
}

// roundPhrases are bodies for the verbs of the rounds.
var roundPhrases = map[string]func(w *town, x things) any{
	"round.plan": func(w *town, x things) any {
		return rounds.Plan{Worker: worker(x.centre, "midwife"), Plans: []rounds.PlanOne{{Visit: w.fresh(), Person: x.infant, On: w.clock.Now().Add(48 * time.Hour).Day(time.UTC)}}}
	},
	"round.unplan": func(_ *town, x things) any { return rounds.Unplan{Visit: x.roundVisit} },
	"round.visit": func(_ *town, x things) any {
		return rounds.Tell{Visit: x.roundVisit, Person: x.infant, Outcome: rounds.NotHome, Why: "in_the_fields", On: "2026-03-01"}
	},
	"round.turn": func(*town, things) any { return rounds.Turn{Day: "2026-03-02", Part: 1} },
}
