package whatif

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit"
)

var wib = time.FixedZone("WIB", 7*3600)

func at(t *testing.T, when string) instant.Instant {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", when, wib)
	qt.Assert(t, qt.IsNil(err))
	return instant.Of(v)
}

func TestAUsualTimeIsTheMiddleOfEnough(t *testing.T) {
	var some []float64
	for n := range 19 {
		some = append(some, float64(n))
	}
	_, believed := usual(some)
	qt.Check(t, qt.IsFalse(believed), qt.Commentf("nineteen are too few"))
	m, believed := usual([]float64{5, 5, 5, 5, 5, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 200})
	qt.Check(t, qt.IsTrue(believed))
	qt.Check(t, qt.Equals(m, calc.Minutes{Usual: 10, Slow: 2}), qt.Commentf("one that took all day changes nothing"))
}

func TestCallsAreCountedByTheirHourAndDay(t *testing.T) {
	x := &reading{Query: journal.Query{Now: at(t, "2026-03-30 00:00"), Facility: ident.Named("f")}, zone: wib}
	var all []homevisit.Visit
	for day := range 28 {
		opened := at(t, "2026-03-02 09:30").Add(time.Duration(day) * 24 * time.Hour)
		arrived := opened.Add(time.Hour)
		all = append(all, homevisit.Visit{Kind: homevisit.Transport, OpenedAt: opened, ArrivedAt: arrived, AboardAt: arrived.Add(12 * time.Minute)},
			homevisit.Visit{Kind: homevisit.Sick, OpenedAt: opened, ArrivedAt: arrived, EndedAt: arrived.Add(30 * time.Minute)})
	}
	c := calc.Call{Kind: calc.Transport}
	x.readCall(&c, all, x.daysOf(all))
	qt.Check(t, qt.IsTrue(c.ADay > 1 && c.ADay < 1.02), qt.Commentf("one a day, not %v", c.ADay))
	qt.Check(t, qt.Equals(c.Hours[9], 28.0))
	qt.Check(t, qt.Equals(c.Weekdays[6], 4.0), qt.Commentf("four Sundays"))
	qt.Check(t, qt.Equals(c.Door, calc.Minutes{Usual: 12, Slow: 1}))
	qt.Check(t, qt.DeepEquals(x.r.Own, []string{"care"}), qt.Commentf("no care was written down, and nothing else is missing"))
}

func TestShiftsTellWhoWorksWhen(t *testing.T) {
	x := &reading{zone: wib}
	var spans [][2]instant.Instant
	for day := range 10 {
		for range 2 {
			begins := at(t, "2026-03-02 07:00").Add(time.Duration(day/5*7+day%5) * 24 * time.Hour)
			spans = append(spans, [2]instant.Instant{begins, begins.Add(8 * time.Hour)})
		}
	}
	x.shifts(spans)
	qt.Check(t, qt.Equals(x.r.Crew.Workers, 2))
	qt.Check(t, qt.Equals(x.r.Crew.From, 7*60))
	qt.Check(t, qt.Equals(x.r.Crew.To, 15*60))
	qt.Check(t, qt.DeepEquals(x.r.Crew.Weekdays, []int{1, 2, 3, 4, 5}))
	qt.Check(t, qt.HasLen(x.r.Own, 0))

	x.r.Crew.Weekdays = []int{1, 2, 3, 4, 5, 6}
	x.shifts(spans[:2])
	qt.Check(t, qt.DeepEquals(x.r.Crew.Weekdays, []int{1, 2, 3, 4, 5, 6}), qt.Commentf("one Monday says nothing of the other days"))
	qt.Check(t, qt.DeepEquals(x.r.Own, []string{"shift"}))
}

// TestNoFigureGoesAboutWithoutWhatItStandsOn reads the file a head would send on.
func TestNoFigureGoesAboutWithoutWhatItStandsOn(t *testing.T) {
	r, known := calc.Example("sempu")
	qt.Assert(t, qt.IsTrue(known))
	first := at(t, "2026-03-02 00:00")
	out, err := calc.Run(t.Context(), calc.Question{Rates: r, Scenarios: []calc.Scenario{{Name: "Seperti sekarang"}, {Name: "=1+1", Workers: 2}}, First: first,
		Days: 7, Seed: 42, Effort: calc.Effort{Morning: 5, Again: 1}}, nil)
	qt.Assert(t, qt.IsNil(err))
	for _, lang := range []string{text.ID, text.EN} {
		var b bytes.Buffer
		qt.Assert(t, qt.IsNil(sheet.Write(&b, sheet.CSV, Table(out, lang, "Kepala"))))
		w := words(lang)
		for _, has := range []string{"Seperti sekarang", w.t("figure_kept"), w.t("caveat"), w.t("source_example"), w.t("travel_line"), "42", w.t("own_calls")} {
			qt.Check(t, qt.StringContains(b.String(), has))
		}
		qt.Check(t, qt.IsFalse(strings.Contains(b.String(), "app.whatif.")), qt.Commentf("every word is in the catalogue"))
		qt.Check(t, qt.IsFalse(strings.Contains(b.String(), `"=1+1"`)), qt.Commentf("no name becomes a formula"))
		qt.Check(t, qt.IsFalse(strings.Contains(b.String(), w.t("figure_mothers"))), qt.Commentf("a team has no mothers"))
	}
}

// TestEveryWordOfAResultIsInTheCatalogue: sources, units, figures and own proposals.
func TestEveryWordOfAResultIsInTheCatalogue(t *testing.T) {
	for _, name := range calc.Examples() {
		r, _ := calc.Example(name)
		for _, lang := range []string{text.ID, text.EN} {
			w := words(lang)
			for _, own := range append(r.Own, "base", "care", "vehicles", "patience") {
				qt.Check(t, qt.IsFalse(strings.HasPrefix(w.t("own_"+own), "app.")), qt.Commentf("%s", own))
			}
		}
	}
}
