package massage

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Screening is one time that the safety questions were answered, at booking or at the door.
// A booking keeps its last answers only; what once refused or delayed it stands here.
type Screening struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Booking  ident.ID        `db:"booking"`
	Village  string          `db:"village"`
	At       instant.Instant `db:"at"`
	Door     bool            `db:"door"`
	// Verdict is what came of it (screening.Go ...), Rows are the rows of the table that
	// spoke, the strictest first.
	Verdict string   `db:"verdict"`
	Rows    []string `db:"rows_said,json"`
}

// Week is what a cadre said of her week at an instant: it holds until she says another.
type Week struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Cadre    ident.ID        `db:"cadre"`
	At       instant.Instant `db:"at"`
	Hours    []Hours         `db:"hours,json"`
}

// The tables that figures are reckoned from. Neither is sent to anybody's phone.
var (
	Screenings = store.NewTable[Screening]("massage_screening", store.Derived)
	Weeks      = store.NewTable[Week]("massage_week", store.Derived)
)

// keptAtBooking keeps what the questions came to when a visit was asked for: once a course,
// for they are asked once.
func keptAtBooking(tx *store.Tx, m journal.Meta, e BookedEvent) error {
	if e.Nth > 1 {
		return nil
	}
	return Screenings.Put(tx, Screening{m.Facility, m.ID(), e.Booking, e.Village, m.RecordedAt, false, e.Verdict, orNone(e.Rows)})
}

// keptAtDoor keeps what they came to at the door.
func keptAtDoor(tx *store.Tx, m journal.Meta, village string, e ScreenedEvent) error {
	return Screenings.Put(tx, Screening{m.Facility, m.ID(), e.Booking, village, e.At, true, e.Verdict, orNone(e.Rows)})
}

// keptWeek keeps a week beside those before it.
func keptWeek(tx *store.Tx, m journal.Meta, e RosterSet) error {
	return Weeks.Put(tx, Week{m.Facility, m.ID(), e.Cadre, m.RecordedAt, orNone(e.Hours)})
}
