package schedule

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// twoCouriers is a day of one mother whose usual courier is the first of two, and who
// was sent the second by the day plan.
func twoCouriers() (b *board, usual, other ident.ID) {
	b = &board{settings: Settings{Days: 0, ADay: 5, RideSeconds: 1800, RideBags: 4}, facility: registry.Facility{ID: "f", Zone: "Asia/Jakarta"},
		today: "2026-03-02", days: []string{"2026-03-02"}, now: instant.Of(time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)), pickups: map[ident.ID]Pickup{}}
	for _, name := range []string{"usual", "other"} {
		b.couriers = append(b.couriers, courier{id: ident.Named(name), active: true, away: map[string]bool{},
			certificates: []workforce.Certificate{{Course: workforce.MilkHandling, ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}},
			letters:      []workforce.Appointment{{ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}}})
	}
	usual, other = b.couriers[0].id, b.couriers[1].id
	place := ident.Named("place")
	b.places = []milk.Place{{Facility: "f", ID: place}}
	b.schedules = []Schedule{{Facility: "f", ID: place, Courier: usual, Periods: []Period{{From: "2026-01-01", Kind: calendar.Normal, Weekdays: []int{1}, At: "11:40"}}}}
	at := instant.Of(time.Date(2026, 3, 2, 4, 40, 0, 0, time.UTC))
	id := pickupID("f", place, "2026-03-02")
	b.pickups[id] = Pickup{ID: id, Place: place, Day: "2026-03-02", At: at, Courier: other, Ride: "a ride", State: Waiting, Kind: calendar.Normal, ByPlan: true}
	return b, usual, other
}

func TestDealingLeavesWhatTheDayPlanSaid(t *testing.T) {
	for _, c := range []struct {
		when    string
		change  func(b *board, p *Pickup)
		courier string
		why     string
	}{
		{"he may come", func(*board, *Pickup) {}, "other", ""},
		{"he is away", func(b *board, _ *Pickup) { b.couriers[1].away["2026-03-02"] = true }, "usual", ""},
		{"his certificate is over", func(b *board, _ *Pickup) { b.couriers[1].certificates = nil }, "usual", ""},
		{"her hour is another", func(_ *board, p *Pickup) { p.At = p.At.Add(-time.Hour) }, "usual", ""},
		{"nobody said it", func(_ *board, p *Pickup) { p.ByPlan, p.Courier = false, "" }, "usual", ""},
		{"nobody has room", func(_ *board, p *Pickup) { p.Courier, p.Why = "", "nobody_free" }, "", "nobody_free"},
		{"nobody was fit and now somebody is", func(_ *board, p *Pickup) { p.Courier, p.Why = "", "nobody_fit" }, "usual", ""},
		{"nobody is fit", func(b *board, p *Pickup) { p.Courier, p.Why, b.couriers = "", "nobody_fit", nil }, "", "nobody_fit"},
	} {
		t.Run(c.when, func(t *testing.T) {
			b, usual, other := twoCouriers()
			for id, p := range b.pickups {
				c.change(b, &p)
				b.pickups[id] = p
			}
			stops := b.plan()
			qt.Assert(t, qt.HasLen(stops, 1))
			want := map[string]ident.ID{"usual": usual, "other": other}[c.courier]
			qt.Check(t, qt.Equals(stops[0].Courier, want))
			qt.Check(t, qt.Equals(stops[0].Why, c.why))
			qt.Check(t, qt.Equals(stops[0].ByPlan, c.courier != "usual"))
		})
	}
}

func TestBagsThatAreOnBoardTogetherAreOneRide(t *testing.T) {
	stop := func(job, what string) plan.Stop { return plan.Stop{Job: ident.Named(job), What: what} }
	got := ridesOf([]plan.Stop{stop("z", "drop"), stop("a", "pick"), stop("b", "pick"), stop("a", "drop"), stop("b", "drop"), stop("c", "pick"), stop("c", "drop")})
	a, b, c := got[ident.Named("a")], got[ident.Named("b")], got[ident.Named("c")]
	qt.Check(t, qt.HasLen(got, 3))
	qt.Check(t, qt.Equals(a, b))
	qt.Check(t, qt.Not(qt.Equals(b, c)), qt.Commentf("the second way out begins when the last bag is home"))
}
