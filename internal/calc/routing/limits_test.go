package routing

import (
	"testing"

	"pgregory.net/rapid"
)

// What limits and pauses doom is what the judge refuses, and nothing else.
func TestOnlyWhatTheJudgeRefusesIsDoomed(t *testing.T) {
	doomed, driven := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p, route := someRides(t)
		g := newEngine(p, 0)
		r := &g.routes[0]
		r.n = int32(len(route))
		r.grow(r.n, g.units)
		for k, s := range route {
			r.spots[k+1].stop = int32(s)
		}
		g.lay(r)
		n := g.compose(r, None, None, None, None)
		_, rides := g.way(n)
		lost := g.doomed(r, n, rides, p.Workers[0].To)
		can := len(Judge(p, Plan{[][]int{route}}).Breaches) == 0
		must(t, !lost || !can, "doomed, and the judge allows it")
		must(t, g.drive(r, n) == can, "driven %v, the judge %v", !can, can)
		if lost {
			doomed++
		}
		if can {
			driven++
		}
	})
	if doomed == 0 || driven == 0 {
		t.Fatalf("%d doomed and %d driven decide nothing", doomed, driven)
	}
}

// someRides draws a route of pairs with limits, some within another, and pauses.
func someRides(t *rapid.T) (*Problem, []int) {
	whole := func(lo, hi int, what string) float64 { return float64(rapid.IntRange(lo, hi).Draw(t, what)) }
	p := &Problem{Aim: Care, Workers: []Worker{{End: 0, To: whole(8000, 20000, "to"), Longest: Never, Capacity: Load{99}}}}
	for range rapid.IntRange(1, 2).Draw(t, "pauses") {
		from := whole(1000, 5000, "from")
		p.Workers[0].Breaks = append(p.Workers[0].Breaks, Break{from, from + whole(0, 3000, "latest"), whole(300, 2400, "length")})
	}
	var route []int
	for i := range rapid.IntRange(1, 5).Draw(t, "pairs") {
		for range 2 {
			from := whole(0, 5000, "opens")
			p.Stops = append(p.Stops, Stop{Place: len(p.Stops), Service: 300, Earliest: from, Latest: from + whole(1500, 6000, "width"), Due: from + 1500})
		}
		p.Requests = append(p.Requests, Request{Pickup: 2 * i, Delivery: 2*i + 1, Load: Load{1}, RideLimit: whole(600, 5000, "limit"), Worker: None, Announced: None, Rides: true})
		up := rapid.IntRange(0, len(route)).Draw(t, "up")
		route = append(route[:up], append([]int{2 * i}, route[up:]...)...)
		down := rapid.IntRange(up+1, len(route)).Draw(t, "down")
		route = append(route[:down], append([]int{2*i + 1}, route[down:]...)...)
	}
	m := Matrix{N: len(p.Stops)}
	for range m.N * m.N {
		m.Seconds = append(m.Seconds, whole(0, 500, "leg"))
	}
	p.Matrices = []Matrix{m}
	return p, route
}
