package schedule_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

var working = []int{1, 2, 3, 4, 5}

func place(w *world.World, mother string) ident.ID { return w.ID("place " + mother) }

// settle writes a schedule down as the officer does.
func settle(w *world.World, mother, courier string, periods ...schedule.PeriodBody) *world.World {
	w.T.Helper()
	b := schedule.Set{Place: place(w, mother), Periods: periods}
	if courier != "" {
		b.Courier = w.ID(courier)
	}
	return w.As("officer").Send(fmt.Sprint("schedule of ", mother, periods), "schedule.set", b)
}

func normal(from, at string) schedule.PeriodBody {
	return schedule.PeriodBody{From: from, Kind: calendar.Normal, Weekdays: working, At: at}
}

// day tells a day's plan: "08:00 Sri Joko", "09:00 Ani nobody_fit".
func day(w *world.World, of string) []string {
	w.T.Helper()
	out := []string{}
	w.Query(func(q journal.Query) error {
		zone := time.FixedZone("WIB", 7*3600)
		all, err := schedule.Pickups.Where(q.Tx, "facility_id = $1 AND day = $2 AND state <> 'cancelled' ORDER BY at, id", q.Facility, of)
		for _, p := range all {
			v, err := schedule.ShowPickup(q, p)
			if err != nil {
				return err
			}
			who := v.CourierName + p.Why
			if p.State != schedule.Waiting {
				who += " " + p.State
			}
			out = append(out, strings.Join([]string{p.At.In(zone).Format("15:04"), strings.TrimPrefix(v.MotherName, "Ibu "), who}, " "))
		}
		return err
	})
	return out
}

func said(w *world.World, kind string) (n int) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		all, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND kind = $2", q.Facility, kind)
		n = len(all)
		return err
	})
	return n
}

// restart closes the house and opens it again over the same data.
func restart(t *testing.T, w *world.World) {
	t.Helper()
	config := w.House.Config
	w.House.Close()
	again, err := house.Open(t.Context(), config)
	qt.Assert(t, qt.IsNil(err))
	t.Cleanup(again.Close)
	w.House = again
}

