package rice

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// CountReasons are why a count differs from the list.
var CountReasons = []string{"as_listed", "spilled", "spoiled", "lost", "found", "wrongly_listed"}

// CountStore tells what lies in the store of the fund, in grams: verb rice.count.
type CountStore struct {
	Grams int64 `json:"grams"`
	// Reason of a difference, see CountReasons.
	Reason string `json:"reason" max:"20"`
	Note   string `json:"note,omitempty" max:"300"`
}

// Check wants a weight and a reason.
func (b CountStore) Check() *fault.Error {
	switch {
	case b.Grams < 0 || b.Grams > mostGrams:
		return fault.BadField("ledger.bad_amount", "grams")
	case !known(CountReasons, b.Reason):
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

// Counting is what a count found: the difference in grams.
type Counting struct {
	Listed     int64 `json:"listed"`
	Difference int64 `json:"difference"`
}

// count books the difference: what is missing leaves the oldest lots, what is over
// fills lots below zero and makes one of its own.
func (f fund) count(s journal.Said[CountStore]) journal.Answer {
	b, id, listed := s.Body, s.NewID(0), inStock(f.lots)
	diff := b.Grams - listed
	if diff != 0 && b.Reason == "as_listed" {
		return journal.Refuse("rice.reason_wanted").On("reason").Giving(Counting{listed, diff})
	}
	if diff == 0 {
		b.Reason = "as_listed"
	}
	e := BookedEvent{Line: id, Kind: Count, What: Rice, Grams: diff, Fund: f.settings.Fund, Reason: b.Reason, Counted: b.Grams, On: f.today}
	if b.Note != "" {
		e.Details = s.Seal("rice_details", id, 1, Details{Note: b.Note})
	}
	stock, answer := ledger.Account(gram, ledger.Stock, f.settings.Fund), journal.Accept()
	switch {
	case diff > 0:
		if e.Takes = fill(f.lots, diff); filled(e.Takes) < diff {
			e.Batch = s.NewID(2)
		}
		answer = answer.With(line(id, 1, Count, ledger.Move(ledger.Account(gram, ledger.Income, Count), stock, diff)))
	case diff < 0:
		e.Takes = take(f.lots, -diff, looseLot(f.facility, f.settings.Fund))
		answer = answer.With(line(id, 1, Count, ledger.Move(stock, ledger.Account(gram, ledger.Expense, f.settings.Fund), -diff)))
	}
	return answer.With(e).Giving(Counting{listed, diff})
}

// Undo takes back a gift, a purchase or a count that was written wrongly: verb
// rice.undo, two persons. The line stays and says so.
type Undo struct {
	Line   ident.ID `json:"line"`
	Reason string   `json:"reason" max:"300"`
}

// Subject is the line.
func (b Undo) Subject() ident.ID { return b.Line }

// Check wants a reason.
func (b Undo) Check() *fault.Error {
	if b.Line == "" {
		return fault.BadField("body.required", "line")
	}
	if b.Reason == "" {
		return fault.BadField("body.required", "reason")
	}
	return nil
}

// written is a line with its lot and the opposite of its entries in the books.
type written struct {
	Line
	batch   Batch
	entries []ledger.Posted
}

func loadWritten(q journal.Query) (written, error) {
	l, ok, err := Lines.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !ok {
		err = fault.Absent()
	}
	if err != nil {
		return written{}, err
	}
	w := written{Line: l}
	if w.batch, _, err = Batches.Get(q.Tx, q.Facility, l.Batch); err != nil {
		return w, err
	}
	w.entries, err = opposites(q.Tx, q.Facility, l.ID)
	return w, err
}

// opposites reads what a line did to the books, one entry in each unit, turned around.
func opposites(tx *store.Tx, facility, line ident.ID) (out []ledger.Posted, err error) {
	for n := 1; n <= 2; n++ {
		id := ident.Derive(line, n)
		lines, err := ledger.Lines.Where(tx, "facility_id = $1 AND entry_id = $2 ORDER BY id", facility, id)
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 {
			continue
		}
		e := ledger.Posted{ID: ident.Derive(id, 2), Kind: kindPrefix + "undone", Subject: line}
		for _, l := range lines {
			e.Lines = append(e.Lines, ledger.Line{Account: l.Account, Unit: l.Unit, Amount: -l.Amount})
		}
		out = append(out, e)
	}
	return out, nil
}

// undo turns a line around. A lot that has been used in part stands below zero from then
// on: that rice was in the store, and the next count says whence.
func (w written) undo(s journal.Said[Undo]) journal.Answer {
	if w.Undone {
		return journal.Refuse("rice.undone_already").On("line")
	}
	e := UndoneEvent{Line: w.ID, Fund: w.Fund, Reason: s.Seal("rice_reason", w.ID, 1, reason{s.Body.Reason})}
	switch {
	case w.Grams > 0 && w.Batch != "":
		e.Takes = append(e.Takes, Take{w.Batch, w.batch.Grams})
		e.Takes = append(e.Takes, back(w.Takes)...)
	case len(w.Takes) > 0:
		e.Takes = back(w.Takes)
	}
	answer := journal.Accept(e)
	for _, entry := range w.entries {
		answer = answer.With(entry)
	}
	return answer
}

// reason is a sealed one.
type reason struct {
	Text string `json:"text"`
}
