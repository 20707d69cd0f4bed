package tracking

import (
	"time"

	"sambang/internal/core/geo"
)

// Settings are the figures of this room. Where no source is named they are our
// own proposals, to be replaced by policy once a facility's rides are measured.
type Settings struct {
	Zone *time.Location // whose civil days the log is cut into

	FutureSlack time.Duration // a fix may be this much ahead of our clock
	MaxAge      time.Duration // older fixes are not believed; ended jobs are remembered this long
	MaxSpeed    float64       // metres a second; 300 km/h, the jump named in the threat list (T8)
	MaxAccuracy float64       // metres; a worse fix says too little to show

	HideRadius float64       // metres around another family's stop in which nobody else sees the courier
	PageLife   time.Duration // a live page says "over" this long after the end, then it is gone

	Speed      float64       // metres a second by road before a ride has taught us better
	SpeedTrust time.Duration // the default speed weighs as much as this much driving
	Service    time.Duration // time spent at a stop
	RoadFactor float64       // straight line to road

	Queue int // how many deliveries may wait for the writer before the door says "busy"
	Group int // how many deliveries go into one commit at most
}

// Defaults are the figures that hold until a policy says otherwise.
func Defaults(zone *time.Location) Settings {
	return Settings{
		Zone:        zone,
		FutureSlack: time.Minute,
		MaxAge:      24 * time.Hour,
		MaxSpeed:    300 / 3.6,
		MaxAccuracy: 200,
		HideRadius:  300,
		PageLife:    30 * time.Minute,
		Speed:       22 / 3.6,
		SpeedTrust:  5 * time.Minute,
		Service:     4 * time.Minute,
		RoadFactor:  geo.RoadFactor,
		Queue:       2048,
		Group:       256,
	}
}
