package whatif

import (
	"context"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
)

// list is who takes part and who would like to, as the days go by.
type list struct {
	mothers []mother
	// changed counts every time somebody came or left: whoever did not fit is looked at
	// again only then.
	changed int
}

// fetched are the mothers from whom milk is fetched on a day.
func (p *play) fetched(n int) []mother {
	var out []mother
	if p.rates.Standing == nil || !slices.Contains(p.rates.Standing.Weekdays, weekday(n)) {
		return nil
	}
	for _, m := range p.list.mothers {
		if m.takesPart(n) && m.luck.of(ofSkip).of(n).unit() >= p.rates.Standing.Skip {
			out = append(out, m)
		}
	}
	return out
}

func (m mother) takesPart(day int) bool { return m.begun != none && m.begun <= day && day < m.until }

func (m mother) waitsOn(day int) bool { return m.begun == none && m.applied <= day && day < m.until }

// admit lets those in who fit, in the order of the list, and counts both sides. Who fits
// is what the planner says of the standing week; the head's ceiling comes before it.
func (p *play) admit(ctx context.Context, day int, count *Day) {
	if p.rates.Standing == nil {
		return
	}
	if day == 0 {
		p.list.mothers = p.drawn.mothers
	}
	for i := range p.list.mothers {
		m := &p.list.mothers[i]
		switch {
		case day > 0 && day == m.until && m.begun != none:
			p.list.changed++
		case day > 0 && day == m.until:
			count.Ended++
			count.Waited += float64(day - m.applied)
		}
	}
	week := p.standing(ctx, day)
	for i := range p.list.mothers {
		m := &p.list.mothers[i]
		if !m.waitsOn(day) || m.tried == p.list.changed || p.full(day) {
			continue
		}
		if !week.fits(*m) {
			m.tried = p.list.changed
			continue
		}
		m.begun = day
		p.list.changed++
		count.Ended++
		count.Waited += float64(day - m.applied)
	}
	for _, m := range p.list.mothers {
		switch {
		case m.takesPart(day):
			count.Mothers++
		case m.waitsOn(day):
			count.Waiting++
		}
	}
}

// full says that the head's ceiling is reached.
func (p *play) full(day int) bool {
	n := 0
	for _, m := range p.list.mothers {
		if m.takesPart(day) {
			n++
		}
	}
	return p.rates.Standing.PerCourier > 0 && n >= p.rates.Standing.PerCourier*p.rates.Crew.Workers
}

// week is the standing plan of the days that differ: an ordinary one, and one with the
// pauses of Friday when there are any.
type week struct {
	play  *play
	ctx   context.Context
	days  []*day
	plans []dayplan.Day
}

// standing plans the standing week without anybody new; it is made when it is first asked.
func (p *play) standing(ctx context.Context, from int) *week {
	w := &week{play: p, ctx: ctx}
	for _, n := range p.unlike(from) {
		d := &day{play: p, ctx: ctx, n: n, legs: p.legs}
		d.riders = p.crew(n)
		w.days = append(w.days, d)
	}
	return w
}

// unlike are the first days from one on that differ in pauses: one of each kind.
func (p *play) unlike(from int) (out []int) {
	friday := false
	for _, b := range p.rates.Crew.Pauses {
		friday = friday || b.Weekday == 5
	}
	usual := false
	for n := from; n < from+7; n++ {
		d := weekday(n)
		if !slices.Contains(p.rates.Standing.Weekdays, d) || !slices.Contains(p.rates.Crew.Weekdays, d) {
			continue
		}
		switch {
		case friday && d == 5:
			out = append(out, n)
		case !usual:
			usual = true
			out = append(out, n)
		}
	}
	return out
}

// fits asks whether the standing week keeps every promise with her in it, and if so leaves
// her in.
func (w *week) fits(m mother) bool {
	if len(w.days) == 0 {
		return false
	}
	if w.plans == nil {
		for _, d := range w.days {
			w.plans = append(w.plans, w.plan(d))
		}
	}
	taken := make([]dayplan.Day, len(w.days))
	for i, d := range w.days {
		j := d.milk(m, d.n)
		d.order = append(d.order, j)
		p, x, before := w.compile(d, i)
		options := routing.Insert(p, before, x.Request[j.id])
		if len(options) > 0 {
			taken[i] = x.Day(options[0].Plan)
		}
		if len(options) == 0 || broken(taken[i]) > broken(w.plans[i]) {
			w.forget(i)
			return false
		}
	}
	copy(w.plans, taken)
	return true
}

// forget takes the one who does not fit out of the days she was put into.
func (w *week) forget(last int) {
	for _, d := range w.days[:last+1] {
		d.order = d.order[:len(d.order)-1]
	}
}

// plan is a standing day with everybody who takes part.
func (w *week) plan(d *day) dayplan.Day {
	for _, m := range w.play.list.mothers {
		if m.takesPart(d.n) {
			d.order = append(d.order, d.milk(m, d.n))
		}
	}
	s, _ := d.sheet(d.riders[0].from)
	_, x := dayplan.Compile(s, d.legs)
	return x.Make(w.ctx, dayplan.Day{}, d.bounded(d.effort.Morning))
}

func (w *week) compile(d *day, i int) (*routing.Problem, *dayplan.Index, routing.Plan) {
	s, _ := d.sheet(d.riders[0].from)
	p, x := dayplan.Compile(s, d.legs)
	return p, x, x.Plan(w.plans[i])
}

// broken counts what a plan does not keep: pick-ups without a place and promises.
func broken(d dayplan.Day) float64 {
	return float64(len(d.Left)) + d.Score[routing.Broken]
}

// closeList counts the wait of those who still wait when the days are over.
func (p *play) closeList() {
	last := len(p.days) - 1
	for _, m := range p.list.mothers {
		if last >= 0 && m.waitsOn(last) {
			p.days[last].Ended++
			p.days[last].Waited += float64(last + 1 - m.applied)
		}
	}
}
