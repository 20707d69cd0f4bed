package routing

import "math"

// state is the part of the engine that moves from step to step.
type state struct {
	mobile     []int32 // requests that can move
	absent     []int32 // requests without a place
	absentWas  []int32
	marked     []bool
	ruined     []bool
	cut        []int32
	dirty      []bool
	touched    []int32
	moved      []bool
	movers     []int32
	before     []int32
	tried      []int64
	round      int64
	keys       []float64
	rank       []int32
	classes    bool
	chasing    bool // a vehicle was taken away
	meanRuin   float64
	toll       float64 // what a vehicle costs that sets out, see swing
	blinks     uint64
	must       []bool // requests that may not lose their place
	bound      bool   // there are such
	classWorth [ClassCount]float64

	sum     worth   // of all routes
	missing float64 // the worth of the absent, by class
	record  record
}

// record is the best plan so far.
type record struct {
	routes  [][]int32
	sum     worth
	missing float64
	any     bool
}

func (g *engine) layState() {
	n, w := len(g.p.Requests), len(g.p.Workers)
	for q := range n {
		if g.pick[q] != None || g.drop[q] != None {
			g.mobile = append(g.mobile, int32(q))
			g.absent = append(g.absent, int32(q))
		}
		g.classes = g.classes || g.p.Requests[q].Class != g.p.Requests[0].Class
	}
	g.absentWas = make([]int32, 0, n)
	g.marked, g.moved, g.must = make([]bool, n), make([]bool, n), make([]bool, n)
	g.ruined, g.dirty = make([]bool, w), make([]bool, w)
	g.cut, g.touched, g.movers = make([]int32, 0, w), make([]int32, 0, w), make([]int32, 0, n)
	g.before, g.tried, g.keys, g.rank = make([]int32, n), make([]int64, w), make([]float64, n), make([]int32, n)
	if g.meanRuin = meanRuin; g.small() {
		g.meanRuin = fewRuin
	} else if g.exact {
		g.meanRuin = meanRide
	}
	g.blinks = math.MaxUint64 / 100 * blinkPercent
	g.record.routes = make([][]int32, w)
	for i := range g.record.routes {
		g.record.routes[i] = make([]int32, 0, 16)
	}
	worth := 1.0
	for c := ClassCount - 1; c >= 0; c-- {
		g.classWorth[c] = worth
		worth *= float64(n + 1)
	}
}

// open forgets what the last step did.
func (g *engine) open() {
	for _, w := range g.touched {
		g.dirty[w] = false
	}
	for _, q := range g.movers {
		g.moved[q] = false
	}
	g.touched, g.movers = g.touched[:0], g.movers[:0]
	g.absentWas = append(g.absentWas[:0], g.absent...)
}

// revert undoes the step.
func (g *engine) revert() {
	for _, w := range g.touched {
		g.routes[w], g.shadows[w] = g.shadows[w], g.routes[w]
		r := &g.routes[w]
		for k := int32(1); k <= r.n; k++ {
			g.pos[r.spots[k].stop] = k
		}
	}
	for _, q := range g.movers {
		g.where[q] = g.before[q]
	}
	g.absent = append(g.absent[:0], g.absentWas...)
}

// tally adds up what the absent are worth; false when one of them must have a place or a
// route cannot be driven.
func (g *engine) tally() (float64, bool) {
	sum := 0.0
	for _, q := range g.absent {
		if g.must[q] && !g.chasing {
			return 0, false
		}
		sum += g.classWorth[g.p.Requests[q].Class]
	}
	for _, w := range g.touched {
		if g.routes[w].over {
			return 0, false
		}
	}
	return sum, true
}

// total adds up all routes.
func (g *engine) total() worth {
	var sum worth
	for w := range g.routes {
		for l, v := range g.routes[w].worth {
			sum[l] += v
		}
	}
	return sum
}

