package massage

import (
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// board is what a slot stands on, of some days and cadres: read once, for one booking or for
// a month of free slots alike.
type board struct {
	q        journal.Query
	set      Settings
	version  int64
	facility registry.Facility
	today    string
	first    string
	last     string
	// The cadres in question, with what is known of each.
	cadres   []workforce.Worker
	rosters  map[ident.ID]Roster
	papers   map[ident.ID][]workforce.Certificate
	stands   map[ident.ID][]Substitute
	holidays []string
	// kept are the breaks and the hours of the fasting month.
	kept travel.Kept
	// troubles keep cadres from coming on these days, or from riding.
	troubles []Disruption
	// notice is how soon a visit begins at the earliest: the policy's, for who books.
	notice time.Duration
	// bookings are those that take a slot, or are offered one, by cadre.
	bookings map[ident.ID][]Booking
	points   map[ident.ID]geo.Point // of homes, by booking
	legs     map[string]dayplan.Legs
	bikes    Bikes
	refusals []Refusal
	days     map[string]garaged
}

// Bikes tells of the motorbikes that a health centre lends: who has one on a day, and whether
// another could be lent. Nil: none is known.
type Bikes func(q journal.Query, day string) (lent []ident.ID, spare bool, err error)

// readBoard reads the days from first to last, of one cadre or (empty) of all.
func readBoard(q journal.Query, cadre ident.ID, first, last string, bikes Bikes) (b *board, err error) {
	b = &board{q: q, first: first, last: last, bikes: bikes, rosters: map[ident.ID]Roster{}, papers: map[ident.ID][]workforce.Certificate{},
		stands: map[ident.ID][]Substitute{}, bookings: map[ident.ID][]Booking{}, points: map[ident.ID]geo.Point{}, legs: map[string]dayplan.Legs{}, days: map[string]garaged{}}
	if b.set, b.version, err = Policy.Get(q); err != nil {
		return b, err
	}
	if b.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return b, err
	}
	b.today, b.notice = q.Now.Day(b.facility.Location()), minutes(b.set.NoticeMinutes)
	if b.troubles, err = Disruptions.Where(q.Tx, "facility_id = $1 AND ended_at = 0 AND day >= $2 AND day <= $3 ORDER BY id", q.Facility, first, last); err != nil {
		return b, err
	}
	for _, read := range []func(ident.ID) error{b.readCadres, b.readBookings, b.readRefusals} {
		if err = read(cadre); err != nil {
			return b, err
		}
	}
	if b.kept, err = travel.ReadKept(q); err != nil {
		return b, err
	}
	b.holidays, err = holiday.Between(q, first, last)
	return b, err
}

// of is a clause that takes one cadre or all.
func of(column string, cadre ident.ID) string { return " AND ($2 = '' OR " + column + " = $2)" }

func (b *board) readCadres(cadre ident.ID) error {
	tx, here := b.q.Tx, b.q.Facility
	rosters, err := Rosters.Where(tx, "facility_id = $1"+of("id", cadre)+" ORDER BY id", here, cadre)
	if err != nil {
		return err
	}
	for _, r := range rosters {
		b.rosters[r.ID] = r
		w, found, err := workforce.Workers.Get(tx, here, r.ID)
		if err != nil {
			return err
		}
		if found && w.State == workforce.Active {
			b.cadres = append(b.cadres, w)
		}
	}
	stands, err := Substitutes.Where(tx, "facility_id = $1"+of("cadre", cadre)+" AND ended_at = 0 AND to_on >= $3 AND from_on <= $4 ORDER BY id", here, cadre, b.first, b.last)
	if err != nil {
		return err
	}
	for _, s := range stands {
		b.stands[s.Cadre] = append(b.stands[s.Cadre], s)
	}
	papers, err := workforce.Certificates.Where(tx, "facility_id = $1"+of("worker", cadre)+" AND course = $3 AND withdrawn_at = 0 AND valid_to >= $4 AND valid_from <= $5 ORDER BY id",
		here, cadre, workforce.BabyMassage, b.first, b.last)
	for _, c := range papers {
		b.papers[c.Worker] = append(b.papers[c.Worker], c)
	}
	return err
}

// point is where the home of a booking is, opened once, for whose day it is wanted. One that
// was erased is one that nobody knows: its way counts as the policy's least.
func (b *board) point(k Booking) (geo.Point, error) {
	if p, known := b.points[k.ID]; known {
		return p, nil
	}
	var place dispatch.Place
	_, err := b.q.Open(k.Place, &place)
	b.points[k.ID] = place.Point()
	return b.points[k.ID], err
}

