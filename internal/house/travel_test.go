package house_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/interop/osrm"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/travel"
	"sambang/internal/world"
)

// bring has Joko bring Sri's bottle home: out at 13.20, there at 14.05.
func bring(w *world.World) {
	bottle, trip := ident.Named("bottle"), ident.Named("trip")
	read := func() (d milk.Delivery) {
		w.Query(func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, trip); return err })
		return d
	}
	w.As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: trip, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottle, VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-30 * time.Minute), Milk: "fresh", Kept: "cooler"}}})
	w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: read().Job}).At("13:20").As("Joko").
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: trip, Bag: "biru 1", Bottles: []ident.ID{bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack", "milk.pack", milk.Pack{Delivery: trip, TemperatureC: new(4.0)}).
		Send("depart", "milk.depart", milk.Depart{Delivery: trip})
	w.At("14:05").As("Joko").Send("arrive", "milk.arrive", milk.Arrive{Delivery: trip})
	var code string
	w.Query(func(q journal.Query) error {
		code = link.Code(q.Keys, q.Facility, trip, read().CodeGeneration)
		return nil
	})
	w.Send("deliver", "milk.deliver", milk.Deliver{Delivery: trip, Recipient: ident.Named("Mbah Parti"), Code: code, Bottles: []ident.ID{bottle}})
}

// The bag of a day is ridden in 45 minutes; when the day is over the machine has learnt
// how long such a way takes, and the plan of the next day says so.
func TestTheRidesOfADayTeachAtNight(t *testing.T) {
	world.Both(t, "2026-03-02 13:00", func(t *testing.T, w *world.World) {
		few := travel.Settings{Detour: 1.35, Slow: 1.25, Own: travel.Motorcycle, Rain: 1.3, Flood: 2, LearnTrips: 1, LearnDays: 90,
			Speeds: []travel.Speed{{Profile: travel.Motorcycle, Road: "paved", Kmh: 22}}}
		document, err := policy.NewDocument(few)
		qt.Assert(t, qt.IsNil(err))
		w.Colleague("admin 2", access.Admin).ByTwo("one is enough", "admin 2", "head", "policy.change", policy.Change{Section: "travel", Document: document})
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		bring(w)
		w.Forget()
		w.At("+1 00:10")
		qt.Check(t, qt.IsTrue(slices.Contains(w.Happened(), "travel.learnt")))

		from, to := dayplan.Spot{At: geo.Point{Lat: -7.51, Lon: 110.90}}, dayplan.Spot{At: geo.Point{Lat: -7.54, Lon: 110.93}}
		w.Query(func(q journal.Query) error {
			known, err := travel.Measures(q)
			qt.Check(t, qt.Equals(known.Trips, 1))
			qt.Check(t, qt.Equals(known.Until, "2026-03-02"))
			legs, err2 := travel.For(q, "2026-03-03")
			qt.Assert(t, qt.IsNil(err2))
			qt.Check(t, qt.Equals(legs.Leg(travel.Motorcycle, from, to).Expected.Round(time.Minute), 45*time.Minute))
			qt.Check(t, qt.Equals(legs.Source(), "learnt"))
			return err
		})
		w.Forget()
		w.At("+2 00:10")
		qt.Check(t, qt.IsFalse(slices.Contains(w.Happened(), "travel.learnt")), qt.Commentf("a day without rides teaches nothing new"))
		w.RebuildEquals()
	})
}

// dayOf is the plan of the couriers' day, with the hours of Joko's stops.
func dayOf(w *world.World) (d plan.Day, at []instant.Instant) {
	w.Query(func(q journal.Query) error {
		today, err := plan.Today(q)
		if err != nil {
			return err
		}
		if d, _, err = plan.Days.Get(q.Tx, q.Facility, plan.DayID(plan.Couriers, today)); err != nil {
			return err
		}
		all, err := plan.Routes.Where(q.Tx, "facility_id = $1 AND day = $2 ORDER BY id", q.Facility, today)
		for _, r := range all {
			for _, s := range r.Stops {
				at = append(at, s.At)
			}
		}
		return err
	})
	return d, at
}

// waits has Sri put a bottle out for two o'clock.
func waits(w *world.World) {
	w.Mother("Sri", "Mbah Parti").Courier("Joko").As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: ident.Named("trip"), Place: ident.Named("place Sri"),
		Bottles: []milk.BottleBody{{ID: ident.Named("bottle"), VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-30 * time.Minute), Milk: "fresh", Kept: "cooler"}}})
	w.At("13:01")
}

// One tap of rain on a village, and the plan of the day has other hours and says why.
func TestOneTapOfRainChangesTheHoursOfThePlan(t *testing.T) {
	world.Both(t, "2026-03-02 13:00", func(t *testing.T, w *world.World) {
		waits(w)
		dry, before := dayOf(w)
		qt.Assert(t, qt.HasLen(before, 2), qt.Commentf("she is fetched from, her bottle goes home"))
		qt.Check(t, qt.Equals(dry.Source, "line"))
		rain := travel.SetWeather{Village: world.Village, Day: "2026-03-02", Kind: travel.Rain}
		w.As("dispatcher").Send("rain", "travel.set_weather", rain).At("13:02")
		wet, after := dayOf(w)
		qt.Assert(t, qt.HasLen(after, 2))
		qt.Check(t, qt.Equals(wet.Source, "line rain"))
		ride := func(at []instant.Instant) time.Duration { return at[1].Sub(at[0]) }
		qt.Check(t, qt.IsTrue(ride(after) > ride(before)), qt.Commentf("%s in the dry, %s in the rain", ride(before), ride(after)))
		rain.Kind = travel.Dry
		w.As("dispatcher").Send("dry", "travel.set_weather", rain).At("13:03")
		again, at := dayOf(w)
		qt.Check(t, qt.Equals(again.Source, "line"))
		qt.Check(t, qt.Equals(ride(at), ride(before)), qt.Commentf("one tap takes it back"))
		w.RebuildEquals()
	})
}

// A routing service knows that the way home takes exactly half an hour.
func TestThePlanStandsOnARoutingServiceWhereItAnswers(t *testing.T) {
	world.Both(t, "2026-03-02 13:00", func(t *testing.T, w *world.World) {
		service := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
			n := strings.Count(r.URL.Path, ";") + 1
			row := slices.Repeat([]float64{1800}, n)
			_ = json.NewEncoder(rw).Encode(map[string]any{"code": "Ok", "durations": slices.Repeat([][]float64{row}, n), "distances": slices.Repeat([][]float64{row}, n)})
		}))
		defer service.Close()
		var err error
		w.House.Ways, err = osrm.New(osrm.Config{Address: service.URL, Clock: w.Clock, Log: w.House.Log})
		qt.Assert(t, qt.IsNil(err))
		waits(w)
		day, at := dayOf(w)
		qt.Assert(t, qt.HasLen(at, 2))
		qt.Check(t, qt.IsTrue(strings.HasPrefix(day.Source, "roads")), qt.Commentf("%s", day.Source))
		qt.Check(t, qt.IsTrue(at[1].Sub(at[0]) >= 30*time.Minute))
	})
}
