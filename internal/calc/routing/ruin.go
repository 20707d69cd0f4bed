package routing

import (
	"cmp"
	"slices"
)

// Strings (Christiaens and Vanden Berghe 2020, section 5.1): meanRuin is how many stops a
// ruin takes on average, maxString the longest string of neighbours of one route,
// (meanRide where rides have limits, which tie more stops to each other),
// splitting how often a string spares some in its middle, and sparing how often one more.
const (
	meanRuin  = 10.0
	meanRide  = 15.0
	maxString = 10.0
	splitting = 0.5
	sparing   = 0.01
)

// neighbours is how many nearest stops a stop knows.
const neighbours = 300

// near is a stop and how far it is, there and back.
type near struct {
	way  float64
	stop int32
}

// layNeighbours makes room for what each stop will know of the others.
func (g *engine) layNeighbours() {
	n := len(g.p.Stops)
	most := min(n, neighbours)
	g.adj, g.near = make([][]int32, n), make([]near, n)
	room := make([]int32, n*most)
	for s := range g.adj {
		g.adj[s] = room[s*most : s*most : (s+1)*most]
	}
}

// around are the stops nearest to a stop, itself first. They are sorted when first asked
// for: a search that is to last a quarter of a second asks for a part of them only.
func (g *engine) around(s int) []int32 {
	if len(g.adj[s]) > 0 {
		return g.adj[s]
	}
	m := &g.mats[0]
	row := int(g.place[s]) * m.n
	for t := range g.near {
		to := row + int(g.place[t])
		g.near[t] = near{m.met[to] + m.metTo[to], int32(t)}
	}
	g.near[s].way = -1
	slices.SortFunc(g.near, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.way, b.way), cmp.Compare(a.stop, b.stop))
	})
	for _, x := range g.near[:cap(g.adj[s])] {
		g.adj[s] = append(g.adj[s], x.stop)
	}
	return g.adj[s]
}

// ruin takes requests out of the plan.
func (g *engine) ruin() {
	switch u := g.rnd.unit(); {
	case len(g.mobile) == 0:
		return
	case u < 0.1 || len(g.mobile) <= 8 && u < 0.5:
		g.ruinAny()
	default:
		g.ruinStrings()
	}
	g.takeOut()
}

// ruinAny takes any requests.
func (g *engine) ruinAny() {
	most := min(int32(len(g.mobile)), 12)
	for n := 1 + g.rnd.under(most); n > 0; n-- {
		q := g.mobile[g.rnd.under(int32(len(g.mobile)))]
		if g.where[q] != None {
			g.mark(q)
		}
	}
}

// ruinStrings takes strings of stops out of routes that come near each other.
func (g *engine) ruinStrings() {
	filled, stops := int32(0), int32(0)
	for w := range g.routes {
		if n := g.routes[w].n; n > 0 {
			filled++
			stops += n
		}
	}
	if filled == 0 {
		return
	}
	longest := min(g.longestString(), float64(stops)/float64(filled))
	most := 4*g.meanRuin/(1+longest) - 1
	strings := int32(g.rnd.unit()*max(most, 0) + 1)
	q := g.mobile[g.rnd.under(int32(len(g.mobile)))]
	seed := g.p.Requests[q].Delivery
	if g.pick[q] != None && g.rnd.next()&1 == 0 {
		seed = int(g.pick[q])
	}
	for _, s := range g.around(seed) {
		w := g.where[g.req[s]]
		if w == None || g.begun[s] || g.ruined[w] || g.marked[g.req[s]] {
			continue
		}
		g.ruined[w] = true
		g.cut = append(g.cut, w)
		r := &g.routes[w]
		free := r.n - r.head
		g.string(r, g.pos[s], int32(g.rnd.unit()*min(float64(free), longest)+1))
		if strings--; strings == 0 {
			break
		}
	}
	for _, w := range g.cut {
		g.ruined[w] = false
	}
	g.cut = g.cut[:0]
}

// string marks so many stops of a route around a position, sparing some now and then.
func (g *engine) string(r *route, at, size int32) {
	free := r.n - r.head
	size = min(size, free)
	spare, from := int32(0), int32(0)
	if size > 1 && size < free && g.rnd.unit() < splitting {
		for spare = 1; size+spare < free && g.rnd.unit() < sparing; spare++ {
		}
		from = 1 + g.rnd.under(size-1)
	}
	// The first stop of the string: such that it holds the position.
	first := max(at-size-spare+1, r.head+1)
	last := min(at, r.n-size-spare+1)
	start := first + g.rnd.under(last-first+1)
	for i := range size + spare {
		if i >= from && i < from+spare {
			continue
		}
		g.mark(g.req[r.spots[start+i].stop])
	}
}

// mark takes note that a request leaves its place.
func (g *engine) mark(q int32) {
	if g.marked[q] || g.pick[q] == None && g.drop[q] == None {
		return
	}
	g.marked[q] = true
	g.touch(g.where[q])
	g.absent = append(g.absent, q)
}

// takeOut takes what is marked out of its routes.
func (g *engine) takeOut() {
	for _, w := range g.touched {
		r := &g.routes[w]
		n := r.head
		for k := r.head + 1; k <= r.n; k++ {
			if s := r.spots[k].stop; !g.marked[g.req[s]] {
				n++
				r.spots[n].stop = s
			}
		}
		if n != r.n {
			r.n = n
			g.update(r)
		}
	}
	for _, q := range g.absent {
		if g.marked[q] {
			g.move(q, None)
			g.marked[q] = false
		}
	}
}

// touch keeps a route as it was, once a step.
func (g *engine) touch(w int32) {
	if g.dirty[w] {
		return
	}
	g.dirty[w] = true
	g.touched = append(g.touched, w)
	g.shadows[w].copyFrom(&g.routes[w], g.units)
}

// move notes a request's worker, and who it was before the step.
func (g *engine) move(q, w int32) {
	if !g.moved[q] {
		g.moved[q] = true
		g.movers = append(g.movers, q)
		g.before[q] = g.where[q]
	}
	g.where[q] = w
}
