package growth_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/growth"
)

// english are the names of classes.csv.
var english = map[growth.Class]string{
	growth.SeverelyUnderweight: "Severely underweight", growth.Underweight: "Underweight", growth.SeverelyStunted: "Severely stunted",
	growth.Stunted: "Stunted", growth.Tall: "Tall", growth.SeverelyWasted: "Severely wasted", growth.Wasted: "Wasted",
	growth.Overweight: "Overweight", growth.Obese: "Obese",
}

func englishOf(i growth.Index, c growth.Class) string {
	switch {
	case i == growth.WeightForAge && c == growth.Normal:
		return "Normal weight"
	case i == growth.WeightForAge && c == growth.AtRiskOverweight:
		return "Risk of overweight"
	case c == growth.Normal:
		return "Normal"
	case c == growth.AtRiskOverweight:
		return "Possible risk of overweight"
	}
	return english[c]
}

// TestEveryZHasTheClassOfPermenkes walks every hundredth from -6 to +6 over the limits as
// they are written down.
func TestEveryZHasTheClassOfPermenkes(t *testing.T) {
	indices := map[string]growth.Index{"wfa": growth.WeightForAge, "lhfa": growth.LengthForAge, "wflh": growth.WeightForLength, "bfa": growth.BMIForAge}
	seen := 0
	for _, row := range rows(t, "testdata/classes.csv") {
		i := indices[row["index"]]
		for z := int32(-600); z <= 600; z++ {
			if !holds(t, row, z) {
				continue
			}
			seen++
			class, authority := growth.ClassOf(i, z)
			qt.Assert(t, qt.Equals(englishOf(i, class), row["label_en"]), qt.Commentf("%s %d", i, z))
			qt.Assert(t, qt.Equals(authority, growth.Permenkes2of2020))
		}
	}
	qt.Check(t, qt.Equals(seen, 4*1201)) // each z of each index is in one class and in no other
}

// holds reads a row of classes.csv.
func holds(t *testing.T, row map[string]string, z int32) bool {
	bound := func(name string, open float64) float64 {
		if row[name] == "" {
			return open
		}
		x, err := strconv.ParseFloat(row[name], 64)
		qt.Assert(t, qt.IsNil(err))
		return x * 100
	}
	above, below, at := bound("z_above", math.Inf(-1)), bound("z_below", math.Inf(1)), float64(z)
	return (at > above || row["above_inclusive"] == "1" && at == above) && (at < below || row["below_inclusive"] == "1" && at == below)
}

func TestTheHeadHasItsOwnAuthority(t *testing.T) {
	for z, want := range map[int32]growth.Class{-201: growth.Microcephaly, -200: growth.Normal, 200: growth.Normal, 201: growth.Macrocephaly} {
		class, authority := growth.ClassOf(growth.HeadForAge, z)
		qt.Check(t, qt.Equals(class, want), qt.Commentf("%d", z))
		qt.Check(t, qt.Equals(authority, growth.SDIDTK))
	}
}

func TestClassesStandInTheirOrderAndABlankHasNone(t *testing.T) {
	qt.Check(t, qt.DeepEquals(growth.Classes(growth.WeightForLength), []growth.Class{"severely_wasted", "wasted", "normal", "at_risk_overweight", "overweight", "obese"}))
	for i := range growth.Index(growth.Indices) {
		var walked []growth.Class
		for z := int32(-1000); z <= 1000; z++ {
			c := growth.Score{Z: z, Has: true}.Class(i)
			if len(walked) == 0 || walked[len(walked)-1] != c {
				walked = append(walked, c)
			}
		}
		qt.Check(t, qt.DeepEquals(walked, growth.Classes(i)), qt.Commentf("%s", i))
		qt.Check(t, qt.Equals(growth.Score{}.Class(i), growth.NoClass))
	}
}

func TestTheLowestClassIsSevereAndOthersAreNot(t *testing.T) {
	for i := range growth.Index(growth.HeadForAge) {
		for place, c := range growth.Classes(i) {
			qt.Check(t, qt.Equals(c.Severe(), place == 0), qt.Commentf("%s %s", i, c))
		}
	}
}

// The class is taken from the rounded z: -3.004 is -3.00 and is stunted, not severely.
func TestTheClassIsThatOfTheRoundedValue(t *testing.T) {
	for _, one := range []struct {
		days   int32
		length int32
		want   string
	}{{60, 523_300, "-300 stunted"}, {60, 522_000, "-307 severely_stunted"}} {
		s := growth.Compute(growth.Child{Sex: growth.Boy, AgeDays: one.days, Length: one.length, Measure: growth.Lying}).Of(growth.LengthForAge)
		qt.Check(t, qt.Equals(fmt.Sprint(s.Z, " ", s.Class(growth.LengthForAge)), one.want))
	}
}
