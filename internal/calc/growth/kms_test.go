package growth_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/growth"
)

// TestTheLeastGainsAreThoseOfThePrintedCards compares every month of both cards.
func TestTheLeastGainsAreThoseOfThePrintedCards(t *testing.T) {
	seen := 0
	for _, row := range rows(t, "testdata/kbm.csv") {
		from, to, want := atoi(t, row["age_months_from"]), atoi(t, row["age_months_to"]), atoi(t, row["min_gain_g"])
		for month := from; month <= to; month++ {
			got, has := growth.LeastGain(growth.Sex(row["sex"][0]-'0'), month)
			qt.Check(t, qt.IsTrue(has))
			qt.Check(t, qt.Equals(got, want), qt.Commentf("sex %s month %d", row["sex"], month))
			seen++
		}
	}
	qt.Check(t, qt.Equals(seen, 120))
	for _, month := range []int32{-1, 0, 61} {
		_, has := growth.LeastGain(growth.Boy, month)
		qt.Check(t, qt.IsFalse(has), qt.Commentf("%d", month))
	}
	_, has := growth.LeastGain(growth.SexUnknown, 3)
	qt.Check(t, qt.IsFalse(has))
}

func atoi(t *testing.T, of string) int32 {
	x, err := strconv.Atoi(of)
	qt.Assert(t, qt.IsNil(err))
	return int32(x)
}

// weighed is a weighing in a month of 2026 at an age, in grams.
func weighed(month int, age, grams int32) growth.Weighing {
	return growth.Weighing{Month: growth.MonthOf(2026, month), AgeMonths: age, Weight: grams * 10}
}

func TestOneWeighingOnTheCard(t *testing.T) {
	before := weighed(3, 4, 6000)
	for _, one := range []struct {
		name      string
		sex       growth.Sex
		prev, now growth.Weighing
		want      growth.Status
	}{
		{"the gain is just the least", growth.Boy, before, weighed(4, 5, 6500), growth.Risen},
		{"ten grams less", growth.Boy, before, weighed(4, 5, 6490), growth.NotRisen},
		{"the same weight", growth.Girl, before, weighed(4, 5, 6000), growth.NotRisen},
		{"less than before", growth.Girl, before, weighed(4, 5, 5800), growth.NotRisen},
		{"a girl of 7 months needs less than a boy", growth.Girl, before, weighed(4, 7, 6300), growth.Risen},
		{"a boy of 7 months needs more", growth.Boy, before, weighed(4, 7, 6300), growth.NotRisen},
		{"not weighed last month", growth.Boy, before, weighed(5, 6, 7500), growth.NotLast},
		{"over the turn of the year", growth.Boy, growth.Weighing{Month: growth.MonthOf(2025, 12), AgeMonths: 4, Weight: 60_000}, weighed(1, 5, 6500), growth.Risen},
		{"never weighed before", growth.Boy, growth.Weighing{}, weighed(4, 5, 6500), growth.First},
		{"new, and nobody knows whether it is a boy", growth.SexUnknown, growth.Weighing{}, weighed(4, 5, 6500), growth.First},
		{"no sex, no table", growth.SexUnknown, before, weighed(4, 5, 6500), growth.NoStatus},
		{"the month of birth has no least gain", growth.Boy, weighed(3, 0, 3000), weighed(4, 0, 3100), growth.NotLast},
		{"60 months still has one", growth.Boy, weighed(3, 59, 17_000), weighed(4, 60, 17_200), growth.Risen},
		{"over 60 months none", growth.Boy, weighed(3, 60, 17_000), weighed(4, 61, 17_200), growth.NoStatus},
		{"no age", growth.Boy, before, weighed(4, -1, 6500), growth.NoStatus},
		{"not weighed", growth.Boy, before, weighed(4, 5, 0), growth.NoStatus},
		{"twice in a month", growth.Boy, before, weighed(3, 4, 6100), growth.NoStatus},
	} {
		qt.Check(t, qt.Equals(growth.StatusOf(one.sex, one.prev, one.now), one.want), qt.Commentf("%s", one.name))
	}
}

