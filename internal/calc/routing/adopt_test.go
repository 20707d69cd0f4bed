package routing_test

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/routing"
)

// TestAnEarlierPlanThatNoLongerFitsIsTakenUpWithoutWhatStandsInTheWay: the second of three
// has to be reached before anybody can; the other two keep their place, once each.
func TestAnEarlierPlanThatNoLongerFitsIsTakenUpWithoutWhatStandsInTheWay(t *testing.T) {
	const n = 4
	p := &routing.Problem{Aim: routing.Live, Matrices: []routing.Matrix{{N: n, Seconds: make([]float64, n*n)}}}
	for i := range n {
		for j := range n {
			if i != j {
				p.Matrices[0].Seconds[i*n+j] = 600
			}
		}
	}
	for i := range 3 {
		s := routing.Stop{Place: i + 1, Service: 60, Latest: routing.Never, Due: routing.Never}
		if i == 1 {
			s.Latest = 30
		}
		p.Stops = append(p.Stops, s)
		p.Requests = append(p.Requests, routing.Request{Class: routing.HomeVisit, Pickup: routing.None, Delivery: i, RideLimit: routing.Never, Worker: routing.None, Announced: routing.None})
	}
	p.Workers = []routing.Worker{{Start: 0, End: routing.None, To: 36_000, Longest: routing.Never}}
	for seed := range uint64(20) {
		found := routing.Improve(context.Background(), p, routing.Plan{Routes: [][]int{{0, 1, 2}}}, routing.Effort{Seed: seed, Steps: 50})
		v := routing.Judge(p, found.Plan)
		qt.Assert(t, qt.HasLen(v.Breaches, 0))
		qt.Assert(t, qt.HasLen(found.Plan.Routes[0], 2))
		qt.Assert(t, qt.Equals(v.Score[routing.UnplacedHomeVisit], 1))
	}
}
