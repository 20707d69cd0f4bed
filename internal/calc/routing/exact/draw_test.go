package exact

import (
	"math/rand/v2"

	"sambang/internal/calc/routing"
)

// die gives a whole number from lo to hi, both included: thrown by a seed, or drawn by a
// property test, which then finds smaller examples by itself.
type die func(lo, hi int) int

func seeded(seed uint64) die {
	r := rand.New(rand.NewPCG(seed, 1))
	return func(lo, hi int) int { return lo + r.IntN(hi-lo+1) }
}

// once in n throws.
func (d die) once(n int) bool { return d(1, n) == 1 }

// minutes as seconds.
func (d die) minutes(lo, hi int) float64 { return float64(60 * d(lo, hi)) }

// few are some of n bits.
func (d die) few(n int) uint64 {
	some, others := d(0, 1<<n-1), d(0, 1<<n-1)
	return uint64(some & others)
}

// sizes bound what is drawn.
type sizes struct{ requests, workers, stops int }

// drawing is a problem that is being drawn.
type drawing struct {
	die
	p      *routing.Problem
	places int
	crew   int
}

// drawn is a problem with some of everything: pairs, single stops, loads on board, routes
// that have begun, windows, promises, limits, breaks, two kinds of vehicle, closed roads,
// certificates, wishes of people.
func drawn(d die, s sizes) *routing.Problem {
	g := &drawing{die: d, p: &routing.Problem{Aim: routing.Care}, places: d(2, 8), crew: d(1, s.workers)}
	if d.once(4) {
		g.p.Aim = routing.Live
	}
	g.matrices()
	for range g.crew {
		g.worker()
	}
	for range d(1, s.requests) {
		if len(g.p.Stops) < s.stops {
			g.request(len(g.p.Stops)+2 <= s.stops)
		}
	}
	g.begin()
	return g.p
}

// matrices are a motorcycle's and a bicycle's, in whole minutes, with ways closed at times.
func (g *drawing) matrices() {
	n := g.places
	ride := routing.Matrix{N: n, Seconds: make([]float64, n*n), Slow: make([]float64, n*n), Metres: make([]float64, n*n)}
	cycle := routing.Matrix{N: n, Seconds: make([]float64, n*n)}
	for a := range n {
		for b := range n {
			if a == b {
				continue
			}
			at := a*n + b
			ride.Seconds[at] = g.minutes(1, 25)
			ride.Slow[at] = ride.Seconds[at] + g.minutes(0, 8)
			ride.Metres[at] = float64(100 * g.die(1, 120))
			cycle.Seconds[at] = 2 * ride.Seconds[at]
			if g.once(25) {
				ride.Seconds[at], ride.Slow[at], ride.Metres[at] = routing.Never, routing.Never, routing.Never
			}
		}
	}
	g.p.Matrices = []routing.Matrix{ride, cycle}
	if !g.once(4) { // else a detour may be shorter than the road, as tables of roads have it at times
		shortest(ride)
		shortest(cycle)
	}
}

// shortest makes every way the shortest there is.
func shortest(m routing.Matrix) {
	for via := range m.N {
		for a := range m.N {
			for b := range m.N {
				if way := m.Seconds[a*m.N+via] + m.Seconds[via*m.N+b]; way < m.Seconds[a*m.N+b] {
					m.Seconds[a*m.N+b] = way
					if m.Slow != nil {
						m.Slow[a*m.N+b] = m.Slow[a*m.N+via] + m.Slow[via*m.N+b]
						m.Metres[a*m.N+b] = m.Metres[a*m.N+via] + m.Metres[via*m.N+b]
					}
				}
			}
		}
	}
}

// metric is whether no detour is shorter than the way.
func metric(p *routing.Problem) bool {
	for _, m := range p.Matrices {
		for a := range m.N {
			for b := range m.N {
				for via := range m.N {
					if m.Seconds[a*m.N+via]+m.Seconds[via*m.N+b] < m.Seconds[a*m.N+b] {
						return false
					}
				}
			}
		}
	}
	return true
}

