package routing

import "slices"

// Option is one way to take a request into a plan: the best there is with one worker.
type Option struct {
	Worker int
	// Places are the positions of the request's stops in the new route, the pick-up first.
	// A half that is begun already is not among them.
	Places []int
	Plan   Plan
	Score  Score
	// Begin and Slow are the hours of the request's stops in seconds, expected and kept by
	// 80 of 100 days, as Places.
	Begin, Slow []float64
	// Breaks are other requests whose promises hold in the earlier plan and not in this one.
	Breaks []int
}

// Insert says for every worker who is able the best way to take the request into the plan,
// the best option first under the problem's aim; none when nobody is able. Places of the
// others do not change, a request that has a place already is moved. Who asks often about
// one plan makes an Inserter.
func Insert(p *Problem, from Plan, request int) []Option {
	return NewInserter(p, from).Options(request)
}

// Inserter is a plan made ready for many questions: one insertion costs only the routes
// it looks at. It keeps the problem and must not be used by two goroutines at once.
type Inserter struct {
	g       *engine
	plan    Plan
	score   Score
	kept    []bool   // by stop: its promise holds
	grounds []ground // what places cost at least, by worker
	// promised: broken promises weigh most of what routes add up to. left is working
	// memory: when each position of a route is left.
	promised bool
	left     []float64
}

// NewInserter makes a plan ready. Routes of the plan that break a rule already take no
// more; a problem that Check refuses has no options at all.
func NewInserter(p *Problem, from Plan) *Inserter {
	if p == nil || p.Check() != nil {
		return &Inserter{}
	}
	g := newEngine(p, 0)
	x := &Inserter{g: g, kept: make([]bool, len(p.Stops)), grounds: make([]ground, len(p.Workers)), promised: promised(p.Aim), left: make([]float64, len(p.Stops)+2)}
	g.lean, g.strict = false, true
	g.remember(1 << 10)
	g.setWeights(steep)
	g.load(g.known(from))
	for q := range p.Requests {
		if !g.whole(int32(q)) {
			g.expel(int32(q))
		}
	}
	g.settleAbsent()
	g.keepRecord()
	x.plan = g.plan()
	v := Judge(p, x.plan)
	x.score = v.Score
	for _, d := range v.Routes {
		for _, m := range d.Stops {
			x.kept[m.Stop] = m.Slow <= g.due[m.Stop]+tiny
		}
	}
	return x
}

// Options answers as Insert does.
func (x *Inserter) Options(request int) []Option { return x.ask(request, x.ways) }

// ask looks for ways and tells them in full.
func (x *Inserter) ask(request int, look func(q int32, score Score) []way) []Option {
	if x.g == nil || request < 0 || request >= len(x.g.where) {
		return nil
	}
	g, q := x.g, int32(request)
	if g.pick[q] == None && g.drop[q] == None {
		return nil
	}
	plan, score := x.plan, x.score
	if g.where[q] != None {
		g.open()
		g.mark(q)
		g.takeOut()
		plan, score = x.without(q)
		defer g.revert()
	}
	ways := look(q, score)
	all := make([]Option, len(ways))
	for i, y := range ways {
		all[i] = x.option(plan, y, q)
	}
	return all
}

// way is a worker's best place for a request and what the plan is then worth.
type way struct {
	worker int
	at     choice
	score  Score
}

// ways are those of all workers who are able, the best first.
func (x *Inserter) ways(q int32, score Score) []way {
	g := x.g
	workers := len(g.routes)
	score[UnplacedEmergency+Level(g.p.Requests[q].Class)]--
	all := make([]way, 0, workers)
	for w := range g.routes {
		if !g.able[int(q)*workers+w] {
			continue
		}
		r := &g.routes[w]
		c := x.best(r, q)
		if c.cost == Never {
			continue
		}
		y := way{w, c, score}
		for l := range r.worth {
			y.score[int(Broken)+l] += g.found[l] - r.worth[l]
		}
		all = append(all, y)
	}
	slices.SortStableFunc(all, func(a, b way) int { return g.p.Aim.Compare(a.score, b.score) })
	return all
}

// without is the plan and its score after a request was taken out of it.
func (x *Inserter) without(q int32) (Plan, Score) {
	plan, score := Plan{Routes: slices.Clone(x.plan.Routes)}, x.score
	for _, w := range x.g.touched {
		r := &x.g.routes[w]
		stops := make([]int, r.n)
		for k := range r.n {
			stops[k] = int(r.spots[k+1].stop)
		}
		plan.Routes[w] = stops
		for l := range r.worth {
			score[int(Broken)+l] += r.worth[l] - x.g.shadows[w].worth[l]
		}
	}
	score[UnplacedEmergency+Level(x.g.p.Requests[q].Class)]++
	return plan, score
}

// option tells a way in full.
func (x *Inserter) option(plan Plan, y way, q int32) Option {
	g, w := x.g, y.worker
	r := &g.routes[w]
	n := g.compose(r, g.pick[q], g.drop[q], y.at.pick, y.at.drop)
	g.weighTrial(r, n)
	o := Option{Worker: w, Plan: Plan{Routes: slices.Clone(plan.Routes)}, Score: y.score}
	stops := make([]int, n)
	for k := range n {
		s := g.trial[k]
		stops[k] = int(s)
		if own := g.req[s]; own == q && !g.begun[s] {
			o.Places = append(o.Places, int(k))
			o.Begin = append(o.Begin, g.begin[k])
			o.Slow = append(o.Slow, g.slowBegin[k])
		} else if own != q && x.kept[s] && g.slowBegin[k] > g.due[s]+tiny && !slices.Contains(o.Breaks, int(own)) {
			o.Breaks = append(o.Breaks, int(own))
		}
	}
	o.Plan.Routes[w] = stops
	return o
}

// weighTrial drives the trial with everything, whatever the aim looks at.
func (g *engine) weighTrial(r *route, n int32) {
	lean := g.lean
	g.lean, g.telling = false, true
	g.drive(r, n)
	g.lean, g.telling = lean, false
}

// promised is whether an aim looks at broken promises before all that routes add up to.
func promised(aim Aim) bool {
	for _, l := range aim {
		if l >= Broken {
			return l == Broken
		}
	}
	return false
}
