package motorbike

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a motorbike.
const (
	Active  = "active"
	Retired = "retired"
)

// Where a trip's kilometres are from.
const (
	Told     = "told"
	Tracking = "tracking"
)

// PartnerKinds and Roles are what partners are and do; RetireReasons why a motorbike is
// ours no more; Sources where kilometres are from.
var (
	PartnerKinds  = []string{"hospital", "sub_district", "posyandu"}
	Roles         = []string{"founder", "trainer", "lender"}
	RetireReasons = []string{"returned", "broken", "sold", "stolen", "other"}
	Sources       = []string{Told, Tracking}
)

// Lender is the role of a partner whose motorbikes these are.
const Lender = "lender"

// Partner is the row of one.
type Partner struct {
	Facility ident.ID    `db:"facility_id"`
	ID       ident.ID    `db:"id"`
	Name     journal.Ref `db:"name,json"` // sealed
	Kind     string      `db:"kind"`      // of PartnerKinds
	Roles    []string    `db:"roles,json"`
	// EndedOn is the civil day since which it is no partner; empty: it is one.
	EndedOn string `db:"ended_on"`
}

// Audiences are the desk.
func (Partner) Audiences() []string { return []string{"f"} }

// Motorbike is the row of one.
type Motorbike struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Lender is the partner whose it is; empty: the health centre's own.
	Lender ident.ID    `db:"lender"`
	Name   journal.Ref `db:"name,json"` // sealed: what it is called, with its plate
	// Km is what the odometer should say: ReadKm, what it said last (when it came, or on the
	// civil day ReadOn when it was given back), and the trips since then.
	Km     int64  `db:"km"`
	ReadKm int64  `db:"read_km"`
	ReadOn string `db:"read_on"`
	// ServicedOn is the civil day of the last service; the next is due on ServiceOn (a civil
	// day) or at ServiceKm, whichever comes first; empty or 0: not by that.
	ServicedOn string `db:"serviced_on"`
	ServiceOn  string `db:"service_on"`
	ServiceKm  int64  `db:"service_km"`
	// Holders are who has it or is promised it, in the order of their days.
	Holders []ident.ID `db:"holders,json"`
	State   string     `db:"state"`
	Why     string     `db:"why"` // of RetireReasons
}

// Audiences are the desk, and who has it or is promised it.
func (b Motorbike) Audiences() []string {
	keys := []string{"f"}
	for _, w := range b.Holders {
		keys = append(keys, "w:"+string(w))
	}
	return keys
}

// Overdue reports whether the service should have been done by a civil day.
func (b Motorbike) Overdue(day string) bool {
	return b.ServiceOn != "" && day > b.ServiceOn || b.ServiceKm > 0 && b.Km >= b.ServiceKm
}

// Loan is the row of one motorbike with one cadre, both civil days included.
type Loan struct {
	Facility  ident.ID `db:"facility_id"`
	ID        ident.ID `db:"id"`
	Motorbike ident.ID `db:"motorbike"`
	Worker    ident.ID `db:"worker"`
	From      string   `db:"from_on"`
	To        string   `db:"to_on"`
	// BackOn is the civil day on which it was given back: from then on it is free again.
	BackOn string `db:"back_on"`
	// Overdue: its service was due when it was lent, and who lent it said so.
	Overdue bool `db:"overdue"`
	// Odometer is what it said when it was given back, in kilometres; 0: nobody read it.
	Odometer int64 `db:"odometer"`
}

// Audiences are the desk and who has it.
func (l Loan) Audiences() []string { return []string{"f", "w:" + string(l.Worker)} }

// never is a day after every other.
const never = "9999-12-31"

// last is the last civil day that the loan takes, as known today: one that is still out
// after its last day takes every day to come.
func (l Loan) last(today string) string {
	if l.To < today {
		return never
	}
	return l.To
}

// takes reports whether an open loan and some days touch, as known today.
func (l Loan) takes(from, to, today string) bool {
	return l.BackOn == "" && l.From <= to && from <= l.last(today)
}

// Trip is the row of one way out.
type Trip struct {
	Facility  ident.ID `db:"facility_id"`
	ID        ident.ID `db:"id"`
	Motorbike ident.ID `db:"motorbike"`
	Worker    ident.ID `db:"worker"`
	On        string   `db:"on_day"`
	Km        int64    `db:"km"`
	Source    string   `db:"source"` // of Sources
	Loan      ident.ID `db:"loan"`
	// CorrectedOn is the civil day on which somebody put Km right; empty: nobody did.
	CorrectedOn string `db:"corrected_on"`
}

// Audiences are the desk and who rode.
func (t Trip) Audiences() []string { return []string{"f", "w:" + string(t.Worker)} }

// The tables of the room.
var (
	Partners   = store.NewTable[Partner]("massage_partner", store.Derived)
	Motorbikes = store.NewTable[Motorbike]("massage_motorbike", store.Derived)
	Loans      = store.NewTable[Loan]("massage_loan", store.Derived)
	Trips      = store.NewTable[Trip]("massage_trip", store.Derived)
)

// inOrder sorts loans by their days.
func inOrder(all []Loan) []Loan {
	slices.SortFunc(all, func(a, b Loan) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID)) })
	return all
}

// holdersOf is who has or is promised what open loans say, each once.
func holdersOf(all []Loan) []ident.ID {
	out := []ident.ID{}
	for _, l := range inOrder(all) {
		if l.BackOn == "" && !slices.Contains(out, l.Worker) {
			out = append(out, l.Worker)
		}
	}
	return out
}
