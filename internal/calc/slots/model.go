package slots

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Span is a stretch of hours: from From up to, not including, To.
type Span struct{ From, To instant.Instant }

// Busy is a visit that has its time already, or anything else that needs the cadre at a place.
type Busy struct {
	From, To instant.Instant
	At       geo.Point // zero: not known
	Village  ident.ID
	Booking  ident.ID
}

// The profiles a cadre goes by, as dayplan.Legs knows them.
const (
	Foot       = "foot"
	Motorcycle = "motorcycle"
)

// Day is one cadre on one civil day.
type Day struct {
	Cadre ident.ID
	// Spans are her hours of that day: the hours of the week less days off and holidays, in any
	// order. Those that touch or overlap count as one.
	Spans []Span
	// Busy is what she has that day, in any order.
	Busy []Busy
	// Start is where she is when the first of Spans begins; zero: the hours are those at the
	// door of a home, and the way to the first visit is before them.
	Start geo.Point
	// Profile is how she goes: Motorcycle when one is her own or lent to her that day, else Foot.
	Profile string
	// Spare says that a shared motorbike could be lent to her that day.
	Spare bool
	// Most is how many visits she may have; 0: no limit.
	Most int
	// Villages are her own and those in which she stands in on that day.
	Villages []ident.ID
	// Certified says that her certificate is valid on that day.
	Certified bool
	// Pauses are the breaks that she keeps that day (meal, prayer), in the order in which she
	// takes them.
	Pauses []dayplan.Pause
}

// Ask is what a family asks for.
type Ask struct {
	At      geo.Point // zero: not known
	Village ident.ID
	// Length is how long the visit takes; nothing of 0 or less is ever free.
	Length time.Duration
	// From and To bound the whole visit; zero: no bound.
	From, To instant.Instant
	// Step is between two beginnings that are offered, counted from the beginning of the hours;
	// less than a minute counts as a minute. Fits knows no step.
	Step time.Duration
	// Not are cadres who are not to come.
	Not []ident.ID
}

// Slot is a beginning that is free.
type Slot struct {
	Cadre ident.ID
	From  instant.Instant
	To    instant.Instant
	// Bike says that it is free only when she is lent a motorbike for that day.
	Bike bool
	// Extra is the way that it adds to her day, 80 of 100 trips; never below 0.
	Extra time.Duration
}

// Why a beginning is not free. The first that holds is given, in this order.
const (
	Excluded    = "excluded"    // this cadre is not to come
	Certificate = "certificate" // her certificate is not valid on that day
	Village     = "village"     // she does not go to that village on that day
	Hours       = "hours"       // outside her hours, or outside what was asked
	Full        = "full"        // she has as many visits as she may have
	Booked      = "booked"      // another visit is at that time
	Travel      = "travel"      // no time for the way from or to another visit, or there is no way
	Pause       = "pause"       // she could not keep a break between her visits
	Bike        = "bike"        // as Travel or Pause on foot, but by motorcycle it would fit, and none is spare
)
