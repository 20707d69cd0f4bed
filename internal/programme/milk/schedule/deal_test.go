package schedule

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// draw makes some days of a health centre: mothers, couriers, papers, who is away.
func draw(t *rapid.T) *board {
	b := &board{settings: Settings{PlanAt: "19:00", Days: 2, ADay: rapid.Int64Range(1, 3).Draw(t, "a day"), RideSeconds: 1800, RideBags: 2},
		facility: registry.Facility{ID: "f", Zone: "Asia/Jakarta"}, today: "2026-03-02", days: calendar.Days("2026-03-02", 3), pickups: map[ident.ID]Pickup{}}
	b.now = instant.Of(time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)) // nine in the morning there
	if rapid.Bool().Draw(t, "holiday") {
		b.holidays = []string{rapid.SampledFrom(b.days).Draw(t, "which")}
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "couriers") {
		c := courier{id: ident.Named(fmt.Sprint("courier ", i)), active: rapid.Bool().Draw(t, "active"), away: map[string]bool{}}
		if rapid.Bool().Draw(t, "certified") {
			c.certificates = []workforce.Certificate{{Course: workforce.MilkHandling, ValidFrom: "2026-01-01", ValidTo: rapid.SampledFrom([]string{"2026-03-02", "2026-12-31"}).Draw(t, "until")}}
		}
		c.letters = []workforce.Appointment{{ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}}
		c.away[rapid.SampledFrom(b.days).Draw(t, "away")] = rapid.Bool().Draw(t, "is away")
		b.couriers = append(b.couriers, c)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "mothers") {
		id := ident.Named(fmt.Sprint("place ", i))
		s := Schedule{Facility: "f", ID: id, Periods: []Period{{ID: ident.Named(fmt.Sprint("period ", i)), From: "2026-01-01", Kind: calendar.Normal,
			Weekdays: []int{1, 2, 3, 4, 5, 6, 7}, At: rapid.SampledFrom([]string{"08:00", "11:40", "11:50", "13:00"}).Draw(t, "at")}}}
		if len(b.couriers) > 0 && rapid.Bool().Draw(t, "has a usual one") {
			s.Courier = rapid.SampledFrom(b.couriers).Draw(t, "usual").id
		}
		b.places = append(b.places, milk.Place{Facility: "f", ID: id, Village: rapid.SampledFrom([]string{"1", "2"}).Draw(t, "village")})
		b.schedules = append(b.schedules, s)
	}
	return b
}

// wrong says what is wrong with a plan; empty: nothing.
func (b *board) wrong(stops []Stop) string {
	load, seen := map[string]int64{}, map[ident.ID]bool{}
	bags, first := map[ident.ID]int64{}, map[ident.ID]Stop{}
	for _, s := range stops {
		i := slices.IndexFunc(b.couriers, func(c courier) bool { return c.id == s.Courier })
		switch {
		case seen[s.Pickup]:
			return "a pick-up twice"
		case slices.Contains(b.holidays, s.Day):
			return "a pick-up on a holiday"
		case s.At.Before(b.now):
			return "a pick-up that was"
		case (s.Courier == "") != (s.Why != ""):
			return "nobody without a reason, or somebody with one"
		case s.Courier != "" && barred(b.couriers[i], s.Day):
			return "a courier who may not carry milk, or is away"
		}
		seen[s.Pickup] = true
		if s.Courier == "" {
			continue
		}
		if load[string(s.Courier)+s.Day]++; load[string(s.Courier)+s.Day] > b.settings.ADay {
			return "a courier with too much to do"
		}
		if bags[s.Ride]++; bags[s.Ride] == 1 {
			first[s.Ride] = s
		}
		if f := first[s.Ride]; bags[s.Ride] > b.settings.RideBags || f.Courier != s.Courier || s.At.Sub(f.At) > time.Duration(b.settings.RideSeconds)*time.Second {
			return "a ride too long, too full, or of two couriers"
		}
	}
	return ""
}

// barred says by itself whether a drawn courier may not come on a day.
func barred(c courier, day string) bool {
	return c.away[day] || !c.active || len(c.certificates) == 0 || c.certificates[0].ValidTo < day
}

func TestWhatHoldsForEveryPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := draw(t)
		stops := b.plan()
		if why := b.wrong(stops); why != "" {
			t.Fatalf("%s: %v", why, stops)
		}
		// Nobody waits while somebody fit has room left.
		for _, s := range stops {
			d := b.dealing(s.Day)
			for _, o := range stops {
				if o.Day == s.Day && o.Courier != "" {
					d.count(o.Courier, o.Place)
				}
			}
			for _, c := range b.couriers {
				if s.Courier == "" && d.free(c, s.At) == "" {
					t.Fatalf("%v waits though %v is free", s, c)
				}
			}
		}
		// Planning again changes nothing, in whatever order mothers and couriers come.
		for _, e := range b.changes(stops) {
			for _, s := range e.(Planned).Stops {
				b.pickups[s.Pickup] = Pickup{ID: s.Pickup, Place: s.Place, Day: s.Day, At: s.At, Kind: s.Kind, Courier: s.Courier, Why: s.Why, Ride: s.Ride, State: Waiting, Start: s.Start, Finish: s.Finish}
			}
		}
		slices.Reverse(b.couriers)
		slices.Reverse(b.places)
		slices.Reverse(b.schedules)
		if again := b.changes(b.plan()); len(again) > 0 {
			t.Fatalf("planning again changes %v", again)
		}
	})
}
