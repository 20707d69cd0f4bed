package routing

import (
	"context"
	"time"
)

// Solve plans from nothing: the best plan that the effort finds. The head of a route that
// has begun stays; what cannot be placed is in no route. It never gives a plan that breaks
// a hard rule. When ctx ends it returns within 20 ms what it has. A problem that Check
// refuses gets an empty plan.
func Solve(ctx context.Context, p *Problem, e Effort) Found {
	return Improve(ctx, p, Plan{}, e)
}

// Improve makes a better plan of an earlier one. What it gives is never worse under the
// problem's aim, keeps every request that had a place, and breaks no promise that from
// keeps at the 80% arrival time. Requests of from that no longer fit (a window has closed,
// a worker is gone) lose their place first and are tried again. A nil Routes is no plan.
func Improve(ctx context.Context, p *Problem, from Plan, e Effort) Found {
	if p == nil || p.Check() != nil {
		return Found{}
	}
	g := newEngine(p, e.Seed)
	g.remember(g.memoryOf(len(p.Requests)))
	g.layNeighbours()
	s := &search{engine: g, ctx: ctx, effort: e}
	s.start(from)
	s.run()
	plan := g.plan()
	return Found{Plan: plan, Score: Judge(p, plan).Score, Steps: s.steps}
}

// search is one run of an engine within an effort.
type search struct {
	*engine
	ctx    context.Context
	effort Effort
	steps  int
	since  time.Duration
	gone   float64 // how much of the effort is spent, 0 to 1
	ended  bool
}

// patience is how many steps pass between two looks at the clock and the context. A step
// of a large problem takes a millisecond and is looked after every time.
const patience = 16

// spent counts a step and says whether the search is over.
func (s *search) spent() bool {
	s.steps++
	if s.effort.Steps > 0 {
		s.gone = float64(s.steps) / float64(s.effort.Steps)
		s.ended = s.ended || s.steps >= s.effort.Steps
	}
	if s.steps%patience == 0 || len(s.mobile) > 250 {
		s.look()
	}
	return s.ended
}

// look asks the clock and the context.
func (s *search) look() {
	select {
	case <-s.ctx.Done():
		s.ended = true
	default:
	}
	if s.effort.Time > 0 && s.effort.Clock != nil {
		part := float64(s.effort.Clock()-s.since) / float64(s.effort.Time)
		if s.effort.Steps == 0 {
			s.gone = part
		}
		s.ended = s.ended || part >= 1
	}
}

// start makes the first plan: what still fits of the earlier one, and the rest greedily.
func (s *search) start(from Plan) {
	if s.effort.Clock != nil {
		s.since = s.effort.Clock()
	}
	g := s.engine
	g.setWeights(gentle)
	g.adopt(from)
	g.keepRecord()
	s.settleIn()
}

// settleIn places what has no place, looking at the clock in between: the first plan of a
// large problem takes longer than all later steps.
func (s *search) settleIn() {
	g := s.engine
	g.open()
	g.order()
	left := g.absent[:0]
	for i, q := range g.absent {
		if s.look(); s.ended || !g.insert(q) {
			left = append(left, g.absent[i])
		}
	}
	g.absent = left
	g.missing, _ = g.tally()
	g.sum = g.total()
	if g.compare(g.missing, &g.sum) < 0 {
		g.keepRecord()
	}
}

// memoryOf is how many choices are remembered for so many requests: a power of two.
func (g *engine) memoryOf(requests int) int {
	if g.small() {
		return fewMemory
	}
	n := 1 << 12
	for n < requests*2048 && n < 1<<18 {
		n *= 2
	}
	return n
}

func (g *engine) remember(n int) { g.memory = make([]remembered, n) }
