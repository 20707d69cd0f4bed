package routing

// track is a route as driven: against it a place is judged by what it changes. It is good
// for a route with its hash.
type track struct {
	hash  uint64
	steps []step // by position, 0 the start
	end   float64
	last  int32 // the last position with a promise
	paid  int
	// plain: nobody waits for the sake of a ride or of the longest route. Where somebody
	// does, a new stop may change what comes before it, and the whole is driven.
	plain bool
}

// track is a route's track, made anew when the route is another.
func (g *engine) track(r *route) *track {
	t := &g.tracks[r.worker]
	if t.hash != r.hash {
		t.hash = r.hash
		t.plain = !r.over && r.n > 0 && g.follow(r, t)
	}
	return t
}

// follow drives a route as it is; false when somebody must wait.
func (g *engine) follow(r *route, t *track) bool {
	if int(r.n) >= len(t.steps) {
		t.steps = make([]step, r.n+r.n/2+16)
	}
	w := &g.p.Workers[r.worker]
	all := int32(len(g.breaks[r.worker]))
	t.steps[0] = step{leave: w.From, slow: w.From, rest: all, restful: all}
	t.last, t.paid = 0, 0
	for k := int32(1); k <= r.n; k++ {
		s, y := r.spots[k].stop, &t.steps[k]
		*y = t.steps[k-1]
		g.arrive(r, y, s, r.spots[k-1].leg, r.spots[k-1].slow, true)
		if limit := g.ride[s]; limit < Never && y.begin-limit > t.steps[g.pos[g.mate[s]]].leave+tiny {
			return false
		}
		if q := &g.p.Requests[g.req[s]]; q.Paid && int(s) == q.Delivery {
			t.paid++
		}
		if g.due[s] < Never {
			t.last = k
		}
	}
	t.end = g.back(r, &t.steps[r.n], r.spots[r.n].leg)
	return t.end-w.Longest+r.spots[0].leg <= t.steps[1].begin+tiny
}
