package capacity

import (
	"context"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
)

// strict is the same day asked for nothing but places: every trip is as slow as on the
// worst of five days, and what was promised to the new and to those who are kept may not be
// broken at all. A search that has only places to find finds them sooner; what it finds is
// judged by the day as it is.
func (s *standing) strict(p *routing.Problem, x *dayplan.Index, asked []dayplan.Job) *routing.Problem {
	out := *p
	out.Aim, out.Stops, out.Matrices = routing.Shortest, slices.Clone(p.Stops), slices.Clone(p.Matrices)
	for i, m := range out.Matrices {
		if m.Slow != nil {
			out.Matrices[i].Seconds, out.Matrices[i].Slow = m.Slow, nil
		}
	}
	for _, j := range asked {
		hold(&out, x.Request[j.ID])
	}
	for _, j := range s.Sheet.Jobs {
		if s.kept[j.ID] {
			hold(&out, x.Request[j.ID])
		}
	}
	return &out
}

// hold makes the promises of a request hard.
func hold(p *routing.Problem, request int) {
	q := p.Requests[request]
	for _, n := range [...]int{q.Pickup, q.Delivery} {
		if n == routing.None {
			continue
		}
		stop := &p.Stops[n]
		due := stop.Due
		if stop.DueAtEnd {
			due -= stop.Service
		}
		stop.Latest = max(min(stop.Latest, due), stop.Earliest)
	}
}

// search looks for a sound plan in growing pieces, so that what is found soon is said
// soon: first from the standing routes, then from nothing, at last by all the aims of a day.
func (s *standing) search(ctx context.Context, p *routing.Problem, x *dayplan.Index, start routing.Plan, asked []dayplan.Job, e Effort) (routing.Plan, bool) {
	strict, from := s.strict(p, x, asked), start
	if len(routing.Judge(strict, start).Breaches) > 0 {
		from = routing.Plan{} // on the slowest day the standing routes cannot be driven as they are
	}
	for _, try := range []struct {
		p     *routing.Problem
		from  routing.Plan
		steps int
	}{{strict, from, e.Improve}, {strict, routing.Plan{}, e.Scratch}, {p, start, e.Improve}} {
		plan, seed := try.from, e.Seed
		for done, piece := 0, first; done < try.steps && ctx.Err() == nil; done, piece, seed = done+piece, piece*2, seed+1 {
			plan = routing.Improve(ctx, try.p, plan, routing.Effort{Seed: seed, Steps: min(piece, try.steps-done)}).Plan
			if s.isSound(p, x, plan, asked) {
				return plan, true
			}
		}
	}
	return routing.Plan{}, false
}

// first is how many steps the first piece of a search has.
const first = 100
