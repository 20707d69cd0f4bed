package routing

// slack is what two times may differ by and still count as equal, in seconds: sums of the
// same legs in another order. It is a tenth of what Judge allows, so that a plan of the
// search is always a plan of the judge.
const slack = tiny / 10

// parts are the levels of a score that routes add up to: Broken to Vehicles.
const parts = int(LevelCount - Broken)

// worth is what one route adds to each of those levels.
type worth [parts]float64

// engine is a problem laid flat for the search, with the plan it works on. Nothing in it
// is allocated again while it searches.
type engine struct {
	p     *Problem
	mats  []matrix
	units int
	// lean: only the way counts, beside places and vehicles. exact: some limit needs the
	// whole route to be driven through (ride, longest route, a pause).
	// telling: slow hours are asked for even where nothing is promised.
	// metric: no detour is shorter than the direct way.
	// strict: places are compared level by level, not by their weights.
	lean, exact, telling, metric, strict bool
	asked                                [parts]bool // by level: plans can differ in it
	// limit is how many workers may have a stop.
	limit int32

	// By stop.
	place                []int32
	service, early, late []float64
	due, ride            []float64 // due: of the begin; ride: the limit, at a delivery
	keep                 []bool    // its promise is kept and must stay so
	begun                []bool    // it is in a head
	req                  []int32
	sign                 []int32 // +1 pick-up, -1 delivery, 0 single
	mate                 []int32 // the other half, None
	pos                  []int32 // where it stands in its route, 1 the first
	salts                []uint64
	adj                  [][]int32 // the nearest others, see around
	near                 []near

	// By request.
	pick, drop []int32 // the stops that may move; None where fixed in a head
	where      []int32 // its worker, None
	started    []bool
	salt       []uint64
	absences   []float64
	span       []float64 // how much its windows leave open, seconds
	opens      []float64 // when it opens
	far        []float64 // how far it is from where workers start
	size       []float64 // what it takes up

	// By worker.
	able    []bool // request*len(workers)+worker
	kind    []int32
	kinds   int32
	routes  []route
	shadows []route
	aboard  []Load
	breaks  [][]Break
	soonest []float64 // the least latest begin of his breaks

	weight worth
	epoch  uint64
	rnd    random
	memory []remembered

	state
	scratch
}

// newEngine lays a problem flat, with the heads as the plan.
func newEngine(p *Problem, seed uint64) *engine {
	g := &engine{p: p, rnd: newRandom(seed), limit: int32(len(p.Workers))}
	g.layMatrices()
	g.layStops()
	g.layRequests()
	g.layWorkers()
	g.layModes()
	g.layScratch()
	g.layState()
	g.layRoutes()
	return g
}

func (g *engine) layStops() {
	n := len(g.p.Stops)
	g.place, g.req, g.mate, g.pos = make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)
	g.service, g.early, g.late = make([]float64, n), make([]float64, n), make([]float64, n)
	g.due, g.ride, g.salts = make([]float64, n), make([]float64, n), make([]uint64, n)
	g.keep, g.begun, g.sign = make([]bool, n), make([]bool, n), make([]int32, n)
	mix := newRandom(0x57095)
	for i := range g.p.Stops {
		g.layStop(i, mix.next()|1)
	}
	for _, w := range g.p.Workers {
		for _, s := range w.Begun {
			g.begun[s], g.late[s] = true, Never
		}
	}
}

func (g *engine) layStop(i int, salt uint64) {
	s := &g.p.Stops[i]
	g.place[i], g.service[i], g.early[i], g.late[i] = int32(s.Place), s.Service, s.Earliest, s.Latest+slack
	g.due[i], g.ride[i], g.req[i], g.mate[i], g.salts[i] = s.begins(), Never, None, None, salt
}

// begins is until when its service must begin for its promise.
func (s *Stop) begins() float64 {
	if s.DueAtEnd {
		return s.Due - s.Service
	}
	return s.Due
}

func (g *engine) layRequests() {
	n := len(g.p.Requests)
	g.pick, g.drop, g.where = make([]int32, n), make([]int32, n), make([]int32, n)
	g.salt, g.started, g.absences = make([]uint64, n), make([]bool, n), make([]float64, n)
	g.span, g.opens, g.far, g.size = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	g.units = 1
	mix := newRandom(0x5eed)
	for i := range g.p.Requests {
		g.layRequest(i, mix.next()|1)
	}
}