func (g *drawing) worker() {
	w := routing.Worker{
		Start: g.die(0, g.places-1), End: g.die(-1, g.places-1), From: g.minutes(0, 60), Longest: routing.Never,
		Capacity: routing.Load{int32(g.die(1, 4)), int32(g.die(0, 2))},
		Skills:   ^g.few(2), Roads: ^g.few(2), Had: g.die(0, 3), Equals: g.die(0, 1),
	}
	w.To = w.From + g.minutes(60, 400)
	if g.once(4) {
		w.Longest = g.minutes(40, 240)
	}
	if g.once(4) {
		w.Stops = g.die(1, 4)
	}
	if g.once(4) {
		w.Profile = 1
	}
	for range g.die(0, 4) / 2 {
		b := routing.Break{Earliest: g.minutes(0, 300), Length: g.minutes(5, 40)}
		b.Latest = b.Earliest + g.minutes(0, 60)
		w.Breaks = append(w.Breaks, b)
	}
	g.p.Workers = append(g.p.Workers, w)
}

func (g *drawing) stop() int {
	s := routing.Stop{
		Place: g.die(0, g.places-1), Service: g.minutes(0, 15), Earliest: g.minutes(0, 180),
		Due: routing.Never, DueAtEnd: g.once(4),
	}
	s.Latest = s.Earliest + g.minutes(10, 180)
	if g.once(8) {
		s.Latest = routing.Never
	}
	if g.once(2) {
		s.Due = s.Earliest + g.minutes(0, 100)
	}
	g.p.Stops = append(g.p.Stops, s)
	return len(g.p.Stops) - 1
}

func (g *drawing) request(room bool) {
	q := routing.Request{
		Class: routing.Class(g.die(0, routing.ClassCount-1)), Pickup: routing.None, RideLimit: routing.Never,
		Worker: routing.None, Announced: routing.None, Paid: g.once(2), Rides: g.once(2),
	}
	switch kind := g.die(0, 5); {
	case kind <= 2 && room:
		q.Pickup = g.stop()
		q.Load = routing.Load{int32(g.die(0, 2)), int32(g.die(0, 1))}
		if g.once(2) {
			q.RideLimit = g.minutes(15, 90)
		}
	case kind == 3:
		q.Aboard, q.Worker, q.Load = true, g.die(0, g.crew-1), routing.Load{int32(g.die(0, 1))}
	}
	q.Delivery = g.stop()
	if q.Pickup != routing.None { // else most could never be brought in time
		g.p.Stops[q.Delivery].Earliest = g.p.Stops[q.Pickup].Earliest
		g.p.Stops[q.Delivery].Latest += g.minutes(0, 60)
	}
	g.wishes(&q)
	g.p.Requests = append(g.p.Requests, q)
}

// wishes are what certificates and people allow, and what was announced.
func (g *drawing) wishes(q *routing.Request) {
	if g.once(3) {
		q.Skills = g.few(2)
	}
	if g.once(4) {
		q.Road = g.few(2)
	}
	if g.once(5) {
		q.Forbidden = []int{g.die(0, g.crew-1)}
	}
	if g.once(8) && !q.Aboard {
		q.Worker = g.die(0, g.crew-1)
	}
	if g.once(4) {
		q.Announced, q.AnnouncedAt = g.die(0, g.crew-1), g.minutes(0, 240)
		q.Frozen = g.once(4)
	}
}

// begin lets some workers be under way: a stop or two of theirs stay where they are.
func (g *drawing) begin() {
	for r := range g.p.Requests {
		q := &g.p.Requests[r]
		if !g.once(9) || q.Aboard {
			continue
		}
		if q.Worker == routing.None {
			q.Worker = g.die(0, g.crew-1)
		}
		w := &g.p.Workers[q.Worker]
		if q.Pickup != routing.None {
			w.Begun = append(w.Begun, q.Pickup)
			if g.once(2) {
				continue
			}
		}
		w.Begun = append(w.Begun, q.Delivery)
	}
}
