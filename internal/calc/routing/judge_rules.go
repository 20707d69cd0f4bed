package routing

import "slices"

// rules asks who may do what and in which order; hours and loads are asked elsewhere.
func (j *judge) rules(w int) {
	worker, route := &j.p.Workers[w], j.routes[w]
	if head := min(len(route), len(worker.Begun)); !slices.Equal(route[:head], worker.Begun) {
		j.breach(RuleBegun, w, None)
	}
	requests, begun := 0, 0
	for _, s := range route {
		if r := j.of[s]; s == j.first(r) || !j.placed(r) {
			requests++
			if j.started(r) {
				begun++
			}
		}
		j.order(w, s)
		if !j.started(j.of[s]) {
			j.may(w, s)
		}
	}
	if worker.Stops > 0 && requests > max(worker.Stops, begun) {
		j.breach(RuleFull, w, None)
	}
}

// first is the stop a request begins with.
func (j *judge) first(r int) int {
	if q := j.p.Requests[r]; q.Pickup != None {
		return q.Pickup
	}
	return j.p.Requests[r].Delivery
}

// order asks whether the two halves of a pair are with one worker, the pick-up first. The
// breach is told once, at the half that is met: the delivery's when both are in the plan.
func (j *judge) order(w, s int) {
	q := j.p.Requests[j.of[s]]
	if q.Worker != None && q.Worker != w && s == j.first(j.of[s]) {
		rule := RulePinned
		if q.Aboard {
			rule = RulePair
		}
		j.breach(rule, w, s)
	}
	if q.Pickup == None {
		return
	}
	up, down := j.places[q.Pickup], j.places[q.Delivery]
	switch {
	case s == q.Pickup && down == nowhere:
		if !j.begun[s] {
			j.breach(RulePair, w, s)
		}
	case s == q.Delivery && (up == nowhere || up.worker != down.worker || up.at > down.at):
		j.breach(RulePair, w, s)
	}
}

// may asks whether a worker may have a request, at its first stop.
func (j *judge) may(w, s int) {
	q, worker := &j.p.Requests[j.of[s]], &j.p.Workers[w]
	if s != j.first(j.of[s]) {
		return
	}
	if q.Skills&^worker.Skills != 0 {
		j.breach(RuleSkill, w, s)
	}
	if q.Road&^worker.Roads != 0 {
		j.breach(RuleRoad, w, s)
	}
	if slices.Contains(q.Forbidden, w) {
		j.breach(RuleForbidden, w, s)
	}
	if q.Frozen && q.Announced != None && q.Announced != w {
		j.breach(RuleFrozen, w, s)
	}
}

// loads follows what is on board and asks for room at each pick-up.
func (j *judge) loads(w int) {
	var on [MaxUnits]int64
	for _, q := range j.p.Requests {
		if q.Aboard && q.Worker == w {
			add(&on, q.Load, 1)
		}
	}
	j.driven[w].Stops = make([]Moment, len(j.routes[w]))
	for i, s := range j.routes[w] {
		q := &j.p.Requests[j.of[s]]
		switch {
		case s == q.Pickup:
			add(&on, q.Load, 1)
			if !j.begun[s] && beyond(on, q.Load, j.p.Workers[w].Capacity) {
				j.breach(RuleCapacity, w, s)
			}
		case q.Pickup != None || q.Aboard && q.Worker == w:
			add(&on, q.Load, -1)
		}
		m := &j.driven[w].Stops[i]
		m.Stop = s
		for u := range on {
			m.Load[u] = int32(on[u])
		}
	}
}

func add(on *[MaxUnits]int64, l Load, sign int64) {
	for u := range l {
		on[u] += sign * int64(l[u])
	}
}

// beyond is whether a load that was just taken up overfills a unit it counts in.
func beyond(on [MaxUnits]int64, taken, capacity Load) bool {
	for u := range on {
		if taken[u] > 0 && on[u] > int64(capacity[u]) {
			return true
		}
	}
	return false
}
