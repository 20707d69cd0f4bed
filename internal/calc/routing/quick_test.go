package routing

import (
	"math"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"
)

// What a place costs by driving on from it is what driving the whole route says.
func TestAQuickPlaceCostsWhatTheWholeRouteSays(t *testing.T) {
	sure := 0
	rapid.Check(t, func(t *rapid.T) {
		g := newEngine(someDay(t), 1)
		g.remember(1 << 12)
		g.layNeighbours()
		g.setWeights(gentle)
		g.adopt(Plan{})
		g.recreate()
		for range 5 {
			g.open()
			g.ruin()
			for _, q := range g.absent {
				for w := range g.routes {
					sure += g.compareQuick(t, &g.routes[w], q)
				}
			}
			g.recreate()
		}
	})
	qt.Assert(t, qt.IsTrue(sure > 1000), qt.Commentf("only %d places were judged", sure))
}

// compareQuick tells of how many places of a request quick was sure, and rightly.
func (g *engine) compareQuick(t *rapid.T, r *route, q int32) (sure int) {
	if r.over {
		return 0
	}
	p, d := g.pick[q], g.drop[q]
	for k := r.head; k <= r.n; k++ {
		for i := r.head; i <= k; i++ {
			c := choice{pick: i, drop: k}
			if p == None {
				c.pick = None
			}
			g.compose(r, p, d, c.pick, c.drop)
			c.cost = g.metres - r.worth[Distance-Broken]
			cost, a := g.quick(r, p, d, c)
			if a == unsure {
				continue
			}
			sure++
			n := g.compose(r, p, d, c.pick, c.drop)
			if can := g.drive(r, n); can != (a == possible) {
				t.Fatalf("%+v of %d in %d: can be driven %v, said %d", c, q, r.worker, can, a)
			}
			if a == possible {
				whole := g.differ(&g.value, &r.worth)
				if math.Abs(cost-whole) > 1e-9*math.Abs(whole)+1e-3 {
					t.Fatalf("%+v: %v, whole %v", c, cost, whole)
				}
			}
		}
	}
	return sure
}
