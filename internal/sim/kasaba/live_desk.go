package kasaba

import (
	"time"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
)

// wait is how many bookings without a slot are left to whoever tries the desk.
const wait = 2

// homeOf opens where a home is.
func (p *play) homeOf(b massage.Booking, c cadre) (at dispatch.Place) {
	p.Ask(func(q journal.Query) error {
		_, err := q.Open(b.Place, &at)
		return err
	})
	if at.Village == "" {
		return p.place(string(b.ID), c)
	}
	return at
}

// answers is a family's word on another slot: most say yes after a quarter of an hour, some
// no, and some nothing. What was offered because the sixth is late is left to stand.
func (g *Going) answers() bool {
	var all []massage.Booking
	g.Ask(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND offer_cadre <> '' AND state IN ('booked', 'to_move', 'waiting') ORDER BY starts_at, id", q.Facility)
		return err
	})
	for _, b := range all {
		key := string(b.ID) + b.Offer.From.String()
		if g.seen[key].IsZero() {
			g.seen[key] = g.now
		}
		late := b.Cadre == as(visited).Worker && !b.LateAt.IsZero()
		n := chance("answers " + key)
		if late || b.Parent == "" || n%100 >= 80 || g.rests(key) || g.now.Before(g.seen[key].Add(time.Duration(6+n%14)*time.Minute)) || b.Offer.From.Before(g.now.Add(5*time.Minute)) {
			continue
		}
		g.Say(home(b.Parent), g.once("answer", b.ID), "massage.answer", massage.Reply{Booking: b.ID, Yes: n%100 < 68})
		return g.tried(key)
	}
	return false
}

// places finds, at the desk, another hour for who lost theirs, but for the last ones.
func (g *Going) places() bool {
	if !g.between(7, 16) {
		return false
	}
	var all []massage.Booking
	g.Ask(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND state = $2 AND offer_cadre = '' ORDER BY number", q.Facility, massage.ToMove)
		return err
	})
	for len(all) > wait {
		b := all[0]
		all = all[1:]
		if g.rests(string(b.ID)) {
			continue
		}
		if !g.elsewhere(b, massage.Substituted) {
			g.rest[string(b.ID)] = g.now.Add(6 * time.Hour)
			continue
		}
		return g.tried(string(b.ID))
	}
	return false
}

// writes sends what has waited for some hours. The newest wait for whoever tries the desk.
func (g *Going) writes() bool {
	if !g.between(6.5, 20.5) {
		return false
	}
	var all []messaging.Row
	g.Ask(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND state = $2 AND created_at < $3 ORDER BY created_at, id", q.Facility, messaging.Waiting, g.now.Add(-3*time.Hour))
		return err
	})
	for _, m := range all {
		if !g.rests(string(m.ID)) {
			g.Say(desk(), g.once("told", m.ID), "messaging.mark", messaging.Mark{Message: m.ID, How: "whatsapp"})
			return g.tried(string(m.ID))
		}
	}
	return false
}

// rates is what parents say of a visit half an hour after it.
func (g *Going) rates() bool {
	var done []massage.Visit
	g.Ask(func(q journal.Query) (err error) {
		done, err = massage.Visits.Where(q.Tx, "facility_id = $1 AND ended_at > $2 AND ended_at < $3 AND started_at > 0 AND stop_why = '' AND stars = 0 ORDER BY ended_at, id", q.Facility,
			g.now.Add(-4*time.Hour), g.now.Add(-30*time.Minute))
		return err
	})
	for _, v := range done {
		name := string(v.ID)
		if !percent("rates "+name, 62) || g.rests("rate "+name) {
			continue
		}
		b := massage.Rate{Booking: v.ID, Stars: []int64{5, 5, 5, 4, 5, 4, 4, 5, 3, 5}[chance("stars "+name)%10]}
		if percent("word "+name, 30) && b.Stars > 3 {
			b.Word = pick(g.cast.Good, "said "+name)
		}
		g.Say(home(v.Parent), g.once("rate", v.ID), "massage.rate", b)
		return g.tried("rate " + name)
	}
	return false
}

// cases has a midwife look at a child of whom somebody told yesterday or before.
func (g *Going) cases() bool {
	if !g.between(9, 15) || g.last.Weekday() == time.Sunday {
		return false
	}
	var open []need.Case
	g.Ask(func(q journal.Query) (err error) {
		open, err = need.Cases.Where(q.Tx, "facility_id = $1 AND kind = $2 AND closed_at = 0 AND opened_at < $3 ORDER BY id", q.Facility, massage.Referral, hour(g.last, 0))
		return err
	})
	for _, c := range open {
		if !g.rests(string(c.ID)) {
			g.seenBy(c)
			return g.tried(string(c.ID))
		}
	}
	return false
}

// seenBy is what becomes of it.
func (g *Going) seenBy(c need.Case) {
	by := as(midwifeOf(c.Village))
	g.Say(desk(), g.once("called", c.ID), "need.step", need.DoStep{Case: c.ID, Step: "family_called"})
	g.Say(by, g.once("seen", c.ID), "need.step", need.DoStep{Case: c.ID, Step: "child_seen"})
	g.Say(by, g.once("close", c.ID), "need.close", need.Close{Case: c.ID, Outcome: "solved", Reason: g.cast.Seen})
}
