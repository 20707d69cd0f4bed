package dayplan

import (
	"time"

	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Offer is one way to take a job in.
type Offer struct {
	Worker ident.ID
	// Stops are the job's own, the pick-up first: At is when to expect somebody, Slow what
	// can be promised.
	Stops []Stop
	// Later are the promises to others that it breaks, and by how long.
	Later []Delay
	// Working and Metres are what the day has more.
	Working time.Duration
	Metres  float64
}

// Reply is the answer to one more job. One of Best, Earliest and Breaking says how it can
// be done; when none does, Why says for every worker what stands in the way.
type Reply struct {
	// Best breaks no promise, its own included.
	Best *Offer
	// Earliest, when there is no Best: the first hour that can be promised for it without
	// breaking what others were promised, with how; Due is that hour, to five minutes.
	Earliest *Offer
	Due      instant.Instant
	// Breaking, for an emergency without Best: what could be done at once, the best first,
	// and for whom it breaks what.
	Breaking []Offer
	Why      map[ident.ID]string
}

// grain is how finely the earliest promise is looked for: nobody is promised 10.42.
const grain = 5 * 60

// mostBreaking is how many ways an emergency is shown: a person decides among a few.
const mostBreaking = 3

// Answer says whether one more job can be done on a planned day, how, and from when on if
// not as wished. It changes nothing.
func Answer(s Sheet, legs Legs, d Day, j Job) Reply {
	_, x := Compile(s, legs)
	return x.Answer(x.Plan(d), j)
}

// Answer does it with a sheet that is compiled and a plan of it. The index is used by one
// at a time.
func (x *Index) Answer(plan routing.Plan, j Job) Reply {
	plan = x.widened(plan)
	x.prepare(plan)
	request, undo, ok := x.add(j)
	defer undo()
	if !ok {
		return Reply{Why: x.everybody(x.impossible(j))}
	}
	if x.Problem.Check() != nil {
		return Reply{Why: x.everybody(WhyFigures)}
	}
	return x.reply(plan, request, j)
}

// widened has a route for each worker.
func (x *Index) widened(plan routing.Plan) routing.Plan {
	out := routing.Plan{Routes: make([][]int, len(x.Problem.Workers))}
	copy(out.Routes, plan.Routes)
	return out
}

func (x *Index) reply(plan routing.Plan, request int, j Job) Reply {
	ask := x.asker(plan)
	options := ask.Options(request)
	before, _ := x.hours(plan)
	for _, o := range options {
		if x.keeps(o, request) {
			offer := x.offer(before, o, request)
			return Reply{Best: &offer}
		}
	}
	if len(options) == 0 {
		return Reply{Why: x.Why(plan, request)}
	}
	var r Reply
	if j.Class == routing.Emergency {
		for _, o := range options[:min(len(options), mostBreaking)] {
			r.Breaking = append(r.Breaking, x.offer(before, o, request))
		}
		return r
	}
	if o, due, found := x.earliest(ask, request); found {
		offer := x.offer(before, o, request)
		return Reply{Earliest: &offer, Due: x.instant(due)}
	}
	return Reply{Why: x.Why(plan, request)}
}

// keeps reports whether an option breaks nothing, the promise to the one who asks included.
func (x *Index) keeps(o routing.Option, request int) bool {
	if len(o.Breaks) > 0 {
		return false
	}
	for i, n := range x.stopsOf(request) {
		s := x.Problem.Stops[n]
		due := s.Due
		if s.DueAtEnd {
			due -= s.Service
		}
		if o.Slow[i] > due+1e-6 {
			return false
		}
	}
	return true
}

// stopsOf are the stops of a request, the pick-up first.
func (x *Index) stopsOf(request int) []int {
	r := x.Problem.Requests[request]
	if r.Pickup == routing.None {
		return []int{r.Delivery}
	}
	return []int{r.Pickup, r.Delivery}
}

// earliest looks for the first hour that can be promised: later hours can be kept when an
// earlier one can, so it halves what is left of the day.
func (x *Index) earliest(ask *routing.Inserter, request int) (best routing.Option, due float64, found bool) {
	n := x.promised(request)
	stop := &x.Problem.Stops[n]
	kept, end := *stop, x.end()
	defer func() {
		x.Problem.Stops[n] = kept
		ask.Renew(request)
	}()
	if stop.DueAtEnd {
		end += stop.Service
	}
	try := func(grains int) bool {
		stop.Due = min(float64(grains)*grain, end)
		ask.Renew(request)
		for _, o := range ask.Options(request) {
			if x.keeps(o, request) {
				best, due, found = o, stop.Due, true
				return true
			}
		}
		return false
	}
	low, high := int(max(stop.Earliest, kept.Due, 0)/grain), int(end/grain)+1
	if kept.Due == routing.Never {
		low = int(max(stop.Earliest, 0) / grain)
	}
	if !try(high) {
		return best, 0, false
	}
	for low < high {
		middle := low + (high-low)/2
		if try(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return best, due, found
}

// promised is the stop whose hour the one who asks is told: where something was promised,
// else the pick-up of a person, else where the job ends.
func (x *Index) promised(request int) int {
	r := x.Problem.Requests[request]
	switch {
	case r.Pickup == routing.None:
		return r.Delivery
	case x.Problem.Stops[r.Pickup].Due != routing.Never:
		return r.Pickup
	case x.Problem.Stops[r.Delivery].Due != routing.Never:
		return r.Delivery
	}
	return r.Pickup
}

// end is when the last worker goes home, or a day after the zero.
func (x *Index) end() float64 {
	end := 0.0
	for _, w := range x.Problem.Workers {
		end = max(end, min(w.To, 24*3600))
	}
	return end
}

func (x *Index) offer(before Day, o routing.Option, request int) Offer {
	after, _ := x.hours(o.Plan)
	c := CostOf(before, after)
	job := x.Sheet.Jobs[x.jobs[request]].ID
	out := Offer{Worker: x.Sheet.Workers[o.Worker].ID, Working: c.Working, Metres: c.Metres}
	for _, s := range after.stops() {
		if s.Job == job {
			out.Stops = append(out.Stops, s)
		}
	}
	for _, l := range c.Later {
		if l.Job != job {
			out.Later = append(out.Later, l)
		}
	}
	return out
}

// add takes one more job into a compiled day until undo is called.
func (x *Index) add(j Job) (request int, undo func(), ok bool) {
	jobs, requests, stops, spots, left := len(x.Sheet.Jobs), len(x.jobs), len(x.stops), len(x.spots), len(x.Left)
	begun := make([]int, len(x.Problem.Workers))
	for i, w := range x.Problem.Workers {
		begun[i] = len(w.Begun)
	}
	undo = func() {
		if x.ready != nil {
			x.ready.inserter.Forget(requests, stops)
		}
		for _, s := range x.spots[spots:] {
			delete(x.places, spotKey{s.At, s.Village, s.Road})
		}
		for _, n := range x.jobs[requests:] {
			delete(x.Request, x.Sheet.Jobs[n].ID)
		}
		x.Sheet.Jobs, x.jobs, x.stops, x.spots, x.Left = x.Sheet.Jobs[:jobs], x.jobs[:requests], x.stops[:stops], x.spots[:spots], x.Left[:left]
		x.Problem.Requests, x.Problem.Stops = x.Problem.Requests[:requests], x.Problem.Stops[:stops]
		for i := range x.Problem.Workers {
			x.Problem.Workers[i].Begun = x.Problem.Workers[i].Begun[:begun[i]]
		}
		x.fill(spots)
	}
	x.Sheet.Jobs = append(x.Sheet.Jobs, j)
	if request, ok = x.take(jobs); ok {
		x.fill(spots)
	}
	return request, undo, ok
}

// Take adds a job to a compiled day for good; false when it cannot be a request, or when
// there is no room for its places and the day must be compiled anew.
func (x *Index) Take(j Job) bool {
	if x.Full() {
		return false
	}
	_, undo, ok := x.add(j)
	if !ok {
		undo()
	}
	return ok
}

// Full reports that one more job may have no room: the day is compiled anew first.
func (x *Index) Full() bool {
	return len(x.Problem.Matrices) > 0 && len(x.spots)+2 > x.Problem.Matrices[0].N
}

// Place puts a job of the day that has no place where it is best, everything else stays
// where it is; false when it has one, or when nobody can.
func (x *Index) Place(plan routing.Plan, job ident.ID) (routing.Plan, bool) {
	request, found := x.Request[job]
	if !found { // a problem that Check refuses has no options below
		return plan, false
	}
	plan = x.widened(plan)
	r := x.prepare(plan)
	if r.inserter.Placed(request) {
		return plan, false
	}
	options := r.inserter.Options(request)
	if len(options) == 0 {
		return plan, false
	}
	r.accept(x, request, options[0])
	return options[0].Plan, true
}

// Hours reads a plan back without the reasons why what has no place has none.
func (x *Index) Hours(plan routing.Plan) Day {
	var d Day
	var left []int
	if x.prepared(plan) {
		d, left = x.ready.day, x.ready.left
	} else {
		d, left = x.hours(plan)
	}
	d.Left = append([]Left{}, x.Left...)
	for _, n := range left {
		d.Left = append(d.Left, Left{Job: x.Sheet.Jobs[x.jobs[n]].ID})
	}
	return d
}
