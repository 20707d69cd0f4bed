package day

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/health"
	"sambang/internal/shared/task"
)

// say gives one command of somebody, now; it must be accepted.
func (p *past) say(by access.Actor, name, verb string, body any) error {
	return p.answered(by, name, verb, body, journal.Accepted)
}

func (p *past) answered(by access.Actor, name, verb string, body any, want journal.Status) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	out, err := p.house.Journal.Do(p.ctx, by, journal.Envelope{ID: named("command " + name), Verb: verb, V: 1, Device: "demo", OccurredAt: p.house.Clock.Now(), Body: raw})
	if err == nil && out.Status != want {
		err = &fault.Error{Kind: fault.Refused, Code: out.Code, Field: out.Field}
	}
	if err != nil {
		return fmt.Errorf("%s (%s): %w", verb, name, err)
	}
	return nil
}

// tell adds a command to the day.
func (p *past) tell(at instant.Instant, by access.Actor, name, verb string, body any) {
	p.at(at, func() error { return p.say(by, name, verb, body) })
}

// serves is the midwife or the cadre of a village; the officer, where there is none.
func (p *past) serves(village string) access.Actor {
	for _, s := range p.cast.Staff {
		if slices.Contains(s.Villages, village) {
			return p.staff[s.Key]
		}
	}
	return p.staff["petugas"]
}

// placeOn is the day on which a mother of the cast gets her place: some days after
// the birth, as long ago as the baby's age tells.
func (p *past) placeOn(m mother) time.Time {
	return p.first.In(p.zone).AddDate(0, 0, -max(m.Baby.Days-6, 7))
}

// born is a baby's birthday.
func (p *past) born(m mother) time.Time { return p.first.In(p.zone).AddDate(0, 0, -m.Baby.Days) }

func isDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// people are those who ask for a place, get one and take part on a civil day.
func (p *past) people(day time.Time) {
	began := p.began.In(p.zone)
	for i, s := range p.souls {
		switch got := p.placeOn(s.mother); {
		case s.part == "left" || s.part == "here":
			first := isDay(day, began)
			switch {
			case first && got.Before(began.AddDate(0, 0, 3)):
				p.wasThere(day, s.mother)
			case !got.Before(began.AddDate(0, 0, 3)):
				p.joins(day, got, i, s.mother)
			}
		default:
			p.asks(day, i, s)
		}
	}
}

// over reports whether a baby is six months old on a day: its place has ended.
func (p *past) over(m mother, day time.Time) bool { return !p.born(m).AddDate(0, 6, 0).After(day) }

// wasThere takes in who took part before there were applications.
func (p *past) wasThere(day time.Time, m mother) {
	if p.over(m, day) {
		return
	}
	at := p.hour(day, 7, 30)
	p.tell(at, machine(), "enrol "+m.Key, "milk.enrol", milk.Enrol{Place: m.place(), Mother: milk.PersonBody{ID: m.person(), Name: m.Name, Phone: m.Phone},
		Baby: milk.BabyBody{ID: p.baby(m), Name: m.Baby.Name, Born: p.born(m).Format(time.DateOnly)}, Village: p.cast.village(m.Village).Code,
		Pickup: p.cast.place(p.cast.workplace(m.Workplace)), Drop: p.cast.place(m.Home), HiddenAddress: m.Hidden, Recipients: m.recipients()})
	p.settle(at, day, m)
}

// joins lets a mother ask, be prepared and be given a place.
func (p *past) joins(day, got time.Time, i int, m mother) {
	asked := got.AddDate(0, 0, -2)
	if asked.Before(p.born(m).AddDate(0, 0, 1)) {
		asked = got
	}
	if isDay(day, asked) {
		p.apply(p.hour(day, 7, 40+i%15), i, m)
	}
	if !isDay(day, got) {
		return
	}
	of := struct {
		Application ident.ID `json:"application"`
	}{m.application()}
	p.tell(p.hour(day, 8, 10), p.staff["petugas"], "prepare "+m.Key, "milk.prepare", of)
	p.at(p.hour(day, 9, 0), func() error { return p.admit(m) })
	p.settle(p.hour(day, 9, 20), day, m)
}

