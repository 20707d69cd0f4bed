package house_test

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/holiday"
)

// planned are what the days ahead have of a place of the town: a pick-up of today
// by the courier of these things, a day off, and the ride of what is under way.
type planned struct{ pickup, holiday, ride ident.ID }

// plan makes them.
func (w *town) plan(x things) (p planned) {
	w.t.Helper()
	c, officer, off := x.centre, x.centre.actor("officer"), w.dayOff()
	w.must(officer, "schedule.set", schedule.Set{Place: x.place, Courier: worker(c, x.courier), Periods: []schedule.PeriodBody{
		{From: "2026-03-02", To: "2026-03-02", Kind: "normal", Weekdays: []int{1}, At: "13:00"}}})
	w.machine(c, "schedule.plan", schedule.Plan{})
	w.must(officer, "schedule.set_holiday", holiday.SetHoliday{Day: off, Kind: "own", Name: "Hari puskesmas"})
	w.query(c, func(q journal.Query) error {
		if _, err := q.One("SELECT id FROM milk_pickup WHERE facility_id = $1 AND place = $2", store.Args(q.Facility, x.place), &p.pickup); err != nil {
			return err
		}
		if _, err := q.One("SELECT id FROM milk_holiday WHERE facility_id = $1 AND day = $2", store.Args(q.Facility, off), &p.holiday); err != nil {
			return err
		}
		d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, x.delivery)
		p.ride = d.Ride
		return err
	})
	return p
}

// dayOff is a day that nobody has named yet, long after the story.
func (w *town) dayOff() string {
	w.fresh()
	return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.n).Format(time.DateOnly)
}
