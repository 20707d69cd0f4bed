package dayplan

import (
	"slices"
	"time"

	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
)

// take makes a request of a job, or says why there is none.
func (x *Index) take(i int) (request int, ok bool) {
	j := x.Sheet.Jobs[i]
	if why := x.impossible(j); why != "" {
		x.Left = append(x.Left, Left{j.ID, x.everybody(why)})
		return 0, false
	}
	r := routing.Request{Class: min(j.Class, routing.ClassCount-1), Pickup: routing.None, Load: j.Load, RideLimit: routing.Never,
		Worker: routing.None, Aboard: j.Aboard, Rides: j.Rides, Paid: j.Paid, Announced: routing.None, Skills: bits(x.skills, j.Skills)}
	word := Only
	if j.Pick != nil {
		r.Pickup, word = x.stop(i, Pick, *j.Pick), Drop
		r.Road |= bits(x.roads, []string{j.Pick.Road})
	}
	if j.Aboard {
		word = Drop
	}
	r.Delivery = x.stop(i, word, j.Drop)
	x.hold(j, r)
	r.Road |= bits(x.roads, []string{j.Drop.Road})
	if j.Pick == nil && !j.Aboard {
		r.Load = routing.Load{} // nothing is taken along
	}
	if j.RideLimit > 0 && j.Pick != nil {
		r.RideLimit = min(j.RideLimit.Seconds(), routing.MaxTime)
	}
	x.people(j, &r)
	request = len(x.Problem.Requests)
	x.Problem.Requests = append(x.Problem.Requests, r)
	x.jobs = append(x.jobs, i)
	x.Request[j.ID] = request
	return request, true
}

// people fills who must, may not and was announced.
func (x *Index) people(j Job, r *routing.Request) {
	if w, found := x.worker[j.Worker]; found {
		r.Worker = w
		switch {
		case j.Begun >= 1 && r.Pickup == routing.None:
			x.Problem.Workers[w].Begun = append(x.Problem.Workers[w].Begun, r.Delivery)
		case j.Begun == 1:
			x.Problem.Workers[w].Begun = append(x.Problem.Workers[w].Begun, r.Pickup)
		case j.Begun >= 2:
			x.Problem.Workers[w].Begun = append(x.Problem.Workers[w].Begun, r.Pickup, r.Delivery)
		}
	}
	for _, id := range j.Forbidden {
		if w, found := x.worker[id]; found && w != r.Worker && !slices.Contains(r.Forbidden, w) {
			r.Forbidden = append(r.Forbidden, w)
		}
	}
	if w, found := x.worker[j.Announced]; found {
		r.Announced, r.AnnouncedAt = w, max(x.or(j.At, 0), 0)
		r.Frozen = j.Frozen && !j.At.IsZero() && (r.Worker == routing.None || r.Worker == w)
	}
}

// impossible says why a job cannot be a request at all.
func (x *Index) impossible(j Job) string {
	if _, twice := x.Request[j.ID]; twice {
		return WhyFigures
	}
	bound := j.Worker != "" && (j.Begun > 0 || j.Aboard)
	switch {
	case len(x.jobs) >= MostJobs:
		return WhyTooMany
	case len(x.Sheet.Workers) == 0:
		return WhyNobody
	case j.RideLimit < 0 || slices.ContainsFunc(j.Load[:], func(n int32) bool { return n < 0 || n > routing.MaxLoad }):
		return WhyFigures
	case j.Aboard && (j.Pick != nil || j.Worker == ""):
		return WhyFigures
	}
	if _, there := x.worker[j.Worker]; j.Worker != "" && !there {
		return WhyNobody
	}
	for _, s := range j.spots() {
		switch {
		case s.Service < 0 || s.Service > 24*time.Hour || !s.At.IsZero() && !s.At.Valid():
			return WhyFigures
		case !s.Latest.IsZero() && !bound && (s.Latest.Before(x.Sheet.From) || s.Latest.Before(s.Earliest)):
			return WhyHours
		}
	}
	return ""
}

func (j Job) spots() []Spot {
	if j.Pick != nil {
		return []Spot{*j.Pick, j.Drop}
	}
	return []Spot{j.Drop}
}

// everybody gives the same reason for each worker.
func (x *Index) everybody(why string) map[ident.ID]string {
	out := map[ident.ID]string{}
	for _, w := range x.Sheet.Workers {
		out[w.ID] = why
	}
	return out
}

func (x *Index) stop(job int, word string, s Spot) int {
	x.stops = append(x.stops, what{job, word, s})
	x.Problem.Stops = append(x.Problem.Stops, routing.Stop{Place: x.place(s), Service: s.Service.Seconds(), Earliest: max(x.or(s.Earliest, 0), 0),
		Latest: max(x.or(s.Latest, routing.Never), x.or(s.Earliest, 0), 0), Due: x.or(s.Due, routing.Never), DueAtEnd: s.DueAtEnd})
	return len(x.Problem.Stops) - 1
}

// held is how far from the hour that a person set a job may be.
const held = 15 * 60

// hold narrows the first stop of a job to the hour that a person set, where its own window
// allows one.
func (x *Index) hold(j Job, r routing.Request) {
	if j.Held.IsZero() || j.Begun > 0 || j.Aboard {
		return
	}
	s := &x.Problem.Stops[r.Delivery]
	if r.Pickup != routing.None {
		s = &x.Problem.Stops[r.Pickup]
	}
	earliest, latest := max(s.Earliest, x.seconds(j.Held)-held), min(s.Latest, x.seconds(j.Held)+held)
	if earliest <= latest {
		s.Earliest, s.Latest = earliest, latest
	}
}
