package routing

// A day of a health centre has so few requests that what suits large problems does not
// suit it: measured on four invented days each of couriers, teams and cadres, in 100 ms.
const (
	// fewRequests is up to how many requests a day counts as small.
	fewRequests = 60
	// tinyRequests is up to how many a step may as well take nearly all of them apart, as it
	// does elsewhere.
	tinyRequests = 12
	// fewRuin and fewString are meanRuin and maxString there: with 15 and 10 a step takes
	// half of a team's day apart, costs three times as much and finds less.
	fewRuin   = 6.0
	fewString = 5.0
	// Where it begins there and where it ends, in seconds of the highest level that is merely
	// time and of work: where people ride or most windows leave half a shift open, a good plan
	// is left only for one whose workers set out at another hour.
	wideHot = 1500.0
	slimHot = 100.0
	fewCold = 4.0
	// fewGentle is gentle there, where nobody rides.
	fewGentle = 1000.0
	// fewMemory is how many choices are remembered there: they stay near the processor.
	fewMemory = 1 << 14
	// fewSteps is the share of the effort that is left for steps there: see swapTails.
	fewSteps = 0.99
)

// small is whether a problem is a small day, where more counts than the way.
func (g *engine) small() bool {
	return !g.lean && len(g.p.Requests) > tinyRequests && len(g.p.Requests) <= fewRequests
}

// longestString is how long a string may be that a ruin takes.
func (g *engine) longestString() float64 {
	if g.small() {
		return fewString
	}
	return maxString
}

// ratio is what a level is worth in the next in a round of the search.
func (g *engine) ratio(k int) float64 {
	if g.small() && !g.asked[Riding-Broken] {
		return [...]float64{fewGentle, steep}[k%3%2]
	}
	return [...]float64{gentle, steep, gentle * gentle}[k%3]
}

// fewHeats is where annealing begins and ends on a small day.
func (g *engine) fewHeats() (hot, cold float64) {
	work := g.weight[Working-Broken]
	switch cold = fewCold * work; {
	case g.asked[Riding-Broken]:
		return wideHot * max(work, g.weight[Riding-Broken]), cold
	case g.wide():
		return wideHot * work, cold
	}
	return slimHot * work, cold
}

// wide is whether windows leave half a shift open, on the whole.
func (g *engine) wide() bool {
	windows, shifts := 0.0, 0.0
	for _, q := range g.mobile {
		windows += g.span[q] / float64(len(g.mobile))
	}
	for i := range g.p.Workers {
		shifts += (g.p.Workers[i].To - g.p.Workers[i].From) / float64(len(g.p.Workers))
	}
	return windows > shifts/2
}

// forSteps is the share of the effort that goes into steps.
func (g *engine) forSteps() float64 {
	if g.small() {
		return fewSteps
	}
	return 1
}

// swapTails exchanges the ends of two workers' routes, or all of them, wherever that makes
// the best plan better. A step seldom does: it would have to take both ends apart and put
// each together again with the other worker, and who has had less paid work this week is
// seen only when all have changed.
func (s *search) swapTails() {
	if !s.small() {
		return
	}
	s.load(s.record.routes)
	for better := true; better; {
		better = false
		for a := range s.routes {
			for b := range a {
				if s.look(); s.ended {
					return
				}
				better = s.swapBetween(int32(a), int32(b)) || better
			}
		}
	}
}

// swapBetween tries all ends of two routes; whether one made the plan better.
func (s *search) swapBetween(a, b int32) bool {
	x, y := &s.routes[a], &s.routes[b]
	better := false
	for i := x.head; i <= x.n; i++ {
		if s.splits(x, i) {
			continue
		}
		for j := y.head; j <= y.n && i <= x.n; j++ {
			if (i < x.n || j < y.n) && !s.splits(y, j) && s.mayHave(x, i, b) && s.mayHave(y, j, a) {
				better = s.swap(x, y, i, j) || better
			}
		}
	}
	return better
}

// splits is whether somebody is on the way behind a position.
func (g *engine) splits(r *route, i int32) bool {
	for k := i + 1; k <= r.n; k++ {
		s := r.spots[k].stop
		if mate := g.mate[s]; g.sign[s] < 0 && mate >= 0 && g.pos[mate] <= i {
			return true
		}
	}
	return false
}

// mayHave is whether a worker is able for all that comes behind a position.
func (g *engine) mayHave(r *route, i, worker int32) bool {
	for k := i + 1; k <= r.n; k++ {
		if !g.able[int(g.req[r.spots[k].stop])*len(g.routes)+int(worker)] {
			return false
		}
	}
	return true
}

// swap exchanges what comes behind position i of one route and j of another, and keeps it
// when the plan is the best so far.
func (g *engine) swap(x, y *route, i, j int32) bool {
	g.open()
	g.touch(x.worker)
	g.touch(y.worker)
	g.append(x, i, &g.shadows[y.worker], j)
	g.append(y, j, &g.shadows[x.worker], i)
	if _, ok := g.tally(); ok && !g.crowded(x) && !g.crowded(y) {
		if sum := g.total(); g.compare(g.missing, &sum) < 0 {
			g.sum = sum
			g.keepRecord()
			return true
		}
	}
	g.revert()
	return false
}

// append puts what comes behind position j of a route behind position i of another.
func (g *engine) append(to *route, i int32, from *route, j int32) {
	to.n = i + from.n - j
	to.grow(to.n, g.units)
	for k := j + 1; k <= from.n; k++ {
		s := from.spots[k].stop
		to.spots[i+k-j].stop = s
		g.move(g.req[s], to.worker)
	}
	g.update(to)
}

// crowded is whether a worker has more requests than he may have.
func (g *engine) crowded(r *route) bool {
	most := int32(g.p.Workers[r.worker].Stops)
	return most > 0 && r.count > max(most, r.begun)
}
