package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/whatif"
	"sambang/internal/door/api"
)

// played asks how far a question is until it is no longer played.
func (w *town) played() (p api.Play) {
	w.t.Helper()
	for {
		w.send("GET", "/api/v1/whatif/play", nil).into(w.t, &p)
		if p.State != api.PlayRunning || w.t.Context().Err() != nil {
			return p
		}
	}
}

// A head asks what one more courier would change; the answer is hers, and tells nobody's
// name.
func TestAHeadAsksWhatIf(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.put(here, 0, "doctor")
	w.session(here, "head")
	var week api.WhatIf
	w.send("GET", "/api/v1/whatif?group=couriers", nil).into(t, &week)
	qt.Check(t, qt.Equals(week.Play.State, api.PlayNone))
	qt.Check(t, qt.Equals(week.Rates.Source, "history"))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/whatif?group=boats", nil).status, 422))

	ask := api.WhatIfAsk{Group: whatif.Couriers, Days: 7, Seed: 1, Scenarios: []whatif.Scenario{{Name: "Seperti sekarang"}, {Name: "Satu orang lagi", Workers: week.Rates.Crew.Workers + 1}}}
	long := ask
	long.Days = whatif.MostDays
	long.Scenarios = make([]whatif.Scenario, whatif.MostScenarios)
	for i := range long.Scenarios {
		long.Scenarios[i] = whatif.Scenario{Workers: whatif.MostWorkers, PerCourier: -1, Demand: 5}
	}
	qt.Assert(t, qt.Equals(w.send("POST", "/api/v1/whatif", long).status, 200))
	busy := w.send("POST", "/api/v1/whatif", ask)
	qt.Check(t, qt.StringContains(busy.body, "whatif.busy"))
	qt.Check(t, qt.Equals(w.send("POST", "/api/v1/whatif/stop", nil).status, 204))
	stopped := w.played()
	qt.Check(t, qt.Equals(stopped.State, api.PlayStopped))
	qt.Check(t, qt.Equals(stopped.Code, "whatif.stopped"))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/whatif/result.csv", nil).status, 404))

	qt.Assert(t, qt.Equals(w.send("POST", "/api/v1/whatif", ask).status, 200))
	done := w.played()
	qt.Assert(t, qt.Equals(done.State, api.PlayDone))
	qt.Check(t, qt.Equals(done.Done, done.Of))
	qt.Check(t, qt.HasLen(done.Result.Outcomes, 2))
	qt.Check(t, qt.Not(qt.Equals(done.Result.Travel, "")))
	csv := w.send("GET", "/api/v1/whatif/result.csv?lang=en", nil)
	qt.Check(t, qt.StringContains(csv.body, "Satu orang lagi"))
	qt.Check(t, qt.StringContains(csv.body, "a model, not a promise"))
	qt.Check(t, qt.Not(qt.StringContains(csv.body, "Warga")), qt.Commentf("nobody of the register is in it"))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/whatif/result.xlsx", nil).status, 200))

	w.session(there, "head")
	var other api.Play
	w.send("GET", "/api/v1/whatif/play", nil).into(t, &other)
	qt.Check(t, qt.Equals(other.State, api.PlayNone), qt.Commentf("another health centre's question is not this one's"))
	w.session(here, "dispatcher")
	qt.Check(t, qt.Equals(w.send("POST", "/api/v1/whatif", ask).status, 404))
}

func TestAWrongQuestionIsRefusedAndNothingIsPlayed(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	w.session(here, "head")
	for _, c := range []struct {
		body any
		code string
	}{
		{map[string]any{}, "body.unknown_word"},
		{map[string]any{"group": "couriers", "days": 0, "seed": 1, "scenarios": []any{map[string]any{}}}, "whatif.bad_question"},
		{map[string]any{"group": "couriers", "days": 1e6, "seed": 1, "scenarios": []any{map[string]any{}}}, "whatif.bad_question"},
		{map[string]any{"group": "couriers", "days": 7, "seed": 1, "scenarios": []any{}}, "whatif.bad_question"},
		{map[string]any{"group": "couriers", "days": 7, "seed": 1, "scenarios": []any{map[string]any{"workers": 9999}}}, "whatif.bad_scenario"},
		{map[string]any{"group": "couriers", "days": 7, "seed": 1, "scenarios": []any{map[string]any{"base": map[string]any{"lat": 900, "lon": 1}}}}, "whatif.bad_scenario"},
		{map[string]any{"group": "couriers", "weeks": 7}, "body.unknown_field"},
	} {
		got := w.send("POST", "/api/v1/whatif", c.body)
		qt.Check(t, qt.IsTrue(got.status == 422 || got.status == 400), qt.Commentf("%v: %d", c.body, got.status))
		qt.Check(t, qt.StringContains(got.body, c.code))
	}
	qt.Check(t, qt.Equals(w.played().State, api.PlayNone))
}
