package massage

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// lookDays is how far the machine looks for another slot: our own proposal. A family that is
// asked to wait longer than a week is rung by the desk instead.
const lookDays = 7

// placing finds other slots for visits that cannot be where they are, of a trouble or of days
// off that are told of just now. It reads the days that it looks at together, when it gets to
// the first of them, and what it gives away counts against what it gives next: one decision
// never offers a time twice.
type placing struct {
	q       journal.Query
	bikes   Bikes
	set     Settings
	zone    *time.Location
	trouble Disruption
	// off are the days off of trouble.Cadre that are told of with it.
	off []Off
	// days is how many days after that of a visit are looked at.
	days   int
	notice time.Duration
	// boards are of days that follow one another, none of them in two; given are the visits that
	// were given another slot.
	boards []*board
	given  []given
	// without is a disruption that is looked past, and so are the days off of one cadre.
	without Disruption
	dropper ident.ID
	drops   Off
}

// given is a visit as it stands after it was given a slot, and where its home is.
type given struct {
	Booking
	at geo.Point
}

func newPlacing(q journal.Query, bikes Bikes) (p *placing, err error) {
	p = &placing{q: q, bikes: bikes, days: lookDays}
	if p.set, _, err = Policy.Get(q); err != nil {
		return p, err
	}
	p.zone, err = zoneOf(q)
	p.notice = minutes(p.set.AnswerMinutes + p.set.TravelMinutes)
	return p, err
}

// on is the board with a civil day, with the trouble in it.
func (p *placing) on(day string) (*board, error) {
	last := calendar.Move(day, p.days)
	for _, b := range p.boards {
		if b.first <= day && day <= b.last {
			return b, nil
		}
		if day < b.first {
			last = min(last, calendar.Move(b.first, -1))
		}
	}
	b, err := readBoard(p.q, "", day, last, p.bikes)
	if err != nil {
		return b, err
	}
	b.notice = p.notice
	p.disturb(b)
	for _, g := range p.given {
		b.put(g)
	}
	p.boards = append(p.boards, b)
	return b, nil
}

// disturb notes the trouble on a board, and takes out what is looked past.
func (p *placing) disturb(b *board) {
	b.troubles = slices.DeleteFunc(b.troubles, func(d Disruption) bool { return d.ID == p.trouble.ID || d.ID == p.without.ID })
	if p.trouble.Day != "" {
		b.troubles = append(b.troubles, p.trouble)
	}
	r := b.rosters[p.trouble.Cadre]
	r.Off = slices.Concat(r.Off, p.off)
	b.rosters[p.trouble.Cadre] = r
	if p.dropper != "" {
		r := b.rosters[p.dropper]
		r.Off = slices.DeleteFunc(slices.Clone(r.Off), func(o Off) bool { return o.From == p.drops.From && o.To == p.drops.To })
		b.rosters[p.dropper] = r
	}
}

// wishOf is what a booking asks of a slot.
func (p *placing) wishOf(k Booking) (wish, error) {
	var place dispatch.Place
	_, err := p.q.Open(k.Place, &place)
	return wish{village: ident.ID(k.Village), at: place.Point(), born: k.Born, but: k.ID}, err
}

// fits reports whether a cadre can begin a visit at an instant.
func (p *placing) fits(w wish, cadre ident.ID, at instant.Instant) (bool, error) {
	b, err := p.on(at.Day(p.zone))
	if err != nil {
		return false, err
	}
	_, why, err := b.fits(cadre, at, w)
	return why == "", err
}

// find is the slot that comes nearest to what a visit had: never an earlier hour, for the
// family may have counted on it, and an immunisation on its rest.
func (p *placing) find(k Booking, w wish) (best slots.Slot, found bool, err error) {
	today := p.q.Now.Day(p.zone)
	last := min(calendar.Move(max(k.Day, today), p.days), calendar.Move(today, int(p.set.AheadDays)))
	for n, day := 0, k.Day; day <= last; n, day = n+1, calendar.Move(day, 1) {
		if day < today {
			continue
		}
		b, err := p.on(day)
		if err != nil {
			return best, false, err
		}
		free, err := p.freeOn(b, day, k.From.Add(time.Duration(n)*24*time.Hour), k, w)
		if err != nil || len(free) > 0 {
			return first(free), len(free) > 0, err
		}
	}
	return best, false, nil
}

