package routing

import "math"

// step is what driving a route has come to at one of its stops.
type step struct {
	begin, leave  float64 // expected
	slow          float64 // the end of the service on a slow day
	late          float64 // what the stop's promise adds to Late
	rest, restful int32   // pauses to come, expected and on a slow day
	broken        bool    // its promise is
	moved         bool    // it is not as announced
}

// walk is a way along a track with a request more: the step it is at, where that is, and
// what it has changed so far.
type walk struct {
	step
	at            int32
	off           bool // at a new stop
	late, riding  float64
	broken, moved int
	first         float64 // when he sets out
	sooner        bool    // somebody is picked up earlier than on the track
	lost          bool    // something is too late, unless a pause comes to lie elsewhere
	promised      bool
	pauses        bool // the worker has some
}

// arrive drives a step on to a stop; false when that comes too late.
func (g *engine) arrive(r *route, y *step, s int32, leg, slow float64, promised bool) bool {
	floor, service := g.early[s], g.service[s]
	if y.rest > 0 {
		y.leave, y.rest = g.rested(r, y.leave, y.rest, leg, floor, service)
	}
	y.begin = max(y.leave+leg, floor)
	y.leave = y.begin + service
	y.late, y.broken, y.moved = 0, false, false
	if promised {
		if y.restful > 0 {
			y.slow, y.restful = g.rested(r, y.slow, y.restful, slow, floor, service)
		}
		begin := max(y.slow+slow, floor)
		y.slow = begin + service
		y.broken = begin > g.due[s]+tiny
		if late := y.begin - g.due[s]; late > 0 {
			y.late = late / 60 * late / 60
		}
	}
	if q := &g.p.Requests[g.req[s]]; q.Announced != None && (g.mate[s] < 0 || g.sign[s] > 0) {
		y.moved = q.Announced != int(r.worker) || math.Abs(y.begin-q.AnnouncedAt) > announcedWithin
	}
	return y.begin <= g.late[s] && !(y.broken && g.keep[s])
}

// rested is when he leaves, and with how many pauses still to come, who must first take
// those that are due.
func (g *engine) rested(r *route, now float64, rest int32, leg, floor, service float64) (float64, int32) {
	breaks := g.breaks[r.worker]
	breaks = breaks[int32(len(breaks))-rest:]
	if now >= breaks[0].Earliest || max(now+leg, floor)+service > g.soonest[r.worker] {
		now, breaks = g.pause(now, breaks, leg, floor, service)
	}
	return now, int32(len(breaks))
}

// back is when he is back who has left his last stop.
func (g *engine) back(r *route, y *step, leg float64) float64 {
	now := y.leave
	if y.rest > 0 && g.p.Workers[r.worker].End != None {
		breaks := g.breaks[r.worker]
		now, _ = g.pause(now, breaks[int32(len(breaks))-y.rest:], leg, math.Inf(-1), 0)
	}
	return now + leg
}

// answer is what quick says of a place.
type answer uint8

const (
	impossible answer = iota
	possible
	unsure // the whole must be driven
)

// quick is what a place costs, in the search's weights: only the stops from the new one on
// are driven, and only until every hour is again what it was. It is what drive and differ
// say, or unsure.
func (g *engine) quick(r *route, p, d int32, c choice) (float64, answer) {
	t := g.track(r)
	if !t.plain || p == None && g.mate[d] >= 0 {
		return 0, unsure
	}
	i := c.drop
	if p != None {
		i = c.pick
	}
	y := &g.walk
	*y = walk{step: t.steps[i], at: r.spots[i].place, first: t.steps[1].begin - r.spots[0].leg}
	y.pauses = len(g.breaks[r.worker]) > 0
	y.promised = t.last > 0 || g.due[d] < Never || p != None && g.due[p] < Never
	end, a := g.stroll(r, t, p, d, i, c.drop)
	switch w := &g.p.Workers[r.worker]; {
	case a != possible:
		return 0, a
	case !y.pauses && end > w.To+slack:
		return 0, impossible
	case end-w.Longest > y.first+tiny || end == Never:
		return 0, unsure
	case y.lost || end > w.To+slack:
		return 0, impossible
	}
	working := end - y.first - r.worth[Working-Broken]
	cost := g.weight[0]*float64(y.broken) + g.weight[Late-Broken]*y.late + g.weight[Riding-Broken]*y.riding +
		g.weight[Working-Broken]*working + g.weight[Distance-Broken]*c.cost + g.weight[Moved-Broken]*float64(y.moved)
	if g.p.Requests[g.req[d]].Paid {
		cost += g.weight[Unfair-Broken] * (g.share(r.worker, t.paid+1) - g.share(r.worker, t.paid))
	}
	return cost, possible
}

