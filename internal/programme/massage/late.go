package massage

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Overdue is the machine's, at the hour of a visit: verb massage.overdue. Whose cadre has not
// set out some minutes later is offered another one who can come on that day.
type Overdue struct {
	Booking ident.ID `json:"booking"`
	// From is the hour that it is about: a visit that moved has another.
	From instant.Instant `json:"from"`
}

// Subject is the booking.
func (b Overdue) Subject() ident.ID { return b.Booking }

// Check wants a booking.
func (b Overdue) Check() *fault.Error { return wanted(b.Booking) }

// AwaitedEvent is the event of an hour at which the cadre had not set out; by Until she is
// late.
type AwaitedEvent struct {
	Booking ident.ID        `json:"booking"`
	From    instant.Instant `json:"from"`
	Until   instant.Instant `json:"until"`
}

// LateEvent is the event of a visit whose cadre is late: the desk sees it.
type LateEvent struct {
	Booking ident.ID `json:"booking"`
}

// overdueAt looks at a visit again when its hour has come.
func overdueAt(booking ident.ID, from, due instant.Instant) []journal.Then {
	if from.IsZero() {
		return nil
	}
	return []journal.Then{{Due: due, Verb: "massage.overdue", Body: Overdue{booking, from}}}
}

// afterBooked is what the machine does for who waits, when nobody confirms, and when nobody
// comes.
func afterBooked(_ journal.Meta, e BookedEvent) []journal.Then {
	if e.State == Waiting {
		return looks(e)
	}
	next := overdueAt(e.Booking, e.From, e.From)
	if e.State == Asked {
		next = append(next, journal.Then{Due: e.HoldUntil, Verb: "massage.lapse", Body: Lapse{e.Booking}})
	}
	return next
}

func afterMoved(_ journal.Meta, e MovedEvent) []journal.Then {
	return overdueAt(e.Booking, e.From, e.From)
}

func afterAwaited(_ journal.Meta, e AwaitedEvent) []journal.Then {
	return overdueAt(e.Booking, e.From, e.Until)
}

func late(b *Booking, m journal.Meta, _ LateEvent) { b.LateAt = m.RecordedAt }

// overdue is a visit whose hour has come, with who could come instead.
type overdue struct {
	Booking
	set    Settings
	today  string
	found  bool
	cadre  ident.ID
	offer  Offer
	waited bool // the minutes have gone by
	page   ident.ID
}

// Audiences are those of the booking.
func (o overdue) Audiences() []string { return o.Booking.Audiences() }

func (r Room) loadOverdue(q journal.Query) (o overdue, err error) {
	h, err := load(q)
	o.Booking, o.set = h.Booking, h.set
	if err != nil || !o.awaits(q.Body.(Overdue)) {
		return o, err
	}
	if o.waited = !q.Now.Before(o.From.Add(minutes(o.set.LateMinutes))); !o.waited {
		return o, nil
	}
	p, err := newPlacing(q, r.Bikes)
	if err != nil {
		return o, err
	}
	if o.today = q.Now.Day(p.zone); o.today != o.Day { // a visit that was forgotten: the desk rings
		return o, nil
	}
	p.days = 0 // today, or the desk
	p.trouble = Disruption{Cadre: o.Cadre, Day: o.Day, From: q.Now, Until: dayBegins(calendar.Move(o.Day, 1), p), Why: Late}
	w, err := p.wishOf(o.Booking)
	if err != nil {
		return o, err
	}
	slot, found, err := p.find(o.Booking, w)
	o.found, o.cadre, o.offer = found, slot.Cadre, p.offer(slot)
	// Nobody knows that she does not come: without an answer, or with a no, it stays hers.
	o.offer.GiveUp = false
	if err == nil && o.found {
		o.page, err = pageOf(q, o.Parent)
	}
	return o, err
}

// awaits reports whether nobody has set out for it, and nothing else is being asked.
func (o overdue) awaits(b Overdue) bool {
	return o.State == Booked && o.From == b.From && o.OfferCadre == "" && o.LateAt.IsZero()
}

func (o overdue) look(s journal.Said[Overdue]) journal.Answer {
	switch {
	case !o.awaits(s.Body) || s.Now.Before(o.From):
		return journal.Accept()
	case !o.waited:
		return journal.Accept(AwaitedEvent{o.ID, o.From, o.From.Add(minutes(o.set.LateMinutes))})
	case o.today != o.Day:
		return journal.Accept(LateEvent{o.ID})
	case !o.found:
		return journal.Accept(append([]any{LateEvent{o.ID}}, o.tell(s.NewID(0), lateKind, Late)...)...)
	}
	events := append([]any{LateEvent{o.ID}}, OfferedEvent{o.ID, o.cadre, o.offer})
	return journal.Accept(append(events, o.offers(s.NewID(0), "massage_substitute", Late, o.offer, o.page)...)...)
}
