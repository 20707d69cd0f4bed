package massage

import (
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/ident"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// day is one cadre's day as the slots see it; but is a booking that is looked past, because
// it is the one that moves.
func (b *board) day(w workforce.Worker, day string, but ident.ID) (slots.Day, error) {
	r := b.rosters[w.ID]
	d := slots.Day{Cadre: w.ID, Spans: b.spans(r, day), Profile: slots.Foot, Most: int(b.set.MostADay), Pauses: b.kept.Pauses(w.ID, day)}
	d.Certified = slices.ContainsFunc(b.papers[w.ID], func(c workforce.Certificate) bool { return c.On(day) })
	d.Villages = b.villages(w, day)
	if walks := b.walks(w.ID, day); r.OwnBike && !walks {
		d.Profile = slots.Motorcycle
	} else if b.bikes != nil && !walks {
		yard, err := b.yard(day)
		if err != nil {
			return d, err
		}
		if d.Spare = yard.Spare > 0; slices.Contains(yard.Lent, w.ID) {
			d.Profile = slots.Motorcycle
		}
	}
	for _, k := range b.bookings[w.ID] {
		has, offered := k.takes() && k.Cadre == w.ID && k.Day == day, k.OfferCadre == w.ID && k.Offer.Day == day
		if k.ID == but || !has && !offered {
			continue
		}
		at, err := b.point(w.ID, k)
		if err != nil {
			return d, err
		}
		if has {
			d.Busy = append(d.Busy, slots.Busy{From: k.From, To: k.To, At: at, Village: ident.ID(k.Village), Booking: k.ID})
		}
		if offered {
			d.Busy = append(d.Busy, slots.Busy{From: k.Offer.From, To: k.Offer.To, At: at, Village: ident.ID(k.Village), Booking: k.ID})
		}
	}
	others, err := b.along(w.ID, day, but)
	d.Busy = append(d.Busy, others...)
	return d, err
}

// villages are those to which a cadre goes on a day: her own, and those in which she stands in.
func (b *board) villages(w workforce.Worker, day string) (all []ident.ID) {
	for _, v := range w.Villages {
		all = append(all, ident.ID(v))
	}
	for _, s := range b.stands[w.ID] {
		if s.On(day) {
			all = append(all, ident.ID(s.Village))
		}
	}
	return all
}

// spans are a cadre's hours of a civil day: those of the weekday within the policy's, none on
// a holiday and on a day off.
func (b *board) spans(r Roster, day string) (out []slots.Span) {
	if slices.Contains(b.holidays, day) || slices.ContainsFunc(r.Off, func(o Off) bool { return o.From <= day && day <= o.To }) {
		return nil
	}
	for _, h := range r.Hours {
		if int(h.Weekday) != calendar.Weekday(day) {
			continue
		}
		from, to := b.kept.Hours(r.ID, day, b.at(day, max(h.From, b.set.Earliest)), b.at(day, min(h.To, b.set.Latest)))
		if from < to {
			out = append(out, slots.Span{From: from, To: to})
		}
	}
	return b.undisturbed(r.ID, day, out)
}

// legsOn are a day's ways, never shorter than the policy says.
func (b *board) legsOn(day string) (dayplan.Legs, error) {
	if l, ok := b.legs[day]; ok {
		return l, nil
	}
	if b.ways == nil {
		all, err := travel.Between(b.q, b.first, b.last)
		if err != nil {
			return nil, err
		}
		b.ways = &all
	}
	b.legs[day] = atLeast{b.ways.On(day), minutes(b.set.TravelMinutes)}
	return b.legs[day], nil
}

// atLeast are legs with a floor.
type atLeast struct {
	dayplan.Legs
	floor time.Duration
}

// Leg is the way, or the floor where that is longer.
func (a atLeast) Leg(profile string, from, to dayplan.Spot) dayplan.Leg {
	l := a.Legs.Leg(profile, from, to)
	l.Slow = max(l.Slow, a.floor)
	return l
}
