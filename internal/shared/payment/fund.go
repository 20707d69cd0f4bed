package payment

import (
	"cmp"
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// Goods are what can be received and given beside money, and what each is counted in.
var Goods = map[string]money.Unit{"rice": money.Gram, "cooler_bag": money.Piece, "ice_pack": money.Piece, "raincoat": money.Piece,
	"fuel_voucher": money.Piece, "phone_credit": money.Piece, "bottle": money.Piece}

// Money is what support is when it is no goods.
const Money = "money"

// person is who speaks, whatever account or role they use.
func person(a access.Actor) ident.ID { return cmp.Or(a.Worker, a.Person, a.ID) }

// purse is a fund with the day at the health centre.
type purse struct {
	known bool
	today string
}

func loadPurse(q journal.Query, fund string) (purse, error) {
	p := purse{known: slices.Contains(Standing, fund)}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return p, err
	}
	p.today = q.Now.Day(f.Location())
	if p.known {
		return p, nil
	}
	_, p.known, err = Funds.Get(q.Tx, q.Facility, ident.ID(fund))
	return p, err
}

// OpenFund names a further source of money.
type OpenFund struct {
	Fund string `json:"fund" max:"30"`
	Kind string `json:"kind" max:"20"`
	Name string `json:"name" max:"120"`
}

// Check wants a code of its own, a known kind and a name.
func (b OpenFund) Check() *fault.Error {
	switch {
	case !ledger.ValidFund(b.Fund):
		return fault.BadField("payment.bad_fund", "fund")
	case !slices.Contains(Standing, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Name == "":
		return fault.BadField("body.required", "name")
	}
	return nil
}

// FundOpened is the event of a new fund.
type FundOpened struct {
	Fund string      `json:"fund"`
	Kind string      `json:"kind"`
	Name journal.Ref `json:"name"`
}

func loadNewFund(q journal.Query) (purse, error) { return loadPurse(q, q.Body.(OpenFund).Fund) }

func (p purse) open(s journal.Said[OpenFund]) journal.Answer {
	if p.known {
		return journal.Refuse("payment.fund_exists").On("fund")
	}
	return journal.Accept(FundOpened{s.Body.Fund, s.Body.Kind, s.Seal("fund_name", s.NewID(0), 1, s.Body.Name)})
}

func applyFundOpened(tx *store.Tx, m journal.Meta, e FundOpened) error {
	return Funds.Put(tx, Fund{m.Facility, ident.ID(e.Fund), e.Kind, e.Name, m.RecordedAt})
}

// Receive tells that money or goods came into a fund.
type Receive struct {
	Fund string `json:"fund" max:"30"`
	// What is money, or the goods; Amount in rupiah, grams or pieces.
	What   string `json:"what" max:"20"`
	Amount int64  `json:"amount"`
	Source string `json:"source" max:"200"`
	On     string `json:"on" max:"10"`
}

// most bounds one receipt or support: ten thousand million rupiah, or ten tons of rice.
const most = 10_000_000_000

// Check wants an amount, what it is, where it came from, and the day.
func (b Receive) Check() *fault.Error {
	if b.Source == "" {
		return fault.BadField("body.required", "source")
	}
	return checkGiven(b.What, b.Amount, b.On)
}

func checkGiven(what string, amount int64, on string) *fault.Error {
	switch {
	case what != Money && Goods[what] == "":
		return fault.BadField("body.unknown_word", "what")
	case amount <= 0 || amount > most:
		return fault.BadField("ledger.bad_amount", "amount")
	case !validDay(on):
		return fault.BadField("payment.bad_day", "on")
	}
	return nil
}

// unitOf is what something is counted in.
func unitOf(what string) money.Unit {
	if what == Money {
		return money.Rupiah
	}
	return Goods[what]
}

// Received is the event of money or goods that came in.
type Received struct {
	ID     ident.ID    `json:"id"`
	Fund   string      `json:"fund"`
	What   string      `json:"what"`
	Amount int64       `json:"amount"`
	On     string      `json:"on"`
	Source journal.Ref `json:"source"`
}

func loadReceiving(q journal.Query) (purse, error) { return loadPurse(q, q.Body.(Receive).Fund) }

func (p purse) receive(s journal.Said[Receive]) journal.Answer {
	b, id := s.Body, s.NewID(0)
	if refused, bad := p.cannot(b.On); bad {
		return refused
	}
	unit := unitOf(b.What)
	to := ledger.Account(unit, ledger.Cash, b.Fund)
	if b.What != Money {
		to = ledger.Account(unit, ledger.Stock, b.What)
	}
	posted, bad := ledger.Post(s.NewID(1), id, "receipt", ledger.Move(ledger.Account(unit, ledger.Income, b.Fund), to, b.Amount)...)
	if bad != nil {
		return journal.Refuse(bad.Code).On("amount")
	}
	return journal.Accept(Received{id, b.Fund, b.What, b.Amount, b.On, s.Seal("receipt_source", id, 1, b.Source)}, posted)
}

// cannot refuses a fund that is not there and a day that has not come.
func (p purse) cannot(on string) (journal.Answer, bool) {
	switch {
	case !p.known:
		return journal.Refuse("payment.unknown_fund").On("fund"), true
	case on > p.today:
		return journal.Refuse("payment.day_to_come").On("on"), true
	}
	return journal.Answer{}, false
}

func applyReceived(tx *store.Tx, m journal.Meta, e Received) error {
	goods := e.What
	if goods == Money {
		goods = ""
	}
	return Receipts.Put(tx, Receipt{m.Facility, e.ID, e.Fund, e.Amount, unitOf(e.What), goods, e.Source, e.On, m.RecordedAt, m.Actor})
}
