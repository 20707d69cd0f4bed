package call

import (
	"context"
	"fmt"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/fleet"
)

// team is one of the two that go out.
type team struct {
	key, name, sign string
	members         []string
	vehicle         string
}

// Teams of the demo: a doctor with a driver, a nurse with another on a motorbike
// that takes the forest tracks.
var teams = []team{
	{"wulan", "Tim Wulan", "SMP 1", []string{"dokter-sempu", "sopir-sempu"}, "ambulans"},
	{"bagus", "Tim Bagus", "SMP 2", []string{"perawat-sempu", "sopir2-sempu"}, "motor"},
}

// ahead is for how many days from today teams are formed.
const ahead = 10

// Seed forms the teams and fills the fund; days before today are lived through when
// the health centre is new. Nothing else may write there meanwhile, for the clock is
// put back: what else is played there stands beside, and is told every day that is lived
// through at five in the afternoon. Said again it only forms the teams of the days ahead.
func Seed(ctx context.Context, h House, clock Clock, zone *time.Location, days int, beside ...func(midnight time.Time) error) error {
	c, err := readCast()
	if err != nil {
		return err
	}
	v := speak(ctx, h)
	now := clock.Now()
	done, err := v.told("vehicle ambulans")
	if err != nil {
		return err
	}
	defer clock.Put(0)
	if !done {
		clock.Put(now.Add(-time.Duration(days) * 24 * time.Hour))
		if err := v.equip(c, clock.Now(), zone); err != nil {
			return err
		}
		first := midnight(clock.Now(), zone).AddDate(0, 0, 1) // the day itself had begun before the health centre did
		care, err := v.caring(zone)
		if err != nil {
			return err
		}
		steps := care.days(first, now)
		for n := days - 1; n > 0; n-- {
			day := midnight(now, zone).AddDate(0, 0, -n)
			for _, play := range beside {
				steps = append(steps, step{instant.Of(day.Add(17 * time.Hour)), func() error { return play(day) }})
			}
		}
		if err := v.past(c, clock, now, zone, days, steps); err != nil {
			return err
		}
	}
	clock.Put(0)
	if _, err := v.say(as("pengatur-sempu"), "desk", "duty.take_desk", duty.Take{Duty: named("duty")}); err != nil {
		return err
	}
	return v.ahead(now, zone)
}

// told reports whether a command was given before.
func (v voice) told(name string) (found bool, err error) {
	err = v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		var one int
		found, err = tx.One("SELECT 1 FROM command WHERE facility_id = $1 AND id = $2", store.Args(Facility(), named("command "+name)), &one)
		return err
	})
	return found, err
}

// equip gives the health centre its vehicles, its base and a fund with rice in it.
func (v voice) equip(c cast, now instant.Instant, zone *time.Location) error {
	desk, money, p := as("petugas-sempu"), as("bendahara-sempu"), c.base()
	today := now.Day(zone)
	for _, l := range []struct {
		who        string
		name, verb string
		body       any
	}{
		{"desk", "vehicle ambulans", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: named("ambulans"), Name: "Ambulans 1", CallSign: "SMP 1", Seats: 3, Stretcher: true, Wheelchair: true, Roads: []string{"paved", "dirt"}}},
		{"desk", "vehicle motor", "fleet.add_vehicle", fleet.AddVehicle{Vehicle: named("motor"), Name: "Motor trail", CallSign: "SMP 2", Seats: 1, Roads: []string{"paved", "dirt", "forest"}}},
		{"desk", "base", "fleet.set_base", fleet.SetBase{Base: named("base"), Village: c.centre.Villages[0].Code, Label: "Puskesmas Sempu", Lat: p.Lat, Lon: p.Lon}},
		{"money", "gift rice", "rice.gift", rice.AddGift{What: "rice", Amount: 40_000, Class: "staff", Purpose: "promise", Batch: "JB-01", On: today}},
		{"money", "gift money", "rice.gift", rice.AddGift{What: "money", Amount: 1_200_000, Class: "staff", Purpose: "promise", On: today}},
		{"money", "buy rice", "rice.buy", rice.BuyRice{Grams: 25_000, Rupiah: 350_000, Supplier: "Toko Sumber Pangan", Batch: "B-25", On: today}},
	} {
		by := desk
		if l.who == "money" {
			by = money
		}
		if _, err := v.say(by, l.name, l.verb, l.body); err != nil {
			return err
		}
	}
	return nil
}

func (t team) id(day string) ident.ID { return named("team " + t.key + " " + day) }

// form puts the teams of a day together: from midnight to midnight, so that the demo
// lives at any hour.
func (v voice) form(on time.Time) error {
	day := on.Format(time.DateOnly)
	for _, t := range teams {
		var members []ident.ID
		for _, m := range t.members {
			members = append(members, worker(m))
		}
		if _, err := v.say(as("pengatur-sempu"), "team "+t.key+day, "fleet.form_team", fleet.FormTeam{Team: t.id(day), Name: t.name, CallSign: t.sign, Members: members,
			Vehicle: named(t.vehicle), Base: named("base"), From: instant.Of(on), To: instant.Of(on.AddDate(0, 0, 1))}); err != nil {
			return fmt.Errorf("%w: the team of %s", err, day)
		}
	}
	return nil
}

func midnight(at instant.Instant, zone *time.Location) time.Time {
	t := at.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// ahead forms the teams of today and of the days to come.
func (v voice) ahead(now instant.Instant, zone *time.Location) error {
	for n := range ahead {
		if err := v.form(midnight(now, zone).AddDate(0, 0, n)); err != nil {
			return err
		}
	}
	return nil
}
