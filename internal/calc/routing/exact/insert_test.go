package exact

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sambang/internal/calc/routing"
)

// everyWay gives the best score of taking a request into one worker's route, by the judge
// of each pair of places; false when no place will do.
func everyWay(p *routing.Problem, plan routing.Plan, request, w int) (best routing.Score, ok bool) {
	q := p.Requests[request]
	try := func(route []int) {
		next := routing.Plan{Routes: slices.Clone(plan.Routes)}
		next.Routes[w] = route
		v := routing.Judge(p, next)
		if len(v.Breaches) == 0 && (!ok || p.Aim.Compare(v.Score, best) < 0) {
			best, ok = v.Score, true
		}
	}
	route := plan.Routes[w]
	up := slices.Index(route, q.Pickup) // of a pick-up that is begun
	for i := range len(route) + 1 {
		switch {
		case q.Pickup == routing.None || up >= 0 && i > up:
			try(slices.Insert(slices.Clone(route), i, q.Delivery))
		case up < 0:
			for j := i + 1; j <= len(route)+1; j++ {
				try(slices.Insert(slices.Insert(slices.Clone(route), i, q.Pickup), j, q.Delivery))
			}
		}
	}
	return best, ok
}

// without takes a request out of a plan; what is begun stays.
func without(p *routing.Problem, plan routing.Plan, request int) routing.Plan {
	less := routing.Plan{Routes: slices.Clone(plan.Routes)}
	for w, route := range less.Routes {
		less.Routes[w] = slices.DeleteFunc(slices.Clone(route), func(s int) bool {
			q := p.Requests[request]
			return (s == q.Pickup || s == q.Delivery) && !slices.Contains(p.Workers[w].Begun, s)
		})
	}
	return less
}

func TestInsertionTellsTheBestWayWithEveryWorker(t *testing.T) {
	for seed := range uint64(cases(200)) {
		p := drawn(seeded(seed), sizes{requests: 7, workers: 3, stops: 11})
		plan := routing.Solve(context.Background(), p, routing.Effort{Seed: seed, Steps: 50}).Plan
		for request, q := range p.Requests {
			if slices.Contains(p.Workers[max(q.Worker, 0)].Begun, q.Delivery) {
				continue
			}
			from := without(p, plan, request)
			if len(routing.Judge(p, from).Breaches) == 0 { // TestLessIsNeverTooMuch says when
				held(t, seed, p, from, request)
			}
		}
	}
}

// held compares what Insert says of each worker with the judge of every place.
func held(t *testing.T, seed uint64, p *routing.Problem, from routing.Plan, request int) {
	t.Helper()
	options := routing.Insert(p, from, request)
	for i, o := range options {
		v := routing.Judge(p, o.Plan)
		if len(v.Breaches) > 0 || p.Aim.Compare(v.Score, o.Score) != 0 {
			t.Errorf("problem %d, request %d: the option %v says %v, the judge %v %+v", seed, request, o.Plan.Routes, o.Score, v.Score, v.Breaches)
			continue
		}
		if i > 0 && p.Aim.Compare(options[i-1].Score, o.Score) > 0 {
			t.Errorf("problem %d, request %d: option %d is better than the one before", seed, request, i)
		}
		told(t, seed, p, o, v, request)
	}
	for w := range p.Workers {
		at := slices.IndexFunc(options, func(o routing.Option) bool { return o.Worker == w })
		switch best, able := everyWay(p, from, request, w); {
		case able != (at >= 0):
			t.Errorf("problem %d, request %d, worker %d in %v: able is %v, told %v", seed, request, w, from.Routes, able, at >= 0)
		case able && p.Aim.Compare(best, options[at].Score) != 0:
			t.Errorf("problem %d, request %d, worker %d in %v: the best way is worth %v, told %v %v", seed, request, w, from.Routes, best, options[at].Plan.Routes, options[at].Score)
		}
	}
}

// told compares places and hours of an option with its plan.
func told(t *testing.T, seed uint64, p *routing.Problem, o routing.Option, v routing.Verdict, request int) {
	t.Helper()
	var places []int
	var begin, slow []float64
	for i, m := range v.Routes[o.Worker].Stops {
		q := p.Requests[request]
		if m.Stop == q.Delivery || m.Stop == q.Pickup && !slices.Contains(p.Workers[o.Worker].Begun, m.Stop) {
			places, begin, slow = append(places, i), append(begin, m.Begin), append(slow, m.Slow)
		}
	}
	if !cmp.Equal(places, o.Places) || !cmp.Equal(begin, o.Begin) || !cmp.Equal(slow, o.Slow) {
		t.Errorf("problem %d, request %d: in %v at %v, %v, %v; told %v, %v, %v", seed, request, o.Plan.Routes[o.Worker], places, begin, slow, o.Places, o.Begin, o.Slow)
	}
}
