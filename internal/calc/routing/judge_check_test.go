package routing_test

import (
	"context"
	"math"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/routing"
)

func TestAProblemThatCannotBeIsRefusedWithItsField(t *testing.T) {
	for _, c := range []struct {
		code, field string
		change      func(p *routing.Problem)
	}{
		{"routing.bad_aim", "aim", func(p *routing.Problem) { p.Aim = nil }},
		{"routing.bad_aim", "aim", func(p *routing.Problem) { p.Aim = routing.Aim{99} }},
		{"routing.bad_aim", "requests[0].class", func(p *routing.Problem) { p.Requests[0].Class = 9 }},
		{"routing.bad_place", "matrices[0].n", func(p *routing.Problem) { p.Matrices[0].N = -1 }},
		{"routing.bad_place", "matrices[0].seconds", func(p *routing.Problem) { p.Matrices[0].N = 5 }},
		{"routing.bad_place", "matrices[0].seconds", func(p *routing.Problem) { p.Matrices[0].Seconds[3] = math.NaN() }},
		{"routing.bad_place", "matrices[0].seconds", func(p *routing.Problem) { p.Matrices[0].Seconds[3] = -1 }},
		{"routing.bad_place", "matrices[0].slow", func(p *routing.Problem) { p.Matrices[0].Slow[3] = routing.Never }},
		{"routing.bad_place", "matrices[0].metres", func(p *routing.Problem) { p.Matrices[0].Metres = p.Matrices[0].Metres[1:] }},
		{"routing.bad_place", "stops[0].place", func(p *routing.Problem) { p.Matrices = nil }},
		{"routing.bad_place", "stops[0].place", func(p *routing.Problem) { p.Stops[0].Place = -1 }},
		{"routing.bad_time", "stops[1].service", func(p *routing.Problem) { p.Stops[1].Service = -1 }},
		{"routing.bad_time", "stops[1].service", func(p *routing.Problem) { p.Stops[1].Service = routing.Never }},
		{"routing.bad_window", "stops[1].earliest", func(p *routing.Problem) { p.Stops[1].Earliest = routing.Never }},
		{"routing.bad_window", "stops[1].latest", func(p *routing.Problem) { p.Stops[1].Latest = math.NaN() }},
		{"routing.bad_time", "stops[1].due", func(p *routing.Problem) { p.Stops[1].Due = math.Inf(-1) }},
		{"routing.bad_time", "requests[0].ride_limit", func(p *routing.Problem) { p.Requests[0].RideLimit = -1 }},
		{"routing.bad_time", "requests[0].announced_at", func(p *routing.Problem) { p.Requests[0].AnnouncedAt = math.NaN() }},
		{"routing.bad_worker", "requests[0].worker", func(p *routing.Problem) { p.Requests[0].Worker = 2 }},
		{"routing.bad_worker", "requests[2].worker", func(p *routing.Problem) { p.Requests[2].Aboard = true }},
		{"routing.bad_worker", "requests[0].announced", func(p *routing.Problem) { p.Requests[0].Announced = -2 }},
		{"routing.bad_worker", "requests[0].forbidden", func(p *routing.Problem) { p.Requests[0].Forbidden = []int{5} }},
		{"routing.bad_load", "requests[0].load", func(p *routing.Problem) { p.Requests[0].Load[3] = -1 }},
		{"routing.bad_load", "requests[0].load", func(p *routing.Problem) { p.Requests[0].Load[0] = routing.MaxLoad + 1 }},
		{"routing.bad_load", "requests[2].load", func(p *routing.Problem) { p.Requests[2].Load[0] = 1 }},
		{"routing.bad_place", "workers[0].profile", func(p *routing.Problem) { p.Workers[0].Profile = 1 }},
		{"routing.bad_place", "workers[0].start", func(p *routing.Problem) { p.Workers[0].Start = 6 }},
		{"routing.bad_place", "workers[0].end", func(p *routing.Problem) { p.Workers[0].End = -2 }},
		{"routing.bad_time", "workers[0].from", func(p *routing.Problem) { p.Workers[0].From = routing.Never }},
		{"routing.bad_time", "workers[0].to", func(p *routing.Problem) { p.Workers[0].To = math.NaN() }},
		{"routing.bad_time", "workers[0].longest", func(p *routing.Problem) { p.Workers[0].Longest = -1 }},
		{"routing.bad_load", "workers[0].stops", func(p *routing.Problem) { p.Workers[0].Stops = -1 }},
		{"routing.bad_load", "workers[0].capacity", func(p *routing.Problem) { p.Workers[0].Capacity[1] = -1 }},
		{"routing.bad_window", "workers[0].breaks[0]", func(p *routing.Problem) { p.Workers[0].Breaks = []routing.Break{{Earliest: 2, Latest: 1}} }},
		{"routing.bad_time", "workers[0].breaks[0].length", func(p *routing.Problem) { p.Workers[0].Breaks = []routing.Break{{Length: -1}} }},
		{"routing.bad_pair", "requests[0]", func(p *routing.Problem) { p.Requests[0].Delivery = routing.None }},
		{"routing.bad_pair", "requests[1]", func(p *routing.Problem) { p.Requests[1].Pickup = 0 }},
		{"routing.bad_pair", "requests[0]", func(p *routing.Problem) { p.Requests[0].Aboard, p.Requests[0].Worker = true, 0 }},
		{"routing.bad_pair", "stops[2]", func(p *routing.Problem) {
			p.Requests[1].Pickup, p.Requests[1].Load = routing.None, routing.Load{}
		}},
		{"routing.bad_pair", "workers[1].begun", func(p *routing.Problem) { p.Workers[1].Begun = []int{1} }},
		{"routing.bad_pair", "workers[1].begun", func(p *routing.Problem) { p.Workers[1].Begun = []int{5} }},
		{"routing.bad_worker", "workers[1].begun", func(p *routing.Problem) { p.Workers[0].Begun, p.Workers[1].Begun = []int{4}, []int{4} }},
		{"routing.bad_worker", "workers[1].begun", func(p *routing.Problem) { p.Requests[2].Worker, p.Workers[1].Begun = 0, []int{4} }},
		{"routing.too_big", "workers", func(p *routing.Problem) { p.Workers = make([]routing.Worker, routing.MaxWorkers+1) }},
		{"routing.too_big", "requests", func(p *routing.Problem) { p.Requests = make([]routing.Request, 10_000) }},
	} {
		p := town(c.change)
		err := p.Check()
		if err == nil {
			t.Errorf("%s of %s is not refused", c.code, c.field)
			continue
		}
		qt.Check(t, qt.Equals(err.Code, c.code), qt.Commentf(c.field))
		qt.Check(t, qt.Equals(err.Field, c.field))
		// Whoever plans all the same gets no plan, and nothing worse.
		e := routing.Effort{Seed: 1, Steps: 10}
		qt.Check(t, qt.HasLen(routing.Insert(p, plan(), 0), 0))
		qt.Check(t, qt.HasLen(routing.Why(p, plan(), 0), 0))
		for _, route := range routing.Solve(context.Background(), p, e).Plan.Routes {
			qt.Check(t, qt.HasLen(route, 0))
		}
	}
}

