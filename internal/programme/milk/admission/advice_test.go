package admission_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/world"
)

// fetched settles that a mother's milk is fetched on workdays at an hour, from one end of
// the plain to the other.
func fetched(w *world.World, name, at string) {
	w.As("officer").Send("hours of "+name, "schedule.set", schedule.Set{Place: ident.Named("place " + name), Periods: []schedule.PeriodBody{{From: "2026-03-02", Kind: calendar.Normal, Weekdays: []int{1, 2, 3, 4, 5}, At: at,
		Start: &dispatch.Place{Label: "Pabrik", Lat: -7.51, Lon: 110.90, Village: world.Village}, Finish: &dispatch.Place{Label: "Rumah", Lat: -7.53, Lon: 110.90, Village: world.Village}}}})
}

// advised is the advice about an applicant at an hour; it is reckoned outside any reading.
func advised(t *testing.T, w *world.World, name, at string) admission.Advice {
	t.Helper()
	var week admission.Week
	var wanted admission.Wanted
	w.Query(func(q journal.Query) (err error) {
		if week, err = admission.ReadWeek(q); err != nil {
			return err
		}
		a, _, err := admission.Applications.Get(q.Tx, q.Facility, about(name))
		if err != nil {
			return err
		}
		wanted, err = week.Wanting(q, a, at)
		return err
	})
	plan, err := week.Plan(t.Context())
	qt.Assert(t, qt.IsNil(err))
	out, err := plan.Advise(t.Context(), wanted)
	qt.Assert(t, qt.IsNil(err))
	return out
}

// One courier, four mothers from eleven on: one more at eleven is too much for the roads,
// and she is told the nearest hour that fits on every one of her days.
func TestTheAdviceMovesHerPickUp(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko")
		far := asks("Sri", 1)
		far.Pickup.Lat, far.Finish.Lat = -7.60, -7.62 // ten kilometres from the others
		w.As("officer").Send("asks", "milk.apply", far)
		first := advised(t, w, "Sri", "11:00")
		qt.Assert(t, qt.Equals(first.Verdict, "fits"), qt.Commentf("%+v", first))
		qt.Assert(t, qt.HasLen(first.Days, 5))
		qt.Assert(t, qt.Equals(first.Days[0].Weekday, 1))
		qt.Assert(t, qt.Equals(first.Days[0].Courier, ident.Named("Joko")))
		qt.Assert(t, qt.Equals(first.Days[0].Name, "Joko"))
		for i := range 4 {
			name := fmt.Sprint("Lama ", i)
			w.Mother(name, "Nenek")
			fetched(w, name, "11:00")
		}
		a := advised(t, w, "Sri", "11:00")
		qt.Assert(t, qt.Equals(a.Verdict, "moved"), qt.Commentf("%+v", a))
		qt.Assert(t, qt.Equals(a.Bottleneck, 1))
		qt.Assert(t, qt.Not(qt.Equals(a.Why, "")))
		qt.Assert(t, qt.Equals(a.Unset, 0))
		qt.Assert(t, qt.Equals(a.Source, "line"))
		qt.Assert(t, qt.Equals(advised(t, w, "Sri", a.Moved).Verdict, "fits"))
		qt.Assert(t, qt.Equals(advised(t, w, "Sri", "").At, "11:00"), qt.Commentf("the middle of seven to three"))
	})
}

// Five a courier is the rule: the roads have room for one more, and the advice says so.
func TestTheAdviceSaysWhenOnlyTheRuleStandsInTheWay(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko")
	w.As("officer").Send("asks", "milk.apply", asks("Sri", 1))
	for i := range 5 {
		name := fmt.Sprint("Lama ", i)
		w.Mother(name, "Nenek")
		fetched(w, name, fmt.Sprintf("%02d:00", 8+i))
	}
	a := advised(t, w, "Sri", "13:30")
	qt.Assert(t, qt.Equals(a.Verdict, "not"))
	qt.Assert(t, qt.Equals(a.Why, "full"))
	qt.Assert(t, qt.IsTrue(a.ByRoads))
	qt.Assert(t, qt.Equals(a.Capacity.Free, 0))
}

// With nobody who may carry there is no room, and whoever lives nobody knows where gets no
// advice.
func TestTheAdviceWithoutACourierAndWithoutAPlace(t *testing.T) {
	w := world.New(t, "", morning)
	w.As("officer").Send("asks", "milk.apply", asks("Sri", 1))
	a := advised(t, w, "Sri", "")
	qt.Assert(t, qt.Equals(a.Verdict, "not"))
	qt.Assert(t, qt.Equals(a.Why, "nobody"))
	nowhere := asks("Ani", 2)
	nowhere.Finish.Lat, nowhere.Finish.Lon = 0, 0
	w.As("officer").Send("Ani asks", "milk.apply", nowhere)
	qt.Assert(t, qt.Equals(advised(t, w, "Ani", "").Verdict, admission.Unknown))
}

// The head sees how many such mothers her couriers can serve, a weekday each.
func TestHowManyMothersTheCouriersCanServe(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko")
	for i := range 2 {
		name := fmt.Sprint("Lama ", i)
		w.Mother(name, "Nenek")
		fetched(w, name, fmt.Sprintf("%02d:00", 9+2*i))
	}
	w.Mother("Belum", "Nenek")
	var week admission.Week
	w.Query(func(q journal.Query) (err error) { week, err = admission.ReadWeek(q); return err })
	plan, err := week.Plan(t.Context())
	qt.Assert(t, qt.IsNil(err))
	r, err := plan.Rooms(t.Context())
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(r.Most, 5), qt.Commentf("five a courier"))
	qt.Assert(t, qt.IsTrue(r.ByRoads > 5), qt.Commentf("%+v", r))
	qt.Assert(t, qt.Equals(r.Unset, 1))
	var workdays int
	for _, d := range r.Days {
		if d.Now == 2 {
			workdays++
		}
	}
	qt.Assert(t, qt.Equals(workdays, 5))
}
