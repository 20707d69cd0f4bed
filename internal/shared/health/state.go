package health

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// The answers to "is the baby fed only breast milk?". Drops of vitamins, medicine and
// oral rehydration do not count as food (WHO/UNICEF 2021).
const (
	Exclusive    = "exclusive"
	NotExclusive = "not_exclusive"
	Unknown      = "unknown"
)

// Where an answer comes from: seen by who tells it, told face to face, told on the phone.
const (
	Seen  = "seen"
	Told  = "told"
	Phone = "phone"
)

// LastMonth is the last month of life that is asked about: months 0 to 5 decide
// whether a baby was exclusively breastfed for six months, month 6 is recorded after.
const LastMonth = 6

// Feeding is the row of what a baby was fed in a month of its life.
type Feeding struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Baby     ident.ID `db:"baby"`
	Village  string   `db:"village"`
	// Month of life, 0 to 6: whole months of age on the day it is about.
	Month  int64  `db:"month"`
	Answer string `db:"answer"`
	// Medical: a health worker knows of a reason for other food.
	Medical bool   `db:"medical"`
	Source  string `db:"source"`
	// On is the civil day of the answer (YYYY-MM-DD).
	On string `db:"on_day"`
	// By is the worker who gave it.
	By         ident.ID        `db:"recorded_by"`
	RecordedAt instant.Instant `db:"recorded_at"`
	// ReplacedBy is the line that counts instead; empty: this one counts.
	ReplacedBy ident.ID `db:"replaced_by"`
	// LastDay and SinceLast are the two questions of a check, in the words of Answer; empty:
	// only Answer was told. Given, GivenSince, GivenBy and Reasons are what other food it
	// had, since which civil day, from whom and why, all in codes.
	LastDay    string   `db:"last_day"`
	SinceLast  string   `db:"since_last"`
	Given      []string `db:"given,json"`
	GivenSince string   `db:"given_since"`
	GivenBy    string   `db:"given_by"`
	Reasons    []string `db:"reasons,json"`
}

// Audiences shows a line to the desk and to who serves the village.
func (f Feeding) Audiences() []string {
	if f.Village == "" {
		return []string{"f"}
	}
	return []string{"f", "v:" + f.Village}
}

// Feedings is the table.
var Feedings = store.NewTable[Feeding]("feeding", store.Derived)

// MonthsOf lists the lines that count of a baby, by month. A baby of two records
// that were made one has one line a month: that of the later day.
func MonthsOf(q journal.Query, baby ident.ID) ([]Feeding, error) {
	records, err := registry.MergedWith(q.Tx, q.Facility, baby)
	if err != nil {
		return nil, err
	}
	var months [LastMonth + 1]Feeding
	for _, id := range append(records, baby) {
		lines, err := Feedings.Where(q.Tx, "facility_id = $1 AND baby = $2 AND replaced_by = ''", q.Facility, id)
		if err != nil {
			return nil, err
		}
		for _, f := range lines {
			if have := months[f.Month]; have.ID == "" || later(f, have) {
				months[f.Month] = f
			}
		}
	}
	out := slices.DeleteFunc(months[:], func(f Feeding) bool { return f.ID == "" })
	return slices.Clip(out), nil
}

// later reports whether one line is of a later day than the other, or recorded later
// on the same.
func later(a, b Feeding) bool {
	if a.On != b.On {
		return a.On > b.On
	}
	return a.RecordedAt > b.RecordedAt
}
