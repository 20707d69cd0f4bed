package schedule

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// PeriodBody is a period as the desk writes it down.
type PeriodBody struct {
	// From and To are civil days; To empty: until something else holds.
	From string        `json:"from" max:"10"`
	To   string        `json:"to,omitempty" max:"10"`
	Kind calendar.Kind `json:"kind" max:"20"`
	// Weekdays are 1 Monday to 7 Sunday; none, and on leave always: nobody comes.
	Weekdays []int  `json:"weekdays"`
	At       string `json:"at,omitempty" max:"5"`
	// Start and Finish are there when they are not the place's own.
	Start  *dispatch.Place `json:"start,omitempty"`
	Finish *dispatch.Place `json:"finish,omitempty"`
}

// Set puts a whole schedule in the place of the one before: verb schedule.set.
type Set struct {
	Place   ident.ID     `json:"place"`
	Courier ident.ID     `json:"courier,omitempty"`
	Periods []PeriodBody `json:"periods"`
}

// Subject names the place.
func (b Set) Subject() ident.ID { return b.Place }

// MostPeriods is how many periods a schedule may have: a year of shifts that change
// every week.
const MostPeriods = 60

// Check wants periods that can be read: days, kinds, hours, points.
func (b Set) Check() *fault.Error {
	if len(b.Periods) > MostPeriods {
		return fault.BadField("body.too_many", "periods")
	}
	for _, p := range b.Periods {
		if e := p.check(); e != nil {
			return e
		}
	}
	return nil
}

func (p PeriodBody) check() *fault.Error {
	switch {
	case !calendar.IsDay(p.From):
		return fault.BadField("body.bad_date", "periods.from")
	case p.To != "" && (!calendar.IsDay(p.To) || p.To < p.From):
		return fault.BadField("schedule.ends_before", "periods.to")
	case !slices.Contains(calendar.Kinds(), p.Kind):
		return fault.BadField("body.unknown_word", "periods.kind")
	case p.Kind != calendar.Leave && len(p.Weekdays) > 0 && !calendar.IsHour(p.At):
		return fault.BadField("schedule.bad_hour", "periods.at")
	}
	for _, d := range p.Weekdays {
		if d < 1 || d > 7 {
			return fault.BadField("schedule.bad_weekday", "periods.weekdays")
		}
	}
	for _, at := range []*dispatch.Place{p.Start, p.Finish} {
		if at != nil && !at.Point().Valid() {
			return fault.BadField("body.bad_point", "periods.start")
		}
	}
	return nil
}

// Settled is the event of a place's schedule.
type Settled struct {
	Place   ident.ID `json:"place"`
	Courier ident.ID `json:"courier,omitempty"`
	Periods []Period `json:"periods"`
}

// Begun is the event of a facility's first schedule: from here its evenings are
// planned. Day is the first evening, At when it comes.
type Begun struct {
	Day string          `json:"day"`
	At  instant.Instant `json:"at"`
}

// Settling is a place with its schedule, for those who change it.
type Settling struct {
	milk.Place
	Schedule Schedule
	Baby     registry.Person
	// Knows: the courier it names is one.
	Knows bool
	// Begun: the facility's evenings are planned already; Next is the first one.
	Begun bool
	Next  Begun
	Today string
}

func loadSettling(q journal.Query) (s Settling, err error) {
	p, found, err := milk.Places.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return s, err
	}
	if !found {
		return s, fault.Absent()
	}
	s.Place = p
	if s.Schedule, _, err = Schedules.Get(q.Tx, q.Facility, p.ID); err != nil {
		return s, err
	}
	if s.Baby, _, err = registry.Canonical(q.Tx, q.Facility, p.Baby); err != nil {
		return s, err
	}
	if b, ok := q.Body.(Set); ok && b.Courier != "" {
		w, found, err := workforce.Workers.Get(q.Tx, q.Facility, b.Courier)
		if err != nil {
			return s, err
		}
		s.Knows = found && w.Is("courier")
	}
	if _, s.Begun, err = evenings.Get(q.Tx, q.Facility, q.Facility); err != nil {
		return s, err
	}
	s.Today, s.Next, err = tonight(q)
	return s, err
}

// tonight is today and the evening that comes next.
func tonight(q journal.Query) (today string, next Begun, err error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return "", next, err
	}
	set, _, err := Policy.Get(q)
	if err != nil {
		return "", next, err
	}
	today = q.Now.Day(f.Location())
	return today, eveningAfter(q.Now, today, set, f), nil
}

// eveningAfter is the first evening that has not come yet. On a day whose clock
// leaves the hour out it is the next day's.
func eveningAfter(now instant.Instant, today string, set Settings, f registry.Facility) Begun {
	for _, day := range calendar.Days(today, 3) {
		if at, ok := calendar.At(day, set.PlanAt, f.Location()); ok && instant.Of(at).After(now) {
			return Begun{day, instant.Of(at)}
		}
	}
	return Begun{calendar.Move(today, 1), now.Add(24 * 3600 * 1e9)}
}

// Set settles when somebody comes to her. Her own points are sealed anew each time,
// for the schedule is written as a whole.
func (p Settling) Set(s journal.Said[Set]) journal.Answer {
	b := s.Body
	switch {
	case p.State == milk.Over:
		return journal.Refuse("milk.place_not_active")
	case b.Courier != "" && !p.Knows:
		return journal.Refuse("schedule.no_courier").On("courier")
	}
	e := Settled{b.Place, b.Courier, []Period{}}
	for i, x := range b.Periods {
		e.Periods = append(e.Periods, x.period(s, i))
	}
	answer := journal.Accept(e)
	if !p.Begun {
		answer = answer.With(p.Next)
	}
	return answer
}

func (p PeriodBody) period(s journal.Said[Set], i int) Period {
	out := Period{ID: s.NewID(3 * i), From: p.From, To: p.To, Kind: p.Kind, Weekdays: slices.Compact(slices.Sorted(slices.Values(p.Weekdays))), At: p.At}
	if out.Weekdays == nil || p.Kind == calendar.Leave {
		out.Weekdays = []int{}
	}
	if p.Start != nil {
		out.Start = s.Seal("milk_point", s.NewID(3*i+1), 1, *p.Start)
	}
	if p.Finish != nil {
		out.Finish = s.Seal("milk_point", s.NewID(3*i+2), 1, *p.Finish)
	}
	return out
}

func applySettled(tx *store.Tx, m journal.Meta, e Settled) error {
	s, _, err := Schedules.Get(tx, m.Facility, e.Place)
	if err != nil {
		return err
	}
	s.Facility, s.ID, s.Courier, s.Periods, s.SetAt = m.Facility, e.Place, e.Courier, e.Periods, m.RecordedAt
	return Schedules.Put(tx, s)
}

func applyBegun(tx *store.Tx, m journal.Meta, e Begun) error {
	return evenings.Put(tx, nextEvening{m.Facility, m.Facility, e.Day, e.At})
}
