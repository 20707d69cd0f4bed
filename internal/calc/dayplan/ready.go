package dayplan

import (
	"slices"

	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
)

// ready is a plan that is kept prepared for one job after the other: each costs the route
// it comes to, and nothing is read or judged again.
type ready struct {
	inserter *routing.Inserter
	day      Day
	left     []int
}

// prepare makes a plan ready, unless it is; jobs that came since are taken in.
func (x *Index) prepare(plan routing.Plan) *ready {
	if x.prepared(plan) {
		return x.ready
	}
	if !x.stands(plan) || !x.ready.inserter.Grow() {
		x.ready = &ready{inserter: routing.NewInserter(x.Problem, plan)}
	}
	x.ready.day, x.ready.left = x.hours(x.ready.inserter.Plan())
	return x.ready
}

func (x *Index) prepared(plan routing.Plan) bool {
	return x.ready != nil && x.ready.inserter.Serves(len(x.Problem.Requests), plan)
}

// stands is whether the plan that is ready is this one, whatever jobs came since.
func (x *Index) stands(plan routing.Plan) bool {
	return x.ready != nil && slices.EqualFunc(x.ready.inserter.Plan().Routes, plan.Routes, slices.Equal)
}

// asker answers for a plan, one more request than it was made ready for included.
func (x *Index) asker(plan routing.Plan) *routing.Inserter {
	if x.stands(plan) && x.ready.inserter.Grow() {
		return x.ready.inserter
	}
	return routing.NewInserter(x.Problem, plan)
}

// accept takes an option over: its route has other hours, all others stay.
func (r *ready) accept(x *Index, request int, o routing.Option) {
	r.inserter.Accept(request, o)
	r.left = slices.DeleteFunc(slices.Clone(r.left), func(n int) bool { return n == request })
	route := x.route(o.Worker, r.inserter.Drive(o.Worker, o.Plan.Routes[o.Worker]))
	r.day.Score, r.day.Routes = o.Score, slices.Clone(r.day.Routes)
	order := func(id ident.ID) int { return x.worker[id] }
	at, found := slices.BinarySearchFunc(r.day.Routes, o.Worker, func(have Route, w int) int { return order(have.Worker) - w })
	if found {
		r.day.Routes[at] = route
	} else {
		r.day.Routes = slices.Insert(r.day.Routes, at, route)
	}
}

// route reads one route back in the words of the sheet.
func (x *Index) route(w int, driven routing.Driven) Route {
	r := Route{Worker: x.Sheet.Workers[w].ID, Depart: x.instant(driven.Depart), Return: x.instant(driven.Return), Metres: driven.Metres}
	for _, m := range driven.Stops {
		r.Stops = append(r.Stops, x.moment(m))
	}
	return r
}
