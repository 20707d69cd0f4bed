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
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// board is what a slot stands on, of some days and cadres: read once for all of them, for one
// booking or for a month of free slots alike.
type board struct {
	q        journal.Query
	set      Settings
	version  int64
	facility registry.Facility
	zone     *time.Location
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
	bookings map[ident.ID][]hold
	points   map[ident.ID]geo.Point // of homes, by booking
	refusals []Refusal
	alongs   map[ident.ID][]along  // to whose visits somebody comes along, by who that is
	homes    map[ident.ID]ident.ID // families, by booking that moves
	// bikes and ways tell of all days, and are read when the first of them is wanted.
	bikes Bikes
	yards map[string]Yard
	ways  *travel.Span
	legs  map[string]dayplan.Legs
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
	legs, err := b.legsOn(day)
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
	day := from.Day(b.zone)
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
	legs, err := b.legsOn(day)
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
