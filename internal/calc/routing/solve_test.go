package routing

import (
	"context"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

// someDay draws a day with everything a problem may ask for: pairs and single visits,
// loads, limits, promises, breaks, pins, what has begun and what is aboard.
func someDay(t *rapid.T) *Problem {
	n := rapid.IntRange(0, 7).Draw(t, "requests")
	workers := rapid.IntRange(1, 3).Draw(t, "workers")
	p := &Problem{Aim: rapid.SampledFrom([]Aim{Care, Live, Shortest}).Draw(t, "aim")}
	whole := func(lo, hi int, what string) float64 { return float64(rapid.IntRange(lo, hi).Draw(t, what)) }
	for w := range workers {
		x := Worker{Start: 0, End: rapid.SampledFrom([]int{0, 1, None}).Draw(t, "end"), From: whole(0, 600, "from"), To: whole(5000, 30000, "to"),
			Longest: Never, Capacity: Load{int32(1 + w), 2}, Skills: 3, Roads: 1, Equals: 1, Had: w}
		if rapid.IntRange(0, 3).Draw(t, "break") == 0 {
			x.Breaks = append(x.Breaks, Break{3000, 5000, 900})
		}
		if rapid.IntRange(0, 4).Draw(t, "longest") == 0 {
			x.Longest = whole(6000, 15000, "long")
		}
		if rapid.IntRange(0, 4).Draw(t, "stops") == 0 {
			x.Stops = 2
		}
		p.Workers = append(p.Workers, x)
	}
	for range n {
		someRequest(t, p, workers)
	}
	places := 2 + len(p.Stops)
	x, y := make([]float64, places), make([]float64, places)
	for i := range places {
		x[i], y[i] = whole(0, 1500, "x"), whole(0, 1500, "y")
	}
	m := Matrix{N: places, Seconds: make([]float64, places*places), Slow: make([]float64, places*places)}
	for i := range places {
		for k := range places {
			m.Seconds[i*places+k] = math.Hypot(x[i]-x[k], y[i]-y[k])
			m.Slow[i*places+k] = 1.3 * m.Seconds[i*places+k]
		}
	}
	p.Matrices = []Matrix{m}
	return p
}

func someRequest(t *rapid.T, p *Problem, workers int) {
	stop := func() int {
		from := float64(rapid.IntRange(0, 8000).Draw(t, "opens"))
		s := Stop{Place: 2 + len(p.Stops), Service: 300, Earliest: from, Latest: from + float64(rapid.IntRange(600, 9000).Draw(t, "width")), Due: Never}
		if rapid.Bool().Draw(t, "promised") {
			s.Due, s.DueAtEnd = from+float64(rapid.IntRange(300, 5000).Draw(t, "due")), rapid.Bool().Draw(t, "at end")
		}
		p.Stops = append(p.Stops, s)
		return len(p.Stops) - 1
	}
	r := Request{Class: Class(rapid.IntRange(0, ClassCount-1).Draw(t, "class")), Pickup: None, RideLimit: Never, Worker: None, Announced: None,
		Paid: rapid.Bool().Draw(t, "paid"), Skills: uint64(rapid.SampledFrom([]int{0, 0, 0, 1, 4}).Draw(t, "skill"))}
	switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case kind < 4:
	case kind < 8:
		r.Pickup, r.Load, r.Rides = stop(), Load{1}, rapid.Bool().Draw(t, "rides")
		if rapid.Bool().Draw(t, "limited") {
			r.RideLimit = float64(rapid.IntRange(300, 4000).Draw(t, "ride"))
		}
	default:
		r.Aboard, r.Worker, r.Load = true, rapid.IntRange(0, workers-1).Draw(t, "aboard"), Load{0, 1}
	}
	r.Delivery = stop()
	if rapid.IntRange(0, 3).Draw(t, "announced") == 0 {
		r.Announced, r.AnnouncedAt = rapid.IntRange(0, workers-1).Draw(t, "who"), 2000
	}
	if rapid.IntRange(0, 9).Draw(t, "pinned") == 0 && r.Worker == None {
		r.Worker = 0
	}
	p.Requests = append(p.Requests, r)
	if w := &p.Workers[0]; len(p.Requests) == 1 && r.Worker == None && rapid.IntRange(0, 2).Draw(t, "begun") == 0 {
		first := r.Delivery
		if r.Pickup != None {
			first = r.Pickup
		}
		w.Begun = []int{first}
	}
}

// A plan that the search finds keeps every rule, and is worth what the judge says.
func TestWhatIsFoundMayBeCarriedOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		must(t, p.Check() == nil, "a problem")
		empty := Judge(p, heads(p))
		if len(empty.Breaches) > 0 {
			return
		}
		found := Solve(context.Background(), p, Effort{Seed: 1, Steps: 60})
		v := Judge(p, found.Plan)
		must(t, len(v.Breaches) == 0, "breaches %v", v.Breaches)
		must(t, found.Score == v.Score, "score")
		g := newEngine(p, 1)
		g.setWeights(gentle)
		g.adopt(found.Plan)
		if p.Aim[5] != Broken {
			return
		}
		for l := Broken; l < LevelCount; l++ {
			must(t, math.Abs(g.sum[l-Broken]-v.Score[l]) < 1e-5, "level %d: %v, judge %v", l, g.sum[l-Broken], v.Score[l])
		}
	})
}

// heads is the plan of what has begun and nothing else.
func heads(p *Problem) Plan {
	var plan Plan
	for _, w := range p.Workers {
		plan.Routes = append(plan.Routes, w.Begun)
	}
	return plan
}

// The same problem, seed and steps give the same plan.
func TestTheSameSeedFindsTheSamePlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		e := Effort{Seed: rapid.Uint64().Draw(t, "seed"), Steps: 40}
		must(t, reflect.DeepEqual(Solve(context.Background(), p, e), Solve(context.Background(), p, e)), "two plans")
	})
}

// An earlier plan only becomes better: no place is lost, no promise newly broken.
func TestImprovingTakesNothingAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		from := Solve(context.Background(), p, Effort{Seed: 1, Steps: 1}).Plan
		before := Judge(p, from)
		if len(before.Breaches) > 0 {
			return
		}
		after := Judge(p, Improve(context.Background(), p, from, Effort{Seed: 2, Steps: 50}).Plan)
		must(t, len(after.Breaches) == 0, "breaches %v", after.Breaches)
		must(t, p.Aim.Compare(after.Score, before.Score) <= 0, "worse: %v, was %v", after.Score, before.Score)
		kept := map[int]bool{}
		for _, d := range after.Routes {
			for _, m := range d.Stops {
				kept[m.Stop] = m.Slow <= dueBegin(p, m.Stop)+tiny
			}
		}
		for _, d := range before.Routes {
			for _, m := range d.Stops {
				is, there := kept[m.Stop]
				must(t, there, "stop %d lost its place", m.Stop)
				must(t, is || m.Slow > dueBegin(p, m.Stop)+tiny || p.Aim[5] != Broken, "the promise of stop %d is broken", m.Stop)
			}
		}
	})
}

func dueBegin(p *Problem, s int) float64 {
	if p.Stops[s].DueAtEnd {
		return p.Stops[s].Due - p.Stops[s].Service
	}
	return p.Stops[s].Due
}

// must ends a drawn case that is not as it should be.
func must(t *rapid.T, ok bool, format string, args ...any) {
	if !ok {
		t.Fatalf(format, args...)
	}
}
