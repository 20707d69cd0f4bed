package routing

import "math"

// scratch is working memory of the search.
type scratch struct {
	value worth // what drive found
	found worth // the best value so far, where places are compared strictly
	trial []int32

	floor, begin, leave     []float64
	slowBegin               []float64
	legs, slow              []float64
	stands                  []int32 // where a stop stands in the trial
	ups, downs              []int32 // rides with a limit, by position
	gain, least             []float64
	last                    float64 // the latest a delivery may begin for its ride
	metres                  float64 // the way of the trial
	atLeast, perRide, since float64 // see guess
	tracks                  []track // by worker
	bounds
	walk walk
}

func (g *engine) layScratch() {
	g.tracks = make([]track, len(g.p.Workers))
	g.stretchScratch(len(g.p.Stops) + 2)
}

// stretchScratch makes room for trials of so many positions.
func (g *engine) stretchScratch(n int) {
	for _, x := range []*[]float64{&g.floor, &g.begin, &g.leave, &g.slowBegin, &g.legs, &g.slow, &g.gain, &g.least, &g.latest, &g.bounds.left, &g.path} {
		stretch(x, n)
	}
	for _, x := range []*[]int32{&g.trial, &g.stands, &g.ups, &g.downs} {
		stretch(x, n)
	}
}

// drive drives the n stops of the trial, as compose left it, as the route's worker would. It says whether
// every hour can be kept and leaves in value what the route is worth. Its meaning is that
// of Judge, which explains it.
func (g *engine) drive(r *route, n int32) bool {
	g.value = worth{}
	if n == 0 {
		g.value[Unfair-Broken] = g.share(r.worker, 0)
		return true
	}
	promised, rides := g.way(n)
	if !g.settle(r, n, rides) {
		return false
	}
	if g.lean {
		return true
	}
	g.price(r, n)
	return !promised && !g.telling || g.promises(r, n)
}

// way notes where the stops of the trial stand and which rides have limits.
func (g *engine) way(n int32) (promised bool, rides int32) {
	for k := range n {
		s := g.trial[k]
		g.floor[k] = g.early[s]
		g.stands[s] = k
		if g.ride[s] < Never {
			g.ups[rides], g.downs[rides] = g.stands[g.mate[s]], k
			rides++
		}
		promised = promised || g.due[s] < Never
	}
	g.value[Distance-Broken], g.value[Vehicles-Broken] = g.metres, 1
	return promised, rides
}

// settle finds the least times that windows, rides and the longest route allow together,
// by raising what must wait (as Judge does); false when there are none.
func (g *engine) settle(r *route, n, rides int32) bool {
	w := &g.p.Workers[r.worker]
	longest, to := w.Longest, w.To
	if n == r.head {
		longest, to = Never, Never
	}
	bound := false // by latest begins that regard limits, too
	for range rounds(int(rides), len(g.breaks[r.worker]), int(n)) {
		if !g.pass(r, n) {
			return false
		}
		raised := false
		for i := range rides {
			up, down := g.ups[i], g.downs[i]
			s := g.trial[up]
			if to := g.begin[down] - g.ride[g.trial[down]] - g.service[s]; to > g.begin[up]+tiny {
				if to > g.late[s] || bound && to > g.latest[up]+slack {
					return false
				}
				g.floor[up], raised = max(g.floor[up], to), true
			}
		}
		if first := g.leave[n] - longest + g.legs[0]; first > g.begin[0]+tiny {
			if first > g.late[g.trial[0]] {
				return false
			}
			g.floor[0], raised = max(g.floor[0], first), true
		}
		if !raised {
			return g.leave[n] <= to+slack && (len(g.breaks[r.worker]) == 0 || g.inWindows(n))
		}
		if !bound && len(g.breaks[r.worker]) > 0 {
			if bound = true; g.doomed(r, n, rides, to) {
				return false
			}
		}
	}
	return false
}

// inWindows is whether every service of the trial begins before its latest.
func (g *engine) inWindows(n int32) bool {
	for k := range n {
		if g.begin[k] > g.late[g.trial[k]] {
			return false
		}
	}
	return true
}

