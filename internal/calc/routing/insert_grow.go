package routing

import "slices"

// Grow takes in the requests that the problem got since the inserter was made, with their
// stops and places; none has a place in the plan. False: the plan must be made ready anew,
// for something has begun or is on board, or is counted in a unit that nothing was.
func (x *Inserter) Grow() bool {
	if x.g == nil || !x.mayGrow() {
		return false
	}
	g, p := x.g, x.g.p
	stops, requests := len(g.place), len(g.where)
	g.layMatrices()
	g.stretch(len(p.Stops), len(p.Requests))
	stretch(&x.kept, len(p.Stops))
	stretch(&x.left, len(p.Stops)+2)
	mix := newRandom(uint64(requests))
	for s := stops; s < len(p.Stops); s++ {
		g.layStop(s, mix.next()|1)
	}
	for q := requests; q < len(p.Requests); q++ {
		g.layRequest(q, mix.next()|1)
		for w := range p.Workers {
			g.able[q*len(p.Workers)+w] = able(&p.Requests[q], w, &p.Workers[w]) == ""
		}
		g.mobile, g.absent = append(g.mobile, int32(q)), append(g.absent, int32(q))
		x.score[UnplacedEmergency+Level(p.Requests[q].Class)]++
	}
	for w := range g.routes {
		g.update(&g.routes[w])
	}
	g.open()
	return true
}

// mayGrow is whether the plan stays what it is.
func (x *Inserter) mayGrow() bool {
	g, p := x.g, x.g.p
	if len(p.Requests) < len(g.where) || len(p.Workers) != len(g.routes) || p.Check() != nil {
		return false
	}
	for w := range p.Workers {
		if len(p.Workers[w].Begun) != int(g.routes[w].head) {
			return false
		}
	}
	for _, r := range p.Requests[len(g.where):] {
		if r.Aboard {
			return false
		}
		for u, v := range r.Load {
			if v != 0 && u >= g.units {
				return false
			}
		}
	}
	return true
}

// Forget leaves out the requests and stops from a number on; they are the problem's last,
// and none has a place. It is asked before the problem loses them.
func (x *Inserter) Forget(requests, stops int) {
	if x.g == nil || len(x.g.where) <= requests {
		return
	}
	g := x.g
	for _, r := range g.p.Requests[requests:len(g.where)] {
		x.score[UnplacedEmergency+Level(r.Class)]--
	}
	gone := func(q int32) bool { return int(q) >= requests }
	g.mobile, g.absent = slices.DeleteFunc(g.mobile, gone), slices.DeleteFunc(g.absent, gone)
	g.open()
	g.stretch(stops, requests)
	x.kept = x.kept[:stops]
}

// Renew reads the windows and promises of a request without a place again.
func (x *Inserter) Renew(request int) {
	if x.g == nil {
		return
	}
	g := x.g
	for _, s := range [...]int32{g.pick[request], g.drop[request]} {
		if s != None {
			stop := &g.p.Stops[s]
			g.early[s], g.late[s], g.due[s] = stop.Earliest, stop.Latest+slack, stop.begins()
		}
	}
}

// stretch gives the engine room for so many stops and requests, or less.
func (g *engine) stretch(stops, requests int) {
	for _, a := range []*[]int32{&g.place, &g.req, &g.sign, &g.mate, &g.pos} {
		stretch(a, stops)
	}
	for _, a := range []*[]float64{&g.service, &g.early, &g.late, &g.due, &g.ride} {
		stretch(a, stops)
	}
	stretch(&g.salts, stops)
	stretch(&g.keep, stops)
	stretch(&g.begun, stops)
	for _, a := range []*[]int32{&g.pick, &g.drop, &g.where, &g.before, &g.rank} {
		stretch(a, requests)
	}
	for _, a := range []*[]float64{&g.absences, &g.span, &g.opens, &g.far, &g.size, &g.keys} {
		stretch(a, requests)
	}
	for _, a := range []*[]bool{&g.started, &g.marked, &g.moved, &g.must} {
		stretch(a, requests)
	}
	stretch(&g.salt, requests)
	stretch(&g.able, requests*len(g.routes))
	g.stretchScratch(stops + 2)
}

// stretch makes a slice so long, with zeros at its end.
func stretch[T any](a *[]T, n int) {
	if n <= len(*a) {
		*a = (*a)[:n]
		return
	}
	*a = append(*a, make([]T, n-len(*a))...)
}
