package growth_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/growth"
)

// girl is one of so many days with weight in grams and length and head in millimetres.
func girl(days, grams, length, head int32, how growth.Measure) growth.Child {
	return growth.Child{Sex: growth.Girl, AgeDays: days, Weight: grams * 10, Length: length * 1000, Head: head * 1000, Measure: how}
}

func asked(prev, now growth.Child) string {
	var list []string
	for _, r := range growth.Doubt(prev, now) {
		list = append(list, string(r))
	}
	return strings.Join(list, " ")
}

func TestSlipsOfUnitAndDigitAreAsked(t *testing.T) {
	none := growth.Child{}
	for _, one := range []struct {
		name string
		now  growth.Child
		want string
	}{
		{"as it should be", girl(60, 5200, 570, 383, growth.Lying), ""},
		{"52 for 5.2", girl(60, 52_000, 570, 383, growth.Lying), "weight_slip"},
		{"0.52 for 5.2", girl(60, 520, 570, 383, growth.Lying), "weight_slip"},
		{"5200, which are grams", growth.Child{Sex: growth.Girl, AgeDays: 60, Weight: 5200 * growth.Unit}, "weight_unit"},
		{"570, which are millimetres", girl(60, 5200, 5700, 383, growth.Lying), "length_slip"},
		{"0.57, which is metres", growth.Child{Sex: growth.Girl, AgeDays: 60, Length: 5700, Measure: growth.Lying}, "length_unit"},
		{"5.7 for 57", girl(60, 5200, 57, 383, growth.Lying), "length_slip"},
		{"3.83 for 38.3", growth.Child{Sex: growth.Girl, AgeDays: 60, Head: 38_300}, "head_slip"},
		{"each in the other's field", girl(60, 57_000, 52, 0, growth.Lying), "weight_length_swapped"},
		{"heavy beyond belief, and no slip", girl(60, 14_000, 570, 0, growth.Lying), "weight_implausible"},
		{"long beyond belief", girl(60, 5200, 800, 0, growth.Lying), "length_implausible"},
		{"a head beyond belief", girl(60, 5200, 570, 500, growth.Lying), "head_implausible"},
		{"both may be, of one child they may not", girl(60, 8500, 490, 0, growth.Lying), "weight_length_disagree"},
		{"52 with oedema is a slip too", growth.Child{Sex: growth.Girl, AgeDays: 60, Weight: 52 * growth.Unit, Oedema: growth.HasOedema}, "weight_slip"},
		{"no sex: either's will do", growth.Child{AgeDays: 60, Weight: 5 * growth.Unit}, ""},
		{"no sex and neither's", growth.Child{AgeDays: 60, Weight: 52 * growth.Unit}, "weight_slip"},
		{"no age: what a child can weigh at all", growth.Child{Sex: growth.Boy, AgeDays: growth.AgeUnknown, Weight: 52 * growth.Unit}, "weight_slip"},
		{"no age and a possible weight", growth.Child{Sex: growth.Boy, AgeDays: growth.AgeUnknown, Weight: 12 * growth.Unit}, ""},
		{"measured before birth", growth.Child{Sex: growth.Boy, AgeDays: growth.BeforeBirth}, "age_before_birth"},
		{"nothing measured", growth.Child{Sex: growth.Boy, AgeDays: 60}, ""},
	} {
		qt.Check(t, qt.Equals(asked(none, one.now), one.want), qt.Commentf("%s", one.name))
	}
}

