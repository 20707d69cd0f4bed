package massage

import (
	"cmp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// restoring is a trouble that is taken back, with the visits that stay where they were.
type restoring struct {
	Disruption
	returning
}

// returning are visits that stay where they were: stays have an offer that nobody answered,
// back are those that lost their slot.
type returning struct{ stays, back []Booking }

// Audiences are the desk and the cadre.
func (r restoring) Audiences() []string { return r.Disruption.Audiences() }

func (r Room) loadRestoring(q journal.Query) (x restoring, err error) {
	found := false
	if x.Disruption, found, err = Disruptions.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return x, err
	}
	if !found {
		return x, fault.Absent()
	}
	if !x.EndedAt.IsZero() {
		return x, nil
	}
	p, err := newPlacing(q, r.Bikes)
	if err != nil {
		return x, err
	}
	p.notice, p.without = 0, x.Disruption
	if x.Off {
		p.dropper, p.drops = x.Cadre, Off{From: x.Day, To: x.Day}
	}
	x.returning, err = p.returns(x.Offered, x.Unplaced)
	return x, err
}

// returns are those of some visits that can be where they were, each once, however often the
// trouble moved it.
func (p *placing) returns(offered []ident.ID, lost []Unplaced) (x returning, err error) {
	seen := map[ident.ID]bool{}
	for _, id := range offered {
		if seen[id] {
			continue
		}
		seen[id] = true
		k, stays, err := p.stays(id, "")
		if err != nil {
			return x, err
		}
		if stays && k.State == Booked || stays && k.State == Asked {
			x.stays = append(x.stays, k)
		}
	}
	for _, u := range lost {
		if slices.ContainsFunc(x.back, func(k Booking) bool { return k.ID == u.Booking }) {
			continue
		}
		k, stays, err := p.stays(u.Booking, u.Cadre)
		if err != nil {
			return x, err
		}
		if stays && k.State == ToMove && k.OfferCadre == "" && u.Cadre != "" {
			k.Cadre, k.State = u.Cadre, Booked
			x.back = append(x.back, k)
		}
	}
	return x, nil
}

// events are their staying, with the words to each family.
func (x returning) events(id func(int) ident.ID, why string) (out []any) {
	for n, k := range x.stays {
		out = append(out, OfferEndedEvent{Booking: k.ID, Why: "withdrawn"})
		out = append(out, k.tell(id(1+n), "massage_stays", why)...)
	}
	for n, k := range x.back {
		out = append(out, PutBackEvent{k.ID, k.Cadre})
		out = append(out, k.tell(id(1+len(x.stays)+n), "massage_stays", why)...)
	}
	return out
}

// stays reports whether a visit can be where it was after all; cadre is who had it, where
// nobody has it now.
func (p *placing) stays(id, cadre ident.ID) (k Booking, stays bool, err error) {
	k, found, err := Bookings.Get(p.q.Tx, p.q.Facility, id)
	if err != nil || !found || !k.Ahead() || cadre == "" && (k.OfferCadre == "" || !k.Offer.GiveUp) {
		return k, false, err
	}
	w, err := p.wishOf(k)
	if err != nil {
		return k, false, err
	}
	if stays, err = p.fits(w, cmp.Or(k.Cadre, cadre), k.From); stays {
		had := k
		had.Cadre, had.State = cmp.Or(k.Cadre, cadre), Booked
		p.take(had, w, "", Offer{})
	}
	return k, stays, err
}

func (r restoring) undisrupt(s journal.Said[Undisrupt]) journal.Answer {
	if !r.EndedAt.IsZero() {
		return journal.Refuse("massage.disruption_over")
	}
	events := []any{UndisruptedEvent{r.ID}}
	if r.Off {
		events = append(events, OffDropped{r.Cadre, r.Day, r.Day})
	}
	events = append(events, r.returning.events(s.NewID, r.Why)...)
	return journal.Accept(events...).Giving(Restored{int64(len(r.stays) + len(r.back))})
}
