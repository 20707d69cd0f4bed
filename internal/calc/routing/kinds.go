package routing

import "slices"

// layKinds finds workers who are alike in everything, so that of those with nothing to do
// one is tried for all.
func (g *engine) layKinds() {
	var first []int
	for i := range g.p.Workers {
		k := slices.IndexFunc(first, func(f int) bool { return g.alike(f, i) })
		if k < 0 {
			k, first = len(first), append(first, i)
		}
		g.kind[i] = int32(k)
	}
	g.kinds = int32(len(first))
}

func (g *engine) alike(a, b int) bool {
	x, y := &g.p.Workers[a], &g.p.Workers[b]
	if x.Start != y.Start || x.End != y.End || x.From != y.From || x.To != y.To || x.Longest != y.Longest ||
		x.Stops != y.Stops || x.Capacity != y.Capacity || x.Profile != y.Profile || x.Equals != y.Equals ||
		x.Had != y.Had || g.aboard[a] != g.aboard[b] || len(x.Begun)+len(y.Begun) > 0 || !slices.Equal(x.Breaks, y.Breaks) {
		return false
	}
	w := len(g.p.Workers)
	for q := range g.p.Requests {
		r := &g.p.Requests[q]
		if g.able[q*w+a] != g.able[q*w+b] || r.Announced == a || r.Announced == b {
			return false
		}
	}
	return true
}
