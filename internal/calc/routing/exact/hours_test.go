package exact

import (
	"math"
	"slices"

	"sambang/internal/calc/routing"
)

// driven is a route with its hours.
type driven struct {
	begin     []float64
	first     float64 // the leg to the first stop
	home      float64 // when he is at his end
	way, back bool    // there is a way to every stop; there is a way home
	metres    float64
}

// leg is a way in expected or slow time.
func (l *looking) leg(a, b int, slow bool) (seconds, metres float64) {
	m := &l.p.Matrices[l.worker.Profile]
	seconds = m.Seconds[a*m.N+b]
	metres = seconds
	if m.Metres != nil {
		metres = m.Metres[a*m.N+b]
	}
	if slow && m.Slow != nil {
		seconds = m.Slow[a*m.N+b]
	}
	return seconds, metres
}

// drive goes along the route, no service before what hold says. A begun leg without a way
// has been gone already.
func (l *looking) drive(hold []float64, slow bool) driven {
	d := driven{way: true, back: true}
	now, at, had := l.worker.From, l.worker.Start, l.passed()
	for i, s := range l.route {
		stop := &l.p.Stops[s]
		leg, metres := l.leg(at, stop.Place, slow)
		if math.IsInf(leg, 1) {
			if !l.begun[s] {
				return driven{}
			}
			leg, metres = 0, 0
		}
		from := stop.Earliest
		if hold != nil {
			from = max(from, hold[i])
		}
		now = l.rest(now, had, func(set float64) float64 { return math.Max(set+leg, from) + stop.Service })
		if i == 0 {
			d.first = leg
		}
		d.begin = append(d.begin, math.Max(now+leg, from))
		now, at = d.begin[i]+stop.Service, stop.Place
		d.metres += metres
	}
	if l.worker.End != routing.None && len(l.route) > 0 {
		leg, metres := l.leg(at, l.worker.End, slow)
		if d.back = !math.IsInf(leg, 1); !d.back {
			leg, metres = 0, 0
		}
		now = l.rest(now, had, func(set float64) float64 { return set + leg }) + leg
		d.metres += metres
	}
	d.home = now
	return d
}

// passed says of each break whether it needs no thought: its window was over before.
func (l *looking) passed() []bool {
	had := make([]bool, len(l.worker.Breaks))
	for k, b := range l.worker.Breaks {
		had[k] = b.Latest < l.worker.From
	}
	return had
}

// rest takes the breaks that must come before going on: whose window is open now or would
// be over after the next stop, and all that come before one of those.
func (l *looking) rest(now float64, had []bool, done func(float64) float64) float64 {
	order := make([]int, len(had))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := l.worker.Breaks[a], l.worker.Breaks[b]
		if x.Earliest != y.Earliest {
			return int(math.Copysign(1, x.Earliest-y.Earliest))
		}
		return int(x.Latest - y.Latest)
	})
	for again := true; again; {
		again = false
		for k := len(order) - 1; k >= 0 && !again; k-- {
			b := l.worker.Breaks[order[k]]
			if had[order[k]] || now < b.Earliest && done(now) <= b.Latest {
				continue
			}
			for _, o := range order[:k+1] {
				if !had[o] {
					now, had[o] = math.Max(now, l.worker.Breaks[o].Earliest)+l.worker.Breaks[o].Length, true
				}
			}
			again = true
		}
	}
	return now
}

// hold finds the least hours that keep limits: each service is held back, a step at a
// time and the first that must be, until nothing must be.
func (l *looking) hold(free bool) ([]float64, driven, bool) {
	hold := make([]float64, len(l.route))
	for i, s := range l.route {
		hold[i] = l.p.Stops[s].Earliest
	}
	for range 10_000 {
		d := l.drive(hold, false)
		if !l.inTime(d) {
			return nil, d, false
		}
		i, to := l.tooEarly(d, free)
		if i < 0 {
			return hold, d, true
		}
		hold[i] = to
	}
	return nil, driven{}, false
}

// tooEarly is a service that must begin later, and when.
func (l *looking) tooEarly(d driven, free bool) (int, float64) {
	for i, s := range l.route {
		q := &l.p.Requests[l.of[s]]
		j := slices.Index(l.route, q.Delivery)
		if s != q.Pickup || j < 0 || l.begun[q.Delivery] {
			continue
		}
		if to := d.begin[j] - q.RideLimit - l.p.Stops[s].Service; to > d.begin[i]+eps {
			return i, to
		}
	}
	if to := d.home - l.worker.Longest + d.first; !free && to > d.begin[0]+eps {
		return 0, to
	}
	return -1, 0
}

// weigh is what the route is worth, false when it cannot be driven.
func (l *looking) weigh() (s routing.Score, ok bool) {
	had, jobs := 0, float64(l.worker.Had)
	for _, stop := range l.route {
		q := &l.p.Requests[l.of[stop]]
		if q.Paid && stop == q.Delivery {
			jobs++
		}
		if l.started(l.of[stop]) && (stop == q.Pickup || q.Pickup == routing.None) {
			had++
		}
	}
	if l.worker.Equals != 0 {
		s[routing.Unfair] = jobs * jobs
	}
	if len(l.route) == 0 {
		return s, true
	}
	if l.worker.Stops > 0 && l.requests() > max(l.worker.Stops, had) {
		return s, false
	}
	free := !slices.ContainsFunc(l.route, func(s int) bool { return !l.begun[s] })
	hold, d, ok := l.hold(free)
	if !ok || !free && (!d.back || d.home > l.worker.To+eps) {
		return s, false
	}
	late := l.drive(hold, true)
	for i, stop := range l.route {
		l.promise(&s, stop, d.begin[i], late.begin[i])
		l.request(&s, i, d)
	}
	s[routing.Working], s[routing.Distance], s[routing.Vehicles] = d.home-d.begin[0]+d.first, d.metres, 1
	return s, true
}

// promise counts one stop's promise; a stop of a request without a place has none to keep.
func (l *looking) promise(s *routing.Score, stop int, begin, slow float64) {
	x := &l.p.Stops[stop]
	if l.in>>l.of[stop]&1 == 0 || math.IsInf(x.Due, 1) {
		return
	}
	end := 0.0
	if x.DueAtEnd {
		end = x.Service
	}
	if slow+end > x.Due+eps {
		s[routing.Broken]++
	}
	if over := begin + end - x.Due; over > 0 {
		s[routing.Late] += over * over / 3600
	}
}

// request counts, at its last stop, how long it was on the way and whether it moved.
func (l *looking) request(s *routing.Score, i int, d driven) {
	q := &l.p.Requests[l.of[l.route[i]]]
	if l.route[i] != q.Delivery {
		return
	}
	first, since, from := d.begin[i], l.worker.From, l.worker.Start
	if q.Pickup != routing.None {
		up := slices.Index(l.route, q.Pickup)
		first, since, from = d.begin[up], d.begin[up]+l.p.Stops[q.Pickup].Service, l.p.Stops[q.Pickup].Place
	}
	if q.Rides && (q.Aboard || q.Pickup != routing.None) {
		direct, _ := l.leg(from, l.p.Stops[q.Delivery].Place, false)
		if math.IsInf(direct, 1) {
			direct = 0
		}
		s[routing.Riding] += d.begin[i] - since - direct
	}
	if q.Announced != routing.None && (q.Announced != l.w || math.Abs(first-q.AnnouncedAt) > 15*60) {
		s[routing.Moved]++
	}
}
