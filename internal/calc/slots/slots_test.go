package slots_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// The places of these tests lie on one road, a minute by motorcycle and three on foot from
// one to the next.
func km(n float64) geo.Point { return geo.Point{Lat: -6.9, Lon: 107.6 + n/100} }

// road counts the ways; beyond km 90 there is none, and upwards (to a higher number) takes
// half as long again, so that the two directions differ. Never less than the floor.
type road struct{ floor time.Duration }

func (road) Source() string { return "line" }

func (r road) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	if from.At.IsZero() || to.At.IsZero() {
		return dayplan.Leg{Slow: max(20*time.Minute, r.floor), Way: true}
	}
	n := (to.At.Lon - from.At.Lon) * 100
	slow := time.Duration(max(-n, 1.5*n)+0.01) * time.Minute
	if profile != slots.Motorcycle {
		slow *= 3
	}
	far := km(90).Lon
	return dayplan.Leg{Expected: slow / 2, Slow: max(slow, r.floor), Way: (from.At.Lon < far) == (to.At.Lon < far), Known: true}
}

// at is an hour of the day of these tests.
func at(hours float64) instant.Instant {
	return instant.Of(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)).Add(time.Duration(hours * float64(time.Hour)))
}

const dago = ident.ID("dago")

// morning is a cadre of Dago from eight to twelve, by motorcycle, certified.
func morning() slots.Day {
	return slots.Day{Cadre: "cadre", Spans: []slots.Span{{From: at(8), To: at(12)}}, Profile: slots.Motorcycle, Villages: []ident.ID{dago}, Certified: true}
}

// home asks for three quarters of an hour at a place of Dago.
func home(n float64) slots.Ask {
	return slots.Ask{At: km(n), Village: dago, Length: 45 * time.Minute, Step: 30 * time.Minute}
}

func visit(from, to, n float64) slots.Busy {
	return slots.Busy{From: at(from), To: at(to), At: km(n), Village: dago}
}

// begins are the hours of what is free.
func begins(all []slots.Slot) []float64 {
	out := []float64{}
	for _, s := range all {
		out = append(out, s.From.Sub(at(0)).Hours())
	}
	return out
}

func TestAnEmptyMorningIsFreeUntilAVisitWouldEndTooLate(t *testing.T) {
	free := slots.Free([]slots.Day{morning()}, home(1), road{})
	qt.Assert(t, qt.DeepEquals(begins(free), []float64{8, 8.5, 9, 9.5, 10, 10.5, 11}))
	qt.Check(t, qt.Equals(free[0], slots.Slot{Cadre: "cadre", From: at(8), To: at(8.75)}))
}

func TestTheWayIsKeptOnBothSidesInTheDirectionOfGoing(t *testing.T) {
	d, ask := morning(), home(20)
	d.Busy = []slots.Busy{visit(9.5, 10, 0)} // down from km 20: 20 minutes; up to it: 30
	for _, c := range []struct {
		from float64
		why  string
	}{{8, ""}, {8.41, ""}, {8.42, slots.Travel}, {8.74, slots.Travel}, {8.76, slots.Booked}, {9.99, slots.Booked}, {10, slots.Travel}, {10.49, slots.Travel}, {10.5, ""}} {
		_, why := slots.Fits(d, ask, at(c.from), road{})
		qt.Check(t, qt.Equals(why, c.why), qt.Commentf("at %v", c.from))
	}
}

func TestTwoChildrenOfOneHomeAreOneAfterAnother(t *testing.T) {
	d := morning()
	d.Busy = []slots.Busy{visit(9, 9.75, 3)}
	_, why := slots.Fits(d, home(3), at(9.75), road{30 * time.Minute})
	qt.Check(t, qt.Equals(why, ""))
	_, why = slots.Fits(d, home(4), at(9.75), road{30 * time.Minute})
	qt.Check(t, qt.Equals(why, slots.Travel), qt.Commentf("next door the shortest time between two visits holds"))
	d.Busy[0].At = geo.Point{}
	ask := home(3)
	ask.At = geo.Point{}
	_, why = slots.Fits(d, ask, at(9.75), road{})
	qt.Check(t, qt.Equals(why, slots.Travel), qt.Commentf("two places that nobody knows are not one place"))
}

func TestFromHerHomeTheWayTakesItsTime(t *testing.T) {
	d := morning()
	d.Start = km(10)
	qt.Check(t, qt.DeepEquals(begins(slots.Free([]slots.Day{d}, home(30), road{})), []float64{8.5, 9, 9.5, 10, 10.5, 11}))
	d.Spans = append(d.Spans, slots.Span{From: at(13), To: at(14)})
	_, why := slots.Fits(d, home(30), at(13), road{})
	qt.Check(t, qt.Equals(why, ""), qt.Commentf("after noon she has been under way for long"))
	_, why = slots.Fits(d, home(95), at(13), road{})
	qt.Check(t, qt.Equals(why, slots.Travel), qt.Commentf("no way leads there"))
}

func TestHoursThatTouchAreOneStretch(t *testing.T) {
	d := morning()
	d.Spans = []slots.Span{{From: at(10), To: at(12)}, {From: at(8), To: at(10)}, {From: at(9), To: at(11)}, {From: at(15), To: at(14)}}
	qt.Check(t, qt.HasLen(slots.Free([]slots.Day{d}, home(1), road{}), 7))
	d.Spans = []slots.Span{{From: at(8), To: at(10)}, {From: at(10.5), To: at(12)}}
	qt.Check(t, qt.DeepEquals(begins(slots.Free([]slots.Day{d}, home(1), road{})), []float64{8, 8.5, 9, 10.5, 11}))
}

