package need

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// How a request ends without having been served; a served one ends as "served".
const (
	OutcomeMerged    = "merged"
	OutcomeDismissed = "not_a_request"
	OutcomeCancelled = "cancelled"
	OutcomeWithdrawn = "withdrawn"
	OutcomeServed    = "served"
)

// EvidenceAdded is the event of one more report of the same thing. At is when the
// news came in, as far as it counts: it is never before the case's start.
type EvidenceAdded struct {
	Case     ident.ID        `json:"case"`
	Door     string          `json:"door"`
	At       instant.Instant `json:"at"`
	By       ident.ID        `json:"by,omitempty"`
	What     journal.Ref     `json:"what,omitzero"`
	CallSign journal.Ref     `json:"call_sign,omitzero"`
	Reporter journal.Ref     `json:"reporter,omitzero"`
}

// Triaged is the event of a request's next sign and colour. Its clock is untouched.
type Triaged struct {
	Case     ident.ID        `json:"case"`
	Sign     string          `json:"sign,omitempty"`
	Colour   string          `json:"colour"`
	ColourBy string          `json:"colour_by"`
	SignDue  instant.Instant `json:"sign_due,omitzero"`
	Triage   int64           `json:"triage,omitempty"`
	Call     bool            `json:"call,omitempty"`
	By       ident.ID        `json:"by,omitempty"`
}

// Merged is the event of a request that tells of the same as another, which
// started no later and stands for both from here on.
type Merged struct {
	Case ident.ID `json:"case"`
	Into ident.ID `json:"into"`
	By   ident.ID `json:"by,omitempty"`
	// Approver is the second person; none when a report of an earlier start did it,
	// which only ever brings the deadline forward.
	Approver ident.ID `json:"approver,omitempty"`
}

// Unmerged is the event of a request that stands for itself again, with the clock
// it always had.
type Unmerged struct {
	Case     ident.ID `json:"case"`
	From     ident.ID `json:"from"`
	By       ident.ID `json:"by,omitempty"`
	Approver ident.ID `json:"approver,omitempty"`
}

// DismissedEvent is the event of what two persons say was no request. Before the
// deadline it ends the promises; after it they are late all the same (decision 0018).
type DismissedEvent struct {
	Case     ident.ID    `json:"case"`
	Reason   journal.Ref `json:"reason"`
	By       ident.ID    `json:"by,omitempty"`
	Approver ident.ID    `json:"approver,omitempty"`
}

// CancelledEvent is the event of a request that two persons cancelled. Its clock
// runs on.
type CancelledEvent struct {
	Case     ident.ID    `json:"case"`
	Reason   journal.Ref `json:"reason"`
	By       ident.ID    `json:"by,omitempty"`
	Approver ident.ID    `json:"approver,omitempty"`
}

// Withdrawn is the event of a request that whoever has its receipt takes back.
// Before the deadline it ends the promises; after it they are late all the same.
type Withdrawn struct {
	Case ident.ID `json:"case"`
}

// CodeMissed is the event of a wrong code of a receipt.
type CodeMissed struct {
	Case ident.ID `json:"case"`
}

// Recategorised is the event of a request that is of another kind than was
// thought. Its clock stays.
type Recategorised struct {
	Case     ident.ID `json:"case"`
	Kind     string   `json:"kind"`
	By       ident.ID `json:"by,omitempty"`
	Approver ident.ID `json:"approver,omitempty"`
}

// PatientDied is the event of a request whose patient has died, or (Died false) of
// one of whom that was said by mistake. While it holds, nothing is said by itself.
type PatientDied struct {
	Case ident.ID `json:"case"`
	Died bool     `json:"died"`
}

// Served ends a request that was served: the event for the room that served it.
func Served(c ident.ID, by ident.ID) ClosedEvent {
	return ClosedEvent{Case: c, Outcome: OutcomeServed, By: by}
}

// ask puts the part of the event into the row that only a request has.
func (c *Case) ask(e Opened) {
	if e.Started.IsZero() {
		return
	}
	c.Request, c.Started, c.Reports, c.Due = true, e.Started, 1, 0
	c.Sign, c.Colour, c.ColourBy, c.SignDue, c.Triage = e.Sign, e.Colour, e.ColourBy, e.SignDue, e.Triage
	c.Where, c.Patient, c.CallSign = e.Where, e.Patient, e.CallSign
	c.Slip, c.WantAt, c.Needs, c.Called = e.Slip, e.WantAt, e.Needs, e.Call
	c.ReporterHash, c.Doubt, c.Differs = e.ReporterHash, e.Doubt, e.Differs
}

