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
// aim that can differ at all. The record is compared level by level all the same; the weights only guide.
func (g *engine) setWeights(ratio float64) {
	g.weight = worth{}
	g.epoch = (g.epoch + 1) * 0x9e3779b97f4a7c15
	w := 1.0
	for i := len(g.p.Aim) - 1; i >= 0; i-- {
		l := g.p.Aim[i]
		if l < Broken || !g.asked[l-Broken] {
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

// layAsked finds which levels can differ between two plans at all: where nobody rides,
// nothing was promised or announced, or no paid work is shared, a level between others
// would only drive their weights apart.
func (g *engine) layAsked() {
	g.asked = [parts]bool{Working - Broken: true, Distance - Broken: true, Vehicles - Broken: true}
	ask := func(l Level, is bool) { g.asked[l-Broken] = g.asked[l-Broken] || is }
	for i := range g.p.Stops {
		ask(Broken, g.p.Stops[i].Due < Never)
		ask(Late, g.p.Stops[i].Due < Never)
	}
	paid := false
	for i := range g.p.Requests {
		r := &g.p.Requests[i]
		ask(Riding, r.Rides)
		ask(Moved, r.Announced != None)
		paid = paid || r.Paid
	}
	for i := range g.p.Workers {
		ask(Unfair, paid && g.p.Workers[i].Equals > 0)
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
