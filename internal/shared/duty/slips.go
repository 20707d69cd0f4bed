package duty

import (
	"cmp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// mostSlips is how many are printed at once: a block of a hundred fits a clipboard.
const mostSlips = 100

// PrintSlips gives the next numbers: verb duty.print_slips. The paper itself is
// drawn from the book as often as the printer jams.
type PrintSlips struct {
	Book  ident.ID `json:"book"`
	Count int64    `json:"count"`
}

// Check wants an id and 1 to 100 slips.
func (b PrintSlips) Check() *fault.Error {
	if b.Count < 1 || b.Count > mostSlips {
		return fault.BadField("duty.bad_count", "count")
	}
	return wanted("book", b.Book != "")
}

// VoidSlip says what became of a number that will not come back: verb
// duty.void_slip.
type VoidSlip struct {
	Number int64 `json:"number"`
	// Why is spoiled or lost.
	Why string `json:"why" max:"20"`
}

// Check wants a number and one of the reasons.
func (b VoidSlip) Check() *fault.Error {
	if b.Number < 1 {
		return fault.BadField("body.required", "number")
	}
	if !slices.Contains([]string{"spoiled", "lost"}, b.Why) {
		return fault.BadField("body.bad_choice", "why")
	}
	return nil
}

// SlipsPrinted is the event of a new book.
type SlipsPrinted struct {
	Book ident.ID `json:"book"`
	From int64    `json:"from"`
	To   int64    `json:"to"`
	By   ident.ID `json:"by,omitempty"`
}

// SlipUsed is the event of a number that a request was typed from.
type SlipUsed struct {
	Book   ident.ID `json:"book"`
	Number int64    `json:"number"`
	Case   ident.ID `json:"case"`
}

// SlipVoided is the event of a number that will not come back.
type SlipVoided struct {
	Book   ident.ID `json:"book"`
	Number int64    `json:"number"`
	Why    string   `json:"why"`
}

// Printed is what whoever prints is told: the numbers of the book.
type Printed struct {
	Book ident.ID `json:"book"`
	From int64    `json:"from"`
	To   int64    `json:"to"`
}

// shelf is what printing and voiding need to know.
type shelf struct {
	exists bool
	next   int64
	book   Book
	found  bool
}

func loadShelf(q journal.Query) (s shelf, err error) {
	switch b := q.Body.(type) {
	case PrintSlips:
		if _, s.exists, err = Books.Get(q.Tx, q.Facility, b.Book); err != nil {
			return s, err
		}
		_, err = q.One("SELECT COALESCE(MAX(to_number), 0) + 1 FROM slip_book WHERE facility_id = $1", store.Args(q.Facility), &s.next)
	case VoidSlip:
		s.book, s.found, err = bookOf(q, b.Number)
	}
	return s, err
}

func (s shelf) print(said journal.Said[PrintSlips]) journal.Answer {
	if s.exists {
		return journal.Refuse("duty.exists").On("book")
	}
	e := SlipsPrinted{Book: said.Body.Book, From: s.next, To: s.next + said.Body.Count - 1, By: said.By.Worker}
	return journal.Accept(e).Giving(Printed{e.Book, e.From, e.To})
}

func (s shelf) void(said journal.Said[VoidSlip]) journal.Answer {
	if !s.found {
		return journal.Refuse("duty.unknown_slip").On("number")
	}
	if _, gone := s.book.of(said.Body.Number); gone {
		return journal.Refuse("duty.slip_gone").On("number")
	}
	return journal.Accept(SlipVoided{s.book.ID, said.Body.Number, said.Body.Why})
}

func applyPrinted(tx *store.Tx, m journal.Meta, e SlipsPrinted) error {
	return Books.Put(tx, Book{Facility: m.Facility, ID: e.Book, From: e.From, To: e.To, PrintedAt: m.RecordedAt, PrintedBy: e.By, Slips: []Slip{}})
}

// gone writes a number that is no longer blank; the first word about it holds,
// unless a slip that was thought lost came back with a request.
func gone[E any](of func(E) (ident.ID, Slip)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		id, slip := of(e)
		b, found, err := Books.Get(tx, m.Facility, id)
		if err != nil || !found {
			return err
		}
		i := slices.IndexFunc(b.Slips, func(s Slip) bool { return s.Number == slip.Number })
		switch {
		case i < 0:
			b.Slips = append(b.Slips, slip)
		case b.Slips[i].Case == "":
			b.Slips[i] = slip
		}
		slices.SortFunc(b.Slips, func(x, y Slip) int { return cmp.Compare(x.Number, y.Number) })
		return Books.Put(tx, b)
	}
}
