package whatif

import (
	calc "sambang/internal/calc/whatif"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/workforce"
)

// readCouriers counts the mothers who take part and the couriers who fetch from them.
func (x *reading) readCouriers() error {
	x.r.Calls = []calc.Call{}
	x.own("work") // where mothers work is their own place: only how far is stated
	for _, read := range []func() error{x.readMothers, x.readApplicants, x.readHours, x.readDoors, x.readMilkRules, x.readCourierShifts} {
		if err := read(); err != nil {
			return err
		}
	}
	x.anywhere()
	return nil
}

func (x *reading) readMothers() error {
	all, err := milk.Places.Where(x.Tx, "facility_id = $1", x.Facility)
	if err != nil {
		return err
	}
	s := x.r.Standing
	s.Mothers = 0
	var weeks []float64
	for _, p := range all {
		if p.EndedAt.IsZero() {
			s.Mothers++
			x.lives(p.Village)
			continue
		}
		if w := p.EndedAt.Sub(p.EnrolledAt).Hours() / 24 / 7; w > 0 && w <= 104 {
			weeks = append(weeks, w)
		}
	}
	s.Mothers = min(200, s.Mothers)
	if len(weeks) < enough {
		x.own("weeks")
		return nil
	}
	s.Weeks = middle(weeks)
	return nil
}

func (x *reading) readApplicants() error {
	all, err := admission.Applications.Where(x.Tx, "facility_id = $1", x.Facility)
	if err != nil {
		return err
	}
	s := x.r.Standing
	s.Waiting, s.ApplyAWeek = 0, 0
	for _, a := range all {
		if a.State == admission.Waiting || a.State == admission.Prepared {
			s.Waiting++
			x.lives(a.Village)
		}
		if a.AppliedAt.After(x.since) && a.State != admission.Repeated {
			s.ApplyAWeek += 7.0 / lookBack
		}
	}
	s.Waiting = min(200, s.Waiting)
	return nil
}

// readHours is when bottles are ready: the standing hours, and how often there were none.
func (x *reading) readHours() error {
	all, err := schedule.Pickups.Where(x.Tx, "facility_id = $1 AND day >= $2", x.Facility, x.from)
	if err != nil {
		return err
	}
	var t tally
	skipped := 0.0
	for _, p := range all {
		if p.State == schedule.Cancelled {
			continue
		}
		t.at(p.At, x.zone)
		if p.State == schedule.Skipped {
			skipped++
		}
	}
	if t.n < enough {
		x.own("hours")
		x.own("skip")
		return nil
	}
	x.r.Standing.Hours, x.r.Standing.Weekdays, x.r.Standing.Skip = t.hours[:], t.days(), skipped/t.n
	return nil
}

// readDoors is how long a hand-over takes at the family's door; at the mother's work no
// hour of coming is kept, so there it is stated.
func (x *reading) readDoors() error {
	all, err := milk.Deliveries.Where(x.Tx, "facility_id = $1 AND want_at >= $2", x.Facility, x.since)
	if err != nil {
		return err
	}
	var hand []float64
	for _, d := range all {
		hand = took(hand, d.ArrivedAt, d.EndedAt)
	}
	if m, believed := usual(hand); believed {
		x.r.Standing.Hand = m
	}
	x.own("doors")
	return nil
}

// readMilkRules is what the policy says: the promise, the ceiling, how much is carried.
func (x *reading) readMilkRules() error {
	rules, _, err := milk.Policy.Get(x.Query)
	if err != nil {
		return err
	}
	plan, _, err := schedule.Policy.Get(x.Query)
	if err != nil {
		return err
	}
	set, _, err := admission.Policy.Get(x.Query)
	if err != nil {
		return err
	}
	s := x.r.Standing
	s.Promise = min(24*60, max(10, int(rules.RideSeconds/60)))
	s.Ride = s.Promise
	s.PerCourier = int(set.MothersPerCourier)
	x.r.Crew.Capacity[0] = int32(min(100, max(1, plan.RideBags)))
	return nil
}

// readCourierShifts is who works when; how many couriers there are is how many may work
// today, however few shifts are written down.
func (x *reading) readCourierShifts() error {
	couriers := map[ident.ID]bool{}
	all, err := workforce.Workers.Where(x.Tx, "facility_id = $1 AND state = $2", x.Facility, workforce.Active)
	if err != nil {
		return err
	}
	for _, w := range all {
		if w.Is("courier") {
			couriers[w.ID] = true
		}
	}
	shifts, err := workforce.Shifts.Where(x.Tx, "facility_id = $1 AND day >= $2 AND day <= $3", x.Facility, x.from, x.r.To)
	if err != nil {
		return err
	}
	var spans [][2]instant.Instant
	for _, s := range shifts {
		if couriers[s.Worker] {
			spans = append(spans, [2]instant.Instant{s.Starts, s.Ends})
		}
	}
	x.shifts(spans)
	if len(couriers) > 0 {
		x.r.Crew.Workers = min(calc.MostWorkers, len(couriers))
	}
	x.r.Crew.Vehicles = x.r.Crew.Workers
	x.own("vehicles") // a courier's motorbike is not on the fleet's list
	return nil
}
