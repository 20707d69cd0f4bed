package massage

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// Rota is when the cadres can come on some days, by the rules that a booking is held to.
type Rota struct {
	// Today is the health centre's civil day, LastDay the last that can be booked.
	Today   string `json:"today"`
	LastDay string `json:"last_day"`
	// Earliest and Latest bound a day (HH:MM), StepMinutes is the grid of beginnings,
	// MostADay how many visits a cadre has, MostWeeks the longest course of which
	// every visit lies within the days that can be booked.
	Earliest    string `json:"earliest"`
	Latest      string `json:"latest"`
	StepMinutes int64  `json:"step_minutes"`
	MostADay    int64  `json:"most_a_day"`
	MostWeeks   int64  `json:"most_weeks"`
	// HoldMinutes is how long an offer is kept for an answer.
	HoldMinutes int64 `json:"hold_minutes"`
	// Fee is what a visit that is booked now costs the family, in rupiah; 0: nothing.
	Fee int64 `json:"fee"`
	// ImmunisedHours is how long nobody is massaged after an immunisation, CordMonths up to
	// which age the cord is asked about.
	ImmunisedHours int64       `json:"immunised_hours"`
	CordMonths     int64       `json:"cord_months"`
	Figures        Figures     `json:"figures"`
	Cadres         []RotaCadre `json:"cadres"`
}

// RotaCadre is one cadre with her days.
type RotaCadre struct {
	ID       ident.ID  `json:"id"`
	Name     string    `json:"name"`
	Villages []string  `json:"villages"`
	OwnBike  bool      `json:"own_bike"`
	Days     []RotaDay `json:"days"`
}

// RotaDay is one of her days. Off is why she does not come: holiday, ill, leave, other,
// certificate (none is valid on it); empty: nothing stands against it.
type RotaDay struct {
	Day   string     `json:"day"`
	Spans []RotaSpan `json:"spans"`
	Off   string     `json:"off,omitempty"`
	// Villages are those in which she stands in for somebody on that day.
	Villages []ident.ID `json:"villages"`
	Visits   int64      `json:"visits"`
}

// RotaSpan is a stretch of hours.
type RotaSpan struct {
	From instant.Instant `json:"from"`
	To   instant.Instant `json:"to"`
}

// RotaOf reads the days from first to last, both included, of all cadres or (villages not
// nil) of those who come to one of these villages as their own.
func (r Room) RotaOf(q journal.Query, first, last string, villages []string) (out Rota, err error) {
	b, err := readBoard(q, "", first, last, r.Bikes)
	if err != nil {
		return out, err
	}
	figures, err := figuresOf(q, b.set)
	if err != nil {
		return out, err
	}
	price, _, err := FeePolicy.Get(q)
	if err != nil {
		return out, err
	}
	out = Rota{Today: b.today, LastDay: calendar.Move(b.today, int(b.set.AheadDays)), Earliest: b.set.Earliest, Latest: b.set.Latest, StepMinutes: b.set.StepMinutes,
		MostADay: b.set.MostADay, MostWeeks: b.set.longestCourse(), HoldMinutes: b.set.HoldMinutes, Fee: price.VisitRupiah, ImmunisedHours: int64(b.set.Screening.ImmunisedHours), CordMonths: int64(b.set.Screening.CordMonths), Figures: figures, Cadres: []RotaCadre{}}
	for _, w := range b.cadres {
		if villages != nil && !slices.ContainsFunc(w.Villages, func(v string) bool { return slices.Contains(villages, v) }) {
			continue
		}
		c, err := b.rota(w)
		if err != nil {
			return out, err
		}
		out.Cadres = append(out.Cadres, c)
	}
	return out, nil
}

// rota is one cadre's days.
func (b *board) rota(w workforce.Worker) (c RotaCadre, err error) {
	c = RotaCadre{ID: w.ID, Villages: orNone(w.Villages), OwnBike: b.rosters[w.ID].OwnBike, Days: []RotaDay{}}
	if c.Name, err = workforce.Name(b.q, w.ID); err != nil {
		return c, err
	}
	for day := b.first; day <= b.last; day = calendar.Move(day, 1) {
		d, err := b.day(w, day, "")
		if err != nil {
			return c, err
		}
		one := RotaDay{Day: day, Spans: []RotaSpan{}, Off: b.off(w.ID, day), Villages: []ident.ID{}, Visits: int64(len(d.Busy))}
		if one.Off == "" && len(d.Spans) > 0 && !d.Certified {
			one.Off = "certificate"
		}
		for _, s := range d.Spans {
			one.Spans = append(one.Spans, RotaSpan{s.From, s.To})
		}
		for _, s := range b.stands[w.ID] {
			if s.On(day) {
				one.Villages = append(one.Villages, ident.ID(s.Village))
			}
		}
		c.Days = append(c.Days, one)
	}
	return c, nil
}

// off is why a cadre's week does not hold on a day; empty: it does.
func (b *board) off(cadre ident.ID, day string) string {
	if slices.Contains(b.holidays, day) {
		return "holiday"
	}
	for _, o := range b.rosters[cadre].Off {
		if o.From <= day && day <= o.To {
			return o.Why
		}
	}
	return ""
}
