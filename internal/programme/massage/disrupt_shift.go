package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/dispatch"
)

// mostShifts is how many visits one tap moves: a day of a dozen cadres. A second tap moves the
// rest.
const mostShifts = 60

// fate is what becomes of a visit that cannot be where it is.
type fate int

const (
	offeredFate  fate = iota // another slot is offered
	unplacedFate             // there is none: the desk has it
	lapsedFate               // there is none, and the telephone was never confirmed
	withdrawn                // only what was offered is gone; it stays where it is, or waits on
)

// shift is one of them.
type shift struct {
	Booking
	fate  fate
	cadre ident.ID
	offer Offer
	// watch runs where the cadre was on her way and turns back.
	watch dispatch.Watch
	// page is where its family can answer what is offered.
	page ident.ID
}

// shifts are the visits that the trouble moves, the earliest first. Who was on her way moves
// only when she says so herself.
func (p *placing) shifts(by ident.ID) (out []shift, err error) {
	t := p.trouble
	all, err := Bookings.Where(p.q.Tx, `facility_id = $1 AND ((starts_at < $2 AND ends_at > $3) OR offer_cadre <> '') AND state IN ('asked', 'booked', 'on_way', 'to_move', 'waiting') ORDER BY starts_at, id`, p.q.Facility, t.Until, t.From)
	for _, k := range all {
		if err != nil || len(out) == mostShifts {
			break
		}
		own := k.Takes() && t.keeps(k.Cadre, k.From, k.To) && (k.State != OnWay || k.Cadre == by)
		offered := k.OfferCadre != "" && t.keeps(k.OfferCadre, k.Offer.From, k.Offer.To)
		if !own && !offered {
			continue
		}
		var s shift
		var moves bool
		if s, moves, err = p.shift(k, own, offered); moves {
			out = append(out, s)
		}
	}
	if err != nil {
		return nil, err
	}
	return out, p.answerable(out)
}

// answerable gives each visit that is offered another hour the page of its family.
func (p *placing) answerable(all []shift) error {
	var parents []ident.ID
	for _, s := range all {
		if s.fate == offeredFate && s.Parent != "" && s.State != Asked {
			parents = append(parents, s.Parent)
		}
	}
	pages, err := pagesOf(p.q, parents)
	for n := range all {
		all[n].page = pages[all[n].Parent]
	}
	return err
}

// shift says what becomes of one visit; false: nothing, it can stay, or was seen to before.
func (p *placing) shift(k Booking, own, offered bool) (s shift, moves bool, err error) {
	s = shift{Booking: k}
	w, err := p.wishOf(k)
	if err != nil {
		return s, false, err
	}
	if p.trouble.Why == Broke {
		if own, offered, err = p.afoot(k, w, own, offered); err != nil || !own && !offered {
			return s, false, err
		}
	}
	switch {
	case k.OfferCadre != "" && !offered: // what was offered before may do
		good, err := p.fits(w, k.OfferCadre, k.Offer.From)
		if err != nil || good && k.Offer.GiveUp {
			return s, false, err
		}
		if good {
			s.cadre, s.offer = k.OfferCadre, k.Offer
			s.offer.GiveUp = true
			return s, true, p.turn(&s)
		}
	case !own && k.State != ToMove && !k.Offer.GiveUp:
		s.fate = withdrawn
		return s, true, nil
	}
	slot, found, err := p.find(k, w)
	if err != nil {
		return s, false, err
	}
	switch {
	case found:
		s.cadre, s.offer = slot.Cadre, p.offer(slot)
		p.take(k, w, s.cadre, s.offer)
	case k.State == Asked:
		s.fate = lapsedFate
	default:
		s.fate = unplacedFate
	}
	return s, true, p.turn(&s)
}

// afoot looks what of a visit a cadre can keep without her motorbike: its slot, and the one
// that is offered. The earlier visit stays; what moves, and what comes later, does not count
// against it.
func (p *placing) afoot(k Booking, w wish, own, offered bool) (bool, bool, error) {
	if own {
		b, err := p.on(k.Day)
		if err != nil {
			return own, offered, err
		}
		its := b.bookings[k.Cadre]
		b.bookings[k.Cadre] = slices.DeleteFunc(slices.Clone(its), func(x hold) bool { return x.From.After(k.From) || x.Offer.GiveUp })
		b.notice = 0 // it stands already: nobody has to be asked
		good, err := p.fits(w, k.Cadre, k.From)
		b.notice, b.bookings[k.Cadre] = p.notice, its
		if own = !good; err != nil {
			return own, offered, err
		}
	}
	if offered {
		good, err := p.fits(w, k.OfferCadre, k.Offer.From)
		return own, !good, err
	}
	return own, offered, nil
}

// turn reads the watch over a cadre who turns back.
func (p *placing) turn(s *shift) (err error) {
	if s.State == OnWay {
		s.watch, _, err = dispatch.Watches.Get(p.q.Tx, p.q.Facility, WatchID(s.ID))
	}
	return err
}

// events are what becomes of one visit, with the words to its family.
func (s shift) events(message, by ident.ID, at instant.Instant, why string) (out []any) {
	if s.State == OnWay {
		out = append(out, TurnedBackEvent{s.ID})
		out = append(out, dispatch.Home(s.watch, by, at)...)
	}
	switch s.fate {
	case offeredFate:
		out = append(out, OfferedEvent{s.ID, s.cadre, s.offer})
		return append(out, s.offers(message, "massage_disrupted", why, s.offer, s.page)...)
	case lapsedFate:
		return append(out, EndedEvent{s.ID, Lapsed, why})
	case withdrawn:
		return append(append(out, OfferEndedEvent{Booking: s.ID, Why: "disrupted"}), s.waitsOn(message, why)...)
	}
	out = append(out, UnplacedEvent{s.ID, why})
	return append(out, s.tell(message, unplacedKind, why)...)
}

// waitsOn tells a family on the waiting list that the hour it was offered is gone, and that it
// keeps its place.
func (s shift) waitsOn(message ident.ID, why string) []any {
	if s.State != Waiting {
		return nil
	}
	lost := s.Booking
	lost.From, lost.Day = s.Offer.From, s.Offer.Day
	return lost.tell(message, "massage_waits_on", why)
}
