package routing

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"
)

// ready is a search that has gone on for some steps.
func ready(p *Problem, steps int) *search {
	g := newEngine(p, 1)
	g.remember(1 << 12)
	g.layNeighbours()
	s := &search{engine: g, ctx: context.Background(), effort: Effort{Steps: 1 << 30}}
	s.start(Plan{})
	for range steps {
		s.step(100)
	}
	return s
}

// Nothing is allocated while it searches: neither where everything counts nor where only
// the way does, with limits of rides or without.
func TestAStepAllocatesNothing(t *testing.T) {
	for name, change := range map[string]func(*Problem){
		"care":     func(*Problem) {},
		"shortest": func(p *Problem) { p.Aim = Shortest },
		"lean": func(p *Problem) {
			p.Aim = FewestVehicles
			for i := range p.Requests {
				p.Requests[i].RideLimit = Never
			}
			for i := range p.Workers {
				p.Workers[i].Breaks = nil
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := someHundred(30, 4)
			change(p)
			s := ready(p, 600)
			qt.Assert(t, qt.Equals(testing.AllocsPerRun(200, func() { s.step(0) }), 0))
		})
	}
}

// Whoever ends the search at once gets a plan without a broken rule.
func TestASearchThatEndsAtOnceHasAPlan(t *testing.T) {
	p := someHundred(100, 10)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	found := Solve(ctx, p, Effort{Steps: 1 << 30})
	qt.Assert(t, qt.HasLen(Judge(p, found.Plan).Breaches, 0))
	qt.Assert(t, qt.IsTrue(found.Steps < 100))
}

// The fewest vehicles come before the shortest way: with one who could do it all, the
// others stay at home, however much shorter it were with them.
func TestFewerVehiclesComeFirst(t *testing.T) {
	p := &Problem{Aim: FewestVehicles, Matrices: []Matrix{line(0, 1000, -1000)}}
	for i := range 2 {
		p.Stops = append(p.Stops, Stop{Place: 1 + i, Latest: Never, Due: Never})
		p.Requests = append(p.Requests, Request{Pickup: None, Delivery: i, RideLimit: Never, Worker: None, Announced: None})
	}
	for i := range 2 {
		p.Workers = append(p.Workers, Worker{Start: 1 + i, End: 1 + i, To: 1e6, Longest: Never})
	}
	apart := Plan{Routes: [][]int{{0}, {1}}}
	qt.Assert(t, qt.Equals(Judge(p, apart).Score[Distance], 0))
	found := Improve(context.Background(), p, apart, Effort{Seed: 1, Steps: 200})
	qt.Assert(t, qt.Equals(found.Score[Vehicles], 1))
}

// line is travel along a line: places by their metre, a metre a second.
func line(at ...float64) Matrix {
	m := Matrix{N: len(at)}
	for _, a := range at {
		for _, b := range at {
			m.Seconds = append(m.Seconds, max(a-b, b-a))
		}
	}
	return m
}
