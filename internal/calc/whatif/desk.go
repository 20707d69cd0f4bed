package whatif

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/instant"
)

// frozen is how long before a departure nobody is sent elsewhere any more.
const frozen = 30 * time.Minute

// plan makes the routes of everybody again, beginning with those there are.
func (d *day) plan(now instant.Instant, steps int) {
	s, before := d.sheet(now)
	_, x := dayplan.Compile(s, d.legs)
	d.take(x.Make(d.ctx, before, d.bounded(steps)), now)
}

// answer takes in a request at once, at its best place, and then looks a little further.
func (d *day) answer(j *job) {
	s, before := d.sheet(j.asked)
	p, x := dayplan.Compile(s, d.legs)
	if r, can := x.Request[j.id]; can {
		if options := routing.Insert(p, x.Plan(before), r); len(options) > 0 {
			before = x.Day(options[0].Plan)
		}
	}
	d.take(x.Make(d.ctx, before, d.bounded(d.effort.Again)), j.asked)
}

func (d *day) bounded(steps int) routing.Effort {
	d.plans++
	return routing.Effort{Seed: uint64(chance(d.seed).of(d.n).of(int(d.plans))), Steps: max(1, steps)}
}

// sheet is what the desk knows at an hour: who is where, or is expected to be free where,
// and what is left to do.
func (d *day) sheet(now instant.Instant) (dayplan.Sheet, dayplan.Day) {
	s := dayplan.Sheet{Group: d.rates.Group, From: now, Live: now.After(d.riders[0].from)}
	var before dayplan.Day
	for _, r := range d.riders {
		r.rest(now)
		d.goesHome(r, now)
		from := later(now, r.seen)
		if r.free.After(now) && !r.seen.After(now) {
			from = now.Add(time.Minute) // he is late, and may be free at any minute
		}
		w := dayplan.Worker{ID: r.id, Start: r.place, End: d.rates.Base, From: from, To: r.to, Capacity: d.rates.Crew.Capacity,
			Profile: r.profile, Most: d.most(r), Pauses: r.pauses, Equals: d.rates.Group}
		s.Workers = append(s.Workers, w)
		if len(r.route) > 0 {
			before.Routes = append(before.Routes, dayplan.Route{Worker: r.id, Stops: r.route})
		}
	}
	for _, j := range d.order {
		if j.state == over {
			continue
		}
		w := j.wish(d.riders)
		w.Frozen = j.class != routing.Emergency && !j.at.IsZero() && j.at.Sub(now) < frozen
		s.Jobs = append(s.Jobs, w)
	}
	return s, before
}

// most is how many jobs a rider may still be given; 0: as many as there are.
func (d *day) most(r *rider) int {
	if d.rates.Crew.Most == 0 {
		return 0
	}
	begun := 0
	for _, j := range d.order {
		if j.worker == r.n && j.state == over {
			begun++
		}
	}
	return max(1, d.rates.Crew.Most-begun)
}

// take gives the routes to those who ride them. A load on board that the plan has no place
// for is brought home all the same, at the end.
func (d *day) take(plan dayplan.Day, now instant.Instant) {
	for _, j := range d.order {
		j.announced, j.at = "", 0
	}
	for _, r := range d.riders {
		r.route, r.ready = nil, later(r.free, now)
	}
	for _, route := range plan.Routes {
		for _, r := range d.riders {
			if r.id == route.Worker {
				d.gives(r, route.Stops)
			}
		}
	}
	for _, l := range plan.Left {
		if j := d.jobs[l.Job]; j != nil && j.state == aboard {
			r := d.riders[j.worker]
			r.route = append(r.route, dayplan.Stop{Job: j.id, What: dayplan.Drop})
		}
	}
}

func (d *day) gives(r *rider, stops []dayplan.Stop) {
	r.route = stops
	for _, s := range stops {
		if j := d.jobs[s.Job]; j.announced == "" {
			j.announced, j.at = r.id, s.At
		}
	}
}
