package graduation

import (
	"fmt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a certificate.
const (
	Valid     = "valid"
	ToTell    = "to_tell" // its rule is broken, and the mother does not know yet
	Withdrawn = "withdrawn"
)

// Certificate is the row of one.
type Certificate struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Baby and Mother are as the register had them; Mother is empty where it knows none.
	Baby    ident.ID `db:"baby"`
	Mother  ident.ID `db:"mother"`
	Village string   `db:"village"`
	State   string   `db:"state"`
	// Year and N are its number: the N-th of the health centre's that year.
	Year int64 `db:"year"`
	N    int64 `db:"n"`
	// On is the civil day on which it was made.
	On string `db:"on_day"`
	// Decision is the midwife's on which it stood then; empty: every month was known.
	Decision ident.ID `db:"decision"`
	// Names are those that the family wants printed; zero: as the register has them.
	Names journal.Ref `db:"names,json"`
	// PolicyVersion is that of the template it was made by.
	PolicyVersion int64           `db:"policy_version"`
	IssuedBy      ident.ID        `db:"issued_by"`
	IssuedAt      instant.Instant `db:"issued_at"`
	// BrokenAt is when its rule broke, by which line, decision or event of life; zero while
	// it holds. Task is the midwife's, to tell the mother.
	BrokenAt instant.Instant `db:"broken_at"`
	BrokenBy ident.ID        `db:"broken_by"`
	Task     ident.ID        `db:"task"`
	ToldAt   instant.Instant `db:"told_at"`
	ToldBy   ident.ID        `db:"told_by"`
}

// Audiences are the desk and who serves the village.
func (c Certificate) Audiences() []string { return reach(c.Village) }

func reach(village string) []string {
	if village == "" {
		return []string{"f"}
	}
	return []string{"f", "v:" + village}
}

// Number is as it is printed and said: 2026-0017.
func (c Certificate) Number() string { return fmt.Sprintf("%d-%04d", c.Year, c.N) }

// Stands reports whether it has not been withdrawn.
func (c Certificate) Stands() bool { return c.State != Withdrawn }

// Decision is the row of what a midwife decided of blank months.
type Decision struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Baby     ident.ID `db:"baby"`
	Village  string   `db:"village"`
	// Months are those of 0 to 5 it is about, Counts whether they count as yes.
	Months []int       `db:"months,json"`
	Counts bool        `db:"counts"`
	Reason journal.Ref `db:"reason,json"`
	By     ident.ID    `db:"decided_by"`
	// On is the civil day of it.
	On string          `db:"on_day"`
	At instant.Instant `db:"decided_at"`
	// ReplacedBy is the decision that counts instead; empty: this one does.
	ReplacedBy ident.ID `db:"replaced_by"`
}

// The tables of the room.
var (
	Certificates = store.NewTable[Certificate]("six_month_certificate", store.Derived)
	Decisions    = store.NewTable[Decision]("graduation_decision", store.Derived)
)

// The kinds of what lies sealed: the names on a certificate, the reason of a decision.
const (
	sealedNames  = "certificate_names"
	sealedReason = "graduation_reason"
)

// Names are what is printed on a certificate, as the family wants it.
type Names struct {
	Mother string `json:"mother,omitempty"`
	Baby   string `json:"baby,omitempty"`
}

// reason is why a midwife decided as she did.
type reason struct {
	Text string `json:"text"`
}
