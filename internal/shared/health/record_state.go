package health

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// The kinds of visit record.
const (
	General   = "general"
	Antenatal = "antenatal"
	Postnatal = "postnatal"
	Newborn   = "newborn"
	Child     = "child"
	Elder     = "elder"
)

// Kinds lists them.
var Kinds = []string{General, Antenatal, Postnatal, Newborn, Child, Elder}

// Where a visit was: at home, at the health centre, at the posyandu or another post.
const (
	Home   = "home"
	Centre = "centre"
	Post   = "post"
)

// Record is the row of one version of a visit record: who, when, by whom and what
// follows from it. What was measured and written lies sealed in Content.
type Record struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Person   ident.ID `db:"person"`
	Village  string   `db:"village"`
	Kind     string   `db:"kind"`
	// On is the civil day of the visit (YYYY-MM-DD).
	On    string `db:"on_day"`
	Place string `db:"place"`
	// Visit is the request in whose journey it was written, Round the visit of a round;
	// either may be empty.
	Visit ident.ID `db:"visit"`
	Round ident.ID `db:"round"`
	// Code is which of the fixed visits it was: K1 to K6, KF1 to KF4, KN1 to KN3.
	Code string `db:"code"`
	// Dangers are codes of the table of danger signs, NewCases of the policy "served".
	Dangers  []string `db:"dangers,json"`
	NewCases []string `db:"new_cases,json"`
	// Served are the minimum-service groups in which the person was served by it.
	Served []string `db:"served,json"`
	// NextOn is the civil day of the next visit, or empty.
	NextOn  string      `db:"next_on"`
	Content journal.Ref `db:"content,json"`
	By      ident.ID    `db:"recorded_by"`
	// Healer: the signer was a health worker, who signs under a licence; Licensed: its
	// number was written down then.
	Healer   bool `db:"healer"`
	Licensed bool `db:"licensed"`
	// Workers are the signer and the health workers of that journey: who was there reads it.
	Workers []ident.ID `db:"workers,json"`
	// Request is what its danger signs opened or joined.
	Request ident.ID `db:"request"`
	// Version is 1, and one more with every correction; Corrects is the version before,
	// ReplacedBy the next: empty on the one that counts.
	Version    int64           `db:"version"`
	Corrects   ident.ID        `db:"corrects"`
	ReplacedBy ident.ID        `db:"replaced_by"`
	OccurredAt instant.Instant `db:"occurred_at"`
	RecordedAt instant.Instant `db:"recorded_at"`
	// CopiedAt is when it was copied into the record system in use, by CopiedBy.
	CopiedAt instant.Instant `db:"copied_at"`
	CopiedBy ident.ID        `db:"copied_by"`
}

// Audiences are who serves the village, who signed it and the health workers who
// were there; the desk has no need of it.
func (r Record) Audiences() []string {
	var out []string
	if r.Village != "" {
		out = append(out, "v:"+r.Village)
	}
	for _, w := range r.Workers {
		out = append(out, "w:"+string(w))
	}
	return out
}

// Counts reports whether it is the version that counts.
func (r Record) Counts() bool { return r.ReplacedBy == "" }

// Records is the table.
var Records = store.NewTable[Record]("visit_record", store.Derived)

// RecordsOf lists the versions that count of a human, whichever of their records in
// the registry they name, the latest day first.
func RecordsOf(q journal.Query, person ident.ID) ([]Record, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil || !found {
		return nil, err
	}
	merged, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	var out []Record
	for _, id := range append(merged, p.ID) {
		more, err := Records.Where(q.Tx, "facility_id = $1 AND person = $2 AND replaced_by = '' ORDER BY on_day DESC, recorded_at DESC, id", q.Facility, id)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	latestFirst(out)
	return out, nil
}

// LatestOf is the record of the latest day of a human; false when there is none.
func LatestOf(q journal.Query, person ident.ID) (Record, bool, error) {
	all, err := RecordsOf(q, person)
	if err != nil || len(all) == 0 {
		return Record{}, false, err
	}
	return all[0], true, nil
}

// LastOn is the civil day of that record, or empty.
func LastOn(q journal.Query, person ident.ID) (string, error) {
	r, _, err := LatestOf(q, person)
	return r.On, err
}
