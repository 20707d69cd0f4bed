package massage

import (
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/workforce"
)

// Cadres are the day plan's source of the massages: whom each cadre visits when, and to whom
// somebody comes along. A slot is the family's; the plan only says in what order and by when
// somebody has to leave. It is a room too, which only hears: whatever changes a slot has its day
// planned anew.
type Cadres struct {
	// Where tells where a cadre was last seen today; nil: nobody knows.
	Where dispatch.Where
	Bikes Bikes
}

const (
	// seenFresh is how old a position may be to say where a cadre is, wayBefore how long
	// before her hours she may leave home: both our own proposals.
	seenFresh = 15 * time.Minute
	wayBefore = time.Hour
)

// plannable are the states of visits that a day still holds.
var plannable = []string{Booked, OnWay, Started}

// Group is cadres.
func (Cadres) Group() string { return plan.Cadres }

// Members are whoever goes, alone.
func (Cadres) Members(_ journal.Query, worker ident.ID) ([]ident.ID, error) {
	return []ident.ID{worker}, nil
}

// Days are the days, today and later, with a visit.
func (Cadres) Days(q journal.Query) (days []string, err error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	err = q.Each("SELECT DISTINCT day FROM massage_booking WHERE facility_id = $1 AND state IN ($2, $3, $4) AND day >= $5 ORDER BY day",
		store.Args(q.Facility, Booked, OnWay, Started, q.Now.Day(zone)), func(scan func(...any) error) error {
			var day string
			if err := scan(&day); err != nil {
				return err
			}
			days = append(days, day)
			return nil
		})
	return days, err
}

// Read gives a day as it stands. A day that is past has nothing to plan.
func (c Cadres) Read(q journal.Query, day string) (dayplan.Sheet, error) {
	b, err := readBoard(q, "", day, day, c.Bikes)
	sheet := dayplan.Sheet{Group: plan.Cadres, Day: day, From: q.Now, Live: day == b.today}
	if err != nil || day < b.today {
		return sheet, err
	}
	if !sheet.Live {
		sheet.From = b.at(day, "00:00")
	}
	goers, err := b.goers()
	if err != nil {
		return sheet, err
	}
	for _, w := range goers {
		d, err := b.day(w, day, "")
		if err != nil {
			return sheet, err
		}
		jobs, err := b.planned(w.ID, day)
		if err != nil {
			return sheet, err
		}
		along, err := b.accompanied(w.ID, day)
		if err != nil {
			return sheet, err
		}
		jobs = append(jobs, along...)
		if len(d.Spans) == 0 && len(jobs) == 0 {
			continue
		}
		worker := dayplan.Worker{ID: w.ID, Profile: d.Profile, From: sheet.From, To: sheet.From}
		for _, s := range d.Spans {
			worker.To = max(worker.To, s.To)
		}
		for _, j := range jobs { // what is booked is done, whatever the hours became
			worker.To = max(worker.To, j.At.Add(j.Drop.Service+wayBefore))
		}
		worker.From = max(sheet.From, begins(d.Spans, jobs).Add(-wayBefore))
		if sheet.Live {
			worker.Start = c.seen(q, w)
			if home, in := inHouse(jobs); in {
				worker.Start = home
			}
		}
		sheet.Workers, sheet.Jobs = append(sheet.Workers, worker), append(sheet.Jobs, jobs...)
	}
	return sheet, nil
}

// planned are a cadre's visits of a day as the planner sees them: hers, at their hour. One that
// cannot be reached in time is late in the plan and stays in it.
func (b *board) planned(cadre ident.ID, day string) (jobs []dayplan.Job, err error) {
	for _, k := range b.bookings[cadre] {
		if k.Cadre != cadre || k.Day != day || !slices.Contains(plannable, k.State) {
			continue
		}
		home, err := b.point(cadre, k)
		if err != nil {
			return nil, err
		}
		j := dayplan.Job{ID: k.ID, Class: routing.Massage, Worker: cadre, Announced: cadre, At: k.From,
			Drop: dayplan.Spot{At: home, Village: ident.ID(k.Village), Service: k.To.Sub(k.From), Earliest: k.From, Due: k.From}}
		if k.State != Booked {
			j.Begun = 1
		}
		if k.State == Started { // she is there: what is left of it
			b.within(&j, k.From, k.To)
		}
		jobs = append(jobs, j)
	}
	return jobs, nil
}

