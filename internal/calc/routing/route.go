package routing

// route is one worker's stops with what makes an insertion quick to judge.
type route struct {
	worker int32
	head   int32  // stops that stay where they are
	n      int32  // stops
	count  int32  // requests with a stop here
	begun  int32  // those of them that have started
	spots  []spot // 0 the start, n+1 the end
	loads  []int32
	hash   uint64
	worth  worth
	over   bool // it cannot be driven as it is: a load aboard must be brought first
}

// spot is one position of a route.
type spot struct {
	leave  float64 // the earliest end of the service here
	latest float64 // the latest begin that leaves the rest possible
	bound  float64 // the same where something may yet come in behind
	idle   float64 // how long he waits here and at all later stops
	early  float64
	serv   float64
	leg    float64 // seconds to the next
	slow   float64 // the same on a slow day
	metres float64 // the way to the next
	free   int32   // room in the first unit from here to the next
	place  int32
	stop   int32
}

func (g *engine) layRoutes() {
	for w := range g.routes {
		for _, r := range []*route{&g.routes[w], &g.shadows[w]} {
			r.worker = int32(w)
			r.grow(int32(len(g.p.Workers[w].Begun)), g.units)
		}
		r := &g.routes[w]
		r.head = int32(len(g.p.Workers[w].Begun))
		r.n = r.head
		for i, s := range g.p.Workers[w].Begun {
			r.spots[i+1].stop = int32(s)
		}
		g.update(r)
	}
}

// grow makes room for n stops, and for some more.
func (r *route) grow(n int32, units int) {
	if int(n)+2 <= len(r.spots) {
		return
	}
	spots := make([]spot, n+n/2+16)
	copy(spots, r.spots)
	r.spots, r.loads = spots, make([]int32, len(spots)*units)
}

// update computes everything of a route from its stops.
func (g *engine) update(r *route) {
	r.grow(r.n, g.units)
	g.lay(r)
	g.forward(r)
	g.backward(r)
	g.weigh(r)
	if g.lean && g.exact {
		g.tighten(r)
	}
}

// tighten narrows the earliest and latest times by the limits of rides and of the whole
// route, so that most places that break one are seen in constant time. What is added to a
// route only narrows them more: where the shortest way is never a detour, and without
// pauses, a place that these bounds exclude is excluded.
func (g *engine) tighten(r *route) {
	if len(g.breaks[r.worker]) > 0 || r.n == 0 || !g.metric {
		return
	}
	if !g.drive(r, g.compose(r, None, None, None, None)) {
		r.over = true
		return
	}
	for k := range r.n {
		x := &r.spots[k+1]
		x.early, x.leave = g.floor[k], g.leave[k]
	}
	w := &g.p.Workers[r.worker]
	for narrower := true; narrower; {
		narrower = false
		for k := int32(1); k <= r.n; k++ {
			x := &r.spots[k]
			if limit := g.ride[x.stop]; limit < Never {
				up := &r.spots[g.pos[g.mate[x.stop]]]
				if most := up.latest + up.serv + limit + slack; most < x.latest-slack {
					x.latest, narrower = most, true
				}
			}
		}
		end := &r.spots[r.n+1]
		if most := r.spots[1].latest - r.spots[0].leg + w.Longest + slack; most < end.latest-slack {
			end.latest, narrower = most, true
		}
		for k := r.n; k >= 1 && narrower; k-- {
			x := &r.spots[k]
			x.latest = min(x.latest, r.spots[k+1].latest-x.leg-x.serv)
		}
	}
	for k := int32(1); k <= r.n+1; k++ {
		r.spots[k].bound = r.spots[k].latest
	}
}

