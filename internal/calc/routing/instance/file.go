package instance

import (
	"math"

	"sambang/internal/calc/routing"
	"sambang/internal/core/fault"
)

// node is one row: the depot is node 0.
type node struct {
	x, y, service, opens, closes float64
	// load is taken up at a pick-up (above zero) and put down at a delivery.
	load int32
	// pair is the other half; 0 for the depot.
	pair   int
	pickup bool
}

// file is what both formats say.
type file struct {
	vehicles, capacity int
	longest, ride      float64
	nodes              []node
	aim                routing.Aim
}

// liLim reads: vehicles, capacity, speed (1, not used); then id, x, y, load, opens,
// closes, service, its pick-up or 0, its delivery or 0.
func liLim(rows []row) (*file, *fault.Error) {
	f := &file{longest: routing.Never, ride: routing.Never, aim: routing.FewestVehicles}
	if err := f.head(rows[0], 3, 0, 1); err != nil {
		return nil, err
	}
	for i, r := range rows[1:] {
		if len(r.fields) != 9 || r.fields[0] != float64(i) {
			return nil, fault.BadField("routing.bad_row", r.field())
		}
		n := node{x: r.fields[1], y: r.fields[2], opens: r.fields[4], closes: r.fields[5], service: r.fields[6]}
		up, isUp := whole(r.fields[7], len(rows))
		down, isDown := whole(r.fields[8], len(rows))
		if !isUp || !isDown || (up == 0) == (down == 0) != (i == 0) {
			return nil, fault.BadField("routing.bad_pair", r.field())
		}
		n.pair, n.pickup = up+down, down != 0
		if err := f.add(r, n, r.fields[3]); err != nil {
			return nil, err
		}
	}
	return f, f.pairs(rows[1:])
}

// dialARide reads: vehicles, requests (or nodes), longest route, capacity, longest ride;
// then id, x, y, service, load, opens, closes. The second count is requests in some files
// and nodes in others, so rows are counted; some files end with the depot once more.
func dialARide(rows []row) (*file, *fault.Error) {
	f := &file{aim: routing.Shortest}
	if err := f.head(rows[0], 5, 0, 3); err != nil {
		return nil, err
	}
	f.longest, f.ride = rows[0].fields[2], rows[0].fields[4]
	if f.longest < 0 || f.ride < 0 {
		return nil, fault.BadField("routing.bad_time", rows[0].field())
	}
	body := rows[1:]
	requests := (len(body) - 1) / 2
	for i, r := range body {
		if len(r.fields) != 7 || r.fields[0] != float64(i) {
			return nil, fault.BadField("routing.bad_row", r.field())
		}
		if i > 2*requests {
			if depot := f.nodes[0]; r.fields[1] != depot.x || r.fields[2] != depot.y || r.fields[4] != 0 {
				return nil, fault.BadField("routing.bad_pair", r.field())
			}
			break
		}
		n := node{x: r.fields[1], y: r.fields[2], service: r.fields[3], opens: r.fields[5], closes: r.fields[6]}
		switch {
		case i > requests:
			n.pair = i - requests
		case i > 0:
			n.pair, n.pickup = i+requests, true
		}
		if err := f.add(r, n, r.fields[4]); err != nil {
			return nil, err
		}
	}
	return f, f.pairs(body)
}

// head reads the first row: how many figures it has, and which are vehicles and capacity.
func (f *file) head(r row, figures, vehicles, capacity int) *fault.Error {
	if len(r.fields) != figures {
		return fault.BadField("routing.bad_row", r.field())
	}
	var ok bool
	if f.vehicles, ok = whole(r.fields[vehicles], math.MaxInt32); !ok {
		return fault.BadField("routing.bad_row", r.field())
	}
	if f.capacity, ok = whole(r.fields[capacity], routing.MaxLoad); !ok {
		return fault.BadField("routing.bad_load", r.field())
	}
	if f.vehicles > routing.MaxWorkers {
		return fault.BadField("routing.too_big", "workers")
	}
	return nil
}

// add checks one row by itself and keeps it.
func (f *file) add(r row, n node, load float64) *fault.Error {
	amount, ok := whole(math.Abs(load), routing.MaxLoad)
	switch {
	case n.service < 0 || n.opens < 0 || n.closes < 0:
		return fault.BadField("routing.bad_time", r.field())
	case n.closes < n.opens:
		return fault.BadField("routing.bad_window", r.field())
	case !ok || n.pickup && load < 0 || !n.pickup && load > 0 || n.pair == 0 && load != 0:
		return fault.BadField("routing.bad_load", r.field())
	}
	if n.load = int32(amount); load < 0 {
		n.load = -n.load
	}
	f.nodes = append(f.nodes, n)
	return nil
}

// pairs asks that the halves name each other, and put down what they take up.
func (f *file) pairs(rows []row) *fault.Error {
	for i, n := range f.nodes {
		switch {
		case i == 0:
		case n.pair >= len(f.nodes) || n.pair == 0 || f.nodes[n.pair].pair != i || f.nodes[n.pair].pickup == n.pickup:
			return fault.BadField("routing.bad_pair", rows[i].field())
		case f.nodes[n.pair].load != -n.load:
			return fault.BadField("routing.bad_load", rows[i].field())
		}
	}
	return nil
}

// problem makes what the planner reads. All requests are of one class: the files know none.
func (f *file) problem() *routing.Problem {
	p := &routing.Problem{Aim: f.aim, Matrices: []routing.Matrix{f.matrix()}}
	for i, n := range f.nodes[1:] {
		p.Stops = append(p.Stops, routing.Stop{
			Place: i + 1, Service: n.service, Earliest: n.opens, Latest: n.closes, Due: routing.Never,
		})
		if n.pickup {
			p.Requests = append(p.Requests, routing.Request{
				Class: routing.Transport, Pickup: i, Delivery: n.pair - 1, Load: routing.Load{n.load},
				RideLimit: f.ride, Worker: routing.None, Announced: routing.None,
			})
		}
	}
	depot := f.nodes[0]
	for range f.vehicles {
		p.Workers = append(p.Workers, routing.Worker{
			From: depot.opens, To: depot.closes, Longest: f.longest, Capacity: routing.Load{int32(f.capacity)},
		})
	}
	return p
}

func (f *file) matrix() routing.Matrix {
	n := len(f.nodes)
	m := routing.Matrix{N: n, Seconds: make([]float64, n*n)}
	for a, from := range f.nodes {
		for b, to := range f.nodes {
			// Not Hypot: the published distances are the square root of the sum.
			dx, dy := from.x-to.x, from.y-to.y
			m.Seconds[a*n+b] = math.Sqrt(dx*dx + dy*dy)
		}
	}
	return m
}
