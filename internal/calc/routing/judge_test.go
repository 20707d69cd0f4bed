package routing_test

import (
	"math"
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/routing"
)

const minute = 60.0

// street is a road with a house each ten minutes: the health centre is house 0. Slow days
// take half as long again, and ten minutes are four kilometres.
func street(houses int) routing.Matrix {
	m := routing.Matrix{N: houses}
	for a := range houses {
		for b := range houses {
			way := math.Abs(float64(a-b)) * 10 * minute
			m.Seconds, m.Slow, m.Metres = append(m.Seconds, way), append(m.Slow, 1.5*way), append(m.Metres, 4000*way/600)
		}
	}
	return m
}

func courier() routing.Worker {
	return routing.Worker{To: 600 * minute, Longest: routing.Never, Capacity: routing.Load{4}, Skills: 3, Roads: 3}
}

// at is a stop of five minutes at a house, any time.
func at(house int) routing.Stop {
	return routing.Stop{Place: house, Service: 5 * minute, Latest: routing.Never, Due: routing.Never}
}

func request(q routing.Request) routing.Request {
	q.Announced = routing.None
	if q.RideLimit == 0 {
		q.RideLimit = routing.Never
	}
	return q
}

// bag is milk that is fetched at one stop and brought to another; visit has one stop.
func bag(pickup, delivery int) routing.Request {
	return request(routing.Request{Class: routing.Milk, Pickup: pickup, Delivery: delivery, Load: routing.Load{2}, Worker: routing.None, Rides: true})
}

func visit(stop int) routing.Request {
	return request(routing.Request{Class: routing.HomeVisit, Pickup: routing.None, Delivery: stop, Worker: routing.None})
}

// town has two couriers, two bags (house 1 to 3, and 2 to 4) and a visit at house 5.
func town(change ...func(p *routing.Problem)) *routing.Problem {
	p := &routing.Problem{
		Stops:    []routing.Stop{at(1), at(3), at(2), at(4), at(5)},
		Requests: []routing.Request{bag(0, 1), bag(2, 3), visit(4)},
		Workers:  []routing.Worker{courier(), courier()},
		Matrices: []routing.Matrix{street(6)},
		Aim:      routing.Care,
	}
	for _, c := range change {
		c(p)
	}
	return p
}

func plan(routes ...[]int) routing.Plan { return routing.Plan{Routes: routes} }

func TestARouteHasItsHours(t *testing.T) {
	p := town(func(p *routing.Problem) { p.Stops[0].Earliest = 30 * minute })
	v := routing.Judge(p, plan([]int{0, 2, 1, 3}, nil))
	qt.Assert(t, qt.HasLen(v.Breaches, 0))
	d := v.Routes[0]
	qt.Check(t, qt.Equals(d.Depart, 20*minute)) // no earlier than he must
	qt.Check(t, qt.Equals(d.Stops[0], routing.Moment{Stop: 0, Arrive: 10 * minute, Begin: 30 * minute, Leave: 35 * minute, Slow: 30 * minute, Load: routing.Load{2}}))
	qt.Check(t, qt.Equals(d.Stops[1], routing.Moment{Stop: 2, Arrive: 45 * minute, Begin: 45 * minute, Leave: 50 * minute, Slow: 50 * minute, Load: routing.Load{4}}))
	qt.Check(t, qt.Equals(d.Stops[3].Load, routing.Load{}))
	qt.Check(t, qt.Equals(d.Return, (80+40)*minute))
	qt.Check(t, qt.Equals(d.Metres, 32_000.0))
	qt.Check(t, qt.Equals(v.Score[routing.Working], 100*minute))
	qt.Check(t, qt.Equals(v.Score[routing.Distance], 32_000.0))
	qt.Check(t, qt.Equals(v.Score[routing.Riding], 10*minute)) // each waits for the other's stop
	qt.Check(t, qt.Equals(v.Score[routing.UnplacedHomeVisit], 1.0))
	qt.Check(t, qt.Equals(v.Score[routing.Vehicles], 1.0))
	qt.Check(t, qt.Equals(v.Routes[1].Depart, 0.0))
}