// stroll drives from position i on with the new stops, d behind position k, and says when
// he is back.
func (g *engine) stroll(r *route, t *track, p, d, i, k int32) (float64, answer) {
	y := &g.walk
	if p != None {
		g.visit(r, p, i == 0)
	}
	up := y.leave
	for at := i; !y.lost || y.pauses; at++ {
		if at > i {
			if a := g.pace(r, t, at, i); a != possible {
				return 0, a
			}
			if at > k && g.rejoined(&t.steps[at], at >= t.last) {
				if y.sooner {
					return 0, unsure
				}
				return t.end, possible
			}
		}
		if at == k {
			g.visit(r, d, i == 0 && p == None)
			if p != None && y.begin-g.ride[d] > up+tiny {
				return 0, unsure
			}
			y.riding += g.onTheWay(r, p, d, up)
		}
		if at == r.n {
			leg := r.spots[at].leg
			if y.off {
				m := &g.mats[g.p.Workers[r.worker].Profile]
				leg = m.sec[int(y.at)*m.n+int(r.spots[at+1].place)]
			}
			return g.back(r, &y.step, leg), possible
		}
	}
	return 0, impossible
}

// visit drives on to a new stop; outset: it is the first of all.
func (g *engine) visit(r *route, s int32, outset bool) {
	y := &g.walk
	m := &g.mats[g.p.Workers[r.worker].Profile]
	at := int(y.at)*m.n + int(g.place[s])
	if !g.arrive(r, &y.step, s, m.sec[at], m.slow[at], y.promised) {
		y.lost = true
	}
	if outset {
		y.first = y.begin - m.sec[at]
	}
	y.late += y.step.late
	y.broken += bit(y.step.broken)
	y.moved += bit(y.step.moved)
	y.at, y.off = g.place[s], true
}

// pace drives on to the stop of the track at a position and notes what is different there.
func (g *engine) pace(r *route, t *track, k, i int32) answer {
	y, x, old := &g.walk, &r.spots[k], &t.steps[k]
	leg, slow := r.spots[k-1].leg, r.spots[k-1].slow
	if y.off {
		m := &g.mats[g.p.Workers[r.worker].Profile]
		at := int(y.at)*m.n + int(x.place)
		leg, slow = m.sec[at], m.slow[at]
	}
	if y.at, y.off = x.place, false; !g.arrive(r, &y.step, x.stop, leg, slow, y.promised) {
		if y.lost = true; !y.pauses {
			return impossible
		}
	}
	y.late += y.step.late - old.late
	y.broken += bit(y.step.broken) - bit(old.broken)
	y.moved += bit(y.step.moved) - bit(old.moved)
	g.leave[k] = y.leave
	sign := g.sign[x.stop]
	if sign == 0 {
		return possible
	}
	if sign > 0 {
		y.sooner = y.sooner || y.leave < old.leave
	} else if limit := g.ride[x.stop]; limit < Never {
		from := g.pos[g.mate[x.stop]]
		up := t.steps[from].leave
		if from > i {
			up = g.leave[from]
		}
		if y.begin-limit > up+tiny {
			return unsure
		}
	}
	if !g.p.Requests[g.req[x.stop]].Rides {
		return possible
	}
	if sign > 0 {
		y.riding -= y.leave - old.leave
	} else {
		y.riding += y.begin - old.begin
	}
	return possible
}

// rejoined is whether all is from here on as on the track.
func (g *engine) rejoined(old *step, kept bool) bool {
	y := &g.walk
	return y.leave == old.leave && y.rest == old.rest &&
		(kept || !y.promised || y.slow == old.slow && y.restful == old.restful)
}

// onTheWay is how long the new request rides above the direct trip.
func (g *engine) onTheWay(r *route, p, d int32, up float64) float64 {
	w := &g.p.Workers[r.worker]
	q := &g.p.Requests[g.req[d]]
	if !q.Rides || p == None && !q.Aboard {
		return 0
	}
	from := w.Start
	if p == None {
		up = w.From
	} else {
		from = int(g.place[p])
	}
	m := &g.mats[w.Profile]
	direct := m.sec[from*m.n+int(g.place[d])]
	if direct == Never {
		direct = 0
	}
	return g.walk.begin - up - direct
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
