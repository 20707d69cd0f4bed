package dayplan_test

import (
	"context"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// eight is the beginning of the day of every story: Monday 2 March 2026, 08:00 in Solo.
var eight = instant.Of(time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC))

// at is an hour of that day, as 10.5 for half past ten.
func at(hour float64) instant.Instant {
	return eight.Add(time.Duration((hour - 8) * float64(time.Hour)))
}

// road is a straight road: a kilometre takes two minutes, on slow days three. Beyond
// kilometre 90 there is no way.
type road struct{}

func (road) Source() string { return "line" }

func (road) Leg(_ string, from, to dayplan.Spot) dayplan.Leg {
	km := math.Round(math.Abs(from.At.Lon-to.At.Lon) * 100)
	far := max(from.At.Lon, to.At.Lon) > 110.9
	return dayplan.Leg{Expected: time.Duration(km * 2 * float64(time.Minute)), Slow: time.Duration(km * 3 * float64(time.Minute)), Metres: km * 1000, Way: !far, Known: true}
}

// km is a place so many kilometres down the road.
func km(n float64) geo.Point { return geo.Point{Lat: -7.5, Lon: 110 + n/100} }

func spot(n float64) dayplan.Spot { return dayplan.Spot{At: km(n), Service: 10 * time.Minute} }

// visit is somebody who lives at a kilometre and was promised a visit by an hour.
func visit(name string, n, due float64) dayplan.Job {
	j := dayplan.Job{ID: ident.Named(name), Class: routing.HomeVisit, Drop: spot(n)}
	if due > 0 {
		j.Drop.Due = at(due)
	}
	return j
}

// milk is a bag that goes from one kilometre to another.
func milk(name string, from, to float64) dayplan.Job {
	pick := spot(from)
	return dayplan.Job{ID: ident.Named(name), Class: routing.Milk, Pick: &pick, Drop: spot(to), Load: routing.Load{1}, Rides: true}
}

// worker begins at kilometre 0 and works from eight to four.
func worker(name string) dayplan.Worker {
	return dayplan.Worker{ID: ident.Named(name), Start: km(0), End: km(0), From: eight, To: at(16), Capacity: routing.Load{4, 4}, Profile: "motorcycle"}
}

func sheet(workers []dayplan.Worker, jobs ...dayplan.Job) dayplan.Sheet {
	return dayplan.Sheet{Group: "teams", Day: "2026-03-02", From: eight, Jobs: jobs, Workers: workers}
}

func made(s dayplan.Sheet) dayplan.Day {
	return dayplan.Make(context.Background(), s, road{}, dayplan.Day{}, routing.Effort{Seed: 1, Steps: 300})
}

// told writes a day as who makes which stops, with the hours.
func told(d dayplan.Day) (out []string) {
	for _, r := range d.Routes {
		for _, s := range r.Stops {
			out = append(out, fmt.Sprintf("%s %s %s %s", name(r.Worker), s.What, name(s.Job), s.At.Time().Add(7*time.Hour).Format("15:04")))
		}
	}
	for _, l := range d.Left {
		out = append(out, "left "+name(l.Job))
	}
	return out
}

var known = []string{"Ani", "Beni", "Cici", "Dewi", "Sri", "Rini", "Wati", "Yuni", "Joko", "Tono", "Budi"}

func name(id ident.ID) string {
	for _, n := range known {
		if ident.Named(n) == id {
			return n
		}
	}
	return string(id)
}

func TestADayGoesWhereEverybodyIsSeenInTime(t *testing.T) {
	d := made(sheet([]dayplan.Worker{worker("Ani")}, visit("Sri", 10, 8.5), visit("Rini", 5, 11), visit("Wati", 12, 0)))
	qt.Assert(t, qt.DeepEquals(told(d), []string{"Ani only Sri 08:20", "Ani only Wati 08:34", "Ani only Rini 08:58"}))
	qt.Assert(t, qt.Equals(d.Broken(), 0))
	qt.Assert(t, qt.Equals(d.Placed(), 3))
	qt.Assert(t, qt.Equals(d.Metres(), 24_000.0))
	qt.Assert(t, qt.Equals(d.Routes[0].Stops[0].Slow, at(8.5)))
}

