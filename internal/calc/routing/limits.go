package routing

// bounds are times that hold whatever waits: drawn from windows, ways and limits alone,
// and from where pauses can lie.
type bounds struct {
	latest []float64 // the latest begin at each position of the trial
	left   []float64 // the earliest end of the service there
	path   []float64 // from the start to the begin there, without any waiting
}

// doomed is whether no hours can keep all limits of the trial and bring its worker home by
// a time. It is only sure where it says so. Settling comes to the same by raising what must
// wait a little at a time, often past a pause that nothing gets out of a ride.
func (g *engine) doomed(r *route, n, rides int32, to float64) bool {
	g.bindBack(n, to)
	if !g.bindOn(r, n) {
		return true
	}
	g.bindRides(n, rides)
	for i := range rides {
		up, down := g.ups[i], g.downs[i]
		s, d := g.trial[up], g.trial[down]
		limit := g.ride[d] + 2*tiny
		path := g.path[down] - g.path[up] - g.service[s]
		begin := g.left[down] - g.service[d]
		if path > limit || begin > g.latest[down]+slack || begin-g.latest[up]-g.service[s] > limit {
			return true
		}
		for _, b := range g.breaks[r.worker] {
			if path+b.Length > limit && g.between(&b, up, down) {
				return true
			}
		}
	}
	return false
}

// between is whether a pause can lie nowhere but within the ride from one position to
// another: whoever takes it before is too late, and it is due before the ride ends.
func (g *engine) between(b *Break, up, down int32) bool {
	return b.Earliest+b.Length+g.legs[up] > g.latest[up]+slack &&
		(g.left[down-1] >= b.Earliest || g.left[down] > b.Latest)
}

// bindBack finds the latest begins that windows and the end of the shift allow.
func (g *engine) bindBack(n int32, to float64) {
	next := to + slack
	for k := n - 1; k >= 0; k-- {
		s := g.trial[k]
		next = min(g.late[s], next-g.legs[k+1]-g.service[s])
		g.latest[k] = next
	}
}

// bindOn finds the earliest hours without any pause; false when one is too late.
func (g *engine) bindOn(r *route, n int32) bool {
	now, way := g.p.Workers[r.worker].From, 0.0
	for k := range n {
		service := g.service[g.trial[k]]
		way += g.legs[k]
		g.path[k] = way
		way += service
		now = max(now+g.legs[k], g.floor[k])
		if now > g.latest[k]+slack {
			return false
		}
		now += service
		g.left[k] = now
	}
	return true
}

// bindRides makes the latest begins earlier by the limits of rides, the last ride first.
func (g *engine) bindRides(n, rides int32) {
	for i := rides - 1; i >= 0; i-- {
		up, down := g.ups[i], g.downs[i]
		most := g.latest[up] + g.service[g.trial[up]] + g.ride[g.trial[down]] + 2*tiny
		for k := down; k >= 0 && most < g.latest[k]; k-- {
			g.latest[k] = most
			if k > 0 {
				most -= g.legs[k] + g.service[g.trial[k-1]]
			}
		}
	}
}
