package ledger

import (
	"fmt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
)

// Posted is the event of an entry. Emitted again for the same id it changes nothing.
type Posted struct {
	ID      ident.ID `json:"id"`
	Kind    string   `json:"kind"`
	Subject ident.ID `json:"subject,omitempty"`
	Lines   []Line   `json:"lines"`
}

// Post makes an entry of lines that sum to zero for each unit. It refuses with
// ledger.bad_account, ledger.bad_amount or ledger.unbalanced.
func Post(id, subject ident.ID, kind string, lines ...Line) (Posted, *fault.Error) {
	if f := check(lines); f != nil {
		return Posted{}, f
	}
	return Posted{id, kind, subject, lines}, nil
}

// Move is the simplest entry: an amount from one account to another of the same unit.
func Move(from, to string, amount int64) []Line {
	unit, _, _, _ := split(from)
	return []Line{{Account: to, Unit: unit, Amount: amount}, {Account: from, Unit: unit, Amount: -amount}}
}

// most is the largest amount of a line, in its unit: far above what a health
// centre moves (Rp 10^12) and far below what overflows when summed.
const most = 1_000_000_000_000

func check(lines []Line) *fault.Error {
	sums := map[money.Unit]int64{}
	for _, l := range lines {
		unit, _, _, ok := split(l.Account)
		if !ok || unit != l.Unit {
			return fault.New(fault.Refused, "ledger.bad_account")
		}
		if l.Amount == 0 || l.Amount > most || l.Amount < -most {
			return fault.New(fault.Refused, "ledger.bad_amount")
		}
		sums[l.Unit] += l.Amount
	}
	for _, sum := range sums {
		if sum != 0 {
			return fault.New(fault.Refused, "ledger.unbalanced")
		}
	}
	if len(lines) < 2 {
		return fault.New(fault.Refused, "ledger.unbalanced")
	}
	return nil
}

func applyPosted(tx *store.Tx, m journal.Meta, e Posted) error {
	_, err := post(tx, m, Entry{Facility: m.Facility, ID: e.ID, Kind: e.Kind, Subject: e.Subject, At: m.RecordedAt}, e.Lines)
	return err
}

// post writes an entry once. Books that do not balance are a fault of ours,
// whoever made the event: the command is rolled back.
func post(tx *store.Tx, m journal.Meta, entry Entry, lines []Line) (done bool, err error) {
	if f := check(lines); f != nil {
		return false, fmt.Errorf("ledger: entry %s: %w", entry.ID, f)
	}
	if _, found, err := Entries.Get(tx, m.Facility, entry.ID); err != nil || found {
		return false, err
	}
	if err := Entries.Put(tx, entry); err != nil {
		return false, err
	}
	for i, l := range lines {
		l.Facility, l.ID, l.Entry = m.Facility, ident.Derive(entry.ID, i), entry.ID
		if err := Lines.Put(tx, l); err != nil {
			return false, err
		}
		if err := add(tx, l); err != nil {
			return false, err
		}
	}
	return true, nil
}

func add(tx *store.Tx, l Line) error {
	b, found, err := Balances.Get(tx, l.Facility, ident.ID(l.Account))
	if err != nil {
		return err
	}
	if !found {
		unit, _, owner, _ := split(l.Account)
		b = Balance{Facility: l.Facility, ID: ident.ID(l.Account), Owner: owner, Unit: unit}
	}
	b.Amount += l.Amount
	return Balances.Put(tx, b)
}
