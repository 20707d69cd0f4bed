package schedule_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/plan"
	"sambang/internal/world"
)

// routes tells the day plan of the couriers: "Joko: +Sri +Ani -Sri -Ani", who picks up (+)
// and brings home (-) in what order.
func routes(w *world.World, of string) (out []string) {
	w.T.Helper()
	names := map[ident.ID]string{}
	for _, n := range []string{"Joko", "Budi", "Ahmad"} {
		names[w.ID(n)] = n
	}
	var rows []plan.Route
	w.Query(func(q journal.Query) (err error) {
		rows, err = plan.Routes.Where(q.Tx, "facility_id = $1 AND grp = $2 AND day = $3 ORDER BY id", q.Facility, plan.Couriers, of)
		return err
	})
	s := sheet(w, of)
	for _, r := range rows {
		line := []string{names[r.Worker] + ":"}
		for _, stop := range r.Stops {
			i := slices.IndexFunc(s.Jobs, func(j dayplan.Job) bool { return j.ID == stop.Job })
			sign := map[string]string{"pick": "+", "drop": "-"}[stop.What]
			if i < 0 {
				line = append(line, sign+"?")
				continue
			}
			line = append(line, sign+mother(w, s, s.Jobs[i]))
		}
		out = append(out, strings.Join(line, " "))
	}
	slices.Sort(out)
	return out
}

// The plan of a day follows what happens: a run is added, one falls away, one is late, a
// courier drops out. What was promised to a mother stays promised.
func TestTheDayIsPlannedAnewWhenItChanges(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Courier("Budi").Courier("Ahmad").Mother("Sri", "Nenek").Mother("Ani", "Bibi").Mother("Tuti", "Kakek")
		settle(w, "Sri", "Joko", normal("2026-03-02", "11:40"))
		settle(w, "Ani", "", normal("2026-03-02", "11:40"))
		w.As("officer").Send("base", "fleet.set_base", fleet.SetBase{Base: w.ID("base"), Label: "Puskesmas", Lat: -7.52, Lon: 110.915})
		w.At("07:01")
		planned := func(want ...string) {
			t.Helper()
			qt.Check(t, qt.DeepEquals(routes(w, "2026-03-02"), want))
		}
		planned("Budi: +Ani -Ani", "Joko: +Sri -Sri")

		// One more is asked for the same hour: the third of them comes, and nobody else moves.
		settle(w, "Tuti", "", normal("2026-03-02", "11:45"))
		w.At("07:05")
		planned("Ahmad: +Tuti -Tuti", "Budi: +Ani -Ani", "Joko: +Sri -Sri")
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Ani Budi", "11:40 Sri Joko", "11:45 Tuti Ahmad"}))

		// What is fetched has only its way home before it.
		w.At("11:00")
		declare(w, "Sri", "D1", hour(w, "2026-03-02", "11:40"))
		accept(w, "Joko", "D1")
		w.At("11:30")
		fetch(w, "Joko", "D1", "biru 1")
		promised := due(w, "D1")
		w.At("11:31")
		planned("Ahmad: +Tuti -Tuti", "Budi: +Ani -Ani", "Joko: -Sri")

		// Budi drops out: hers goes to whoever can have it best, and she is told. What Joko has
		// on board stays with him.
		w.As("Budi").Send("ill", "schedule.courier_out", schedule.CourierOut{Worker: w.ID("Budi"), Day: "2026-03-02", Reason: "ill"})
		w.At("11:32")
		planned("Ahmad: +Ani +Tuti -Ani -Tuti", "Joko: -Sri")
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Ani Ahmad", "11:40 Sri Joko declared", "11:45 Tuti Ahmad"}))
		qt.Check(t, qt.Equals(said(w, "milk_courier_changed"), 1))
		qt.Check(t, qt.Equals(ride(w, "Ani"), ride(w, "Tuti")), qt.Commentf("both bags are on board together"))

		// Dealing out again leaves what the plan has said.
		w.As("officer").Forget().Send("deal", "schedule.plan", schedule.Plan{})
		qt.Check(t, qt.HasLen(w.Happened(), 0))

		// Tuti rests from today on, and her run is no more.
		w.Send("pause", "milk.pause", milk.Pause{Place: place(w, "Tuti"), Why: "leave", Until: "2026-03-05"})
		w.At("11:33")
		planned("Ahmad: +Ani -Ani", "Joko: -Sri")

		// He is late: at three quarters of the promise the day is looked at anew, and no plan
		// moves what was promised.
		w.Forget().At("13:01")
		qt.Check(t, qt.IsTrue(slices.Contains(w.Happened(), "plan.unsettled")))
		qt.Check(t, qt.Equals(due(w, "D1"), promised))
		w.RebuildEquals()
	})
}

// ride is the way out that a mother's bag of the story's day goes with.
func ride(w *world.World, mother string) (id ident.ID) {
	w.T.Helper()
	w.Query(func(q journal.Query) error {
		p, _, err := schedule.Pickups.Get(q.Tx, q.Facility, pickup(w, mother, "2026-03-02"))
		id = p.Ride
		return err
	})
	return id
}
