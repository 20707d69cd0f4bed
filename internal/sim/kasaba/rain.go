package kasaba

import (
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/messaging"
)

// rained is the working day on which it rained all afternoon: some days ago, and not in the days
// in which somebody was ill.
func (p *play) rained() time.Time {
	day := p.last.AddDate(0, 0, -5)
	for day.Weekday() == time.Sunday || day.Weekday() == time.Saturday {
		day = day.AddDate(0, 0, -1)
	}
	return day
}

// wet reports whether a visit of that day is one to which nobody goes: the rain begins at half
// past twelve.
func (p *play) wet(b massage.Booking) bool {
	day := p.rained()
	return b.Day == p.date(day) && !b.From.Before(hour(day, 12.5))
}

// rain comes at noon and stays: the desk says it with one tap for all cadres, each family is
// offered another hour, and most say yes within the hour.
func (p *play) rain(day time.Time) {
	if !day.Equal(p.rained()) {
		return
	}
	p.Say(desk(), "rain", "massage.disrupt", massage.Disrupt{Day: p.date(day), Why: massage.Rain, From: hour(day, 12.5)})
	var asked []massage.Booking
	p.Ask(func(q journal.Query) (err error) {
		asked, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND offer_cadre <> '' AND state IN ('booked', 'to_move') ORDER BY starts_at, id", q.Facility)
		return err
	})
	for i, b := range asked {
		name := "rain " + string(b.ID)
		if b.Offer.Why != massage.Weather || percent("silent "+name, 10) {
			continue
		}
		p.later(p.Dial.Now().Add(time.Duration(5+4*i)*time.Minute), func() {
			p.Say(home(b.Parent), name, "massage.answer", massage.Reply{Booking: b.ID, Yes: percent("yes "+name, 88)})
		})
	}
}

// unsent is how many of the messages of this hour are left to whoever tries the desk.
const unsent = 6

// sent is the desk, which has sent what was written since an instant, but for the last ones.
func (p *play) sent(since instant.Instant) {
	var all []messaging.Row
	p.Ask(func(q journal.Query) (err error) {
		all, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND state = $2 AND created_at >= $3 ORDER BY created_at, id", q.Facility, messaging.Waiting, since)
		return err
	})
	for _, m := range all[:max(0, len(all)-unsent)] {
		p.Say(desk(), "sent "+string(m.ID), "messaging.mark", messaging.Mark{Message: m.ID, How: "whatsapp"})
	}
	p.Flush()
}
