package capacity

import (
	"context"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
)

// take puts jobs into the day: the day with them, or why there is no room. It tries what
// is cheap first: the standing routes with the new stops between theirs, then better ones.
func (s *standing) take(ctx context.Context, asked []dayplan.Job, e Effort, m *memo) (with *standing, why string) {
	next := &standing{Day: s.Day}
	next.Sheet.Jobs = append(slices.Clone(s.Sheet.Jobs), asked...)
	next.problem, next.index = dayplan.Compile(next.Sheet, next.Legs)
	p, x := next.problem, next.index
	if why = hopeless(x, asked); why != "" {
		return nil, why
	}
	if s.isFull(asked) {
		return nil, Full
	}
	r, known := m.find(s.problem, p, e)
	if !known {
		r = remembered{before: s.problem, after: p, effort: e}
		from := s.carried(p, x)
		start, plan, found := s.insert(p, x, from, asked)
		if !found {
			plan, found = s.search(ctx, p, x, start, asked, e)
		}
		if r.plan, r.found = plan, found; !found {
			r.why = reason(p, x, from, asked)
		}
		if ctx.Err() == nil {
			m.keep(r)
		}
	}
	if !r.found {
		return nil, r.why
	}
	next.plan = r.plan
	next.look()
	return next, ""
}

// isFull reports whether everybody together may not have as many jobs as there would be:
// no search is needed to know that.
func (s *standing) isFull(asked []dayplan.Job) bool {
	room := 0
	for _, w := range s.Sheet.Workers {
		if w.Most == 0 {
			return false
		}
		room += w.Most
	}
	there := len(asked)
	for _, j := range s.Sheet.Jobs {
		if s.placed[j.ID] {
			there++
		}
	}
	return there > room
}

// insert sets the new stops between those of the standing routes, one job after the other.
// found: plan is sound; start is the best beginning for a search.
func (s *standing) insert(p *routing.Problem, x *dayplan.Index, from routing.Plan, asked []dayplan.Job) (start, plan routing.Plan, found bool) {
	start = from
	for i, j := range asked {
		options := routing.Insert(p, start, x.Request[j.ID])
		if len(options) == 0 {
			return start, start, false
		}
		if i == len(asked)-1 {
			for _, o := range options {
				if s.isSound(p, x, o.Plan, asked) {
					return o.Plan, o.Plan, true
				}
			}
		}
		start = options[0].Plan
	}
	return start, start, len(asked) == 0
}

// hopeless says why no search would find a place; empty: one might.
func hopeless(x *dayplan.Index, asked []dayplan.Job) string {
	if len(x.Sheet.Workers) == 0 {
		return Nobody
	}
	for _, j := range asked {
		r, there := x.Request[j.ID]
		if !there {
			return Hour
		}
		able := false
		for w := range x.Problem.Workers {
			able = able || isAble(x.Problem, w, r)
		}
		if !able {
			return Nobody
		}
	}
	return ""
}

// isAble reports whether a worker may do a request by papers, vehicle and person.
func isAble(p *routing.Problem, worker, request int) bool {
	w, q := p.Workers[worker], p.Requests[request]
	return q.Skills&^w.Skills == 0 && q.Road&^w.Roads == 0 && (q.Worker == routing.None || q.Worker == worker) && !slices.Contains(q.Forbidden, worker)
}

// nearest are the reasons a worker has in the words of this package, the nearest to having
// room first.
var nearest = []struct{ of, why string }{
	{routing.WhyWorse, Promise}, {routing.WhyRide, Ride}, {routing.WhyWindow, Hour}, {routing.WhyBreak, Break}, {routing.WhyCapacity, Load},
	{routing.WhyFull, Full}, {routing.WhyShift, Shift}, {routing.WhyWay, Way},
}

// reason says what stands in the way of the first of the jobs that the standing routes do
// not take, by whoever is nearest to being able.
func reason(p *routing.Problem, x *dayplan.Index, from routing.Plan, asked []dayplan.Job) string {
	for _, j := range asked {
		r := x.Request[j.ID]
		options := routing.Insert(p, from, r)
		if len(options) > 0 {
			from = options[0].Plan
			continue
		}
		said := map[string]bool{}
		for _, one := range routing.Why(p, from, r) {
			said[one.Why] = true
		}
		for _, n := range nearest {
			if said[n.of] {
				return n.why
			}
		}
		return Nobody
	}
	return Promise
}