func evidenceAdded(c *Case, _ journal.Meta, e EvidenceAdded) Step {
	c.Reports++
	return Step{Kind: "evidence", Code: e.Door, At: e.At, By: e.By, Note: e.What}
}

func triaged(c *Case, _ journal.Meta, e Triaged) Step {
	c.Sign, c.Colour, c.ColourBy, c.Triage = e.Sign, e.Colour, e.ColourBy, e.Triage
	c.SignDue, c.Called = e.SignDue, c.Called || e.Call
	return Step{Kind: "triaged", Code: e.Colour, By: e.By}
}

func dismissed(c *Case, m journal.Meta, e DismissedEvent) Step {
	c.end(m, OutcomeDismissed)
	return Step{Kind: "closed", Code: OutcomeDismissed, By: e.By, Approver: e.Approver, Note: e.Reason}
}

func cancelled(c *Case, m journal.Meta, e CancelledEvent) Step {
	c.end(m, OutcomeCancelled)
	return Step{Kind: "closed", Code: OutcomeCancelled, By: e.By, Approver: e.Approver, Note: e.Reason}
}

func withdrawn(c *Case, m journal.Meta, _ Withdrawn) Step {
	c.end(m, OutcomeWithdrawn)
	return Step{Kind: "closed", Code: OutcomeWithdrawn}
}

func codeMissed(c *Case, _ journal.Meta, _ CodeMissed) Step {
	c.CodeMisses++
	return Step{Kind: "code_missed"}
}

func recategorised(c *Case, _ journal.Meta, e Recategorised) Step {
	c.Kind = e.Kind
	return Step{Kind: "recategorised", Code: e.Kind, By: e.By, Approver: e.Approver}
}

func patientDied(c *Case, _ journal.Meta, e PatientDied) Step {
	c.PatientDied = e.Died
	if !e.Died {
		return Step{}
	}
	return Step{Kind: "died"}
}

// end closes a request. Its start and its deadline stay what they were.
func (c *Case) end(m journal.Meta, outcome string) {
	c.State, c.Outcome, c.ClosedAt, c.ClosedBy, c.Overdue = Ended, outcome, m.RecordedAt, m.Actor, false
}

// applyMerged writes both sides: each has a line of it in its timeline.
func applyMerged(tx *store.Tx, m journal.Meta, e Merged) error {
	return both(tx, m, e.Case, e.Into, Step{Kind: "merged", By: e.By, Approver: e.Approver}, func(c, into *Case) {
		c.Merged = e.Into
		c.end(m, OutcomeMerged)
		into.Reports += c.Reports
	})
}

func applyUnmerged(tx *store.Tx, m journal.Meta, e Unmerged) error {
	return both(tx, m, e.Case, e.From, Step{Kind: "unmerged", By: e.By, Approver: e.Approver}, func(c, from *Case) {
		c.Merged, c.State, c.Outcome, c.ClosedAt, c.ClosedBy = "", Going, "", 0, ""
		from.Reports -= c.Reports
	})
}

// both changes two cases by one event. To of the line names the other one.
func both(tx *store.Tx, m journal.Meta, one, other ident.ID, s Step, change func(c, o *Case)) error {
	c, found, err := Cases.Get(tx, m.Facility, one)
	if err != nil || !found {
		return err
	}
	o, found, err := Cases.Get(tx, m.Facility, other)
	if err != nil || !found {
		return err
	}
	change(&c, &o)
	s.To = other
	if err := c.stepped(tx, m, s); err != nil {
		return err
	}
	line := Step{Facility: m.Facility, ID: ident.Derive(m.ID(), 1), Case: other, Seq: m.Seq, Kind: s.Kind + "_in", At: m.RecordedAt,
		RecordedAt: m.RecordedAt, Actor: m.Actor, By: s.By, Approver: s.Approver, To: one}
	if err := Steps.Put(tx, line); err != nil {
		return err
	}
	return Cases.Put(tx, o)
}
