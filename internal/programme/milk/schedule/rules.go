package schedule

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/workforce"
)

// bags counts mothers' bags on board in a unit that nothing else of a courier's needs:
// his motorbike takes nobody along.
const bags = dayplan.Seats

// appointed is the skill of a letter of appointment, beside that of the certificate:
// a courier has each from the day it begins until it ends.
const appointed = "appointed"

// Rules are the figures that make a planner's job of a pick-up: of the days ahead, of
// the milk programme, and how long a stop takes.
type Rules struct {
	Settings
	// Ride is the promise door to door, Stop how long somebody is busy at a stop.
	Ride, Stop time.Duration
}

// RulesOf reads the figures in force.
func RulesOf(q journal.Query) (r Rules, err error) {
	if r.Settings, _, err = Policy.Get(q); err != nil {
		return r, err
	}
	of, _, err := milk.Policy.Get(q)
	if err != nil {
		return r, err
	}
	asked, _, err := dispatch.Policy.Get(q)
	r.Ride, r.Stop = seconds(of.RideSeconds), seconds(asked.StopSeconds)
	return r, err
}

func seconds(n int64) time.Duration { return time.Duration(n) * time.Second }

// Wish is a pick-up as somebody would like it.
type Wish struct {
	// ID is the pick-up's, or what a question about one more goes by.
	ID ident.ID
	// At is her hour; Start and Finish are the two ends of the way.
	At            instant.Instant
	Start, Finish dispatch.Place
	// Bottles is how many there are or are likely to be; 0: as many as the policy says.
	Bottles int64
	// Usual comes to her as a rule; empty: nobody in particular.
	Usual ident.ID
}

// Job makes the planner's pair of a wish: he may come a little early, should come little
// after her hour and may not come when nobody waits any more; the milk is home in two hours.
func (r Rules) Job(w Wish) dayplan.Job {
	pick, drop := r.spot(w.Start), r.spot(w.Finish)
	pick.Earliest, pick.Due, pick.Latest = w.At.Add(-seconds(r.EarlySeconds)), w.At.Add(seconds(r.LateSeconds)), w.At.Add(seconds(r.LatestSeconds))
	drop.Due, drop.DueAtEnd = w.At.Add(r.Ride), true
	return announce(dayplan.Job{ID: w.ID, Class: routing.Milk, Pick: &pick, Drop: drop, Load: r.load(w.Bottles), RideLimit: r.Ride, Rides: true,
		Skills: []string{workforce.MilkHandling, appointed}, Paid: true}, w.Usual, w.At)
}

func (r Rules) load(bottles int64) (l routing.Load) {
	if bottles <= 0 {
		bottles = r.Bottles
	}
	l[dayplan.Bottles], l[bags] = int32(bottles), 1
	return l
}

func (r Rules) spot(p dispatch.Place) dayplan.Spot {
	return dayplan.Spot{At: p.Point(), Village: ident.ID(p.Village), Service: r.Stop}
}

// announce notes who comes as a rule or was told to her, and for which hour.
func announce(j dayplan.Job, worker ident.ID, at instant.Instant) dayplan.Job {
	if worker != "" {
		j.Announced, j.At = worker, at
	}
	return j
}
