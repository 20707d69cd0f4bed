package routing

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// An inserter that took in one more request answers as one that is made of all of them,
// with other windows, too, and as before when it has forgotten it.
func TestAnInserterThatGrewAnswersAsOneMadeAnew(t *testing.T) {
	grew := 0
	rapid.Check(t, func(t *rapid.T) {
		p := someDay(t)
		if len(p.Requests) == 0 {
			return
		}
		all := *p
		requests := len(p.Requests) - 1
		stops := p.Requests[requests].Delivery
		if up := p.Requests[requests].Pickup; up != None {
			stops = min(stops, up)
		}
		p.Requests, p.Stops = p.Requests[:requests], p.Stops[:stops]
		from := Solve(context.Background(), p, Effort{Seed: 1, Steps: 3}).Plan
		x := NewInserter(p, from)
		p.Requests, p.Stops = all.Requests, slices.Clone(all.Stops)
		if !x.Grow() {
			return
		}
		grew++
		answersAlike(t, p, x, from)
		p.Stops[stops].Due, p.Stops[stops].Latest = 3000, p.Stops[stops].Latest+900
		x.Renew(requests)
		answersAlike(t, p, x, from)
		x.Forget(requests, stops)
		p.Requests, p.Stops = p.Requests[:requests], p.Stops[:stops]
		answersAlike(t, p, x, from)
	})
	if grew == 0 {
		t.Fatal("none grew")
	}
}

func answersAlike(t *rapid.T, p *Problem, x *Inserter, from Plan) {
	fresh := NewInserter(p, from)
	for q := range p.Requests {
		a, b := x.Options(q), fresh.Options(q)
		must(t, len(a) == len(b), "request %d: %d ways, afresh %d", q, len(a), len(b))
		for i := range a {
			must(t, a[i].Worker == b[i].Worker && p.Aim.Compare(a[i].Score, b[i].Score) == 0 && slices.Equal(a[i].Slow, b[i].Slow) && slices.Equal(a[i].Breaks, b[i].Breaks), "request %d: %v, afresh %v", q, a[i], b[i])
		}
	}
}
