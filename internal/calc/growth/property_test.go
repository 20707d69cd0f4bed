package growth_test

import (
	"math"
	"slices"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/growth"
)

// anyChild draws one that could be, or nearly.
func anyChild(t *rapid.T) growth.Child {
	return growth.Child{
		Sex: growth.Sex(rapid.IntRange(1, 2).Draw(t, "sex")), AgeDays: int32(rapid.IntRange(0, 1826).Draw(t, "days")),
		Weight: int32(rapid.IntRange(10_000, 400_000).Draw(t, "weight")), Length: int32(rapid.IntRange(400_000, 1_300_000).Draw(t, "length")),
		Head: int32(rapid.IntRange(250_000, 600_000).Draw(t, "head")), Measure: growth.Measure(rapid.IntRange(0, 2).Draw(t, "measure")),
	}
}

func TestZRisesWithWhatIsMeasured(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChild(t)
		heavier, longer := c, c
		heavier.Weight += int32(rapid.IntRange(1, 50_000).Draw(t, "heavier"))
		longer.Length += int32(rapid.IntRange(1, 50_000).Draw(t, "longer"))
		longer.Head += int32(rapid.IntRange(1, 50_000).Draw(t, "wider"))
		r, h, l := growth.Compute(c), growth.Compute(heavier), growth.Compute(longer)
		for _, i := range []growth.Index{growth.WeightForAge, growth.WeightForLength, growth.BMIForAge} {
			if r.Of(i).Has != h.Of(i).Has || h.Of(i).Z < r.Of(i).Z {
				t.Fatalf("%s falls with weight: %+v %+v", i, r.Of(i), h.Of(i))
			}
		}
		for _, i := range []growth.Index{growth.LengthForAge, growth.HeadForAge} {
			if l.Of(i).Z < r.Of(i).Z {
				t.Fatalf("%s falls with length or head", i)
			}
		}
		if l.Of(growth.BMIForAge).Z > r.Of(growth.BMIForAge).Z {
			t.Fatal("a longer child of the same weight has more BMI")
		}
		// beyond 3 the steps widen with length, and a child that cannot be may come nearer
		if was, is := r.Of(growth.WeightForLength), l.Of(growth.WeightForLength); was.Has && is.Has && was.Z >= -300 && is.Z > was.Z {
			t.Fatalf("a longer child of the same weight is fatter: %+v %+v", was, is)
		}
		if l.Of(growth.WeightForAge) != r.Of(growth.WeightForAge) || h.Of(growth.LengthForAge) != r.Of(growth.LengthForAge) {
			t.Fatal("an index reads what is not its own")
		}
	})
}

// lmsZ is the WHO's formula written down once more, without looking: rounded, from the row
// of a file.
func lmsZ(y, l, m, s float64) int32 {
	sd := func(k float64) float64 { return m * math.Pow(1+l*s*k, 1/l) }
	z := (math.Pow(y/m, l) - 1) / (s * l)
	if z > 3 {
		z = 3 + (y-sd(3))/(sd(3)-sd(2))
	} else if z < -3 {
		z = -3 + (y-sd(-3))/(sd(-2)-sd(-3))
	}
	return int32(math.Round(z * 100))
}

func TestEachSexHasItsOwnTable(t *testing.T) {
	wfa := rows(t, "who/wfa.csv")
	rapid.Check(t, func(rt *rapid.T) {
		row := wfa[rapid.IntRange(0, len(wfa)-1).Draw(rt, "row")]
		c := atMedian(t, "wfa", row)
		c.Weight = int32(rapid.IntRange(10_000, 300_000).Draw(rt, "weight"))
		got := growth.Compute(c).Of(growth.WeightForAge).Z
		if want := lmsZ(float64(c.Weight)/growth.Unit, figure(t, row["l"]), figure(t, row["m"]), figure(t, row["s"])); got != want {
			rt.Fatalf("%+v: %d, by the formula %d", c, got, want)
		}
	})
}

