package whatif

import (
	"slices"

	"sambang/internal/core/fault"
)

// With is the rates as a scenario changes them; the rates themselves stay.
func (r Rates) With(s Scenario) Rates {
	if s.Workers > 0 {
		more := s.Workers - r.Crew.Workers
		r.Crew.Workers = s.Workers
		r.Crew.Vehicles = max(0, r.Crew.Vehicles+more) // a courier comes with a motorbike unless it is said otherwise
	}
	if s.Vehicles > 0 {
		r.Crew.Vehicles = s.Vehicles
	}
	r.Crew.Vehicles += s.MoreVehicles
	if !s.Base.IsZero() {
		r.Base = s.Base
	}
	if s.Rain != nil {
		r.Travel.RainShare = *s.Rain
	}
	r.Calls = slices.Clone(r.Calls)
	for i := range r.Calls {
		r.Calls[i] = r.Calls[i].with(s)
	}
	if r.Standing != nil {
		m := r.Standing.with(s)
		r.Standing = &m
	}
	return r
}

func (c Call) with(s Scenario) Call {
	if s.Promise > 0 && c.Rice > 0 {
		c.Promise = s.Promise
	}
	if s.Demand > 0 {
		c.ADay *= s.Demand
	}
	return c
}

func (m Standing) with(s Scenario) Standing {
	if s.Promise > 0 {
		m.Promise = s.Promise
	}
	if s.PerCourier != 0 {
		m.PerCourier = max(0, s.PerCourier)
	}
	if s.Demand > 0 {
		m.Waiting = int(float64(m.Waiting)*s.Demand + 0.5)
		m.ApplyAWeek *= s.Demand
	}
	return m
}

// The most that is played: more is a slip of the pen, or somebody who would stop the
// machine.
const (
	MostDays      = 180
	MostScenarios = 12
	MostWorkers   = 20
	mostADay      = 200
)

// Check refuses a change that is no scenario.
func (s Scenario) Check() *fault.Error {
	switch {
	case s.Workers < 0 || s.Workers > MostWorkers:
		return fault.BadField("whatif.bad_scenario", "workers")
	case s.Vehicles < 0 || s.Vehicles > MostWorkers || s.MoreVehicles < 0 || s.MoreVehicles > MostWorkers:
		return fault.BadField("whatif.bad_scenario", "vehicles")
	case !s.Base.IsZero() && !s.Base.Valid():
		return fault.BadField("whatif.bad_scenario", "base")
	case s.Promise != 0 && (s.Promise < 10 || s.Promise > 24*60):
		return fault.BadField("whatif.bad_scenario", "promise")
	case s.PerCourier < -1 || s.PerCourier > 50:
		return fault.BadField("whatif.bad_scenario", "per_courier")
	case !(s.Demand >= 0 && s.Demand <= 5):
		return fault.BadField("whatif.bad_scenario", "demand")
	case s.Rain != nil && !(*s.Rain >= 0 && *s.Rain <= 1):
		return fault.BadField("whatif.bad_scenario", "rain")
	}
	return nil
}

// Check refuses rates by which no day can be played: everything stated is bounded, for
// a file may say anything.
func (r Rates) Check() *fault.Error {
	bad := func(field string) *fault.Error { return fault.BadField("whatif.bad_rates", field) }
	switch c := r.Crew; {
	case r.Group != Couriers && r.Group != Teams:
		return bad("group")
	case len(r.Villages) == 0 || len(r.Villages) > 500:
		return bad("villages")
	case r.Base.IsZero() || !r.Base.Valid():
		return bad("base")
	case c.Workers < 1 || c.Workers > MostWorkers || c.Vehicles < 0 || c.From < 0 || c.To > 24*60 || c.To <= c.From || c.Most < 0 || !days(c.Weekdays):
		return bad("crew")
	}
	for _, v := range r.Villages {
		if !v.At.Valid() || v.At.IsZero() || !(v.Metres >= 0 && v.Metres <= 50_000) || !(v.Share >= 0 && v.Share < 1e9) {
			return bad("villages")
		}
	}
	for _, p := range r.Crew.Pauses {
		if p.Earliest < 0 || p.Latest < p.Earliest || p.Latest > 24*60 || p.Minutes < 0 || p.Minutes > 24*60 || p.Weekday < 0 || p.Weekday > 7 {
			return bad("pauses")
		}
	}
	if !r.Travel.sound(r.Crew) {
		return bad("travel")
	}
	if r.Standing != nil && !r.Standing.sound() {
		return bad("standing")
	}
	for _, c := range r.Calls {
		if !c.sound() {
			return bad("calls")
		}
	}
	return nil
}

func (t Travel) sound(c Crew) bool {
	for _, p := range []string{c.Profile, c.Without} {
		if v := t.Kmh[p]; !(v >= 2 && v <= 120) {
			return false
		}
	}
	return t.Detour >= 1 && t.Detour <= 5 && t.Slow >= 1 && t.Slow <= 5 &&
		t.RainShare >= 0 && t.RainShare <= 1 && t.RainFactor >= 1 && t.RainFactor <= 10
}

func (m Minutes) sound() bool { return m.Usual >= 0 && m.Usual <= 12*60 && m.Slow >= 1 && m.Slow <= 5 }

func (m Standing) sound() bool {
	return m.Mothers >= 0 && m.Mothers <= mostADay && m.Waiting >= 0 && m.Waiting <= mostADay && m.ApplyAWeek >= 0 && m.ApplyAWeek <= mostADay &&
		m.Weeks > 0 && m.Weeks <= 104 && m.PerCourier >= 0 && weights(m.Hours, 24) && days(m.Weekdays) && m.Skip >= 0 && m.Skip <= 1 &&
		m.WorkMetres >= 0 && m.WorkMetres <= 50_000 && m.Fetch.sound() && m.Hand.sound() && m.Promise >= 10 && m.Promise <= 24*60 && m.Ride >= 10 && m.Ride <= 24*60
}

func (c Call) sound() bool {
	return (c.Kind == Sick || c.Kind == Transport) && c.ADay >= 0 && c.ADay <= mostADay && weights(c.Hours, 24) && weights(c.Weekdays, 7) &&
		c.Door.sound() && c.Care.sound() && c.Promise >= 0 && c.Promise <= 7*24*60 && c.Home >= 0 && c.Home <= 7*24*60 &&
		c.Rice >= 0 && c.Rice <= 1_000_000 && c.Patience >= 0 && c.Patience <= 30
}

func weights(w []float64, n int) bool {
	sum := 0.0
	for _, x := range w {
		if !(x >= 0 && x < 1e9) {
			return false
		}
		sum += x
	}
	return len(w) == n && sum > 0
}

func days(list []int) bool {
	return !slices.ContainsFunc(list, func(d int) bool { return d < 1 || d > 7 }) && len(list) > 0 && len(list) <= 7
}
