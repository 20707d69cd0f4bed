package routing

import (
	"fmt"
	"math"

	"sambang/internal/core/fault"
)

// What a problem may hold. A health centre's day has some dozens of requests and the
// largest benchmark here 530; beyond these figures the matrices alone take gigabytes.
const (
	MaxRequests = 2_000
	MaxWorkers  = 1_000
	// MaxTime bounds every time and duration that is not Never, in seconds (31 years),
	// so that sums keep their microseconds.
	MaxTime = 1e9
	// MaxLoad bounds what one request counts in a unit, so that no sum overflows.
	MaxLoad = 1 << 20
)

// Check says what is wrong with a problem, with the field it is about, or nil.
//
//	routing.too_big     more requests or workers than MaxRequests, MaxWorkers
//	routing.bad_time    a time or duration that is no number, too far, or a negative duration
//	routing.bad_window  a window or break whose bounds are no numbers
//	routing.bad_place   a place or a matrix that does not exist, or a leg that is no number
//	routing.bad_pair    a stop with no request or with two, or a request without its stops
//	routing.bad_load    a load or room below zero or too large, or a load nobody takes up
//	routing.bad_worker  a worker named who does not exist, or two who begin the same
//	routing.bad_aim     no level to compare by, or one that does not exist
//
// A window that closes before it opens, a way that does not exist and a skill that nobody
// has are no errors: the request is without a place and Why says so. Times before the
// zero are past, which is none either.
func (p *Problem) Check() *fault.Error {
	if len(p.Requests) > MaxRequests || len(p.Stops) > 2*MaxRequests {
		return fault.BadField("routing.too_big", "requests")
	}
	if len(p.Workers) > MaxWorkers {
		return fault.BadField("routing.too_big", "workers")
	}
	for _, check := range []func() *fault.Error{p.checkAim, p.checkMatrices, p.checkStops, p.checkRequests, p.checkWorkers, p.checkPairs, p.checkBegun} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Problem) checkAim() *fault.Error {
	if len(p.Aim) == 0 {
		return fault.BadField("routing.bad_aim", "aim")
	}
	for _, l := range p.Aim {
		if l >= LevelCount {
			return fault.BadField("routing.bad_aim", "aim")
		}
	}
	return nil
}

// span is whether x is a duration: Never is one.
func span(x float64) bool { return x >= 0 && (x <= MaxTime || math.IsInf(x, 1)) }

// hour is whether x is a time.
func hour(x float64) bool { return math.Abs(x) <= MaxTime }

// limit is whether x is a time or Never.
func limit(x float64) bool { return hour(x) || math.IsInf(x, 1) }

func (p *Problem) checkMatrices() *fault.Error {
	for i := range p.Matrices {
		m := &p.Matrices[i]
		if m.N < 0 || m.N > 3*MaxRequests+2*MaxWorkers || m.N != p.Matrices[0].N {
			return fault.BadField("routing.bad_place", fmt.Sprintf("matrices[%d].n", i))
		}
		for _, part := range []struct {
			name    string
			figures []float64
			may     bool
		}{{"seconds", m.Seconds, false}, {"slow", m.Slow, true}, {"metres", m.Metres, true}} {
			if part.may && part.figures == nil {
				continue
			}
			if len(part.figures) != m.N*m.N {
				return fault.BadField("routing.bad_place", fmt.Sprintf("matrices[%d].%s", i, part.name))
			}
			for at, x := range part.figures {
				// Where there is a way it is finite in all three.
				if !span(x) || closed(x) && !closed(m.Seconds[at]) {
					return fault.BadField("routing.bad_place", fmt.Sprintf("matrices[%d].%s", i, part.name))
				}
			}
		}
	}
	return nil
}

func (p *Problem) spot(place int) bool {
	return len(p.Matrices) > 0 && place >= 0 && place < p.Matrices[0].N
}

func (p *Problem) checkStops() *fault.Error {
	for i, s := range p.Stops {
		switch {
		case !p.spot(s.Place):
			return fault.BadField("routing.bad_place", fmt.Sprintf("stops[%d].place", i))
		case !span(s.Service) || closed(s.Service):
			return fault.BadField("routing.bad_time", fmt.Sprintf("stops[%d].service", i))
		case !hour(s.Earliest):
			return fault.BadField("routing.bad_window", fmt.Sprintf("stops[%d].earliest", i))
		case !limit(s.Latest):
			return fault.BadField("routing.bad_window", fmt.Sprintf("stops[%d].latest", i))
		case !limit(s.Due):
			return fault.BadField("routing.bad_time", fmt.Sprintf("stops[%d].due", i))
		}
	}
	return nil
}

func (p *Problem) person(w int) bool { return w >= 0 && w < len(p.Workers) }

