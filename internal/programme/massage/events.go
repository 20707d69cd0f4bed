package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// BookedEvent is the event of a booking: asked, booked, or referred from the beginning.
type BookedEvent struct {
	Booking    ident.ID        `json:"booking"`
	Number     int64           `json:"number"`
	Parent     ident.ID        `json:"parent"`
	Children   []ident.ID      `json:"children"`
	Born       []string        `json:"born"`
	Village    string          `json:"village"`
	Place      journal.Ref     `json:"place"`
	Cadre      ident.ID        `json:"cadre,omitempty"`
	Day        string          `json:"day,omitempty"`
	From       instant.Instant `json:"from,omitzero"`
	To         instant.Instant `json:"to,omitzero"`
	State      string          `json:"state"`
	Door       string          `json:"door"`
	Limits     []string        `json:"limits"`
	Answers    journal.Ref     `json:"answers"`
	Verdict    string          `json:"verdict"`
	Rows       []string        `json:"rows,omitempty"`
	HoldUntil  instant.Instant `json:"hold_until,omitzero"`
	Generation int64           `json:"generation,omitempty"`
	Course     ident.ID        `json:"course,omitempty"`
	Nth        int64           `json:"nth"`
	Policy     int64           `json:"policy"`
	// Family is sealed: who was typed, until the telephone is confirmed.
	Family journal.Ref `json:"family,omitzero"`
	Wish   Wish        `json:"wish,omitzero"`
	Fee    int64       `json:"fee,omitempty"`
}

// ConfirmedEvent is the event of a telephone that is the parent's.
type ConfirmedEvent struct {
	Booking ident.ID `json:"booking"`
}

// CodeMissed is the event of a wrong code.
type CodeMissed struct {
	Booking ident.ID `json:"booking"`
}

// CodeRenewed is the event of another code; the one before is worth nothing.
type CodeRenewed struct {
	Booking    ident.ID        `json:"booking"`
	Generation int64           `json:"generation"`
	HoldUntil  instant.Instant `json:"hold_until"`
}

// OfferedEvent is the event of another slot that the parent is asked about.
type OfferedEvent struct {
	Booking ident.ID `json:"booking"`
	Cadre   ident.ID `json:"cadre"`
	Offer   Offer    `json:"offer"`
}

// MovedEvent is the event of another slot to which the parent has said yes.
type MovedEvent struct {
	Booking ident.ID        `json:"booking"`
	Cadre   ident.ID        `json:"cadre"`
	Day     string          `json:"day"`
	From    instant.Instant `json:"from"`
	To      instant.Instant `json:"to"`
	Why     string          `json:"why"`
}

// OfferEndedEvent is the event of an offer that is none any more: a no, or nobody answered.
// GiveUp says that the old slot is given up as well.
type OfferEndedEvent struct {
	Booking ident.ID `json:"booking"`
	GiveUp  bool     `json:"give_up,omitempty"`
	Why     string   `json:"why"`
}

// EndedEvent is the event of a visit that will not be: cancelled or lapsed.
type EndedEvent struct {
	Booking ident.ID `json:"booking"`
	State   string   `json:"state"`
	Why     string   `json:"why"`
}

func applyBooked(tx *store.Tx, m journal.Meta, e BookedEvent) error {
	b := Booking{Facility: m.Facility, ID: e.Booking, Number: e.Number, Parent: e.Parent, Children: e.Children, Born: e.Born, Village: e.Village, Place: e.Place,
		Cadre: e.Cadre, Former: []ident.ID{}, Day: e.Day, From: e.From, To: e.To, State: e.State, Door: e.Door, Limits: orNone(e.Limits), Answers: e.Answers,
		Verdict: e.Verdict, HoldUntil: e.HoldUntil, Generation: e.Generation, Course: e.Course, Nth: e.Nth, MadeAt: m.RecordedAt,
		Family: e.Family, Wish: e.Wish, Fee: e.Fee}
	if e.State == Referred {
		b.EndedAt = m.RecordedAt
	}
	if err := keptAtBooking(tx, m, e); err != nil {
		return err
	}
	return Bookings.Put(tx, b)
}

// change applies an event to the row that it is about.
func change[E any](id func(E) ident.ID, do func(b *Booking, m journal.Meta, e E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		b, found, err := Bookings.Get(tx, m.Facility, id(e))
		if err != nil || !found {
			return err
		}
		do(&b, m, e)
		return Bookings.Put(tx, b)
	}
}

func confirmed(b *Booking, _ journal.Meta, _ ConfirmedEvent) {
	b.State, b.HoldUntil, b.Misses = Booked, 0, 0
}

func missed(b *Booking, _ journal.Meta, _ CodeMissed) { b.Misses++ }

func renewed(b *Booking, _ journal.Meta, e CodeRenewed) {
	b.Generation, b.Misses, b.HoldUntil = e.Generation, 0, e.HoldUntil
}

func offered(b *Booking, _ journal.Meta, e OfferedEvent) {
	if b.State == Waiting {
		b.Wish.Offers++
	}
	b.goesTo(b.Cadre, e.Cadre)
	b.OfferCadre, b.Offer = e.Cadre, e.Offer
}

// goesTo notes who was to come and does not any more.
func (b *Booking) goesTo(cadres ...ident.ID) {
	for _, had := range []ident.ID{b.Cadre, b.OfferCadre} {
		if had != "" && !slices.Contains(cadres, had) && !slices.Contains(b.Former, had) {
			b.Former = append(slices.Clone(b.Former), had)
		}
	}
	b.Former = orNone(slices.DeleteFunc(slices.Clone(b.Former), func(w ident.ID) bool { return slices.Contains(cadres, w) }))
}

func moved(b *Booking, _ journal.Meta, e MovedEvent) {
	b.goesTo(e.Cadre)
	b.Cadre, b.Day, b.From, b.To, b.OfferCadre, b.Offer, b.LateAt = e.Cadre, e.Day, e.From, e.To, "", Offer{}, 0
	if b.State == ToMove || b.State == Waiting {
		b.State, b.Wish = Booked, Wish{}
	}
}

func offerEnded(b *Booking, m journal.Meta, e OfferEndedEvent) {
	if b.State == Waiting {
		b.Wish.passed(*b, m, e.Why)
	}
	if e.GiveUp {
		b.goesTo()
		b.Cadre, b.State = "", ToMove
	} else {
		b.goesTo(b.Cadre)
	}
	b.OfferCadre, b.Offer = "", Offer{}
}

func ended(b *Booking, m journal.Meta, e EndedEvent) {
	b.State, b.Why, b.EndedAt, b.HoldUntil, b.Family = e.State, e.Why, m.RecordedAt, 0, journal.Ref{}
	b.goesTo(b.Cadre)
	b.OfferCadre, b.Offer = "", Offer{}
}
