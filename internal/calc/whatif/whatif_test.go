package whatif_test

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"
	"github.com/google/go-cmp/cmp"

	"sambang/internal/calc/whatif"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
)

// monday is the first midnight of the tests, in Jakarta.
const monday = "2026-03-01T17:00:00.000Z"

// quick is an effort for tests: the rules hold whatever the search finds.
var quick = whatif.Effort{Morning: 20, Again: 5}

func ask(t testing.TB, r whatif.Rates, days int, seed int64, scenarios ...whatif.Scenario) whatif.Result {
	t.Helper()
	first, err := instant.Parse(monday)
	qt.Assert(t, qt.IsNil(err))
	out, err := whatif.Run(t.Context(), whatif.Question{Rates: r, Scenarios: scenarios, First: first, Days: days, Seed: seed, Effort: quick}, nil)
	qt.Assert(t, qt.IsNil(err))
	return out
}

func example(t testing.TB, name string) whatif.Rates {
	t.Helper()
	r, known := whatif.Example(name)
	qt.Assert(t, qt.IsTrue(known))
	return r
}

func TestTheSameSeedGivesTheSameWeeks(t *testing.T) {
	for _, name := range whatif.Examples() {
		r := example(t, name)
		one, again := ask(t, r, 7, 3, whatif.Scenario{}), ask(t, r, 7, 3, whatif.Scenario{})
		qt.Check(t, qt.Equals(cmp.Diff(one, again), ""))
		other := ask(t, r, 7, 4, whatif.Scenario{})
		qt.Check(t, qt.Not(qt.Equals(cmp.Diff(one.Outcomes, other.Outcomes), "")), qt.Commentf("another seed draws other days"))
	}
}

// TestAScenarioAloneIsWhatItIsAmongOthers: no scenario leaves anything behind for the next.
func TestAScenarioAloneIsWhatItIsAmongOthers(t *testing.T) {
	r := example(t, "kebakkramat")
	both := ask(t, r, 6, 5, whatif.Scenario{PerCourier: -1}, whatif.Scenario{Workers: 2})
	alone := ask(t, r, 6, 5, whatif.Scenario{Workers: 2})
	qt.Check(t, qt.Equals(cmp.Diff(both.Outcomes[1], alone.Outcomes[0]), ""))
}

// TestOneMoreAtWorkServesNoFewer says it of whole months and not of every day: a search
// of bounded steps may find a worse morning with more to choose from, and whoever was
// admitted earlier keeps the next one waiting. Over 28 days that noise stays within 2%.
func TestOneMoreAtWorkServesNoFewer(t *testing.T) {
	for _, name := range whatif.Examples() {
		for seed := range int64(2) {
			out := ask(t, example(t, name), 28, seed, whatif.Scenario{Workers: 1}, whatif.Scenario{Workers: 2}, whatif.Scenario{Workers: 3})
			for i := 1; i < len(out.Outcomes); i++ {
				fewer, more := out.Outcomes[i-1].Of(whatif.Served).Mean, out.Outcomes[i].Of(whatif.Served).Mean
				qt.Check(t, qt.IsTrue(more >= 0.98*fewer), qt.Commentf("%s seed %d: %d serve %.1f a week, %d serve %.1f", name, seed, i, fewer, i+1, more))
			}
			first, last := out.Outcomes[0].Of(whatif.Kept).Mean, out.Outcomes[2].Of(whatif.Kept).Mean
			qt.Check(t, qt.IsTrue(last > first), qt.Commentf("%s seed %d: three keep %.1f%%, one %.1f%%", name, seed, last, first))
		}
	}
}

func TestWhatIsChangedShows(t *testing.T) {
	team, couriers := example(t, "sempu"), example(t, "kebakkramat")
	always := 1.0
	out := ask(t, team, 28, 1, whatif.Scenario{}, whatif.Scenario{Promise: 60}, whatif.Scenario{Rain: &always}, whatif.Scenario{Demand: 1.5}).Outcomes
	now, shorter, rain, more := out[0], out[1], out[2], out[3]
	qt.Check(t, qt.IsTrue(shorter.Of(whatif.Rice).Mean > now.Of(whatif.Rice).Mean), qt.Commentf("who promises an hour owes more rice than who promises four"))
	qt.Check(t, qt.IsTrue(rain.Of(whatif.Hours).Mean > now.Of(whatif.Hours).Mean), qt.Commentf("rain takes time"))
	qt.Check(t, qt.IsTrue(more.Of(whatif.Km).Mean > now.Of(whatif.Km).Mean))
	qt.Check(t, qt.IsTrue(more.Of(whatif.Served).Mean > now.Of(whatif.Served).Mean))

	mothers := ask(t, couriers, 14, 1, whatif.Scenario{}, whatif.Scenario{PerCourier: -1}, whatif.Scenario{Vehicles: 1}).Outcomes
	qt.Check(t, qt.IsTrue(mothers[0].Of(whatif.Mothers).High <= 15), qt.Commentf("the head's ceiling is kept"))
	qt.Check(t, qt.IsTrue(mothers[1].Of(whatif.Mothers).Mean > 20), qt.Commentf("the plan has room for more than five a courier"))
	qt.Check(t, qt.IsTrue(mothers[1].Of(whatif.Kept).Mean > 85), qt.Commentf("and who is let in is let in because her promise can be kept"))
	qt.Check(t, qt.IsTrue(mothers[2].Of(whatif.Hours).Mean > mothers[0].Of(whatif.Hours).Mean), qt.Commentf("two go by bicycle"))
	qt.Check(t, qt.Equals(mothers[2].Vehicles, 1))
}

