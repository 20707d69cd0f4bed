package massage

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// Move takes a booking to another slot: verb massage.move. The parent's own word moves it at
// once; what the staff says is an offer, unless the parent has agreed to it.
type Move struct {
	Booking ident.ID        `json:"booking"`
	Cadre   ident.ID        `json:"cadre"`
	At      instant.Instant `json:"at"`
	// Why is immunised, substitute, weather, breakdown, coordinator or wished.
	Why string `json:"why" max:"20"`
	// Agreed: the parent has said yes to the one who tells of it.
	Agreed bool `json:"agreed,omitempty"`
}

// Reply is the parent's word on an offer: verb massage.answer. The staff writes down what the
// parent said.
type Reply struct {
	Booking ident.ID `json:"booking"`
	Yes     bool     `json:"yes"`
}

// GiveUp is the machine's, when nobody answered an offer in time: verb massage.give_up.
type GiveUp struct {
	Booking ident.ID        `json:"booking"`
	Until   instant.Instant `json:"until"`
}

// Cancel ends a booking before the visit: verb massage.cancel.
type Cancel struct {
	Booking ident.ID `json:"booking"`
	// Why is parent, ill, weather, breakdown or desk.
	Why string `json:"why" max:"20"`
	// Rest ends the later visits of its course too.
	Rest bool `json:"rest,omitempty"`
}

// Subject is the booking.
func (b Move) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Reply) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b GiveUp) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Cancel) Subject() ident.ID { return b.Booking }

// Check wants a booking, a slot and a reason.
func (b Move) Check() *fault.Error {
	switch {
	case b.Cadre == "":
		return fault.BadField("body.required", "cadre")
	case b.At.IsZero():
		return fault.BadField("body.required", "at")
	case !slices.Contains(offerWhys, b.Why):
		return fault.BadField("body.unknown_word", "why")
	}
	return wanted(b.Booking)
}

// Check wants a booking.
func (b Reply) Check() *fault.Error { return wanted(b.Booking) }

// cancelWhys are why a visit will not be.
var cancelWhys = []string{"parent", "ill", "weather", "breakdown", "desk"}

