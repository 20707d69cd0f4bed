package capacity_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"sambang/internal/calc/capacity"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

const monday = "2026-11-23"

var midnight = instant.Of(time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))

// centre is where the couriers begin: Kebakkramat is a plain of ten kilometres.
var centre = geo.Point{Lat: -7.5133, Lon: 110.9}

// plain is a straight line with a detour of 1.3 at 25 km/h, a quarter longer on slow days.
type plain struct{}

func (plain) Leg(_ string, from, to dayplan.Spot) dayplan.Leg {
	metres := from.At.Metres(to.At) * 1.3
	expected := time.Duration(metres/25_000*3600) * time.Second
	return dayplan.Leg{Expected: expected, Slow: expected * 5 / 4, Metres: metres, Way: true, Known: true}
}

func (plain) Source() string { return "line" }

// at is an hour of the Monday.
func at(hour float64) instant.Instant {
	return midnight.Add(time.Duration(hour * float64(time.Hour)).Round(time.Minute))
}

func near(km, bearing float64) geo.Point {
	return geo.Point{Lat: centre.Lat + km/111*math.Cos(bearing), Lon: centre.Lon + km/110*math.Sin(bearing)}
}

// mother is her pick-up at an hour as the days ahead want it: ten minutes early at the
// most, promised within twenty, home within two hours.
func mother(name string, hour float64, work, home geo.Point) dayplan.Job {
	pick := dayplan.Spot{At: work, Service: 5 * time.Minute, Earliest: at(hour).Add(-10 * time.Minute), Due: at(hour).Add(20 * time.Minute), Latest: at(hour).Add(90 * time.Minute)}
	drop := dayplan.Spot{At: home, Service: 5 * time.Minute, Due: at(hour).Add(2 * time.Hour), DueAtEnd: true}
	return dayplan.Job{ID: ident.Named(name), Class: routing.Milk, Pick: &pick, Drop: drop, Load: routing.Load{3}, RideLimit: 2 * time.Hour, Rides: true, Paid: true, Skills: []string{"milk"}}
}

func courier(name string, most int) dayplan.Worker {
	return dayplan.Worker{ID: ident.Named(name), Start: centre, From: at(7), To: at(15), Capacity: routing.Load{24}, Skills: []string{"milk"}, Profile: "motorcycle", Most: most}
}

// roster is a day of couriers with as many mothers as one can think of, some of whom will
// have no place: the factories let out within three hours.
func roster(seed uint64) dayplan.Sheet {
	r := rand.New(rand.NewPCG(seed, 7))
	s := dayplan.Sheet{Group: "couriers", Day: monday, From: midnight}
	for i := range 1 + r.IntN(4) {
		c := courier(fmt.Sprint("courier ", i), 0)
		if r.IntN(3) == 0 {
			c.Most = 4 + r.IntN(4)
		}
		if r.IntN(2) == 0 {
			c.Pauses = []dayplan.Pause{{Word: "dzuhur", Earliest: at(11.7), Latest: at(13), Length: 20 * time.Minute}}
		}
		c.Capacity[0] = int32(6 + r.IntN(20))
		s.Workers = append(s.Workers, c)
	}
	for i := range len(s.Workers)*4 + r.IntN(len(s.Workers)*6) {
		s.Jobs = append(s.Jobs, drawn(r, fmt.Sprint("mother ", i)))
	}
	return s
}

// drawn is a mother somewhere, at some hour.
func drawn(r *rand.Rand, name string) dayplan.Job {
	factory := near(1+float64(r.IntN(4)), float64(r.IntN(6)))
	return mother(name, 9+float64(r.IntN(18))/6, factory, near(r.Float64()*7, r.Float64()*2*math.Pi))
}

// served keeps of a sheet those whose promises a search keeps: a day as it stands.
func served(s dayplan.Sheet) dayplan.Sheet {
	for {
		p, x := dayplan.Compile(s, plain{})
		v := routing.Judge(p, long(slowest(p), 2000, 11))
		lost := map[ident.ID]bool{}
		for _, j := range s.Jobs {
			lost[j.ID] = !isKept(p, v, x.Request[j.ID])
		}
		var jobs []dayplan.Job
		for _, j := range s.Jobs {
			if !lost[j.ID] {
				jobs = append(jobs, j)
			}
		}
		done := len(jobs) == len(s.Jobs)
		if s.Jobs = jobs; done {
			return s
		}
	}
}

// isKept reads from a verdict whether a request has a place and its promises hold.
func isKept(p *routing.Problem, v routing.Verdict, request int) bool {
	q, seen := p.Requests[request], 0
	for _, d := range v.Routes {
		for _, m := range d.Stops {
			if m.Stop != q.Pickup && m.Stop != q.Delivery {
				continue
			}
			seen++
			end := m.Slow
			if p.Stops[m.Stop].DueAtEnd {
				end += p.Stops[m.Stop].Service
			}
			if end > p.Stops[m.Stop].Due+1e-6 {
				return false
			}
		}
	}
	return seen == 2 || seen == 1 && q.Pickup == routing.None
}

func asking(jobs ...dayplan.Job) capacity.Asking {
	return capacity.Asking{Jobs: map[string][]dayplan.Job{monday: jobs}}
}
