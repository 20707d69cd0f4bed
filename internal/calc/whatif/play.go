package whatif

import (
	"cmp"
	"context"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Question is what is asked.
type Question struct {
	Rates     Rates
	Scenarios []Scenario
	// First is midnight of the first day, a Monday on the health centre's wall.
	First  instant.Instant
	Days   int
	Seed   int64
	Effort Effort
	// Legs are the ways; nil: as Rates states them.
	Legs dayplan.Legs
}

// Check refuses what cannot be played.
func (q Question) Check() *fault.Error {
	if f := q.Rates.Check(); f != nil {
		return f
	}
	switch {
	case q.Days < 1 || q.Days > MostDays:
		return fault.BadField("whatif.bad_question", "days")
	case len(q.Scenarios) == 0 || len(q.Scenarios) > MostScenarios:
		return fault.BadField("whatif.bad_question", "scenarios")
	case q.Effort.Morning < 0 || q.Effort.Again < 0 || q.Effort.Morning > 100_000 || q.Effort.Again > 100_000:
		return fault.BadField("whatif.bad_question", "effort")
	}
	for _, s := range q.Scenarios {
		if f := s.Check(); f != nil {
			return f
		}
		if f := q.Rates.With(s).Check(); f != nil {
			return f
		}
	}
	return nil
}

// Run plays every scenario and tells after each day how many of how many are done; tell
// may be nil. When ctx ends it stops with its error: half an answer would be compared
// with whole ones.
func Run(ctx context.Context, q Question, tell func(done, of int)) (Result, error) {
	if f := q.Check(); f != nil {
		return Result{}, f
	}
	if tell == nil {
		tell = func(int, int) {}
	}
	legs := q.Legs
	if legs == nil {
		legs = Lines(q.Rates.Travel)
	}
	out := Result{Rates: q.Rates, Days: q.Days, Seed: q.Seed, Effort: q.Effort}
	for i, s := range q.Scenarios {
		rates := q.Rates.With(s)
		p := &play{rates: rates, drawn: draw(rates, q.First, q.Days, uint64(q.Seed)), legs: legs, effort: q.Effort, seed: uint64(q.Seed)}
		for n := range q.Days {
			if err := p.day(ctx, n); err != nil {
				return Result{}, err
			}
			tell(i*q.Days+n+1, len(q.Scenarios)*q.Days)
		}
		p.close()
		out.Outcomes = append(out.Outcomes, Outcome{Scenario: s, Workers: rates.Crew.Workers, Vehicles: min(rates.Crew.Vehicles, rates.Crew.Workers),
			Figures: figures(p.days), Days: p.days, Log: p.log, Promises: p.promises})
	}
	out.Travel = legs.Source() // what the answers have stood on is known at the end
	return out, nil
}

// play is one scenario while it is played.
type play struct {
	rates    Rates
	drawn    drawn
	legs     dayplan.Legs
	effort   Effort
	seed     uint64
	open     []*job // what is left of earlier days
	later    []*job // ways home that begin on a later day
	days     []Day
	log      []Stop
	promises []Promise
	list     list
}

// day is one day while it is played.
type day struct {
	*play
	ctx    context.Context
	n      int
	legs   dayplan.Legs
	riders []*rider
	jobs   map[ident.ID]*job
	order  []*job // as they came
	events []*job // what is still to come in today, by its hour
	count  Day
	// steps counts the plans made, for their seeds.
	plans uint64
}

func (p *play) day(ctx context.Context, n int) error {
	d := &day{play: p, ctx: ctx, n: n, legs: p.legs, jobs: map[ident.ID]*job{}, count: Day{Weekday: weekday(n), Rain: p.drawn.rain[n]}}
	if d.count.Rain {
		d.legs = wet{p.legs, p.rates.Travel.RainFactor}
	}
	p.admit(ctx, n, &d.count)
	if slices.Contains(p.rates.Crew.Weekdays, weekday(n)) {
		d.riders = p.crew(n)
	}
	d.morning()
	for d.next() && ctx.Err() == nil {
	}
	d.evening()
	p.days = append(p.days, d.count)
	return ctx.Err()
}

// morning gathers what there is to do, and plans it.
func (d *day) morning() {
	for _, j := range d.open {
		d.takeUp(j)
	}
	d.open = nil
	for _, m := range d.fetched(d.n) {
		j := d.milk(m, d.n)
		d.promise(j)
		d.takeUp(j)
	}
	for _, c := range d.drawn.calls[d.n] {
		j := d.asks(c)
		d.promise(j)
		d.events = append(d.events, j)
	}
	d.events = append(d.events, d.later...)
	d.later = nil
	d.byHour()
	for len(d.riders) > 0 && len(d.events) > 0 && !d.events[0].asked.After(d.riders[0].from) {
		d.takeUp(d.events[0])
		d.events = d.events[1:]
	}
	if len(d.riders) > 0 {
		d.plan(d.riders[0].from, d.effort.Morning)
	}
}

func (d *day) takeUp(j *job) {
	d.jobs[j.id] = j
	d.order = append(d.order, j)
}

func (d *day) byHour() {
	slices.SortStableFunc(d.events, func(a, b *job) int { return cmp.Or(cmp.Compare(a.asked, b.asked), cmp.Compare(a.id, b.id)) })
}

// next plays what happens next: somebody sets out or rests, or a request comes in. It
// is false when nothing more happens today.
func (d *day) next() bool {
	var who *rider
	var at instant.Instant
	pause := none
	for _, r := range d.riders {
		if len(r.route) == 0 {
			continue
		}
		if t, b := d.setsOut(r); who == nil || t.Before(at) {
			who, at, pause = r, t, b
		}
	}
	if len(d.events) > 0 && (who == nil || d.events[0].asked.Before(at)) {
		return d.comesIn(who != nil)
	}
	switch {
	case who == nil:
		return false
	case pause != none:
		who.free = at.Add(who.pauses[pause].Length)
		who.seen, who.ready = who.free, who.free
		who.pauses = slices.Delete(slices.Clone(who.pauses), pause, pause+1)
	default:
		d.goes(who, at)
	}
	return true
}

// comesIn answers the next request while somebody is at work; later ones wait for the morning.
func (d *day) comesIn(busy bool) bool {
	j := d.events[0]
	d.events = d.events[1:]
	d.takeUp(j)
	if len(d.riders) == 0 || (!busy && !j.asked.Before(d.riders[0].to)) {
		return true
	}
	d.answer(j)
	return true
}

// goes makes the next stop of a rider's route, at the times that are drawn for it.
func (d *day) goes(r *rider, at instant.Instant) {
	s := r.route[0]
	r.route = r.route[1:]
	j := d.jobs[s.Job]
	spot, takes := j.spot(s.What)
	leg := d.legs.Leg(r.profile, dayplan.Spot{At: r.place}, spot)
	luck := j.luck.of(ofWay)
	if s.What == "pick" {
		luck = luck.of(1)
	}
	slow := 1.0
	if leg.Expected > 0 {
		slow = float64(leg.Slow) / float64(leg.Expected)
	}
	arrive := at.Add(scale(leg.Expected, luck.times(slow)))
	begin := later(arrive, spot.Earliest)
	if r.departed.IsZero() {
		r.departed = at
	}
	r.metres += leg.Metres
	r.place, r.free = spot.At, begin.Add(takes)
	r.seen, r.ready = later(at.Add(leg.Expected), spot.Earliest).Add(spot.Service), r.free
	d.log = append(d.log, Stop{Day: d.n, Worker: r.n, Job: string(j.id), What: s.What, Depart: at, Arrive: arrive, Begin: begin, Leave: r.free, Metres: leg.Metres})
	d.settle(j, s.What, begin, r.free)
	j.worker = r.n
	if s.What == "pick" {
		j.state, j.taken = aboard, r.free
		return
	}
	d.done(j, r.free)
}

// done closes a job; whoever was fetched will want to go home.
func (d *day) done(j *job, left instant.Instant) {
	j.state = over
	d.count.Served++
	if j.call != none && j.kind != "home" {
		d.count.Ended++
		d.count.Waited += left.Sub(j.asked).Hours() / 24
	}
	if j.kind != Transport {
		return
	}
	h := d.home(j, left)
	d.promise(h)
	if h.asked.Before(d.drawn.midnight(d.n + 1)) {
		d.events = append(d.events, h)
		d.byHour()
		return
	}
	d.play.later = append(d.play.later, h)
}

// evening ends the day: what nobody had time for is given up, or waits for tomorrow.
func (d *day) evening() {
	for _, j := range d.order {
		if j.state == over {
			continue
		}
		if j.patience <= d.n {
			d.count.Missed++
			j.state = over
			continue
		}
		j.announced, j.at = "", 0
		d.play.open = append(d.play.open, j)
	}
	for _, r := range d.riders {
		d.ends(r)
	}
}
