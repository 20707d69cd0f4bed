package journal

import (
	"cmp"
	"encoding/json"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// The verbs by which a second person settles what was proposed or held.
const (
	approveVerb = "approval.approve"
	rejectVerb  = "approval.reject"
)

// Approve carries out a kept command, by another person than its sender.
type Approve struct {
	Command ident.ID `json:"command"`
}

// Reject ends a kept command without carrying it out.
type Reject struct {
	Command ident.ID `json:"command"`
	Reason  string   `json:"reason" max:"500"`
}

// Check wants a command to be named.
func (a Approve) Check() *fault.Error { return wantID(a.Command, "command") }

// Check wants a command and a reason.
func (r Reject) Check() *fault.Error {
	if r.Reason == "" {
		return fault.BadField("body.required", "reason")
	}
	return wantID(r.Command, "command")
}

func wantID(id ident.ID, field string) *fault.Error {
	if id == "" {
		return fault.BadField("body.required", field)
	}
	return nil
}

// Kept is the event of a command that waits for a person.
type Kept struct {
	Verb   string `json:"verb"`
	State  string `json:"state"` // proposed or held
	Reason string `json:"reason,omitempty"`
	Body   Ref    `json:"body"`
}

// Settled is the event of its end. Reason is sealed, for it is free text.
type Settled struct {
	Command ident.ID `json:"command"`
	State   string   `json:"state"` // approved or rejected
	Reason  Ref      `json:"reason,omitzero"`
}

// Proposal is the row of a command that waits or waited for a person.
type Proposal struct {
	Facility   ident.ID        `db:"facility_id"`
	ID         ident.ID        `db:"id"`
	Verb       string          `db:"verb"`
	State      string          `db:"state"`
	Reason     string          `db:"reason"`
	ProposedBy string          `db:"proposed_by"`
	DecidedBy  string          `db:"decided_by"`
	CreatedAt  instant.Instant `db:"created_at"`
	DecidedAt  instant.Instant `db:"decided_at"`
	Body       Ref             `db:"body,json"`
}

// Audiences shows proposals to the facility's desk.
func (p Proposal) Audiences() []string { return []string{"f"} }

// Proposals is the table of what waits for a person.
var Proposals = store.NewTable[Proposal]("proposal", store.Derived)

// keptCommand is the sealed body of a kept command.
type keptCommand struct {
	Actor access.Actor    `json:"actor"`
	V     int             `json:"v"`
	At    instant.Instant `json:"at"`
	Body  json.RawMessage `json:"body"`
	// Made bounds when it was made; a command kept before there were bounds has none.
	Made  made            `json:"made,omitzero"`
	Clock instant.Instant `json:"clock,omitzero"` // a command kept before it was told has none
}

// keep makes the event that keeps this turn's command for a person.
func (t *turn) keep(state, reason string) Kept {
	ref := t.seal.add("kept_command", t.c.env.ID, 1, keptCommand{t.by, t.c.env.V, t.at, t.c.env.Body, t.made, t.clock})
	return Kept{t.c.env.Verb, state, reason, ref}
}

// Asked is a command that waits for a person, without what it says.
type Asked struct {
	Verb  string
	By    ident.ID // the worker who proposed it; empty for nobody of staff
	Since instant.Instant
}

// Waiting gives a command that waits for a person; not found when none does.
func Waiting(q Query, command ident.ID) (Asked, error) {
	p, found, err := Proposals.Get(q.Tx, q.Facility, command)
	if err != nil {
		return Asked{}, err
	}
	if !found || p.State != "proposed" && p.State != "held" {
		return Asked{}, fault.Absent()
	}
	var kept keptCommand
	_, err = q.Open(p.Body, &kept)
	return Asked{p.Verb, kept.Actor.Worker, p.CreatedAt}, err
}

// settle carries out or ends a kept command. Whoever may not settle it, and a
// command that is not there, get the same answer.
func (t *turn) settle() (Answer, error) {
	id, reason := t.settles()
	p, found, err := Proposals.Get(t.tx, t.h.facility, id)
	if err != nil {
		return Answer{}, err
	}
	verb := t.j.verbs[p.Verb]
	if !found || verb == nil {
		return Answer{}, fault.Absent()
	}
	verdict, ok := access.May(t.by, verb.approval())
	if !ok {
		t.c.denied = true
		return Answer{}, fault.Absent()
	}
	var kept keptCommand
	gone, err := OpenSealed(t.tx, t.j.Keys, t.h.facility, p.Body, &kept)
	switch {
	case err != nil:
		return Answer{}, err
	case p.State != "proposed" && p.State != "held":
		return Refuse("approval.already_settled"), nil
	case p.ProposedBy == string(t.by.ID) || samePerson(kept.Actor, t.by):
		return Refuse("approval.own_proposal"), nil
	case reason != "":
		return Accept(Settled{id, "rejected", t.seal.add("approval_reason", t.c.env.ID, 1, reason)}), nil
	case gone:
		return Refuse("approval.erased"), nil
	}
	return t.carryOut(p, verb, kept, verdict)
}

// samePerson looks at the person, not at the account or the role: two accounts of
// one worker, or their link at night, are one.
func samePerson(a, b access.Actor) bool {
	return a.Worker != "" && a.Worker == b.Worker || a.Person != "" && a.Person == b.Person ||
		a.Worker != "" && a.Worker == b.Person || a.Person != "" && a.Person == b.Worker
}

func (t *turn) settles() (id ident.ID, rejected string) {
	if r, ok := t.c.body.(Reject); ok {
		return r.Command, r.Reason
	}
	return t.c.body.(Approve).Command, ""
}

// approval is the right a second person needs to settle a verb's commands.
func (v *Verb) approval() access.Need {
	if v.TwoPersons {
		return access.Approve(v.Need.Resource)
	}
	return v.Need // what was held is settled by whoever could have done it
}

// carryOut decides a kept command now. Who proposed it must still have the right;
// a report that was held is believed on the right of who settles it.
// MaySettle reports whether an actor may settle what is kept of a verb, and so
// see what it says.
func (j *Journal) MaySettle(a access.Actor, verb string) bool {
	v, ok := j.verbs[verb]
	if !ok {
		return false
	}
	_, may := access.May(a, v.approval())
	return may
}

func (t *turn) carryOut(p Proposal, verb *Verb, kept keptCommand, verdict access.Verdict) (Answer, error) {
	body, err := verb.decode(kept.Body)
	if err != nil {
		return Answer{}, err
	}
	proposer, err := t.today(kept.Actor)
	if err != nil {
		return Answer{}, err
	}
	if _, ok := access.May(proposer, verb.Need); !ok && p.State == "proposed" {
		return Refuse("approval.proposer_lost_right"), nil
	}
	t.approver, t.by, t.made, t.clock = t.by, proposer, kept.Made.orBy(t.now), cmp.Or(kept.Clock, kept.At)
	t.at = t.made.happened(kept.At) // what was kept before the bounds held is bounded now
	said := t.said(body)
	said.ID = p.ID // what the command makes is named after the command itself
	answer, object, err := verb.run(t.query(verb, body), input{said})
	if err != nil {
		return answer, err
	}
	if !verdict.Reaches(object.keys) {
		t.c.denied = true
		return Answer{}, fault.Absent()
	}
	if answer.Status != Accepted {
		return answer, nil
	}
	return answer.With(Settled{Command: p.ID, State: "approved"}), nil
}

// today reads what somebody is now who spoke earlier.
func (t *turn) today(a access.Actor) (access.Actor, error) {
	if t.j.Resolve == nil || a.Is(access.Machine) {
		return a, nil
	}
	return t.j.Resolve(Query{Tx: t.tx, Facility: t.h.facility, By: a, Now: t.now, Keys: t.j.Keys, Command: t.c.env.ID}, a)
}

// approvals is the journal's own room.
type approvals struct{}

func (approvals) Verbs() []Verb {
	load := LoadNothing
	return []Verb{
		// Their decisions are turn.settle; these are never called.
		Request(approveVerb, 1, load, func(Nothing, Said[Approve]) Answer { return Refuse("approval.unreachable") }, access.Approve("approval")),
		Request(rejectVerb, 1, load, func(Nothing, Said[Reject]) Answer { return Refuse("approval.unreachable") }, access.Approve("approval")),
		Request(closeDayVerb, 1, loadDay, dayEnd.close, access.Update("audit")),
	}
}

func (approvals) Events() []Event {
	return []Event{
		On("approval.kept/1", func(tx *store.Tx, m Meta, e Kept) error {
			return Proposals.Put(tx, Proposal{Facility: m.Facility, ID: m.Command, Verb: e.Verb, State: e.State, Reason: e.Reason,
				ProposedBy: m.Actor, CreatedAt: m.RecordedAt, Body: e.Body})
		}),
		On("approval.settled/1", func(tx *store.Tx, m Meta, e Settled) error {
			p, _, err := Proposals.Get(tx, m.Facility, e.Command)
			if err != nil {
				return err
			}
			p.State, p.DecidedBy, p.DecidedAt = e.State, m.Actor, m.RecordedAt
			if m.Approver != "" {
				p.DecidedBy = m.Approver
			}
			return Proposals.Put(tx, p)
		}),
		On("registry.erased/1", applyErased),
		Later(On("journal.days_begun/1", func(*store.Tx, Meta, DaysBegun) error { return nil }), func(_ Meta, e DaysBegun) []Then { return dayCloses(e.Day, e.Zone) }),
		Later(On("journal.day_closed/1", applyDayClosed), func(_ Meta, e DayClosed) []Then { return dayCloses(nextDay(e.Day), e.Zone) }),
	}
}

func (approvals) Tables() []store.Def {
	return []store.Def{Proposals.Definition(), Erasures.Definition(), DayHeads.Definition(),
		{Name: "command", Kind: store.Log}, {Name: "event", Kind: store.Log}, {Name: "facility_head", Kind: store.Log},
		{Name: "sealed", Kind: store.Sealed}, {Name: "errand", Kind: store.Loose}, {Name: "access_log", Kind: store.Loose}, {Name: "access_person", Kind: store.Loose},
		{Name: "facility", Kind: store.Directory},
		{Name: "audience", Kind: store.Derived, Columns: []string{"facility_id", "tbl", "row_id", "audience", "seq", "gone"}, Key: []string{"facility_id", "tbl", "row_id", "audience"}}}
}

func (approvals) Follows() []Follow { return nil }

// Erased is the event of personal data that was erased: where it lay, not what it said.
type Erased struct {
	Table   string   `json:"table"`
	ID      ident.ID `json:"id"`
	Version int64    `json:"version"`
}

// Erasure is the row by which verify knows that a missing sealed body is meant to be missing.
type Erasure struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Table    string          `db:"tbl"`
	Sealed   ident.ID        `db:"sealed_id"`
	Version  int64           `db:"version"`
	ErasedAt instant.Instant `db:"erased_at"`
}

// Erasures is the table of erased bodies.
var Erasures = store.NewTable[Erasure]("erasure", store.Derived)

func applyErased(tx *store.Tx, m Meta, e Erased) error {
	if _, err := tx.Exec("DELETE FROM sealed WHERE facility_id = $1 AND tbl = $2 AND id = $3 AND version = $4", m.Facility, e.Table, e.ID, e.Version); err != nil {
		return err
	}
	return Erasures.Put(tx, Erasure{m.Facility, m.ID(), e.Table, e.ID, e.Version, m.RecordedAt})
}
