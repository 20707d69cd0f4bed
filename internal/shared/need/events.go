package need

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Opening is what another room says when it opens a case.
type Opening struct {
	// Case is its id: derived, so that one cause opens one case.
	Case ident.ID
	Kind string
	// Subject is what it is about, Person whom, when there is somebody.
	Subject, Person ident.ID
	Village         string
	// Owner is who has it; empty: the room finds one by the kind.
	Owner ident.ID
	// Confidential cases are the head's and the doctors'.
	Confidential bool
	// OpenedBy is the worker who told of it.
	OpenedBy ident.ID
	// Parent and Side make it one family's part of another case.
	Parent ident.ID
	Side   string
	// What is a sealed text of the kind need_text, or none.
	What  journal.Ref
	Cause ident.ID
}

// Open makes the event of a new case. A case that is there already stays as it is.
func Open(o Opening) Opened {
	e := Opened{Case: o.Case, Kind: o.Kind, Subject: o.Subject, Village: o.Village, Owner: o.Owner, Confidential: o.Confidential,
		OpenedBy: o.OpenedBy, Door: "machine", Parent: o.Parent, Side: o.Side, What: o.What, Cause: o.Cause}
	if o.Person != "" {
		e.People = []ident.ID{o.Person}
	}
	return e
}

// Opened is the event of a new case.
type Opened struct {
	Case         ident.ID    `json:"case"`
	Kind         string      `json:"kind"`
	Subject      ident.ID    `json:"subject,omitempty"`
	People       []ident.ID  `json:"people,omitempty"`
	Village      string      `json:"village,omitempty"`
	Owner        ident.ID    `json:"owner,omitempty"`
	OpenedBy     ident.ID    `json:"opened_by,omitempty"`
	Door         string      `json:"door"`
	Confidential bool        `json:"confidential,omitempty"`
	HeadOnly     bool        `json:"head_only,omitempty"`
	Parent       ident.ID    `json:"parent,omitempty"`
	Side         string      `json:"side,omitempty"`
	What         journal.Ref `json:"what,omitzero"`
	Reporter     journal.Ref `json:"reporter,omitzero"`
	Cause        ident.ID    `json:"cause,omitempty"`

	// What follows stands in requests. Started makes it one: the start of its clock,
	// the earliest evidence, never after the event was recorded.
	Started  instant.Instant `json:"started,omitzero"`
	Sign     string          `json:"sign,omitempty"`
	Colour   string          `json:"colour,omitempty"`
	ColourBy string          `json:"colour_by,omitempty"`
	SignDue  instant.Instant `json:"sign_due,omitzero"`
	Triage   int64           `json:"triage,omitempty"`
	Where    journal.Ref     `json:"where,omitzero"`
	// House is the registry's, when one was named: other rooms know what hangs there.
	House    ident.ID        `json:"house,omitempty"`
	Patient  journal.Ref     `json:"patient,omitzero"`
	CallSign journal.Ref     `json:"call_sign,omitzero"`
	Slip     int64           `json:"slip,omitempty"`
	WantAt   instant.Instant `json:"want_at,omitzero"`
	Needs    []string        `json:"needs,omitempty"`
	Call     bool            `json:"call,omitempty"`
	// ReporterHash finds again what comes from the same telephone or page; Doubt is
	// how many requests had come that way in the hour before.
	ReporterHash string `json:"reporter_hash,omitempty"`
	Doubt        int64  `json:"doubt,omitempty"`
	Differs      bool   `json:"differs,omitempty"`

	// Against stands in a complaint that came in as one of the head: whom it is about.
	Against []ident.ID `json:"against,omitempty"`
}

// Assigned is the event of a case's first owner and of its deadline.
type Assigned struct {
	Case    ident.ID        `json:"case"`
	Owner   ident.ID        `json:"owner"`
	Promise ident.ID        `json:"promise"`
	Due     instant.Instant `json:"due"`
	Policy  int64           `json:"policy"`
}

// Handed is the event of its next owner; Why is handed, owner_left or not_here.
type Handed struct {
	Case  ident.ID `json:"case"`
	Owner ident.ID `json:"owner"`
	Why   string   `json:"why"`
	By    ident.ID `json:"by,omitempty"`
}

// Noted is the event of something written or photographed about it.
type Noted struct {
	Case  ident.ID        `json:"case"`
	At    instant.Instant `json:"at"`
	By    ident.ID        `json:"by,omitempty"`
	Note  journal.Ref     `json:"note,omitzero"`
	Photo string          `json:"photo,omitempty"`
}

// StepDone is the event of one of its steps done. Another room may emit it too,
// without a note, for what it has seen to itself.
type StepDone struct {
	Case  ident.ID        `json:"case"`
	Step  string          `json:"step"`
	At    instant.Instant `json:"at"`
	By    ident.ID        `json:"by,omitempty"`
	Note  journal.Ref     `json:"note,omitzero"`
	Photo string          `json:"photo,omitempty"`
}

// Told is the event of somebody being told about it: what kind of message, to whom.
type Told struct {
	Case   ident.ID `json:"case"`
	Kind   string   `json:"kind"`
	Person ident.ID `json:"person"`
}

// Overdue is the event of its first answer not given in time.
type Overdue struct {
	Case ident.ID `json:"case"`
}

// Looked is the event of the daily look at an open case.
type Looked struct {
	Case ident.ID        `json:"case"`
	Next instant.Instant `json:"next"`
}

// ClosedEvent is the event of its end.
type ClosedEvent struct {
	Case    ident.ID    `json:"case"`
	Outcome string      `json:"outcome"`
	By      ident.ID    `json:"by,omitempty"`
	Reason  journal.Ref `json:"reason"`
}

