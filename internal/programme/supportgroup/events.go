package supportgroup

import (
	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// FoundedEvent is the event of a new group.
type FoundedEvent struct {
	Group    ident.ID    `json:"group"`
	Name     journal.Ref `json:"name"`
	Village  string      `json:"village"`
	Posyandu ident.ID    `json:"posyandu,omitempty"`
	Leader   ident.ID    `json:"leader"`
	Coach    ident.ID    `json:"coach"`
	On       string      `json:"on"`
}

// ChangedEvent is the event of another name, posyandu, leader or coach; it holds them all.
// Why is empty for a person's word, left when somebody does not work here any more.
type ChangedEvent struct {
	Group    ident.ID    `json:"group"`
	Name     journal.Ref `json:"name"`
	Posyandu ident.ID    `json:"posyandu,omitempty"`
	Leader   ident.ID    `json:"leader,omitempty"`
	Coach    ident.ID    `json:"coach,omitempty"`
	Why      string      `json:"why,omitempty"`
}

// ClosedEvent is the event of a group's end. Whoever was still to be invited to it is to
// be invited to another.
type ClosedEvent struct {
	Group  ident.ID `json:"group"`
	Reason string   `json:"reason"`
	On     string   `json:"on"`
}

// AsleepEvent is the event of a group that has not met for as long as the policy says.
type AsleepEvent struct {
	Group ident.ID `json:"group"`
	On    string   `json:"on"`
}

// Standing is where a mother stands, as the register says it.
type Standing struct {
	Village  string     `json:"village,omitempty"`
	Babies   []ident.ID `json:"babies,omitempty"`
	Born     string     `json:"born,omitempty"`
	FinishOn string     `json:"finish_on,omitempty"`
	State    string     `json:"state"`
	Since    string     `json:"since"`
	Why      string     `json:"why,omitempty"`
	InviteBy string     `json:"invite_by,omitempty"`
}

// Place is a group in a village; both are empty where none has room.
type Place struct {
	Group        ident.ID `json:"group,omitempty"`
	GroupVillage string   `json:"group_village,omitempty"`
}

// DueEvent is the event of an invitation that falls due: of a new row.
type DueEvent struct {
	Member ident.ID `json:"member"`
	Mother ident.ID `json:"mother"`
	Place
	Standing
}

// ReckonedEvent is the event of where a member stands from now on, by what life or the
// calendar did. Mother is the record that stands for her.
type ReckonedEvent struct {
	Member ident.ID `json:"member"`
	Mother ident.ID `json:"mother"`
	Place
	Standing
}

// InvitedEvent is the event of an invitation that was made. New: nothing was due, somebody
// was asked by a person's own thought.
type InvitedEvent struct {
	Member ident.ID `json:"member"`
	Mother ident.ID `json:"mother"`
	Place
	Standing
	Way string   `json:"way"`
	By  ident.ID `json:"by,omitempty"`
	New bool     `json:"new,omitempty"`
}

// AnsweredEvent is the event of a yes or a no.
type AnsweredEvent struct {
	Member ident.ID `json:"member"`
	Place
	Standing
	By ident.ID `json:"by,omitempty"`
}

// LeftEvent is the event of somebody who does not want to go on.
type LeftEvent struct {
	Member ident.ID `json:"member"`
	On     string   `json:"on"`
	Why    string   `json:"why,omitempty"`
	By     ident.ID `json:"by,omitempty"`
}

// RehomedEvent is the event of a member, or of an invitation, in another group.
type RehomedEvent struct {
	Member ident.ID `json:"member"`
	Place
	By ident.ID `json:"by,omitempty"`
}

// AskedEvent is the event of five answers. When is joining or six_months.
type AskedEvent struct {
	Member ident.ID `json:"member"`
	When   string   `json:"when"`
	Knowledge
}

// PlannedEvent is the event of a meeting that is to be, or is to be on another day.
type PlannedEvent struct {
	Meeting ident.ID    `json:"meeting"`
	Group   ident.ID    `json:"group"`
	Village string      `json:"village"`
	On      string      `json:"on"`
	From    string      `json:"from,omitempty"`
	Place   journal.Ref `json:"place,omitzero"`
	Topics  []string    `json:"topics,omitempty"`
	By      ident.ID    `json:"by,omitempty"`
}

// CancelledEvent is the event of a meeting that will not be.
type CancelledEvent struct {
	Meeting ident.ID `json:"meeting"`
	Why     string   `json:"why"`
	By      ident.ID `json:"by,omitempty"`
}

// Present is one member at a meeting, with who came along.
type Present struct {
	Member   ident.ID `json:"member"`
	Came     []string `json:"came"`
	PhotoYes bool     `json:"photo_yes,omitempty"`
}

// HeldEvent is the event of a meeting that was held. Told again, the list is that of the
// last telling. Awake: with it the group is asleep no more.
type HeldEvent struct {
	Meeting ident.ID    `json:"meeting"`
	Group   ident.ID    `json:"group"`
	Village string      `json:"village"`
	On      string      `json:"on"`
	Topics  []string    `json:"topics,omitempty"`
	Present []Present   `json:"present"`
	Note    journal.Ref `json:"note,omitzero"`
	Photo   blob.Ref    `json:"photo,omitzero"`
	Awake   bool        `json:"awake,omitempty"`
	By      ident.ID    `json:"by"`
}

// PhotoErasedEvent is the event of a photo that nobody keeps any more. Why is asked or
// consent.
type PhotoErasedEvent struct {
	Meeting ident.ID `json:"meeting"`
	Why     string   `json:"why"`
	By      ident.ID `json:"by,omitempty"`
}

// WokeEvent is the event of a day on which time alone changes something; see Turn.
type WokeEvent struct {
	Day  string `json:"day"`
	Part int64  `json:"part"`
}
