package massage

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// What keeps a cadre from coming.
const (
	Rain  = "rain"
	Flood = "flood"
	Broke = "breakdown"
	Ill   = "ill"
	Late  = "late"
)

// Troubles are all of them.
var Troubles = []string{Rain, Flood, Broke, Ill, Late}

// offerWhy is what an offer says of a trouble.
func offerWhy(trouble string) string {
	switch trouble {
	case Rain, Flood:
		return Weather
	case Broke:
		return Breakdown
	}
	return Substituted
}

// Disrupt tells that the rest of a day cannot be as it was planned: verb massage.disrupt, by
// the coordinator for anybody, by a cadre for herself. Every visit still to come is offered
// another slot, and its family is told.
type Disrupt struct {
	// Cadre is whom it keeps from coming; empty: all of the health centre's (rain and flood).
	Cadre ident.ID `json:"cadre,omitempty"`
	Day   string   `json:"day" max:"10"`
	// From is since when, none: now, or the whole of a later day; Until is until when, none:
	// the rest of the day.
	From  instant.Instant `json:"from,omitzero"`
	Until instant.Instant `json:"until,omitzero"`
	// Why is a word of Troubles.
	Why string `json:"why" max:"10"`
}

// Undisrupt takes it back, when the rain was only a shower: verb massage.undisrupt. The
// visits whose families have not answered stay where they were.
type Undisrupt struct {
	Disruption ident.ID `json:"disruption"`
}

// Subject is the cadre, or nobody in particular.
func (b Disrupt) Subject() ident.ID { return b.Cadre }

// Subject is the disruption.
func (b Undisrupt) Subject() ident.ID { return b.Disruption }

// Check wants a day and a trouble; only the weather is everybody's.
func (b Disrupt) Check() *fault.Error {
	switch {
	case !slices.Contains(Troubles, b.Why):
		return fault.BadField("body.unknown_word", "why")
	case b.Cadre == "" && b.Why != Rain && b.Why != Flood:
		return fault.BadField("body.required", "cadre")
	case !calendar.IsDay(b.Day):
		return fault.BadField("body.bad_date", "day")
	case !b.Until.IsZero() && !b.From.Before(b.Until):
		return fault.BadField("workforce.bad_time", "until")
	}
	return nil
}

// Check wants a disruption.
func (b Undisrupt) Check() *fault.Error {
	if b.Disruption == "" {
		return fault.BadField("body.required", "disruption")
	}
	return nil
}

// Disrupted is what came of it, in visits. A second tap within the same trouble counts only
// what it did itself.
type Disrupted struct {
	Disruption ident.ID `json:"disruption"`
	// Offered have another slot offered, Unplaced none: the desk has them.
	Offered  int64 `json:"offered"`
	Unplaced int64 `json:"unplaced"`
}

// Restored is what taking it back left: how many visits stay where they were.
type Restored struct {
	Stay int64 `json:"stay"`
}

// Disruption is what keeps one cadre, or all (Cadre empty), from coming on a civil day,
// between From and Until.
type Disruption struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Cadre    ident.ID        `db:"cadre"`
	Day      string          `db:"day"`
	From     instant.Instant `db:"starts_at"`
	Until    instant.Instant `db:"ends_at"`
	Why      string          `db:"why"`
	// Off: the cadre was given that day off by it.
	Off bool `db:"off"`
	// Offered are the bookings to which another slot was offered, Unplaced those for which
	// there was none.
	Offered  []ident.ID `db:"offered,json"`
	Unplaced []Unplaced `db:"unplaced,json"`
	// SaidAt is when it was told, EndedAt when it was taken back; zero: it was not.
	SaidAt  instant.Instant `db:"said_at"`
	EndedAt instant.Instant `db:"ended_at"`
}

// Unplaced is a booking without a slot, and who had it.
type Unplaced struct {
	Booking ident.ID `json:"booking"`
	Cadre   ident.ID `json:"cadre"`
}

// Audiences are the desk and the cadre.
func (d Disruption) Audiences() []string {
	if d.Cadre == "" {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(d.Cadre)}
}

// keeps reports whether it keeps a cadre from something between two instants. A motorbike
// that broke down keeps nobody from walking.
func (d Disruption) keeps(cadre ident.ID, from, to instant.Instant) bool {
	return d.EndedAt.IsZero() && (d.Cadre == "" || d.Cadre == cadre) && from.Before(d.Until) && d.From.Before(to)
}

// Disruptions is the table of them.
var Disruptions = store.NewTable[Disruption]("massage_disruption", store.Derived)

// DisruptionView is a disruption as desk and cadre see it.
type DisruptionView struct {
	ID        ident.ID        `json:"id"`
	Cadre     ident.ID        `json:"cadre,omitempty"`
	CadreName string          `json:"cadre_name,omitempty"`
	Day       string          `json:"day"`
	From      instant.Instant `json:"from"`
	Until     instant.Instant `json:"until"`
	Why       string          `json:"why"`
	Offered   []ident.ID      `json:"offered"`
	Unplaced  []ident.ID      `json:"unplaced"`
	SaidAt    instant.Instant `json:"said_at"`
	EndedAt   instant.Instant `json:"ended_at,omitzero"`
}
