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
	// Kind is what it is for when it is not one delivery; Parts are what each fund
	// bears when it is not Fund alone.
	Kind  string `json:"kind,omitempty"`
	Parts []Part `json:"parts,omitempty"`
}

// EarningHeld is the event of a fee that waits for a person. Nothing is posted.
type EarningHeld struct {
	ID      ident.ID `json:"id"`
	Worker  ident.ID `json:"worker"`
	Subject ident.ID `json:"subject"`
	Fund    string   `json:"fund"`
	Amount  int64    `json:"amount"` // rupiah
	Reason  string   `json:"reason"`
	// Kind and Parts are as in Earned.
	Kind  string `json:"kind,omitempty"`
	Parts []Part `json:"parts,omitempty"`
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
	return Earned{ID: id, Worker: worker, Subject: subject, Fund: fund, Amount: amount}
}

// Of says what it is for and which funds bear it; the parts sum to its amount.
func (e Earned) Of(kind string, parts []Part) Earned {
	e.Kind, e.Fund, e.Parts = kind, bearer(e.Fund, parts), several(parts)
	return e
}

// Of says what it is for and which funds bear it; the parts sum to its amount.
func (e EarningHeld) Of(kind string, parts []Part) EarningHeld {
	e.Kind, e.Fund, e.Parts = kind, bearer(e.Fund, parts), several(parts)
	return e
}

// bearer is the fund that stands for the others: the first named.
func bearer(fund string, parts []Part) string {
	if len(parts) == 0 {
		return fund
	}
	return parts[0].Fund
}

// several keeps parts only where there are more than one: a single fund is Fund.
func several(parts []Part) []Part {
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// Hold keeps a fee back, with a code that says why.
func Hold(id, worker, subject ident.ID, fund string, amount int64, reason string) EarningHeld {
	return EarningHeld{ID: id, Worker: worker, Subject: subject, Fund: fund, Amount: amount, Reason: reason}
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
		Kind: e.Kind, Parts: e.Parts, Amount: e.Amount, State: StateEarned, At: m.RecordedAt})
}

func applyHeld(tx *store.Tx, m journal.Meta, e EarningHeld) error {
	_, found, err := Earnings.Get(tx, m.Facility, e.ID)
	if err != nil || found {
		return err
	}
	return Earnings.Put(tx, Earning{Facility: m.Facility, ID: e.ID, Worker: e.Worker, Subject: e.Subject, Fund: e.Fund,
		Kind: e.Kind, Parts: e.Parts, Amount: e.Amount, State: StateHeld, Reason: e.Reason, At: m.RecordedAt})
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

// EntryOf is the entry by which an earning stands in the books, once it does.
func EntryOf(earning ident.ID) ident.ID { return ident.Derive(earning, 1) }

// credit posts an earning. The entry's id follows from the earning's, so that
// even a mistake in the states could not post it twice.
func credit(tx *store.Tx, m journal.Meta, e Earning) error {
	e.Entry = EntryOf(e.ID)
	lines := spread(money.Rupiah, string(e.Worker), e.Borne())
	if _, err := post(tx, m, Entry{Facility: m.Facility, ID: e.Entry, Kind: "earning", Subject: e.Subject, At: m.RecordedAt}, lines); err != nil {
		return err
	}
	return Earnings.Put(tx, e)
}
