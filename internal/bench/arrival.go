package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
	"sambang/internal/sim/phone"
)

// The rides by which the estimate is judged: our own choice, around the 6 km
// between the farthest villages of the demo.
const (
	rides    = 300
	shortest = 3500.0           // metres, straight
	longest  = 7500.0           // metres, straight
	before   = 10 * time.Minute // when the estimate is taken, as the requirement says
	report   = 20 * time.Second // between two positions, as phones are enrolled
)

// arrival measures how far the estimate that families see is from the arrival:
// riders as in the demo, at life's pace, on roads that the estimate does not know.
func (m *measure) arrival() ([]figure, error) {
	f := figure{name: "arrival estimate, median error 10 min before", unit: "min", want: 3}
	for turn := range m.turns {
		dice := rand.New(rand.NewPCG(1, uint64(turn)))
		var errors []float64
		for range rides {
			if e, ok := oneRide(dice); ok {
				errors = append(errors, math.Abs(e.Minutes()))
			}
		}
		f.runs = append(f.runs, median(errors))
		f.note = fmt.Sprintf("%d simulated rides, at life's pace", len(errors))
	}
	return []figure{f}, nil
}

// oneRide rides once and gives by how much the estimate was late; false when the
// ride was shorter than the estimate looks ahead.
func oneRide(dice *rand.Rand) (time.Duration, bool) {
	angle, far := dice.Float64()*2*math.Pi, shortest+dice.Float64()*(longest-shortest)
	to := phone.Offset(start, far*math.Cos(angle), far*math.Sin(angle))
	fixes, there := rideTo(to, dice)
	ask := there.Add(-before)
	if ask.Before(fixes[0].At) {
		return 0, false
	}
	s := tracking.Defaults(time.UTC)
	ride := []tracking.Job{{ID: ident.Named("ride"), Family: "f", From: fixes[0].At, PickedUp: fixes[0].At, Drop: tracking.Stop{Point: to, Order: 1}}}
	var pace tracking.Pace
	last := fixes[0]
	for _, x := range fixes[1:] {
		if x.At.After(ask) {
			break
		}
		pace, last = pace.Learn(last, x), x
	}
	estimate, _ := tracking.ArriveFor(ride, ride[0].ID, last, pace, ask, &s)
	return estimate.At.Sub(there), true
}

// rideTo gives what the phone tells on a way, and when the rider is there.
func rideTo(to geo.Point, dice *rand.Rand) ([]tracking.Fix, instant.Instant) {
	road := phone.NewRoad(start, to, dice)
	gait := phone.Gait{Usual: 22 + dice.Float64()*7}
	at := instant.Instant(1_700_000_000_000_000)
	var fixes []tracking.Fix
	for gone := 0.0; ; {
		p, _ := road.At(gone)
		x := tracking.NewFix(tracking.TraccarForm)
		x.At, x.Point = at, phone.Offset(p, dice.NormFloat64()*6, dice.NormFloat64()*6)
		fixes = append(fixes, x)
		speed := gait.Next(dice)
		if dice.IntN(25) == 0 { // a crossing, a flock of ducks
			at = at.Add(time.Duration(10+dice.IntN(40)) * time.Second)
		}
		if left := road.Metres() - gone; left <= speed*report.Seconds() {
			return fixes, at.Add(time.Duration(left / speed * float64(time.Second)))
		}
		gone += speed * report.Seconds()
		at = at.Add(report)
	}
}
