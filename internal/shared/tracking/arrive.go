package tracking

import (
	"math"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Estimate is when a courier will be there, and the instant by which he is there
// in 8 cases of 10.
type Estimate struct{ At, By instant.Instant }

// How unsure an arrival is, as standard deviations: our own proposals.
const (
	driveError = 0.25             // of the driving time
	stopError  = 2 * time.Minute  // for each stop on the way
	baseError  = 30 * time.Second // finding the door
	eighty     = 0.8416           // standard deviations that hold 80% on one side
)

// Arrive estimates the arrival at the last of stops, from a point where the
// courier was at an instant, through the stops in their order. Pure.
func Arrive(from geo.Point, at instant.Instant, stops []geo.Point, pace Pace, now instant.Instant, s *Settings) Estimate {
	metres := 0.0
	for _, p := range stops {
		if !p.IsZero() {
			metres += from.Metres(p) * s.RoadFactor
			from = p
		}
	}
	drive := metres / pace.Speed(s)
	between := float64(max(0, len(stops)-1))
	travel := drive + between*s.Service.Seconds()
	spread := eighty * math.Sqrt(sq(driveError*drive)+between*sq(stopError.Seconds())+sq(baseError.Seconds()))
	// Without news for longer than the way takes, he is as good as there.
	arrival := max(at.Add(seconds(travel)), now)
	return Estimate{At: arrival, By: arrival.Add(seconds(spread))}
}

// ArriveFor estimates the arrival at a job's own next stop: its pick-up before
// that has happened, its drop afterwards. False: nothing left, or not known.
func ArriveFor(ride []Job, job ident.ID, last Fix, pace Pace, now instant.Instant, s *Settings) (Estimate, bool) {
	if last.At == 0 {
		return Estimate{}, false
	}
	var way []geo.Point
	for _, next := range nextStops(ride, &Job{ID: job}) {
		way = append(way, next.point)
		if next.job == job {
			return Arrive(last.Point, last.At, way, pace, now, s), !next.point.IsZero()
		}
	}
	return Estimate{}, false
}

// Pace is what a ride has taught about its own speed: metres by road and seconds
// driven, older ones counting less. The zero Pace has learnt nothing.
type Pace struct{ Metres, Seconds float64 }

// Figures of learning, our own proposals.
const (
	paceHalf    = 10 * time.Minute // what is this old counts half
	paceGap     = 5 * time.Minute  // a longer silence says nothing about driving
	paceSlowest = 0.5              // metres a second: slower is standing, not driving
	speedLeast  = 8 / 3.6          // metres a second: an estimate never counts on less
	speedMost   = 60 / 3.6         // or on more, on these roads
)

// Learn takes in the way between two fixes that follow each other.
func (p Pace) Learn(from, to Fix) Pace {
	took := to.At.Sub(from.At)
	if from.At == 0 || took <= 0 || took > paceGap {
		return p
	}
	metres := from.Point.Metres(to.Point)
	if metres < paceSlowest*took.Seconds() {
		return p
	}
	fade := math.Exp2(-took.Seconds() / paceHalf.Seconds())
	return Pace{p.Metres*fade + metres, p.Seconds*fade + took.Seconds()}
}

// Speed in metres a second by road: the learnt one blended with the default one,
// which weighs as much as SpeedTrust of driving.
func (p Pace) Speed(s *Settings) float64 {
	trust := s.SpeedTrust.Seconds()
	blend := (p.Metres + s.Speed*trust) / (p.Seconds + trust)
	return min(max(blend, speedLeast), speedMost)
}

func sq(x float64) float64 { return x * x }

func seconds(s float64) time.Duration {
	return time.Duration(min(s, 7*24*3600) * float64(time.Second))
}