func TestEachRuleThatAPlanBreaksIsTold(t *testing.T) {
	all := plan([]int{0, 1, 2, 3}, []int{4})
	for _, c := range []struct {
		rule   string
		what   string
		plan   routing.Plan
		change func(p *routing.Problem)
	}{
		{routing.RuleProblem, "a place that does not exist", all, func(p *routing.Problem) { p.Stops[0].Place = 9 }},
		{routing.RuleUnknown, "a stop that does not exist", plan([]int{7}), nil},
		{routing.RuleUnknown, "a stop below zero", plan([]int{-1}), nil},
		{routing.RuleUnknown, "a worker who does not exist", plan(nil, nil, []int{4}), nil},
		{routing.RuleTwice, "a stop made twice", plan([]int{4}, []int{4}), nil},
		{routing.RulePair, "a bag that is never brought", plan([]int{0}), nil},
		{routing.RulePair, "a bag that nobody fetched", plan([]int{1}), nil},
		{routing.RulePair, "brought before it is fetched", plan([]int{1, 0}), nil},
		{routing.RulePair, "brought by another", plan([]int{0}, []int{1}), nil},
		{routing.RulePair, "on board of another", plan([]int{4}, nil), func(p *routing.Problem) {
			p.Requests[2].Aboard, p.Requests[2].Worker = true, 1
		}},
		{routing.RuleBegun, "another first stop than the one begun", plan([]int{0, 1, 4}), func(p *routing.Problem) { p.Workers[0].Begun = []int{4} }},
		{routing.RulePinned, "not by the one who must", all, func(p *routing.Problem) { p.Requests[0].Worker = 1 }},
		{routing.RuleForbidden, "by one who may not", all, func(p *routing.Problem) { p.Requests[0].Forbidden = []int{1, 0} }},
		{routing.RuleFrozen, "by another than is on the way", all, func(p *routing.Problem) { p.Requests[0].Announced, p.Requests[0].Frozen = 1, true }},
		{routing.RuleSkill, "without the certificate", all, func(p *routing.Problem) { p.Requests[2].Skills = 5 }},
		{routing.RuleRoad, "over a field path", all, func(p *routing.Problem) { p.Requests[2].Road = 4 }},
		{routing.RuleFull, "more than he may have", all, func(p *routing.Problem) { p.Workers[0].Stops = 1 }},
		{routing.RuleCapacity, "more bottles than fit", plan([]int{0, 2, 1, 3}), func(p *routing.Problem) { p.Workers[0].Capacity[0] = 3 }},
		{routing.RuleWay, "over a closed road", all, func(p *routing.Problem) { p.Matrices[0].Seconds[5] = routing.Never }},
		{routing.RuleWay, "no way home", all, func(p *routing.Problem) { p.Matrices[0].Seconds[5*6] = routing.Never }},
		{routing.RuleWindow, "after the use-by time", all, func(p *routing.Problem) { p.Stops[3].Latest = 74 * minute }},
		{routing.RuleRide, "too long on the way", plan([]int{0, 2, 1, 3}), func(p *routing.Problem) { p.Requests[0].RideLimit = 24 * minute }},
		{routing.RuleShift, "back after the shift", all, func(p *routing.Problem) { p.Workers[0].To = 120*minute - 1 }},
		{routing.RuleShift, "a route too long", all, func(p *routing.Problem) { p.Workers[0].Longest = 120*minute - 1 }},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := town()
			if c.change != nil {
				c.change(p)
			}
			v := routing.Judge(p, c.plan)
			qt.Check(t, qt.IsTrue(slices.ContainsFunc(v.Breaches, func(b routing.Breach) bool { return b.Rule == c.rule })), qt.Commentf("%+v", v.Breaches))
			for _, b := range v.Breaches {
				qt.Check(t, qt.Equals(b.Rule, c.rule))
			}
		})
	}
	qt.Check(t, qt.HasLen(routing.Judge(town(), all).Breaches, 0))
	qt.Check(t, qt.Equals(routing.Judge(nil, all).Breaches[0].Rule, routing.RuleProblem))
}

func TestLimitsAreKeptByWaitingBeforeTheService(t *testing.T) {
	// The second bag opens late: the first is fetched later, so that it is not too long on the way.
	p := town(func(p *routing.Problem) {
		p.Stops[2].Earliest, p.Requests[0].RideLimit = 120*minute, 40*minute
	})
	v := routing.Judge(p, plan([]int{0, 2, 1, 3}))
	qt.Assert(t, qt.HasLen(v.Breaches, 0))
	qt.Check(t, qt.Equals(v.Routes[0].Stops[0].Begin, (120+5+10-40-5)*minute))
	qt.Check(t, qt.Equals(v.Routes[0].Stops[0].Slow, v.Routes[0].Stops[0].Begin))
	qt.Check(t, qt.Equals(v.Routes[0].Depart, 80*minute))
	p.Stops[0].Latest = 89 * minute // but no later than its window
	qt.Check(t, qt.Equals(routing.Judge(p, plan([]int{0, 2, 1, 3})).Breaches[0].Rule, routing.RuleRide))

	long := town(func(p *routing.Problem) { p.Stops[3].Earliest, p.Workers[0].Longest = 200*minute, 150*minute })
	d := routing.Judge(long, plan([]int{0, 1, 2, 3})).Routes[0]
	qt.Check(t, qt.Equals(d.Return-d.Depart, 150*minute))
}