func TestJumpsFromTheTimeBeforeAreAsked(t *testing.T) {
	before := girl(300, 8000, 700, 440, growth.Lying)
	for _, one := range []struct {
		name      string
		prev, now growth.Child
		want      string
	}{
		{"a month later", before, girl(330, 8200, 712, 444, growth.Lying), ""},
		{"three kilos in a month", before, girl(330, 11_200, 712, 444, growth.Lying), "weight_jump"},
		{"a tenth lost is not yet asked", before, girl(330, 7200, 712, 444, growth.Lying), ""},
		{"more than a tenth lost", before, girl(330, 7190, 712, 444, growth.Lying), "weight_jump"},
		{"six centimetres longer", before, girl(330, 8200, 772, 444, growth.Lying), "length_jump"},
		{"seven millimetres shorter is how one measures", before, girl(330, 8200, 693, 444, growth.Lying), ""},
		{"eight are not", before, girl(330, 8200, 692, 444, growth.Lying), "length_shrank"},
		{"a head of four centimetres more", before, girl(330, 8200, 712, 480, growth.Lying), "head_jump"},
		{"a head of six millimetres less", before, girl(330, 8200, 712, 434, growth.Lying), "head_shrank"},
		{"stands for the first time and has not shrunk", girl(725, 11_000, 860, 0, growth.Lying), girl(740, 11_000, 850, 0, growth.Standing), ""},
		{"stands for the first time and has", girl(725, 11_000, 860, 0, growth.Lying), girl(740, 11_000, 845, 0, growth.Standing), "length_shrank"},
		{"the water went", growth.Child{Sex: growth.Girl, AgeDays: 700, Weight: 100_000, Oedema: growth.HasOedema}, growth.Child{Sex: growth.Girl, AgeDays: 714, Weight: 85_000}, ""},
		{"no ages: half as much again", growth.Child{Sex: growth.Girl, AgeDays: -1, Weight: 80_000}, growth.Child{Sex: growth.Girl, AgeDays: -1, Weight: 120_010}, "weight_jump"},
		{"no ages: a little more", growth.Child{Sex: growth.Girl, AgeDays: -1, Weight: 80_000}, growth.Child{Sex: growth.Girl, AgeDays: -1, Weight: 90_000}, ""},
		{"a slip is asked alone, not as a jump too", before, girl(330, 82_000, 712, 444, growth.Lying), "weight_slip"},
		{"what is not before is not compared", girl(330, 11_200, 712, 444, growth.Lying), before, ""},
	} {
		qt.Check(t, qt.Equals(asked(one.prev, one.now), one.want), qt.Commentf("%s", one.name))
	}
}

func TestTheWayOfMeasuringIsAskedWhereTheAgeWantsTheOther(t *testing.T) {
	for _, one := range []struct {
		days int32
		how  growth.Measure
		want string
	}{
		{100, growth.Standing, "standing_under_24_months"}, {730, growth.Standing, "standing_under_24_months"}, {731, growth.Standing, ""},
		{730, growth.Lying, ""}, {731, growth.Lying, "lying_from_24_months"}, {400, growth.PositionUnknown, "position_missing"},
		{growth.AgeUnknown, growth.Standing, ""},
	} {
		c := growth.Child{Sex: growth.Girl, AgeDays: one.days, Length: 75 * growth.Unit, Measure: one.how}
		if one.days > 700 {
			c.Length = 86 * growth.Unit
		}
		if one.days == 100 {
			c.Length = 60 * growth.Unit
		}
		qt.Check(t, qt.Equals(asked(growth.Child{}, c), one.want), qt.Commentf("%+v", one))
	}
	qt.Check(t, qt.Equals(asked(growth.Child{}, growth.Child{Sex: growth.Girl, AgeDays: 400, Weight: 90_000}), "")) // no length, no question
}

// A slip of the point in a weight that is usual is always caught.
func TestAPointInTheWrongPlaceIsAlwaysAsked(t *testing.T) {
	wfa := rows(t, "who/wfa.csv")
	rapid.Check(t, func(rt *rapid.T) {
		row := wfa[rapid.IntRange(0, len(wfa)-1).Draw(rt, "row")]
		c := atMedian(t, "wfa", row)
		c.Weight = c.Weight * int32(rapid.IntRange(80, 125).Draw(rt, "per cent")) / 100
		if got := asked(growth.Child{}, c); got != "" {
			rt.Fatalf("%+v is asked: %s", c, got)
		}
		ten, tenth := c, c
		ten.Weight *= 10
		tenth.Weight /= 10
		for _, slip := range []growth.Child{ten, tenth} {
			if got := asked(growth.Child{}, slip); got != string(growth.WeightSlip) {
				rt.Fatalf("%+v: %q", slip, got)
			}
		}
	})
}
