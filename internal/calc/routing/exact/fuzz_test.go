package exact

import (
	"context"
	"math"
	"testing"

	"sambang/internal/calc/routing"
)

// fed throws what the bytes say, and low when they are used up.
func fed(bytes *[]byte) die {
	return func(lo, hi int) int {
		if len(*bytes) == 0 {
			return lo
		}
		b := int((*bytes)[0])
		*bytes = (*bytes)[1:]
		return lo + b%(hi-lo+1)
	}
}

// odd are figures that no honest caller gives.
var odd = []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, -1e9, 1e9, 1e300, 0, 0.1, math.SmallestNonzeroFloat64}

// spoilt writes odd figures and indexes into a problem.
func spoilt(d die, p *routing.Problem) {
	for range d(0, 3) {
		x, i := odd[d(0, len(odd)-1)], d(-3, 30)
		s, q, w := &p.Stops[d(0, len(p.Stops)-1)], &p.Requests[d(0, len(p.Requests)-1)], &p.Workers[d(0, len(p.Workers)-1)]
		m := &p.Matrices[d(0, 1)]
		for k, change := range []func(){
			func() { s.Place = i }, func() { s.Service = x }, func() { s.Earliest = x }, func() { s.Latest = x }, func() { s.Due = x },
			func() { q.Pickup = i }, func() { q.Delivery = i }, func() { q.RideLimit = x }, func() { q.Worker = i }, func() { q.Announced = i },
			func() { q.AnnouncedAt = x }, func() { q.Aboard = !q.Aboard }, func() { q.Load[0] = int32(i) }, func() { q.Forbidden = []int{i} }, func() { q.Class = routing.Class(i) },
			func() { w.Start = i }, func() { w.End = i }, func() { w.From = x }, func() { w.To = x }, func() { w.Longest = x },
			func() { w.Capacity[1] = int32(i) }, func() { w.Stops = i }, func() { w.Had = i }, func() { w.Begun = append(w.Begun, i) }, func() { w.Profile = i },
			func() { w.Breaks = append(w.Breaks, routing.Break{Earliest: x, Latest: x, Length: x}) },
			func() { m.Seconds[d(0, len(m.Seconds)-1)] = x }, func() { m.Slow = []float64{x} }, func() { m.Metres = m.Seconds }, func() { m.N = i },
			func() { p.Aim = routing.Aim{routing.Level(i)} },
		} {
			if k == d(0, 30) {
				change()
			}
		}
	}
}

// Whatever a problem holds, it is refused or planned without breaking a rule; no question
// about it ends in a panic.
func FuzzProblem(f *testing.F) {
	f.Add([]byte{})
	for seed := range uint64(40) {
		d, bytes := seeded(seed), make([]byte, 400)
		for i := range bytes {
			bytes[i] = byte(d(0, 255))
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, bytes []byte) {
		d := fed(&bytes)
		p := drawn(d, sizes{requests: 8, workers: 3, stops: 12})
		spoilt(d, p)
		plan := routing.Plan{Routes: [][]int{{d(-2, 12), d(-2, 12)}, {d(-2, 12)}}}
		e := routing.Effort{Seed: 1, Steps: 20}
		routing.Judge(p, plan)
		routing.Insert(p, plan, d(-1, 9))
		routing.Why(p, plan, d(-1, 9))
		for _, found := range []routing.Found{routing.Solve(context.Background(), p, e), routing.Improve(context.Background(), p, plan, e)} {
			if v := routing.Judge(p, found.Plan); p.Check() == nil && len(v.Breaches) > 0 {
				t.Fatalf("%v breaks %+v", found.Plan.Routes, v.Breaches)
			}
		}
	})
}
