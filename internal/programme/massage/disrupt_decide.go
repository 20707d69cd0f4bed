package massage

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// disrupting is a trouble with all that it moves.
type disrupting struct {
	now     Disruption
	known   bool // the cadre works here, or it is about all
	over    bool // the day, or the hours told of, have gone by
	far     bool
	already bool // it was told before
	wider   bool // it was, and begins earlier or ends later than was told
	shifts  []shift
}

// Audiences are the desk and the cadre.
func (d disrupting) Audiences() []string { return d.now.Audiences() }

func (r Room) loadDisrupting(q journal.Query) (d disrupting, err error) {
	b := q.Body.(Disrupt)
	p, err := newPlacing(q, r.Bikes)
	if err != nil {
		return d, err
	}
	today := q.Now.Day(p.zone)
	d.now = Disruption{Facility: q.Facility, Cadre: b.Cadre, Day: b.Day, Why: b.Why, From: max(b.From, dayBegins(b.Day, p), q.Now), Until: dayBegins(calendar.Move(b.Day, 1), p)}
	if !b.Until.IsZero() {
		d.now.Until = min(d.now.Until, b.Until)
	}
	d.over, d.far = b.Day < today || !d.now.From.Before(d.now.Until), b.Day > calendar.Move(today, int(p.set.AheadDays))
	if d.known = b.Cadre == ""; !d.known {
		w, found, err := workforce.Workers.Get(q.Tx, q.Facility, b.Cadre)
		if err != nil {
			return d, err
		}
		d.known = found && (w.Is("cadre") || w.Is("midwife"))
	}
	if !d.known || d.over || d.far {
		return d, nil
	}
	if err = d.again(q); err != nil {
		return d, err
	}
	if b.Why == Ill && !d.already {
		if d.now.Off, err = notOff(q, b.Cadre, b.Day); err != nil {
			return d, err
		}
		p.off = []Off{{b.Day, b.Day, Ill}}
	}
	p.trouble = d.now
	d.shifts, err = p.shifts(q.By.Worker)
	return d, err
}

func dayBegins(day string, p *placing) instant.Instant {
	t, _ := calendar.At(day, "00:00", p.zone)
	return instant.Of(t)
}

// again finds the same trouble that was told before: what is told now widens it.
func (d *disrupting) again(q journal.Query) error {
	all, err := Disruptions.Where(q.Tx, "facility_id = $1 AND day = $2 AND cadre = $3 AND why = $4 AND ended_at = 0 ORDER BY id", q.Facility, d.now.Day, d.now.Cadre, d.now.Why)
	if err != nil || len(all) == 0 {
		return err
	}
	was := all[0]
	d.wider = d.now.From.Before(was.From) || was.Until.Before(d.now.Until)
	d.already, d.now.ID, d.now.From, d.now.Until = true, was.ID, min(was.From, d.now.From), max(was.Until, d.now.Until)
	return nil
}

func notOff(q journal.Query, cadre ident.ID, day string) (bool, error) {
	r, _, err := Rosters.Get(q.Tx, q.Facility, cadre)
	return !slices.ContainsFunc(r.Off, func(o Off) bool { return o.From <= day && day <= o.To }), err
}

// disrupt writes the trouble down once, and what becomes of every visit.
func (d disrupting) disrupt(s journal.Said[Disrupt]) journal.Answer {
	switch {
	case !d.known:
		return journal.Refuse("massage.no_such_cadre").On("cadre")
	case d.over:
		return journal.Refuse("massage.day_over").On("day")
	case d.far:
		return journal.Refuse("massage.too_far_ahead").On("day")
	}
	out := Disrupted{Disruption: d.now.ID}
	if !d.already {
		out.Disruption = s.NewID(0)
	}
	e := DisruptedEvent{Disruption: out.Disruption, Cadre: d.now.Cadre, Day: d.now.Day, From: d.now.From, Until: d.now.Until, Why: d.now.Why, Off: d.now.Off, Offered: []ident.ID{}, Unplaced: []Unplaced{}}
	var events []any
	for n, one := range d.shifts {
		events = append(events, one.events(s.NewID(1+n), s.By.Worker, s.At, d.now.Why)...)
		switch one.fate {
		case offeredFate:
			e.Offered = append(e.Offered, one.ID)
		case unplacedFate:
			e.Unplaced = append(e.Unplaced, Unplaced{one.ID, one.Cadre})
		}
	}
	if d.already && !d.wider && len(events) == 0 {
		return journal.Accept().Giving(out)
	}
	if d.now.Off {
		events = append([]any{OffSet{Cadre: d.now.Cadre, Off: Off{d.now.Day, d.now.Day, Ill}}}, events...)
	}
	out.Offered, out.Unplaced = int64(len(e.Offered)), int64(len(e.Unplaced))
	return journal.Accept(append([]any{e}, events...)...).Giving(out)
}

// loadOff reads, where a cadre is ill on days with visits, what becomes of them: what a tap on
// the day itself does. Leave and the like are known before, and the coordinator talks to each
// family.
func (r Room) loadOff(q journal.Query) (x rostering, err error) {
	b := q.Body.(SetOff)
	if x, err = loadRostering(q); err != nil || b.Why != Ill || !x.known || !x.active {
		return x, err
	}
	p, err := newPlacing(q, r.Bikes)
	if err != nil {
		return x, err
	}
	p.off = []Off{{b.From, b.To, b.Why}}
	p.trouble = Disruption{Cadre: b.Cadre, From: max(dayBegins(b.From, p), q.Now), Until: dayBegins(calendar.Move(b.To, 1), p), Why: Ill}
	x.shifts, err = p.shifts(q.By.Worker)
	return x, err
}