// pass drives once at expected times; leave[n] is the return. Without pauses later floors
// only make everything later, so that what is too late is so for good.
func (g *engine) pass(r *route, n int32) bool {
	now := g.p.Workers[r.worker].From
	breaks := g.breaks[r.worker]
	final := len(breaks) == 0
	for k := range n {
		s := g.trial[k]
		if len(breaks) > 0 && (now >= breaks[0].Earliest || max(now+g.legs[k], g.floor[k])+g.service[s] > g.soonest[r.worker]) {
			now, breaks = g.pause(now, breaks, g.legs[k], g.floor[k], g.service[s])
		}
		begin := max(now+g.legs[k], g.floor[k])
		if final && begin > g.late[s] {
			return false
		}
		g.begin[k] = begin
		now = begin + g.service[s]
		g.leave[k] = now
	}
	if len(breaks) > 0 && g.p.Workers[r.worker].End != None {
		now, _ = g.pause(now, breaks, g.legs[n], math.Inf(-1), 0)
	}
	g.leave[n] = now + g.legs[n]
	return !final || n == r.head || g.leave[n] <= g.p.Workers[r.worker].To+slack
}

// pause takes the breaks that come before the next leg, as Judge's pause does.
func (g *engine) pause(now float64, breaks []Break, leg, floor, service float64) (float64, []Break) {
	for {
		due := 0
		for k := range breaks {
			if now >= breaks[k].Earliest || max(now+leg, floor)+service > breaks[k].Latest {
				due = k + 1
			}
		}
		if due == 0 {
			return now, breaks
		}
		for k := range due {
			now = max(now, breaks[k].Earliest) + breaks[k].Length
		}
		breaks = breaks[due:]
	}
}

// price sets what the trial is worth beside its promises.
func (g *engine) price(r *route, n int32) {
	w := &g.p.Workers[r.worker]
	m := &g.mats[w.Profile]
	g.value[Working-Broken] = g.leave[n] - (g.begin[0] - g.legs[0])
	paid := 0
	for k := range n {
		s := g.trial[k]
		q := &g.p.Requests[g.req[s]]
		mate := g.mate[s]
		whole := g.first(s, k, n)
		if whole && q.Announced != None && (q.Announced != int(r.worker) || math.Abs(g.begin[k]-q.AnnouncedAt) > announcedWithin) {
			g.value[Moved-Broken]++
		}
		if int(s) != q.Delivery {
			continue
		}
		if q.Paid {
			paid++
		}
		if !q.Rides {
			continue
		}
		since, from := w.From, w.Start
		if mate >= 0 {
			since, from = g.leave[g.stands[mate]], int(g.place[mate])
		} else if !q.Aboard {
			continue
		}
		direct := m.sec[from*m.n+int(g.place[s])]
		if direct == Never {
			direct = 0
		}
		g.value[Riding-Broken] += g.begin[k] - since - direct
	}
	g.value[Unfair-Broken] = g.share(r.worker, paid)
}

// first is whether a stop is its request's first and the whole request is in the trial.
func (g *engine) first(s, k, n int32) bool {
	mate := g.mate[s]
	if mate < 0 {
		return true
	}
	if g.sign[s] < 0 {
		return false
	}
	at := g.stands[mate]
	return at > k && at < n && g.trial[at] == mate
}

// share is a worker's part of Unfair.
func (g *engine) share(w int32, paid int) float64 {
	if g.p.Workers[w].Equals == 0 {
		return 0
	}
	jobs := float64(g.p.Workers[w].Had + paid)
	return jobs * jobs
}

// promises counts the promises of the trial that are late and broken; false when one is
// broken that must be kept.
func (g *engine) promises(r *route, n int32) bool {
	now := g.p.Workers[r.worker].From
	breaks := g.breaks[r.worker]
	for k := range n {
		s := g.trial[k]
		if len(breaks) > 0 && (now >= breaks[0].Earliest || max(now+g.slow[k], g.floor[k])+g.service[s] > g.soonest[r.worker]) {
			now, breaks = g.pause(now, breaks, g.slow[k], g.floor[k], g.service[s])
		}
		begin := max(now+g.slow[k], g.floor[k])
		g.slowBegin[k] = begin
		now = begin + g.service[s]
		if g.due[s] == Never || !g.counts(s, k, n) {
			continue
		}
		if begin > g.due[s]+tiny {
			if g.keep[s] {
				return false
			}
			g.value[0]++
		}
		if late := g.begin[k] - g.due[s]; late > 0 {
			g.value[Late-Broken] += late / 60 * late / 60
		}
	}
	return true
}

// counts is whether a stop's promise counts: the whole of its request is in the trial.
func (g *engine) counts(s, k, n int32) bool {
	mate := g.mate[s]
	return mate < 0 || g.sign[s] < 0 || g.first(s, k, n)
}
