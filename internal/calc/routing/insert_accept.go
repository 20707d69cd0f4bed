package routing

import "slices"

// Accept takes over an option that Options gave for a request without a place; the next
// question is asked of the plan with it. Only its route is computed anew.
func (x *Inserter) Accept(request int, o Option) {
	g, q, w := x.g, int32(request), o.Worker
	stops := o.Plan.Routes[w]
	r := &g.routes[w]
	r.n = int32(len(stops))
	r.grow(r.n, g.units)
	for k, s := range stops {
		r.spots[k+1].stop = int32(s)
	}
	g.where[q] = int32(w)
	g.update(r)
	g.absent = slices.DeleteFunc(g.absent, func(a int32) bool { return a == q })
	g.open()
	g.missing, _ = g.tally()
	g.sum = g.total()
	x.plan, x.score = o.Plan, o.Score
	n := g.compose(r, None, None, None, None)
	g.weighTrial(r, n)
	for k := range n {
		s := g.trial[k]
		x.kept[s] = g.slowBegin[k] <= g.due[s]+tiny
	}
}

// Serves reports whether the inserter was made for a plan of a problem with so many
// requests, or has come to it by what it accepted.
func (x *Inserter) Serves(requests int, plan Plan) bool {
	return x.g != nil && len(x.g.where) == requests && slices.EqualFunc(x.plan.Routes, plan.Routes, slices.Equal)
}

// Placed is whether a request has a place.
func (x *Inserter) Placed(request int) bool { return x.g != nil && x.g.where[request] != None }

// Plan is the plan that is asked: what of the first could be driven, and what was accepted.
func (x *Inserter) Plan() Plan { return x.plan }

// Drive says the hours of one worker's route as Judge does, and of no other.
func (x *Inserter) Drive(worker int, route []int) Driven {
	j := newJudge(x.g.p)
	for at, s := range route {
		j.places[s] = place{worker, at}
	}
	j.routes[worker] = route
	j.drive(worker)
	return j.driven[worker]
}
