package bikes_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/bikes"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

func km(n int) geo.Point { return geo.Point{Lat: -6.9, Lon: 107.6 + float64(n)/100} }

// road takes two minutes a kilometre by motorcycle and twelve on foot.
type road struct{}

func (road) Source() string { return "line" }

func (road) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	n := (to.At.Lon - from.At.Lon) * 100
	slow := time.Duration(max(n, -n)*2*float64(time.Minute)) + time.Second
	if profile == slots.Foot {
		slow *= 6
	}
	return dayplan.Leg{Expected: slow, Slow: slow, Way: true}
}

func at(day, minute int) instant.Instant {
	return instant.Of(time.Date(2026, 3, day, 0, minute, 0, 0, time.UTC))
}

func civil(day int) string { return fmt.Sprintf("2026-03-%02d", day) }

// day is a civil day of some cadres on foot, each with a visit at nine at kilometre 0.
func day(n, cadres, spare int) bikes.Day {
	d := bikes.Day{On: civil(n), Legs: road{}, Spare: spare}
	for c := range cadres {
		d.Cadres = append(d.Cadres, slots.Day{Cadre: ident.ID(fmt.Sprint("cadre ", c)), Spans: []slots.Span{{From: at(n, 8*60), To: at(n, 11*60+30)}},
			Busy: []slots.Busy{{From: at(n, 9*60), To: at(n, 9*60+45), At: km(0), Village: "dago"}}, Profile: slots.Foot, Villages: []ident.ID{"dago"}, Certified: true})
	}
	return d
}

func ask(where, first, last int) bikes.Ask {
	return bikes.Ask{Ask: slots.Ask{At: km(where), Village: "dago", Length: 45 * time.Minute, Step: 30 * time.Minute}, First: civil(first), Last: civil(last)}
}

func counts(plans [][]bikes.Met) (out []int) {
	for _, p := range plans {
		out = append(out, len(p))
	}
	return out
}

func TestAMotorbikeMeetsWhoIsTooFarOnFoot(t *testing.T) {
	// Ten kilometres: two hours on foot, twenty minutes by motorcycle.
	far, near := ask(10, 2, 2), ask(1, 2, 2)
	qt.Check(t, qt.DeepEquals(counts(bikes.Plans([]bikes.Day{day(2, 2, 0)}, []bikes.Ask{far, far, far, near}, 3)), []int{1, 2, 3, 3}))
	qt.Check(t, qt.DeepEquals(counts(bikes.Plans([]bikes.Day{day(2, 2, 1)}, []bikes.Ask{far, far}, 1)), []int{1, 2}), qt.Commentf("one stood idle already"))
	qt.Check(t, qt.DeepEquals(counts(bikes.Plans([]bikes.Day{day(2, 1, 0)}, []bikes.Ask{ask(10, 3, 9)}, 2)), []int{0, 0, 0}), qt.Commentf("on that day nobody waited"))
	qt.Check(t, qt.DeepEquals(counts(bikes.Plans(nil, nil, 2)), []int{0, 0, 0}))
}

// drawn are random days and asks.
func drawn(t *rapid.T) (days []bikes.Day, asks []bikes.Ask) {
	for n := range rapid.IntRange(0, 3).Draw(t, "days") {
		d := day(2+n, rapid.IntRange(1, 3).Draw(t, "cadres"), rapid.IntRange(0, 2).Draw(t, "spare"))
		for i := range d.Cadres {
			if rapid.Bool().Draw(t, "own") {
				d.Cadres[i].Profile = slots.Motorcycle
			}
			d.Cadres[i].Most = rapid.SampledFrom([]int{0, 2, 3}).Draw(t, "most")
		}
		days = append(days, d)
	}
	for range rapid.IntRange(0, 8).Draw(t, "asks") {
		first := rapid.IntRange(1, 5).Draw(t, "first")
		asks = append(asks, ask(rapid.IntRange(0, 14).Draw(t, "where"), first, first+rapid.IntRange(0, 3).Draw(t, "for")))
	}
	return days, asks
}

// More motorbikes never free fewer.
func TestMoreMotorbikesNeverFreeFewer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days, asks := drawn(t)
		plans := bikes.Plans(days, asks, 4)
		for k := 1; k < len(plans); k++ {
			if len(plans[k]) < len(plans[k-1]) {
				t.Fatalf("%v", counts(plans))
			}
		}
	})
}

// Every plan could have been: nobody is met twice or on a day on which they did not wait, no
// more motorbikes are lent than there are, and each visit fits beside those that are there.
func TestEveryPlanCouldHaveBeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days, asks := drawn(t)
		for k, plan := range bikes.Plans(days, asks, 3) {
			met := map[int]bool{}
			for _, m := range plan {
				if met[m.Ask] || m.On < asks[m.Ask].First || m.On > asks[m.Ask].Last {
					t.Fatalf("%v", plan)
				}
				met[m.Ask] = true
			}
			for _, d := range days {
				whole(t, d, k, asks, plan)
			}
		}
	})
}

// whole looks at one day of a plan with so many motorbikes more.
func whole(t *rapid.T, d bikes.Day, more int, asks []bikes.Ask, plan []bikes.Met) {
	lent := 0
	for _, c := range d.Cadres {
		for _, m := range plan {
			if m.On != d.On || m.Slot.Cadre != c.Cadre {
				continue
			}
			c.Spare = true
			s, why := slots.Fits(c, asks[m.Ask].Ask, m.Slot.From, d.Legs)
			if why != "" || s.Bike != m.Slot.Bike {
				t.Fatalf("%v: %q", m, why)
			}
			c.Busy = append(c.Busy[:len(c.Busy):len(c.Busy)], slots.Busy{From: s.From, To: s.To, At: asks[m.Ask].At, Village: asks[m.Ask].Village})
			if s.Bike {
				c.Profile = slots.Motorcycle
				lent++
			}
		}
	}
	if lent > d.Spare+more {
		t.Fatalf("%d lent, %d there", lent, d.Spare+more)
	}
}
