package experience

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// EnteredEvent is the event of an experience that was written down, or written again: it
// waits for the midwife.
type EnteredEvent struct {
	Experience ident.ID    `json:"experience"`
	Village    string      `json:"village"`
	Problem    string      `json:"problem"`
	Month      int64       `json:"month"`
	Words      journal.Ref `json:"words"`
	From       ident.ID    `json:"from,omitempty"`
	By         ident.ID    `json:"by"`
	// Mother is whose own story it is, when she has told it herself.
	Mother ident.ID `json:"mother,omitempty"`
}

// ApprovedEvent is the event of an experience that the midwife let in, for who is named by
// SeenBy from now on.
type ApprovedEvent struct {
	Experience ident.ID `json:"experience"`
	By         ident.ID `json:"by"`
	SeenBy     []string `json:"seen_by"`
}

// HiddenEvent is the event of an experience that nobody is shown any more.
type HiddenEvent struct {
	Experience ident.ID `json:"experience"`
	Why        string   `json:"why"`
	By         ident.ID `json:"by"`
}

// ToldEvent is the event of a problem that a mother told of. Passed: the midwife has it at
// once, for a danger sign, which is Request at the desk.
type ToldEvent struct {
	Problem ident.ID        `json:"problem"`
	Mother  ident.ID        `json:"mother"`
	Baby    ident.ID        `json:"baby,omitempty"`
	Member  ident.ID        `json:"member,omitempty"`
	Village string          `json:"village"`
	Code    string          `json:"code"`
	Month   int64           `json:"month"`
	Signs   []string        `json:"signs,omitempty"`
	Words   journal.Ref     `json:"words,omitzero"`
	At      instant.Instant `json:"at"`
	By      ident.ID        `json:"by,omitempty"`
	DueOn   string          `json:"due_on"`
	Passed  bool            `json:"passed,omitempty"`
	Request ident.ID        `json:"request,omitempty"`
	PassAt  instant.Instant `json:"pass_at"`
}

// AnsweredEvent is the event of advice; somebody looks again on DueOn.
type AnsweredEvent struct {
	Problem ident.ID    `json:"problem"`
	Advice  journal.Ref `json:"advice,omitzero"`
	Tried   ident.ID    `json:"tried,omitempty"`
	By      ident.ID    `json:"by"`
	DueOn   string      `json:"due_on"`
}

// PassedEvent is the event of a problem that the midwife has from now on.
type PassedEvent struct {
	Problem ident.ID `json:"problem"`
	Why     string   `json:"why"`
	DueOn   string   `json:"due_on"`
}

// EndedEvent is the event of the end of a problem. HelpedBy is the experience that did it.
type EndedEvent struct {
	Problem  ident.ID `json:"problem"`
	State    string   `json:"state"`
	HelpedBy ident.ID `json:"helped_by,omitempty"`
	By       ident.ID `json:"by,omitempty"`
}

// MovedEvent is the event of problems that follow a mother to another village, or end
// because she is not here any more.
type MovedEvent struct {
	Mother  ident.ID `json:"mother"`
	Village string   `json:"village"`
}
