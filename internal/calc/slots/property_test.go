package slots_test

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

var villages = []ident.ID{"dago", "sekeloa", "cipaganti"}

// drawPlace is a place on the road, one that no way leads to, or one that nobody knows.
func drawPlace(t *rapid.T, label string) geo.Point {
	switch n := rapid.IntRange(-1, 21).Draw(t, label); n {
	case -1:
		return geo.Point{}
	case 21:
		return km(95)
	default:
		return km(float64(n))
	}
}

func minute(t *rapid.T, from, to int, label string) instant.Instant {
	return at(0).Add(time.Duration(rapid.IntRange(from, to).Draw(t, label)) * time.Minute)
}

// drawDay is a cadre's day without visits, sensible or not, from six to twelve at most.
func drawDay(t *rapid.T, n int) slots.Day {
	d := slots.Day{Cadre: ident.ID(fmt.Sprint("cadre ", n)), Profile: rapid.SampledFrom([]string{slots.Foot, slots.Motorcycle}).Draw(t, "profile"),
		Spare: rapid.Bool().Draw(t, "spare"), Most: rapid.SampledFrom([]int{0, 0, 2, 4}).Draw(t, "most"), Certified: rapid.IntRange(0, 9).Draw(t, "certified") > 0}
	d.Spans = []slots.Span{{From: minute(t, 360, 480, "opens"), To: minute(t, 540, 720, "closes")}}
	for range rapid.IntRange(0, 2).Draw(t, "more spans") {
		d.Spans = append(d.Spans, slots.Span{From: minute(t, 360, 720, "from"), To: minute(t, 360, 720, "to")})
	}
	for _, v := range villages {
		if rapid.IntRange(0, 7).Draw(t, string(v)) > 0 {
			d.Villages = append(d.Villages, v)
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "starts") == 0 {
		d.Start = drawPlace(t, "start")
	}
	early := 400
	for range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "pauses") {
		p := dayplan.Pause{Earliest: minute(t, early, 700, "pause from"), Length: time.Duration(rapid.SampledFrom([]int{15, 30, 60}).Draw(t, "pause")) * time.Minute}
		p.Latest = p.Earliest.Add(time.Duration(rapid.IntRange(0, 120).Draw(t, "pause until")) * time.Minute)
		early = int(p.Earliest.Sub(at(0)).Minutes())
		d.Pauses = append(d.Pauses, p)
	}
	return d
}

func drawAsk(t *rapid.T) slots.Ask {
	a := slots.Ask{At: drawPlace(t, "home"), Village: rapid.SampledFrom(villages).Draw(t, "village"),
		Length: time.Duration(rapid.SampledFrom([]int{0, 10, 15, 20, 30, 45, 60}).Draw(t, "length")) * time.Minute, Step: time.Duration(rapid.IntRange(-1, 40).Draw(t, "step")) * time.Minute}
	if rapid.IntRange(0, 2).Draw(t, "bound") == 0 {
		a.From, a.To = minute(t, 300, 720, "not before"), minute(t, 400, 800, "not after")
	}
	if rapid.IntRange(0, 5).Draw(t, "not") == 0 {
		a.Not = []ident.ID{"cadre 0"}
	}
	return a
}

func drawRoad(t *rapid.T) road {
	return road{time.Duration(rapid.SampledFrom([]int{0, 30}).Draw(t, "floor")) * time.Minute}
}

// taken is the day with one visit more; with a lent motorbike she goes by it from now on.
func taken(d slots.Day, a slots.Ask, s slots.Slot) slots.Day {
	d.Busy = append(slices.Clone(d.Busy), slots.Busy{From: s.From, To: s.To, At: a.At, Village: a.Village})
	if s.Bike {
		d.Profile = slots.Motorcycle
	}
	return d
}

// filled is days on which some have asked and each has taken one of what was free.
func filled(t *rapid.T, most int, legs road) []slots.Day {
	var days []slots.Day
	for n := range rapid.IntRange(1, 3).Draw(t, "cadres") {
		days = append(days, drawDay(t, n))
	}
	for range rapid.IntRange(0, most).Draw(t, "asked before") {
		a := drawAsk(t)
		if free := slots.Free(days, a, legs); len(free) > 0 {
			s := rapid.SampledFrom(free).Draw(t, "taken")
			i := slices.IndexFunc(days, func(d slots.Day) bool { return d.Cadre == s.Cadre })
			days[i] = taken(days[i], a, s)
		}
	}
	return days
}

// way is the way between two places, told once more: the tests do not ask the package.
func way(legs road, profile string, from, to slots.Busy) (time.Duration, bool) {
	if !from.At.IsZero() && from.At == to.At {
		return 0, true
	}
	l := legs.Leg(profile, dayplan.Spot{At: from.At, Village: from.Village}, dayplan.Spot{At: to.At, Village: to.Village})
	return l.Slow, l.Way
}