func (g *engine) layRequest(i int, salt uint64) {
	r := &g.p.Requests[i]
	g.pick[i], g.drop[i], g.where[i], g.salt[i] = int32(r.Pickup), int32(r.Delivery), None, salt
	for u, v := range r.Load {
		if v != 0 && u >= g.units {
			g.units = u + 1
		}
		g.size[i] += float64(v)
	}
	g.layPair(i, r)
}

// layPair ties a request's stops to each other.
func (g *engine) layPair(i int, r *Request) {
	d := &g.p.Stops[r.Delivery]
	g.req[r.Delivery], g.started[i] = int32(i), r.Aboard || g.begun[r.Delivery]
	g.span[i], g.opens[i] = d.Latest-d.Earliest, d.Earliest
	if r.Aboard {
		g.sign[r.Delivery] = -1
	}
	if g.begun[r.Delivery] {
		g.drop[i] = None
	}
	if r.Pickup == None {
		return
	}
	q := &g.p.Stops[r.Pickup]
	g.req[r.Pickup], g.mate[r.Delivery], g.mate[r.Pickup] = int32(i), int32(r.Pickup), int32(r.Delivery)
	g.sign[r.Pickup], g.sign[r.Delivery] = 1, -1
	g.span[i], g.opens[i] = g.span[i]+q.Latest-q.Earliest, q.Earliest
	if !g.begun[r.Delivery] {
		g.ride[r.Delivery] = r.RideLimit
	}
	if g.begun[r.Pickup] {
		g.pick[i], g.started[i] = None, true
	}
}

func (g *engine) layWorkers() {
	w, n := len(g.p.Workers), len(g.p.Requests)
	g.routes, g.shadows = make([]route, w), make([]route, w)
	g.kind, g.aboard, g.breaks = make([]int32, w), make([]Load, w), make([][]Break, w)
	g.able, g.soonest = make([]bool, w*n), make([]float64, w)
	head := make([]int, n) // worker+1 in whose head a request is
	for i := range g.p.Workers {
		for _, s := range g.p.Workers[i].Begun {
			head[g.req[s]] = i + 1
		}
		g.breaks[i], g.soonest[i] = newTrip(&g.p.Workers[i]).breaks, Never
		for _, b := range g.breaks[i] {
			g.soonest[i] = min(g.soonest[i], b.Latest)
		}
	}
	for q := range g.p.Requests {
		r := &g.p.Requests[q]
		if r.Aboard {
			for u, v := range r.Load {
				g.aboard[r.Worker][u] += v
			}
		}
		for i := range g.p.Workers {
			g.able[q*w+i] = head[q] == i+1 || head[q] == 0 && able(r, i, &g.p.Workers[i]) == ""
		}
	}
	g.layKinds()
}

// able says why a worker may not have a request at all: a word of Reason, or nothing.
func able(r *Request, i int, w *Worker) string {
	switch {
	case r.Worker != None && r.Worker != i:
		return WhyForbidden
	case r.Aboard:
		return ""
	case r.Frozen && r.Announced != None && r.Announced != i:
		return WhyForbidden
	case r.Skills&^w.Skills != 0:
		return WhySkill
	case r.Road&^w.Roads != 0:
		return WhyRoad
	}
	for _, f := range r.Forbidden {
		if f == i {
			return WhyForbidden
		}
	}
	return ""
}

// layModes finds what the problem does not ask for, which need not be computed.
func (g *engine) layModes() {
	g.layAsked()
	g.lean = true
	for _, l := range g.p.Aim {
		if l >= Broken && l != Distance && l != Vehicles {
			g.lean = false
		}
	}
	for i := range g.p.Requests {
		r := &g.p.Requests[i]
		g.exact = g.exact || r.RideLimit < Never && r.Pickup != None
	}
	for i := range g.p.Workers {
		g.exact = g.exact || g.p.Workers[i].Longest < Never || len(g.breaks[i]) > 0
	}
	for i := range g.p.Requests {
		if d := g.p.Requests[i].Delivery; len(g.p.Workers) > 0 {
			w := &g.p.Workers[0]
			_, _, g.far[i] = g.p.leg(w.Profile, w.Start, int(g.place[d]))
		}
	}
}
