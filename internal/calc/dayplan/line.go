package dayplan

import "time"

// Line are travel times by the straight line and nothing else, for where no travel room is
// wired: 24 km/h by the likely road (geo.RoadFactor), 80 of 100 trips a third slower. Where a
// point is missing a leg is 15 minutes. All figures are our own proposal.
type Line struct{}

// Source says what the figures stand on.
func (Line) Source() string { return "line" }

// Leg is one trip.
func (Line) Leg(_ string, from, to Spot) Leg {
	if from.At.IsZero() || to.At.IsZero() {
		return Leg{Expected: 15 * time.Minute, Slow: 20 * time.Minute, Metres: 6000, Way: true}
	}
	metres := from.At.RoadMetres(to.At)
	expected := time.Duration(metres/24_000*3600) * time.Second
	return Leg{Expected: expected, Slow: expected * 4 / 3, Metres: metres, Way: true, Known: true}
}
