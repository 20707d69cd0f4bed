package homevisit

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Opened is the event of a request that becomes a visit.
type Opened struct {
	Visit   ident.ID        `json:"visit"`
	Number  int64           `json:"number"`
	Kind    string          `json:"kind"`
	People  []ident.ID      `json:"people,omitempty"`
	Village string          `json:"village,omitempty"`
	Started instant.Instant `json:"started"`
	Colour  string          `json:"colour,omitempty"`
	Sign    string          `json:"sign,omitempty"`
	WantAt  instant.Instant `json:"want_at,omitzero"`
	Planned bool            `json:"planned,omitempty"`
	Needs   []string        `json:"needs,omitempty"`
}

// SentEvent is the event of a team that is sent, with its people of that moment.
type SentEvent struct {
	Visit        ident.ID        `json:"visit"`
	Team         ident.ID        `json:"team"`
	Order        int64           `json:"order"`
	Workers      []ident.ID      `json:"workers"`
	HealthWorker bool            `json:"health_worker"`
	Vehicle      ident.ID        `json:"vehicle,omitempty"`
	Misfit       []string        `json:"misfit,omitempty"`
	By           ident.ID        `json:"by,omitempty"`
	At           instant.Instant `json:"at"`
}

// CrewChanged is the event of a team whose people or vehicle changed while it had
// the visit.
type CrewChanged struct {
	Visit        ident.ID   `json:"visit"`
	Workers      []ident.ID `json:"workers"`
	HealthWorker bool       `json:"health_worker"`
	Vehicle      ident.ID   `json:"vehicle,omitempty"`
	Misfit       []string   `json:"misfit,omitempty"`
}

// Moved is the event of a visit's new place in its team's list.
type Moved struct {
	Visit ident.ID `json:"visit"`
	Order int64    `json:"order"`
}

// Reoffered is the event of work that lies with the desk again; Why is given_back,
// vehicle_broken, team_ended or no_show, Code what the team said of it.
type Reoffered struct {
	Visit ident.ID        `json:"visit"`
	Team  ident.ID        `json:"team"`
	Why   string          `json:"why"`
	Code  string          `json:"code,omitempty"`
	By    ident.ID        `json:"by,omitempty"`
	At    instant.Instant `json:"at"`
}

// Stepped is the event of a step of the journey: accepted, set_out, arrived,
// aboard, at_centre, care_ended, set_off_home, home, done_on_spot or no_show.
type Stepped struct {
	Visit ident.ID        `json:"visit"`
	Step  string          `json:"step"`
	At    instant.Instant `json:"at"`
	By    ident.ID        `json:"by,omitempty"`
	Team  ident.ID        `json:"team,omitempty"`
	// Code says more: stays, of care that ended without a way home.
	Code   string   `json:"code,omitempty"`
	Late   bool     `json:"late,omitempty"`
	Doubts []string `json:"doubts,omitempty"`
	Photo  string   `json:"photo,omitempty"`
	// Begins is when the promise of the way home starts, of care that ended.
	Begins instant.Instant `json:"begins,omitzero"`
}

// Spoken is the event of a health worker having spoken with the patient or the
// person beside them, with the outcome, sealed.
type Spoken struct {
	Visit        ident.ID        `json:"visit"`
	At           instant.Instant `json:"at"`
	By           ident.ID        `json:"by,omitempty"`
	HealthWorker bool            `json:"health_worker"`
	Outcome      journal.Ref     `json:"outcome"`
	Late         bool            `json:"late,omitempty"`
	Doubts       []string        `json:"doubts,omitempty"`
}

// HandedOnEvent is the event of a patient in the hands of 119 or a hospital; Name,
// sealed, is who took over, Photo the receipt.
type HandedOnEvent struct {
	Visit  ident.ID        `json:"visit"`
	To     string          `json:"to"`
	Name   journal.Ref     `json:"name"`
	At     instant.Instant `json:"at"`
	By     ident.ID        `json:"by,omitempty"`
	Team   ident.ID        `json:"team,omitempty"`
	Photo  string          `json:"photo,omitempty"`
	Late   bool            `json:"late,omitempty"`
	Doubts []string        `json:"doubts,omitempty"`
}

// Confirmed is the event of the patient's own word, by the receipt's code: this
// promise was met at that time. By is the worker on whose phone the code was typed,
// or nobody.
type Confirmed struct {
	Visit   ident.ID        `json:"visit"`
	Promise string          `json:"promise"`
	At      instant.Instant `json:"at"`
	By      ident.ID        `json:"by,omitempty"`
}

// CalledBack is the event of a call to the patient that two people of the desk
// stand for.
type CalledBack struct {
	Visit    ident.ID        `json:"visit"`
	Promise  string          `json:"promise"`
	At       instant.Instant `json:"at"`
	By       ident.ID        `json:"by"`
	Approver ident.ID        `json:"approver"`
	Note     journal.Ref     `json:"note,omitzero"`
}

// Finished is the event of a visit that ends by what became of its request:
// withdrawn, not_a_request or died. No clock is touched by it.
type Finished struct {
	Visit   ident.ID `json:"visit"`
	Outcome string   `json:"outcome"`
}

// MergedEvent is the event of a visit whose work is another's from here on.
type MergedEvent struct {
	Visit ident.ID `json:"visit"`
	Into  ident.ID `json:"into"`
}

// Restored is the event of a merge undone: the visit stands where it stood.
type Restored struct {
	Visit ident.ID `json:"visit"`
}

// Recoloured is the event of another sign or colour: the order changes, no clock.
type Recoloured struct {
	Visit  ident.ID `json:"visit"`
	Sign   string   `json:"sign"`
	Colour string   `json:"colour"`
}

// Recategorised is the event of another kind: what is done changes, no clock.
type Recategorised struct {
	Visit ident.ID `json:"visit"`
	Kind  string   `json:"kind"`
}

// Identified is the event of a patient who is known by now.
type Identified struct {
	Visit  ident.ID `json:"visit"`
	Person ident.ID `json:"person"`
}

// Lapsed is the event of one of its promises broken.
type Lapsed struct {
	Visit   ident.ID        `json:"visit"`
	Promise string          `json:"promise"`
	Due     instant.Instant `json:"due"`
}

// Silenced is the event of the patient's death: the visit has ended and nobody is
// written to any more. With Silent false it is taken back: the death was a mistake
// of the register.
type Silenced struct {
	Visit  ident.ID `json:"visit"`
	Silent bool     `json:"silent"`
}
