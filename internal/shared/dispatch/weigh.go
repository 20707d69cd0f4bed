package dispatch

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// rides is what those are on who are asked to fetch something.
const rides = "motorcycle"

// weigh puts a job into what each candidate has to do, where it costs least. Whoever has
// no way to it gets there after all that he has, as if every road were open.
func weigh(now instant.Instant, set Settings, legs dayplan.Legs, j Job, w way, all []busy) []busy {
	sheet := dayplan.Sheet{From: now, Live: true}
	for i := range all {
		all[i].There = all[i].after(now, set, w)
		sheet.Workers = append(sheet.Workers, dayplan.Worker{ID: all[i].Worker, Start: all[i].from, From: now, To: now.Add(24 * time.Hour), Profile: rides})
		for k, other := range all[i].jobs {
			sheet.Jobs = append(sheet.Jobs, set.job(other, all[i].ways[k], all[i].Worker))
		}
	}
	sheet.Jobs = append(sheet.Jobs, set.job(j, w, ""))
	p, index := dayplan.Compile(sheet, legs)
	plan := index.Plan(dayplan.Day{})
	for _, other := range sheet.Jobs[:len(sheet.Jobs)-1] {
		if options := insert(p, index, plan, other.ID); len(options) > 0 {
			plan = options[0].Plan
		}
	}
	for _, o := range insert(p, index, plan, j.ID) {
		b := &all[o.Worker]
		b.able, b.There = true, now.Add(time.Duration(o.Begin[0]*float64(time.Second)))
		b.breaks = len(o.Breaks) > 0 || !j.Due.IsZero() && now.Add(time.Duration(o.Slow[1]*float64(time.Second))+set.stop()).After(max(j.Due, now))
	}
	return all
}

// insert lists the ways to take a job into a plan; none of a job that is no request.
func insert(p *routing.Problem, index *dayplan.Index, plan routing.Plan, job ident.ID) []routing.Option {
	n, there := index.Request[job]
	if !there || p.Check() != nil {
		return nil
	}
	return routing.Insert(p, plan, n)
}

// job is one job as the planner knows it: what is loaded is only brought home, what
// somebody is on the way to is fetched next.
func (s Settings) job(j Job, w way, worker ident.ID) dayplan.Job {
	pick, drop := s.spot(w.start), s.spot(w.finish)
	drop.Due, drop.DueAtEnd = j.Due, true
	out := dayplan.Job{ID: j.ID, Class: routing.Milk, Pick: &pick, Drop: drop, Worker: worker, Rides: true}
	switch j.State {
	case Arrived:
		out.Pick, out.Aboard = nil, true
	case OnTheWay:
		out.Begun = 1
	}
	return out
}

func (s Settings) spot(p Place) dayplan.Spot {
	return dayplan.Spot{At: p.Point(), Village: ident.ID(p.Village), Service: s.stop()}
}

// after is when somebody is at the start of a job after all that he has to do.
func (b busy) after(now instant.Instant, set Settings, w way) instant.Instant {
	at, from := now, b.from
	for k, other := range b.jobs {
		s, f := b.ways[k].start.Point(), b.ways[k].finish.Point()
		if other.State != Arrived {
			at, from = at.Add(set.drive(from, s)+set.stop()), s
		}
		at, from = at.Add(set.drive(from, f)+set.stop()), f
	}
	return at.Add(set.drive(from, w.start.Point()))
}

// unknownLeg is what a leg counts when one end is not on the map: our own
// proposal, about 4 km at the default speed.
const unknownLeg = 11 * time.Minute

func (s Settings) drive(a, b geo.Point) time.Duration {
	if a.IsZero() || b.IsZero() || s.SpeedKmh <= 0 {
		return unknownLeg
	}
	return time.Duration(a.RoadMetres(b) / (s.SpeedKmh / 3.6) * float64(time.Second))
}

func (s Settings) stop() time.Duration { return time.Duration(s.StopSeconds) * time.Second }

// line is dayplan.Legs where nobody knows more than a straight line and one speed.
type line struct{ set Settings }

// Leg measures one way.
func (l line) Leg(_ string, from, to dayplan.Spot) dayplan.Leg {
	needs := l.set.drive(from.At, to.At)
	return dayplan.Leg{Expected: needs, Slow: needs, Metres: from.At.RoadMetres(to.At), Way: true, Known: !from.At.IsZero() && !to.At.IsZero()}
}

// Source is line.
func (line) Source() string { return "line" }
