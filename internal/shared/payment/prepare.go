package payment

import (
	"cmp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// Prepare freezes what a worker is due for a month that is over.
type Prepare struct {
	Worker ident.ID `json:"worker"`
	Month  string   `json:"month" max:"7"` // YYYY-MM
}

// Check wants a worker and a month.
func (b Prepare) Check() *fault.Error {
	switch {
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case !monthForm.MatchString(b.Month):
		return fault.BadField("payment.bad_month", "month")
	}
	return nil
}

// PreparedEvent is a statement as it was frozen.
type PreparedEvent struct {
	Statement ident.ID      `json:"statement"`
	Number    int64         `json:"number"`
	Worker    ident.ID      `json:"worker"`
	Month     string        `json:"month"`
	Lines     []Line        `json:"lines"`
	Held      []HeldLine    `json:"held"`
	Funds     []ledger.Part `json:"funds"`
	Amount    int64         `json:"amount"` // rupiah
	By        ident.ID      `json:"by"`
}

// reckoning is what a statement of a worker and a month is made of.
type reckoning struct {
	// over: the month has ended; works: the worker is known here.
	over, works bool
	// standing: the month has a statement that was not rejected.
	standing bool
	number   int64
	// month is the flat sum that is due and not in the books yet; earning its id.
	month   Month
	earning ident.ID
	last    string
	lines   []Line
	held    []HeldLine
}

func (r reckoning) prepare(s journal.Said[Prepare]) journal.Answer {
	b := s.Body
	switch {
	case !r.works:
		return journal.Refuse("payment.unknown_worker").On("worker")
	case person(s.By) == b.Worker:
		return journal.Refuse("payment.own_money").On("worker")
	case !r.over:
		return journal.Refuse("payment.month_not_over").On("month")
	case r.standing:
		return journal.Refuse("payment.already_prepared").On("month")
	}
	answer := journal.Accept()
	if r.month.Amount > 0 {
		parts := r.month.Parts
		answer = answer.With(ledger.Earn(r.earning, b.Worker, r.earning, parts[0].Fund, r.month.Amount).Of(ledger.ForMonth, parts))
		r.lines = append(r.lines, Line{Entry: ledger.EntryOf(r.earning), Kind: ledger.ForMonth, On: r.last, Amount: r.month.Amount, Parts: parts, Policy: r.month.Policy})
	}
	e := PreparedEvent{Statement: s.NewID(0), Number: r.number, Worker: b.Worker, Month: b.Month, Lines: r.lines, Held: r.held, By: person(s.By)}
	e.Amount, e.Funds = sum(r.lines)
	if e.Amount <= 0 {
		return journal.Refuse("payment.nothing_due").On("month")
	}
	return answer.With(e).Giving(map[string]any{"statement": e.Statement, "number": e.Number})
}

// sum adds lines up, over all and for each fund by its code; a fund whose lines
// cancel out is left out.
func sum(lines []Line) (amount int64, funds []ledger.Part) {
	at := map[string]int64{}
	for _, l := range lines {
		amount += l.Amount
		for _, p := range l.Parts {
			at[p.Fund] += p.Amount
		}
	}
	for fund, n := range at {
		if n != 0 {
			funds = append(funds, ledger.Part{Fund: fund, Amount: n})
		}
	}
	slices.SortFunc(funds, func(a, b ledger.Part) int { return cmp.Compare(a.Fund, b.Fund) })
	return amount, funds
}

func applyPrepared(tx *store.Tx, m journal.Meta, e PreparedEvent) error {
	for _, l := range e.Lines {
		if err := entries.Put(tx, statementEntry{m.Facility, l.Entry, e.Statement}); err != nil {
			return err
		}
	}
	return Statements.Put(tx, Statement{Facility: m.Facility, ID: e.Statement, Number: e.Number, Worker: e.Worker, Month: e.Month, State: Prepared,
		Lines: e.Lines, Held: e.Held, Funds: e.Funds, Amount: e.Amount, PreparedBy: e.By, PreparedAt: m.RecordedAt})
}
