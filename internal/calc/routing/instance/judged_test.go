package instance

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/routing"
)

// drawn is a small dial-a-ride file (as rows of numbers) and routes through its nodes that
// may keep the limits or not; half of the files are wide, so that enough of them do.
func drawn(t *rapid.T) (rows [][]float64, routes [][]int) {
	n := rapid.IntRange(1, 6).Draw(t, "requests")
	number := func(from, to int, what string) float64 {
		return float64(rapid.IntRange(from, to).Draw(t, what))
	}
	rows = append(rows,
		[]float64{3, float64(n), number(40, 200, "longest"), number(1, 4, "capacity"), number(10, 60, "ride")},
		[]float64{0, 0, 0, 0, 0, 0, number(100, 240, "horizon")})
	latest, least, most := 120, 20, 120
	if rapid.Bool().Draw(t, "wide") {
		latest, least, most = 30, 90, 200
	}
	for i := 1; i <= 2*n; i++ {
		opens := number(0, latest, "opens")
		load := number(1, 2, "load")
		if i > n {
			load = -rows[1+i-n][4]
		}
		rows = append(rows, []float64{float64(i), number(-9, 9, "x"), number(-9, 9, "y"), number(0, 5, "service"), load, opens, opens + number(least, most, "width")})
	}
	routes = make([][]int, 3)
	for i := 1; i <= n; i++ {
		k := rapid.IntRange(0, 3).Draw(t, "vehicle")
		if k == 3 {
			continue
		}
		up := rapid.IntRange(0, len(routes[k])).Draw(t, "up")
		routes[k] = slices.Insert(routes[k], up, i)
		routes[k] = slices.Insert(routes[k], rapid.IntRange(up+1, len(routes[k])).Draw(t, "down"), i+n)
	}
	return rows, routes
}

// feasible decides by the benchmark's own rules, straight from the rows: loads along the
// way, and whether hours exist at all that keep windows, rides and the longest route
// (the difference constraints have no cycle below zero).
func feasible(rows [][]float64, route []int) bool {
	head, nodes := rows[0], rows[1:]
	n := (len(nodes) - 1) / 2
	path := append(append([]int{0}, route...), 0)
	last, zero, load := len(path)-1, len(path), 0.0
	type edge struct {
		a, b int
		w    float64
	}
	var edges []edge // x[b] - x[a] <= w
	const eps = 1e-6
	for i, id := range path {
		edges = append(edges, edge{zero, i, nodes[id][6] + eps}, edge{i, zero, -nodes[id][5] + eps})
		if i > 0 {
			edges = append(edges, edge{i, i - 1, -(nodes[path[i-1]][3] + way(nodes, path[i-1], id))})
		}
		if load += nodes[id][4]; load > head[3] {
			return false
		}
		if j := slices.Index(path, id+n); id > 0 && id <= n {
			edges = append(edges, edge{i, j, nodes[id][3] + head[4] + eps})
		}
	}
	edges = append(edges, edge{0, last, head[2] + eps})
	x := make([]float64, zero+1)
	for range len(x) + 2 {
		changed := false
		for _, e := range edges {
			if d := x[e.a] + e.w; d < x[e.b]-1e-9 {
				x[e.b], changed = d, true
			}
		}
		if !changed {
			return true
		}
	}
	return false
}

func way(nodes [][]float64, a, b int) float64 {
	dx, dy := nodes[a][1]-nodes[b][1], nodes[a][2]-nodes[b][2]
	return math.Sqrt(dx*dx + dy*dy)
}

func TestWhatTheBenchmarkAllowsTheJudgeAllows(t *testing.T) {
	kept, broken := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		rows, routes := drawn(t)
		var text strings.Builder
		for _, r := range rows {
			for _, x := range r {
				fmt.Fprint(&text, x, " ")
			}
			text.WriteByte('\n')
		}
		p, err := Read(DialARide, strings.NewReader(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		plan, distance, allowed := routing.Plan{}, 0.0, true
		for _, r := range routes {
			path := make([]int, len(r))
			for i, id := range r {
				path[i] = id - 1
			}
			plan.Routes = append(plan.Routes, path)
			if len(r) > 0 {
				allowed = allowed && feasible(rows, r)
				distance += way(rows[1:], 0, r[0]) + way(rows[1:], r[len(r)-1], 0)
			}
			for i := 1; i < len(r); i++ {
				distance += way(rows[1:], r[i-1], r[i])
			}
		}
		v := routing.Judge(p, plan)
		if len(v.Breaches) == 0 != allowed {
			t.Fatalf("%s%v: the rules say %v, the judge %+v", text.String(), routes, allowed, v.Breaches)
		}
		if math.Abs(v.Score[routing.Distance]-distance) > 1e-9 {
			t.Fatalf("distance %v, judged %v", distance, v.Score[routing.Distance])
		}
		if allowed && distance > 0 {
			kept++
		} else if !allowed {
			broken++
		}
	})
	// A comparison that met only one kind would prove little.
	qt.Check(t, qt.IsTrue(kept >= 10), qt.Commentf("%d kept, %d broken", kept, broken))
	qt.Check(t, qt.IsTrue(broken >= 10), qt.Commentf("%d kept, %d broken", kept, broken))
}
