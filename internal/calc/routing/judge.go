package routing

import (
	"math"
	"slices"
)

// The rules a plan may break: the words of a Breach. Why says the same words of one
// worker and one request.
const (
	// RuleProblem: the problem itself is refused by Check; nothing is judged.
	RuleProblem = "problem"
	// RuleUnknown: a stop that no request has, or a route that no worker has.
	RuleUnknown = "unknown"
	// RuleTwice: a stop that is made more than once.
	RuleTwice = "twice"
	// RulePair: half of a pair, halves with two workers, the delivery first, or what is
	// aboard one vehicle brought by another.
	RulePair = "pair"
	// RuleBegun: a route that does not begin with what its worker has begun.
	RuleBegun = "begun"
	// RulePinned: another worker than the one who must; RuleForbidden: one who may not;
	// RuleFrozen: another than the one announced, when that may not move any more.
	RulePinned    = "pinned"
	RuleForbidden = "forbidden"
	RuleFrozen    = "frozen"
	// RuleSkill, RuleRoad, RuleFull: the worker lacks a certificate, his vehicle a kind of
	// road, his day the room for one more request.
	RuleSkill = "skill"
	RuleRoad  = "road"
	RuleFull  = "full"
	// RuleCapacity: a pick-up that fills the vehicle beyond what it holds.
	RuleCapacity = "capacity"
	// RuleWay: there is no way from one stop to the next, or home.
	RuleWay = "way"
	// RuleWindow: a service that begins after its Latest.
	RuleWindow = "window"
	// RuleRide: a load that is on the way longer than its limit, however long the pick-up waits.
	RuleRide = "ride"
	// RuleShift: a return after the end of the shift, or a route longer than the longest.
	RuleShift = "shift"
)

// Verdict is all there is to say about a plan.
type Verdict struct {
	// Routes has one entry a worker, also for who has no stop.
	Routes []Driven
	Score  Score
	// Breaches are the broken rules of level 0, by worker and in the order of his route;
	// a plan without any may be carried out.
	Breaches []Breach
}

// Driven is a worker's route with its hours, in seconds, and its way in metres.
type Driven struct {
	// Depart is the latest departure that leaves the first service where it is; Return is
	// the arrival at End, or the end of the last service when he may end anywhere. Both
	// are From when he has no stop.
	Depart, Return float64
	Metres         float64
	Stops          []Moment
}

// Moment is one stop of a route at expected times; Slow is the beginning of the service
// that 80 of 100 days keep. Load is on board afterwards.
type Moment struct {
	Stop                 int
	Arrive, Begin, Leave float64
	Slow                 float64
	Load                 Load
}

// Breach is one broken rule; what it is not about is None.
type Breach struct {
	Rule                  string
	Worker, Stop, Request int
}

// Judge says slowly and readably what a plan is worth and what it breaks. It never
// panics, whatever it is given.
//
// Times are the least that all rules of a route allow together. A service begins when
// the worker is there and its window is open, and later only where it must wait: a
// pick-up whose load would else be on the way too long, a first stop whose route would
// else be too long. Waiting is done before the service. At slow times the legs are slow
// and what waits is no earlier than expected; windows and limits are not asked again.
//
// What is begun has happened: its stops are not asked for windows, ways or room; a route
// that is all begun is not asked for its shift. A request with a begun stop, or whose load
// is aboard, is not asked for skill, road or who may, and who has only such may have more
// of them than his Stops. A pair of which only the pick-up is begun may be without a
// place: its load stays on board. What is aboard at the start is aboard whether its
// delivery is planned or not.
func Judge(p *Problem, plan Plan) Verdict {
	if p == nil || p.Check() != nil {
		return Verdict{Breaches: []Breach{{Rule: RuleProblem, Worker: None, Stop: None, Request: None}}}
	}
	j := newJudge(p)
	j.read(plan)
	for w := range p.Workers {
		j.drive(w)
	}
	j.count()
	return Verdict{Routes: j.driven, Score: j.score, Breaches: j.breaches}
}

// place is where a stop is: its worker and its position in the route.
type place struct{ worker, at int }

var nowhere = place{None, None}

// judge gathers what a plan is worth.
type judge struct {
	p *Problem
	// of is the request of each stop; begun whether a stop stays where it is.
	of     []int
	begun  []bool
	routes [][]int
	places []place

	driven   []Driven
	score    Score
	breaches []Breach
}

func newJudge(p *Problem) *judge {
	j := &judge{
		p: p, of: owners(p), begun: make([]bool, len(p.Stops)),
		routes: make([][]int, len(p.Workers)), places: make([]place, len(p.Stops)),
		driven: make([]Driven, len(p.Workers)),
	}
	for i := range j.places {
		j.places[i] = nowhere
	}
	for _, w := range p.Workers {
		for _, s := range w.Begun {
			j.begun[s] = true
		}
	}
	return j
}

// owners is the request of each stop, None for a stop that has none.
func owners(p *Problem) []int {
	of := slices.Repeat([]int{None}, len(p.Stops))
	for r, q := range p.Requests {
		for _, s := range [...]int{q.Pickup, q.Delivery} {
			if s >= 0 && s < len(of) {
				of[s] = r
			}
		}
	}
	return of
}

// read takes the routes and leaves out, with a breach, what cannot be a stop of one.
func (j *judge) read(plan Plan) {
	for w, route := range plan.Routes {
		if w >= len(j.p.Workers) {
			if len(route) > 0 {
				j.breach(RuleUnknown, None, None)
			}
			continue
		}
		for _, s := range route {
			switch {
			case s < 0 || s >= len(j.p.Stops) || j.of[s] == None:
				j.breach(RuleUnknown, w, None)
			case j.places[s] != nowhere:
				j.breach(RuleTwice, w, s)
			default:
				j.places[s] = place{w, len(j.routes[w])}
				j.routes[w] = append(j.routes[w], s)
			}
		}
	}
}

// breach notes a rule that a worker breaks at a stop (None: in all).
func (j *judge) breach(rule string, worker, stop int) {
	b := Breach{Rule: rule, Worker: worker, Stop: stop, Request: None}
	if stop != None {
		b.Request = j.of[stop]
	}
	j.breaches = append(j.breaches, b)
}

// placed is whether all stops of a request are in the plan.
func (j *judge) placed(r int) bool {
	q := j.p.Requests[r]
	return j.places[q.Delivery] != nowhere && (q.Pickup == None || j.places[q.Pickup] != nowhere)
}

// started is whether a request has happened in part: one of its stops is begun or its
// load is aboard.
func (j *judge) started(r int) bool {
	q := j.p.Requests[r]
	return q.Aboard || j.begun[q.Delivery] || q.Pickup != None && j.begun[q.Pickup]
}

// drive judges one worker's route: its rules, then its hours.
func (j *judge) drive(w int) {
	j.rules(w)
	j.loads(w)
	j.hours(w)
}

// leg is the way of a worker's vehicle between two places: expected, slow, and metres.
func (p *Problem) leg(profile, from, to int) (seconds, slow, metres float64) {
	m := &p.Matrices[profile]
	at := from*m.N + to
	seconds, slow, metres = m.Seconds[at], m.Seconds[at], m.Seconds[at]
	if m.Slow != nil {
		slow = m.Slow[at]
	}
	if m.Metres != nil {
		metres = m.Metres[at]
	}
	return seconds, slow, metres
}

// closed is whether there is no way.
func closed(seconds float64) bool { return math.IsInf(seconds, 1) }
