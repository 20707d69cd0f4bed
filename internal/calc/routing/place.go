package routing

// choice is a place for a request in a route: behind which positions its pick-up (pick)
// and its delivery (drop) come, both counted without it, and what that costs.
type choice struct {
	cost       float64
	pick, drop int32
}

// nothing is the choice of no place.
var nothing = choice{cost: Never, pick: None, drop: None}

// best is the best place for a request in a route.
func (g *engine) best(r *route, q int32) choice {
	if r.over && g.pick[q] != None || g.full(r, q) {
		return nothing
	}
	key := (r.hash ^ g.salt[q]) * 0x9fb21c651e98df25
	key ^= key >> 29
	m := &g.memory[key&uint64(len(g.memory)-1)]
	if m.key == key {
		return m.choice
	}
	var c choice
	switch {
	case g.pick[q] == None:
		c = g.bestSingle(r, g.drop[q])
	default:
		c = g.bestPair(r, g.pick[q], g.drop[q])
	}
	m.key, m.choice = key, c
	return c
}

// full is whether a worker has as many requests as he may have: what has started counts,
// but may be more than that by itself.
func (g *engine) full(r *route, q int32) bool {
	most := int32(g.p.Workers[r.worker].Stops)
	if most == 0 || r.count < most {
		return false
	}
	p := g.p.Requests[q].Pickup
	return !(g.started[q] && r.begun == r.count || p != None && g.begun[p])
}

// remembered is a choice that was computed before: a route with the same stops has the
// same best place for the same request.
type remembered struct {
	key uint64
	choice
}

// bestSingle finds the place of one stop.
func (g *engine) bestSingle(r *route, s int32) choice {
	m := &g.mats[g.p.Workers[r.worker].Profile]
	at := int(g.place[s]) * m.n
	secTo, sec, metTo, met := m.secTo[at:at+m.n], m.sec[at:at+m.n], m.metTo[at:at+m.n], m.met[at:at+m.n]
	early, late, serv := g.early[s], g.late[s], g.service[s]
	c := nothing
	g.atLeast, g.perRide = 0, 0
	for i := r.head; i <= r.n; i++ {
		x, y := &r.spots[i], &r.spots[i+1]
		if x.leave > late {
			break
		}
		begin := max(x.leave+secTo[x.place], early)
		if begin > late || begin+serv+sec[y.place] > y.latest {
			continue
		}
		cost := metTo[x.place] + met[y.place] - x.metres
		if cost >= c.cost && g.lean || g.hopeless(s, begin, cost, g.delay(r, i, i, begin+serv+sec[y.place]), c.cost) {
			continue
		}
		g.try(r, None, s, choice{cost, None, i}, &c)
	}
	return c
}

// bestPair finds the places of a pick-up and its delivery. For every place of the pick-up
// it goes along the route with the time it then is; the windows of the stops behind are
// judged in constant time by the latest begin they allow (Savelsbergh 1992).
func (g *engine) bestPair(r *route, p, d int32) choice {
	m := &g.mats[g.p.Workers[r.worker].Profile]
	if !g.openings(r, m, d) {
		return nothing
	}
	at := int(g.place[p]) * m.n
	secTo, sec, metTo, met := m.secTo[at:at+m.n], m.sec[at:at+m.n], m.metTo[at:at+m.n], m.met[at:at+m.n]
	early, late, serv := g.early[p], g.late[p], g.service[p]
	load := &g.p.Requests[g.req[p]].Load
	need := load[0]
	c := nothing
	// Where everything counts, the places next to each other come first: they are few, and
	// what the best of them costs spares most of the others a drive.
	for turn := both; turn <= apartOnly; turn++ {
		if g.guessing() == (turn == both) {
			continue
		}
		for i := r.head; i <= r.n; i++ {
			x, y := &r.spots[i], &r.spots[i+1]
			if x.leave > late {
				break
			}
			begin := max(x.leave+secTo[x.place], early)
			if begin > late || need > 0 && need > x.free || g.units > 1 && !g.room(r, i, load) {
				continue
			}
			leave := begin + serv
			if g.guessing() {
				g.guess(m, p, d, begin)
			}
			if turn != apartOnly {
				g.together(r, m, p, d, i, leave, metTo[x.place], &c)
			}
			if g.last = Never; g.ride[d] < Never {
				g.last = min(late, y.bound-sec[y.place]-serv) + serv + g.ride[d] + 2*slack
			}
			if leave += sec[y.place]; leave > y.bound || turn == togetherOnly {
				continue
			}
			if extra := metTo[x.place] + met[y.place] - x.metres; !g.lean || extra+g.least[i+1] < c.cost {
				g.apart(r, m, p, d, i, max(leave, y.early), extra, &c)
			}
		}
		if turn == both {
			break
		}
	}
	return c
}

// The turns in which the places of a pair are looked at.
const (
	both = iota
	togetherOnly
	apartOnly
)

// openings finds for every place what a delivery there adds to the way, and the least from
// there on; false when there is none at all. Where no detour is shorter than the direct way
// a place where the delivery could not even come alone is left out at once.
func (g *engine) openings(r *route, m *matrix, d int32) bool {
	at := int(g.place[d]) * m.n
	secTo, sec, metTo, met := m.secTo[at:at+m.n], m.sec[at:at+m.n], m.metTo[at:at+m.n], m.met[at:at+m.n]
	early, late, serv := g.early[d], g.late[d], g.service[d]
	g.least[r.n+1] = Never
	any := false
	for i := r.n; i >= r.head; i-- {
		x, y := &r.spots[i], &r.spots[i+1]
		gain := metTo[x.place] + met[y.place] - x.metres
		if g.metric {
			if begin := max(x.leave+secTo[x.place], early); begin > late || begin+serv+sec[y.place] > y.latest {
				gain = Never
			}
		}
		any = any || gain < Never
		g.gain[i] = gain
		g.least[i] = min(g.least[i+1], gain)
	}
	return any || !g.metric
}