// A month of three mothers and two couriers: Ramadan, a school holiday, leave, a
// shift that changes, a holiday, an ill courier, and a server that stood still.
func TestAMonthOfPickUps(t *testing.T) {
	world.Both(t, "2026-02-13 08:00", func(t *testing.T, w *world.World) { // a Friday
		w.Courier("Joko").Courier("Budi").Mother("Sri", "Nenek").Mother("Ani", "Bibi").Mother("Tuti", "Kakek")
		settle(w, "Sri", "Joko", normal("2026-02-16", "11:40"),
			schedule.PeriodBody{From: "2026-02-18", To: "2026-03-19", Kind: calendar.Ramadan, Weekdays: working, At: "10:30"},
			schedule.PeriodBody{From: "2026-03-09", To: "2026-03-11", Kind: calendar.SchoolHoliday})
		settle(w, "Ani", "", normal("2026-02-16", "10:45"), schedule.PeriodBody{From: "2026-02-23", To: "2026-02-24", Kind: calendar.Leave})
		settle(w, "Tuti", "", schedule.PeriodBody{From: "2026-02-16", Kind: calendar.Shift, Weekdays: []int{1, 2, 3}, At: "13:00"})
		w.As("officer").Send("mourning", "schedule.set_holiday", holiday.SetHoliday{Day: "2026-02-17", Kind: "national", Name: "Tahun Baru Imlek"})

		qt.Check(t, qt.DeepEquals(day(w, "2026-02-16"), []string{"10:45 Ani Budi", "11:40 Sri Joko", "13:00 Tuti Budi"}),
			qt.Commentf("her usual courier, else whoever has least to do"))
		qt.Check(t, qt.HasLen(day(w, "2026-02-17"), 0), qt.Commentf("a holiday"))
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-18"), []string{"10:30 Sri Joko", "10:45 Ani Budi", "13:00 Tuti Budi"}), qt.Commentf("Ramadan"))
		qt.Check(t, qt.HasLen(day(w, "2026-02-21"), 0), qt.Commentf("a Saturday, and not yet planned"))

		// The server stands still over three evenings; then each is made good by one plan.
		w.At("19:30").Forget()
		restart(t, w)
		w.As("officer").At("+3 07:00")
		qt.Check(t, qt.DeepEquals(kinds(w, "schedule.evening"), 1))
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-23"), []string{"10:30 Sri Joko", "13:00 Tuti Budi"}), qt.Commentf("Ani is on leave"))

		// Joko is ill on Wednesday morning.
		w.As("officer").At("+5 06:30").Send("ill", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Joko"), Day: "2026-02-18", Reason: "ill"})
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-18"), []string{"10:30 Sri Budi", "10:45 Ani Budi", "13:00 Tuti Budi"}))
		qt.Check(t, qt.Equals(said(w, "milk_courier_changed"), 1))
		w.Refused("ill again", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Joko"), Day: "2026-02-18", Reason: "ill"}, "schedule.already_out")
		w.Send("ill too", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Budi"), Day: "2026-02-18", Reason: "ill"})
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-18"), []string{"10:30 Sri nobody_fit", "10:45 Ani nobody_fit", "13:00 Tuti nobody_fit"}))
		qt.Check(t, qt.Equals(said(w, "milk_pickup_unplaced"), 3))
		w.Send("better", "schedule.courier_back", schedule.CourierBack{Worker: w.ID("Joko"), Day: "2026-02-18"})
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-18"), []string{"10:30 Sri Joko", "10:45 Ani Joko", "13:00 Tuti Joko"}))
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-19"), []string{"10:30 Sri Joko", "10:45 Ani Budi"}), qt.Commentf("only the day itself moved"))

		// The courier comes for nothing, the next mother says nothing.
		w.As("Joko").At("+5 10:31").Send("nothing", "schedule.skip", schedule.Skip{Pickup: pickup(w, "Sri", "2026-02-18"), Reason: "no_milk"})
		w.As("officer").At("+5 20:00")
		qt.Check(t, qt.DeepEquals(day(w, "2026-02-18"), []string{"10:30 Sri Joko skipped", "10:45 Ani Joko skipped", "13:00 Tuti Joko skipped"}))

		// Tuti's factory changes its shift; Sri's school closes; in April all is as before Ramadan.
		settle(w, "Tuti", "Budi", schedule.PeriodBody{From: "2026-02-16", Kind: calendar.Shift, Weekdays: []int{1, 2, 3}, At: "13:00"},
			schedule.PeriodBody{From: "2026-03-09", Kind: calendar.Shift, Weekdays: []int{1, 2, 3}, At: "20:15"})
		w.At("+22 19:30")
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-10"), []string{"10:45 Ani Joko", "20:15 Tuti Budi"}))
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-12"), []string{"10:30 Sri Joko", "10:45 Ani Budi"}))
		w.At("+35 19:30")
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-23"), []string{"10:45 Ani Budi", "11:40 Sri Joko", "20:15 Tuti Budi"}))
		w.RebuildEquals()
	})
}

// kinds counts the events of a kind since the last time.
func kinds(w *world.World, kind string) (n int) {
	for _, k := range w.Happened() {
		if k == kind {
			n++
		}
	}
	return n
}

func pickup(w *world.World, mother, of string) (id ident.ID) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		p, found, err := schedule.Pickups.First(q.Tx, "facility_id = $1 AND place = $2 AND day = $3", q.Facility, place(w, mother), of)
		if !found {
			w.T.Fatalf("no pick-up of %s on %s", mother, of)
		}
		id = p.ID
		return err
	})
	return id
}

// bottles are declared by the mother for an hour of the story's day.
func declare(w *world.World, mother, delivery string, want instant.Instant) *world.World {
	w.T.Helper()
	return w.As(mother).Send("declare "+delivery, "milk.declare", milk.Declare{Delivery: w.ID(delivery), Place: place(w, mother), WantPickupAt: want,
		Bottles: []milk.BottleBody{{ID: w.ID("bottle " + delivery), VolumeML: 90, ExpressedAt: want.Add(-time.Hour), Milk: "fresh"}}})
}

// hour is an instant of a day on the health centre's wall.
func hour(w *world.World, of, at string) instant.Instant {
	w.T.Helper()
	t, ok := calendar.At(of, at, time.FixedZone("WIB", 7*3600))
	qt.Assert(w.T, qt.IsTrue(ok))
	return instant.Of(t)
}

func job(w *world.World, delivery string) (j dispatch.Job) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		j, _, err = dispatch.Jobs.First(q.Tx, "facility_id = $1 AND subject = $2", q.Facility, w.ID(delivery))
		return err
	})
	return j
}

