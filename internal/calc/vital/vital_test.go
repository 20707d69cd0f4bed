package vital_test

import (
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/vital"
)

func TestFiguresOfTheBedside(t *testing.T) {
	table := vital.Defaults()
	qt.Assert(t, qt.IsNil(vital.Check(table)))
	for _, c := range []struct {
		figure string
		months int
		value  int64
		want   vital.Verdict
	}{
		{vital.Weight, 27 * 12, 58_000, vital.Usual},
		{vital.Weight, 27 * 12, 580_000, vital.Impossible}, // a comma
		{vital.Weight, 27 * 12, 58, vital.Impossible},      // kilograms for grams
		{vital.Weight, 0, 3_100, vital.Usual},
		{vital.Weight, 0, 1_400, vital.Unusual}, // born early: measured again
		{vital.Weight, 30, 58_000, vital.Impossible},
		{vital.Temperature, 400, 367, vital.Usual},
		{vital.Temperature, 400, 37, vital.Impossible}, // degrees for tenths
		{vital.Temperature, 400, 412, vital.Unusual},
		{vital.Breaths, 1, 60, vital.Unusual},  // fast breathing from 60 on (MTBM)
		{vital.Breaths, 11, 50, vital.Unusual}, // from 50 on (MTBS)
		{vital.Arm, 24, 114, vital.Unusual},    // under 11.5 cm
		{vital.Saturation, 400, 101, vital.Impossible},
		{"shoe_size", 400, 39, vital.Usual},
		// Of somebody whose age nobody knows nothing is refused that fits any age.
		{vital.Weight, vital.NoAge, 3_100, vital.Usual},
		{vital.Weight, vital.NoAge, 250, vital.Impossible},
	} {
		qt.Check(t, qt.Equals(vital.Judge(table, c.figure, c.months, c.value), c.want), qt.Commentf("%s %d at %d months", c.figure, c.value, c.months))
	}
}

// Every figure has a row at every age, and going away from the usual never makes a
// figure more usual.
func TestEveryAgeHasItsRange(t *testing.T) {
	table := vital.Defaults()
	order := map[vital.Verdict]int{vital.Usual: 0, vital.Unusual: 1, vital.Impossible: 2}
	rapid.Check(t, func(t *rapid.T) {
		figure := rapid.SampledFrom(vital.Figures).Draw(t, "figure")
		months := rapid.IntRange(0, 1300).Draw(t, "months")
		rows := 0
		for _, r := range table {
			if r.Figure == figure && int64(months) >= r.From && (r.Until == 0 || int64(months) < r.Until) {
				rows++
				near, far := rapid.Int64Range(r.High, r.High+400_000).Draw(t, "near"), rapid.Int64Range(0, 400_000).Draw(t, "further")
				if order[vital.Judge(table, figure, months, near+far)] < order[vital.Judge(table, figure, months, near)] {
					t.Fatalf("%s: %d is more usual than %d", figure, near+far, near)
				}
			}
		}
		if rows != 1 {
			t.Fatalf("%s at %d months has %d rows", figure, months, rows)
		}
	})
}

func TestATableThatCannotBe(t *testing.T) {
	good := vital.Range{Figure: vital.Pulse, Least: 20, Most: 250, Low: 50, High: 120, Authority: "a"}
	overlap, crossed, unknown, backwards := good, good, good, good
	overlap.From, overlap.Until = 100, 200
	crossed.Low = 130
	unknown.Figure = "mood"
	backwards.From, backwards.Until = 60, 10
	for _, table := range [][]vital.Range{{good, overlap}, {crossed}, {unknown}, {backwards}} {
		qt.Check(t, qt.IsNotNil(vital.Check(table)))
	}
	qt.Check(t, qt.IsNil(vital.Check([]vital.Range{good})))
}