// Thirty days end on two working days: they make no week of their own.
func TestAWeekIsCountedFromWholeWeeks(t *testing.T) {
	o := ask(t, example(t, "kebakkramat"), 30, 1, whatif.Scenario{Name: "as it is"}).Outcomes[0]
	served := 0
	for _, d := range o.Days[:28] {
		served += d.Served
	}
	qt.Check(t, qt.Equals(o.Of(whatif.Served).Mean, float64(served)/4))
}

func TestAQuestionThatIsStoppedHasNoAnswer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	first, err := instant.Parse(monday)
	qt.Assert(t, qt.IsNil(err))
	days := 0
	_, err = whatif.Run(ctx, whatif.Question{Rates: example(t, "sempu"), Scenarios: []whatif.Scenario{{}}, First: first, Days: 30, Seed: 1, Effort: quick},
		func(done, of int) {
			qt.Check(t, qt.Equals(of, 30))
			if days = done; done == 3 {
				cancel()
			}
		})
	qt.Check(t, qt.ErrorIs(err, context.Canceled))
	qt.Check(t, qt.IsTrue(days < 5), qt.Commentf("%d days were played after the stop", days-3))
}

func TestWhatCannotBePlayedIsRefused(t *testing.T) {
	wet := 1.5
	for _, c := range []struct {
		what  string
		spoil func(q *whatif.Question)
		field string
	}{
		{"no days", func(q *whatif.Question) { q.Days = 0 }, "days"},
		{"years", func(q *whatif.Question) { q.Days = 1000 }, "days"},
		{"no scenario", func(q *whatif.Question) { q.Scenarios = nil }, "scenarios"},
		{"an army", func(q *whatif.Question) { q.Scenarios[0].Workers = 500 }, "workers"},
		{"rain on more than all days", func(q *whatif.Question) { q.Scenarios[0].Rain = &wet }, "rain"},
		{"a promise of no time", func(q *whatif.Question) { q.Scenarios[0].Promise = 1 }, "promise"},
		{"less than nobody asks", func(q *whatif.Question) { q.Scenarios[0].Demand = -1 }, "demand"},
		{"no village", func(q *whatif.Question) { q.Rates.Villages = nil }, "villages"},
		{"nobody lives anywhere", func(q *whatif.Question) { q.Rates.Villages[0].Share = -1 }, "villages"},
		{"a shift that ends before it begins", func(q *whatif.Question) { q.Rates.Crew.To = 1 }, "crew"},
		{"a car that stands", func(q *whatif.Question) { q.Rates.Travel.Kmh = nil }, "travel"},
		{"no hour at which anybody asks", func(q *whatif.Question) { q.Rates.Calls[0].Hours = make([]float64, 24) }, "calls"},
		{"more than a desk could hear", func(q *whatif.Question) { q.Rates.Calls[0].ADay = 1e6 }, "calls"},
	} {
		t.Run(c.what, func(t *testing.T) {
			q := whatif.Question{Rates: example(t, "sempu"), Scenarios: []whatif.Scenario{{}}, Days: 7, Seed: 1, Effort: quick}
			c.spoil(&q)
			_, err := whatif.Run(t.Context(), q, nil)
			qt.Assert(t, qt.IsNotNil(err))
			qt.Check(t, qt.Equals(fault.Of(err).Field, c.field))
		})
	}
}

func TestRatesAreReadStrictly(t *testing.T) {
	for text, why := range map[string]string{
		`{`:                                "broken off",
		`{"group":"couriers","wrokers":3}`: "a misspelt figure would silently be another",
		`{"group":"boats"}`:                "nobody's group",
	} {
		_, err := whatif.ParseRates([]byte(text))
		qt.Assert(t, qt.IsNotNil(err), qt.Commentf("%s", why))
		qt.Check(t, qt.Equals(fault.Of(err).Code, "whatif.bad_rates"))
	}
}

func FuzzParseRates(f *testing.F) {
	f.Add([]byte(`{"group":"teams","villages":[{"name":"x","at":{"lat":-8,"lon":114},"metres":10,"share":1}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := whatif.ParseRates(text)
		if err != nil {
			return
		}
		first, _ := instant.Parse(monday)
		if _, err := whatif.Run(t.Context(), whatif.Question{Rates: r, Scenarios: []whatif.Scenario{{}}, First: first, Days: 1, Effort: quick}, nil); err != nil {
			t.Errorf("rates that were read cannot be played: %v", err)
		}
	})
}
