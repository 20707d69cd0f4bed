package payment

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// GiveSupport gives money or goods to a worker beside fees: two persons. Money is
// owed from then on and comes with the next statement; goods leave the store.
type GiveSupport struct {
	Worker ident.ID `json:"worker"`
	Fund   string   `json:"fund" max:"30"`
	// What is money, or the goods; Amount in rupiah, grams or pieces.
	What   string `json:"what" max:"20"`
	Amount int64  `json:"amount"`
	On     string `json:"on" max:"10"`
}

// Check wants somebody, an amount and the day.
func (b GiveSupport) Check() *fault.Error {
	if b.Worker == "" {
		return fault.BadField("body.required", "worker")
	}
	return checkGiven(b.What, b.Amount, b.On)
}

// Supported is the event of support given.
type Supported struct {
	ID     ident.ID `json:"id"`
	Worker ident.ID `json:"worker"`
	Fund   string   `json:"fund"`
	What   string   `json:"what"`
	Amount int64    `json:"amount"`
	On     string   `json:"on"`
}

// giving is a fund with what lies in store of the goods, and whether the worker is there.
type giving struct {
	purse
	stock  int64
	worker bool
}

func (r Room) loadGiving(q journal.Query) (giving, error) {
	b := q.Body.(GiveSupport)
	p, err := loadPurse(q, b.Fund)
	g := giving{purse: p}
	if err != nil {
		return g, err
	}
	if g.worker, err = r.Works(q, b.Worker); err != nil || b.What == Money {
		return g, err
	}
	row, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(ledger.Account(unitOf(b.What), ledger.Stock, b.What)))
	g.stock = row.Amount
	return g, err
}

func (g giving) give(s journal.Said[GiveSupport]) journal.Answer {
	b, id, unit := s.Body, s.NewID(0), unitOf(s.Body.What)
	if refused, bad := g.cannot(b.On); bad {
		return refused
	}
	switch {
	case !g.worker:
		return journal.Refuse("payment.unknown_worker").On("worker")
	case person(s.By) == b.Worker || person(s.Approver) == b.Worker:
		return journal.Refuse("payment.own_money").On("worker")
	case b.What != Money && b.Amount > g.stock:
		return journal.Refuse("payment.not_in_store").On("amount")
	}
	from := ledger.Account(unit, ledger.Payable, string(b.Worker))
	if b.What != Money {
		from = ledger.Account(unit, ledger.Stock, b.What)
	}
	posted, bad := ledger.Post(s.NewID(1), id, "support", ledger.Move(from, ledger.Account(unit, ledger.Expense, b.Fund), b.Amount)...)
	if bad != nil {
		return journal.Refuse(bad.Code).On("amount")
	}
	return journal.Accept(Supported{id, b.Worker, b.Fund, b.What, b.Amount, b.On}, posted)
}

func applySupported(tx *store.Tx, m journal.Meta, e Supported) error {
	return Supports.Put(tx, Support{m.Facility, e.ID, e.Worker, e.Fund, e.What, e.Amount, unitOf(e.What), e.On, m.RecordedAt, m.Actor, m.Approver})
}
