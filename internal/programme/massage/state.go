package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a booking.
const (
	Asked     = "asked"
	Booked    = "booked"
	OnWay     = "on_way"
	Started   = "started"
	Done      = "done"
	Stopped   = "stopped"
	NotHome   = "not_home"
	Cancelled = "cancelled"
	Lapsed    = "lapsed"
	Referred  = "referred"
	ToMove    = "to_move"
)

// taking are the states in which a booking has its slot to itself.
var taking = []string{Asked, Booked, OnWay, Started, Done, Stopped, NotHome}

// The doors a booking comes by.
const (
	ByPage  = "page"
	ByCadre = "cadre"
	ByDesk  = "desk"
)

// Why another slot is offered.
const (
	Immunised   = "immunised"
	Substituted = "substitute"
	Weather     = "weather"
	Breakdown   = "breakdown"
	Coordinated = "coordinator"
	Wished      = "wished" // the parent asked for it
)

var offerWhys = []string{Immunised, Substituted, Weather, Breakdown, Coordinated, Wished}

// Booking is one visit to one home. A slot lies between From and To.
type Booking struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Number   int64    `db:"number"`
	// Parent and Children are people of the register; Born are the children's, in that order.
	Parent   ident.ID   `db:"parent"`
	Children []ident.ID `db:"children,json"`
	Born     []string   `db:"born,json"`
	Village  string     `db:"village"`
	// Place is sealed (dispatch.Place): where the home is.
	Place journal.Ref `db:"place,json"`
	Cadre ident.ID    `db:"cadre"`
	// Former are cadres who had it before: they see it end.
	Former []ident.ID `db:"former,json"`
	// Day is the slot's civil day; the way to it is not part of From and To.
	Day   string          `db:"day"`
	From  instant.Instant `db:"starts_at"`
	To    instant.Instant `db:"ends_at"`
	State string          `db:"state"`
	Door  string          `db:"door"`
	// Limits are what the safety questions allow only in part: no_belly, stroking_only, short.
	Limits []string `db:"limits,json"`
	// Answers are sealed: what was said to the questions last, Verdict what came of it.
	Answers journal.Ref `db:"answers,json"`
	Verdict string      `db:"verdict"`
	// HoldUntil is until when the slot is kept for a phone that is not confirmed, or for an
	// offer that was not answered; zero: it is kept.
	HoldUntil instant.Instant `db:"hold_until"`
	// Generation counts the codes that confirm the phone, Misses the wrong ones.
	Generation int64 `db:"generation"`
	Misses     int64 `db:"misses"`
	// Course is the first booking of a course, Nth the place in it, from 1; of one visit
	// alone it is empty and 1.
	Course ident.ID `db:"course"`
	Nth    int64    `db:"nth"`
	// Offer is another slot that the parent has not said yes to.
	Offer Offer `db:"offer,json"`
	// OfferCadre is the cadre of it, empty: none. Her time is taken until it is answered.
	OfferCadre ident.ID        `db:"offer_cadre"`
	MadeAt     instant.Instant `db:"made_at"`
	EndedAt    instant.Instant `db:"ended_at"`
	// LateAt is since when the desk knows that the cadre has not set out for it in time.
	LateAt instant.Instant `db:"late_at"`
	// Why it ended: parent, ill, weather, breakdown, desk, unconfirmed ...
	Why string `db:"why"`
	// Family is sealed: who was typed on the page, until the telephone is confirmed (asking).
	Family journal.Ref `db:"family,json"`
	// Wish is what a family waits for; empty: it does not wait.
	Wish Wish `db:"wish,json"`
	// Fee is what the visit costs the family, in rupiah; 0: nothing.
	Fee int64 `db:"fee"`
}

// Offer is another slot, and until when it is kept.
type Offer struct {
	From  instant.Instant `json:"from,omitzero"`
	To    instant.Instant `json:"to,omitzero"`
	Day   string          `json:"day,omitempty"`
	Until instant.Instant `json:"until,omitzero"`
	Why   string          `json:"why,omitempty"`
	// GiveUp: the old slot is given up when the family says no or nothing, for nobody comes.
	GiveUp bool `json:"give_up,omitempty"`
}

// Audiences are the desk, the village, the cadre, and the family by its page.
func (b Booking) Audiences() []string {
	keys := []string{"f", "v:" + b.Village, "o:" + string(b.Parent), "o:" + string(b.ID)}
	if b.Cadre != "" {
		keys = append(keys, "w:"+string(b.Cadre))
	}
	if b.OfferCadre != "" && b.OfferCadre != b.Cadre {
		keys = append(keys, "w:"+string(b.OfferCadre))
	}
	return keys
}

// FormerAudiences are the cadres who had it.
func (b Booking) FormerAudiences() (keys []string) {
	for _, w := range b.Former {
		keys = append(keys, "w:"+string(w))
	}
	return keys
}

// Takes reports whether the slot is nobody else's.
func (b Booking) Takes() bool { return b.hold().takes() }

// Ahead reports whether the visit is still to come.
func (b Booking) Ahead() bool {
	return slices.Contains([]string{Asked, Booked, ToMove, Waiting}, b.State)
}

// Roster is when a cadre can come: her week, and the days on which she cannot.
type Roster struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"` // the cadre
	Hours    []Hours  `db:"hours,json"`
	Off      []Off    `db:"off_days,json"`
	// OwnBike: she rides a motorbike of her own.
	OwnBike bool `db:"own_bike"`
	// Sick is what days off because of an illness did to the visits on them.
	Sick []Sick `db:"ill,json"`
}

// Hours are some of a weekday, 1 for Monday to 7: from and until HH:MM.
type Hours struct {
	Weekday int64  `json:"weekday"`
	From    string `json:"from"`
	To      string `json:"to"`
}

// Off are days on which she does not come, both included. Why is ill, leave or other.
type Off struct {
	From string `json:"from"`
	To   string `json:"to"`
	Why  string `json:"why"`
}

// Audiences are the desk and the cadre.
func (r Roster) Audiences() []string { return []string{"f", "w:" + string(r.ID)} }

// Substitute is a cadre who comes to a village that is not hers, from day to day.
type Substitute struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Cadre    ident.ID `db:"cadre"`
	// For is whom she stands in for; empty: the village has no cadre.
	For     ident.ID        `db:"for_cadre"`
	Village string          `db:"village"`
	From    string          `db:"from_on"`
	To      string          `db:"to_on"`
	EndedAt instant.Instant `db:"ended_at"`
}

// Audiences are the desk, and the two.
func (s Substitute) Audiences() []string {
	keys := []string{"f", "w:" + string(s.Cadre)}
	if s.For != "" {
		keys = append(keys, "w:"+string(s.For))
	}
	return keys
}

// On reports whether she stands in on a civil day.
func (s Substitute) On(day string) bool {
	return s.EndedAt.IsZero() && s.From <= day && day <= s.To
}

// The tables of the room.
var (
	Bookings    = store.NewTable[Booking]("massage_booking", store.Derived)
	Rosters     = store.NewTable[Roster]("massage_roster", store.Derived)
	Substitutes = store.NewTable[Substitute]("massage_substitute", store.Derived)
)

// sealed names of what is sealed.
const (
	sealedPlace   = "massage_place"
	sealedAnswers = "massage_answers"
)