// apart says whether one cadre can make both visits, whichever comes first.
func apart(legs road, profile string, a, b slots.Busy) bool {
	for _, x := range [][2]slots.Busy{{a, b}, {b, a}} {
		if takes, is := way(legs, profile, x[0], x[1]); is && x[0].To.Add(takes) <= x[1].From {
			return true
		}
	}
	return false
}

// Invariant 18: whoever asked, in whatever order, no two visits of a cadre overlap, the way
// between them included.
func TestNoTwoVisitsOfACadreOverlapWhateverTheOrderOfAsking(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawRoad(t)
		for _, d := range filled(t, 12, legs) {
			if d.Most > 0 && len(d.Busy) > d.Most {
				t.Fatalf("%d visits, %d at most", len(d.Busy), d.Most)
			}
			for i, a := range d.Busy {
				for _, b := range d.Busy[:i] {
					if !apart(legs, d.Profile, a, b) {
						t.Fatalf("%v and %v of %s", a, b, d.Cadre)
					}
				}
			}
		}
	})
}

func TestWhatIsFreeFitsAndLiesInTheHoursAndComesInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawRoad(t)
		days, a := filled(t, 6, legs), drawAsk(t)
		free := slots.Free(days, a, legs)
		for i, s := range free {
			d := days[slices.IndexFunc(days, func(d slots.Day) bool { return d.Cadre == s.Cadre })]
			if again, why := slots.Fits(d, a, s.From, legs); why != "" || again != s {
				t.Fatalf("%v is free, and then %v %q", s, again, why)
			}
			if s.To.Sub(s.From) != a.Length || s.Extra < 0 || s.Bike && (d.Profile != slots.Foot || !d.Spare) {
				t.Fatalf("%v of %v", s, a)
			}
			if !covered(d, s) || !a.From.IsZero() && s.From < a.From || !a.To.IsZero() && s.To > a.To {
				t.Fatalf("%v lies outside %v or %v", s, d.Spans, a)
			}
			if i > 0 && (free[i-1].From > s.From || free[i-1].From == s.From && free[i-1].Extra > s.Extra) {
				t.Fatalf("%v before %v", free[i-1], s)
			}
		}
	})
}

// covered looks at every minute of a visit.
func covered(d slots.Day, s slots.Slot) bool {
	for m := s.From; m < s.To; m = m.Add(time.Minute) {
		if !slices.ContainsFunc(d.Spans, func(h slots.Span) bool { return h.From <= m && m < h.To }) {
			return false
		}
	}
	return true
}

// may is the rules told once more, minute by minute and pair by pair.
func may(d slots.Day, a slots.Ask, from instant.Instant, legs road, profile string) bool {
	home := slots.Busy{From: from, To: from.Add(a.Length), At: a.At, Village: a.Village}
	switch {
	case slices.Contains(a.Not, d.Cadre), !d.Certified, !slices.Contains(d.Villages, a.Village), a.Length <= 0, d.Most > 0 && len(d.Busy) >= d.Most:
		return false
	case !a.From.IsZero() && from < a.From, !a.To.IsZero() && home.To > a.To, !covered(d, slots.Slot{From: from, To: home.To}):
		return false
	}
	if !d.Start.IsZero() {
		first := at(24)
		for _, s := range d.Spans {
			if s.From < s.To {
				first = min(first, s.From)
			}
		}
		if !apart(legs, profile, slots.Busy{To: first, At: d.Start}, home) {
			return false
		}
	}
	if slices.ContainsFunc(d.Busy, func(b slots.Busy) bool { return !apart(legs, profile, b, home) }) {
		return false
	}
	all := slices.SortedStableFunc(slices.Values(append(slices.Clone(d.Busy), home)), func(a, b slots.Busy) int { return cmp.Compare(a.From, b.From) })
	return rested(d.Pauses, all, 0, 0, 0, legs, profile)
}

// rested tries every place for every pause: between which visits, and as early there as it can
// be. i is the visit before which the next pause may lie, used what pauses took of that gap.
func rested(pauses []dayplan.Pause, all []slots.Busy, i int, now instant.Instant, used time.Duration, legs road, profile string) bool {
	if len(pauses) == 0 {
		return true
	}
	if i > len(all) {
		return false
	}
	p, begins := pauses[0], max(pauses[0].Earliest, now)
	if i > 0 {
		begins = max(begins, all[i-1].To)
	}
	fits := begins <= p.Latest
	if i < len(all) {
		fits = fits && begins.Add(p.Length) <= all[i].From
		if i > 0 {
			takes, _ := way(legs, profile, all[i-1], all[i])
			fits = fits && used+p.Length+takes <= all[i].From.Sub(all[i-1].To)
		}
	}
	return fits && rested(pauses[1:], all, i, begins.Add(p.Length), used+p.Length, legs, profile) ||
		rested(pauses, all, i+1, now, 0, legs, profile)
}

