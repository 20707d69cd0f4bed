package whatif

import (
	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/instant"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/travel"
)

// readTeams counts the requests that came in and the teams that went.
func (x *reading) readTeams() error {
	x.r.Standing = nil
	for _, read := range []func() error{x.readCalls, x.readPromises, x.readTeamShifts, x.readVehicles} {
		if err := read(); err != nil {
			return err
		}
	}
	x.anywhere()
	x.own("patience")
	return nil
}

// readCalls is how many asked, when, and how long they took.
func (x *reading) readCalls() error {
	all, err := homevisit.Visits.Where(x.Tx, "facility_id = $1 AND opened_at >= $2 AND merged = ''", x.Facility, x.since)
	if err != nil {
		return err
	}
	days := x.daysOf(all)
	for i := range x.r.Calls {
		x.readCall(&x.r.Calls[i], all, days)
	}
	for _, v := range all {
		x.lives(v.Village)
	}
	return nil
}

// daysOf is how many days the history reaches back: a desk that opened last week has no
// twelve weeks to be divided by.
func (x *reading) daysOf(all []homevisit.Visit) float64 {
	first := x.Now
	for _, v := range all {
		if v.OpenedAt.Before(first) {
			first = v.OpenedAt
		}
	}
	return max(7, x.Now.Sub(first).Hours()/24)
}

func (x *reading) readCall(c *calc.Call, all []homevisit.Visit, days float64) {
	kind := map[string]string{calc.Sick: homevisit.Sick, calc.Transport: homevisit.Transport}[c.Kind]
	var t tally
	var door, care []float64
	for _, v := range all {
		if v.Kind != kind {
			continue
		}
		t.at(v.OpenedAt, x.zone)
		if kind == homevisit.Sick {
			door = took(door, v.ArrivedAt, v.EndedAt)
			continue
		}
		door, care = took(door, v.ArrivedAt, v.AboardAt), took(care, v.AtCentreAt, v.CareEndedAt)
	}
	if t.n >= enough {
		c.ADay, c.Hours, c.Weekdays = min(200, t.n/days), t.hours[:], t.weekdays[:]
	} else {
		x.own("calls")
		x.own("hours")
	}
	if m, believed := usual(door); believed {
		c.Door = m
	} else {
		x.own("doors")
	}
	if m, believed := usual(care); believed {
		c.Care = m
	} else if c.Kind == calc.Transport {
		x.own("care")
	}
}

// readPromises is what the policy promises, and what a broken promise owes.
func (x *reading) readPromises() error {
	minutes := func(name string) (int, bool, error) {
		r, _, err := promise.RuleOf(x.Query, name)
		return min(7*24*60, max(10, int(r.Seconds/60))), r.Consequence == promise.Rice, err
	}
	respond, _, err := minutes(homevisit.Respond)
	if err != nil {
		return err
	}
	fetch, owes, err := minutes(homevisit.Fetch)
	if err != nil {
		return err
	}
	home, _, err := minutes(homevisit.Return)
	if err != nil {
		return err
	}
	set, _, err := rice.Policy.Get(x.Query)
	if err != nil {
		return err
	}
	for i := range x.r.Calls {
		c := &x.r.Calls[i]
		c.Promise, c.Home, c.Rice = respond, 0, 0
		if c.Kind == calc.Transport {
			c.Promise, c.Home = fetch, home
			if owes {
				c.Rice = min(1_000_000, set.Grams)
			}
		}
	}
	return nil
}

func (x *reading) readTeamShifts() error {
	all, err := fleet.Teams.Where(x.Tx, "facility_id = $1 AND starts_at >= $2 AND starts_at <= $3", x.Facility, x.since, x.Now)
	if err != nil {
		return err
	}
	var spans [][2]instant.Instant
	for _, t := range all {
		spans = append(spans, [2]instant.Instant{t.From, t.To})
	}
	x.shifts(spans)
	return nil
}

// readVehicles is what the teams ride with: the kind most of them are.
func (x *reading) readVehicles() error {
	set, _, err := travel.Policy.Get(x.Query)
	if err != nil {
		return err
	}
	all, err := fleet.Vehicles.Where(x.Tx, "facility_id = $1 AND state = $2 ORDER BY id", x.Facility, fleet.OK)
	if err != nil || len(all) == 0 {
		x.own("vehicles")
		return err
	}
	best := all[0]
	for _, v := range all {
		if v.Stretcher && !best.Stretcher || v.Stretcher == best.Stretcher && v.Seats > best.Seats {
			best = v
		}
	}
	x.r.Crew.Vehicles, x.r.Crew.Profile = len(all), set.ProfileOf(best)
	x.r.Crew.Capacity = [4]int32{0, int32(min(50, max(1, best.Seats))), one(best.Stretcher), one(best.Wheelchair)}
	return nil
}

func one(has bool) int32 {
	if has {
		return 1
	}
	return 0
}
