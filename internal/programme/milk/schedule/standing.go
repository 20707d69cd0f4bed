package schedule

import (
	"cmp"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Standing is the weekly plan without exceptions: what the places that take part want of
// a Monday to a Sunday (index 0 to 6) when it is neither Ramadan nor a holiday nor
// somebody's leave, and the couriers of these days by their roster or, where none is
// written, as they were on duty the week before. A sheet's Day is the next such day after
// today; each is read as a day to come, with nothing begun. A job goes by its place's id,
// and Announced is her usual courier.
func Standing(q journal.Query) (week [7]dayplan.Sheet, err error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return week, err
	}
	today := q.Now.Day(f.Location())
	all, err := loadBoard(q, calendar.Move(today, -6), 14)
	if err != nil {
		return week, err
	}
	r := reading{board: all, q: q}
	if r.rules, err = RulesOf(q); err != nil {
		return week, err
	}
	if err = r.loadCounts(); err != nil {
		return week, err
	}
	if r.base, err = baseOf(q); err != nil {
		return week, err
	}
	for _, day := range calendar.Days(calendar.Move(today, 1), 7) {
		if week[calendar.Weekday(day)-1], err = r.standing(day); err != nil {
			return week, err
		}
	}
	return week, nil
}

// standing is one day of the weekly plan.
func (all reading) standing(day string) (dayplan.Sheet, error) {
	r := all
	r.board, r.day = all.board.asUsual(day), day
	r.from, _ = r.hours()
	r.had, r.ended = nil, nil
	r.out = dayplan.Sheet{Group: plan.Couriers, Day: day, From: r.from}
	for i, s := range r.schedules {
		c, comes := s.usually(day).On(day, calendar.Exceptions{})
		t, ok := calendar.At(day, c.At, r.facility.Location())
		if !comes || !ok {
			continue
		}
		start, finish := s.ends(r.places[i], s.period(c.Period.ID))
		j, err := r.wanted(Wish{ID: s.ID, At: instant.Of(t), Bottles: r.bottles[s.ID]}, start, finish)
		if err != nil {
			return r.out, err
		}
		if r.able(s.Courier, instant.Of(t)) {
			j = announce(j, s.Courier, instant.Of(t))
		}
		r.out.Jobs = append(r.out.Jobs, j)
	}
	for _, c := range r.couriers {
		if err := r.addCourier(c); err != nil {
			return r.out, err
		}
	}
	return r.out, nil
}

// asUsual is the board of a day on which nobody is away: its roster, or that of a week ago.
func (b *board) asUsual(day string) *board {
	out := *b
	before := calendar.Move(day, -7)
	again := !b.rostered(day) && b.rostered(before)
	out.couriers = slices.Clone(b.couriers)
	for i := range out.couriers {
		c := &out.couriers[i]
		c.away = map[string]bool{}
		if !again {
			continue
		}
		c.shifts = nil
		for _, x := range b.couriers[i].shifts {
			if x.Day == before {
				c.shifts = append(c.shifts, weekLater(x, day))
			}
		}
	}
	return &out
}

func weekLater(x workforce.Shift, day string) workforce.Shift {
	const week = 7 * 24 * 3600 * 1e9
	x.Day, x.Starts, x.Ends = day, x.Starts.Add(week), x.Ends.Add(week)
	return x
}

// usually is the schedule of when nothing is out of the ordinary. What begins only later
// counts as if it had begun: she will be there every week.
func (s Schedule) usually(day string) calendar.Schedule {
	out := s.calendar()
	out.Periods = slices.DeleteFunc(out.Periods, func(p calendar.Period) bool { return p.Kind != calendar.Normal && p.Kind != calendar.Shift })
	if _, holds := calendar.Holding(day, out.Periods); holds || len(out.Periods) == 0 {
		return out
	}
	coming := slices.DeleteFunc(out.Periods, func(p calendar.Period) bool { return p.From <= day })
	if len(coming) == 0 {
		return calendar.Schedule{Subject: out.Subject}
	}
	first := slices.MinFunc(coming, func(a, b calendar.Period) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.N, b.N)) })
	first.From = day
	return calendar.Schedule{Subject: out.Subject, Periods: []calendar.Period{first}}
}
