package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// hold is what a board needs of a booking: whose time it takes, or would take, and where the
// home is. Hundreds of them are read for one question, and most of a booking is something else.
type hold struct {
	ID         ident.ID        `db:"id"`
	Village    string          `db:"village"`
	Place      journal.Ref     `db:"place,json"`
	Cadre      ident.ID        `db:"cadre"`
	Day        string          `db:"day"`
	From       instant.Instant `db:"starts_at"`
	To         instant.Instant `db:"ends_at"`
	State      string          `db:"state"`
	Offer      Offer           `db:"offer,json"`
	OfferCadre ident.ID        `db:"offer_cadre"`
}

// holds reads them.
var holds = store.NewView[hold](Bookings)

// hold is that of a booking that was read whole.
func (b Booking) hold() hold {
	return hold{b.ID, b.Village, b.Place, b.Cadre, b.Day, b.From, b.To, b.State, b.Offer, b.OfferCadre}
}

// takes reports whether the slot is nobody else's.
func (h hold) takes() bool { return h.Cadre != "" && slices.Contains(taking, h.State) }
