package routing

import "slices"

// Reason is why a request is not with a worker, one word.
type Reason struct {
	Worker int
	Why    string
}

// The words of Reason, in the order in which they are looked at: the first that holds is
// said. WhyCapacity to WhyBreak are said when the request could be taken without that
// rule alone, or else without it and those before it.
const (
	WhyForbidden = "forbidden" // a person has said no, or pinned it to somebody else
	WhySkill     = "skill"     // a certificate or a role is missing
	WhyRoad      = "road"      // the vehicle does not manage a road
	WhyWay       = "way"       // there is no way to a place
	WhyFull      = "full"      // he has as many as he may have
	WhyCapacity  = "capacity"  // the load does not fit beside the others
	WhyWindow    = "window"    // no hour of it can be kept beside the others
	WhyRide      = "ride"      // it would be too long on the way
	WhyShift     = "shift"     // it does not fit in the shift
	WhyBreak     = "break"     // a pause stands in the way
	WhyWorse     = "worse"     // it fits, somebody else does it better
)

// Why says for every worker who has not the request what stands in the way, by worker.
func Why(p *Problem, from Plan, request int) []Reason {
	if p == nil || p.Check() != nil || request < 0 || request >= len(p.Requests) {
		return nil
	}
	y := &asker{p: p, request: int32(request), from: from}
	g := NewInserter(p, from).g
	has := g.where[request]
	if has == None && g.pick[request] == None && g.drop[request] == None {
		return nil
	}
	var all []Reason
	for w := range p.Workers {
		if has != int32(w) {
			all = append(all, Reason{w, y.why(g, w)})
		}
	}
	return all
}

// asker answers why, with the problem as it is and with rules lifted.
type asker struct {
	p       *Problem
	from    Plan
	request int32
	lifted  [2][]*engine // alone, and with all before
}

// rules are what can be lifted, in the order of their words.
var rules = []struct {
	why  string
	lift func(*Problem)
}{
	{WhyCapacity, func(p *Problem) {
		for i := range p.Workers {
			p.Workers[i].Capacity = Load{1 << 28, 1 << 28, 1 << 28, 1 << 28}
		}
	}},
	{WhyWindow, func(p *Problem) {
		for i := range p.Stops {
			p.Stops[i].Latest = Never
		}
	}},
	{WhyRide, func(p *Problem) {
		for i := range p.Requests {
			p.Requests[i].RideLimit = Never
		}
	}},
	{WhyShift, func(p *Problem) {
		for i := range p.Workers {
			p.Workers[i].To, p.Workers[i].Longest = Never, Never
		}
	}},
	{WhyBreak, func(p *Problem) {
		for i := range p.Workers {
			p.Workers[i].Breaks = nil
		}
	}},
}

// why is the word for one worker.
func (y *asker) why(g *engine, w int) string {
	r := &y.p.Requests[y.request]
	if word := able(r, w, &y.p.Workers[w]); word != "" {
		return word
	}
	if !g.able[int(y.request)*len(g.routes)+w] {
		return WhyForbidden // begun by somebody else
	}
	if g.takes(w, y.request) {
		return WhyWorse // perhaps by a way through another stop, where there is none straight
	}
	if y.cutOff(g, w) {
		return WhyWay
	}
	if g.full(&g.routes[w], y.request) {
		return WhyFull
	}
	for set := range y.lifted {
		for i, rule := range rules {
			if y.without(set, i).takes(w, y.request) {
				return rule.why
			}
		}
	}
	return WhyWay
}

// takes is whether a worker can take a request beside what he has.
func (g *engine) takes(w int, q int32) bool { return g.best(&g.routes[w], q).cost < Never }

// cutOff is whether there is no way from a worker's start to a stop, or from one to the other.
func (y *asker) cutOff(g *engine, w int) bool {
	worker, r := &y.p.Workers[w], &y.p.Requests[y.request]
	at := worker.Start
	for _, s := range [...]int{r.Pickup, r.Delivery} {
		if s == None || g.begun[s] {
			continue
		}
		if leg, _, _ := y.p.leg(worker.Profile, at, y.p.Stops[s].Place); leg == Never {
			return true
		}
		at = y.p.Stops[s].Place
	}
	return false
}

// without is the plan in the problem with a rule lifted: alone (set 0) or with those
// before it.
func (y *asker) without(set, i int) *engine {
	for len(y.lifted[set]) <= i {
		k := len(y.lifted[set])
		p := *y.p
		p.Stops, p.Requests, p.Workers = slices.Clone(p.Stops), slices.Clone(p.Requests), slices.Clone(p.Workers)
		if set == 1 {
			for _, rule := range rules[:k] {
				rule.lift(&p)
			}
		}
		rules[k].lift(&p)
		g := newEngine(&p, 0)
		g.remember(1 << 10)
		g.setWeights(steep)
		g.load(g.known(y.from))
		y.lifted[set] = append(y.lifted[set], g)
	}
	return y.lifted[set][i]
}
