package routing

// best is the best place for a request in a route by the aim, level by level; found in the
// engine says what the route is then worth.
func (x *Inserter) best(r *route, q int32) choice { return x.bestBelow(r, q, nothing) }

// bestBelow is the best place that is better than c, whose worth is in found; else c.
func (x *Inserter) bestBelow(r *route, q int32, c choice) choice {
	g := x.g
	if r.over && g.pick[q] != None || g.full(r, q) {
		return nothing
	}
	t := x.seek(r, q)
	if t.p == None {
		t.single(&c)
		return c
	}
	if !g.openings(r, t.m, t.d) {
		return nothing
	}
	t.pairs(&c, true)
	t.pairs(&c, false)
	return c
}

// seeker looks for the place of one request in one route.
type seeker struct {
	x    *Inserter
	g    *engine
	r    *route
	m    *matrix
	y    *ground
	b    *Break // his first pause
	q    int32
	p, d int32
	own  float64 // rides of its own that count
	last float64 // the latest that its delivery may begin for its limits
}

func (x *Inserter) seek(r *route, q int32) seeker {
	g := x.g
	t := seeker{x: x, g: g, r: r, m: &g.mats[g.p.Workers[r.worker].Profile], y: x.lay(r), b: g.firstBreak(r.worker), q: q, p: g.pick[q], d: g.drop[q]}
	if g.p.Requests[q].Rides {
		t.own = 1
	}
	return t
}

// sec and met are the way between two places.
func (t *seeker) sec(from, to int32) float64 { return t.m.sec[int(from)*t.m.n+int(to)] }
func (t *seeker) met(from, to int32) float64 { return t.m.met[int(from)*t.m.n+int(to)] }

// single looks at every place of one stop.
func (t *seeker) single(c *choice) {
	g, r, s := t.g, t.r, t.d
	at, serv := g.place[s], g.service[s]
	for i := r.head; i <= r.n; i++ {
		a, b := &r.spots[i], &r.spots[i+1]
		if t.y.soon[i].likely.least() > g.late[s] {
			break
		}
		h, least := t.y.soon[i], t.y.least
		least[0] = t.y.broken[i]
		begin := t.visit(&h, &least, a.place, s, g.late[s])
		extra := t.sec(a.place, at) + serv + t.sec(at, b.place) - a.leg
		if begin == Never || extra > t.y.grows[i] {
			continue
		}
		if !t.goesOn(&least, h, at, i) {
			continue
		}
		least[Riding-Broken] += t.y.within[i] * extra
		if t.own > 0 && g.p.Requests[t.q].Delivery == int(s) {
			least[Riding-Broken] = -Never // its load is on board already
		}
		least[Working-Broken] += extra
		least[Distance-Broken] += t.met(a.place, at) + t.met(at, b.place) - a.metres
		t.try(&least, h.slow, choice{0, None, i}, c)
	}
}

// visit drives on to a new stop and adds what its promise costs at least; Never when it is
// too late.
func (t *seeker) visit(h *ahead, least *worth, from, s int32, late float64) (begin float64) {
	g, at := t.g, int(from)*t.m.n+int(t.g.place[s])
	begin, h.likely = h.likely.on(t.b, t.m.sec[at], g.early[s], g.service[s], late)
	if begin == Never {
		return begin
	}
	slow, next := h.slow.on(t.b, t.m.slow[at], g.early[s], g.service[s], Never)
	h.slow = next
	t.promise(least, begin-g.due[s], slow-g.due[s])
	return begin
}

// goesOn is whether the stop behind position k can still be reached from a new one; it adds
// what the promises from there on then cost at least.
func (t *seeker) goesOn(least *worth, h ahead, from, k int32) bool {
	b := &t.r.spots[k+1]
	at := int(from)*t.m.n + int(b.place)
	if k == t.r.n {
		back := h.likely.least() + t.m.sec[at]
		return back <= b.latest && back < Never
	}
	begin, _ := h.likely.on(t.b, t.m.sec[at], b.early, b.serv, b.latest)
	if begin == Never {
		return false
	}
	t.promise(least, begin-t.y.dues[k+1], 0)
	return true
}

// rests is how long the worker rests on the way of a new load at least, who leaves its
// pick-up and its delivery at the soonest then.
func (t *seeker) rests(up, down soon) float64 {
	if up.rested == Never && down.fresh == Never {
		return t.b.Length
	}
	return 0
}

// promise adds what it costs that a promise is kept so late on likely ways, and on slow.
func (t *seeker) promise(least *worth, late, slow float64) {
	if slow > tiny {
		least[0]++
	}
	if late > tiny {
		least[Late-Broken] += (late / 60) * (late / 60)
	}
}