func TestMilkIsFetchedBeforeItIsBroughtByOneCourier(t *testing.T) {
	d := made(sheet([]dayplan.Worker{worker("Ani"), worker("Beni")}, milk("Sri", 5, 10), milk("Rini", 6, 11)))
	qt.Assert(t, qt.HasLen(d.Left, 0))
	where := map[ident.ID]ident.ID{}
	for _, r := range d.Routes {
		for _, s := range r.Stops {
			if s.What == dayplan.Pick {
				where[s.Job] = r.Worker
			} else {
				qt.Assert(t, qt.Equals(where[s.Job], r.Worker))
			}
		}
	}
	qt.Assert(t, qt.HasLen(where, 2))
}

func TestWhatNobodyCanDoIsLeftWithAReasonForEach(t *testing.T) {
	nurse := worker("Ani")
	nurse.Skills = []string{"nurse"}
	injured := visit("Sri", 10, 0)
	injured.Skills = []string{"doctor"}
	beyond := visit("Rini", 95, 0)
	past := visit("Wati", 10, 0)
	past.Drop.Latest = at(7)
	nonsense := visit("Yuni", 10, 0)
	nonsense.Drop.Service = -time.Minute
	d := made(sheet([]dayplan.Worker{nurse, worker("Beni")}, injured, beyond, past, nonsense))
	why := map[string]map[ident.ID]string{}
	for _, l := range d.Left {
		why[name(l.Job)] = l.Why
	}
	each := func(w string) map[ident.ID]string {
		return map[ident.ID]string{ident.Named("Ani"): w, ident.Named("Beni"): w}
	}
	qt.Assert(t, qt.DeepEquals(why, map[string]map[ident.ID]string{"Sri": each("skill"), "Rini": each("way"), "Wati": each("hours"), "Yuni": each("figures")}))
}

func TestOneMoreIsPromisedAnHourThatBreaksNothing(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani")}, visit("Sri", 10, 9))
	d := made(s)
	r := dayplan.Answer(s, road{}, d, visit("Rini", 5, 0))
	qt.Assert(t, qt.IsNotNil(r.Best))
	qt.Assert(t, qt.Equals(name(r.Best.Worker), "Ani"))
	qt.Assert(t, qt.HasLen(r.Best.Later, 0))
	qt.Assert(t, qt.HasLen(r.Best.Stops, 1))
	// He goes to Sri first, who was promised nine o'clock, or to Rini on the way.
	qt.Assert(t, qt.Equals(r.Best.Metres, 0.0))
	qt.Assert(t, qt.Equals(r.Best.Working, 10*time.Minute))
}

func TestWhereAnHourCannotBeKeptTheFirstThatCanIsSaid(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani")}, visit("Sri", 10, 8.5))
	d := made(s)
	r := dayplan.Answer(s, road{}, d, visit("Rini", 15, 8.5))
	qt.Assert(t, qt.IsNil(r.Best))
	qt.Assert(t, qt.IsNotNil(r.Earliest))
	// Slow: half an hour to Sri, ten minutes with her, a quarter on to Rini: five to nine.
	qt.Assert(t, qt.Equals(r.Due, eight.Add(55*time.Minute)))
	qt.Assert(t, qt.IsFalse(r.Earliest.Stops[0].Slow.After(r.Due)))
	qt.Assert(t, qt.HasLen(r.Earliest.Later, 0))
}

func TestAnEmergencyIsToldWhatItBreaksAndForWhom(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani")}, visit("Sri", 10, 8.5))
	d := made(s)
	call := visit("Rini", 20, 9)
	call.Class = routing.Emergency
	s.Jobs[0].Drop.Due = at(8.5)
	r := dayplan.Answer(s, road{}, d, call)
	qt.Assert(t, qt.IsNil(r.Best))
	qt.Assert(t, qt.IsNil(r.Earliest))
	qt.Assert(t, qt.HasLen(r.Breaking, 1))
	later := r.Breaking[0].Later
	if len(later) > 0 {
		qt.Assert(t, qt.Equals(name(later[0].Job), "Sri"))
		qt.Assert(t, qt.IsTrue(later[0].By > 0))
	}
}