func TestAHalfYearOnTheCard(t *testing.T) {
	chain := growth.Chain(growth.Girl, []growth.Weighing{
		weighed(1, 1, 4000), weighed(2, 2, 4900), weighed(3, 3, 5500), weighed(5, 5, 6600), weighed(6, 6, 6700), weighed(7, 7, 6800)})
	qt.Check(t, qt.DeepEquals(chain, []growth.Status{"B", "N", "T", "O", "T", "T"}))
	qt.Check(t, qt.IsTrue(growth.TwiceNotRisen(chain, growth.GapBreaks)))
}

func TestTwiceNotRisenInARow(t *testing.T) {
	for of, want := range map[string][2]bool{ // a gap keeps the row, a gap breaks it
		"":      {false, false},
		"T":     {false, false},
		"BT":    {false, false},
		"BTT":   {true, true},
		"BTTN":  {false, false},
		"BTNT":  {false, false},
		"TOT":   {true, false},
		"TOOT":  {true, false},
		"TTO":   {false, false},
		"NOT":   {false, false},
		"TBT":   {false, false}, // new at another posyandu: its chart begins anew
		"TNTT":  {true, true},
		"TTT":   {true, true},
		"TONTO": {false, false},
	} {
		var chain []growth.Status
		for _, s := range strings.Split(of, "") {
			chain = append(chain, growth.Status(s))
		}
		qt.Check(t, qt.Equals(growth.TwiceNotRisen(chain, growth.GapKeeps), want[0]), qt.Commentf("%s, kept", of))
		qt.Check(t, qt.Equals(growth.TwiceNotRisen(chain, growth.GapBreaks), want[1]), qt.Commentf("%s, broken", of))
	}
}

func TestTheRedAndTheOrangeLine(t *testing.T) {
	for weight, want := range map[int32]string{63_000: "red", 64_000: "red", 66_000: "", 92_000: "", 99_000: "", 101_000: "", 102_000: "orange", 106_000: "orange"} {
		r := growth.Compute(growth.Child{Sex: growth.Boy, AgeDays: 300, Weight: weight})
		z := r.Of(growth.WeightForAge).Z
		got := ""
		if r.BelowRedLine() {
			got = "red"
		}
		if r.AboveOrangeLine() {
			got += "orange"
		}
		qt.Check(t, qt.Equals(got, want), qt.Commentf("%d is z %d", weight, z))
	}
	none := growth.Compute(growth.Child{Sex: growth.Boy, AgeDays: 300, Weight: 64_000, Oedema: growth.HasOedema})
	qt.Check(t, qt.IsFalse(none.BelowRedLine()))
}

// Every child that was weighed with a known sex and age counts once: D = N + T + O + B;
// and more weight never turns N into T.
func TestEveryWeighingHasOneStatusAndMoreWeightIsNeverWorse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sex := growth.Sex(rapid.IntRange(1, 2).Draw(t, "sex"))
		prev := weighed(1, 0, int32(rapid.IntRange(0, 20_000).Draw(t, "before")))
		now := weighed(rapid.IntRange(2, 12).Draw(t, "month"), int32(rapid.IntRange(0, 60).Draw(t, "age")), int32(rapid.IntRange(1, 20_000).Draw(t, "grams")))
		s := growth.StatusOf(sex, prev, now)
		if s != growth.Risen && s != growth.NotRisen && s != growth.NotLast && s != growth.First {
			t.Fatalf("weighed and without a status: %+v", now)
		}
		more := now
		more.Weight += int32(rapid.IntRange(0, 5000).Draw(t, "more"))
		if s == growth.Risen && growth.StatusOf(sex, prev, more) != growth.Risen {
			t.Fatalf("%d rises and %d does not", now.Weight, more.Weight)
		}
	})
}
