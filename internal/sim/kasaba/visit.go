package kasaba

import (
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
)

// bookedOn are the visits of a day that stand, in their order.
func (p *play) bookedOn(day string) (all []massage.Booking) {
	p.Ask(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 AND day = $2 AND state = $3 ORDER BY starts_at, id", q.Facility, day, massage.Booked)
		return err
	})
	return all
}

// morning sees who is to be visited today. A visit that would not be over by now is left to
// whoever tries the demo.
func (p *play) morning(day time.Time) {
	p.sick(day)
	trips := map[ident.ID]int{}
	for _, b := range p.bookedOn(p.date(day)) {
		if b.To.Add(10*time.Minute).After(p.now) || p.wet(b) {
			continue
		}
		trips[b.Cadre]++
		p.visit(b)
	}
	p.later(hour(day, 16.5), func() { p.rides(day, trips) })
}

// visit is what happens at one home; what becomes of it is drawn from its name.
func (p *play) visit(b massage.Booking) {
	name, by := string(b.ID)+b.Day, worker(b.Cadre)
	if percent("hurry "+name, 92) { // who forgets it is there all the same
		p.later(b.From.Add(-25*time.Minute), func() { p.Say(by, "out "+name, "massage.set_out", massage.SetOut{Booking: b.ID}) })
	}
	screen := func(n string, after time.Duration, a screening.Answers) {
		p.later(b.From.Add(after), func() { p.Say(by, "screen "+n+name, "massage.screen", massage.Screen{Booking: b.ID, Answers: a}) })
	}
	old := age.Months(b.Born[0], b.Day)
	switch n := chance("fate "+name) % 100; {
	case n < 4:
		p.later(b.From.Add(15*time.Minute), func() {
			p.Say(by, "not home "+name, "massage.not_home", massage.NobodyHome{Booking: b.ID})
		})
	case n < 7 && old >= 2:
		screen("fever ", time.Minute, well(func(a *screening.Answers) { a.Fever = screening.Yes }))
	case n < 8:
		screen("skin ", time.Minute, well(func(a *screening.Answers) { a.Skin = screening.Yes }))
	case n < 11:
		p.later(b.From.Add(time.Minute), func() { p.immunised(b, name) })
	case n < 15:
		screen("fed ", 0, well(func(a *screening.Answers) { a.FedRecently = screening.Yes }))
		screen("", 12*time.Minute, well())
		p.massaged(b, name, 14*time.Minute)
	default:
		screen("", time.Minute, well())
		p.massaged(b, name, 4*time.Minute)
	}
}

// massaged is the massage itself: a few are broken off.
func (p *play) massaged(b massage.Booking, name string, after time.Duration) {
	by := worker(b.Cadre)
	p.later(b.From.Add(after), func() { p.Say(by, "start "+name, "massage.start", massage.Start{Booking: b.ID}) })
	if percent("broken "+name, 2) {
		why := pick([]string{massage.Cried, massage.ByParent}, "broken why "+name)
		p.later(b.From.Add(after+8*time.Minute), func() {
			p.Say(by, "stop "+name, "massage.stop", massage.Stop{Booking: b.ID, Why: why, Note: pick(p.cast.Broken, name)})
		})
		return
	}
	f := p.done(b, name)
	p.later(b.To.Add(-time.Duration(chance("end "+name)%6)*time.Minute), func() { p.Say(by, "finish "+name, "massage.finish", f) })
}

// immunised is a child who had an immunisation yesterday: the first free slot after the rest
// is offered, and most parents say yes to it within the hour.
func (p *play) immunised(b massage.Booking, name string) {
	at := b.From.Add(-22 * time.Hour)
	body := massage.Screen{Booking: b.ID, Answers: well(func(a *screening.Answers) { a.Vaccinated, a.Immunised = screening.Yes, at })}
	if c, known := p.cadreOf(b.Cadre); known {
		from := p.midnight(at).AddDate(0, 0, 3)
		for _, s := range p.free(p.place(name, c), b.Born, b.Village, b.Cadre, from, from.AddDate(0, 0, 14)) {
			if !s.Bike && s.From.After(at.Add(73*time.Hour)) {
				body.Cadre, body.At = b.Cadre, s.From
				break
			}
		}
	}
	p.Say(worker(b.Cadre), "immunised "+name, "massage.screen", body)
	if body.Cadre != "" && percent("yes "+name, 85) {
		p.later(p.Dial.Now().Add(35*time.Minute), func() { p.Say(home(b.Parent), "yes "+name, "massage.answer", massage.Reply{Booking: b.ID, Yes: true}) })
	}
}

// sick is the cadre who fell ill in the night: another stands in for three days, and the desk
// says it with one tap. Each family is offered another slot and rung; most say yes.
func (p *play) sick(day time.Time) {
	if !day.Equal(p.illOn()) {
		return
	}
	ill, helper := p.by(falls), p.by(helps)
	to := day.AddDate(0, 0, 2)
	p.Say(desk(), "stand in", "massage.stand_in", massage.StandIn{Substitute: named("stand in"), Cadre: helper.id(), For: ill.id(), Village: ill.village, From: p.date(day), To: p.date(to)})
	p.Say(desk(), "ill", "massage.disrupt", massage.Disrupt{Cadre: ill.id(), Day: p.date(day), Why: massage.Ill})
	p.Say(desk(), "ill longer", "massage.set_off", massage.SetOff{Cadre: ill.id(), From: p.date(day.AddDate(0, 0, 1)), To: p.date(to), Why: massage.Ill})
	for d := day; !d.After(to); d = d.AddDate(0, 0, 1) {
		for _, b := range p.bookedOn(p.date(d)) {
			if b.Cadre == ill.id() && b.OfferCadre != "" {
				p.Say(desk(), "another "+string(b.ID), "massage.answer", massage.Reply{Booking: b.ID, Yes: percent("another "+string(b.ID), 85)})
			}
		}
	}
}

// instead finds another hour for a visit: with who stands in, or with her when she is well.
func (p *play) instead(b massage.Booking, c cadre, from time.Time) {
	for _, s := range p.free(p.place(string(b.ID), c), b.Born, b.Village, "", from, from.AddDate(0, 0, 9)) {
		if !s.Bike {
			p.Say(desk(), "instead "+string(b.ID), "massage.move", massage.Move{Booking: b.ID, Cadre: s.Cadre, At: s.From, Why: massage.Substituted, Agreed: true})
			p.Flush()
			return
		}
	}
}

// illOn is the working day on which she falls ill: some days ago.
func (p *play) illOn() time.Time {
	day := p.last.AddDate(0, 0, -12)
	for day.Weekday() == time.Sunday || day.Weekday() == time.Saturday || day.Weekday() == time.Friday {
		day = day.AddDate(0, 0, -1)
	}
	return day
}
