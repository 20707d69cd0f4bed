package payment

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// HandInEntry is the kind of entry by which the books take what was handed in.
const HandInEntry = "hand_in"

// HandIn tells that a worker handed over money of a fund that they carried: verb
// payment.hand_in. Who keeps the cash says so, and the worker sees the receipt.
type HandIn struct {
	Worker ident.ID `json:"worker"`
	Fund   string   `json:"fund" max:"30"`
	Amount int64    `json:"amount"` // rupiah, at most what the worker carries of the fund's
	On     string   `json:"on" max:"10"`
}

// Check wants somebody, a fund, an amount and the day.
func (b HandIn) Check() *fault.Error {
	switch {
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case !ledger.ValidFund(b.Fund):
		return fault.BadField("payment.unknown_fund", "fund")
	}
	return checkGiven(Money, b.Amount, b.On)
}

// HandedIn is the event of money handed in; its entry stands beside it.
type HandedIn struct {
	ID     ident.ID `json:"id"`
	Number int64    `json:"number"`
	Worker ident.ID `json:"worker"`
	Fund   string   `json:"fund"`
	Amount int64    `json:"amount"` // rupiah
	On     string   `json:"on"`
	By     ident.ID `json:"by"`
	Entry  ident.ID `json:"entry"`
}

// HandInUndone is the event of a receipt that two people took back: the worker carries the
// money again.
type HandInUndone struct {
	ID ident.ID `json:"id"`
}

// Remitted is money that was handed in: one receipt.
type Remitted struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Number   int64           `db:"number"` // the facility's own count
	Worker   ident.ID        `db:"worker"`
	Fund     string          `db:"fund"`
	Amount   int64           `db:"amount"` // rupiah
	On       string          `db:"on_day"` // civil day
	At       instant.Instant `db:"at"`
	By       ident.ID        `db:"by_worker"`
	Entry    ident.ID        `db:"entry"`
	UndoneAt instant.Instant `db:"undone_at"`
}

// Audiences shows it to the desk and to who handed it in.
func (r Remitted) Audiences() []string { return []string{"f", "w:" + string(r.Worker)} }

// HandIns is the table of what was handed in.
var HandIns = store.NewTable[Remitted]("hand_in", store.Derived)

// carried is a fund with what a worker carries of it, and the next number of a receipt. Below zero
// it is the fund that owes the worker: somebody handed in what a family had not paid after all.
type carried struct {
	purse
	amount, number int64
}

func loadHandIn(q journal.Query) (c carried, err error) {
	b := q.Body.(HandIn)
	if c.purse, err = loadPurse(q, b.Fund); err != nil {
		return c, err
	}
	held, _, err := ledger.Balances.Get(q.Tx, q.Facility, ident.ID(ledger.HeldBy(b.Worker, b.Fund)))
	if err != nil {
		return c, err
	}
	c.amount = held.Amount
	_, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM hand_in WHERE facility_id = $1", store.Args(q.Facility), &c.number)
	return c, err
}

// handIn moves the money from the hand to the fund's cash. Nobody signs for their own.
func (c carried) handIn(s journal.Said[HandIn]) journal.Answer {
	b, id, entry := s.Body, s.NewID(0), s.NewID(1)
	if refused, bad := c.cannot(b.On); bad {
		return refused
	}
	switch {
	case person(s.By) == b.Worker:
		return journal.Refuse("payment.own_hand").On("worker")
	case c.amount < 0: // a payment was taken back after it had been handed in
		return journal.Refuse("payment.owed_back").On("worker")
	case b.Amount > c.amount:
		return journal.Refuse("payment.not_carried").On("amount")
	}
	lines := ledger.Move(ledger.HeldBy(b.Worker, b.Fund), ledger.Account(money.Rupiah, ledger.Cash, b.Fund), b.Amount)
	e := HandedIn{id, c.number, b.Worker, b.Fund, b.Amount, b.On, person(s.By), entry}
	return journal.Accept(e, ledger.Posted{ID: entry, Kind: HandInEntry, Subject: id, Lines: lines}).
		Giving(map[string]any{"hand_in": id, "number": c.number})
}

func applyHandedIn(tx *store.Tx, m journal.Meta, e HandedIn) error {
	return HandIns.Put(tx, Remitted{m.Facility, e.ID, e.Number, e.Worker, e.Fund, e.Amount, e.On, m.RecordedAt, e.By, e.Entry, 0})
}

func applyHandInUndone(tx *store.Tx, m journal.Meta, e HandInUndone) error {
	r, found, err := HandIns.Get(tx, m.Facility, e.ID)
	if err != nil || !found {
		return err
	}
	r.UndoneAt = m.RecordedAt
	return HandIns.Put(tx, r)
}

// undoHandIn follows an entry that was reversed to its receipt.
func undoHandIn(q journal.Query, _ journal.Meta, e ledger.Reversed) ([]any, error) {
	entry, found, err := ledger.Entries.Get(q.Tx, q.Facility, e.Entry)
	if err != nil || !found || entry.Kind != HandInEntry {
		return nil, err
	}
	return []any{HandInUndone{entry.Subject}}, nil
}

// HandInView is a receipt as the desk and who handed in see it.
type HandInView struct {
	ID         ident.ID        `json:"id"`
	Number     int64           `json:"number"`
	Worker     ident.ID        `json:"worker"`
	WorkerName string          `json:"worker_name"`
	Fund       string          `json:"fund"`
	Amount     int64           `json:"amount"` // rupiah
	On         string          `json:"on"`
	At         instant.Instant `json:"at"`
	ByName     string          `json:"by_name"`
	Entry      ident.ID        `json:"entry"`
	UndoneAt   instant.Instant `json:"undone_at,omitzero"`
}

// ShowHandIn gives the view of a receipt.
func ShowHandIn(q journal.Query, id ident.ID) (v HandInView, found bool, err error) {
	r, found, err := HandIns.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return v, found, err
	}
	v = HandInView{ID: r.ID, Number: r.Number, Worker: r.Worker, Fund: r.Fund, Amount: r.Amount, On: r.On, At: r.At, Entry: r.Entry, UndoneAt: r.UndoneAt}
	if v.WorkerName, err = nameOf(q, r.Worker); err == nil {
		v.ByName, err = nameOf(q, r.By)
	}
	return v, true, err
}

func showHandIn(q journal.Query, id ident.ID) (any, bool, error) { return ShowHandIn(q, id) }
