package routing

import (
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
