package phone

import "math/rand/v2"

// The speeds of a motorbike with a cooler box on village roads, in km/h: our own
// proposal, around the 22 km/h that estimates count on.
const (
	slowest = 18.0
	fastest = 32.0
)

// Gait is how fast somebody rides: around a usual speed, now slower, now faster.
type Gait struct {
	Usual float64 // km/h
	now   float64
}

// Next is the speed of the next stretch, in metres a second.
func (g *Gait) Next(dice *rand.Rand) float64 {
	if g.now == 0 {
		g.now = g.Usual
	}
	g.now = min(fastest, max(slowest, g.now+(dice.Float64()-0.5)*5+(g.Usual-g.now)*0.2))
	return g.now / 3.6
}