// within is a job of somebody who is in the house now: what is left of it.
func (b *board) within(j *dayplan.Job, from, to instant.Instant) {
	j.Begun, j.At, j.Drop.Earliest, j.Drop.Due = 1, b.q.Now, 0, 0
	j.Drop.Service = max(0, to.Sub(max(b.q.Now, from)))
}

// inHouse is the home in which somebody is now, whatever was seen of her a moment ago.
func inHouse(jobs []dayplan.Job) (home geo.Point, in bool) {
	for _, j := range jobs {
		if j.Begun > 0 && j.Drop.Due.IsZero() && !j.Drop.At.IsZero() {
			return j.Drop.At, true
		}
	}
	return home, false
}

// begins is when a cadre's day does: her hours, or a visit before them.
func begins(spans []slots.Span, jobs []dayplan.Job) (at instant.Instant) {
	for _, s := range spans {
		if at.IsZero() || s.From.Before(at) {
			at = s.From
		}
	}
	for _, j := range jobs {
		if at.IsZero() || j.At.Before(at) {
			at = j.At
		}
	}
	return at
}

// seen is where a cadre was a moment ago; zero: nobody knows.
func (c Cadres) seen(q journal.Query, w workforce.Worker) geo.Point {
	if c.Where == nil {
		return geo.Point{}
	}
	if p, at, ok := c.Where(q.Facility, w.ID); ok && q.Now.Sub(at) <= seenFresh {
		return p
	}
	return geo.Point{}
}

// Verbs are none.
func (Cadres) Verbs() []journal.Verb { return nil }

// Events are none.
func (Cadres) Events() []journal.Event { return nil }

// Tables are none.
func (Cadres) Tables() []store.Def { return nil }

// Follows are what the plan of the cadres' day hears of.
func (Cadres) Follows() []journal.Follow {
	return append(companyPlanned(), []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e BookedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e ConfirmedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e MovedEvent) ([]any, error) { return resettled(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e UnplacedEvent) ([]any, error) { return resettled(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e PutBackEvent) ([]any, error) { return resettled(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e TurnedBackEvent) ([]any, error) {
			return resettled(q, e.Booking)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e OfferEndedEvent) ([]any, error) {
			if !e.GiveUp {
				return nil, nil
			}
			return replanned(q, e.Booking)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e EndedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e SetOutEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e ScreenedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e StartedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e FinishedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e StoppedEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e NotHomeEvent) ([]any, error) { return replanned(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, _ RosterSet) ([]any, error) {
			return plan.Unsettle(q, plan.Cadres, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ OffSet) ([]any, error) {
			return plan.Unsettle(q, plan.Cadres, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ OffDropped) ([]any, error) {
			return plan.Unsettle(q, plan.Cadres, plan.Changed)
		}),
	}...)
}

// replanned has the day of a booking planned anew, of those that are not over.
func replanned(q journal.Query, booking ident.ID) ([]any, error) {
	b, found, err := Bookings.Get(q.Tx, q.Facility, booking)
	if err != nil || !found || b.Day == "" || b.State == Asked {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil || b.Day < q.Now.Day(zone) {
		return nil, err
	}
	return []any{plan.Change(plan.Cadres, b.Day, b.ID)}, nil
}

// resettled has beside it the days planned anew in whose plan it still stands: it was there.
func resettled(q journal.Query, booking ident.ID) ([]any, error) {
	out, err := replanned(q, booking)
	if err != nil {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	routes, err := plan.Routes.Where(q.Tx, "facility_id = $1 AND grp = $2 AND day >= $3 ORDER BY day, id", q.Facility, plan.Cadres, q.Now.Day(zone))
	for _, r := range routes {
		if slices.ContainsFunc(r.Stops, func(s plan.Stop) bool { return s.Job == booking }) {
			if e := plan.Change(plan.Cadres, r.Day, booking); !slices.Contains(out, any(e)) {
				out = append(out, e)
			}
		}
	}
	return out, err
}
