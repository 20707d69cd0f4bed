package whatif

import (
	"time"

	"sambang/internal/calc/dayplan"
)

// unknownLeg is what a way counts when an end is not on the map: our own proposal, as in
// the dispatcher's.
const unknownLeg = 11 * time.Minute

// line is the straight line times detour at a speed.
type line struct{ Travel }

// Lines are ways as the rates state them.
func Lines(t Travel) dayplan.Legs { return line{t} }

// Source says what the times stand on.
func (line) Source() string { return "line" }

// Leg is one way.
func (l line) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	kmh := l.Kmh[profile]
	if from.At.IsZero() || to.At.IsZero() || kmh <= 0 {
		return dayplan.Leg{Expected: unknownLeg, Slow: scale(unknownLeg, l.Slow), Way: true}
	}
	metres := from.At.Metres(to.At) * l.Detour
	d := time.Duration(metres / (kmh / 3.6) * float64(time.Second))
	return dayplan.Leg{Expected: d, Slow: scale(d, l.Slow), Metres: metres, Way: true, Known: true}
}

// wet is every way on a rainy day.
type wet struct {
	dayplan.Legs
	factor float64
}

func (w wet) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	g := w.Legs.Leg(profile, from, to)
	g.Expected, g.Slow = scale(g.Expected, w.factor), scale(g.Slow, w.factor)
	return g
}

func scale(d time.Duration, by float64) time.Duration { return time.Duration(float64(d) * by) }
