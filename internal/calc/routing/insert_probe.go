package routing

import "math"

// along is how far a route has come behind a position: when its worker sets out, with which
// breaks to come, and what the promises until there cost.
type along struct {
	now    float64
	breaks []Break
	broken float64
	late   float64
}

// clock notes the hours of a route. It is plain when no ride limit and no longest route
// makes anything wait: what comes before a new stop then keeps its hours.
func (x *Inserter) clock(r *route, y *ground) {
	g, w := x.g, &x.g.p.Workers[r.worker]
	start := along{now: w.From, breaks: g.breaks[r.worker]}
	y.expected, y.slow = append(y.expected[:0], start), append(y.slow[:0], start)
	y.plain = x.promised && y.known && w.Longest == Never
	t := seeker{x: x, g: g, r: r, m: &g.mats[w.Profile], y: y, p: None, d: None}
	for k := int32(1); k <= r.n && y.plain; k++ {
		a, s := &r.spots[k-1], r.spots[k].stop
		e, sl := y.expected[k-1], y.slow[k-1]
		begin := t.step(&e, a.leg, s)
		e.late += t.tardy(s, begin)
		if t.step(&sl, a.slow, s) > g.due[s]+tiny && t.counts(s) {
			sl.broken++
		}
		if up := g.mate[s]; g.ride[s] < Never && begin-y.expected[g.pos[up]].now > g.ride[s]+tiny {
			y.plain = false
		}
		y.expected, y.slow = append(y.expected, e), append(y.slow, sl)
	}
}

// step drives to the next stop as the engine's pass does and says when its service begins.
func (t *seeker) step(h *along, leg float64, s int32) float64 {
	g := t.g
	if len(h.breaks) > 0 && (h.now >= h.breaks[0].Earliest || max(h.now+leg, g.early[s])+g.service[s] > g.soonest[t.r.worker]) {
		h.now, h.breaks = g.pause(h.now, h.breaks, leg, g.early[s], g.service[s])
	}
	begin := max(h.now+leg, g.early[s])
	h.now = begin + g.service[s]
	return begin
}

// counts is whether the whole request of a stop will be in the route.
func (t *seeker) counts(s int32) bool {
	mate := t.g.mate[s]
	return mate < 0 || t.g.sign[s] < 0 || s == t.p || t.r.has(mate, t.g.pos[mate]) && t.g.pos[mate] > t.g.pos[s]
}

// tardy is how late a stop's promise is, in squared minutes.
func (t *seeker) tardy(s int32, begin float64) float64 {
	if late := begin - t.g.due[s]; late > 0 && t.counts(s) {
		return late / 60 * (late / 60)
	}
	return 0
}

// probe drives on from a new stop only, and no further than the best place found allows.
// It is not sure where something would have to wait for a ride limit: that asks for the
// whole route. Where it is, it says whether every hour can be kept, and least has the
// promises as they become.
func (t *seeker) probe(least *worth, at choice, any bool) (possible, sure bool) {
	impossible := false
	g, r, y := t.g, t.r, t.y
	first := at.drop
	if t.p != None {
		first = at.pick
	}
	e := y.expected[first]
	possible, sure = true, true
	// soonest is when he sets out without any break, which is never later; latest is when
	// the new pick-up must be left at the latest.
	soonest, latest := r.spots[first].leave, Never
	var begin, left float64
	visit := func(s int32, leg float64) {
		begin = t.step(&e, leg, s)
		soonest = max(soonest+leg, g.early[s]) + g.service[s]
		possible = possible && begin <= g.late[s]
		e.late += t.tardy(s, begin)
	}
	// ride asks whether a limit is kept, and if not whether waiting could keep it.
	ride := func(s int32, since, latest float64) {
		if begin-since > g.ride[s]+tiny {
			sure = false
			impossible = impossible || soonest-g.service[s]-latest > g.ride[s]+slack
		}
	}
	from := r.spots[first].place
	for k := first; k <= r.n && !impossible; k++ {
		a := &r.spots[k]
		if k > first {
			visit(a.stop, t.way(from, r.spots[k-1].place, a.place, r.spots[k-1].leg))
			t.x.left[k], from = e.now, a.place
			if g.ride[a.stop] < Never {
				up := g.pos[g.mate[a.stop]]
				since := y.expected[min(up, first)].now
				if up > first {
					since = t.x.left[up]
				}
				ride(a.stop, since, r.spots[up].bound+r.spots[up].serv)
			}
		}
		if k == at.pick && t.p != None {
			latest = min(g.late[t.p], r.spots[k+1].bound-g.service[t.p]) + g.service[t.p]
			visit(t.p, t.sec(from, g.place[t.p]))
			left, from = e.now, g.place[t.p]
		}
		if k == at.drop {
			visit(t.d, t.sec(from, g.place[t.d]))
			from = g.place[t.d]
			if g.ride[t.d] < Never && t.p == None {
				return false, false // its pick-up is begun: the whole route knows
			}
			if g.ride[t.d] < Never {
				ride(t.d, left, latest)
			}
		}
	}
	switch {
	case impossible:
		return false, true
	case !sure:
		return false, false
	case !possible || !t.home(e, from):
		return false, true
	}
	least[Late-Broken] = e.late
	least[0] = t.broken(at, first, any)
	return true, true
}

// way is the leg to a stop of the route: its own, unless something new lies before it.
func (t *seeker) way(from, before, to int32, leg float64) float64 {
	if from == before {
		return leg
	}
	return t.sec(from, to)
}

// home is whether the worker is back before the end of the shift.
func (t *seeker) home(h along, from int32) bool {
	w := &t.g.p.Workers[t.r.worker]
	leg := t.sec(from, t.r.spots[t.r.n+1].place)
	if len(h.breaks) > 0 && w.End != None {
		h.now, _ = t.g.pause(h.now, h.breaks, leg, math.Inf(-1), 0)
	}
	return h.now+leg <= w.To+slack
}

// broken counts the promises that are then broken on slow days; it stops counting at more
// than the best place breaks.
func (t *seeker) broken(at choice, first int32, any bool) float64 {
	g, r := t.g, t.r
	h := t.y.slow[first]
	most := Never
	if any {
		most = g.found[0]
	}
	from := r.spots[first].place
	visit := func(s, to int32, leg float64) {
		if t.step(&h, leg, s) > g.due[s]+tiny && t.counts(s) {
			h.broken++
		}
		from = to
	}
	slow := func(to int32) float64 { return t.m.slow[int(from)*t.m.n+int(to)] }
	for k := first; k <= r.n && h.broken <= most; k++ {
		a := &r.spots[k]
		if k > first {
			leg := r.spots[k-1].slow
			if from != r.spots[k-1].place {
				leg = slow(a.place)
			}
			visit(a.stop, a.place, leg)
		}
		if k == at.pick && t.p != None {
			visit(t.p, g.place[t.p], slow(g.place[t.p]))
		}
		if k == at.drop {
			visit(t.d, g.place[t.d], slow(g.place[t.d]))
		}
	}
	return h.broken
}