// lay sets places, legs and the hash.
func (g *engine) lay(r *route) {
	w := &g.p.Workers[r.worker]
	m := &g.mats[w.Profile]
	end := w.End
	if end == None {
		end = m.n - 1
	}
	r.spots[0].place, r.spots[0].stop = int32(w.Start), None
	r.spots[r.n+1].place, r.spots[r.n+1].stop = int32(end), None
	r.hash = g.epoch + uint64(g.kind[r.worker])*0x9e3779b97f4a7c15 + 1
	for k := int32(1); k <= r.n; k++ {
		x := &r.spots[k]
		x.place, x.early, x.serv = g.place[x.stop], g.early[x.stop], g.service[x.stop]
		g.pos[x.stop] = k
		r.hash = (r.hash ^ g.salts[x.stop]) * 0xd6e8feb86659fd93
		r.hash ^= r.hash >> 32
	}
	last := &r.spots[r.n+1]
	last.early, last.serv = w.From, 0
	for k := int32(0); k <= r.n; k++ {
		x := &r.spots[k]
		at := int(x.place)*m.n + int(r.spots[k+1].place)
		x.leg, x.slow, x.metres = m.sec[at], m.slow[at], m.met[at]
		if x.leg == Never && (k < r.head || r.n == r.head) {
			x.leg, x.slow, x.metres = 0, 0, 0 // it has happened
		}
	}
}

// forward computes the earliest times and the loads.
func (g *engine) forward(r *route) {
	w := &g.p.Workers[r.worker]
	first := &r.spots[0]
	first.leave = w.From
	on, units := r.loads, g.units
	for u := range units {
		on[u] = g.aboard[r.worker][u]
	}
	first.free = w.Capacity[0] - on[0]
	r.over, r.count, r.begun = false, 0, 0
	for k := int32(1); k <= r.n; k++ {
		x, y := &r.spots[k-1], &r.spots[k]
		begin := max(x.leave+x.leg, y.early)
		r.over = r.over || begin > g.late[y.stop]
		y.leave = begin + y.serv
		q, sign := g.req[y.stop], g.sign[y.stop]
		load := &g.p.Requests[q].Load
		here, before := int(k)*units, int(k-1)*units
		for u := range units {
			on[here+u] = on[before+u] + sign*load[u]
			if sign > 0 && load[u] > 0 && on[here+u] > w.Capacity[u] && k > r.head {
				r.over = true
			}
		}
		y.free = w.Capacity[0] - on[here]
		if sign > 0 || g.mate[y.stop] == None {
			r.count++
			if g.started[q] {
				r.begun++
			}
		}
	}
}

// backward computes the latest times.
func (g *engine) backward(r *route) {
	end := &r.spots[r.n+1]
	end.latest = g.p.Workers[r.worker].To + slack
	end.bound, end.idle = end.latest, 0
	for k := r.n; k >= 1; k-- {
		x := &r.spots[k]
		x.latest = min(g.late[x.stop], r.spots[k+1].latest-x.leg-x.serv)
		if x.bound = x.latest; !g.metric {
			x.bound = g.late[x.stop]
		}
		before := &r.spots[k-1]
		x.idle = r.spots[k+1].idle + x.leave - x.serv - before.leave - before.leg
	}
	r.spots[0].latest = Never
}

// weigh sets what the route is worth.
func (g *engine) weigh(r *route) {
	if !g.lean {
		r.over = !g.drive(r, g.compose(r, None, None, None, None)) || r.over
		r.worth = g.value
		return
	}
	r.worth = worth{}
	if r.n == 0 {
		return
	}
	for k := range r.n + 1 {
		r.worth[Distance-Broken] += r.spots[k].metres
	}
	r.worth[Vehicles-Broken] = 1
}

// copyFrom makes r what x is.
func (r *route) copyFrom(x *route, units int) {
	r.grow(x.n, units)
	copy(r.spots[:x.n+2], x.spots[:x.n+2])
	copy(r.loads[:int(x.n+1)*units], x.loads[:int(x.n+1)*units])
	r.head, r.n, r.count, r.begun, r.hash, r.worth, r.over = x.head, x.n, x.count, x.begun, x.hash, x.worth, x.over
}
