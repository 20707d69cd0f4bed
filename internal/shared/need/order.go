package need

import (
	"cmp"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Place is what decides where a request stands in the queue, whichever programme it
// is of.
type Place struct {
	// Doubtful: so many came the same way that they stand behind all others. They are
	// not lost: their clock runs like any other.
	Doubtful bool
	Colour   string
	// Due is the deadline that comes first; zero has none.
	Due    instant.Instant
	Number int64
}

// Order compares two places: danger first, then what has been late longest, then
// what has least left; what came in by the hundred from one telephone stands
// behind. It is a strict order: equal places have the lower number first.
func Order(a, b Place) int {
	return cmp.Or(
		cmp.Compare(yes(a.Doubtful), yes(b.Doubtful)),
		cmp.Compare(yes(a.Colour != Red), yes(b.Colour != Red)),
		cmp.Compare(yes(a.Due.IsZero()), yes(b.Due.IsZero())),
		cmp.Compare(a.Due, b.Due), // the earliest deadline is the longest late and has least left
		cmp.Compare(a.Number, b.Number),
	)
}

func yes(b bool) int {
	if b {
		return 1
	}
	return 0
}

// PlaceOf is the place of a request in the queue. Many is how many of one telephone
// stand like any other (TriageSettings).
func PlaceOf(c Case, many int64) Place {
	due := c.Due
	if !c.SignDue.IsZero() && (due.IsZero() || c.SignDue.Before(due)) {
		due = c.SignDue
	}
	return Place{Doubtful: c.Doubt >= many, Colour: c.Colour, Due: due, Number: c.Number}
}

// Requests lists what was asked for in a time by its start, the first first: what
// was merged into another or was no request is among them, for who counts to leave
// out.
func Requests(q journal.Query, from, to instant.Instant) ([]Case, error) {
	return Cases.Where(q.Tx, "facility_id = $1 AND request = TRUE AND started_at >= $2 AND started_at < $3 ORDER BY started_at, number", q.Facility, from, to)
}

// ByNumber gives the request of a number, as it stands on a receipt.
func ByNumber(q journal.Query, number int64) (Case, bool, error) {
	return Cases.First(q.Tx, "facility_id = $1 AND number = $2 AND request = TRUE", q.Facility, number)
}
