package finding

import (
	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// FollowUp is who sees to a finding and until when. Every event that begins one
// carries it.
type FollowUp struct {
	Owner ident.ID `json:"owner"`
	// DueOn is the day (YYYY-MM-DD), Due the instant when that day is over where the
	// health centre stands.
	DueOn string          `json:"due_on"`
	Due   instant.Instant `json:"due"`
	// Count is the how manieth follow-up of the finding it is.
	Count int64 `json:"count"`
}

// ReportedEvent is the event of a new finding with its first follow-up.
type ReportedEvent struct {
	Finding   ident.ID        `json:"finding"`
	Kind      string          `json:"kind"`
	Village   string          `json:"village"`
	House     ident.ID        `json:"house,omitempty"`
	Household ident.ID        `json:"household,omitempty"`
	Person    ident.ID        `json:"person,omitempty"`
	Place     journal.Ref     `json:"place,omitzero"`
	What      journal.Ref     `json:"what,omitzero"`
	Photo     blob.Ref        `json:"photo,omitzero"`
	Visit     ident.ID        `json:"visit,omitempty"`
	By        ident.ID        `json:"by"`
	At        instant.Instant `json:"at"`
	Policy    int64           `json:"policy"`
	FollowUp
}

// NotedEvent is the event of something added. Code is told_again when somebody told
// of the same thing as of a new one.
type NotedEvent struct {
	Finding ident.ID        `json:"finding"`
	Code    string          `json:"code,omitempty"`
	Note    journal.Ref     `json:"note,omitzero"`
	Photo   blob.Ref        `json:"photo,omitzero"`
	By      ident.ID        `json:"by"`
	At      instant.Instant `json:"at"`
}

// CoordinatedEvent is the event of an agency that was asked, by a letter.
type CoordinatedEvent struct {
	Finding ident.ID    `json:"finding"`
	Asked   journal.Ref `json:"asked"`
	Letter  int64       `json:"letter"`
	By      ident.ID    `json:"by"`
	FollowUp
}

// RemindedEvent is the event of an agency that was reminded, by a letter.
type RemindedEvent struct {
	Finding ident.ID `json:"finding"`
	Letter  int64    `json:"letter"`
	By      ident.ID `json:"by"`
	FollowUp
}

// HandedEvent is the event of a finding's next owner; its day does not move. Why is
// handed, owner_left or moved.
type HandedEvent struct {
	Finding ident.ID `json:"finding"`
	Owner   ident.ID `json:"owner"`
	Why     string   `json:"why"`
	By      ident.ID `json:"by,omitempty"`
}

// MovedEvent is the event of a finding in another village, or at another house: the
// people it is about live elsewhere.
type MovedEvent struct {
	Finding ident.ID `json:"finding"`
	Village string   `json:"village"`
	House   ident.ID `json:"house,omitempty"`
}

// OverdueEvent is the event of a follow-up whose day is over.
type OverdueEvent struct {
	Finding ident.ID `json:"finding"`
}

// LookedEvent is the event of the machine's daily look at all open findings; Next is
// when it looks again.
type LookedEvent struct {
	Day  string          `json:"day"`
	Next instant.Instant `json:"next"`
}

// ClosedEvent is the event of a finding's end.
type ClosedEvent struct {
	Finding ident.ID    `json:"finding"`
	Reason  string      `json:"reason"`
	Words   journal.Ref `json:"words"`
	Photo   blob.Ref    `json:"photo,omitzero"`
	By      ident.ID    `json:"by"`
}

// ReopenedEvent is the event of a finding that is not mended after all.
type ReopenedEvent struct {
	Finding ident.ID    `json:"finding"`
	Reason  journal.Ref `json:"reason"`
	By      ident.ID    `json:"by"`
	FollowUp
}

// PhotoHiddenEvent is the event of a photo that somebody wants nobody to see.
type PhotoHiddenEvent struct {
	Finding ident.ID    `json:"finding"`
	Step    ident.ID    `json:"step"`
	Reason  journal.Ref `json:"reason"`
	By      ident.ID    `json:"by"`
}

// PhotoSettledEvent is the event of the head's answer: the photo is shown again, or
// erased for ever.
type PhotoSettledEvent struct {
	Finding ident.ID `json:"finding"`
	Step    ident.ID `json:"step"`
	Erased  bool     `json:"erased,omitempty"`
	By      ident.ID `json:"by"`
}

// AidGivenEvent is the event of something a household was given. Twin is aid of the
// same kind that it had within the months of the policy.
type AidGivenEvent struct {
	Aid       ident.ID    `json:"aid"`
	Household ident.ID    `json:"household"`
	Village   string      `json:"village"`
	Kind      string      `json:"kind"`
	On        string      `json:"on"`
	Details   journal.Ref `json:"details"`
	By        ident.ID    `json:"by"`
	Twin      ident.ID    `json:"twin,omitempty"`
}

// AidUndoneEvent is the event of aid that was written down by mistake.
type AidUndoneEvent struct {
	Aid    ident.ID    `json:"aid"`
	Reason journal.Ref `json:"reason"`
}
