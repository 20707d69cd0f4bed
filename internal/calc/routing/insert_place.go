package routing

// ground is a route with what its places cost at least, whatever its hours become: ways
// and services alone, without any waiting. It stays true when hours move, so that a place
// which is worse already by this need not be driven through.
type ground struct {
	hash uint64
	// path is from the start to the beginning of the service at each position; within is
	// how many rides that count go on behind it.
	path   []float64
	within []float64
	least  worth // of the route as it is
	// known: the route can be driven, so that its ways add up.
	known bool
	// Its hours, when nothing in it has to wait for a limit (plain): see probe.
	plain          bool
	expected, slow []along
}

// lay computes it, when the route is not the one it was computed for.
func (x *Inserter) lay(r *route) *ground {
	y := &x.grounds[r.worker]
	if y.hash == r.hash && len(y.path) == int(r.n)+2 {
		return y
	}
	y.hash, y.known, y.least = r.hash, !r.over, worth{}
	y.path, y.within = append(y.path[:0], 0), append(y.within[:0], 0)
	riding := 0.0
	for k := int32(1); k <= r.n+1; k++ {
		before := &r.spots[k-1]
		way := y.path[k-1] + before.leg
		if k > 1 {
			way += before.serv
		}
		y.path, y.within = append(y.path, way), append(y.within, 0)
		if k <= r.n {
			riding += x.ride(r, y, k)
		}
	}
	y.least[Riding-Broken], y.least[Working-Broken] = riding, y.path[r.n+1]
	for k := range r.n + 1 {
		y.least[Distance-Broken] += r.spots[k].metres
	}
	x.clock(r, y)
	return y
}

// ride is what the delivery at a position adds to the riding at least; it notes where its
// load is on the way.
func (x *Inserter) ride(r *route, y *ground, k int32) float64 {
	g := x.g
	s := r.spots[k].stop
	q, w := &g.p.Requests[g.req[s]], &g.p.Workers[r.worker]
	if !q.Rides || int(s) != q.Delivery {
		return 0
	}
	up, since, from := int32(0), 0.0, w.Start
	if mate := g.mate[s]; mate != None {
		if up = g.pos[mate]; !r.has(mate, up) || up >= k {
			y.known = false
			return 0
		}
		since, from = y.path[up]+g.service[mate], int(g.place[mate])
	} else if !q.Aboard {
		return 0
	}
	for i := up; i < k; i++ {
		y.within[i]++
	}
	return y.path[k] - since - x.direct(w.Profile, from, int(g.place[s]))
}

// direct is the way that riding is counted above.
func (x *Inserter) direct(profile, from, to int) float64 {
	m := &x.g.mats[profile]
	if way := m.sec[from*m.n+to]; way < Never {
		return way
	}
	return 0
}

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
	q    int32
	p, d int32
	own  float64 // rides of its own that count
	last float64 // the latest that its delivery may begin for its limits
}

func (x *Inserter) seek(r *route, q int32) seeker {
	g := x.g
	t := seeker{x: x, g: g, r: r, m: &g.mats[g.p.Workers[r.worker].Profile], y: x.lay(r), q: q, p: g.pick[q], d: g.drop[q]}
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
		if a.leave > g.late[s] {
			break
		}
		begin := max(a.leave+t.sec(a.place, at), g.early[s])
		if done := begin + serv + t.sec(at, b.place); begin > g.late[s] || done > b.latest || done == Never {
			continue
		}
		extra := t.sec(a.place, at) + serv + t.sec(at, b.place) - a.leg
		least := t.y.least
		t.promise(&least, s, begin)
		least[Riding-Broken] += t.y.within[i] * extra
		if t.own > 0 && g.p.Requests[t.q].Delivery == int(s) {
			least[Riding-Broken] = -Never // its load is on board already
		}
		least[Working-Broken] += extra
		least[Distance-Broken] += t.met(a.place, at) + t.met(at, b.place) - a.metres
		t.try(&least, choice{0, None, i}, c)
	}
}

// promise adds what a stop's own promise costs when it begins at a time.
func (t *seeker) promise(least *worth, s int32, begin float64) {
	late := begin - t.g.due[s]
	if late <= tiny {
		return
	}
	if t.x.slower {
		least[0]++
	}
	least[Late-Broken] += (late / 60) * (late / 60)
}

