package routing

// blinkPercent is how often of a hundred times a route is not looked at when a request seeks a place (Christiaens
// and Vanden Berghe 2020, section 5.2, there a position).
const blinkPercent = 1

// recreate gives every absent request the best place there is, one after the other in an
// order that changes from step to step.
func (g *engine) recreate() {
	g.order()
	left := g.absent[:0]
	for _, q := range g.absent {
		if !g.insert(q) {
			left = append(left, q)
		}
	}
	g.absent = left
}

// insert gives a request the best place of all routes; false when there is none.
func (g *engine) insert(q int32) bool {
	best, at := nothing, int32(None)
	workers := len(g.routes)
	able := g.able[int(q)*workers : (int(q)+1)*workers]
	g.round++
	used := g.used()
	for w := range g.routes {
		r := &g.routes[w]
		if !able[w] {
			continue
		}
		k := g.kind[w]
		if r.n == 0 && (used >= g.limit || g.tried[k] == g.round) || g.rnd.next() < g.blinks {
			continue
		}
		if r.n == 0 {
			g.tried[k] = g.round
		}
		c := g.best(r, q)
		if r.n == 0 {
			c.cost += g.toll
		}
		if c.cost < best.cost {
			best, at = c, int32(w)
		}
	}
	if at == None {
		return false
	}
	g.put(q, at, best)
	return true
}

// used is how many workers have a stop; it is counted only where that is limited.
func (g *engine) used() int32 {
	if g.limit >= int32(len(g.routes)) {
		return 0
	}
	n := int32(0)
	for w := range g.routes {
		if g.routes[w].n > 0 {
			n++
		}
	}
	return n
}

// put puts a request in its place.
func (g *engine) put(q, w int32, c choice) {
	g.touch(w)
	r := &g.routes[w]
	extra := int32(1)
	if g.pick[q] != None {
		extra = 2
	}
	r.grow(r.n+extra, g.units)
	for k := r.n; k > c.drop; k-- {
		r.spots[k+extra].stop = r.spots[k].stop
	}
	r.spots[c.drop+extra].stop = g.drop[q]
	if extra == 2 {
		for k := c.drop; k > c.pick; k-- {
			r.spots[k+1].stop = r.spots[k].stop
		}
		r.spots[c.pick+1].stop = g.pick[q]
	}
	r.n += extra
	g.update(r)
	g.move(q, w)
}

// The orders in which requests seek a place, as often as their weights say.
const (
	anyOrder = iota
	largest
	farthest
	nearest
	tightest
	openFirst
	missed
	orders
)

var orderWeights = [orders]int32{4, 2, 2, 1, 2, 1, 1}

// order sorts the absent; where classes differ the more pressing come first every other
// time, and what is aboard already every other time.
func (g *engine) order() {
	pick, kind := g.rnd.under(13), int32(0)
	for ; pick >= orderWeights[kind]; kind++ {
		pick -= orderWeights[kind]
	}
	byClass, aboard := g.classes && g.rnd.next()&1 == 0, g.rnd.next()&1 == 0
	for _, q := range g.absent {
		key := g.rnd.unit()
		switch kind {
		case largest:
			key = -g.size[q]
		case farthest:
			key = -g.far[q]
		case nearest:
			key = g.far[q]
		case tightest:
			key = g.span[q]
		case openFirst:
			key = g.opens[q]
		case missed:
			key = -g.absences[q]
		}
		g.keys[q] = key
		g.rank[q] = 1
		if byClass {
			g.rank[q] = int32(g.p.Requests[q].Class) + 1
		}
		if aboard && g.pick[q] == None && g.started[q] {
			g.rank[q] = 0
		}
	}
	a := g.absent
	for i := 1; i < len(a); i++ {
		q := a[i]
		k := i
		for ; k > 0 && (g.rank[a[k-1]] > g.rank[q] || g.rank[a[k-1]] == g.rank[q] && g.keys[a[k-1]] > g.keys[q]); k-- {
			a[k] = a[k-1]
		}
		a[k] = q
	}
}
