package routing

import (
	"cmp"
	"slices"
)

// trip is a worker's route on the way of one pass: its legs (the last leads home, when he
// must go home), and from when each service may begin.
type trip struct {
	worker *Worker
	legs   []float64
	floor  []float64
	stays  []float64 // services
	breaks []Break   // in the order they are taken
}

// passed is what a pass says.
type passed struct {
	arrive, begin, leave []float64
	end                  float64
}

// ride is a limit between two positions of a route.
type ride struct {
	up, down int
	limit    float64
}

// hours gives a route its times, expected and slow, and asks what they break.
func (j *judge) hours(w int) {
	worker, route, d := &j.p.Workers[w], j.routes[w], &j.driven[w]
	d.Depart, d.Return = worker.From, worker.From
	if len(route) == 0 {
		return
	}
	expected, slow := j.ways(w)
	rides := j.rides(w)
	longest := worker.Longest
	if j.allBegun(w) {
		longest = Never
	}
	at, kept := expected.settle(rides, longest, j.latest(w))
	copy(slow.floor, expected.floor)
	later := slow.pass()
	for i := range route {
		m := &d.Stops[i]
		m.Arrive, m.Begin, m.Leave, m.Slow = at.arrive[i], at.begin[i], at.leave[i], later.begin[i]
	}
	d.Depart, d.Return = at.begin[0]-expected.legs[0], at.end
	j.late(w, rides, kept)
}

// ways makes the two trips of a route and adds up its metres. Where there is no way the
// trip goes on at once, so that everything after it can still be said.
func (j *judge) ways(w int) (expected, slow *trip) {
	worker, route := &j.p.Workers[w], j.routes[w]
	expected, slow = newTrip(worker), newTrip(worker)
	from := worker.Start
	step := func(to, stop int, tell bool) {
		seconds, slowly, metres := j.p.leg(worker.Profile, from, to)
		if closed(seconds) {
			seconds, slowly, metres = 0, 0, 0
			if tell {
				j.breach(RuleWay, w, stop)
			}
		}
		expected.legs, slow.legs = append(expected.legs, seconds), append(slow.legs, slowly)
		j.driven[w].Metres += metres
		from = to
	}
	for _, s := range route {
		stop := &j.p.Stops[s]
		step(stop.Place, s, !j.begun[s])
		for _, t := range [...]*trip{expected, slow} {
			t.floor, t.stays = append(t.floor, stop.Earliest), append(t.stays, stop.Service)
		}
	}
	if worker.End != None {
		step(worker.End, None, !j.allBegun(w))
	}
	return expected, slow
}

// newTrip is a trip before its first leg, with the breaks that are still to come.
func newTrip(w *Worker) *trip {
	t := &trip{worker: w}
	for _, b := range w.Breaks {
		if b.Latest >= w.From {
			t.breaks = append(t.breaks, b)
		}
	}
	slices.SortStableFunc(t.breaks, func(a, b Break) int {
		return cmp.Or(cmp.Compare(a.Earliest, b.Earliest), cmp.Compare(a.Latest, b.Latest))
	})
	return t
}

// rides are the limits of a route; two begun stops have none.
func (j *judge) rides(w int) []ride {
	var all []ride
	for i, s := range j.routes[w] {
		q := &j.p.Requests[j.of[s]]
		if s != q.Delivery || q.Pickup == None || closed(q.RideLimit) || j.begun[s] {
			continue
		}
		if up := j.places[q.Pickup]; up.worker == w && up.at < i {
			all = append(all, ride{up.at, i, q.RideLimit})
		}
	}
	return all
}

// latest is when each service of a route must have begun; what is begun has no limit.
func (j *judge) latest(w int) []float64 {
	var all []float64
	for _, s := range j.routes[w] {
		if j.begun[s] {
			all = append(all, Never)
		} else {
			all = append(all, j.p.Stops[s].Latest)
		}
	}
	return all
}

func (j *judge) allBegun(w int) bool {
	return !slices.ContainsFunc(j.routes[w], func(s int) bool { return !j.begun[s] })
}

// pass drives the route once, each service as early as its floor allows.
func (t *trip) pass() passed {
	n := len(t.floor)
	at := passed{make([]float64, n), make([]float64, n), make([]float64, n), 0}
	now, breaks := t.worker.From, t.breaks
	for i := range n {
		now, breaks = pause(now, breaks, func(set float64) float64 {
			return max(set+t.legs[i], t.floor[i]) + t.stays[i]
		})
		at.arrive[i] = now + t.legs[i]
		at.begin[i] = max(at.arrive[i], t.floor[i])
		at.leave[i] = at.begin[i] + t.stays[i]
		now = at.leave[i]
	}
	at.end = now
	if len(t.legs) > n {
		now, _ = pause(now, breaks, func(set float64) float64 { return set + t.legs[n] })
		at.end = now + t.legs[n]
	}
	return at
}

// pause takes the breaks that come before the next leg: those whose window is open, those
// that the next leg and service would carry past their window (done says when these end
// for who sets out at a time), and those before them. It gives the time to set out and
// the breaks still to come.
func pause(now float64, breaks []Break, done func(set float64) float64) (float64, []Break) {
	for {
		due := 0
		for k, b := range breaks {
			if now >= b.Earliest || done(now) > b.Latest {
				due = k + 1
			}
		}
		if due == 0 {
			return now, breaks
		}
		for _, b := range breaks[:due] {
			now = max(now, b.Earliest) + b.Length
		}
		breaks = breaks[due:]
	}
}

// settle raises the floors until ride limits and the longest route are kept, which gives
// the least times: whatever is raised must be. False when it cannot be; the times are
// then those without any waiting for limits.
func (t *trip) settle(rides []ride, longest float64, latest []float64) (passed, bool) {
	least := slices.Clone(t.floor)
	for range rounds(len(rides), len(t.breaks), len(latest)) {
		at := t.pass()
		raised, stuck := false, false
		raise := func(i int, to float64) {
			if to > at.begin[i]+tiny {
				t.floor[i], raised = max(t.floor[i], to), true
				stuck = stuck || to > latest[i]+tiny
			}
		}
		for _, r := range rides {
			raise(r.up, at.begin[r.down]-r.limit-t.stays[r.up])
		}
		raise(0, at.end-longest+t.legs[0])
		if !raised {
			return at, true
		}
		if stuck {
			break
		}
	}
	t.floor = least
	return t.pass(), false
}

// rounds bounds how often floors are raised. Without breaks each limit needs to be looked
// at once more than there are limits, or is never kept; a break may have to be waited
// past, which takes more rounds the less there is too much each time. What is not settled
// by then counts as impossible, for the judge as for the search.
func rounds(rides, breaks, stops int) int {
	return (rides+2)*(1+breaks*(stops+1)) + 128*breaks
}

// late asks the times for what they break: windows, rides, the shift.
func (j *judge) late(w int, rides []ride, kept bool) {
	d, worker := &j.driven[w], &j.p.Workers[w]
	for i, m := range d.Stops {
		if m.Begin > j.latest(w)[i]+tiny {
			j.breach(RuleWindow, w, m.Stop)
		}
	}
	if !kept {
		for _, r := range rides {
			if d.Stops[r.down].Begin-d.Stops[r.up].Leave > r.limit+tiny {
				j.breach(RuleRide, w, d.Stops[r.down].Stop)
			}
		}
	}
	if j.allBegun(w) {
		return
	}
	if d.Return > worker.To+tiny || !kept && d.Return-d.Depart > worker.Longest+tiny {
		j.breach(RuleShift, w, None)
	}
}
