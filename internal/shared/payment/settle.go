package payment

import (
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// Settle approves a statement. It is a verb of its own and no proposal: the second
// person sees the frozen lines, and what was approved is what is paid.
type Settle struct {
	Statement ident.ID `json:"statement"`
}

// Subject is the statement.
func (b Settle) Subject() ident.ID { return b.Statement }

// Reject sends a statement back; its entries wait for the next one.
type Reject struct {
	Statement ident.ID `json:"statement"`
	Reason    string   `json:"reason" max:"500"`
}

// Subject is the statement.
func (b Reject) Subject() ident.ID { return b.Statement }

// Check wants a reason.
func (b Reject) Check() *fault.Error {
	if b.Reason == "" {
		return fault.BadField("body.required", "reason")
	}
	return nil
}

// Pay tells that an approved statement was paid: the debt goes and the funds' cash
// with it.
type Pay struct {
	Statement ident.ID `json:"statement"`
	How       string   `json:"how" max:"10"`
	On        string   `json:"on" max:"10"`
}

// Subject is the statement.
func (b Pay) Subject() ident.ID { return b.Statement }

// Check wants cash or transfer, and the day.
func (b Pay) Check() *fault.Error {
	switch {
	case b.How != "cash" && b.How != "transfer":
		return fault.BadField("body.unknown_word", "how")
	case !validDay(b.On):
		return fault.BadField("payment.bad_day", "on")
	}
	return nil
}

// Confirm tells that the worker has the money: the worker in the app, or the
// treasurer who holds the signature on paper.
type Confirm struct {
	Statement ident.ID `json:"statement"`
	How       string   `json:"how" max:"10"`
}

// Subject is the statement.
func (b Confirm) Subject() ident.ID { return b.Statement }

// Check wants app or paper.
func (b Confirm) Check() *fault.Error {
	if b.How != "app" && b.How != "paper" {
		return fault.BadField("body.unknown_word", "how")
	}
	return nil
}

// What can become of a statement.
type (
	// ApprovedEvent is a statement approved by another person than its preparer.
	ApprovedEvent struct {
		Statement ident.ID `json:"statement"`
		By        ident.ID `json:"by"`
	}
	// RejectedEvent is one sent back.
	RejectedEvent struct {
		Statement ident.ID    `json:"statement"`
		By        ident.ID    `json:"by"`
		Reason    journal.Ref `json:"reason"`
	}
	// PaidEvent is one paid; the entry stands beside it.
	PaidEvent struct {
		Statement ident.ID `json:"statement"`
		How       string   `json:"how"`
		On        string   `json:"on"`
		By        ident.ID `json:"by"`
	}
	// ReceiptedEvent is one whose money was received.
	ReceiptedEvent struct {
		Statement ident.ID `json:"statement"`
		How       string   `json:"how"`
		By        ident.ID `json:"by"`
	}
)

// paper is a statement with the day at the health centre.
type paper struct {
	Statement
	today string
}

// Audiences are the statement's; a worker has to do with it from the approval on.
func (p paper) Audiences() []string { return p.Statement.Audiences() }

func loadPaper(q journal.Query) (paper, error) {
	st, found, err := Statements.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return paper{}, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return paper{st, q.Now.Day(f.Location())}, err
}

// second is what somebody hears who may not settle it: who prepared it, and whom
// it pays.
func (p paper) second(a access.Actor) string {
	switch {
	case p.State != Prepared:
		return "payment.already_settled"
	case person(a) == p.PreparedBy:
		return "payment.own_statement"
	case person(a) == p.Worker:
		return "payment.own_money"
	}
	return ""
}

func (p paper) approve(s journal.Said[Settle]) journal.Answer {
	if code := p.second(s.By); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(ApprovedEvent{p.ID, person(s.By)})
}

func (p paper) reject(s journal.Said[Reject]) journal.Answer {
	if code := p.second(s.By); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(RejectedEvent{p.ID, person(s.By), s.Seal("statement_reason", p.ID, 1, s.Body.Reason)})
}

func (p paper) pay(s journal.Said[Pay]) journal.Answer {
	switch {
	case p.State == Paid || p.State == Receipted:
		return journal.Refuse("payment.already_paid")
	case p.State != Approved:
		return journal.Refuse("payment.not_approved")
	case person(s.By) == p.Worker:
		return journal.Refuse("payment.own_money")
	case s.Body.On > p.today:
		return journal.Refuse("payment.day_to_come").On("on")
	}
	lines := []ledger.Line{{Account: ledger.Account(money.Rupiah, ledger.Payable, string(p.Worker)), Unit: money.Rupiah, Amount: p.Amount}}
	for _, f := range p.Funds {
		lines = append(lines, ledger.Line{Account: ledger.Account(money.Rupiah, ledger.Cash, f.Fund), Unit: money.Rupiah, Amount: -f.Amount})
	}
	posted, bad := ledger.Post(ident.Derive(p.ID, 1), p.ID, "payout", lines...)
	if bad != nil {
		return journal.Refuse(bad.Code)
	}
	return journal.Accept(PaidEvent{p.ID, s.Body.How, s.Body.On, person(s.By)}, posted)
}

func (p paper) confirm(s journal.Said[Confirm]) journal.Answer {
	own := person(s.By) == p.Worker
	switch {
	case p.State == Receipted:
		return journal.Refuse("payment.already_receipted")
	case p.State != Paid && s.Late():
		return journal.Hold("payment.not_paid")
	case p.State != Paid:
		return journal.Refuse("payment.not_paid")
	case own != (s.Body.How == "app"):
		return journal.Refuse("payment.not_your_receipt").On("how")
	}
	return journal.Accept(ReceiptedEvent{p.ID, s.Body.How, person(s.By)})
}

// change applies an event to its statement.
func change(tx *store.Tx, m journal.Meta, statement ident.ID, how func(*Statement)) error {
	st, _, err := Statements.Get(tx, m.Facility, statement)
	if err != nil {
		return err
	}
	how(&st)
	return Statements.Put(tx, st)
}

func applyApproved(tx *store.Tx, m journal.Meta, e ApprovedEvent) error {
	return change(tx, m, e.Statement, func(s *Statement) { s.State, s.SettledBy, s.SettledAt = Approved, e.By, m.RecordedAt })
}

func applyRejected(tx *store.Tx, m journal.Meta, e RejectedEvent) error {
	if _, err := tx.Exec("DELETE FROM statement_entry WHERE facility_id = $1 AND statement = $2", m.Facility, e.Statement); err != nil {
		return err
	}
	return change(tx, m, e.Statement, func(s *Statement) {
		s.State, s.SettledBy, s.SettledAt, s.Reason = Rejected, e.By, m.RecordedAt, e.Reason
	})
}

func applyPaid(tx *store.Tx, m journal.Meta, e PaidEvent) error {
	return change(tx, m, e.Statement, func(s *Statement) {
		s.State, s.How, s.PaidOn, s.PaidBy, s.PaidAt = Paid, e.How, e.On, e.By, m.RecordedAt
	})
}

func applyReceipted(tx *store.Tx, m journal.Meta, e ReceiptedEvent) error {
	return change(tx, m, e.Statement, func(s *Statement) {
		s.State, s.Receipt, s.ReceiptBy, s.ReceiptAt = Receipted, e.How, e.By, m.RecordedAt
	})
}
