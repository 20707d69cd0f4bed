package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"sambang/internal/calc/routing"
)

const hours = 3600.0

// invented is a day of a health centre that nobody has lived: places in 12 by 10 km,
// 25 km/h on ways a third longer than the line, and 80 of 100 trips within 1.3 times that.
type invented struct {
	*rand.Rand
	p    *routing.Problem
	x, y []float64
}

// kinds are the days the planner is measured by.
var kinds = []struct {
	name   string
	invent func(d *invented)
}{
	{"15 mothers, 3 couriers", func(d *invented) { d.milk(15, 3) }},
	{"25 visits, 2 teams", func(d *invented) { d.visits(25, 2) }},
	{"36 massages, 6 cadres", func(d *invented) { d.massages(36, 6) }},
}

func invent(seed uint64, fill func(d *invented)) *routing.Problem {
	d := &invented{Rand: rand.New(rand.NewPCG(seed, 7)), p: &routing.Problem{Aim: routing.Care}}
	d.place() // the health centre
	fill(d)
	d.matrix()
	return d.p
}

func (d *invented) between(from, to float64) float64 {
	return math.Round(from + d.Float64()*(to-from))
}

func (d *invented) place() int {
	d.x, d.y = append(d.x, d.between(0, 12_000)), append(d.y, d.between(0, 10_000))
	return len(d.x) - 1
}

// stop is one that lasts some minutes within a window of hours.
func (d *invented) stop(minutes, from, to, due float64) int {
	d.p.Stops = append(d.p.Stops, routing.Stop{
		Place: d.place(), Service: minutes * 60, Earliest: from * hours, Latest: to * hours, Due: due * hours,
	})
	return len(d.p.Stops) - 1
}

func (d *invented) request(q routing.Request) {
	q.Announced = routing.None
	q.Worker = routing.None
	if q.RideLimit == 0 {
		q.RideLimit = routing.Never
	}
	d.p.Requests = append(d.p.Requests, q)
}

// worker starts and ends at the health centre, with the noon prayer and a meal.
func (d *invented) worker(from, to float64) *routing.Worker {
	d.p.Workers = append(d.p.Workers, routing.Worker{
		From: from * hours, To: to * hours, Longest: routing.Never, Capacity: routing.Load{24, 3, 1, 1},
		Skills: ^uint64(0), Roads: ^uint64(0), Equals: 1, Had: d.IntN(4),
		Breaks: []routing.Break{{Earliest: 12 * hours, Latest: 13.5 * hours, Length: 40 * 60}},
	})
	return &d.p.Workers[len(d.p.Workers)-1]
}

// milk is fetched from mothers within an hour and a half of a time they name, promised
// within the first hour, and drunk within four hours.
func (d *invented) milk(mothers, couriers int) {
	for range couriers {
		d.worker(7, 17)
	}
	for range mothers {
		at := d.between(7, 13)
		pickup := d.stop(5, at, at+1.5, at+1)
		delivery := d.stop(5, at, at+4, at+2.5)
		d.request(routing.Request{
			Class: routing.Milk, Pickup: pickup, Delivery: delivery, Rides: true, Paid: true,
			Load: routing.Load{int32(1 + d.IntN(6))}, RideLimit: 2 * hours,
		})
	}
}

// visits last 12 to 20 minutes; a third is promised by a certain hour, some need a doctor.
func (d *invented) visits(n, teams int) {
	for i := range teams {
		w := d.worker(7.5, 15.5)
		w.Skills = 1 | uint64(i%2)<<1
	}
	for i := range n {
		from, due := 7.5, math.Inf(1)
		if i%3 == 0 {
			due = d.between(9, 14)
		}
		if i%4 == 1 {
			from = d.between(8, 12)
		}
		s := d.stop(d.between(12, 20), from, 15.5, due)
		d.request(routing.Request{Class: routing.HomeVisit, Pickup: routing.None, Delivery: s, Skills: 1 | uint64(i%5/4)<<1})
	}
}

// massages last 40 minutes at an hour the mother chose, are paid and shared evenly; a few
// mothers want a certain cadre not to come.
func (d *invented) massages(n, cadres int) {
	for range cadres {
		d.worker(7, 16).Stops = 8
	}
	for i := range n {
		at := d.between(7, 13)
		s := d.stop(40, at, at+2, at+1)
		q := routing.Request{Class: routing.Massage, Pickup: routing.None, Delivery: s, Paid: true}
		if i%9 == 4 {
			q.Forbidden = []int{d.IntN(cadres)}
		}
		d.request(q)
	}
}

func (d *invented) matrix() {
	n := len(d.x)
	m := routing.Matrix{N: n, Seconds: make([]float64, n*n), Slow: make([]float64, n*n), Metres: make([]float64, n*n)}
	for a := range n {
		for b := range n {
			way := math.Round(1.33 * math.Hypot(d.x[a]-d.x[b], d.y[a]-d.y[b]))
			m.Metres[a*n+b] = way
			m.Seconds[a*n+b] = math.Round(way / (25 / 3.6))
			m.Slow[a*n+b] = math.Round(1.3 * m.Seconds[a*n+b])
		}
	}
	d.p.Matrices = []routing.Matrix{m}
}

// day compares a tenth of a second with the best of long searches, on invented days. The
// short form takes the best of 4 runs of 5 s, which says less.
func (r *planRun) day(tell func(figure)) error {
	runs, each := 4, 5*time.Second
	if r.long {
		runs, each = 20, time.Minute
	}
	for _, k := range kinds {
		f := figure{name: "a day of " + k.name + ", above the best", unit: "%", want: 0.1}
		worst := 0.0
		for day := range uint64(r.days) {
			gap, err := r.above(invent(day+1, k.invent), runs, each)
			if err != nil {
				return err
			}
			worst = max(worst, gap)
		}
		f.runs = []float64{worst}
		f.note = fmt.Sprintf("worst of %d days in 100 ms, best of %d runs of %s", r.days, runs, each)
		tell(f)
	}
	return nil
}

// above is how much worse a tenth of a second is than the best of some long runs, percent.
func (r *planRun) above(p *routing.Problem, runs int, each time.Duration) (float64, error) {
	short, err := search(r.ctx, p, routing.Effort{Seed: 1, Time: 100 * time.Millisecond})
	if err != nil {
		return 0, err
	}
	best := short.score
	for i := range runs {
		fmt.Fprintf(r.notes, "\rday: run %d of %d ", i+1, runs)
		s, err := search(r.ctx, p, routing.Effort{Seed: uint64(100 + i), Time: each})
		if err != nil {
			return 0, err
		}
		if p.Aim.Compare(s.score, best) < 0 {
			best = s.score
		}
	}
	fmt.Fprint(r.notes, "\r\033[K")
	return behind(p.Aim, short.score, best), r.ctx.Err()
}

// behind is by how many percent a score is worse than the best one: at the first level
// that differs by more than a thousandth, else the most at any level before that.
func behind(aim routing.Aim, got, best routing.Score) float64 {
	most := 0.0
	for _, l := range aim {
		d := got[l] - best[l]
		if math.Abs(d) <= 1e-6 {
			continue
		}
		share := 100 * d / max(math.Abs(best[l]), 1)
		most = max(most, share)
		if math.Abs(share) > 0.1 {
			break
		}
	}
	return most
}
