package ledger

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
)

// An earning's id names one piece of work (derive it from the delivery): with
// the same id it is credited once, however often these events are repeated and
// in whatever order they come.

// Earned is the event of a fee that nothing stands against.
type Earned struct {
	ID      ident.ID `json:"id"`
	Worker  ident.ID `json:"worker"`
	Subject ident.ID `json:"subject"`
	Fund    string   `json:"fund"`
	Amount  int64    `json:"amount"` // rupiah
}

// EarningHeld is the event of a fee that waits for a person. Nothing is posted.
type EarningHeld struct {
	ID      ident.ID `json:"id"`
	Worker  ident.ID `json:"worker"`
	Subject ident.ID `json:"subject"`
	Fund    string   `json:"fund"`
	Amount  int64    `json:"amount"` // rupiah
	Reason  string   `json:"reason"`
}

// EarningReleased is the event of a held fee that is due after all.
type EarningReleased struct {
	ID ident.ID `json:"id"`
}

// EarningDropped is the event of a held fee that is not due.
type EarningDropped struct {
	ID     ident.ID `json:"id"`
	Reason string   `json:"reason"`
}

// Earn credits a worker: the fund's expense against what is owed to the worker.
func Earn(id, worker, subject ident.ID, fund string, amount int64) Earned {
	return Earned{id, worker, subject, fund, amount}
}

// Hold keeps a fee back, with a code that says why.
func Hold(id, worker, subject ident.ID, fund string, amount int64, reason string) EarningHeld {
	return EarningHeld{id, worker, subject, fund, amount, reason}
}

// Release credits a fee that was held. One that is not held stays as it is.
func Release(id ident.ID) EarningReleased { return EarningReleased{id} }

// Drop ends a fee that was held, with a code that says why. One that has been
// credited can only be reversed.
func Drop(id ident.ID, reason string) EarningDropped { return EarningDropped{id, reason} }

func applyEarned(tx *store.Tx, m journal.Meta, e Earned) error {
	_, found, err := Earnings.Get(tx, m.Facility, e.ID)
	if err != nil || found {
		return err
	}
	return credit(tx, m, Earning{Facility: m.Facility, ID: e.ID, Worker: e.Worker, Subject: e.Subject, Fund: e.Fund,
		Amount: e.Amount, State: StateEarned, At: m.RecordedAt})
}

func applyHeld(tx *store.Tx, m journal.Meta, e EarningHeld) error {
	_, found, err := Earnings.Get(tx, m.Facility, e.ID)
	if err != nil || found {
		return err
	}
	return Earnings.Put(tx, Earning{Facility: m.Facility, ID: e.ID, Worker: e.Worker, Subject: e.Subject, Fund: e.Fund,
		Amount: e.Amount, State: StateHeld, Reason: e.Reason, At: m.RecordedAt})
}

func applyReleased(tx *store.Tx, m journal.Meta, e EarningReleased) error {
	earning, found, err := Earnings.Get(tx, m.Facility, e.ID)
	if err != nil || !found || earning.State != StateHeld {
		return err
	}
	earning.State, earning.Reason = StateReleased, ""
	return credit(tx, m, earning)
}

func applyDropped(tx *store.Tx, m journal.Meta, e EarningDropped) error {
	earning, found, err := Earnings.Get(tx, m.Facility, e.ID)
	if err != nil || !found || earning.State != StateHeld {
		return err
	}
	earning.State, earning.Reason = StateDropped, e.Reason
	return Earnings.Put(tx, earning)
}

// credit posts an earning. The entry's id follows from the earning's, so that
// even a mistake in the states could not post it twice.
func credit(tx *store.Tx, m journal.Meta, e Earning) error {
	e.Entry = ident.Derive(e.ID, 1)
	lines := Move(Account(money.Rupiah, Payable, string(e.Worker)), Account(money.Rupiah, Expense, e.Fund), e.Amount)
	if _, err := post(tx, m, Entry{Facility: m.Facility, ID: e.Entry, Kind: "earning", Subject: e.Subject, At: m.RecordedAt}, lines); err != nil {
		return err
	}
	return Earnings.Put(tx, e)
}
