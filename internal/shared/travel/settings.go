package travel

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/policy"
)

// Profiles are the kinds of vehicle there are speeds for.
var Profiles = []string{Motorcycle, Car, Ambulance, Bicycle, Foot}

// The kinds of vehicle.
const (
	Motorcycle = "motorcycle"
	Car        = "car"
	Ambulance  = "ambulance"
	Bicycle    = "bicycle"
	Foot       = "foot"
)

// Settings are how a way is measured. What a way of unknown ends counts, what going
// round a closed road costs and which road leads to a village stand in the section
// "fleet" (fleet.Settings): they are said once.
type Settings struct {
	// Detour turns a straight line into a road.
	Detour float64 `json:"detour"`
	// Slow is how much longer a way takes that 80 of 100 keep, where no rides of our own
	// tell: a factor of the expected time.
	Slow float64 `json:"slow"`
	// Speeds are how fast a kind of vehicle gets on, by kind of road, in km/h along the
	// road.
	Speeds []Speed `json:"speeds"`
	// Own is what a team without a vehicle of the health centre rides: one of Profiles.
	Own string `json:"own"`
	// Rain and Flood are how much longer a way takes then: factors.
	Rain  float64 `json:"rain"`
	Flood float64 `json:"flood"`
	// LearnTrips is how many rides a class needs before it is believed, LearnDays how many
	// days back rides count.
	LearnTrips int64 `json:"learn_trips"`
	LearnDays  int64 `json:"learn_days"`
}

// Speed is how fast a kind of vehicle gets on, on a kind of road of fleet.Roads.
type Speed struct {
	Profile string  `json:"profile"`
	Road    string  `json:"road"`
	Kmh     float64 `json:"kmh"`
}

// Check wants figures somebody can ride by.
func (s Settings) Check() *fault.Error {
	for _, f := range []float64{s.Detour, s.Slow, s.Rain, s.Flood} {
		if !(f >= 1 && f <= 10) {
			return fault.BadField("policy.bad_document", "document")
		}
	}
	for _, v := range s.Speeds {
		if !slices.Contains(Profiles, v.Profile) || !slices.Contains(fleet.Roads, v.Road) || !(v.Kmh >= 1 && v.Kmh <= 120) {
			return fault.BadField("policy.bad_document", "speeds")
		}
	}
	switch {
	case !slices.Contains(Profiles, s.Own):
		return fault.BadField("policy.bad_document", "own")
	case s.LearnTrips < 1 || s.LearnTrips > 1000 || s.LearnDays < 1 || s.LearnDays > 366:
		return fault.BadField("policy.bad_document", "document")
	}
	return nil
}

// kmh is the speed of a vehicle on a kind of road; of one that is not listed the slowest
// that is listed of its kind, else walking pace.
func (s Settings) kmh(profile, road string) float64 {
	slowest := 0.0
	for _, v := range s.Speeds {
		if v.Profile != profile {
			continue
		}
		if v.Road == road {
			return v.Kmh
		}
		if slowest == 0 || v.Kmh < slowest {
			slowest = v.Kmh
		}
	}
	if slowest == 0 {
		return walking
	}
	return slowest
}

// walking is how fast somebody walks, in km/h: our own proposal.
const walking = 4.5

// factor is how much longer a way takes in some weather.
func (s Settings) factor(weather string) float64 {
	switch weather {
	case Rain:
		return s.Rain
	case Flood:
		return s.Flood
	}
	return 1
}

// ProfileOf is the kind of a vehicle of the health centre: what has a stretcher is an
// ambulance, what has a seat for one a motorcycle. Own is what who has none rides.
func (s Settings) ProfileOf(v fleet.Vehicle) string {
	switch {
	case v.ID == "":
		return s.Own
	case v.Stretcher || v.Wheelchair:
		return Ambulance
	case v.Seats <= 1:
		return Motorcycle
	}
	return Car
}

// Policy is the section of how ways are measured. Every figure is our own proposal, to be
// replaced by what the facility's own rides show (the table does so by itself); the speed
// of a motorcycle and of an ambulance on a paved road are those that the sections
// "dispatch" and "fleet" began with.
var Policy = policy.Define("travel", Settings{Detour: geo.RoadFactor, Slow: 1.25, Own: Motorcycle, Rain: 1.3, Flood: 2, LearnTrips: 20, LearnDays: 90,
	Speeds: []Speed{
		{Motorcycle, "paved", 22}, {Motorcycle, "dirt", 15}, {Motorcycle, "forest", 10},
		{Car, "paved", 25}, {Car, "dirt", 15}, {Car, "forest", 8},
		{Ambulance, "paved", 25}, {Ambulance, "dirt", 15}, {Ambulance, "forest", 8},
		{Bicycle, "paved", 12}, {Bicycle, "dirt", 9}, {Bicycle, "forest", 6},
		{Foot, "paved", 4.5}, {Foot, "dirt", 4}, {Foot, "forest", 3},
	}})