// ReopenedEvent is the event of a case that is open again.
type ReopenedEvent struct {
	Case   ident.ID        `json:"case"`
	By     ident.ID        `json:"by,omitempty"`
	Reason journal.Ref     `json:"reason"`
	Due    instant.Instant `json:"due"`
	Policy int64           `json:"policy"`
	// Promise is the new deadline's.
	Promise ident.ID `json:"promise"`
}

// Disclosed is the event of two families learning each other's names.
type Disclosed struct {
	Case   ident.ID   `json:"case"`
	Parts  []ident.ID `json:"parts"`
	Doctor ident.ID   `json:"doctor"`
	Head   ident.ID   `json:"head"`
}

func applyOpened(tx *store.Tx, m journal.Meta, e Opened) error {
	_, found, err := Cases.Get(tx, m.Facility, e.Case)
	if err != nil || found {
		return err
	}
	var number int64
	if _, err := tx.One("SELECT COALESCE(MAX(number), 0) FROM need_case WHERE facility_id = $1", store.Args(m.Facility), &number); err != nil {
		return err
	}
	if e.People == nil {
		e.People = []ident.ID{}
	}
	c := Case{Facility: m.Facility, ID: e.Case, Number: number + 1, Kind: e.Kind, Subject: e.Subject, People: e.People, Village: e.Village,
		Owner: e.Owner, OpenedBy: e.OpenedBy, Door: e.Door, State: Going, Confidential: e.Confidential || e.HeadOnly, HeadOnly: e.HeadOnly,
		Parent: e.Parent, Side: e.Side, What: e.What, Reporter: e.Reporter, Cause: e.Cause, OpenedAt: m.RecordedAt}
	c.Against, c.AgainstHead = e.Against, len(e.Against) > 0
	c.ask(e)
	return c.stepped(tx, m, Step{Kind: "opened", At: m.OccurredAt, By: e.OpenedBy})
}

// stepped writes the case with a new line of its timeline.
func (c Case) stepped(tx *store.Tx, m journal.Meta, s Step) error {
	s.Facility, s.ID, s.Case, s.Seq, s.RecordedAt, s.Actor = m.Facility, m.ID(), c.ID, m.Seq, m.RecordedAt, m.Actor
	if s.At.IsZero() {
		s.At = m.RecordedAt
	}
	if err := Steps.Put(tx, s); err != nil {
		return err
	}
	return Cases.Put(tx, c)
}

// change applies an event to its case with the line of the timeline it leaves; a
// line without a kind leaves none.
func change[E any](of func(E) ident.ID, to func(*Case, journal.Meta, E) Step) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		c, found, err := Cases.Get(tx, m.Facility, of(e))
		if err != nil || !found {
			return err
		}
		s := to(&c, m, e)
		if s.Kind == "" {
			return Cases.Put(tx, c)
		}
		return c.stepped(tx, m, s)
	}
}

func assigned(c *Case, _ journal.Meta, e Assigned) Step {
	c.Owner, c.Promise, c.Due, c.PolicyVersion = e.Owner, e.Promise, e.Due, e.Policy
	return Step{Kind: "assigned", To: e.Owner}
}

func handed(c *Case, _ journal.Meta, e Handed) Step {
	c.Owner = e.Owner
	return Step{Kind: "handed", Code: e.Why, By: e.By, To: e.Owner}
}

func noted(_ *Case, _ journal.Meta, e Noted) Step {
	return Step{Kind: "note", At: e.At, By: e.By, Note: e.Note, Photo: e.Photo}
}

func stepDone(_ *Case, _ journal.Meta, e StepDone) Step {
	return Step{Kind: "step", Code: e.Step, At: e.At, By: e.By, Note: e.Note, Photo: e.Photo}
}

func told(_ *Case, _ journal.Meta, e Told) Step {
	return Step{Kind: "told", Code: e.Kind, To: e.Person}
}

func overdue(c *Case, _ journal.Meta, _ Overdue) Step {
	c.Overdue = true
	return Step{Kind: "overdue"}
}

func closed(c *Case, m journal.Meta, e ClosedEvent) Step {
	c.State, c.Outcome, c.ClosedAt, c.ClosedBy, c.Overdue = Ended, e.Outcome, m.RecordedAt, m.Actor, false
	return Step{Kind: "closed", Code: e.Outcome, By: e.By, Note: e.Reason}
}

func reopened(c *Case, _ journal.Meta, e ReopenedEvent) Step {
	c.State, c.Outcome, c.ClosedAt, c.ClosedBy, c.Reopened = Going, "", 0, "", c.Reopened+1
	c.Due, c.Promise, c.PolicyVersion = e.Due, e.Promise, e.Policy
	c.AnsweredAt = 0 // what it says is kept; it wants another
	return Step{Kind: "reopened", By: e.By, Note: e.Reason}
}

func applyDisclosed(tx *store.Tx, m journal.Meta, e Disclosed) error {
	for i, id := range append([]ident.ID{e.Case}, e.Parts...) {
		c, found, err := Cases.Get(tx, m.Facility, id)
		if err != nil || !found {
			return err
		}
		c.Disclosed = true
		s := Step{Facility: m.Facility, ID: ident.Derive(m.ID(), i), Case: id, Seq: m.Seq, Kind: "disclosed", At: m.OccurredAt, RecordedAt: m.RecordedAt,
			Actor: m.Actor, By: e.Doctor, Approver: e.Head}
		if err := Steps.Put(tx, s); err != nil {
			return err
		}
		if err := Cases.Put(tx, c); err != nil {
			return err
		}
	}
	return nil
}
