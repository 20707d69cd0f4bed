package alarm

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Installed is the event of a kenthongan that hangs; said of one that hangs already it
// says anew whose it is.
type Installed struct {
	Post      ident.ID `json:"post"`
	Elder     ident.ID `json:"elder"`
	Village   string   `json:"village"`
	On        string   `json:"on"`
	CanStrike bool     `json:"can_strike"`
	TestDue   string   `json:"test_due"`
	By        ident.ID `json:"by,omitempty"`
}

// ResponderNamed is the event of a neighbour of a post, new or said anew.
type ResponderNamed struct {
	Post      ident.ID `json:"post"`
	Responder ident.ID `json:"responder"`
	Person    ident.ID `json:"person"`
	Order     int64    `json:"order"`
	Consent   string   `json:"consent,omitempty"`
	ConsentOn string   `json:"consent_on,omitempty"`
	By        ident.ID `json:"by,omitempty"`
}

// ResponderLeft is the event of one who is called no more.
type ResponderLeft struct {
	Post      ident.ID `json:"post"`
	Responder ident.ID `json:"responder"`
	Why       string   `json:"why"`
}

// Tested is the event of a test stroke; HeardBy are the responders who heard it.
type Tested struct {
	Post    ident.ID   `json:"post"`
	On      string     `json:"on"`
	Struck  bool       `json:"struck"`
	HeardBy []ident.ID `json:"heard_by"`
	TestDue string     `json:"test_due"`
	By      ident.ID   `json:"by,omitempty"`
}

// StrikeTold is the event of an old person who can strike it no more, or can again.
type StrikeTold struct {
	Post ident.ID `json:"post"`
	Able bool     `json:"able"`
	On   string   `json:"on"`
	By   ident.ID `json:"by,omitempty"`
}

// RemovedEvent is the event of a kenthongan taken down.
type RemovedEvent struct {
	Post ident.ID `json:"post"`
	Why  string   `json:"why"`
	On   string   `json:"on"`
	By   ident.ID `json:"by,omitempty"`
}

// ElderGone is the event of the old person of a post who has died or lives elsewhere;
// without Why they live there after all.
type ElderGone struct {
	Post ident.ID `json:"post"`
	Why  string   `json:"why,omitempty"`
}

// CodeSet is the event of what a pattern means in a village.
type CodeSet struct {
	Code    ident.ID    `json:"code"`
	Village string      `json:"village"`
	Pattern string      `json:"pattern"`
	Meaning string      `json:"meaning"`
	Words   journal.Ref `json:"words,omitzero"`
	By      ident.ID    `json:"by,omitempty"`
}

// CodeDropped is the event of a pattern that means nothing there any more.
type CodeDropped struct {
	Code ident.ID `json:"code"`
}

// Sounded is the event of a kenthongan heard, or of the desk calling its responders.
type Sounded struct {
	Case    ident.ID        `json:"case"`
	Root    ident.ID        `json:"root"`
	Post    ident.ID        `json:"post"`
	Village string          `json:"village"`
	At      instant.Instant `json:"at"`
	Workers []ident.ID      `json:"workers,omitempty"`
}

// HeardAgain is the event of another request that tells of the same sounding.
type HeardAgain struct {
	Case  ident.ID `json:"case"`
	Other ident.ID `json:"other"`
}

// Called is the event of a responder being called.
type Called struct {
	Case      ident.ID        `json:"case"`
	Call      ident.ID        `json:"call"`
	Responder ident.ID        `json:"responder"`
	Person    ident.ID        `json:"person"`
	N         int64           `json:"n"`
	Round     int64           `json:"round"`
	Order     int64           `json:"order"`
	AnswerBy  instant.Instant `json:"answer_by"`
}

// AnsweredEvent is the event of what a responder says: going, cannot or, as the desk
// found, no_answer. How it came is link, phone or field.
type AnsweredEvent struct {
	Case   ident.ID        `json:"case"`
	Call   ident.ID        `json:"call"`
	Answer string          `json:"answer"`
	How    string          `json:"how"`
	At     instant.Instant `json:"at"`
	By     ident.ID        `json:"by,omitempty"`
}

// Unanswered is the event of a call whose time has passed.
type Unanswered struct {
	Case ident.ID `json:"case"`
	Call ident.ID `json:"call"`
}

// Exhausted is the event of nobody left to call: the desk rings.
type Exhausted struct {
	Case ident.ID `json:"case"`
}

// Rooted is the event of another request standing for the alarm's.
type Rooted struct {
	Case ident.ID `json:"case"`
	Root ident.ID `json:"root"`
}

// Crewed is the event of the team that has the alarm's request.
type Crewed struct {
	Case    ident.ID   `json:"case"`
	Workers []ident.ID `json:"workers"`
}

// Ended is the event of an alarm that is over: the team is there, the patient is in
// other hands, or the request has ended.
type Ended struct {
	Case ident.ID `json:"case"`
	Why  string   `json:"why"`
}