// readBookings reads what takes a cadre's time.
func (b *board) readBookings(cadre ident.ID) error {
	from, to := b.at(b.first, "00:00"), b.at(calendar.Move(b.last, 1), "00:00")
	all, err := Bookings.Where(b.q.Tx, `facility_id = $1 AND ($2 = '' OR cadre = $2 OR offer_cadre = $2)
		AND ((starts_at >= $3 AND starts_at < $4) OR offer_cadre <> '') ORDER BY starts_at, id`, b.q.Facility, cadre, from, to)
	if err != nil {
		return err
	}
	for _, k := range all {
		if !k.Takes() && k.OfferCadre == "" {
			continue
		}
		b.has(k)
	}
	return nil
}

// has notes a booking at whoever has it, and at whoever it is offered.
func (b *board) has(k Booking) {
	if k.Takes() {
		b.bookings[k.Cadre] = append(b.bookings[k.Cadre], k)
	}
	if k.OfferCadre != "" && (k.OfferCadre != k.Cadre || !k.Takes()) { // else she has it already
		b.bookings[k.OfferCadre] = append(b.bookings[k.OfferCadre], k)
	}
}

func (b *board) at(day, hour string) instant.Instant {
	t, _ := calendar.At(day, hour, b.facility.Location())
	return instant.Of(t)
}

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
		g, err := b.garage(day)
		if err != nil {
			return d, err
		}
		if d.Spare = g.spare; slices.Contains(g.lent, w.ID) {
			d.Profile = slots.Motorcycle
		}
	}
	for _, k := range b.bookings[w.ID] {
		has, offered := k.Takes() && k.Cadre == w.ID && k.Day == day, k.OfferCadre == w.ID && k.Offer.Day == day
		if k.ID == but || !has && !offered {
			continue
		}
		at, err := b.point(k)
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
	return d, nil
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

// garaged is who has a motorbike on a day, and whether another could be lent.
type garaged struct {
	lent  []ident.ID
	spare bool
}

// garage asks once a day, however many cadres there are.
func (b *board) garage(day string) (g garaged, err error) {
	if g, ok := b.days[day]; ok {
		return g, nil
	}
	g.lent, g.spare, err = b.bikes(b.q, day)
	b.days[day] = g
	return g, err
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

// ways are a day's legs, never shorter than the policy says.
func (b *board) ways(day string) (dayplan.Legs, error) {
	if l, ok := b.legs[day]; ok {
		return l, nil
	}
	l, err := travel.For(b.q, day)
	b.legs[day] = atLeast{l, minutes(b.set.TravelMinutes)}
	return b.legs[day], err
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

// wish is what is asked of a slot, whatever the day.
type wish struct {
	village ident.ID
	at      geo.Point
	born    []string // of the children
	not     []ident.ID
	// but is the booking that moves, empty: none.
	but ident.ID
	// home is the family's, empty: that of but, or nobody's yet.
	home ident.ID
}

func (b *board) ask(w wish, day string) (slots.Ask, error) {
	not, err := b.notTo(w)
	return slots.Ask{At: w.at, Village: w.village, Length: b.set.length(w.born, day), From: b.q.Now.Add(b.notice), Step: minutes(b.set.StepMinutes), Not: not}, err
}

// free are the slots of a day, of all cadres that were read or of one.
func (b *board) free(day string, w wish, only ident.ID) ([]slots.Slot, error) {
	var days []slots.Day
	for _, c := range b.cadres {
		if only != "" && c.ID != only || !slices.Contains(b.villages(c, day), w.village) {
			continue // who does not go there has nothing free, and her day need not be read
		}
		d, err := b.day(c, day, w.but)
		if err != nil {
			return nil, err
		}
		if len(d.Spans) > 0 {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		return []slots.Slot{}, nil
	}
	legs, err := b.ways(day)
	if err != nil {
		return nil, err
	}
	ask, err := b.ask(w, day)
	if err != nil {
		return nil, err
	}
	return slots.Free(days, ask, legs), nil
}

// fits says why a cadre cannot begin at an instant; empty: she can.
func (b *board) fits(cadre ident.ID, from instant.Instant, w wish) (slots.Slot, string, error) {
	at := slices.IndexFunc(b.cadres, func(c workforce.Worker) bool { return c.ID == cadre })
	if at < 0 {
		return slots.Slot{}, "no_cadre", nil
	}
	day := from.Day(b.facility.Location())
	switch {
	case day > calendar.Move(b.today, int(b.set.AheadDays)):
		return slots.Slot{}, "too_far", nil
	case from.Before(b.q.Now.Add(b.notice)):
		return slots.Slot{}, "too_soon", nil
	}
	d, err := b.day(b.cadres[at], day, w.but)
	if err != nil {
		return slots.Slot{}, "", err
	}
	legs, err := b.ways(day)
	if err != nil {
		return slots.Slot{}, "", err
	}
	ask, err := b.ask(w, day)
	if err != nil {
		return slots.Slot{}, "", err
	}
	slot, why := slots.Fits(d, ask, from, legs)
	return slot, why, nil
}
