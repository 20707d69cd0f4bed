package massage

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
)

// Look is the machine's: who waits is offered what is free, the first who asked first: verb
// massage.look. It comes every morning, and after something became free.
type Look struct {
	// Booking is one that waits; where its last day is over, it waits no more.
	Booking ident.ID `json:"booking"`
}

// Subject is the booking.
func (b Look) Subject() ident.ID { return b.Booking }

// Check wants a booking.
func (b Look) Check() *fault.Error { return wanted(b.Booking) }

// FreedEvent is the event of a time that somebody who waits may have: the machine looks then.
type FreedEvent struct {
	Booking ident.ID `json:"booking"` // the first that waits
}

// Waited is why a slot is offered to somebody who had none.
const Waited = "waited"

// mostMissed is how many offers a family lets pass without a word before it waits no more: the
// held hours are somebody else's. Ours.
const mostMissed = 2

// looking is a booking that waits, with what can be offered to those who wait.
type looking struct {
	held
	today string
	// offers are those that can be made now, in the order of the queue.
	offers []offer
}

// offer is a slot for one who waits.
type offer struct {
	to    Booking
	slot  slots.Slot
	day   string
	until instant.Instant
	page  ident.ID
}

func (r Room) loadLooking(q journal.Query) (l looking, err error) {
	if l.held, err = load(q); err != nil {
		return l, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return l, err
	}
	l.today = q.Now.Day(zone)
	waiting, err := queueOf(q)
	if err != nil || len(waiting) == 0 {
		return l, err
	}
	b, err := readBoard(q, "", l.today, calendar.Move(l.today, int(l.set.AheadDays)), r.Bikes)
	if err != nil {
		return l, err
	}
	for _, w := range waiting {
		if w.OfferCadre != "" || w.Wish.Until < l.today {
			continue
		}
		o, found, err := b.forOne(w)
		if err != nil {
			return l, err
		}
		if !found {
			continue
		}
		b.give(o)
		l.offers = append(l.offers, o)
	}
	return l, nil
}

// queueOf are those who wait, who asked first or let an offer pass longest ago before the others.
func queueOf(q journal.Query) ([]Booking, error) {
	all, err := Bookings.Where(q.Tx, "facility_id = $1 AND state = 'waiting' ORDER BY made_at, number", q.Facility)
	slices.SortStableFunc(all, func(a, b Booking) int { return cmp.Compare(a.Wish.Since, b.Wish.Since) })
	return all, err
}

// forOne is the first free slot that suits one who waits, after the hour until which it is held.
func (b *board) forOne(w Booking) (o offer, found bool, err error) {
	o.to, o.until = w, b.heldUntil()
	var place dispatch.Place
	if _, err = b.q.Open(w.Place, &place); err != nil {
		return o, false, err
	}
	b.points[w.ID] = place.Point()
	after := max(w.Wish.After, o.until.Add(minutes(b.set.NoticeMinutes)))
	for day := max(b.today, after.Day(b.facility.Location())); day <= min(b.last, w.Wish.Until); day = calendar.Move(day, 1) {
		if !w.Wish.suits(day) {
			continue
		}
		free, err := b.free(day, wish{village: ident.ID(w.Village), at: place.Point(), born: w.Born, but: w.ID}, w.Wish.Cadre)
		if err != nil {
			return o, false, err
		}
		noon := b.at(day, "12:00")
		for _, s := range free {
			if s.From >= after && w.Wish.takes(s, noon) {
				o.slot, o.day = s, day
				o.page, err = pageOf(b.q, w.Parent)
				return o, true, err
			}
		}
	}
	return o, false, nil
}

// suits reports whether a civil day is one of those wished for.
func (w Wish) suits(day string) bool {
	return len(w.Days) == 0 || slices.Contains(w.Days, int64(calendar.Weekday(day)))
}

// takes reports whether a slot is one that the family may want: not one that it said no to.
func (w Wish) takes(s slots.Slot, noon instant.Instant) bool {
	if w.Part == Morning && s.From >= noon || w.Part == Afternoon && s.From < noon {
		return false
	}
	return !slices.Contains(w.No, Declined{s.Cadre, s.From})
}

// heldUntil is until when an offer of now is kept: at night nobody answers, and the time begins
// with the day.
func (b *board) heldUntil() instant.Instant {
	from := max(b.q.Now, b.at(b.today, "07:00"))
	if b.q.Now >= b.at(b.today, "19:00") {
		from = b.at(calendar.Move(b.today, 1), "07:00")
	}
	return from.Add(minutes(b.set.HoldMinutes))
}

// give takes the offered time out of what the others may have.
func (b *board) give(o offer) {
	k := o.to
	k.OfferCadre, k.Offer = o.slot.Cadre, Offer{From: o.slot.From, To: o.slot.To, Day: o.day}
	b.bookings[o.slot.Cadre] = append(b.bookings[o.slot.Cadre], k.hold())
}

// look makes the offers, and ends the waiting of whose last day is over.
func (l looking) look(s journal.Said[Look]) journal.Answer {
	var events []any
	if l.State == Waiting && l.OfferCadre == "" && l.Wish.Until < l.today {
		events = append(l.ended(Lapsed, "waited"), l.gone(s.NewID(0)))
	}
	for i, o := range l.offers {
		said := held{Booking: o.to}
		said.From, said.Day = o.slot.From, o.day
		m := said.message(s.NewID(10+i), "massage_free")
		m.Link, m.Params["until_at"] = o.page, o.until.String()
		events = append(events, OfferedEvent{o.to.ID, o.slot.Cadre, Offer{From: o.slot.From, To: o.slot.To, Day: o.day, Until: o.until, Why: Waited}}, messaging.Queue(m))
	}
	return journal.Accept(events...)
}

// gone tells a family that it waits no more.
func (h held) gone(id ident.ID) messaging.Queued {
	h.Day = h.Wish.Until
	return h.say(id, "massage_gone")
}

// waitFollows are after what somebody who waits may have a slot.
func waitFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e BookedEvent) ([]any, error) {
			if e.State != Waiting {
				return nil, nil
			}
			return []any{FreedEvent{e.Booking}}, nil
		}),
		journal.When(freed[EndedEvent]), journal.When(freed[MovedEvent]), journal.When(freed[OfferEndedEvent]),
		journal.When(freed[RosterSet]), journal.When(freed[OffDropped]), journal.When(freed[StoodIn]), journal.When(freed[UndisruptedEvent]),
	}
}

// freed asks the machine to look, where anybody waits. It does so in a turn of its own: in the
// middle of a command a time may be free that the next event takes.
func freed[E any](q journal.Query, _ journal.Meta, _ E) ([]any, error) {
	first := ident.ID("")
	found, err := q.One("SELECT id FROM massage_booking WHERE facility_id = $1 AND state = 'waiting' ORDER BY made_at, number LIMIT 1", []any{q.Facility}, &first)
	if err != nil || !found {
		return nil, err
	}
	return []any{FreedEvent{first}}, nil
}

// looks are the mornings on which the machine looks for one who waits, and the one after.
func looks(e BookedEvent) (all []journal.Then) {
	for i := range e.Wish.Looks {
		all = append(all, journal.Then{Due: e.Wish.Look.Add(time.Duration(i) * 24 * time.Hour), Verb: "massage.look", Body: Look{e.Booking}})
	}
	return all
}
