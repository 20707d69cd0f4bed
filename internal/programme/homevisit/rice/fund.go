package rice

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// The largest amounts of one line: ten tons of rice, a thousand million rupiah.
const (
	mostGrams  = 10_000_000
	mostRupiah = 1_000_000_000
)

// AddGift adds a gift to the fund: verb rice.gift.
type AddGift struct {
	// What is rice (grams) or money (rupiah).
	What   string `json:"what" max:"10"`
	Amount int64  `json:"amount"`
	// Class is the sort of giver, see Classes; Giver the name, which is sealed.
	Class string `json:"class" max:"20"`
	Giver string `json:"giver,omitempty" max:"120"`
	// Purpose is promise, or other: a gift for something else is not used here.
	Purpose string `json:"purpose" max:"10"`
	Note    string `json:"note,omitempty" max:"300"`
	Batch   string `json:"batch,omitempty" max:"60"`
	On      string `json:"on" max:"10"`
}

// Check wants a sort of giver, a purpose, an amount and the day.
func (b AddGift) Check() *fault.Error {
	switch {
	case b.What != Rice && b.What != Money:
		return fault.BadField("body.unknown_word", "what")
	case !known(Classes, b.Class):
		return fault.BadField("body.unknown_word", "class")
	case b.Purpose != ForPromise && b.Purpose != ForOther:
		return fault.BadField("body.unknown_word", "purpose")
	case b.Amount <= 0 || b.What == Rice && b.Amount > mostGrams || b.Amount > mostRupiah:
		return fault.BadField("ledger.bad_amount", "amount")
	}
	return checkDay(b.On)
}

// BuyRice adds rice that was bought from the fund's money: verb rice.buy.
type BuyRice struct {
	Grams    int64  `json:"grams"`
	Rupiah   int64  `json:"rupiah"`
	Supplier string `json:"supplier" max:"120"`
	Batch    string `json:"batch,omitempty" max:"60"`
	Note     string `json:"note,omitempty" max:"300"`
	On       string `json:"on" max:"10"`
}

// Check wants a weight, a price, a supplier and the day.
func (b BuyRice) Check() *fault.Error {
	switch {
	case b.Grams <= 0 || b.Grams > mostGrams:
		return fault.BadField("ledger.bad_amount", "grams")
	case b.Rupiah <= 0 || b.Rupiah > mostRupiah:
		return fault.BadField("ledger.bad_amount", "rupiah")
	case b.Supplier == "":
		return fault.BadField("body.required", "supplier")
	}
	return checkDay(b.On)
}

func checkDay(on string) *fault.Error {
	if _, err := time.Parse(time.DateOnly, on); err != nil {
		return fault.BadField("rice.bad_day", "on")
	}
	return nil
}

// Details are the names and words of a line; they are sealed.
type Details struct {
	Name  string `json:"name,omitempty"`  // giver or supplier
	Batch string `json:"batch,omitempty"` // the mark on the sack
	Note  string `json:"note,omitempty"`
}

// fund is what the decisions about it see: its money and its lots.
type fund struct {
	settings Settings
	cash     int64 // rupiah
	lots     []Batch
	today    string
	facility ident.ID
}

// loadFund reads the fund in force.
func loadFund(q journal.Query) (fund, error) {
	s, _, err := Policy.Get(q)
	if err != nil {
		return fund{}, err
	}
	return fundOf(q, s)
}

func fundOf(q journal.Query, s Settings) (fund, error) {
	f := fund{settings: s, facility: q.Facility}
	at, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return f, err
	}
	f.today = q.Now.Day(at.Location())
	row, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(ledger.Account(rupiah, ledger.Cash, s.Fund)))
	if err != nil {
		return f, err
	}
	f.cash = row.Amount
	f.lots, err = lots(q, s.Fund)
	return f, err
}

// gift keeps a gift. What is for another purpose lies in a fund of its own.
func (f fund) gift(s journal.Said[AddGift]) journal.Answer {
	b, id := s.Body, s.NewID(0)
	if b.On > f.today {
		return journal.Refuse("rice.day_to_come").On("on")
	}
	e := BookedEvent{Line: id, Kind: Gift, What: b.What, Class: b.Class, Purpose: b.Purpose, Fund: f.settings.Fund, On: b.On,
		Details: s.Seal("rice_details", id, 1, Details{b.Giver, b.Batch, b.Note})}
	if b.Purpose == ForOther {
		e.Fund = otherFund
	}
	if b.What == Money {
		e.Rupiah = b.Amount
		return journal.Accept(e, line(id, 1, Gift, ledger.Move(ledger.Account(rupiah, ledger.Income, b.Class), ledger.Account(rupiah, ledger.Cash, e.Fund), b.Amount)))
	}
	e.Grams, e.Batch = b.Amount, s.NewID(2)
	if b.Purpose == ForPromise {
		e.Takes = fill(f.lots, b.Amount)
	}
	return journal.Accept(e, line(id, 1, Gift, ledger.Move(ledger.Account(gram, ledger.Income, b.Class), ledger.Account(gram, ledger.Stock, e.Fund), b.Amount)))
}

// line is the n-th entry of a line of the fund in the books.
func line(id ident.ID, n int, kind string, lines []ledger.Line) ledger.Posted {
	return ledger.Posted{ID: ident.Derive(id, n), Kind: kindPrefix + kind, Subject: id, Lines: lines}
}

// fill says which lots below zero are filled by what comes in, before any of it makes a
// lot of its own: rice that was handed out before it was booked has come from this.
func fill(all []Batch, grams int64) (out []Take) {
	for _, b := range all {
		if n := min(-b.Left, grams); b.Left < 0 && n > 0 {
			out, grams = append(out, Take{b.ID, -n}), grams-n
		}
	}
	return out
}

// buy turns money of the fund into rice: an entry in each unit.
func (f fund) buy(s journal.Said[BuyRice]) journal.Answer {
	b, id, name := s.Body, s.NewID(0), f.settings.Fund
	switch {
	case b.On > f.today:
		return journal.Refuse("rice.day_to_come").On("on")
	case b.Rupiah > f.cash:
		return journal.Refuse("rice.not_enough_money").On("rupiah")
	}
	e := BookedEvent{Line: id, Kind: Purchase, What: Rice, Grams: b.Grams, Rupiah: b.Rupiah, Purpose: ForPromise, Fund: name, Batch: s.NewID(3),
		Takes: fill(f.lots, b.Grams), On: b.On, Details: s.Seal("rice_details", id, 1, Details{b.Supplier, b.Batch, b.Note})}
	return journal.Accept(e,
		line(id, 1, Purchase, ledger.Move(ledger.Account(rupiah, ledger.Cash, name), ledger.Account(rupiah, ledger.Expense, name), b.Rupiah)),
		line(id, 2, Purchase, ledger.Move(ledger.Account(gram, ledger.Income, Purchase), ledger.Account(gram, ledger.Stock, name), b.Grams)))
}