// step ruins and recreates once, and keeps it when it is good enough for the heat.
func (g *engine) step(heat float64) {
	g.open()
	g.ruin()
	g.recreate()
	if !g.chasing {
		for _, q := range g.absent {
			g.absences[q]++
		}
	}
	missing, ok := g.tally()
	if !ok {
		g.revert()
		return
	}
	var change worth
	for _, w := range g.touched {
		for l := range change {
			change[l] += g.routes[w].worth[l] - g.shadows[w].worth[l]
		}
	}
	if !g.accepts(missing, &change, heat) {
		g.revert()
		return
	}
	g.missing = missing
	for l := range change {
		g.sum[l] += change[l]
	}
	if g.compare(missing, &g.sum) < 0 {
		g.sum = g.total()
		g.keepRecord()
	}
}

// accepts decides whether the search goes on from a plan: with fewer without a place
// always; with as many when those have been without less often, or by annealing.
func (g *engine) accepts(missing float64, change *worth, heat float64) bool {
	if g.chasing && (missing > 0 || g.missing > 0) {
		was, is := g.missed(g.absentWas), g.missed(g.absent)
		for _, q := range g.absent {
			g.absences[q]++
		}
		if is != was {
			return is < was
		}
	}
	if missing != g.missing {
		return missing < g.missing || g.strays()
	}
	var zero worth
	d := g.differ(change, &zero)
	return d <= 0 || d < -heat*math.Log(1-g.rnd.unit())
}

// strays is whether the search goes on from a plan with more or more pressing requests
// without a place: now and then, where some have none anyhow, for who has a place may have
// to leave it before somebody more pressing gets one.
func (g *engine) strays() bool {
	return !g.lean && g.record.missing > 0 && g.rnd.under(straying) == 0
}

// straying is one in how many such plans are gone on from.
const straying = 30

// compare is below zero when a plan is better than the record, by the aim.
func (g *engine) compare(missing float64, sum *worth) int {
	if !g.record.any || missing != g.record.missing {
		if !g.record.any || missing < g.record.missing {
			return -1
		}
		return 1
	}
	for _, l := range g.p.Aim {
		if l < Broken {
			continue
		}
		switch d := sum[l-Broken] - g.record.sum[l-Broken]; {
		case d < -tiny:
			return -1
		case d > tiny:
			return 1
		}
	}
	return 0
}

// keepRecord keeps the plan as the best.
func (g *engine) keepRecord() {
	g.record.any, g.record.sum, g.record.missing = true, g.sum, g.missing
	for w := range g.routes {
		r := &g.routes[w]
		to := g.record.routes[w][:0]
		for k := int32(1); k <= r.n; k++ {
			to = append(to, r.spots[k].stop)
		}
		g.record.routes[w] = to
	}
}

// plan is the record as a plan.
func (g *engine) plan() Plan {
	plan := Plan{Routes: make([][]int, len(g.routes))}
	for w, stops := range g.record.routes {
		plan.Routes[w] = make([]int, len(stops))
		for i, s := range stops {
			plan.Routes[w][i] = int(s)
		}
	}
	return plan
}

// load makes the routes those of a plan.
func (g *engine) load(routes [][]int32) {
	for q := range g.where {
		g.where[q] = None
	}
	for w := range g.routes {
		r := &g.routes[w]
		r.n = int32(len(routes[w]))
		r.grow(r.n, g.units)
		for k, s := range routes[w] {
			r.spots[k+1].stop = s
			g.where[g.req[s]] = int32(w)
		}
		g.update(r)
	}
	g.absent = g.absent[:0]
	for _, q := range g.mobile {
		if g.where[q] == None || g.lies(q) {
			g.where[q] = None
			g.absent = append(g.absent, q)
		}
	}
	g.open()
	g.missing, _ = g.tally()
	g.sum = g.total()
}

// lies is whether only a request's begun half has a place.
func (g *engine) lies(q int32) bool {
	w, d := g.where[q], g.drop[q]
	if g.pick[q] != None || d == None || w == None {
		return false
	}
	r := &g.routes[w]
	return g.pos[d] < 1 || g.pos[d] > r.n || r.spots[g.pos[d]].stop != d
}