func first(free []slots.Slot) (s slots.Slot) {
	if len(free) > 0 {
		s = free[0]
	}
	return s
}

// freeOn are the slots of a day, the best first: in bad weather the same cadre at the nearest
// hour, else the nearest hour of anybody. The very hour is tried beside those of the grid.
func (p *placing) freeOn(b *board, day string, hour instant.Instant, k Booking, w wish) ([]slots.Slot, error) {
	free, err := b.free(day, w, "")
	if err != nil {
		return nil, err
	}
	for _, c := range b.cadres {
		slot, why, err := b.fits(c.ID, hour, w)
		if err != nil {
			return nil, err
		}
		if why == "" {
			free = append(free, slot)
		}
	}
	had := k.Cadre
	if had == "" {
		had = k.OfferCadre
	}
	free = slices.DeleteFunc(free, func(s slots.Slot) bool { return s.From.Before(k.From) })
	slices.SortStableFunc(free, func(x, y slots.Slot) int {
		hours, faces := cmp.Compare(apart(x.From, hour), apart(y.From, hour)), cmp.Compare(other(x.Cadre, had), other(y.Cadre, had))
		if p.trouble.Why == Rain || p.trouble.Why == Flood {
			hours, faces = faces, hours
		}
		return cmp.Or(hours, faces, cmp.Compare(x.Extra, y.Extra), cmp.Compare(x.Cadre, y.Cadre))
	})
	return free, nil
}

func apart(a, b instant.Instant) time.Duration { return a.Sub(b).Abs() }

func other(a, b ident.ID) int {
	if a == b {
		return 0
	}
	return 1
}

// take notes a slot as given to a booking: an offer beside what it has, instead of the one
// that it had.
func (p *placing) take(k Booking, w wish, cadre ident.ID, o Offer) {
	k.OfferCadre, k.Offer = cadre, o
	g := given{k, w.at}
	p.given = append(p.given, g)
	for _, b := range p.boards {
		b.put(g)
	}
}

// put has a booking as it stands now in the place of what it was.
func (b *board) put(g given) {
	for c, its := range b.bookings {
		b.bookings[c] = slices.DeleteFunc(slices.Clone(its), func(x hold) bool { return x.ID == g.ID })
	}
	b.points[g.ID] = g.at
	b.has(g.hold())
}

// offer is a slot as an offer of the machine's: until it is gone at the latest when the cadre
// has to leave for it. Nobody comes to the old slot.
func (p *placing) offer(s slots.Slot) Offer {
	until := min(p.q.Now.Add(minutes(p.set.HoldMinutes)), s.From.Add(-minutes(p.set.TravelMinutes)))
	return Offer{From: s.From, To: s.To, Day: s.From.Day(p.zone), Until: until, Why: offerWhy(p.trouble.Why), GiveUp: true}
}

// undisturbed are the hours of a day that no trouble takes.
func (b *board) undisturbed(cadre ident.ID, day string, hours []slots.Span) []slots.Span {
	for _, t := range b.troubles {
		if t.Why == Broke || t.Day != day || t.Cadre != "" && t.Cadre != cadre {
			continue
		}
		var left []slots.Span
		for _, h := range hours {
			for _, part := range []slots.Span{{From: h.From, To: min(h.To, t.From)}, {From: max(h.From, t.Until), To: h.To}} {
				if part.From.Before(part.To) {
					left = append(left, part)
				}
			}
		}
		hours = left
	}
	return hours
}

// walks reports whether a cadre's motorbike is broken on a day; another is not lent to her so
// soon.
func (b *board) walks(cadre ident.ID, day string) bool {
	return slices.ContainsFunc(b.troubles, func(t Disruption) bool { return t.Why == Broke && t.Day == day && t.Cadre == cadre })
}
