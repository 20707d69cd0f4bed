package house_test

import (
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
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
