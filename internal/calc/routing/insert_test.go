package routing

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Every able worker's best place is the best of all places that the judge allows.
func TestAnInsertionIsTheBestOfAllPlaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		if len(p.Requests) == 0 {
			return
		}
		from := Solve(context.Background(), p, Effort{Seed: 1, Steps: 3}).Plan
		if len(Judge(p, from).Breaches) > 0 {
			return
		}
		q := rapid.IntRange(0, len(p.Requests)-1).Draw(t, "request")
		options := Insert(p, from, q)
		for _, o := range options {
			v := Judge(p, o.Plan)
			must(t, len(v.Breaches) == 0, "breaches %v", v.Breaches)
			for l := range v.Score {
				must(t, math.Abs(v.Score[l]-o.Score[l]) < 1e-5, "level %d: %v, judge %v", l, o.Score[l], v.Score[l])
			}
			for i, at := range o.Places {
				m := v.Routes[o.Worker].Stops[at]
				must(t, math.Abs(m.Begin-o.Begin[i]) < 1e-6 && math.Abs(m.Slow-o.Slow[i]) < 1e-6, "hours %v %v, judge %v", o.Begin, o.Slow, m)
			}
		}
		first, any := NewInserter(p, from).Best(q)
		must(t, any == (len(options) > 0), "a best one %v of %d", any, len(options))
		must(t, !any || p.Aim.Compare(first.Score, options[0].Score) == 0, "the best alone %v, of all %v", first.Score, options)
		must(t, slices.IsSortedFunc(options, func(a, b Option) int { return p.Aim.Compare(a.Score, b.Score) }), "the best first")
		for w := range p.Workers {
			best, any := everyPlace(p, without(p, from, q), q, w)
			i := slices.IndexFunc(options, func(o Option) bool { return o.Worker == w })
			must(t, any == (i >= 0), "worker %d: a place %v, an option %v", w, any, i >= 0)
			must(t, !any || p.Aim.Compare(options[i].Score, best) <= 0, "worker %d: %v", w, best)
		}
	})
}

// A pair finds its best place, or none, among rides that are limited and pauses that can
// lie within them.
func TestAnInsertionBetweenRidesIsTheBestOfAllPlaces(t *testing.T) {
	placed, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p, route := someRides(t)
		q := rapid.IntRange(0, len(p.Requests)-1).Draw(t, "request")
		from := without(p, Plan{[][]int{route}}, q)
		if len(Judge(p, from).Breaches) > 0 {
			return
		}
		score, any := everyPlace(p, from, q, 0)
		options := Insert(p, from, q)
		first, found := NewInserter(p, from).Best(q)
		must(t, any == (len(options) > 0) && any == found, "a place %v, options %d, a best one %v", any, len(options), found)
		if any {
			must(t, p.Aim.Compare(options[0].Score, score) == 0 && p.Aim.Compare(first.Score, score) == 0, "%v and %v, the best %v", options[0].Score, first.Score, score)
			placed++
		} else {
			refused++
		}
	})
	if placed == 0 || refused == 0 {
		t.Fatalf("%d placed and %d refused decide nothing", placed, refused)
	}
}

// without is a plan without what may move of a request.
func without(p *Problem, plan Plan, q int) Plan {
	out := Plan{Routes: make([][]int, len(p.Workers))}
	for w, route := range plan.Routes {
		for k, s := range route {
			if r := p.Requests[q]; s != r.Pickup && s != r.Delivery || k < len(p.Workers[w].Begun) {
				out.Routes[w] = append(out.Routes[w], s)
			}
		}
	}
	return out
}

// everyPlace tries all places of a request in a worker's route.
func everyPlace(p *Problem, plan Plan, q, w int) (best Score, any bool) {
	var moves []int
	for _, s := range []int{p.Requests[q].Pickup, p.Requests[q].Delivery} {
		if s != None && !slices.ContainsFunc(p.Workers, func(x Worker) bool { return slices.Contains(x.Begun, s) }) {
			moves = append(moves, s)
		}
	}
	route := plan.Routes[w]
	try := func(route []int) {
		routes := slices.Clone(plan.Routes)
		routes[w] = route
		if v := Judge(p, Plan{routes}); len(v.Breaches) == 0 && (!any || p.Aim.Compare(v.Score, best) < 0) && len(moves) > 0 {
			best, any = v.Score, true
		}
	}
	for i := len(p.Workers[w].Begun); i <= len(route); i++ {
		for k := i; k <= len(route) && len(moves) == 2; k++ {
			r := slices.Insert(slices.Clone(route), k, moves[1])
			try(slices.Insert(r, i, moves[0]))
		}
		if len(moves) == 1 {
			try(slices.Insert(slices.Clone(route), i, moves[0]))
		}
	}
	return best, any
}