// admit gives a place; before her turn only with the reason written down.
func (p *past) admit(m mother) error {
	var at admission.Standing
	if err := p.query(func(q journal.Query) (err error) { at, _, err = admission.StandingOf(q, m.application()); return err }); err != nil {
		return err
	}
	head := p.staff["kepala"]
	if at.Number > 1 {
		why := "Ibu sudah kembali bekerja dan jarak rumahnya paling dekat dengan rute yang ada; dibahas bersama bidan."
		if err := p.say(head, "skip "+m.Key, "milk.skip", admission.Skip{Application: m.application(), Reason: why}); err != nil {
			return err
		}
	}
	return p.say(head, "admit "+m.Key, "milk.admit", admission.Admit{Application: m.application(), Place: m.place()})
}

func (m mother) application() ident.ID { return named("application " + m.Key) }

// apply asks for a place: on the public page, by whoever serves the village, or at
// the desk.
func (p *past) apply(at instant.Instant, i int, m mother) {
	by, how := p.serves(m.Village), "spoken"
	if m.Phone != "" && i%3 == 1 {
		id := m.application()
		by, how = access.Actor{Facility: Facility(), ID: "public", Subject: id, Roles: []access.Role{access.Public}, Keys: []string{"o:" + string(id)}, Door: "page"}, "page"
	}
	p.tell(at, by, "apply "+m.Key, "milk.apply", admission.Apply{Application: m.application(), Mother: milk.PersonBody{ID: m.person(), Name: m.Name, Phone: m.Phone},
		Babies:  []milk.BabyBody{{ID: p.baby(m), Name: m.Baby.Name, Born: p.born(m).Format(time.DateOnly)}},
		Village: p.cast.village(m.Village).Code, Pickup: p.cast.place(p.cast.workplace(m.Workplace)), Finish: p.cast.place(m.Home), HiddenAddress: m.Hidden,
		Recipients: m.recipients(), Days: weekdays(i), From: "07:30", To: "16:00", Pledge: admission.Pledge{TextVersion: "milk_pledge/1", How: how}})
	if serving := p.serves(m.Village); i%4 != 3 && !serving.Is(access.Officer) {
		p.tell(at.Add(3*time.Minute), serving, "posyandu "+m.Key, "milk.confirm_posyandu", admission.Confirm{Application: m.application(), Answer: admission.Comes})
	}
}

// weekdays are those on which somebody comes to the i-th mother: two, for some three.
func weekdays(i int) []int64 {
	return [][]int64{{1, 4}, {2, 5}, {3, 5}, {1, 3}, {2, 4}, {1, 3, 5}}[i%6]
}

// asks are the steps of who has no place: 17 wait since the last two weeks, one was
// told "not yet", one took it back.
func (p *past) asks(day time.Time, i int, s soul) {
	n := i - slices.IndexFunc(p.souls, func(x soul) bool { return x.part == "waits" })
	asked := p.first.In(p.zone).AddDate(0, 0, -12+n*11/19)
	if !isDay(day, asked) {
		return
	}
	at := p.hour(day, 10, n)
	p.apply(at, i, s.mother)
	if by := p.serves(s.Village); n%3 != 2 && !by.Is(access.Officer) {
		p.tell(at.Add(5*time.Minute), by, "feeding "+s.Key, "health.feeding", health.Feed{Feeding: named("feeding " + s.Key), Baby: p.baby(s.mother),
			Answer: health.Exclusive, Source: health.Told, On: day.Format(time.DateOnly)})
	}
	switch {
	case s.part == "outside":
		p.tell(at.Add(40*time.Minute), p.staff["kepala"], "refuse "+s.Key, "milk.refuse", admission.Refuse{Application: s.application(), Reason: "hours"})
	case s.part == "back":
		p.tell(at.Add(2*time.Hour), p.staff["petugas"], "withdraw "+s.Key, "milk.withdraw_application", admission.Withdraw{Application: s.application(), How: "phone"})
	case n < 6:
		p.tell(at.Add(time.Hour), p.staff["petugas"], "prepare "+s.Key, "milk.prepare", admission.Prepare{Application: s.application()})
	}
}

