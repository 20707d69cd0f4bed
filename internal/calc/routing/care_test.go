package routing

import (
	"math"
	"testing"

	"github.com/go-quicktest/qt"
)

// Two equals: who has had more paid work this week gets the round
// with fewer jobs: both rounds change hands at once.
func TestWhoHadLessGetsTheLongerRound(t *testing.T) {
	p := &Problem{Aim: Care}
	for i := range 4 {
		p.Stops = append(p.Stops, Stop{Place: i + 1, Latest: Never, Due: Never})
		p.Requests = append(p.Requests, Request{Class: Massage, Pickup: None, Delivery: i, RideLimit: Never, Worker: None, Announced: None, Paid: true})
	}
	for _, had := range []int{5, 0} {
		p.Workers = append(p.Workers, Worker{End: 0, To: Never, Longest: Never, Stops: 3, Equals: 1, Had: had})
	}
	m := Matrix{N: 5, Seconds: make([]float64, 25)}
	for i := range 25 {
		if i/5 != i%5 {
			m.Seconds[i] = 600
		}
	}
	p.Matrices = []Matrix{m}
	s := &search{engine: newEngine(p, 1)}
	s.remember(1 << 12)
	s.layNeighbours()
	s.setWeights(gentle)
	s.adopt(Plan{Routes: [][]int{{0, 1, 2}, {3}}})
	s.keepRecord()
	for s.swapBetween(0, 1) {
	}
	qt.Assert(t, qt.HasLen(s.plan().Routes[0], 1))
}

// A day of visits that nobody rides on and nobody was promised: only what can differ
// between plans has a weight, so that minutes are not traded for what is not there.
func TestALevelThatCannotDifferWeighsNothing(t *testing.T) {
	g := newEngine(visits(20, 8*3600), 1)
	g.setWeights(fewGentle)
	for l := Broken; l < LevelCount; l++ {
		asked := l == Working || l == Distance
		qt.Check(t, qt.Equals(g.weight[l-Broken] > 0, asked), qt.Commentf("level %d", l))
	}
	qt.Check(t, qt.IsTrue(math.Abs(g.weight[Working-Broken]*scale[Working-Broken]-fewGentle) < tiny))

	p := visits(20, 8*3600)
	p.Stops[3].Due = 3600
	g = newEngine(p, 1)
	g.setWeights(fewGentle)
	qt.Check(t, qt.IsTrue(g.weight[0] > g.weight[Late-Broken] && g.weight[Late-Broken] > 0))
	qt.Check(t, qt.Equals(g.weight[Riding-Broken], 0))
}

// Visits at any hour of the day are searched from hotter than visits at an hour somebody
// chose.
func TestADayWithoutHoursIsSearchedHotter(t *testing.T) {
	hot := func(open float64) float64 {
		g := newEngine(visits(20, open), 1)
		g.setWeights(fewGentle)
		hot, cold := g.fewHeats()
		qt.Check(t, qt.Equals(cold, fewCold*g.weight[Working-Broken]))
		return hot / g.weight[Working-Broken]
	}
	qt.Check(t, qt.Equals(hot(8*3600), wideHot))
	qt.Check(t, qt.Equals(hot(2*3600), slimHot))
}

// visits are so many single stops that are open for so many seconds, and a team that works
// for eight hours.
func visits(n int, open float64) *Problem {
	p := &Problem{Aim: Care, Matrices: []Matrix{{N: 1, Seconds: []float64{0}}}}
	for i := range n {
		p.Stops = append(p.Stops, Stop{Service: 60, Latest: open, Due: Never})
		p.Requests = append(p.Requests, Request{Class: HomeVisit, Pickup: None, Delivery: i, RideLimit: Never, Worker: None, Announced: None})
	}
	p.Workers = []Worker{{End: 0, To: 8 * 3600, Longest: Never}}
	return p
}
