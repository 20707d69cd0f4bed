package routing

// adopt makes the plan the earlier one as far as it still stands: unknown and doubled
// stops are left out, heads come first, halves of pairs and what its worker may not have
// or cannot drive lose their place. What keeps it must keep it, as must promises be kept.
func (g *engine) adopt(from Plan) {
	g.load(g.known(from))
	for q := range g.p.Requests {
		if !g.whole(int32(q)) {
			g.expel(int32(q))
		}
	}
	for w := range g.routes {
		g.mend(&g.routes[w])
	}
	g.settleAbsent()
	if len(from.Routes) > 0 {
		g.promise(from)
	}
}

// known are the routes of a plan without what cannot be in them: heads first, every stop
// once, with a worker who may have it.
func (g *engine) known(from Plan) [][]int32 {
	routes := make([][]int32, len(g.routes))
	seen := make([]int, len(g.p.Stops))
	for w := range routes {
		for _, s := range g.p.Workers[w].Begun {
			routes[w] = append(routes[w], int32(s))
			seen[s] = w + 1
		}
	}
	for w, stops := range from.Routes {
		if w >= len(routes) {
			break
		}
		for _, s := range stops {
			if s >= 0 && s < len(seen) && seen[s] == 0 && g.able[int(g.req[s])*len(routes)+w] {
				routes[w] = append(routes[w], int32(s))
				seen[s] = w + 1
			}
		}
	}
	return routes
}

// whole is whether all of a request's stops are in one route, the pick-up first.
func (g *engine) whole(q int32) bool {
	w, p, d := g.where[q], g.pick[q], g.drop[q]
	if w == None {
		return true // it is absent already
	}
	r := &g.routes[w]
	if d == None {
		return true
	}
	return r.has(d, g.pos[d]) && (p == None || r.has(p, g.pos[p]) && g.pos[p] < g.pos[d])
}

// has is whether a route has a stop at a position.
func (r *route) has(s, at int32) bool { return at >= 1 && at <= r.n && r.spots[at].stop == s }

// expel takes what there is of a request out of all routes, but for its begun half.
func (g *engine) expel(q int32) {
	for w := range g.routes {
		r := &g.routes[w]
		n := r.head
		for k := r.head + 1; k <= r.n; k++ {
			if s := r.spots[k].stop; g.req[s] != q {
				n++
				r.spots[n].stop = s
			}
		}
		if n != r.n {
			r.n = n
			g.update(r)
		}
	}
	g.where[q] = None
}

// mend expels requests until a route can be driven: one that alone makes it possible when
// there is one, or else the last.
func (g *engine) mend(r *route) {
	for r.n > r.head && !g.drivable(r) {
		last := None
		for k := r.n; k > r.head && last == None; k-- {
			q := g.req[r.spots[k].stop]
			g.shadows[r.worker].copyFrom(r, g.units)
			with := g.where[q]
			g.expel(q)
			if g.drivable(r) {
				last = int(q)
			}
			r.copyFrom(&g.shadows[r.worker], g.units)
			g.where[q] = with // it was only tried
			g.update(r)
		}
		if last == None {
			last = int(g.req[r.spots[r.n].stop])
		}
		g.expel(int32(last))
	}
}

// drivable is whether a route keeps every hard rule that depends on its order.
func (g *engine) drivable(r *route) bool {
	if most := int32(g.p.Workers[r.worker].Stops); r.over || most > 0 && r.count > max(most, r.begun) {
		return false
	}
	return r.n == 0 || g.drive(r, g.compose(r, None, None, None, None))
}

// settleAbsent lists who has no place.
func (g *engine) settleAbsent() {
	g.absent = g.absent[:0]
	for _, q := range g.mobile {
		if w := g.where[q]; w != None && g.drop[q] != None && g.routes[w].has(g.drop[q], g.pos[g.drop[q]]) {
			continue
		}
		g.where[q] = None
		g.absent = append(g.absent, q)
	}
	g.open()
	g.missing, _ = g.tally()
	g.sum = g.total()
}

// promise binds the search to what the earlier plan keeps.
func (g *engine) promise(from Plan) {
	for _, q := range g.mobile {
		g.must[q] = g.where[q] != None
		g.bound = g.bound || g.must[q]
	}
	for _, d := range Judge(g.p, from).Routes {
		for _, m := range d.Stops {
			if q := g.req[m.Stop]; g.where[q] != None && m.Slow <= g.due[m.Stop]+tiny {
				g.keep[m.Stop] = true
			}
		}
	}
}
