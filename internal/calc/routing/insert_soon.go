package routing

// soon is when somebody may leave a position at the soonest, whatever waits for whom:
// fresh who has not had his first pause yet, rested who has. Never: neither can be.
type soon struct{ fresh, rested float64 }

// least is the sooner of the two.
func (h soon) least() float64 { return min(h.fresh, h.rested) }

// on drives on to a stop, the pause b behind or ahead of him; begin is when its service
// begins at the soonest, Never when that is beyond late.
func (h soon) on(b *Break, leg, early, service, late float64) (begin float64, next soon) {
	fresh, rested := Never, min(h.rested, max(h.fresh, b.Earliest)+b.Length)
	if h.fresh < b.Earliest {
		if at := max(h.fresh+leg, early); at <= late && at+service <= b.Latest {
			fresh = at
		}
	}
	if rested = max(rested+leg, early); rested > late {
		rested = Never
	}
	return min(fresh, rested), soon{fresh + service, rested + service}
}

// ahead is that on likely ways and on slow ones, where nothing is too late.
type ahead struct{ likely, slow soon }

// unbroken is the pause of who has none.
var unbroken = Break{Earliest: Never, Latest: Never}

// firstBreak is the first pause of a worker.
func (g *engine) firstBreak(w int32) *Break {
	if len(g.breaks[w]) == 0 {
		return &unbroken
	}
	return &g.breaks[w][0]
}

// foresee notes how soon each position of a route can be left, and how many promises are
// broken until there at least.
func (x *Inserter) foresee(r *route, y *ground) {
	g, b := x.g, x.g.firstBreak(r.worker)
	start := soon{x.g.p.Workers[r.worker].From, Never}
	t, h, broken := seeker{g: g, r: r, p: None}, ahead{start, start}, 0.0
	y.soon, y.broken = append(y.soon[:0], h), append(y.broken[:0], broken)
	for k := int32(1); k <= r.n; k++ {
		s, a := r.spots[k].stop, &r.spots[k-1]
		_, h.likely = h.likely.on(b, a.leg, g.early[s], g.service[s], g.late[s])
		slow, next := h.slow.on(b, a.slow, g.early[s], g.service[s], Never)
		if h.slow = next; slow > g.due[s]+tiny && t.counts(s) {
			broken++
		}
		y.soon, y.broken = append(y.soon, h), append(y.broken, broken)
	}
	y.dues, y.grows = append(y.dues[:0], y.path...), append(y.grows[:0], y.path...)
	x.keepable(r, y)
	x.growing(r, y)
}

// keepable notes until when a service must begin at each position so that its promise and
// all behind it can be kept on likely ways.
func (x *Inserter) keepable(r *route, y *ground) {
	next := Never
	y.dues[r.n+1] = next
	for k := r.n; k > r.head; k-- {
		a := &r.spots[k]
		next = min(x.g.due[a.stop], next-a.leg-a.serv)
		y.dues[k] = next
	}
}

// growing notes by how much the rides that go on behind each position may still grow.
func (x *Inserter) growing(r *route, y *ground) {
	for k := range y.grows {
		y.grows[k] = Never
	}
	for k := r.head + 1; k <= r.n && y.known; k++ {
		s := r.spots[k].stop
		limit := x.g.ride[s]
		if limit == Never {
			continue
		}
		mate := x.g.mate[s]
		up := x.g.pos[mate]
		room := limit + 2*tiny - (y.path[k] - y.path[up] - x.g.service[mate])
		for i := up; i < k; i++ {
			y.grows[i] = min(y.grows[i], room)
		}
	}
}

// surely is how many promises are broken at least behind position k, which is left for the
// next at so much the soonest on slow ways; it stops counting at more than most.
func (t *seeker) surely(h soon, from, k int32, most float64) (broken float64) {
	leg := t.m.slow[int(from)*t.m.n+int(t.r.spots[k+1].place)]
	for k++; k <= t.r.n && broken <= most; k++ {
		a := &t.r.spots[k]
		begin, next := h.on(t.b, leg, a.early, a.serv, Never)
		if begin > t.g.due[a.stop]+tiny {
			broken++
		}
		if next == t.y.soon[k].slow {
			return broken + t.y.broken[t.r.n] - t.y.broken[k]
		}
		h, leg = next, a.slow
	}
	return broken
}
