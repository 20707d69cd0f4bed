package growth_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/growth"
)

// TestWhatTheReadingByCompletedMonthsChanges holds the figures that docs/growth.md states:
// 200,000 children of all ages under 60 months, height for age on average -1.4 (deviation
// 1.2), weight for age -1.0 (1.1), once by day and once by completed months.
func TestWhatTheReadingByCompletedMonthsChanges(t *testing.T) {
	const children = 200_000
	var stunted, underweight, moved [2]int // by day, by month; of length and of weight for moved
	better := true
	draw := rand.New(rand.NewPCG(1, 2))
	weights, lengths := rows(t, "who/wfa.csv"), rows(t, "who/lhfa.csv")
	wfa, lhfa := parse(t, weights), parse(t, lengths)
	for range children {
		sex, days := draw.IntN(2), draw.IntN(1826)
		c := growth.Child{Sex: growth.Sex(1 + sex), AgeDays: int32(days), Measure: growth.Lying}
		if days > 730 {
			c.Measure = growth.Standing
		}
		c.Length = lhfa[sex*1827+days].at(-1.4 + 1.2*draw.NormFloat64())
		c.Weight = wfa[sex*1827+days].at(-1.0 + 1.1*draw.NormFloat64())
		both := [2]growth.Result{growth.Compute(c), growth.ByMonths(c, growth.CompletedMonths(c.AgeDays))}
		for way, r := range both {
			stunted[way] += below(r.Of(growth.LengthForAge))
			underweight[way] += below(r.Of(growth.WeightForAge))
		}
		for k, i := range []growth.Index{growth.LengthForAge, growth.WeightForAge} {
			if both[0].Of(i).Class(i) != both[1].Of(i).Class(i) {
				moved[k]++
				better = better && both[1].Of(i).Z > both[0].Of(i).Z || days < 14 || days > 720 && days < 770
			}
		}
	}
	share := func(n int) float64 { return math.Round(float64(n)*1000/children) / 10 }
	t.Log("stunted by day and by month", share(stunted[0]), share(stunted[1]), "underweight", share(underweight[0]), share(underweight[1]),
		"class changed, length and weight", share(moved[0]), share(moved[1]))
	qt.Check(t, qt.IsTrue(better)) // a month less is always kinder
	for _, one := range []struct{ got, want float64 }{
		{share(stunted[0]), 30.6}, {share(stunted[1]), 26.3}, {share(underweight[0]), 18.0}, {share(underweight[1]), 15.8},
		{share(moved[0]), 6.0}, {share(moved[1]), 4.0},
	} {
		qt.Check(t, qt.IsTrue(math.Abs(one.got-one.want) < 0.3), qt.Commentf("%v, stated %v", one.got, one.want))
	}
}

func below(s growth.Score) int {
	if s.Has && s.Z < -200 {
		return 1
	}
	return 0
}

type row struct{ l, m, s float64 }

func parse(t *testing.T, all []map[string]string) (list []row) {
	for _, r := range all {
		list = append(list, row{figure(t, r["l"]), figure(t, r["m"]), figure(t, r["s"])})
	}
	return list
}

func (r row) at(z float64) int32 {
	return int32(math.Round(r.m * math.Pow(max(0.01, 1+r.l*r.s*z), 1/r.l) * growth.Unit))
}