func TestAJobThatIsDraggedSaysWhatItCosts(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani"), worker("Beni")}, visit("Sri", 10, 8.5), visit("Rini", 10, 9))
	d := made(s)
	to := "Ani"
	if name(d.Routes[0].Worker) == "Ani" {
		to = "Beni"
	}
	moved := dayplan.Try(s, road{}, d, dayplan.Move{Job: ident.Named("Rini"), Worker: ident.Named(to), Place: 0})
	qt.Assert(t, qt.Equals(moved.Why, ""))
	if len(d.Routes) == 1 { // both were with one: a second has to go all the way
		qt.Assert(t, qt.Equals(moved.Cost.Metres, 20_000.0))
		qt.Assert(t, qt.Equals(moved.Cost.Working, 40*time.Minute))
	}
	first := dayplan.Try(s, road{}, d, dayplan.Move{Job: ident.Named("Rini"), Worker: d.Routes[0].Worker, Place: 0})
	qt.Assert(t, qt.Equals(first.Why, ""))
	if len(d.Routes) == 1 {
		qt.Assert(t, qt.DeepEquals(first.Cost.Later, []dayplan.Delay{{Job: ident.Named("Sri"), By: 10 * time.Minute}}))
	}
	beyond := visit("Wati", 95, 0)
	s.Jobs = append(s.Jobs, beyond)
	qt.Assert(t, qt.Equals(dayplan.Try(s, road{}, d, dayplan.Move{Job: beyond.ID, Worker: ident.Named("Ani")}).Why, "way"))
	qt.Assert(t, qt.Equals(dayplan.Try(s, road{}, d, dayplan.Move{Job: beyond.ID, Worker: ident.Named("Joko")}).Why, "unknown"))
}

func TestWhatAPersonHoldsAtAnHourStaysThere(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani")}, visit("Sri", 10, 0), visit("Rini", 5, 0))
	s.Jobs[0].Held = at(14)
	d := made(s)
	for _, st := range d.Routes[0].Stops {
		if name(st.Job) == "Sri" {
			qt.Assert(t, qt.IsTrue(st.At.Sub(at(14)).Abs() <= 15*time.Minute))
		}
	}
	// An hour at which nobody is there is given up rather than the visit.
	s.Jobs[0].Held = at(20)
	qt.Assert(t, qt.HasLen(made(s).Left, 0))
}

func TestWhoIsOnTheWayOrOnBoardTooLateStillArrivesAndMilkDoesNot(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani")}, visit("Sri", 10, 8.1), visit("Rini", 5, 0))
	s.Jobs[0].Worker, s.Jobs[0].Begun, s.Jobs[0].Drop.Latest = ident.Named("Ani"), 1, at(8.1)
	home := milk("Wati", 0, 3)
	home.Class, home.Pick, home.Aboard, home.Worker, home.Drop.Latest = routing.Transport, nil, true, ident.Named("Ani"), at(8.01)
	bag := milk("Yuni", 0, 3)
	bag.Pick, bag.Aboard, bag.Worker, bag.Drop.Latest = nil, true, ident.Named("Ani"), at(8.01)
	s.Jobs = append(s.Jobs, home, bag)
	d := made(s)
	qt.Assert(t, qt.HasLen(d.Left, 1)) // milk past its hour is brought to no child
	qt.Assert(t, qt.Equals(name(d.Left[0].Job), "Yuni"))
	qt.Assert(t, qt.Equals(name(d.Routes[0].Stops[0].Job), "Sri"))
}

func TestAPlanIsMadeBetterOfTheEarlierOne(t *testing.T) {
	s := sheet([]dayplan.Worker{worker("Ani"), worker("Beni")}, visit("Sri", 10, 10), visit("Rini", 12, 10), visit("Wati", 3, 10))
	d := made(s)
	s.Jobs = append(s.Jobs, visit("Yuni", 11, 12))
	after := dayplan.Make(context.Background(), s, road{}, d, routing.Effort{Seed: 1, Steps: 300})
	qt.Assert(t, qt.HasLen(after.Left, 0))
	qt.Assert(t, qt.Equals(after.Broken(), 0))
	qt.Assert(t, qt.Equals(after.Placed(), 4))
	cost := dayplan.CostOf(d, after)
	qt.Assert(t, qt.DeepEquals(cost.Won, []ident.ID{ident.Named("Yuni")}))
	qt.Assert(t, qt.HasLen(cost.Later, 0))
}
