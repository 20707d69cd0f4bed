package admission_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/world"
)

// The head asks her whether half past eleven suits her too, and gives the place with it:
// from that moment her days ahead are planned.
func TestSheIsGivenAPlaceWithAnHourSheAgreedTo(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Courier("Joko")
		w.As("officer").Send("asks", "milk.apply", asks("Sri", 1))
		prepared(w, "Sri")
		body := admit("Sri")
		body.At = "11:30"
		w.As("head").Refused("nobody asked her", "milk.admit", body, "milk.hour_not_agreed")
		body.Agreed = true
		for _, at := range []string{"15:01", "06:59"} {
			outside := body
			outside.At = at
			w.Refused("not at work at "+at, "milk.admit", outside, "milk.hour_outside_hers")
		}
		w.Forget().Send("admitted", "milk.admit", body).Events("milk.enrolled", "schedule.settled", "milk.admitted")
		w.At("08:01")
		w.Query(func(q journal.Query) error {
			s, found, err := schedule.Schedules.Get(q.Tx, q.Facility, body.Place)
			qt.Assert(t, qt.IsTrue(found))
			qt.Assert(t, qt.HasLen(s.Periods, 1))
			p := s.Periods[0]
			qt.Check(t, qt.Equals(p.At, "11:30"))
			qt.Check(t, qt.Equals(p.From, "2026-03-02"))
			qt.Check(t, qt.DeepEquals(p.Weekdays, []int{1, 2, 3, 4, 5}))
			if err != nil {
				return err
			}
			planned, err := schedule.Pickups.Where(q.Tx, "facility_id = $1 ORDER BY at", q.Facility)
			qt.Assert(t, qt.IsTrue(len(planned) > 0), qt.Commentf("her first day is planned"))
			qt.Check(t, qt.Equals(planned[0].Day, "2026-03-02"))
			return err
		})
		w.RebuildEquals()
	})
}

// Who works over midnight is fetched from before it or after it.
func TestHoursOverMidnight(t *testing.T) {
	w := world.New(t, "", morning).Courier("Joko")
	night := asks("Sri", 1)
	night.From, night.To = "22:00", "06:00"
	w.As("officer").Send("asks", "milk.apply", night)
	prepared(w, "Sri")
	body := admission.Admit{Application: about("Sri"), Place: admit("Sri").Place, At: "12:00", Agreed: true}
	w.As("head").Refused("she sleeps", "milk.admit", body, "milk.hour_outside_hers")
	body.At = "02:30"
	w.Send("at night", "milk.admit", body)
}