// Check wants a booking and a reason.
func (b Cancel) Check() *fault.Error {
	if !slices.Contains(cancelWhys, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return wanted(b.Booking)
}

// moving is a booking with the slot that it is to have.
type moving struct {
	held
	*board
	to    string // why the slot is not free; empty: it is
	end   instant.Instant
	later []Booking // the visits of its course that come after it
}

// Audiences are those of the booking.
func (m moving) Audiences() []string { return m.Booking.Audiences() }

// FormerAudiences are the cadres who had it.
func (m moving) FormerAudiences() []string { return m.Booking.FormerAudiences() }

func (r Room) loadMoving(q journal.Query) (m moving, err error) {
	if m.held, err = load(q); err != nil {
		return m, err
	}
	cadre, at, but := m.OfferCadre, m.Offer.From, m.ID
	if b, ok := q.Body.(Move); ok {
		cadre, at = b.Cadre, b.At
	}
	if b, ok := q.Body.(Cancel); ok && b.Rest && m.Course != "" {
		rest, err := Bookings.Where(q.Tx, "facility_id = $1 AND course = $2 AND nth > $3 ORDER BY nth", q.Facility, m.Course, m.Nth)
		for _, k := range rest {
			if k.Ahead() {
				m.later = append(m.later, k)
			}
		}
		return m, err
	}
	if cadre == "" {
		return m, nil
	}
	if m.State == Waiting || m.asks(q) { // told where its page is: a yes books it, or it answers there
		if m.page, err = pageOf(q, m.Parent); err != nil {
			return m, err
		}
	}
	zone, err := zoneOf(q)
	if err != nil {
		return m, err
	}
	day := at.Day(zone)
	if m.board, err = readBoard(q, cadre, day, day, r.Bikes); err != nil {
		return m, err
	}
	if _, answers := q.Body.(Reply); answers || !ownWord(q.By) {
		m.notice = 0 // what was offered was offered, and staff know how soon they can come
	}
	var place dispatch.Place
	if _, err = q.Open(m.Place, &place); err != nil {
		return m, err
	}
	slot, why, err := m.fits(cadre, at, wish{village: ident.ID(m.Village), at: place.Point(), born: m.Born, but: but})
	m.to, m.end = why, slot.To
	return m, err
}

// asks reports whether a move is one that the family is asked about first.
func (m moving) asks(q journal.Query) bool {
	b, moves := q.Body.(Move)
	return moves && !b.Agreed && !ownWord(q.By)
}

// ownWord reports whether it is the parent who speaks.
func ownWord(a access.Actor) bool { return a.Is(access.Mother) || a.Is(access.Public) }

func (m moving) move(s journal.Said[Move]) journal.Answer {
	b := s.Body
	switch {
	case !m.Ahead() || m.State == Asked:
		return journal.Refuse("massage.over_already")
	case m.Cadre == b.Cadre && m.From == b.At:
		return journal.Refuse("massage.there_already").On("at")
	case m.to != "":
		return journal.Refuse(notFree(m.to)).On("at")
	}
	day := b.At.Day(m.facility.Location())
	if ownWord(s.By) || b.Agreed {
		return moves(s, m, MovedEvent{m.ID, b.Cadre, day, b.At, m.end, b.Why})
	}
	offer := Offer{From: b.At, To: m.end, Day: day, Until: s.Now.Add(minutes(m.held.set.HoldMinutes)), Why: b.Why}
	asked := m.held
	asked.From, asked.Day = b.At, day
	return journal.Accept(OfferedEvent{m.ID, b.Cadre, offer}, asked.say(s.NewID(0), "massage_offered"))
}

func (m moving) answer(s journal.Said[Reply]) journal.Answer {
	switch {
	case m.OfferCadre == "":
		return journal.Refuse("massage.no_offer")
	case !m.Ahead():
		return journal.Refuse("massage.over_already")
	case !s.Body.Yes:
		return journal.Accept(m.offerEnds("no")...)
	case m.to != "":
		return journal.Refuse(notFree(m.to))
	}
	return moves(s, m, MovedEvent{m.ID, m.OfferCadre, m.Offer.Day, m.Offer.From, m.Offer.To, m.Offer.Why})
}

// giveUp ends an offer that nobody answered.
func (h held) giveUp(s journal.Said[GiveUp]) journal.Answer {
	if h.OfferCadre == "" || h.Offer.Until != s.Body.Until || s.Now.Before(h.Offer.Until) {
		return journal.Accept()
	}
	if h.State == Waiting && h.Wish.Missed+1 >= mostMissed {
		return journal.Accept(append(h.ended(Lapsed, "unanswered"), h.gone(s.NewID(0)))...)
	}
	return journal.Accept(h.offerEnds("unanswered")...)
}

// offerEnds is the end of an offer that brought no yes. Where nobody comes to the old slot
// either, because of rain, or because the baby was just immunised, it is given up too, and the
// desk has the booking; who has not even confirmed the telephone asks anew.
func (h held) offerEnds(why string) []any {
	gone := h.Ahead() && (h.Offer.GiveUp || h.Offer.Why == Immunised && why != "no")
	if gone && h.State == Asked {
		return h.ended(Lapsed, why)
	}
	return []any{OfferEndedEvent{Booking: h.ID, GiveUp: gone, Why: why}}
}

func (m moving) cancel(s journal.Said[Cancel]) journal.Answer {
	if !m.Ahead() && m.State != OnWay {
		return journal.Refuse("massage.over_already")
	}
	answer := journal.Accept(m.ended(Cancelled, s.Body.Why)...)
	for _, later := range m.later {
		answer = answer.With(held{Booking: later}.ended(Cancelled, s.Body.Why)...)
	}
	if ownWord(s.By) {
		return answer
	}
	if m.State == Waiting { // it has no hour that could be named
		return answer.With(m.gone(s.NewID(0)))
	}
	return answer.With(m.say(s.NewID(0), "massage_cancelled"))
}
