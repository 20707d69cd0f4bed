package routing

import (
	"cmp"
	"slices"
)

// Best is the first of the options alone, false when there is none. It costs less than all
// of them: a route is left as soon as nothing in it can be better than what another gave.
func (x *Inserter) Best(request int) (Option, bool) {
	all := x.ask(request, x.first)
	if len(all) == 0 {
		return Option{}, false
	}
	return all[0], true
}

// elsewhere is the place of a choice that stands for the best of another route.
const elsewhere = -2

// first is the best way of all, found route by route: the nearest first, for a good answer
// early spares driving through the others.
func (x *Inserter) first(q int32, score Score) []way {
	g := x.g
	if slices.Contains(g.p.Aim, Vehicles) {
		// A route by itself does not know what opening another one is worth.
		all := x.ways(q, score)
		return all[:min(1, len(all))]
	}
	score[UnplacedEmergency+Level(g.p.Requests[q].Class)]--
	var best []way
	var gained worth
	for _, w := range x.nearest(q) {
		r := &g.routes[w]
		c := nothing
		if len(best) > 0 {
			c = choice{0, elsewhere, elsewhere}
			for l := range r.worth {
				g.found[l] = r.worth[l] + gained[l]
			}
			g.found[Distance-Broken] += 2 * tiny // equal ones are driven, and compared in full
		}
		if c = x.bestBelow(r, q, c); c.cost == Never || c.drop == elsewhere {
			continue
		}
		y := way{int(w), c, score}
		for l := range r.worth {
			y.score[int(Broken)+l] += g.found[l] - r.worth[l]
		}
		if len(best) > 0 && g.p.Aim.Compare(y.score, best[0].score) >= 0 {
			continue
		}
		best = []way{y}
		for l := range r.worth {
			gained[l] = g.found[l] - r.worth[l]
		}
	}
	return best
}

// nearest lists the workers who are able by how far out of their way the request's stops
// are at least.
func (x *Inserter) nearest(q int32) []int32 {
	g := x.g
	type near struct {
		worker int32
		extra  float64
	}
	var all []near
	for w := range g.routes {
		if g.able[int(q)*len(g.routes)+w] {
			all = append(all, near{int32(w), x.detour(&g.routes[w], q)})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.extra, b.extra) })
	out := make([]int32, len(all))
	for i, n := range all {
		out[i] = n.worker
	}
	return out
}

// detour is how much longer a route gets at least by the request's stops, each by itself.
func (x *Inserter) detour(r *route, q int32) (sum float64) {
	g := x.g
	m := &g.mats[g.p.Workers[r.worker].Profile]
	for _, s := range [...]int32{g.pick[q], g.drop[q]} {
		if s == None {
			continue
		}
		least := Never
		for i := r.head; i <= r.n; i++ {
			a, b := r.spots[i].place, r.spots[i+1].place
			least = min(least, m.sec[int(a)*m.n+int(g.place[s])]+m.sec[int(g.place[s])*m.n+int(b)]-r.spots[i].leg)
		}
		sum += least
	}
	return sum
}
