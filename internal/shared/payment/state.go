package payment

import (
	"regexp"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// The kinds of fund; each is also the code of the fund of that kind that always
// stands (Permendagri 79/2018 for BLUD; BOK where a centre is none).
const (
	BLUD      = "blud"
	RegentAid = "regent_aid"
	BOK       = "bok"
	Gift      = "gift"
)

// Standing are the funds that need not be opened.
var Standing = []string{BLUD, RegentAid, BOK, Gift}

// Fund is a further source of money. Its id is its code.
type Fund struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Kind     string   `db:"kind"`
	// Name is what people call it, with its donor; sealed.
	Name     journal.Ref     `db:"name,json"`
	OpenedAt instant.Instant `db:"opened_at"`
}

// Audiences shows funds to the desk.
func (f Fund) Audiences() []string { return []string{"f"} }

// Receipt is money or goods that came into a fund.
type Receipt struct {
	Facility ident.ID   `db:"facility_id"`
	ID       ident.ID   `db:"id"`
	Fund     string     `db:"fund"`
	Amount   int64      `db:"amount"` // in Unit
	Unit     money.Unit `db:"unit"`
	// Goods says what it is when it is no money.
	Goods string `db:"goods"`
	// Source is who gave it or which paper says so; sealed.
	Source journal.Ref     `db:"source,json"`
	On     string          `db:"on_day"` // civil day
	At     instant.Instant `db:"at"`
	By     string          `db:"by_worker"`
}

// Audiences shows receipts to the desk.
func (r Receipt) Audiences() []string { return []string{"f"} }

// Support is money or goods given to a worker beside fees.
type Support struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Worker   ident.ID `db:"worker"`
	Fund     string   `db:"fund"`
	// What is money, or the goods.
	What       string          `db:"what"`
	Amount     int64           `db:"amount"` // in Unit
	Unit       money.Unit      `db:"unit"`
	On         string          `db:"on_day"` // civil day
	At         instant.Instant `db:"at"`
	By         string          `db:"by_worker"`
	ApprovedBy string          `db:"approved_by"`
}

// Audiences shows support to the desk and to who got it.
func (s Support) Audiences() []string { return []string{"f", "w:" + string(s.Worker)} }

// The states of a statement.
const (
	Prepared  = "prepared"
	Rejected  = "rejected"
	Approved  = "approved"
	Paid      = "paid"
	Receipted = "receipted"
)

// Line is one entry of the books on a statement.
type Line struct {
	Entry ident.ID `json:"entry"`
	// Kind is delivery, ride, failed, month, support or correction.
	Kind   string `json:"kind"`
	Number string `json:"number,omitempty"`
	// On is the civil day of the work; Earlier: of a month before the statement's.
	On      string   `json:"on"`
	Earlier bool     `json:"earlier,omitempty"`
	Ride    ident.ID `json:"ride,omitempty"`
	Amount  int64    `json:"amount"` // rupiah, negative for a correction downward
	// Parts are what each fund bears of it.
	Parts []ledger.Part `json:"parts"`
	// Policy is the version of the settings a whole month was reckoned by.
	Policy int64 `json:"policy,omitempty"`
}

// HeldLine is a fee that waits for a person while the statement is prepared.
type HeldLine struct {
	Earning ident.ID `json:"earning"`
	Number  string   `json:"number,omitempty"`
	On      string   `json:"on"`
	Amount  int64    `json:"amount"` // rupiah
	Reason  string   `json:"reason"`
}

// Statement is what one worker is due for one month.
type Statement struct {
	Facility ident.ID      `db:"facility_id"`
	ID       ident.ID      `db:"id"`
	Number   int64         `db:"number"` // the facility's own count
	Worker   ident.ID      `db:"worker"`
	Month    string        `db:"month"` // YYYY-MM
	State    string        `db:"state"`
	Lines    []Line        `db:"lines,json"`
	Held     []HeldLine    `db:"held,json"`
	Funds    []ledger.Part `db:"funds,json"`
	Amount   int64         `db:"amount"` // rupiah: the sum of Lines and of Funds

	PreparedBy ident.ID        `db:"prepared_by"`
	PreparedAt instant.Instant `db:"prepared_at"`
	// SettledBy approved or rejected it; Reason is why it was rejected, sealed.
	SettledBy ident.ID        `db:"settled_by"`
	SettledAt instant.Instant `db:"settled_at"`
	Reason    journal.Ref     `db:"reason,json"`
	// How is cash or transfer; PaidOn the civil day.
	How    string          `db:"how"`
	PaidOn string          `db:"paid_on"`
	PaidBy ident.ID        `db:"paid_by"`
	PaidAt instant.Instant `db:"paid_at"`
	// Receipt is app (the worker said so) or paper (a signature was recorded).
	Receipt   string          `db:"receipt"`
	ReceiptBy ident.ID        `db:"receipt_by"`
	ReceiptAt instant.Instant `db:"receipt_at"`
}

// Audiences shows a statement to the desk, and to whom it pays once it is approved.
func (s Statement) Audiences() []string {
	if s.State == Prepared || s.State == Rejected {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(s.Worker)}
}

// statementEntry says which statement an entry of the books stands on.
type statementEntry struct {
	Facility  ident.ID `db:"facility_id"`
	ID        ident.ID `db:"id"`
	Statement ident.ID `db:"statement"`
}

// The tables of the room.
var (
	Funds      = store.NewTable[Fund]("fund", store.Derived)
	Receipts   = store.NewTable[Receipt]("receipt", store.Derived)
	Supports   = store.NewTable[Support]("support", store.Derived)
	Statements = store.NewTable[Statement]("statement", store.Derived)
	entries    = store.NewTable[statementEntry]("statement_entry", store.Derived)
)

var monthForm = regexp.MustCompile(`^20[0-9]{2}-(0[1-9]|1[0-2])$`)

// validDay reports whether a text is a civil day.
func validDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// span gives the first and the last civil day of a month, and when it is over.
func span(month string, zone *time.Location) (first, last string, over instant.Instant) {
	from, err := time.ParseInLocation(time.DateOnly, month+"-01", zone)
	if err != nil {
		return "", "", 0
	}
	next := from.AddDate(0, 1, 0)
	return from.Format(time.DateOnly), next.AddDate(0, 0, -1).Format(time.DateOnly), instant.Of(next)
}