// pairs looks at every place of a pick-up, with the delivery right behind it (near) or at
// every later place.
func (t *seeker) pairs(c *choice, near bool) {
	g, r := t.g, t.r
	load := &g.p.Requests[t.q].Load
	at, serv := g.place[t.p], g.service[t.p]
	for i := r.head; i <= r.n; i++ {
		a, b := &r.spots[i], &r.spots[i+1]
		if t.y.soon[i].likely.least() > g.late[t.p] {
			return
		}
		h, least := t.y.soon[i], t.y.least
		least[0] = t.y.broken[i]
		if t.visit(&h, &least, a.place, t.p, g.late[t.p]) == Never || !g.room(r, i, load) {
			continue
		}
		if near {
			t.together(least, i, h, c)
			continue
		}
		extra := t.sec(a.place, at) + serv + t.sec(at, b.place) - a.leg
		if i == r.n || extra > t.y.grows[i] {
			continue
		}
		least[Riding-Broken] += t.y.within[i] * extra
		least[Working-Broken] += extra
		least[Distance-Broken] += t.met(a.place, at) + t.met(at, b.place) - a.metres
		t.last = min(g.late[t.d], min(g.late[t.p], b.bound-t.sec(at, b.place)-serv)+serv+g.ride[t.d]+2*slack)
		t.apart(least, i, h, c)
	}
}

func (t *seeker) together(least worth, i int32, h ahead, c *choice) {
	g, r := t.g, t.r
	a, b := &r.spots[i], &r.spots[i+1]
	up, down := g.place[t.p], g.place[t.d]
	way := t.sec(up, down)
	done := h
	begin := t.visit(&done, &least, up, t.d, g.late[t.d])
	rests := t.rests(h.likely, done.likely)
	extra := t.sec(a.place, up) + g.service[t.p] + way + g.service[t.d] + t.sec(down, b.place) - a.leg
	if begin == Never || way+rests > g.ride[t.d]+2*tiny || extra > t.y.grows[i] {
		return
	}
	if !t.goesOn(&least, done, down, i) {
		return
	}
	least[Riding-Broken] += t.y.within[i]*extra + t.own*rests
	least[Working-Broken] += extra
	least[Distance-Broken] += t.met(a.place, up) + t.met(up, down) + t.met(down, b.place) - a.metres
	t.try(&least, done.slow, choice{0, i, i}, c)
}

// apart looks at every place of the delivery behind other stops; h is when the pick-up is
// left at the soonest.
func (t *seeker) apart(soFar worth, i int32, h ahead, c *choice) {
	g, r, y := t.g, t.r, t.y
	load := &g.p.Requests[t.q].Load
	at, up, left := g.place[t.d], g.place[t.p], h
	// rode is how long the load is on the way at least, less what is counted from path.
	direct := t.x.direct(g.p.Workers[r.worker].Profile, int(up), int(at))
	rode := t.sec(up, r.spots[i+1].place) - y.path[i+1] - direct
	leg, slow := t.sec(up, r.spots[i+1].place), t.m.slow[int(up)*t.m.n+int(r.spots[i+1].place)]
	for k := i + 1; k <= r.n; k++ {
		a, b := &r.spots[k], &r.spots[k+1]
		_, h.likely = h.likely.on(t.b, leg, a.early, a.serv, a.bound)
		if leaves := h.likely.least(); leaves > t.last || leaves == Never || !g.room(r, k, load) {
			return
		}
		begins, next := h.slow.on(t.b, slow, a.early, a.serv, Never)
		t.promise(&soFar, 0, begins-g.due[a.stop])
		h.slow, leg, slow = next, a.leg, a.slow
		least, done := soFar, h
		if t.visit(&done, &least, a.place, t.d, t.last) == Never || g.gain[k] == Never {
			continue
		}
		rides := rode + y.path[k] + a.serv + t.sec(a.place, at) + t.rests(left.likely, done.likely)
		extra := t.sec(a.place, at) + g.service[t.d] + t.sec(at, b.place) - a.leg
		if rides+direct > g.ride[t.d]+2*tiny || extra > y.grows[k] {
			continue
		}
		if !t.goesOn(&least, done, at, k) {
			continue
		}
		least[Riding-Broken] += y.within[k]*extra + t.own*rides
		least[Working-Broken] += extra
		least[Distance-Broken] += g.gain[k]
		t.try(&least, done.slow, choice{0, i, k}, c)
	}
}

// try drives a place through unless it is no better than the best already by what it costs
// at least; h is how soon the last new stop is left on slow ways.
func (t *seeker) try(least *worth, h soon, at choice, c *choice) {
	if t.y.known && c.cost < Never {
		if t.g.hopelessAt(least) {
			return
		}
		if least[0] += t.surely(h, t.g.place[t.d], at.drop, t.g.found[0]-least[0]); t.g.hopelessAt(least) {
			return
		}
	}
	if t.y.plain {
		possible, sure := t.probe(least, at, c.cost < Never)
		if sure && (!possible || t.y.known && c.cost < Never && t.g.hopelessAt(least)) {
			return
		}
	}
	t.g.try(t.r, t.p, t.d, at, c)
}

// hopelessAt is whether what costs at least so much is not better than the best found,
// level by level. Unfair and Vehicles are the same everywhere in a route.
func (g *engine) hopelessAt(least *worth) bool {
	for _, l := range g.p.Aim {
		if l < Broken || l == Unfair || l == Vehicles {
			continue
		}
		switch d := least[l-Broken] - g.found[l-Broken]; {
		case d > tiny:
			return true
		case !(d >= -tiny): // less, or no figure
			return false
		}
	}
	return true
}