// Who has not a request is told one reason, and "worse" only who could have it.
func TestWhySaysWhatStandsInTheWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		if len(p.Requests) == 0 {
			return
		}
		from := Solve(context.Background(), p, Effort{Seed: 1, Steps: 3}).Plan
		q := rapid.IntRange(0, len(p.Requests)-1).Draw(t, "request")
		options := Insert(p, from, q)
		for _, r := range Why(p, from, q) {
			able := slices.ContainsFunc(options, func(o Option) bool { return o.Worker == r.Worker })
			must(t, able == (r.Why == WhyWorse), "worker %d: %s, an option %v", r.Worker, r.Why, able)
		}
	})
}

// fiveHundred is a district's day.
func fiveHundred() *Problem { return someHundred(500, 50) }

// someHundred is a day of so many requests, half of them pairs, and workers.
func someHundred(requests, workers int) *Problem {
	rnd := newRandom(7)
	p := &Problem{Aim: Care}
	point := func() [2]float64 { return [2]float64{rnd.unit() * 1800, rnd.unit() * 1800} }
	at := [][2]float64{point()}
	stop := func(from, width float64) int {
		at = append(at, point())
		p.Stops = append(p.Stops, Stop{Place: len(at) - 1, Service: 300, Earliest: from, Latest: from + width, Due: from + width*0.7})
		return len(p.Stops) - 1
	}
	for i := range requests {
		from := 28000 * rnd.unit()
		r := Request{Class: HomeVisit, Pickup: None, RideLimit: Never, Worker: None, Announced: None}
		if i%2 == 0 {
			r.Class, r.Rides, r.Load, r.RideLimit = Milk, true, Load{1}, 5400
			r.Pickup = stop(from, 7200)
		}
		r.Delivery = stop(from, 9000)
		p.Requests = append(p.Requests, r)
	}
	for range workers {
		p.Workers = append(p.Workers, Worker{Start: 0, End: 0, From: 0, To: 43200, Longest: Never, Capacity: Load{4}, Breaks: []Break{{18000, 21600, 1800}}})
	}
	m := Matrix{N: len(at), Seconds: make([]float64, len(at)*len(at)), Slow: make([]float64, len(at)*len(at))}
	for i := range at {
		for k := range at {
			m.Seconds[i*len(at)+k] = math.Hypot(at[i][0]-at[k][0], at[i][1]-at[k][1])
			m.Slow[i*len(at)+k] = 1.4 * m.Seconds[i*len(at)+k]
		}
	}
	p.Matrices = []Matrix{m}
	return p
}

// BenchmarkInsert500 is one question to a plan of 500 requests and 50 workers; its metric
// p99-ms is to stay under 2.
func BenchmarkInsert500(b *testing.B) {
	p := fiveHundred()
	from := Solve(context.Background(), p, Effort{Seed: 1, Steps: 200}).Plan
	x := NewInserter(p, from)
	q := 0
	for b.Loop() {
		q = (q + 1) % len(p.Requests)
		if len(x.Options(q)) == 0 {
			b.Fatal("no option")
		}
	}
}

// An inserter that took options over answers as one that is made of their plan.
func TestAnInserterGoesOnWithWhatItAccepted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		x := NewInserter(p, Plan{})
		for q := range p.Requests {
			options := x.Options(q)
			if len(options) == 0 || x.Placed(q) {
				continue
			}
			o := options[0]
			x.Accept(q, o)
			must(t, x.Serves(len(p.Requests), o.Plan) && x.Placed(q), "it stands on the plan it accepted")
			v := Judge(p, o.Plan)
			d := x.Drive(o.Worker, o.Plan.Routes[o.Worker])
			must(t, slices.Equal(v.Routes[o.Worker].Stops, d.Stops) && v.Routes[o.Worker].Return == d.Return && v.Routes[o.Worker].Depart == d.Depart, "hours %v, judge %v", d, v.Routes[o.Worker])
			fresh := NewInserter(p, o.Plan)
			for other := range p.Requests {
				a, b := x.Options(other), fresh.Options(other)
				must(t, len(a) == len(b), "request %d: %d ways, afresh %d", other, len(a), len(b))
				for i := range a {
					must(t, a[i].Worker == b[i].Worker && p.Aim.Compare(a[i].Score, b[i].Score) == 0 && slices.Equal(a[i].Breaks, b[i].Breaks), "request %d: %v, afresh %v", other, a[i], b[i])
				}
			}
		}
	})
}
