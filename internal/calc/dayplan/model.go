package dayplan

import (
	"time"

	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Spot is one place somebody goes to for a job.
type Spot struct {
	// At is zero when nobody knows the place: Legs says what an unknown way counts.
	At geo.Point
	// Village and Road are where it is and the kind of road that leads there; empty: any.
	Village ident.ID
	Road    string
	Service time.Duration
	// Earliest and Latest bound the beginning of the service and are never traded; Due is
	// what was promised, at the end of the service when DueAtEnd. Zero: none.
	Earliest, Latest, Due instant.Instant
	DueAtEnd              bool
}

// Job is one wish, as a programme tells it.
type Job struct {
	// ID is the programme's own: the pick-up's, the delivery's, the visit's.
	ID    ident.ID
	Class routing.Class
	// Pick is nil for a single stop and for what is on board already.
	Pick *Spot
	Drop Spot
	// Load counts bottles or bags, seats, stretchers, wheelchairs: see Units.
	Load routing.Load
	// RideLimit is the longest time on the way; 0: none. Rides: time above the direct trip counts.
	RideLimit time.Duration
	Rides     bool
	// Skills are words a worker must all have: courses and roles.
	Skills []string
	// Worker must do it: begun, on board, or pinned by a person. Forbidden may not.
	Worker    ident.ID
	Forbidden []ident.ID
	// Begun stops stay at the head of the worker's route: 0 none, 1 the pick-up (or the
	// only stop), 2 both. Aboard: the load is with Worker now, only the drop is left.
	Begun  int
	Aboard bool
	Paid   bool
	// Announced is who comes as a rule or was told to those who wait, At for when; Frozen:
	// it may not move any more.
	Announced ident.ID
	At        instant.Instant
	Frozen    bool
	// Held is the hour of the first stop that a person set, give or take a quarter of an
	// hour; zero: none.
	Held instant.Instant
}

// The units loads are counted in: indexes of routing.Load.
const (
	Bottles = iota
	Seats
	Stretchers
	Wheelchairs
)

// Pause is a break of a worker on this day: prayer, a meal. Word is its name in the
// catalogue (friday, dzuhur, meal).
type Pause struct {
	Word             string
	Earliest, Latest instant.Instant
	Length           time.Duration
}

// Worker is who goes: a person, or a team with its vehicle.
type Worker struct {
	ID ident.ID
	// Start is where he is at From. End is where he ends; zero: anywhere.
	Start, End geo.Point
	From, To   instant.Instant
	Capacity   routing.Load
	Skills     []string
	// Roads are the kinds of road his vehicle manages; nil: all.
	Roads []string
	// Profile is the kind of vehicle, as Legs knows it: motorcycle, car, ambulance, bicycle, foot.
	Profile string
	// Most is how many jobs he may have; 0: no limit.
	Most   int
	Pauses []Pause
	// Equals names those among whom paid jobs are shared evenly; Had is his number this week.
	Equals string
	Had    int
}

// Sheet is one day of one group of workers.
type Sheet struct {
	// Group is couriers, teams or cadres; Day the civil day.
	Group, Day string
	// From is the zero of the day's figures: nothing happens before it.
	From    instant.Instant
	Jobs    []Job
	Workers []Worker
	// Live: the day runs; what was announced weighs more.
	Live bool
}

// Leg is one trip between two spots.
type Leg struct {
	// Expected is the likely time, Slow the time that 80 of 100 trips keep.
	Expected, Slow time.Duration
	Metres         float64
	// Way is false where there is none: a closed road, a village that is cut off.
	Way bool
	// Known is false when an end has no point and the time is a guess.
	Known bool
}

// Legs tells how long trips take. Source is what the figures stand on, for the plan to
// say: line (straight line x detour), roads (a routing service), learnt (own tracks).
type Legs interface {
	Leg(profile string, from, to Spot) Leg
	Source() string
}

// Stop is one stop of a route as planned.
type Stop struct {
	Job ident.ID
	// What is pick, drop or only.
	What string
	// At is the expected beginning of the service, Slow the hour 80 of 100 days keep,
	// Leave the expected end. Due is what was promised, zero: nothing.
	At, Slow, Leave, Due instant.Instant
	// By is how long after what was promised it is at Slow; 0: the promise is kept.
	By time.Duration
}

// Route is a worker's day.
type Route struct {
	Worker         ident.ID
	Depart, Return instant.Instant
	Metres         float64
	Stops          []Stop
}

// Left is a job without a place, and why nobody can: a word a worker (those of routing's
// Reason, and hours, figures, nobody, too_many for what can be no request at all).
type Left struct {
	Job ident.ID
	Why map[ident.ID]string
}

// Day is a plan in the words of the sheet.
type Day struct {
	Routes []Route
	Left   []Left
	Score  routing.Score
	Source string
}
