package dayplan

import (
	"time"

	"sambang/internal/calc/routing"
)

// matrix asks for every leg of one kind of vehicle. It has room for a few places more; no
// way leads there until they are filled in.
func (x *Index) matrix(profile string) routing.Matrix {
	n := len(x.spots) + spare
	m := routing.Matrix{N: n, Seconds: make([]float64, n*n), Slow: make([]float64, n*n), Metres: make([]float64, n*n)}
	for from := range n {
		for to := range n {
			x.leg(&m, profile, from, to)
		}
	}
	return m
}

// longestLeg is beyond any trip of a day.
const longestLeg = 7 * 24 * time.Hour

// leg fills in one leg.
func (x *Index) leg(m *routing.Matrix, profile string, from, to int) {
	at := from*m.N + to
	switch {
	case from == to:
		m.Seconds[at], m.Slow[at], m.Metres[at] = 0, 0, 0
	case from >= len(x.spots) || to >= len(x.spots):
		m.Seconds[at], m.Slow[at], m.Metres[at] = routing.Never, routing.Never, routing.Never
	default:
		l := x.Legs.Leg(profile, x.spots[from], x.spots[to])
		if !l.Way || l.Expected < 0 || l.Expected > longestLeg || l.Metres < 0 || l.Metres > routing.MaxTime {
			m.Seconds[at], m.Slow[at], m.Metres[at] = routing.Never, routing.Never, routing.Never
			return
		}
		m.Seconds[at], m.Metres[at] = l.Expected.Seconds(), l.Metres
		m.Slow[at] = min(max(l.Slow, l.Expected), longestLeg).Seconds()
	}
}

// fill asks for the legs from and to the places from a number on.
func (x *Index) fill(first int) {
	for i, profile := range x.profiles {
		m := &x.Problem.Matrices[i]
		for from := first; from < len(x.spots); from++ {
			for to := range m.N {
				x.leg(m, profile, from, to)
				x.leg(m, profile, to, from)
			}
		}
	}
}

// settleBegun sees to it that what has already happened is possible: whoever has a patient
// on board brings them home though they are late, and whoever works beyond the end of the
// shift finishes what is begun, though they get nothing more. Without it the day would lose
// them as soon as one hour has been missed. Milk that is past its hour is brought nowhere:
// that is for a person to decide.
func (x *Index) settleBegun() {
	for i := range x.Problem.Workers {
		x.settleWorker(i)
	}
}

func (x *Index) settleWorker(i int) {
	w := &x.Problem.Workers[i]
	bound, route := x.boundTo(i)
	if len(route) == 0 {
		return
	}
	m, at, t, pauses := x.Problem.Matrices[w.Profile], w.Start, w.From, 0.0
	for _, b := range w.Breaks {
		pauses += b.Length
	}
	for _, n := range route {
		s, r := &x.Problem.Stops[n], x.Problem.Requests[x.requestOf(n)]
		if m.Seconds[at*m.N+s.Place] == routing.Never {
			return // there is no way: the search says so
		}
		t = max(t+m.Seconds[at*m.N+s.Place], s.Earliest)
		if r.Aboard && r.Class != routing.Milk && t+pauses > s.Latest {
			s.Latest = routing.Never
		}
		t, at = t+s.Service, s.Place
	}
	if w.End != routing.None {
		t += m.Seconds[at*m.N+w.End]
	}
	if t+pauses > w.To {
		w.To, w.Stops = min(t+pauses, routing.MaxTime), bound
	}
}

// boundTo lists the stops that a worker must make because they are begun or on board, in
// an order in which he can, and how many jobs they are.
func (x *Index) boundTo(worker int) (jobs int, route []int) {
	route = append(route, x.Problem.Workers[worker].Begun...)
	for n, r := range x.Problem.Requests {
		j := x.Sheet.Jobs[x.jobs[n]]
		if r.Worker != worker || j.Begun == 0 && !j.Aboard {
			continue
		}
		jobs++
		if j.Aboard && j.Begun == 0 || j.Begun == 1 && r.Pickup != routing.None {
			route = append(route, r.Delivery)
		}
	}
	return jobs, route
}
