package duty

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a time at the desk.
const (
	Held    = "held"
	Offered = "offered" // handed over, and not received yet
	Ended   = "ended"
)

// Duty is the row of one person's time at the desk.
type Duty struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Worker   ident.ID        `db:"worker"`
	State    string          `db:"state"`
	Since    instant.Instant `db:"since"`
	// To is who is to receive the desk, OfferedAt since when.
	To        ident.ID        `db:"to_worker"`
	OfferedAt instant.Instant `db:"offered_at"`
	Until     instant.Instant `db:"until_at"`
	// Next is the time after this one; Signed: its worker received it under a login
	// of her own from who had it.
	Next   ident.ID `db:"next_duty"`
	Signed bool     `db:"signed"`
}

// Audiences are the desk, as long as it lasts.
func (d Duty) Audiences() []string {
	if d.State == Ended {
		return nil
	}
	return []string{"f"}
}

// Slip is a number of a book that is no longer blank.
type Slip struct {
	Number int64 `json:"number"`
	// Case is the request that was typed from it; empty: the slip was voided.
	Case ident.ID `json:"case,omitempty"`
	// Why is spoiled or lost, of a voided one.
	Why string `json:"why,omitempty"`
}

// Book is the row of slips that were printed at once.
type Book struct {
	Facility  ident.ID        `db:"facility_id"`
	ID        ident.ID        `db:"id"`
	From      int64           `db:"from_number"`
	To        int64           `db:"to_number"`
	PrintedAt instant.Instant `db:"printed_at"`
	PrintedBy ident.ID        `db:"printed_by"`
	// Slips are those used or voided, by number.
	Slips []Slip `db:"slips,json"`
}

// Audiences are the desk.
func (Book) Audiences() []string { return []string{"f"} }

// of finds a number that is no longer blank.
func (b Book) of(number int64) (Slip, bool) {
	i := slices.IndexFunc(b.Slips, func(s Slip) bool { return s.Number == number })
	if i < 0 {
		return Slip{}, false
	}
	return b.Slips[i], true
}

// Missing lists the blank numbers below the highest one that came back: slips are
// used in their order, so these lie somewhere and must be looked for.
func (b Book) Missing() []int64 {
	highest, out := int64(0), []int64{}
	for _, s := range b.Slips {
		highest = max(highest, s.Number)
	}
	for n := b.From; n < highest; n++ {
		if _, ok := b.of(n); !ok {
			out = append(out, n)
		}
	}
	return out
}

// The tables of the room.
var (
	Duties = store.NewTable[Duty]("desk_duty", store.Derived)
	Books  = store.NewTable[Book]("slip_book", store.Derived)
)

// Current is who has the desk now; found is false while nobody has it.
func Current(q journal.Query) (d Duty, found bool, err error) {
	return Duties.First(q.Tx, "facility_id = $1 AND state <> $2 ORDER BY since DESC, id", q.Facility, Ended)
}

// Holder is the worker who has the desk now, or nobody.
func Holder(q journal.Query) (ident.ID, error) {
	d, _, err := Current(q)
	return d.Worker, err
}

// bookOf finds the book that a number was printed in.
func bookOf(q journal.Query, number int64) (Book, bool, error) {
	return Books.First(q.Tx, "facility_id = $1 AND from_number <= $2 AND to_number >= $2 ORDER BY from_number", q.Facility, number)
}

// The states of a slip's number.
const (
	Unknown = "unknown" // never printed here
	Blank   = "blank"
	Used    = "used"
	Void    = "void"
)

// SlipState says what became of a number. It decides nothing: a request on an
// unknown or twice used number is taken in and marked.
func SlipState(q journal.Query, number int64) (string, error) {
	b, found, err := bookOf(q, number)
	if err != nil || !found {
		return Unknown, err
	}
	switch s, ok := b.of(number); {
	case !ok:
		return Blank, nil
	case s.Case == "":
		return Void, nil
	}
	return Used, nil
}

// SlipKnown reports whether a number was printed here and is still blank.
func SlipKnown(q journal.Query, number int64) (bool, error) {
	state, err := SlipState(q, number)
	return state == Blank, err
}