// By brute force every minute of a small day: what is free is what may be, no more and no less.
func TestEveryMinuteThatMayBeIsFreeAndNoOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawRoad(t)
		d, a := filled(t, 5, legs)[0], drawAsk(t)
		a.Step = time.Minute
		var want []slots.Slot
		for m := range 24 * 60 {
			from := at(0).Add(time.Duration(m) * time.Minute)
			foot := may(d, a, from, legs, d.Profile)
			lent := !foot && d.Profile == slots.Foot && may(d, a, from, legs, slots.Motorcycle)
			if foot || lent && d.Spare {
				want = append(want, slots.Slot{Cadre: d.Cadre, From: from, To: from.Add(a.Length), Bike: lent})
			}
			if _, why := slots.Fits(d, a, from, legs); (why == "") != (foot || lent && d.Spare) || (why == slots.Bike) != (lent && !d.Spare) {
				t.Fatalf("minute %d: %q; on foot %v, lent %v", m, why, foot, lent)
			}
		}
		got := slots.Free([]slots.Day{d}, a, legs)
		for i := range got {
			got[i].Extra = 0
		}
		if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("free %v, may be %v", got, want)
		}
	})
}

// Two who ask one after the other are served alike, whoever asked first.
func TestWhoAsksFirstMakesNoDifferenceToWhatFitsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawRoad(t)
		d, a, b := filled(t, 4, legs)[0], drawAsk(t), drawAsk(t)
		d.Profile, d.Most = slots.Motorcycle, 0
		from, then := minute(t, 360, 720, "one"), minute(t, 360, 720, "other")
		both := func(a, b slots.Ask, from, then instant.Instant) bool {
			s, why := slots.Fits(d, a, from, legs)
			if why != "" {
				return false
			}
			_, why = slots.Fits(taken(d, a, s), b, then, legs)
			return why == ""
		}
		if both(a, b, from, then) != both(b, a, then, from) {
			t.Fatalf("%v at %v and %v at %v", a, from, b, then)
		}
	})
}

// Who cancels only makes room: nothing that was free is free no longer.
// Breaks are left out: nobody can say that the way by an unknown home is no short cut.
func TestACancelledVisitOnlyMakesRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		legs := drawRoad(t)
		d, a := filled(t, 5, legs)[0], drawAsk(t)
		if len(d.Busy) == 0 {
			return
		}
		d.Pauses = nil
		less, i := d, rapid.IntRange(0, len(d.Busy)-1).Draw(t, "cancelled")
		less.Busy = slices.Delete(slices.Clone(d.Busy), i, i+1)
		for _, s := range slots.Free([]slots.Day{d}, a, legs) {
			if now, why := slots.Fits(less, a, s.From, legs); why != "" || now.Bike && !s.Bike {
				t.Fatalf("%v was free, and now %v %q", s, now, why)
			}
		}
	})
}

// FuzzFree reads any days: it ends, nothing lies outside the hours, and what is free fits.
func FuzzFree(f *testing.F) {
	f.Add(int64(28_800), int64(43_200), int64(30_000), int64(33_000), int64(2700), int64(1800), 3.0, 5.0, true, int8(2))
	f.Add(int64(43_200), int64(0), int64(-1), int64(-9), int64(-1), int64(0), 95.0, 0.0, false, int8(-1))
	f.Fuzz(func(t *testing.T, from, to, busy, until, length, step int64, x, y float64, spare bool, most int8) {
		on := func(seconds int64) instant.Instant { return at(0).Add(time.Duration(seconds%200_000) * time.Second) }
		d := slots.Day{Cadre: "c", Spans: []slots.Span{{From: on(from), To: on(to)}}, Busy: []slots.Busy{{From: on(busy), To: on(until), At: km(y)}, {From: on(until), To: on(busy), At: km(x)}},
			Profile: slots.Foot, Spare: spare, Most: int(most), Villages: villages, Certified: true, Start: km(y)}
		a := slots.Ask{At: km(x), Village: dago, Length: time.Duration(length%200_000) * time.Second, Step: time.Duration(step)}
		for _, s := range slots.Free([]slots.Day{d}, a, road{}) {
			if s.From < on(from) || s.To > on(to) || s.Extra < 0 {
				t.Fatalf("%v of %v", s, d)
			}
			if again, why := slots.Fits(d, a, s.From, road{}); why != "" || again != s {
				t.Fatalf("%v is free, and then %v %q", s, again, why)
			}
		}
	})
}
