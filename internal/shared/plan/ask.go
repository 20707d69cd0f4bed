package plan

import (
	"context"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// with gives the compiled day as it is now to f, one at a time. Not found when nobody tells
// of the group.
func (d *Desk) with(ctx context.Context, facility ident.ID, group, on string, f func(c *compiled) error) error {
	if _, found := d.Room.SourceOf(group); !found {
		return fault.Absent()
	}
	c := d.slot(dayKey{facility, group, on})
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := d.read(ctx, facility, func(q journal.Query) error { return d.renew(q, c, group, on) }); err != nil {
		c.index = nil
		return err
	}
	if c.index == nil {
		_, c.index = dayplan.Compile(c.snapshot.Sheet, c.snapshot.Legs)
		c.plan = c.index.Plan(c.snapshot.Previous)
	}
	return f(c)
}

// slot finds where a day is kept; the oldest ones make room, in no order that matters.
func (d *Desk) slot(k dayKey) *compiled {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.days == nil || len(d.days) > mostDays {
		d.days = map[dayKey]*compiled{}
	}
	if d.days[k] == nil {
		d.days[k] = &compiled{}
	}
	return d.days[k]
}

// renew brings what is kept up to the row of the day: nothing to do when it is the same, a
// few jobs when only those were named since, else all of it.
func (d *Desk) renew(q journal.Query, c *compiled, group, on string) error {
	if c.index != nil {
		row, _, err := Days.Get(q.Tx, q.Facility, DayID(group, on))
		if err != nil {
			return err
		}
		if done, err := d.catchUp(q, c, row); done || err != nil {
			return err
		}
	}
	var err error
	c.index = nil
	c.snapshot, err = d.Room.Read(q, group, on)
	return err
}

func (d *Desk) catchUp(q journal.Query, c *compiled, row Day) (done bool, err error) {
	s := &c.snapshot
	if s.Row.Whole != row.Whole || s.Row.Version > row.Version || s.Sheet.Live && q.Now.Sub(s.now) > fresh {
		return false, nil
	}
	if row.Asked != s.Row.Asked {
		if done, err := d.newcomers(q, c, row); !done || err != nil {
			return false, err
		}
	}
	if row.Version != s.Row.Version {
		if s.Previous, err = Standing(q, row); err != nil {
			return false, err
		}
		c.plan = c.index.Plan(s.Previous)
	}
	s.Row = row
	return true, nil
}

// newcomers takes in the jobs that were named since; false when one of them is not new.
func (d *Desk) newcomers(q journal.Query, c *compiled, row Day) (bool, error) {
	source, _ := d.Room.SourceOf(row.Group)
	single, can := source.(Single)
	if !can {
		return false, nil
	}
	for _, n := range row.Recent {
		if n.Seq <= c.snapshot.Row.Asked {
			continue
		}
		if _, known := c.index.Request[n.Job]; known {
			return false, nil
		}
		job, there, err := single.Job(q, row.Day, n.Job)
		if err != nil {
			return false, err
		}
		if there && !c.index.Take(job) {
			return false, nil
		}
		if there {
			c.snapshot.fixed[job.ID] = job.Worker != ""
			c.snapshot.Sheet.Jobs = append(c.snapshot.Sheet.Jobs, job)
		}
	}
	return true, nil
}

// Ask answers whether one more job can be done on a day, how, and from when on if not as
// wished. Nothing is written.
func (d *Desk) Ask(ctx context.Context, facility ident.ID, group, on string, job dayplan.Job) (r dayplan.Reply, version int64, err error) {
	err = d.with(ctx, facility, group, on, func(c *compiled) error {
		if c.index.Full() {
			_, c.index = dayplan.Compile(c.snapshot.Sheet, c.snapshot.Legs)
			c.plan = c.index.Plan(c.snapshot.Previous)
		}
		r, version = c.index.Answer(c.plan, job), c.snapshot.Row.Version
		return nil
	})
	return r, version, err
}

// Try says what a day would be with a job moved. Nothing is written.
func (d *Desk) Try(ctx context.Context, facility ident.ID, group, on string, m dayplan.Move) (t dayplan.Tried, version int64, err error) {
	err = d.with(ctx, facility, group, on, func(c *compiled) error {
		version = c.snapshot.Row.Version
		if t = (dayplan.Tried{Why: dayplan.WhyBegun}); !c.snapshot.fixed[m.Job] {
			t = c.index.Try(c.plan, m)
		}
		return nil
	})
	return t, version, err
}

// Reasons is who has a job, and why the others do not. Worker is empty when nobody has it.
type Reasons struct {
	Worker ident.ID
	Why    []Because
}

// Why says it of a job of a day; not found when the day has no such job.
func (d *Desk) Why(ctx context.Context, facility ident.ID, group, on string, job ident.ID) (out Reasons, err error) {
	err = d.with(ctx, facility, group, on, func(c *compiled) error {
		why, worker, found := c.index.Reasons(c.plan, job)
		if !found {
			return fault.Absent()
		}
		out = Reasons{worker, Reason(why)}
		return nil
	})
	return out, err
}

// Members are the people of the workers of a day, as they are kept with it.
func (d *Desk) Members(ctx context.Context, facility ident.ID, group, on string) (out map[ident.ID][]ident.ID, err error) {
	err = d.with(ctx, facility, group, on, func(c *compiled) error { out = c.snapshot.Members; return nil })
	return out, err
}

// Place puts a job that has no place yet where it is best, at once and durably; the day is
// planned anew soon after. Placed is false when it has a place already or nobody can.
func (d *Desk) Place(ctx context.Context, facility ident.ID, group, on string, job ident.ID) (worker ident.ID, stops []Stop, placed bool, err error) {
	for range attempts {
		var again bool
		err = d.with(ctx, facility, group, on, func(c *compiled) error {
			plan, found := c.index.Place(c.plan, job)
			if !found {
				return nil
			}
			day := c.index.Hours(plan)
			b := c.snapshot.Command(day)
			b.Quick, b.Left = true, slices.DeleteFunc(slices.Clone(list(c.snapshot.Row.Left)), func(l Left) bool { return l.Job == job })
			out, err := d.say(ctx, facility, b)
			if err != nil || out.Status != journal.Accepted {
				again = err == nil && out.Code == "plan.stale"
				return err
			}
			c.plan, c.snapshot.Previous, placed = plan, day, true
			c.snapshot.Row.Version++
			worker, stops = stopsOf(b, job)
			return nil
		})
		if err != nil || !again {
			break
		}
	}
	return worker, stops, placed, err
}

// stopsOf finds a job in a plan that was made.
func stopsOf(b Make, job ident.ID) (worker ident.ID, stops []Stop) {
	for _, r := range b.Routes {
		for _, s := range r.Stops {
			if s.Job == job {
				worker, stops = r.Worker, append(stops, s)
			}
		}
	}
	return worker, stops
}