// pairs looks at every place of a pick-up, with the delivery right behind it (near) or at
// every later place.
func (t *seeker) pairs(c *choice, near bool) {
	g, r := t.g, t.r
	load := &g.p.Requests[t.q].Load
	at, serv := g.place[t.p], g.service[t.p]
	for i := r.head; i <= r.n; i++ {
		a, b := &r.spots[i], &r.spots[i+1]
		if a.leave > g.late[t.p] {
			return
		}
		begin := max(a.leave+t.sec(a.place, at), g.early[t.p])
		if begin > g.late[t.p] || begin == Never || !g.room(r, i, load) {
			continue
		}
		least := t.y.least
		t.promise(&least, t.p, begin)
		if near {
			t.together(least, i, begin+serv, c)
			continue
		}
		extra := t.sec(a.place, at) + serv + t.sec(at, b.place) - a.leg
		least[Riding-Broken] += t.y.within[i] * extra
		least[Working-Broken] += extra
		least[Distance-Broken] += t.met(a.place, at) + t.met(at, b.place) - a.metres
		if begin += serv + t.sec(at, b.place); begin <= b.bound && begin < Never {
			t.last = min(g.late[t.d], min(g.late[t.p], b.bound-t.sec(at, b.place)-serv)+serv+g.ride[t.d]+2*slack)
			t.apart(least, i, max(begin, b.early), c)
		}
	}
}

func (t *seeker) together(least worth, i int32, leave float64, c *choice) {
	g, r := t.g, t.r
	a, b := &r.spots[i], &r.spots[i+1]
	up, down := g.place[t.p], g.place[t.d]
	begin := max(leave+t.sec(up, down), g.early[t.d])
	if done := begin + g.service[t.d] + t.sec(down, b.place); begin > g.late[t.d] || done > b.latest || done == Never {
		return
	}
	t.promise(&least, t.d, begin)
	extra := t.sec(a.place, up) + g.service[t.p] + t.sec(up, down) + g.service[t.d] + t.sec(down, b.place) - a.leg
	least[Riding-Broken] += t.y.within[i] * extra
	least[Working-Broken] += extra
	least[Distance-Broken] += t.met(a.place, up) + t.met(up, down) + t.met(down, b.place) - a.metres
	t.try(&least, choice{0, i, i}, c)
}

// apart looks at every place of the delivery behind other stops; begin is when the first
// of them then begins at the soonest.
func (t *seeker) apart(soFar worth, i int32, begin float64, c *choice) {
	g, r, y := t.g, t.r, t.y
	load := &g.p.Requests[t.q].Load
	at, up := g.place[t.d], g.place[t.p]
	// rode is how long the load is on the way at least, less what is counted from path.
	direct := t.x.direct(g.p.Workers[r.worker].Profile, int(up), int(at))
	rode := t.sec(up, r.spots[i+1].place) - y.path[i+1] - direct
	for k := i + 1; k <= r.n; k++ {
		a, b := &r.spots[k], &r.spots[k+1]
		if begin > a.bound || !g.room(r, k, load) {
			return
		}
		leave := begin + a.serv
		if leave > t.last {
			return
		}
		begin = max(leave+a.leg, b.early)
		comes := max(leave+t.sec(a.place, at), g.early[t.d])
		done := comes + g.service[t.d] + t.sec(at, b.place)
		if g.gain[k] == Never || comes > t.last || done > b.latest || done == Never {
			continue
		}
		rides := rode + y.path[k] + a.serv + t.sec(a.place, at)
		if rides+direct > g.ride[t.d]+tiny {
			continue
		}
		least := soFar
		t.promise(&least, t.d, comes)
		extra := t.sec(a.place, at) + g.service[t.d] + t.sec(at, b.place) - a.leg
		least[Riding-Broken] += y.within[k]*extra + t.own*rides
		least[Working-Broken] += extra
		least[Distance-Broken] += g.gain[k]
		t.try(&least, choice{0, i, k}, c)
	}
}

// try drives a place through unless it is no better than the best already by what it costs
// at least.
func (t *seeker) try(least *worth, at choice, c *choice) {
	if t.y.known && c.cost < Never && t.g.hopelessAt(least) {
		return
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