func TestTheJobIsOfferedFirstToWhoWasPlanned(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Ahmad").Courier("Joko").Mother("Sri", "Nenek")
		settle(w, "Sri", "Joko", normal("2026-03-02", "11:40"))
		qt.Assert(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Sri Joko"}))

		w.At("11:00")
		declare(w, "Sri", "D1", hour(w, "2026-03-02", "11:40"))
		qt.Check(t, qt.Equals(job(w, "D1").Worker, w.ID("Joko")))
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Sri Joko declared"}))

		// He is ill after all: the job that has not begun is asked of another, who is not him.
		w.As("Joko").Send("ill", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Joko"), Day: "2026-03-02", Reason: "ill"})
		qt.Check(t, qt.Equals(job(w, "D1").Worker, w.ID("Ahmad")))

		// She cancels: the pick-up is as if nothing had been declared.
		w.As("Sri").Send("cancel", "milk.cancel", milk.Cancel{Delivery: w.ID("D1"), Reason: "mistake"})
		w.As("officer").Send("plan", "schedule.plan", schedule.Plan{})
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Sri Ahmad"}))
		w.RebuildEquals()
	})
}

func TestTheWardInsteadOfHome(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Mother("Sri", "Nenek")
		settle(w, "Sri", "Joko", normal("2026-03-02", "11:40"))
		var baby ident.ID
		w.Query(func(q journal.Query) error {
			p, _, err := milk.Places.Get(q.Tx, q.Facility, place(w, "Sri"))
			baby = p.Baby
			return err
		})
		w.As("officer").Send("in", "registry.in_hospital", registry.Stay{Person: baby})
		qt.Check(t, qt.HasLen(day(w, "2026-03-02"), 0), qt.Commentf("nobody knows where to bring it"))

		ward := dispatch.Place{Label: "RSUD, Melati 2", Lat: -7.55, Lon: 110.95, Village: world.Village}
		w.Send("ward", "schedule.set_finish", schedule.SetFinish{Place: place(w, "Sri"), Finish: &ward, From: "2026-03-02"})
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Sri Joko"}))
		w.At("11:00")
		declare(w, "Sri", "D1", hour(w, "2026-03-02", "11:40"))
		qt.Check(t, qt.Equals(ends(w, "D1"), "RSUD, Melati 2"))

		w.As("officer").Send("home", "registry.home_again", registry.Stay{Person: baby})
		w.At("+1 11:00")
		declare(w, "Sri", "D2", hour(w, "2026-03-03", "11:40"))
		qt.Check(t, qt.Equals(ends(w, "D2"), "Rumah Sri"))
		w.RebuildEquals()
	})
}

// ends is where a delivery goes.
func ends(w *world.World, delivery string) string {
	w.T.Helper()
	var p dispatch.Place
	w.Query(func(q journal.Query) error {
		d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, w.ID(delivery))
		if err != nil {
			return err
		}
		_, err = q.Open(d.Finish, &p)
		return err
	})
	return p.Label
}

func TestWhoMayNotCarryIsNotWaitedFor(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Mother("Sri", "Nenek").Mother("Ani", "Bibi")
		settle(w, "Sri", "Joko", normal("2026-03-02", "11:40"))
		settle(w, "Ani", "", normal("2026-03-02", "11:50"))
		qt.Assert(t, qt.DeepEquals(day(w, "2026-03-03"), []string{"11:40 Sri Joko", "11:50 Ani Joko"}))

		w.As("head").Send("suspended", "workforce.suspend", workforce.Suspend{Worker: w.ID("Joko"), Reason: "pemeriksaan"})
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-03"), []string{"11:40 Sri nobody_fit", "11:50 Ani nobody_fit"}))
		w.As("head").Send("reinstated", "workforce.reinstate", workforce.Reinstate{Worker: w.ID("Joko")})
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-03"), []string{"11:40 Sri Joko", "11:50 Ani Joko"}))
		w.As("officer").Send("mornings", "workforce.set_shift", workforce.SetShift{Worker: w.ID("Joko"), Day: "2026-03-03", From: "07:00", To: "11:45"})
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-03"), []string{"11:40 Sri Joko", "11:50 Ani nobody_fit"}), qt.Commentf("once a day's duty is written down it counts"))
		w.RebuildEquals()
	})
}
