package dayplan

import (
	"slices"

	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
)

// Move is a job that a person drags to a worker. Place counts the stops of that worker's
// route without the job: its first stop comes to stand there; below zero: where it is best.
type Move struct {
	Job, Worker ident.ID
	Place       int
}

// Tried is a day with a job moved.
type Tried struct {
	Day  Day
	Cost Cost
	// Why is why it cannot be: a word of routing's Reason, begun for what has begun
	// already, unknown for a job or a worker that the day does not have. Empty: it can.
	Why string
}

// The words of Tried beside those of routing.
const (
	WhyBegun   = "begun"
	WhyUnknown = "unknown"
)

// Try says what the day would be with a job moved, and what that costs; all other stops
// stay in their order. It changes nothing.
func Try(s Sheet, legs Legs, d Day, m Move) Tried {
	_, x := Compile(s, legs)
	return x.Try(x.Plan(d), m)
}

// Try does it with a sheet that is compiled and a plan of it.
func (x *Index) Try(plan routing.Plan, m Move) Tried {
	request, found := x.Request[m.Job]
	w, there := x.worker[m.Worker]
	switch {
	case !found || !there || x.Problem.Check() != nil:
		return Tried{Why: WhyUnknown}
	case x.Sheet.Jobs[x.jobs[request]].Begun > 0 || x.Sheet.Jobs[x.jobs[request]].Aboard:
		return Tried{Why: WhyBegun}
	}
	before, _ := x.hours(x.widened(plan))
	undo := x.free(request, w)
	defer undo()
	moved, why := x.moved(x.without(plan, request), request, w, m.Place)
	if why != "" {
		return Tried{Why: why}
	}
	after := x.Hours(moved)
	return Tried{Day: after, Cost: CostOf(before, after)}
}

// free gives a request to a worker alone, whatever was said before, until undo is called.
func (x *Index) free(request, worker int) (undo func()) {
	r := x.Problem.Requests[request]
	stops := x.stopsOf(request)
	first := x.Problem.Stops[stops[0]]
	own := x.Sheet.Jobs[x.jobs[request]].spots()[0]
	to := r
	to.Worker, to.Frozen = worker, false
	to.Forbidden = slices.DeleteFunc(slices.Clone(r.Forbidden), func(w int) bool { return w == worker })
	x.Problem.Requests[request] = to
	x.Problem.Stops[stops[0]].Earliest, x.Problem.Stops[stops[0]].Latest = max(x.or(own.Earliest, 0), 0), x.or(own.Latest, routing.Never)
	return func() { x.Problem.Requests[request], x.Problem.Stops[stops[0]] = r, first }
}

// without is the plan without a request.
func (x *Index) without(plan routing.Plan, request int) routing.Plan {
	out, stops := x.widened(plan), x.stopsOf(request)
	for w, route := range out.Routes {
		out.Routes[w] = slices.DeleteFunc(slices.Clone(route), func(n int) bool { return slices.Contains(stops, n) })
	}
	return out
}

// moved puts a request into a worker's route, or says why it does not go.
func (x *Index) moved(base routing.Plan, request, worker, place int) (routing.Plan, string) {
	if place < 0 {
		for _, o := range routing.Insert(x.Problem, base, request) {
			if o.Worker == worker {
				return o.Plan, ""
			}
		}
		return base, x.reason(base, request, worker)
	}
	route := base.Routes[worker]
	place = max(min(place, len(route)), len(x.Problem.Workers[worker].Begun))
	var best routing.Plan
	var score routing.Score
	why, allowed := "", breaches(routing.Judge(x.Problem, base))
	for _, r := range x.insertions(route, x.stopsOf(request), place) {
		plan := x.widened(base)
		plan.Routes[worker] = r
		v := routing.Judge(x.Problem, plan)
		switch broken := breaches(v); {
		case broken > allowed:
			if why == "" {
				why = v.Breaches[0].Rule
			}
		case best.Routes == nil || x.Problem.Aim.Compare(v.Score, score) < 0:
			best, score = plan, v.Score
		}
	}
	if best.Routes == nil {
		return base, why
	}
	return best, ""
}

func breaches(v routing.Verdict) int { return len(v.Breaches) }

// reason is why one worker cannot have a request.
func (x *Index) reason(plan routing.Plan, request, worker int) string {
	for _, r := range routing.Why(x.Problem, plan, request) {
		if r.Worker == worker {
			return r.Why
		}
	}
	return routing.WhyWindow
}

// insertions are the routes with the first stop at a place and the second, when there is
// one, anywhere after it.
func (x *Index) insertions(route, stops []int, place int) (out [][]int) {
	first := slices.Insert(slices.Clone(route), place, stops[0])
	if len(stops) == 1 {
		return [][]int{first}
	}
	for at := place + 1; at <= len(first); at++ {
		out = append(out, slices.Insert(slices.Clone(first), at, stops[1]))
	}
	return out
}
