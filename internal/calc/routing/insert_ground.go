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
	// soon is when each position is left at the soonest, dues until when a service may
	// begin there so that its promise and all behind it can be kept, broken how many
	// promises are not until there at least, grows by how much the rides that go on behind
	// it may still grow.
	soon                []ahead
	dues, broken, grows []float64
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
	x.foresee(r, y)
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
