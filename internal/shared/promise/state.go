package promise

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a promise. Struck (the event has that name) is late, and then
// proven to have been kept.
const (
	Running     = "running"
	Kept        = "kept"
	Late        = "late"
	Cancelled   = "cancelled"
	StateStruck = "struck"
)

// What proves a fulfilment: a time token of the server, the patient's own code, or
// a call back that two persons put their names to.
const (
	ByToken    = "token"
	ByPatient  = "patient"
	ByCallBack = "call_back"
)

// Promise is the row of one deadline. EndedAt is zero while it runs.
type Promise struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Subject  ident.ID        `db:"subject"`
	Kind     string          `db:"kind"`
	State    string          `db:"state"`
	Start    instant.Instant `db:"start_at"`
	Due      instant.Instant `db:"due_at"`
	WarnAt   instant.Instant `db:"warn_at"`
	EndedAt  instant.Instant `db:"ended_at"`
	Warned   bool            `db:"warned"`
	SeenBy   []string        `db:"audiences,json"`

	// Version is the policy that the promise was made under, and Consequence what
	// that policy says of a broken one; empty for a promise made without a rule.
	Version     int64  `db:"version"`
	Consequence string `db:"consequence"`
	// Levels are its warnings, lowest first, WarnedPercent the highest one given.
	Levels        []Level `db:"levels,json"`
	WarnedPercent int64   `db:"warned_percent"`
	// ProofUntil is the last instant at which proof strikes a late one; zero: none does.
	ProofUntil instant.Instant `db:"proof_until"`
	// ClaimedAt is when somebody says that it was fulfilled, without proof;
	// FulfilledAt when it was, proven or after the deadline; StruckAt when the proof
	// of a late one was recorded.
	ClaimedAt   instant.Instant `db:"claimed_at"`
	FulfilledAt instant.Instant `db:"fulfilled_at"`
	StruckAt    instant.Instant `db:"struck_at"`
	Proof       string          `db:"proof"`
}

// Level is one warning of a promise: at which share of its time, who must act,
// and the instant that it comes to.
type Level struct {
	Percent int64           `json:"percent"`
	Who     []string        `json:"who"`
	At      instant.Instant `json:"at"`
}

// Audiences are those that the promise was started with or shown to since.
func (p Promise) Audiences() []string { return p.SeenBy }

// Promises is the table of all promises.
var Promises = store.NewTable[Promise]("promise", store.Derived)

// Of lists the promises of a subject, oldest first.
func Of(q journal.Query, subject ident.ID) ([]Promise, error) {
	return Promises.Where(q.Tx, "facility_id = $1 AND subject = $2 ORDER BY start_at, id", q.Facility, subject)
}
