package whatif

import (
	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
)

// The groups of workers whose days are played.
const (
	Couriers = "couriers"
	Teams    = "teams"
)

// Rates are what a usual week of one group of workers is.
type Rates struct {
	// Name is the health centre or the example; Source says where the figures are from.
	Name   string `json:"name"`
	Source string `json:"source"`
	// Own lists the figures, by their name here, that nobody has measured: our proposals.
	Own   []string `json:"own,omitempty"`
	Group string   `json:"group"`
	// From and To are the civil days the history was counted between; empty when stated.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Villages are where people live; Base is where workers start and end their day.
	Villages []Village `json:"villages"`
	Base     geo.Point `json:"base"`
	Crew     Crew      `json:"crew"`
	Travel   Travel    `json:"travel"`
	// Standing are mothers who are fetched from on working days; nil: none.
	Standing *Standing `json:"standing,omitempty"`
	// Calls are requests that come in when they come in.
	Calls []Call `json:"calls"`
}

// Village is where requests come from: people are strewn around its middle.
type Village struct {
	Name string    `json:"name"`
	At   geo.Point `json:"at"`
	// Metres is how far most of its people live from the middle.
	Metres float64 `json:"metres"`
	// Share of the requests, any positive figure: only the ratio counts.
	Share float64 `json:"share"`
}

// Crew is who works when.
type Crew struct {
	Workers int `json:"workers"`
	// Vehicles is how many of them have one of Profile; the others go by Without.
	Vehicles int    `json:"vehicles"`
	Profile  string `json:"profile"`
	Without  string `json:"without"`
	// From and To are minutes of the day; Weekdays are 1 Monday to 7 Sunday.
	From     int   `json:"from"`
	To       int   `json:"to"`
	Weekdays []int `json:"weekdays"`
	// Capacity is what one carries at a time: bags, seats, stretchers, wheelchairs.
	Capacity routing.Load `json:"capacity"`
	// Most is how many jobs one has a day; 0: no limit.
	Most   int     `json:"most"`
	Pauses []Pause `json:"pauses"`
}

// Pause is a prayer or a meal, in minutes of the day. Weekday 0 is every day.
type Pause struct {
	Word     string `json:"word"`
	Weekday  int    `json:"weekday"`
	Earliest int    `json:"earliest"`
	Latest   int    `json:"latest"`
	Minutes  int    `json:"minutes"`
}

// Travel is how long ways take.
type Travel struct {
	// Kmh is the usual speed by kind of vehicle, Detour the way by road over the straight
	// line, Slow how much longer the trip is that 80 of 100 keep below.
	Kmh    map[string]float64 `json:"kmh"`
	Detour float64            `json:"detour"`
	Slow   float64            `json:"slow"`
	// RainShare of the days it rains; then every way takes RainFactor as long.
	RainShare  float64 `json:"rain_share"`
	RainFactor float64 `json:"rain_factor"`
}

// Minutes is a time that varies: its middle, and how much longer the one is that 80 of
// 100 stay below.
type Minutes struct {
	Usual float64 `json:"usual"`
	Slow  float64 `json:"slow"`
}

// Standing are mothers whose milk is fetched at the same hour every working day.
type Standing struct {
	// Mothers take part on the first day, Waiting have applied, ApplyAWeek come to it.
	Mothers    int     `json:"mothers"`
	Waiting    int     `json:"waiting"`
	ApplyAWeek float64 `json:"apply_a_week"`
	// Weeks is how long one takes part: until her baby is six months old.
	Weeks float64 `json:"weeks"`
	// PerCourier is the head's ceiling; 0: whoever fits into the week's plan is admitted.
	PerCourier int `json:"per_courier"`
	// Hours weigh the hour at which bottles are ready, from 0 to 23.
	Hours    []float64 `json:"hours"`
	Weekdays []int     `json:"weekdays"`
	// Skip is the share of days on which a mother has no milk to fetch.
	Skip float64 `json:"skip"`
	// WorkMetres is how far from her village she works.
	WorkMetres float64 `json:"work_metres"`
	Fetch      Minutes `json:"fetch"`
	Hand       Minutes `json:"hand"`
	// Promise is minutes from the hour the bottles are ready to the end of the hand-over,
	// Ride those that milk may be on the way.
	Promise int `json:"promise"`
	Ride    int `json:"ride"`
}

// Call is one kind of request that comes in without warning.
type Call struct {
	// Kind is sick (a health worker goes there) or transport (somebody is fetched to the
	// health centre and brought home).
	Kind  string        `json:"kind"`
	Class routing.Class `json:"class"`
	// ADay is the mean number a day; Hours and Weekdays weigh when (Weekdays from Monday).
	ADay     float64   `json:"a_day"`
	Hours    []float64 `json:"hours"`
	Weekdays []float64 `json:"weekdays"`
	// Door is how long it takes at the patient's door, Care how long at the health centre.
	Door Minutes      `json:"door"`
	Care Minutes      `json:"care"`
	Load routing.Load `json:"load"`
	// Promise is minutes from the news to the beginning at the door, Home from the end of
	// care to being fetched for the way home; 0: nothing is promised.
	Promise int `json:"promise"`
	Home    int `json:"home"`
	// Rice is what a broken Promise owes, in grams.
	Rice int64 `json:"rice"`
	// Patience is how many days a request waits before somebody else has to see to it.
	Patience int `json:"patience"`
}

// The kinds of call.
const (
	Sick      = "sick"
	Transport = "transport"
)

// Scenario is what is changed. Zero fields change nothing.
type Scenario struct {
	Name string `json:"name"`
	// Workers and Vehicles replace the crew's; MoreVehicles adds to it.
	Workers      int `json:"workers,omitempty"`
	Vehicles     int `json:"vehicles,omitempty"`
	MoreVehicles int `json:"more_vehicles,omitempty"`
	// Base moves where the day starts; zero: it stays.
	Base geo.Point `json:"base,omitzero"`
	// Promise replaces the minutes of what is promised for fetching (calls), or for the
	// whole way (milk).
	Promise int `json:"promise,omitempty"`
	// PerCourier replaces the head's ceiling; -1: none.
	PerCourier int `json:"per_courier,omitempty"`
	// Demand multiplies how many ask; 0: as it is.
	Demand float64 `json:"demand,omitempty"`
	// Rain replaces the share of rainy days; nil: as it is.
	Rain *float64 `json:"rain,omitempty"`
}

// Effort bounds the search, in steps of the planner: no clock, so that the same question
// has the same answer on every machine.
type Effort struct {
	// Morning is for the plan of a day, Again after each request.
	Morning int `json:"morning"`
	Again   int `json:"again"`
}

// Usual is the effort with which 30 days take a few seconds.
func Usual() Effort { return Effort{Morning: 100, Again: 30} }
