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

// unbroken is the pause of who has none.
var unbroken = Break{Earliest: Never, Latest: Never}

// firstBreak is the first pause of a worker.
func (g *engine) firstBreak(w int32) *Break {
	if len(g.breaks[w]) == 0 {
		return &unbroken
	}
	return &g.breaks[w][0]
}

// foresee notes how soon each position of a route can be left.
func (x *Inserter) foresee(r *route, y *ground) {
	g, b := x.g, x.g.firstBreak(r.worker)
	h := soon{x.g.p.Workers[r.worker].From, Never}
	y.soon = append(y.soon[:0], h)
	for k := int32(1); k <= r.n; k++ {
		s := r.spots[k].stop
		_, h = h.on(b, r.spots[k-1].leg, g.early[s], g.service[s], g.late[s])
		y.soon = append(y.soon, h)
	}
	y.dues, y.grows = append(y.dues[:0], y.path...), append(y.grows[:0], y.path...)
	x.keepable(r, y)
	x.growing(r, y)
}

// keepable notes until when a service must begin at each position so that its promise and
// all behind it can be kept.
func (x *Inserter) keepable(r *route, y *ground) {
	next := Never
	y.dues[r.n+1] = next
	for k := r.n; k > r.head; k-- {
		s := r.spots[k].stop
		next = min(x.g.due[s], next-r.spots[k].leg-x.g.service[s])
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