func TestFlagsAndClassesAreOfTheRoundedValue(t *testing.T) {
	least := [growth.Indices]int32{-600, -600, -500, -500, -500}
	most := [growth.Indices]int32{600, 500, 500, 500, 500}
	rapid.Check(t, func(t *rapid.T) {
		r := growth.Compute(anyChild(t))
		for i, s := range r.Scores {
			if s.Flagged != (s.Has && (s.Z < least[i] || s.Z > most[i])) {
				t.Fatalf("%s %+v", growth.Index(i), s)
			}
			if !s.Has && s.Z != 0 {
				t.Fatalf("%s is blank and has %d", growth.Index(i), s.Z)
			}
		}
	})
}

// The day is what counts: by completed months a child is compared with a younger one, so
// its length and weight for age are never worse, but for the step between lying and
// standing, where both readings change tables on another day.
func TestByCompletedMonthsAChildIsNeverWorseOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyChild(t)
		if c.AgeDays < 14 || c.AgeDays > 720 && c.AgeDays < 770 {
			c.AgeDays = 400 // a newborn loses weight before it gains
		}
		c.Measure = growth.Lying
		if c.AgeDays > 730 {
			c.Measure = growth.Standing
		}
		day, month := growth.Compute(c), growth.ByMonths(c, growth.CompletedMonths(c.AgeDays))
		for _, i := range []growth.Index{growth.LengthForAge, growth.WeightForAge} {
			if month.Of(i).Z < day.Of(i).Z && !day.Of(i).Flagged {
				t.Fatalf("%s at %d days: %d by day, %d by month", i, c.AgeDays, day.Of(i).Z, month.Of(i).Z)
			}
		}
	})
}

func TestCompletedMonths(t *testing.T) {
	for days, want := range map[int32]int32{-1: -1, 0: 0, 30: 0, 31: 1, 60: 1, 61: 2, 730: 23, 731: 24, 1826: 59, 1827: 60} {
		qt.Check(t, qt.Equals(growth.CompletedMonths(days), want), qt.Commentf("%d days", days))
	}
}

// The medians of the WHO's own monthly tables, which hold 24 months once lying and once
// standing; the regulation's table begins the standing there.
func TestByMonthsReadsTheMonthlyTablesOfTheWHO(t *testing.T) {
	for _, one := range []struct {
		sex    growth.Sex
		month  int32
		length int32
		weight int32
	}{{growth.Boy, 0, 498_842, 33_464}, {growth.Boy, 2, 584_249, 55_675}, {growth.Boy, 24, 871_161, 121_515}, {growth.Girl, 24, 857_153, 114_775}, {growth.Girl, 12, 740_150, 89_481}} {
		c := growth.Child{Sex: one.sex, AgeDays: growth.AgeUnknown, Length: one.length, Weight: one.weight}
		r := growth.ByMonths(c, one.month)
		qt.Check(t, qt.Equals(r.Of(growth.LengthForAge), growth.Score{Has: true}), qt.Commentf("%+v", one))
		qt.Check(t, qt.Equals(r.Of(growth.WeightForAge), growth.Score{Has: true}), qt.Commentf("%+v", one))
	}
	for _, month := range []int32{-1, 60, 2000} {
		qt.Check(t, qt.Equals(growth.ByMonths(growth.Child{Sex: growth.Boy, Length: 800_000}, month).Of(growth.LengthForAge), growth.Score{}))
	}
}

func TestTheLinesOfAChartAreWhereTheirZIs(t *testing.T) {
	for _, sex := range []growth.Sex{growth.Boy, growth.Girl} {
		for _, i := range []growth.Index{growth.LengthForAge, growth.WeightForAge, growth.BMIForAge, growth.HeadForAge} {
			bands := growth.Bands(i, sex)
			qt.Assert(t, qt.HasLen(bands, 61))
			for month, b := range bands {
				qt.Assert(t, qt.Equals(b.X, int32(month)))
				qt.Assert(t, qt.IsTrue(slices.IsSorted(b.Lines[:])))
				for k, at := range b.Lines {
					checkLine(t, i, sex, int32(month), at, int32(k-3)*100)
				}
			}
		}
	}
	qt.Check(t, qt.IsNil(growth.Bands(growth.WeightForAge, growth.SexUnknown)))
}

