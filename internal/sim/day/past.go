package day

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/errand"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/equipment"
)

//go:embed past.csv
var pastFile string

// Past is how much the demo remembers. The zero value: the last days only, of a
// health centre that began a month ago.
type Past struct {
	// Weeks is how long ago the health centre began; all of them are lived through.
	Weeks int
	// Errands are the house's: what fell due on the way is done at its time.
	Errands *errand.Runner
	// Progress hears how many weeks are written; may be nil.
	Progress func(weeks int)
	// Missed hears of what was refused: the past goes on without it; may be nil.
	Missed func(error)
}

// soul is somebody of past.csv: a mother with the part she has in it.
type soul struct {
	mother
	part string
}

// readPast reads who was there beside the cast.
func readPast() ([]soul, error) {
	table := csv.NewReader(strings.NewReader(pastFile))
	table.Comment = '#'
	lines, err := table.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("day: past.csv: %w", err)
	}
	var out []soul
	for _, l := range lines[1:] {
		s := soul{part: l[0], mother: mother{Key: l[1], Name: l[2], Village: l[4], Workplace: l[5]}}
		if l[3] != "" {
			s.Phone = "08990000" + l[3]
		}
		if s.Baby.Days, err = strconv.Atoi(l[7]); err != nil {
			return nil, fmt.Errorf("day: past.csv: %s: %w", l[1], err)
		}
		s.Baby.Name = l[6]
		n := chance(s.Key)
		s.Home = spot{Label: fmt.Sprintf("Rumah Ibu %s, RT %02d/RW %02d", strings.Fields(s.Name)[0], n%7+1, n%5+1), Village: s.Village,
			East: float64(n%700) - 350, North: float64(n/700%700) - 350}
		s.Recipients = append(s.Recipients, kin{Name: l[8], Relation: l[9]})
		out = append(out, s)
	}
	return out, nil
}

// chance is a number from 0 up that is always the same for a name: what happens in
// the past must happen alike in every run.
func chance(name string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return int(h.Sum32() >> 1)
}

// past is the health centre's time from its beginning to the day before the demo
// first starts, while it is lived through.
type past struct {
	*Day
	ctx     context.Context
	errands *errand.Runner
	souls   []soul
	missed  func(error)
	// todo are the steps of the day that is on, in no order.
	todo []step
	// of finds a mother by her place.
	of map[ident.ID]mother
}

// step is something that somebody does at an instant.
type step struct {
	at instant.Instant
	do func() error
}

// at adds a step to the day.
func (p *past) at(when instant.Instant, do func() error) { p.todo = append(p.todo, step{when, do}) }

// hour is an instant of a civil day.
func (p *past) hour(day time.Time, hour, minute int) instant.Instant {
	return instant.Of(time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, p.zone))
}

// remember lives through the weeks before the demo first started; there: it was
// founded before, and must have come to the end then.
func (d *Day) remember(ctx context.Context, how Past, there bool) error {
	end, err := d.recorded(ctx, named("command last look "+d.cast.couriers()[0].Key))
	switch {
	case err != nil || !end.IsZero():
		return err
	case there || how.Errands == nil:
		return errors.New("day: the demo's past was broken off halfway: begin anew in an empty folder")
	}
	more, err := readPast()
	if err != nil {
		return err
	}
	p := &past{Day: d, ctx: ctx, errands: how.Errands, missed: how.Missed, of: map[ident.ID]mother{}}
	if p.missed == nil {
		p.missed = func(error) {}
	}
	for _, m := range d.cast.Mothers {
		p.souls = append(p.souls, soul{m, "here"})
	}
	p.souls = append(p.souls, more...)
	if err := p.rules(); err != nil {
		return err
	}
	return p.live(how.Progress)
}

// eve is when the past ends: before the first ride that is told of the day on which
// the demo first starts.
func (p *past) eve() instant.Instant { return p.first.Add(-7 * time.Hour) }

// live goes through the days one by one. Nothing else may write meanwhile.
func (p *past) live(progress func(int)) error {
	from, last := p.began.In(p.zone), p.eve().In(p.zone).AddDate(0, 0, -1)
	for n := 0; ; n++ {
		day := from.AddDate(0, 0, n)
		if day.Format(time.DateOnly) > last.Format(time.DateOnly) {
			break
		}
		if err := p.day(day); err != nil {
			return fmt.Errorf("day: %s: %w", day.Format(time.DateOnly), err)
		}
		if progress != nil && (n+1)%7 == 0 {
			progress((n + 1) / 7)
		}
	}
	if err := p.until(p.eve()); err != nil {
		return err
	}
	return p.looks("last look ")
}

// works reports whether couriers are on duty on a day of the past.
func works(day time.Time) bool { return day.Weekday() != time.Saturday && day.Weekday() != time.Sunday }

// looks lets each courier look at his box before the day.
func (p *past) looks(name string) error {
	for i, c := range p.cast.couriers() {
		cool := 3.5 + float64(i)
		if err := p.say(p.staff[c.Key], name+c.Key, "equipment.check", equipment.LookAt{Cooler: named("cooler " + c.Key), SealOK: true, Clean: true, IceFrozen: 6, TemperatureC: &cool}); err != nil {
			return err
		}
	}
	return nil
}

// day plans what is done on a civil day and lets it happen, each thing at its time.
func (p *past) day(day time.Time) error {
	if err := p.until(p.hour(day, 5, 30)); err != nil {
		return err
	}
	p.todo = nil
	p.at(p.hour(day, 17, 0), p.cases)
	p.at(p.hour(day, 20, 0), p.messages)
	if works(day) {
		p.at(p.hour(day, 6, 30), func() error { return p.looks("look " + day.Format(time.DateOnly) + " ") })
	}
	p.people(day)
	p.feeding(day)
	p.treasury(day)
	for _, plan := range []func(time.Time) error{p.rides, p.decisions} {
		if err := plan(day); err != nil {
			return err
		}
	}
	for len(p.todo) > 0 { // a step may add others
		next := 0
		for i, s := range p.todo {
			if s.at < p.todo[next].at {
				next = i
			}
		}
		s := p.todo[next]
		p.todo = append(p.todo[:next], p.todo[next+1:]...)
		if err := p.until(s.at); err != nil {
			return err
		}
		if err := s.do(); err != nil {
			if fault.Of(err).Kind == fault.Fault {
				return err
			}
			p.missed(err)
		}
	}
	return nil
}

// until lets the machine do what falls due before an instant, each at its time, and
// stands there.
func (p *past) until(at instant.Instant) error {
	for {
		var due instant.Instant
		err := p.house.DB.Read(p.ctx, func(tx *store.Tx) error {
			found, err := tx.One("SELECT lease_until FROM errand WHERE facility_id = $1 AND done_at = 0 ORDER BY lease_until LIMIT 1", store.Args(Facility()), &due)
			if !found {
				due = at + 1
			}
			return err
		})
		if err != nil {
			return err
		}
		if due > at {
			p.house.Clock.Put(at)
			return nil
		}
		p.house.Clock.Put(max(due, p.house.Clock.Now()))
		if _, err := p.errands.Once(p.ctx); err != nil {
			return err
		}
	}
}

// query reads at the time it is.
func (p *past) query(f func(q journal.Query) error) error {
	return p.house.DB.Read(p.ctx, func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: Facility(), Now: p.house.Clock.Now(), Keys: p.house.Keys})
	})
}
