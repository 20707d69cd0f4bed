package exact

import (
	"maps"
	"math"
	"slices"

	"sambang/internal/calc/routing"
)

// eps is what sums of the same figures may differ by, as the planner's own words have it.
const eps = 1e-6

// looking is the search through all routes of one worker. A score of the whole plan is
// the sum of its routes and compared level by level, so the best plan is made of best
// routes: for each worker and each set of requests the best order is enough.
type looking struct {
	p      *routing.Problem
	w      int
	worker *routing.Worker
	of     []int
	begun  []bool

	route []int
	in    uint // requests with all their stops in the route
	best  map[uint]known
}

// known is the best that has been found for some requests, and how.
type known struct {
	score routing.Score
	plan  [][]int
}

// best is the best plan there is and its score, by looking at all.
func best(p *routing.Problem) known {
	all := map[uint]known{0: {}}
	for w := range p.Workers {
		l := look(p, w)
		next := map[uint]known{}
		for _, have := range slices.Sorted(maps.Keys(all)) {
			for _, more := range slices.Sorted(maps.Keys(l.best)) {
				if have&more == 0 {
					was, added := all[have], l.best[more]
					keep(p.Aim, next, have|more, sum(was.score, added.score), was.plan, added.plan...)
				}
			}
		}
		all = next
	}
	found := map[uint]known{}
	for _, have := range slices.Sorted(maps.Keys(all)) {
		k := all[have]
		for r, q := range p.Requests {
			if have>>r&1 == 0 {
				k.score[q.Class]++
			}
		}
		keep(p.Aim, found, 0, k.score, k.plan)
	}
	return found[0]
}

// keep remembers a score when it is the best so far, with its routes.
func keep(aim routing.Aim, in map[uint]known, at uint, s routing.Score, routes [][]int, more ...[]int) {
	if was, ok := in[at]; !ok || better(aim, s, was.score) {
		in[at] = known{s, append(slices.Clone(routes), more...)}
	}
}

func better(aim routing.Aim, a, b routing.Score) bool {
	for _, l := range aim {
		if math.Abs(a[l]-b[l]) > eps {
			return a[l] < b[l]
		}
	}
	return false
}

func sum(a, b routing.Score) routing.Score {
	for l := range b {
		a[l] += b[l]
	}
	return a
}

// look finds the best route of one worker for every set of requests he can make.
func look(p *routing.Problem, w int) *looking {
	l := &looking{p: p, w: w, worker: &p.Workers[w], of: make([]int, len(p.Stops)), begun: make([]bool, len(p.Stops)), best: map[uint]known{}}
	for r, q := range p.Requests {
		for _, s := range []int{q.Pickup, q.Delivery} {
			if s >= 0 {
				l.of[s] = r
			}
		}
	}
	for _, who := range p.Workers {
		for _, s := range who.Begun {
			l.begun[s] = true
		}
	}
	for _, s := range l.worker.Begun {
		l.push(s)
	}
	l.further()
	return l
}

func (l *looking) push(s int) {
	l.route = append(l.route, s)
	if r := l.of[s]; s == l.p.Requests[r].Delivery {
		l.in |= 1 << r
	}
}

func (l *looking) pop() {
	s := l.route[len(l.route)-1]
	l.route = l.route[:len(l.route)-1]
	if r := l.of[s]; s == l.p.Requests[r].Delivery {
		l.in &^= 1 << r
	}
}

// further weighs the route as it is and tries each stop that may come next. A route whose
// earliest hours are too late, or whose load is too large, has no better end.
func (l *looking) further() {
	if !l.possible() {
		return
	}
	if l.closed() {
		if score, ok := l.weigh(); ok {
			keep(l.p.Aim, l.best, l.in, score, nil, slices.Clone(l.route))
		}
	}
	for s := range l.p.Stops {
		if l.next(s) {
			l.push(s)
			l.further()
			l.pop()
		}
	}
}

// next is whether a stop may come next by every rule but hours and loads.
func (l *looking) next(s int) bool {
	q := &l.p.Requests[l.of[s]]
	if slices.Contains(l.route, s) || l.begun[s] || q.Worker != routing.None && q.Worker != l.w {
		return false
	}
	if s == q.Delivery && q.Pickup != routing.None {
		return slices.Contains(l.route, q.Pickup)
	}
	if l.started(l.of[s]) {
		return true
	}
	return q.Skills&l.worker.Skills == q.Skills && q.Road&l.worker.Roads == q.Road &&
		!slices.Contains(q.Forbidden, l.w) && (!q.Frozen || q.Announced == routing.None || q.Announced == l.w) && l.roomForOne()
}

func (l *looking) started(r int) bool { return started(l.p, r) }

// started is whether a request has a begun stop or its load is aboard.
func started(p *routing.Problem, r int) bool {
	q := &p.Requests[r]
	return q.Aboard || slices.ContainsFunc(p.Workers, func(w routing.Worker) bool {
		return slices.Contains(w.Begun, q.Delivery) || slices.Contains(w.Begun, q.Pickup)
	})
}

// roomForOne is whether one more request, not begun, may be in the route. Deliveries from
// aboard that come later are asked in weigh, as the order does not matter to the count.
func (l *looking) roomForOne() bool { return l.worker.Stops == 0 || l.requests() < l.worker.Stops }

func (l *looking) requests() int {
	n := 0
	for _, s := range l.route {
		if q := &l.p.Requests[l.of[s]]; s == q.Pickup || q.Pickup == routing.None {
			n++
		}
	}
	return n
}

// closed is whether every pick-up that is not begun has its delivery.
func (l *looking) closed() bool {
	for _, s := range l.route {
		if r := l.of[s]; s == l.p.Requests[r].Pickup && l.in>>r&1 == 0 && !l.begun[s] {
			return false
		}
	}
	return true
}

// possible asks loads and earliest hours of the route so far.
func (l *looking) possible() bool {
	var load [routing.MaxUnits]int
	for _, q := range l.p.Requests {
		if q.Aboard && q.Worker == l.w {
			for u := range load {
				load[u] += int(q.Load[u])
			}
		}
	}
	for _, s := range l.route {
		q := &l.p.Requests[l.of[s]]
		for u := range load {
			if s != q.Pickup {
				load[u] -= int(q.Load[u])
				continue
			}
			load[u] += int(q.Load[u])
			if q.Load[u] > 0 && load[u] > int(l.worker.Capacity[u]) && !l.begun[s] {
				return false
			}
		}
	}
	d := l.drive(nil, false)
	return d.way && l.inTime(d)
}

// inTime is whether every service that is not begun begins before its window closes.
func (l *looking) inTime(d driven) bool {
	for i, s := range l.route {
		if !l.begun[s] && d.begin[i] > l.p.Stops[s].Latest+eps {
			return false
		}
	}
	return true
}