// checkLine puts a child on a line and asks for its z; the last month is read by day.
func checkLine(t *testing.T, i growth.Index, sex growth.Sex, month, at, want int32) {
	c := growth.Child{Sex: sex, AgeDays: 1826}
	switch i {
	case growth.WeightForAge:
		c.Weight = at
	case growth.LengthForAge:
		c.Length = at
	case growth.HeadForAge:
		c.Head = at
	case growth.BMIForAge:
		c.Weight, c.Length = at, 100*growth.Unit
	}
	r := growth.Compute(c)
	if month < 60 {
		r = growth.ByMonths(c, month)
	}
	got := r.Of(i).Z
	qt.Assert(t, qt.IsTrue(got >= want-1 && got <= want+1), qt.Commentf("%s month %d: %d", i, month, got))
}

func TestTheLinesByLength(t *testing.T) {
	lying, standing := growth.Bands(growth.WeightForLength, growth.Girl), growth.StandingBands(growth.Girl)
	qt.Assert(t, qt.HasLen(lying, 66))
	qt.Assert(t, qt.HasLen(standing, 56))
	qt.Check(t, qt.Equals(lying[65].X, int32(110*growth.Unit)))
	for _, b := range standing {
		for k, at := range b.Lines {
			c := growth.Child{Sex: growth.Girl, AgeDays: growth.AgeUnknown, Measure: growth.Standing, Length: b.X, Weight: at}
			got := growth.Compute(c).Of(growth.WeightForLength).Z
			want := int32(k-3) * 100
			qt.Assert(t, qt.IsTrue(got >= want-1 && got <= want+1), qt.Commentf("%d cm: %d", b.X/growth.Unit, got))
		}
	}
	qt.Check(t, qt.IsNil(growth.StandingBands(growth.SexUnknown)))
}

func TestOneChildAllocatesNothing(t *testing.T) {
	c := growth.Child{Sex: growth.Girl, AgeDays: 1000, Weight: 230_000, Length: 863_333, Head: 480_000, Measure: growth.Lying}
	sum := int32(0)
	qt.Check(t, qt.Equals(testing.AllocsPerRun(1000, func() { sum += growth.Compute(c).Scores[1].Z }), 0))
}

// FuzzCompute: whatever the figures, a result is a result or a blank, whole or not at all.
func FuzzCompute(f *testing.F) {
	f.Add(uint8(1), int32(0), uint16(0), int32(33_464), int32(498_842), int32(344_618), uint8(1), uint8(1), int32(0))
	f.Add(uint8(2), int32(1826), uint16(2499), int32(math.MaxInt32), int32(1), int32(math.MaxInt32), uint8(2), uint8(0), int32(59))
	f.Add(uint8(1), int32(730), uint16(65_535), int32(1), int32(math.MaxInt32), int32(1), uint8(2), uint8(2), int32(-7))
	f.Add(uint8(2), int32(math.MinInt32), uint16(0), int32(math.MinInt32), int32(math.MinInt32), int32(-1), uint8(9), uint8(9), int32(math.MaxInt32))
	f.Add(uint8(0), int32(math.MaxInt32), uint16(9999), int32(52), int32(7000), int32(5), uint8(1), uint8(2), int32(math.MinInt32))
	f.Fuzz(func(t *testing.T, sex uint8, days int32, part uint16, weight, length, head int32, measure, oedema uint8, months int32) {
		c := growth.Child{Sex: growth.Sex(sex), AgeDays: days, AgePart: part, Weight: weight, Length: length, Head: head,
			Measure: growth.Measure(measure), Oedema: growth.Oedema(oedema)}
		for _, r := range []growth.Result{growth.Compute(c), growth.ByMonths(c, months)} {
			for i, s := range r.Scores {
				if !s.Has && s != (growth.Score{}) || s.Z < -10_000_000 || s.Z > 10_000_000 {
					t.Fatalf("%s: %+v", growth.Index(i), s)
				}
				if s.Has == (s.Class(growth.Index(i)) == growth.NoClass) {
					t.Fatalf("%s: %+v has the wrong class", growth.Index(i), s)
				}
			}
			if r.Length < 0 {
				t.Fatal("a length below nothing")
			}
		}
		for _, reason := range append(growth.Doubt(c, c), growth.Doubt(growth.Child{}, c)...) {
			if !slices.Contains(growth.Reasons, reason) {
				t.Fatalf("%q is no reason", reason)
			}
		}
	})
}
