package routing

import "math"

// MaxUnits is how many units a load may be counted in: bottles, seats, stretchers,
// wheelchairs.
const MaxUnits = 4

// Load is what somebody takes up or a vehicle holds, in each unit.
type Load [MaxUnits]int32

// None is the index of nobody and of no stop.
const None = -1

// Never is a time that does not come: no limit, no promise, no way.
var Never = math.Inf(1)

// Class is what a request is, the most pressing first: no number of requests of a later
// class buys one of an earlier.
type Class uint8

// The classes.
const (
	Emergency  Class = iota
	Transport        // somebody pregnant or ill who is fetched or brought home
	Milk             // a bag of bottles
	HomeVisit        // a visit at home by a health worker or a cadre
	Massage          // a baby massage
	ClassCount = 5
)

// Stop is one place somebody goes to. Times are seconds from the problem's zero.
type Stop struct {
	// Place is its row and column in the matrices.
	Place int
	// Service is how long somebody is busy there, in seconds.
	Service float64
	// Earliest and Latest bound the beginning of the service and are hard: whoever comes
	// early waits, whoever cannot be there by Latest may not come at all. The use-by time
	// of milk is the Latest of its delivery.
	Earliest, Latest float64
	// Due is what was promised: the beginning of the service, or its end when DueAtEnd.
	// It is soft: Never when nothing was promised.
	Due      float64
	DueAtEnd bool
}

// Request is somebody's wish: one stop, or a pick-up and a delivery by the same worker.
type Request struct {
	Class Class
	// Pickup and Delivery are indexes of stops; Pickup is None for a single stop, and for
	// a load that is on board already (Aboard).
	Pickup, Delivery int
	// Load is taken up at the pick-up and put down at the delivery. A single stop has none.
	Load Load
	// RideLimit is the longest time from the end of the service at the pick-up to the
	// beginning of the service at the delivery, in seconds; Never when there is none. What
	// is on board already has its limit as the delivery's Latest.
	RideLimit float64
	// Skills are the bits of certificates and roles a worker must all have; Road is the
	// bits of kinds of road the vehicle must all manage.
	Skills, Road uint64
	// Worker is who must do it (a person has pinned it, or it is begun, or Aboard); None:
	// anybody who is able. Forbidden are workers who may not.
	Worker    int
	Forbidden []int
	// Aboard: its load is in Worker's vehicle at the start.
	Aboard bool
	// Rides: its time on the way above the direct trip counts (milk, patients).
	Rides bool
	// Paid counts for the fairness between equals.
	Paid bool
	// Announced is the worker who was announced, None when nothing was; AnnouncedAt the
	// hour of its first stop, in seconds.
	Announced   int
	AnnouncedAt float64
	// Frozen: what was announced may not move any more (it departs within 30 minutes).
	// The caller lifts it for an emergency, a closed road or somebody who drops out.
	Frozen bool
}

// Break is a pause of a worker: prayer, a meal. It begins between Earliest and Latest and
// is taken where he stands, after a service (or before he first sets out): at the first
// end of a service at or after Earliest; before that when the next leg and service would
// not end by Latest, then he waits for Earliest first. A worker whose route does not reach
// into the window loses nothing by it.
type Break struct{ Earliest, Latest, Length float64 }

// Worker is who goes: a courier, a cadre, a team with its vehicle.
type Worker struct {
	// Start is where he is at From, End where he must be by To; End is None when he may
	// end anywhere.
	Start, End int
	From, To   float64
	// Longest is the longest time from leaving Start to reaching End; Never: none.
	Longest float64
	// Stops is how many requests he may have; 0: no limit.
	Stops int
	// Capacity holds in each unit; Skills and Roads are bits as in Request.
	Capacity      Load
	Skills, Roads uint64
	// Profile chooses the matrix.
	Profile int
	Breaks  []Break
	// Begun are stops at the head of his route that stay there, in this order.
	Begun []int
	// Equals is the group in which paid work is to be shared evenly, 0 for none; Had is
	// how many paid jobs he has had this week.
	Equals, Had int
}

// Matrix is travel between places for one kind of vehicle, rows first: N*N figures each.
// Seconds is the expected time, Slow the time that 80 of 100 trips keep (nil: as Seconds),
// Metres the way (nil: as Seconds). Never in Seconds: there is no way.
type Matrix struct {
	N                     int
	Seconds, Slow, Metres []float64
}

// Problem is all that a plan is made from.
type Problem struct {
	Stops    []Stop
	Requests []Request
	Workers  []Worker
	Matrices []Matrix
	Aim      Aim
}

// Plan is who makes which stops in which order: Routes has one list of stop indexes a
// worker. What is in none is without a place.
type Plan struct {
	Routes [][]int
}

// Level is one figure of a score; less is better.
type Level uint8

// The levels. Unplaced counts requests without a place, a class each.
const (
	UnplacedEmergency Level = iota
	UnplacedTransport
	UnplacedMilk
	UnplacedHomeVisit
	UnplacedMassage
	// Broken counts promises that are broken at the 80% arrival time: Slow legs all the way.
	Broken
	// Late is the expected lateness: the sum over promises of the squared minutes beyond
	// Due, at expected times.
	Late
	// Riding is the time that Rides requests are on the way above the direct trip, seconds.
	Riding
	// Working is the sum of the times from first departure to last return, seconds. Who
	// has no stop does not work; a departure is as late as changes nothing afterwards.
	Working
	// Distance is the way in all, metres (or the benchmark's unit).
	Distance
	// Unfair is the sum over groups of equals of the squared paid jobs each has this week.
	Unfair
	// Moved counts announced requests with another worker, or more than 15 minutes from
	// the announced hour.
	Moved
	// Vehicles counts workers with a stop.
	Vehicles
	LevelCount = iota
)

// Aim is the order in which levels are compared.
type Aim []Level

// The aims: Care is a day that is planned, Live the same while it runs (what was
// announced stays unless a promise or a place is won by it), FewestVehicles the
// benchmark of pick-up and delivery, Shortest that of dial-a-ride.
var (
	Care           = Aim{UnplacedEmergency, UnplacedTransport, UnplacedMilk, UnplacedHomeVisit, UnplacedMassage, Broken, Late, Riding, Working, Distance, Unfair, Moved}
	Live           = Aim{UnplacedEmergency, UnplacedTransport, UnplacedMilk, UnplacedHomeVisit, UnplacedMassage, Broken, Late, Riding, Moved, Working, Distance, Unfair}
	FewestVehicles = Aim{UnplacedEmergency, UnplacedTransport, UnplacedMilk, UnplacedHomeVisit, UnplacedMassage, Vehicles, Distance}
	Shortest       = Aim{UnplacedEmergency, UnplacedTransport, UnplacedMilk, UnplacedHomeVisit, UnplacedMassage, Distance}
)

// Score is how good a plan is, by level.
type Score [LevelCount]float64

// tiny is what two sums of the same figures in another order may differ by.
const tiny = 1e-6

// Compare is below zero when a is better than b under the aim.
func (aim Aim) Compare(a, b Score) int {
	for _, l := range aim {
		switch d := a[l] - b[l]; {
		case d < -tiny:
			return -1
		case d > tiny:
			return 1
		}
	}
	return 0
}