func TestAPauseIsTakenWhereItFits(t *testing.T) {
	pause := func(from, to float64) func(p *routing.Problem) {
		return func(p *routing.Problem) {
			p.Workers[0].Breaks = []routing.Break{{Earliest: from * minute, Latest: to * minute, Length: 30 * minute}}
		}
	}
	for _, c := range []struct {
		what            string
		from, to        float64
		first, second   float64 // begin at the pick-up and the delivery, minutes
		depart, return_ float64
	}{
		{"at the first end of a service in its window", 12, 60, 10, 65, 0, 100},
		{"before that, when the next stop would end too late: he waits for it", 20, 30, 10, 70, 0, 105},
		{"before setting out", 0, 10, 40, 65, 30, 100},
		{"before setting out, waited for", 5, 12, 45, 70, 35, 105},
		{"not when the day ends before", 90, 120, 10, 35, 0, 70},
		{"after the last service, before the way home", 39, 60, 10, 35, 0, 100},
		{"not when it was over before the shift", -60, -1, 10, 35, 0, 70},
	} {
		t.Run(c.what, func(t *testing.T) {
			v := routing.Judge(town(pause(c.from, c.to)), plan([]int{0, 1}))
			d := v.Routes[0]
			qt.Check(t, qt.HasLen(v.Breaches, 0))
			qt.Check(t, qt.Equals(d.Stops[0].Begin, c.first*minute))
			qt.Check(t, qt.Equals(d.Stops[1].Begin, c.second*minute))
			qt.Check(t, qt.Equals(d.Depart, c.depart*minute))
			qt.Check(t, qt.Equals(d.Return, c.return_*minute))
		})
	}
}

func TestWhatHasHappenedIsNotAsked(t *testing.T) {
	p := town(func(p *routing.Problem) {
		p.Workers[0].Begun = []int{0, 1}
		p.Stops[0].Latest, p.Stops[1].Latest = 0, 0
		p.Requests[0].Skills, p.Requests[0].Forbidden, p.Requests[0].RideLimit = 8, []int{0}, 1
		p.Workers[0].To, p.Workers[0].Longest, p.Workers[0].Capacity = 0, 1, routing.Load{}
	})
	qt.Check(t, qt.HasLen(routing.Judge(p, plan([]int{0, 1})).Breaches, 0))
	qt.Check(t, qt.Equals(routing.Judge(p, plan([]int{0, 1, 4})).Breaches[0].Rule, routing.RuleShift))

	fetched := town(func(p *routing.Problem) { p.Workers[0].Begun = []int{0} })
	v := routing.Judge(fetched, plan([]int{0, 4}))
	qt.Check(t, qt.HasLen(v.Breaches, 0)) // on board for ever, and counted
	qt.Check(t, qt.Equals(v.Score[routing.UnplacedMilk], 2.0))
	qt.Check(t, qt.Equals(v.Routes[0].Stops[1].Load, routing.Load{2}))
}

func TestPromisesAreBrokenAtSlowHoursAndLateAtExpectedOnes(t *testing.T) {
	due := func(minutes float64, end bool) *routing.Problem {
		return town(func(p *routing.Problem) { p.Stops[4].Due, p.Stops[4].DueAtEnd = minutes*minute, end })
	}
	for _, c := range []struct {
		what         string
		p            *routing.Problem
		broken, late float64
	}{
		{"kept also on slow days", due(75, false), 0, 0},
		{"broken on slow days only", due(74, false), 1, 0},
		{"late by ten minutes", due(40, false), 1, 100},
		{"promised to be over by then", due(75, true), 1, 0},
		{"late at its end", due(54, true), 1, 1},
	} {
		s := routing.Judge(c.p, plan([]int{4})).Score
		qt.Check(t, qt.Equals(s[routing.Broken], c.broken), qt.Commentf(c.what))
		qt.Check(t, qt.Equals(s[routing.Late], c.late), qt.Commentf(c.what))
	}
}

func TestFairnessAndWhatWasAnnouncedAreCounted(t *testing.T) {
	p := town(func(p *routing.Problem) {
		p.Workers[0].Equals, p.Workers[0].Had, p.Workers[1].Equals, p.Workers[1].Had = 1, 2, 1, 0
		p.Requests[2].Paid, p.Requests[2].Announced, p.Requests[2].AnnouncedAt = true, 0, 65*minute
	})
	mine := routing.Judge(p, plan([]int{4})).Score
	qt.Check(t, qt.Equals(mine[routing.Unfair], 9.0))
	qt.Check(t, qt.Equals(mine[routing.Moved], 0.0)) // a quarter of an hour is nothing
	other := routing.Judge(p, plan(nil, []int{4})).Score
	qt.Check(t, qt.Equals(other[routing.Unfair], 5.0))
	qt.Check(t, qt.Equals(other[routing.Moved], 1.0))
	p.Requests[2].AnnouncedAt += 1
	qt.Check(t, qt.Equals(routing.Judge(p, plan([]int{4})).Score[routing.Moved], 1.0))
}
