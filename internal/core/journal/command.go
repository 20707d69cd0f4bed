package journal

import (
	"encoding/json"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/errand"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/keys"
	"sambang/internal/core/store"
)

// Envelope is a command as it is sent, alone and in a batch.
type Envelope struct {
	// ID is made by the sender; a repeat of it gets the same answer.
	ID   ident.ID `json:"id"`
	Verb string   `json:"verb"`
	V    int      `json:"v"`
	// OccurredAt is what the sender's clock showed; Said.At is what is believed of it.
	OccurredAt instant.Instant `json:"occurred_at,omitzero"`
	Device     string          `json:"device,omitempty"`
	// N is the device's own count of its commands.
	N int64 `json:"n,omitempty"`
	// After are ids that must have been answered before this one.
	After []ident.ID `json:"after,omitempty"`
	// Token is the last server time that the device had when the command was made,
	// and after ",w" the witness of it, where there is one (see token.go).
	Token string          `json:"token,omitempty"`
	Body  json.RawMessage `json:"body"`
}

// Status is what became of a command.
type Status string

// The four answers; they are kept for ever.
const (
	Accepted Status = "accepted"
	Refused  Status = "refused"
	Held     Status = "held"
	Proposed Status = "proposed"
)

// Outcome is the answer to a command.
type Outcome struct {
	ID     ident.ID        `json:"id"`
	Status Status          `json:"status"`
	Code   string          `json:"code,omitempty"`
	Field  string          `json:"field,omitempty"`
	Seq    int64           `json:"seq,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
}

// Said is a command as a decision sees it: pure data, the time included.
type Said[B any] struct {
	Body     B
	Facility ident.ID
	// ID is the command's; NewID derives others from it.
	ID ident.ID
	By access.Actor
	// Approver is the second person, when the verb needs one and has one.
	Approver access.Actor
	// At is when it happened: as the sender's clock says, but never before Since nor
	// after Until. An hour that is typed in a body is not bounded here: what was typed
	// may well have happened before the server's last word.
	At instant.Instant
	// Now is the server's time.
	Now instant.Instant
	// Since is the last server time that the sender's device proves to have known
	// when the command was made; zero: it proves none.
	Since instant.Instant
	// Until is the latest instant at which the command can have been made: a
	// witness's time, or Now.
	Until instant.Instant
	// Clock is what the sender's own clock showed, however wrong; At where it showed
	// nothing. Nothing happened then: it only measures how long before the command
	// something was that the same clock timed.
	Clock instant.Instant
	seal  *sealer
}

// NewID names the n-th new thing of this command.
func (s Said[B]) NewID(n int) ident.ID { return ident.Derive(s.ID, n) }

// lateAfter is how old a report must be to count as made without signal: a
// phone with signal sends within its 30 s time-out and one retry.
const lateAfter = 90 * time.Second

// Late reports whether this was said while the device had no signal.
func (s Said[B]) Late() bool { return s.Now.Sub(s.At) > lateAfter }

// Seal keeps personal data out of the log: the event carries the Ref, the table
// of sealed bodies the data. Version is the next version of that id.
func (s Said[B]) Seal(table string, id ident.ID, version int64, data any) Ref {
	return s.seal.add(table, id, version, data)
}

// Lookup is the keyed hash by which a secret (kind "phone" or "nik") is found
// again without being stored.
func (s Said[B]) Lookup(kind, value string) string {
	if value == "" {
		return ""
	}
	return s.seal.ring.Lookup(s.Facility, kind, value)
}

// Answer is a decision: what happened, or why not.
type Answer struct {
	Status  Status
	Code    string
	Field   string
	Events  []any
	Errands []errand.Errand
	Result  any
}

// Accept answers yes: these things happened.
func Accept(events ...any) Answer { return Answer{Status: Accepted, Events: events} }

// Refuse answers no, with the code that says why.
func Refuse(code string) Answer { return Answer{Status: Refused, Code: code} }

// Hold keeps a report for a person to look at.
func Hold(code string) Answer { return Answer{Status: Held, Code: code} }

// With adds events; a refusal may carry some too (a wrong code is counted).
func (a Answer) With(events ...any) Answer {
	a.Events = append(a.Events[:len(a.Events):len(a.Events)], events...)
	return a
}

// On names the field a refusal is about.
func (a Answer) On(field string) Answer { a.Field = field; return a }

// Giving adds a result for the sender; it must not hold personal data.
func (a Answer) Giving(result any) Answer { a.Result = result; return a }

// Query is what a load reads with.
type Query struct {
	*store.Tx
	Facility ident.ID
	By       access.Actor
	Now      instant.Instant
	Keys     *keys.Ring
	// Subject is what the command is about, when its body says so.
	Subject ident.ID
	// Body is the decoded command, for loads that need more than the subject.
	Body any
	// Command is the id of the command being decided.
	Command ident.ID
}

// Open reads the sealed data of a reference; gone reports that it was erased.
func (q Query) Open(r Ref, into any) (gone bool, err error) {
	return OpenSealed(q.Tx, q.Keys, q.Facility, r, into)
}

// Meta is what an event carries besides its body.
type Meta struct {
	Facility   ident.ID
	Seq        int64
	Command    ident.ID
	Ordinal    int
	Actor      string
	Approver   string
	OccurredAt instant.Instant
	RecordedAt instant.Instant
}

// ID names the thing an event made, when it made one.
func (m Meta) ID() ident.ID { return ident.Derive(m.Command, 1000+m.Ordinal) }
