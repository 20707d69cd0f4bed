package kasaba

import (
	"slices"
	"time"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
)

// evening is when parents rate, some cancel for tomorrow, the desk finds hours for who has
// none, and families ask for visits.
func (p *play) evening(day time.Time) {
	p.rate(p.date(day))
	p.cancel(p.date(day.AddDate(0, 0, 1)))
	if day.Before(p.last.AddDate(0, 0, -1)) {
		p.toMove(day) // the last ones wait for whoever tries the demo
	}
	p.fill(day, false)
}

// rate is what parents say of today's visits. The one who hurries has three bad ratings in
// the last two weeks; of the others few are bad.
func (p *play) rate(on string) {
	var done []massage.Visit
	p.Ask(func(q journal.Query) (err error) {
		done, err = massage.Visits.Where(q.Tx, "facility_id = $1 AND day = $2 AND ended_at > 0 AND started_at > 0 AND stop_why = '' ORDER BY ended_at, id", q.Facility, on)
		return err
	})
	for _, v := range done {
		name := string(v.ID)
		b := massage.Rate{Booking: v.ID, Stars: []int64{5, 5, 5, 4, 5, 4, 4, 5, 3, 5}[chance("stars "+name)%10]}
		switch {
		case v.Cadre == as(hurried).Worker && p.bad > 0 && p.badOn != on && on >= p.date(p.last.AddDate(0, 0, -13)):
			p.bad--
			p.badOn, b.Stars, b.Word = on, int64(1+p.bad%2), p.cast.Bad[p.bad%len(p.cast.Bad)]
		case v.Cadre != as(hurried).Worker && percent("bad "+name, 1):
			b.Stars = 2
		case !percent("rates "+name, 62):
			continue
		case percent("word "+name, 30) && b.Stars > 3:
			b.Word = pick(p.cast.Good, "said "+name)
		}
		if by := home(v.Parent); b.Stars < 3 || percent("own "+name, 75) {
			p.Say(by, "rate "+name, "massage.rate", b)
		} else {
			p.Say(desk(), "rate "+name, "massage.rate", b)
		}
	}
}

// cancel is who will not be at home tomorrow.
func (p *play) cancel(on string) {
	for _, b := range p.bookedOn(on) {
		name := string(b.ID) + on
		switch {
		case percent("cancels "+name, 4):
			p.Say(home(b.Parent), "cancel "+name, "massage.cancel", massage.Cancel{Booking: b.ID, Why: pick([]string{"parent", "ill"}, name)})
		case percent("desk cancels "+name, 1):
			p.Say(desk(), "cancel "+name, "massage.cancel", massage.Cancel{Booking: b.ID, Why: "desk"})
		}
	}
}

// toMove finds another hour for who lost theirs and said yes to none.
func (p *play) toMove(day time.Time) {
	var all []massage.Booking
	p.Ask(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND state = $2 AND offer_cadre = '' AND (ended_at = 0) ORDER BY number", q.Facility, massage.ToMove)
		return err
	})
	for _, b := range all {
		i := slices.IndexFunc(p.cadres, func(c cadre) bool { return c.village == b.Village })
		p.instead(b, p.cadres[i], day.AddDate(0, 0, 3))
	}
}

// midwives look, on the day after, at the children of whom a family or a cadre told. Those of
// today wait for whoever tries the demo.
func (p *play) midwives(day time.Time) {
	var open []need.Case
	before := hour(day, 0)
	p.Ask(func(q journal.Query) (err error) {
		open, err = need.Cases.Where(q.Tx, "facility_id = $1 AND kind = $2 AND closed_at = 0 AND opened_at < $3 ORDER BY id", q.Facility, massage.Referral, before)
		return err
	})
	if day.Weekday() == time.Sunday {
		return
	}
	for _, c := range open {
		by, name := as(midwifeOf(c.Village)), string(c.ID)
		p.Say(desk(), "called "+name, "need.step", need.DoStep{Case: c.ID, Step: "family_called"})
		p.Say(by, "seen "+name, "need.step", need.DoStep{Case: c.ID, Step: "child_seen"})
		p.Say(by, "close "+name, "need.close", need.Close{Case: c.ID, Outcome: "solved", Reason: p.cast.Seen})
	}
}

// told is the desk, which sends what was written to families in the last day, by its own
// telephone. What was written today waits for whoever tries the demo.
func (p *play) told(day time.Time) {
	var all []messaging.Row
	p.Ask(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND state = $2 AND created_at < $3 ORDER BY created_at, id", q.Facility, messaging.Waiting, hour(day, 0))
		return err
	})
	for _, m := range all {
		p.Say(desk(), "told "+string(m.ID), "messaging.mark", messaging.Mark{Message: m.ID, How: "whatsapp"})
	}
}

// midwifeOf is the key of who looks after a kelurahan.
func midwifeOf(village string) string {
	if slices.Contains([]string{"32.73.02.1002", "32.73.02.1003", "32.73.02.1005"}, village) {
		return "bidan-coblong"
	}
	return "bidan-dago"
}
