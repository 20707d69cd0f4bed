package day

import (
	"fmt"
	"time"

	"sambang/internal/core/instant"
)

// firstCode is the generation of a delivery's first code.
const firstCode = 0

// pastDays are how many days before the first start have rides.
const pastDays = 6

func (c cast) couriers() []staff {
	var out []staff
	for _, p := range c.Staff {
		if p.courier() {
			out = append(out, p)
		}
	}
	return out
}

// earlier are the rides of the days before the demo first started: five a day,
// most of them as planned.
func (d *Day) earlier() []ride {
	hows := []string{asPlanned, asPlanned, byGuard, asPlanned, wrongFirst, asPlanned, asPlanned, nobodyHome}
	couriers := d.cast.couriers()
	noon := d.first.In(d.zone)
	var out []ride
	for day := pastDays; day >= 1; day-- {
		morning := time.Date(noon.Year(), noon.Month(), noon.Day()-day, 9, 40, 0, 0, d.zone)
		for n := range 5 {
			i := day*5 + n
			out = append(out, ride{name: fmt.Sprintf("past %d %d", day, n), mother: d.cast.Mothers[i%len(d.cast.Mothers)], courier: couriers[i%len(couriers)],
				at: instant.Of(morning.Add(time.Duration(n) * 75 * time.Minute)), how: hows[i%len(hows)], upTo: ended})
		}
	}
	return out
}

// firstToday is when the first ride of today was fetched, seen from the moment
// the demo starts on a day.
const firstToday = -330 * time.Minute

// today are the rides of the hours before now, those under way, and those that
// mothers have just declared.
func (d *Day) today(date string, now instant.Instant) []ride {
	plan := []struct {
		mother, courier int
		at              time.Duration
		how             string
		upTo            int
	}{
		{0, 0, firstToday, asPlanned, ended},
		{1, 1, -300 * time.Minute, asPlanned, ended},
		{2, 2, -262 * time.Minute, byGuard, ended},
		{3, 0, -215 * time.Minute, withoutOne, ended},
		{4, 1, -170 * time.Minute, wrongFirst, ended},
		{5, 2, -128 * time.Minute, nobodyHome, ended},
		{6, 0, -84 * time.Minute, asPlanned, ended},
		{7, 1, -6 * time.Minute, asPlanned, carried},
		{8, 2, 9 * time.Minute, asPlanned, onTheWay},
		{0, 0, 4 * time.Minute, asPlanned, onTheWay},
		{9, 1, 33 * time.Minute, asPlanned, offered},
		{10, 0, 34 * time.Minute, byGuard, declared},
	}
	couriers := d.cast.couriers()
	var out []ride
	for i, p := range plan {
		out = append(out, ride{name: fmt.Sprintf("%s %d", date, i), mother: d.cast.Mothers[p.mother], courier: couriers[p.courier],
			at: now.Add(p.at), how: p.how, upTo: p.upTo, fresh: p.at > -4*time.Hour})
	}
	return out
}
