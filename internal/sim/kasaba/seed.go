package kasaba

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/census"
)

// Days is how many days the demo remembers of the massages.
const Days = 30

// play is the month with what is known of it on its way.
type play struct {
	*voice
	cast cast
	zone *time.Location
	// first and last are midnights: of the first day, and of the day of now.
	first, last time.Time
	now         instant.Instant
	cadres      []cadre
	// known are families of the register by the code of their village, who have not asked yet;
	// asked counts those who are new, homes are all who asked, in their order.
	known map[string][]family
	asked int
	homes map[string][]family
	// agenda is what will be done, by its time.
	agenda []item
	// bad are the ratings that the hurried one still has to get, badOn when the last came.
	bad   int
	badOn string
}

// item is something with its time.
type item struct {
	at instant.Instant
	do func()
}

// Seed founds the health centre so many days ago (Days), enters its people and lives through
// the days since. Nothing else may write meanwhile, for the clock, which is the journal's, is
// put back. Where the health centre is already, nothing happens.
func Seed(ctx context.Context, h House, clock Clock, days int) error {
	v := speak(ctx, h, clock)
	there := false
	v.Ask(func(q journal.Query) (err error) {
		_, there, err = registry.Facilities.Get(q.Tx, Facility(), Facility())
		return err
	})
	if v.Err != nil || there {
		return v.Err
	}
	now := clock.Now()
	defer clock.Put(0)
	clock.Put(now.Add(-time.Duration(days) * 24 * time.Hour))
	to := census.House{Journal: h.Journal, DB: h.DB, Keys: h.Keys, Clock: h.Clock}
	if _, err := census.Found(ctx, to, Slug); err != nil {
		return err
	}
	if err := census.Everybody(ctx, to, []census.Centre{{Facility: Facility(), Slug: Slug}}); err != nil {
		return err
	}
	p, err := v.open(now)
	if err != nil {
		return err
	}
	return p.live()
}

// open is the play on its first day.
func (v *voice) open(now instant.Instant) (*play, error) {
	c, err := readCast()
	if err != nil {
		return nil, err
	}
	p := &play{voice: v, cast: c, now: now, known: map[string][]family{}, homes: map[string][]family{}, bad: 3}
	if p.cadres, err = places(theSix()); err != nil {
		return nil, err
	}
	err = v.DB.Read(v.Ctx, func(tx *store.Tx) error {
		f, err := registry.FacilityOf(tx, Facility())
		p.zone = f.Location()
		return err
	})
	p.first, p.last = p.midnight(v.Dial.Now()), p.midnight(now)
	return p, err
}

func (p *play) midnight(at instant.Instant) time.Time {
	t := at.In(p.zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, p.zone)
}

// date is the civil day of a midnight.
func (p *play) date(day time.Time) string { return day.Format(time.DateOnly) }

// hour is one of a day.
func hour(day time.Time, hours float64) instant.Instant {
	return instant.Of(day.Add(time.Duration(hours * float64(time.Hour))))
}

// live goes through the days up to now, and at last through what nobody wants to wait for:
// the days ahead are filled.
func (p *play) live() error {
	p.begin()
	p.look()
	for day := p.first; !day.After(p.last); day = day.AddDate(0, 0, 1) {
		p.plan(day)
		p.through(min(p.now, hour(day, 24)))
		if p.Err != nil {
			return fmt.Errorf("%s: %w", p.date(day), p.Err)
		}
	}
	p.Until(p.now)
	p.Dial = running{p.Dial} // all of it is said now: nothing may be written as of a time to come
	p.fill(p.last, true)
	p.waits()
	p.Flush()
	p.Until(p.now)
	p.sent(p.now)
	return p.Err
}

// plan writes down what a day brings of itself.
func (p *play) plan(day time.Time) {
	for h := 6.25; h < 22; h += 2 { // the machine does what is due, and plans the days anew
		p.later(hour(day, h), func() { p.Until(p.Dial.Now()) })
	}
	p.later(hour(day, 5.5), func() { p.told(day) })
	p.later(hour(day, 6), func() { p.morning(day) })
	p.later(hour(day, 9.9), func() { p.midwives(day) })
	p.later(hour(day, 12), func() { p.rain(day) })
	p.later(hour(day, 12.2), func() { p.noon(day) })
	p.later(hour(day, 17), func() { p.evening(day) })
}

// later puts something on the agenda; what is due already comes next.
func (p *play) later(at instant.Instant, do func()) {
	i, _ := slices.BinarySearchFunc(p.agenda, at, func(x item, at instant.Instant) int {
		if x.at <= at {
			return -1
		}
		return cmp.Compare(x.at, at)
	})
	p.agenda = slices.Insert(p.agenda, i, item{max(at, p.Dial.Now()), do})
}

// through does what is on the agenda before an instant.
func (p *play) through(until instant.Instant) {
	for len(p.agenda) > 0 && p.agenda[0].at < until && p.Err == nil {
		next := p.agenda[0]
		p.agenda = p.agenda[1:]
		p.Dial.Put(max(next.at, p.Dial.Now()))
		next.do()
		p.Flush()
	}
}

// cadreOf is one of the six.
func (p *play) cadreOf(id ident.ID) (cadre, bool) {
	i := slices.IndexFunc(p.cadres, func(c cadre) bool { return c.id() == id })
	if i < 0 {
		return cadre{}, false
	}
	return p.cadres[i], true
}

// by is one of them by her key.
func (p *play) by(key string) cadre {
	i := slices.IndexFunc(p.cadres, func(c cadre) bool { return c.key == key })
	return p.cadres[i]
}
