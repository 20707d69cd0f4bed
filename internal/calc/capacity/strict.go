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

// loosened lifts what is asked at likely times only and not on slow ways: limits of rides
// that a promise bounds too, and a little of the end of the shift.
func loosened(p *routing.Problem) *routing.Problem {
	out := *p
	out.Requests, out.Workers = slices.Clone(p.Requests), slices.Clone(p.Workers)
	for i, q := range out.Requests {
		if q.Pickup != routing.None && p.Stops[q.Delivery].Latest < routing.Never {
			out.Requests[i].RideLimit = routing.Never
		}
	}
	for i := range out.Workers {
		out.Workers[i].To += grace
	}
	return &out
}

// grace is how much later somebody may come home on slow ways, in seconds.
const grace = 900

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

// search looks for a sound plan: strictly, from the standing routes and then again and
// again from nothing, mostly with what slow ways need not keep loosened, and at last by all
// the aims of a day.
func (s *standing) search(ctx context.Context, p *routing.Problem, x *dayplan.Index, start routing.Plan, asked []dayplan.Job, e Effort) (routing.Plan, bool) {
	strict := s.strict(p, x, asked)
	if len(routing.Judge(strict, start).Breaches) == 0 { // else they cannot be driven on the slowest day
		plan := routing.Improve(ctx, strict, start, routing.Effort{Seed: e.Seed, Steps: piece}).Plan
		if s.isSound(p, x, plan, asked) {
			return plan, true
		}
	}
	loose := loosened(strict)
	for n, done := 1, 0; done < e.Strict && ctx.Err() == nil; n++ {
		steps := min(piece*luby(n), e.Strict-done)
		done += steps
		of := loose
		if n%3 == 0 {
			of = strict
		}
		plan := routing.Solve(ctx, of, routing.Effort{Seed: e.Seed + uint64(n), Steps: steps}).Plan
		if s.isSound(p, x, plan, asked) {
			return plan, true
		}
	}
	if e.Whole == 0 {
		return routing.Plan{}, false
	}
	plan := routing.Improve(ctx, p, start, routing.Effort{Seed: e.Seed, Steps: e.Whole}).Plan
	return plan, s.isSound(p, x, plan, asked)
}

// piece is how many steps a short search has.
const piece = 300

// luby is how many pieces the nth search from nothing has, n from 1: 1 1 2 1 1 2 4 1 1 2 ...
// Nobody knows before how long a lucky search is; this is within a logarithm of the best
// guess (Luby, Sinclair, Zuckerman 1993).
func luby(n int) int {
	for k := 1; ; k++ {
		switch full := 1<<k - 1; {
		case n == full:
			return 1 << (k - 1)
		case n < full:
			return luby(n - full/2)
		}
	}
}