// settle writes down when somebody comes to her from the next day on, and who.
func (p *past) settle(at instant.Instant, day time.Time, m mother) {
	i := slices.IndexFunc(p.souls, func(s soul) bool { return s.Key == m.Key })
	couriers := p.cast.couriers()
	usual := couriers[i%len(couriers)]
	p.of[m.place()] = m
	hour := []string{"08:30", "10:20", "12:10", "14:00", "09:25", "11:15", "13:05", "14:55"}[i/len(couriers)%8]
	days := make([]int, 0, 3)
	for _, d := range weekdays(i) {
		days = append(days, int(d))
	}
	set := schedule.Set{Place: m.place(), Courier: usual.worker(), Periods: []schedule.PeriodBody{{From: day.Format(time.DateOnly), Kind: calendar.Normal, Weekdays: days, At: hour}}}
	set.Periods = append(set.Periods, p.period(m, days)...)
	p.tell(at.Add(5*time.Minute), p.staff["petugas"], "schedule "+m.Key, "schedule.set", set)
}

// period is a time of its own in the schedules of some: a school holiday that is
// over, another shift to come, a leave.
func (p *past) period(m mother, days []int) []schedule.PeriodBody {
	from := func(after int) string { return p.first.In(p.zone).AddDate(0, 0, after).Format(time.DateOnly) }
	switch m.Workplace {
	case "sd":
		return []schedule.PeriodBody{{From: from(-40), To: from(-31), Kind: calendar.SchoolHoliday}}
	case "smp":
		return []schedule.PeriodBody{{From: from(24), To: from(35), Kind: calendar.SchoolHoliday}}
	case "garmen":
		return []schedule.PeriodBody{{From: from(10), To: from(23), Kind: calendar.Shift, Weekdays: days, At: "15:10"}}
	case "camat":
		return []schedule.PeriodBody{{From: from(-75), To: from(-71), Kind: calendar.Leave}}
	}
	return nil
}

// feeding is asked of each baby once in a month of life, by who serves its village.
// One mother had begun other food in the second month and was helped.
func (p *past) feeding(day time.Time) {
	for _, s := range p.souls {
		m, born := s.mother, p.born(s.mother)
		if s.part != "left" && s.part != "here" || p.placeOn(m).After(day) || p.over(m, day) || isDay(day, p.began.In(p.zone)) {
			continue
		}
		for month := range 6 {
			on := born.AddDate(0, month, 24)
			if !isDay(day, on) || chance(m.Key+"asked")%9 == month { // now and then nobody asks
				continue
			}
			f := health.Feed{Feeding: named(fmt.Sprintf("feeding %s %d", m.Key, month)), Baby: p.baby(m), Answer: health.Exclusive, Source: health.Seen, On: on.Format(time.DateOnly)}
			by := p.serves(m.Village)
			if by.Is(access.Officer) {
				f.Source = health.Phone
			}
			if m.Key == "tari" && month == 2 {
				f.Answer, f.Source = health.NotExclusive, health.Told
			}
			p.tell(p.hour(day, 16, 10), by, "feeding "+string(f.Feeding), "health.feeding", f)
		}
	}
	p.at(p.hour(day, 16, 30), p.help)
}

// help does what was left to do two days ago or longer: a mother is helped.
func (p *past) help() error {
	var open []task.Task
	err := p.query(func(q journal.Query) (err error) {
		open, err = task.Tasks.Where(q.Tx, "facility_id = $1 AND state = $2 AND kind = 'feeding_help' AND opened_at < $3 ORDER BY opened_at, id", q.Facility, task.Open, q.Now.Add(-40*time.Hour))
		return err
	})
	for _, t := range open {
		if err == nil {
			err = p.say(p.worker(t.Owner), "help "+string(t.ID), "task.close", task.Close{Task: t.ID, Outcome: "done", Note: "Pelekatan dibetulkan, jadwal memerah disusun bersama. Ibu kembali memberi ASI saja."})
		}
	}
	return err
}

// worker is somebody of staff by their id; the officer, when it is nobody's.
func (p *past) worker(id ident.ID) access.Actor {
	for _, a := range p.staff {
		if a.Worker == id {
			return a
		}
	}
	return p.staff["petugas"]
}