// together tries the delivery right behind the pick-up.
func (g *engine) together(r *route, m *matrix, p, d, i int32, leave, first float64, c *choice) {
	x, y := &r.spots[i], &r.spots[i+1]
	pd, dy := int(g.place[p])*m.n+int(g.place[d]), int(g.place[d])*m.n+int(y.place)
	begin := max(leave+m.sec[pd], g.early[d])
	if begin > g.late[d] || begin+g.service[d]+m.sec[dy] > y.latest {
		return
	}
	cost := first + m.met[pd] + m.met[dy] - x.metres
	if cost >= c.cost && g.lean || g.hopeless(d, begin, cost, g.delay(r, i, i, begin+g.service[d]+m.sec[dy]), c.cost) {
		return
	}
	g.try(r, p, d, choice{cost, i, i}, c)
}

// apart tries the delivery at every later place; begin is when the stop behind the pick-up
// then begins.
func (g *engine) apart(r *route, m *matrix, p, d, i int32, begin, extra float64, c *choice) {
	at := int(g.place[d]) * m.n
	secTo, sec := m.secTo[at:at+m.n], m.sec[at:at+m.n]
	early, late, serv := g.early[d], min(g.late[d], g.last), g.service[d]
	load := &g.p.Requests[g.req[p]].Load
	need := load[0]
	for k := i + 1; k <= r.n; k++ {
		x, y := &r.spots[k], &r.spots[k+1]
		if begin > x.bound || need > 0 && need > x.free || g.units > 1 && !g.room(r, k, load) {
			return
		}
		if g.lean && extra+g.least[k] >= c.cost {
			return
		}
		leave := begin + x.serv
		if leave > late || g.perRide > 0 && g.guessing() && g.atLeast+g.perRide*(leave-g.since) >= c.cost {
			return
		}
		if cost := extra + g.gain[k]; cost < c.cost || !g.lean && cost < Never {
			if at := max(leave+secTo[x.place], early); at <= late && at+serv+sec[y.place] <= y.latest && !g.hopeless(d, at, cost, g.delay(r, i, k, at+serv+sec[y.place]), c.cost) {
				g.try(r, p, d, choice{cost, i, k}, c)
			}
		}
		begin = max(leave+x.leg, y.early)
	}
}

// room is whether a load fits from a position to the next, in every unit.
func (g *engine) room(r *route, k int32, load *Load) bool {
	on := r.loads[int(k)*g.units:]
	most := &g.p.Workers[r.worker].Capacity
	for u := range g.units {
		if load[u] > 0 && on[u]+load[u] > most[u] {
			return false
		}
	}
	return true
}

// try takes a place that windows and loads allow for the best when it is better: by the
// way, when that is all that counts, or else by what the whole route is then worth.
func (g *engine) try(r *route, p, d int32, t choice, best *choice) {
	if g.guessing() && !g.telling {
		cost, a := g.quick(r, p, d, t)
		if a == possible && cost < best.cost {
			t.cost = cost
			*best = t
		}
		if a != unsure {
			return
		}
	}
	if !g.lean || g.exact {
		n := g.compose(r, p, d, t.pick, t.drop)
		if !g.drive(r, n) {
			return
		}
	}
	switch {
	case g.strict:
		if best.cost == Never || g.below(&g.value, &g.found) {
			g.found, t.cost = g.value, 0
			*best = t
		}
		return
	case !g.lean:
		t.cost = g.differ(&g.value, &r.worth)
	}
	if t.cost < best.cost {
		*best = t
	}
}

// differ is how much more one worth is than another, in the search's weights.
func (g *engine) differ(a, b *worth) float64 {
	sum := 0.0
	for l := range a {
		sum += g.weight[l] * (a[l] - b[l])
	}
	return sum
}

// compose writes a route with a request into the trial, with its legs; p is None for a
// single stop, and nobody is added behind position None.
func (g *engine) compose(r *route, p, d, i, k int32) int32 {
	m := &g.mats[g.p.Workers[r.worker].Profile]
	n, way := int32(0), 0.0
	for at := int32(0); at <= r.n; at++ {
		x := &r.spots[at]
		if at > 0 {
			g.trial[n] = x.stop
			n++
		}
		if at != k && (at != i || p == None) {
			g.legs[n], g.slow[n] = x.leg, x.slow
			way += x.metres
			continue
		}
		from := x.place
		if at == i && p != None {
			way += g.leg(m, n, from, g.place[p])
			g.trial[n], from = p, g.place[p]
			n++
		}
		if at == k {
			way += g.leg(m, n, from, g.place[d])
			g.trial[n], from = d, g.place[d]
			n++
		}
		way += g.leg(m, n, from, r.spots[at+1].place)
	}
	g.metres = way
	return n
}

// leg sets a leg of the trial and gives its metres.
func (g *engine) leg(m *matrix, n, from, to int32) float64 {
	at := int(from)*m.n + int(to)
	g.legs[n], g.slow[n] = m.sec[at], m.slow[at]
	return m.met[at]
}