// What cannot be planned but can be said is no error: the request has no place and
// everybody a reason.
func TestWhatNobodyCanDoIsWithoutAPlaceAndSaysWhy(t *testing.T) {
	for _, c := range []struct {
		why    string
		change func(p *routing.Problem)
	}{
		{routing.WhyWindow, func(p *routing.Problem) { p.Stops[4].Earliest, p.Stops[4].Latest = 10, 5 }},
		{routing.WhyWindow, func(p *routing.Problem) { p.Stops[4].Latest = -5 }},
		{routing.WhyWay, func(p *routing.Problem) {
			for a := range 5 {
				p.Matrices[0].Seconds[a*6+5] = routing.Never
			}
		}},
		{routing.WhySkill, func(p *routing.Problem) { p.Requests[2].Skills = 1 << 40 }},
		{routing.WhyRoad, func(p *routing.Problem) { p.Requests[2].Road = 1 << 40 }},
		{routing.WhyForbidden, func(p *routing.Problem) { p.Requests[2].Forbidden = []int{0, 1} }},
		{routing.WhyShift, func(p *routing.Problem) { p.Workers[0].To, p.Workers[1].To = 90*minute, 90*minute }},
	} {
		p := town(c.change)
		qt.Assert(t, qt.IsTrue(p.Check() == nil), qt.Commentf("%s: %v", c.why, p.Check()))
		found := routing.Solve(context.Background(), p, routing.Effort{Seed: 1, Steps: 300})
		qt.Check(t, qt.Equals(found.Score[routing.UnplacedHomeVisit], 1.0), qt.Commentf(c.why))
		reasons := routing.Why(p, found.Plan, 2)
		qt.Check(t, qt.HasLen(reasons, 2), qt.Commentf(c.why))
		for _, r := range reasons {
			qt.Check(t, qt.Equals(r.Why, c.why))
		}
	}
}