func (p *Problem) checkRequests() *fault.Error {
	for i, q := range p.Requests {
		switch {
		case q.Class >= ClassCount:
			return fault.BadField("routing.bad_aim", fmt.Sprintf("requests[%d].class", i))
		case !span(q.RideLimit):
			return fault.BadField("routing.bad_time", fmt.Sprintf("requests[%d].ride_limit", i))
		case q.Worker != None && !p.person(q.Worker), q.Aboard && q.Worker == None:
			return fault.BadField("routing.bad_worker", fmt.Sprintf("requests[%d].worker", i))
		case q.Announced != None && !p.person(q.Announced):
			return fault.BadField("routing.bad_worker", fmt.Sprintf("requests[%d].announced", i))
		case !hour(q.AnnouncedAt):
			return fault.BadField("routing.bad_time", fmt.Sprintf("requests[%d].announced_at", i))
		case !q.Load.fits(), q.Pickup == None && !q.Aboard && q.Load != Load{}:
			return fault.BadField("routing.bad_load", fmt.Sprintf("requests[%d].load", i))
		}
		for _, w := range q.Forbidden {
			if !p.person(w) {
				return fault.BadField("routing.bad_worker", fmt.Sprintf("requests[%d].forbidden", i))
			}
		}
	}
	return nil
}

// fits is whether a load or a vehicle's room is one.
func (l Load) fits() bool {
	for _, n := range l {
		if n < 0 || n > MaxLoad {
			return false
		}
	}
	return true
}

func (p *Problem) checkWorkers() *fault.Error {
	for i, w := range p.Workers {
		switch {
		case w.Profile < 0 || w.Profile >= len(p.Matrices):
			return fault.BadField("routing.bad_place", fmt.Sprintf("workers[%d].profile", i))
		case !p.spot(w.Start):
			return fault.BadField("routing.bad_place", fmt.Sprintf("workers[%d].start", i))
		case w.End != None && !p.spot(w.End):
			return fault.BadField("routing.bad_place", fmt.Sprintf("workers[%d].end", i))
		case !hour(w.From):
			return fault.BadField("routing.bad_time", fmt.Sprintf("workers[%d].from", i))
		case !limit(w.To):
			return fault.BadField("routing.bad_time", fmt.Sprintf("workers[%d].to", i))
		case !span(w.Longest):
			return fault.BadField("routing.bad_time", fmt.Sprintf("workers[%d].longest", i))
		case w.Stops < 0 || w.Had < 0 || w.Had > MaxLoad:
			return fault.BadField("routing.bad_load", fmt.Sprintf("workers[%d].stops", i))
		case !w.Capacity.fits():
			return fault.BadField("routing.bad_load", fmt.Sprintf("workers[%d].capacity", i))
		}
		for k, b := range w.Breaks {
			if !hour(b.Earliest) || !limit(b.Latest) || b.Latest < b.Earliest {
				return fault.BadField("routing.bad_window", fmt.Sprintf("workers[%d].breaks[%d]", i, k))
			}
			if !span(b.Length) || closed(b.Length) {
				return fault.BadField("routing.bad_time", fmt.Sprintf("workers[%d].breaks[%d].length", i, k))
			}
		}
	}
	return nil
}

// checkPairs asks that every stop is of one request, and every request has its stops.
func (p *Problem) checkPairs() *fault.Error {
	taken := make([]bool, len(p.Stops))
	for i, q := range p.Requests {
		if q.Delivery == None || q.Aboard && q.Pickup != None {
			return fault.BadField("routing.bad_pair", fmt.Sprintf("requests[%d]", i))
		}
		for _, s := range [...]int{q.Pickup, q.Delivery} {
			if s == None {
				continue
			}
			if s < 0 || s >= len(p.Stops) || taken[s] {
				return fault.BadField("routing.bad_pair", fmt.Sprintf("requests[%d]", i))
			}
			taken[s] = true
		}
	}
	for s, is := range taken {
		if !is {
			return fault.BadField("routing.bad_pair", fmt.Sprintf("stops[%d]", s))
		}
	}
	return nil
}

// checkBegun asks that what is begun is a stop, begun once, by who must do it, and that
// no delivery is begun before its pick-up.
func (p *Problem) checkBegun() *fault.Error {
	of, by := owners(p), make([]int, len(p.Stops))
	for w, worker := range p.Workers {
		for _, s := range worker.Begun {
			if s < 0 || s >= len(p.Stops) {
				return fault.BadField("routing.bad_pair", fmt.Sprintf("workers[%d].begun", w))
			}
			q := &p.Requests[of[s]]
			if by[s] != 0 || q.Worker != None && q.Worker != w {
				return fault.BadField("routing.bad_worker", fmt.Sprintf("workers[%d].begun", w))
			}
			if s == q.Delivery && q.Pickup != None && by[q.Pickup] != w+1 {
				return fault.BadField("routing.bad_pair", fmt.Sprintf("workers[%d].begun", w))
			}
			by[s] = w + 1
		}
	}
	return nil
}
