package ledger

import (
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
)

// The kinds of account.
const (
	Expense = "expense" // what a fund has spent
	Payable = "payable" // what is owed to somebody, as a negative balance
	Stock   = "stock"   // what lies in store
	Cash    = "cash"    // what a fund has at hand
	Income  = "income"  // what a fund has received, as a negative balance
	Held    = "held"    // what somebody carries for us
	// Receivable is what is owed to a fund, Waived what a fund let go of it.
	Receivable = "receivable"
	Waived     = "waived"
)

// Account names an account: what it counts, its kind, and whose it is.
func Account(unit money.Unit, kind, owner string) string {
	return string(unit) + "." + kind + "." + owner
}

// HeldBy names the account of the rupiah of a fund that a worker carries.
func HeldBy(worker ident.ID, fund string) string {
	return Account(money.Rupiah, Held, string(worker)+"."+fund)
}

// split gives the parts of an account's name; ok is false for no account.
func split(account string) (unit money.Unit, kind, owner string, ok bool) {
	parts := strings.SplitN(account, ".", 3)
	if len(parts) != 3 || parts[2] == "" {
		return "", "", "", false
	}
	unit = money.Unit(parts[0])
	switch parts[1] {
	case Expense, Payable, Stock, Cash, Income, Held, Receivable, Waived:
		return unit, parts[1], parts[2], unit.Valid()
	}
	return "", "", "", false
}

// KindOf gives what kind of account a name is, and whose; empty for no account.
func KindOf(account string) (kind, owner string) {
	_, kind, owner, _ = split(account)
	return kind, owner
}

// Entry is the head of a posting.
type Entry struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Kind     string   `db:"kind"` // earning, reversal, or the poster's own word
	// Subject is what the entry is about: a delivery, a debt.
	Subject    ident.ID        `db:"subject"`
	Reverses   ident.ID        `db:"reverses"`
	ReversedBy ident.ID        `db:"reversed_by"`
	At         instant.Instant `db:"at"`
}

// Line is one side of an entry: plus is what an account receives.
type Line struct {
	Facility ident.ID   `db:"facility_id" json:"-"`
	ID       ident.ID   `db:"id" json:"-"`
	Entry    ident.ID   `db:"entry_id" json:"-"`
	Account  string     `db:"account" json:"account"`
	Unit     money.Unit `db:"unit" json:"unit"`
	Amount   int64      `db:"amount" json:"amount"`
}

// Balance is the sum of an account's lines. Its id is the account's name.
type Balance struct {
	Facility ident.ID   `db:"facility_id"`
	ID       ident.ID   `db:"id"`
	Owner    string     `db:"owner"`
	Unit     money.Unit `db:"unit"`
	Amount   int64      `db:"amount"`
}

// Audiences shows balances to the desk, and a worker what they are owed and carry.
func (b Balance) Audiences() []string {
	_, kind, owner, _ := split(string(b.ID))
	switch {
	case kind == Payable:
		return []string{"f", "w:" + owner}
	case b.inHand():
		worker, _, _ := strings.Cut(owner, ".")
		return []string{"f", "w:" + worker}
	}
	return []string{"f"}
}

// inHand reports whether it is rupiah that a worker carries.
func (b Balance) inHand() bool {
	_, kind, _, _ := split(string(b.ID))
	return kind == Held && b.Unit == money.Rupiah
}

// The states of an earning.
const (
	StateEarned   = "earned"
	StateHeld     = "held"
	StateReleased = "released"
	StateReversed = "reversed"
	StateDropped  = "dropped"
)

// Earning is what a worker is due for one piece of work, in rupiah.
type Earning struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Worker   ident.ID        `db:"worker"`
	Subject  ident.ID        `db:"subject"`
	Fund     string          `db:"fund"`
	Amount   int64           `db:"amount"`
	State    string          `db:"state"`
	Reason   string          `db:"reason"` // a code: why it is held or dropped
	Entry    ident.ID        `db:"entry_id"`
	At       instant.Instant `db:"at"`
	// Parts are what each fund bears when it is not Fund alone.
	Parts []Part `db:"parts,json"`
	Kind  string `db:"kind"`
}

// What an earning is for. What is not named is one delivery.
const (
	ForDelivery = ""       // bottles handed over at one home
	ForRide     = "ride"   // a way out, however many homes
	ForFailed   = "failed" // a way for nothing, by no fault of the worker
	ForMonth    = "month"  // a whole month
)

// Borne are what each fund bears of it.
func (e Earning) Borne() []Part {
	if len(e.Parts) == 0 {
		return []Part{{e.Fund, e.Amount}}
	}
	return e.Parts
}

// Audiences shows an earning to the desk and to the one who earned it.
func (e Earning) Audiences() []string { return []string{"f", "w:" + string(e.Worker)} }

// The tables of the books.
var (
	Entries  = store.NewTable[Entry]("entry", store.Derived)
	Lines    = store.NewTable[Line]("line", store.Derived)
	Balances = store.NewTable[Balance]("balance", store.Derived)
	Earnings = store.NewTable[Earning]("earning", store.Derived)
)
