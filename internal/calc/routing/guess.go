package routing

// guessing is whether a place is first judged by what it costs at least.
func (g *engine) guessing() bool { return !g.lean && !g.strict }

// guess notes what a pair costs at least when its pick-up begins at a time: its own promise,
// and from when on its load's ride counts. That others gain by a delay is left out: a
// detour of the search, which looks at all places again and again.
func (g *engine) guess(m *matrix, p, d int32, begin float64) {
	g.atLeast = g.tardy(p, begin)
	g.perRide = 0
	if g.p.Requests[g.req[d]].Rides {
		g.perRide = g.weight[Riding-Broken]
		g.since = begin + g.service[p] + m.sec[int(g.place[p])*m.n+int(g.place[d])]
	}
}

// tardy is what a stop's own promise costs when its service begins at a time.
func (g *engine) tardy(s int32, begin float64) float64 {
	late := begin - g.due[s]
	if late <= tiny {
		return 0
	}
	return g.weight[0] + g.weight[Late-Broken]*(late/60)*(late/60)
}

// delay is how much later he is back at least when a stop of his route is reached at a
// time: the delay that no waiting behind it takes up. Who sets out for the new stop first
// may set out later, so that nothing is said of him.
func (g *engine) delay(r *route, i, k int32, arrives float64) float64 {
	x, y := &r.spots[k], &r.spots[k+1]
	if i == 0 {
		return 0
	}
	return max(0, arrives-x.leave-x.leg-y.idle)
}

// hopeless is whether a stop that begins at a time, with so much more way and work, costs
// more than the best place.
func (g *engine) hopeless(s int32, begin, way, work, best float64) bool {
	return g.guessing() && g.atLeast+g.perRide*(begin-g.since)+g.tardy(s, begin)+
		g.weight[Distance-Broken]*way+g.weight[Working-Broken]*work >= best
}