func TestWhatWasAskedBoundsTheWholeVisit(t *testing.T) {
	ask := home(1)
	ask.From, ask.To = at(8.1), at(10.25)
	qt.Check(t, qt.DeepEquals(begins(slots.Free([]slots.Day{morning()}, ask, road{})), []float64{8.5, 9, 9.5}))
	_, why := slots.Fits(morning(), ask, at(8), road{})
	qt.Check(t, qt.Equals(why, slots.Hours))
	ask.Length = 0
	qt.Check(t, qt.HasLen(slots.Free([]slots.Day{morning()}, ask, road{}), 0))
	_, why = slots.Fits(morning(), ask, at(9), road{})
	qt.Check(t, qt.Equals(why, slots.Hours))
}

func TestWhyADayHasNothing(t *testing.T) {
	for why, change := range map[string]func(*slots.Day, *slots.Ask){
		slots.Excluded:    func(_ *slots.Day, a *slots.Ask) { a.Not = []ident.ID{"cadre"} },
		slots.Certificate: func(d *slots.Day, _ *slots.Ask) { d.Certified = false },
		slots.Village:     func(_ *slots.Day, a *slots.Ask) { a.Village = "sekeloa" },
		slots.Full:        func(d *slots.Day, _ *slots.Ask) { d.Most, d.Busy = 1, []slots.Busy{visit(11, 11.75, 1)} },
		slots.Hours:       func(d *slots.Day, _ *slots.Ask) { d.Spans = nil },
	} {
		d, ask := morning(), home(1)
		change(&d, &ask)
		_, got := slots.Fits(d, ask, at(8), road{})
		qt.Check(t, qt.Equals(got, why))
		qt.Check(t, qt.HasLen(slots.Free([]slots.Day{d}, ask, road{}), 0), qt.Commentf("%s", why))
	}
	d, ask := morning(), home(1)
	d.Villages, ask.Village = nil, ""
	_, why := slots.Fits(d, ask, at(8), road{})
	qt.Check(t, qt.Equals(why, slots.Village), qt.Commentf("a village that nobody knows is nobody's"))
}

func TestASharedMotorbikeOpensWhatIsTooFarOnFoot(t *testing.T) {
	d, ask := morning(), home(20)
	d.Profile, d.Busy = slots.Foot, []slots.Busy{visit(8, 8.5, 0)} // 90 minutes on foot, 30 by motorcycle
	slot, why := slots.Fits(d, ask, at(9), road{})
	qt.Check(t, qt.Equals(why, slots.Bike))
	qt.Check(t, qt.Equals(slot, slots.Slot{}))
	_, why = slots.Fits(d, ask, at(8.75), road{})
	qt.Check(t, qt.Equals(why, slots.Travel), qt.Commentf("nor by motorcycle"))
	d.Spare = true
	slot, why = slots.Fits(d, ask, at(9), road{})
	qt.Check(t, qt.Equals(why, ""))
	qt.Check(t, qt.Equals(slot, slots.Slot{Cadre: "cadre", From: at(9), To: at(9.75), Bike: true, Extra: 30 * time.Minute}))
	slot, _ = slots.Fits(d, ask, at(10), road{})
	qt.Check(t, qt.Equals(slot.Bike, false), qt.Commentf("on foot she is in time"))
}

func TestOfOneHourWhoHasTheLeastWayComesFirst(t *testing.T) {
	detour, passing := morning(), morning()
	detour.Cadre, detour.Busy = "a", []slots.Busy{visit(8, 8.5, 2), visit(10, 10.5, 2)}
	passing.Cadre, passing.Busy = "b", []slots.Busy{visit(8, 8.5, 12), visit(10, 10.5, 0)}
	ask := home(4)
	ask.From, ask.To = at(9), at(9.75)
	free := slots.Free([]slots.Day{detour, passing}, ask, road{})
	qt.Assert(t, qt.HasLen(free, 2))
	qt.Check(t, qt.Equals(free[0].Cadre, ident.ID("b")))
	qt.Check(t, qt.Equals(free[0].Extra, 0), qt.Commentf("it lies on her way down"))
	qt.Check(t, qt.Equals(free[1].Extra, 5*time.Minute)) // two kilometres up and two down
}

// She eats between half past ten and eleven: of two visits that leave her no half hour beside
// the way, the second is not free, and one that leaves it is.
func TestABreakIsKeptBetweenTwoVisits(t *testing.T) {
	d := morning()
	d.Busy = []slots.Busy{visit(9.5, 10.25, 1)}
	d.Pauses = []dayplan.Pause{{Word: "meal", Earliest: at(10.25), Latest: at(11), Length: 30 * time.Minute}}
	_, why := slots.Fits(d, home(3), at(10.5), road{})
	qt.Check(t, qt.Equals(why, slots.Pause))
	_, why = slots.Fits(d, home(3), at(11), road{})
	qt.Check(t, qt.Equals(why, ""))
	qt.Check(t, qt.DeepEquals(begins(slots.Free([]slots.Day{d}, home(3), road{})), []float64{8, 8.5, 11}))
}
