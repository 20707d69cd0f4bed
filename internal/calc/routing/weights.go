package routing

// scale is about how much of a level a person would notice: a promise, half an hour late
// (squared minutes), a minute, a hundred metres.
var scale = [parts]float64{
	0:                 1, // Broken itself
	Late - Broken:     1000,
	Riding - Broken:   60,
	Working - Broken:  60,
	Distance - Broken: 100,
	Unfair - Broken:   1,
	Moved - Broken:    1,
	Vehicles - Broken: 1,
}

// setWeights sets how the search adds levels up: each is worth so many times the next of the
// aim. The record is compared level by level all the same; the weights only guide.
func (g *engine) setWeights(ratio float64) {
	g.weight = worth{}
	g.epoch = (g.epoch + 1) * 0x9e3779b97f4a7c15
	w := 1.0
	for i := len(g.p.Aim) - 1; i >= 0; i-- {
		l := g.p.Aim[i]
		if l < Broken {
			continue
		}
		g.weight[l-Broken] = w / scale[l-Broken]
		w *= ratio
	}
	if g.lean {
		// How many vehicles there may be is a limit, not a price: see fleet.
		g.weight[Distance-Broken], g.weight[Vehicles-Broken] = 1, 0
	}
	for w := range g.routes {
		g.update(&g.routes[w])
	}
}

// below is whether one worth is better than another, level by level.
func (g *engine) below(a, b *worth) bool {
	for _, l := range g.p.Aim {
		if l < Broken {
			continue
		}
		switch d := a[l-Broken] - b[l-Broken]; {
		case d < -tiny:
			return true
		case d > tiny:
			return false
		}
	}
	return false
}
