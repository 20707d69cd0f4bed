package alarm

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a post.
const (
	Up      = "up"
	Removed = "removed"
)

// What a post wants, in the order of the cadre's list. Untested is not stored: whoever
// reads the row compares TestDue with the day.
const (
	WantsElder      = "elder_gone"
	WantsStrength   = "cannot_strike"
	WantsResponders = "too_few"
	WantsEars       = "unheard"
	WantsTest       = "untested"
)

// Enough is how many consenting responders a post needs: one may be away at market.
// Two is the health centre's own rule.
const Enough = 2

// Post is the row of one kenthongan; ID is the house's, so that a house has one.
type Post struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Elder is the old person of the register whom it is for.
	Elder       ident.ID `db:"elder"`
	Village     string   `db:"village"`
	State       string   `db:"state"`
	InstalledOn string   `db:"installed_on"` // civil day
	CanStrike   bool     `db:"can_strike"`
	// TestedOn is the civil day of the last test, empty: never. HeardBy are the
	// responders who heard it. TestDue is the last day on which the next one is in time.
	TestedOn string     `db:"tested_on"`
	HeardBy  []ident.ID `db:"heard_by,json"`
	TestDue  string     `db:"test_due"`
	// ElderGone says why it is for nobody any more: died, moved; empty: they live there.
	ElderGone string `db:"elder_gone"`
	// Consenting is how many responders have agreed.
	Consenting int64  `db:"consenting"`
	RemovedOn  string `db:"removed_on"`
	RemovedWhy string `db:"removed_why"`
}

// Audiences are the desk and the village's midwife and cadres.
func (p Post) Audiences() []string { return []string{"f", "v:" + p.Village} }

// Wants are what the post lacks whatever the day is, the gravest first.
func (p Post) Wants() []string {
	out := []string{}
	if p.State != Up {
		return out
	}
	if p.ElderGone != "" {
		return append(out, WantsElder)
	}
	if !p.CanStrike {
		out = append(out, WantsStrength)
	}
	if p.Consenting < Enough {
		out = append(out, WantsResponders)
	}
	if p.TestedOn != "" && len(p.HeardBy) == 0 {
		out = append(out, WantsEars)
	}
	return out
}

// WantsOn are those of a day (YYYY-MM-DD): the test among them when its last day is over.
func (p Post) WantsOn(day string) []string {
	out := p.Wants()
	if p.State == Up && p.ElderGone == "" && p.TestDue < day {
		out = append(out, WantsTest)
	}
	return out
}

// The states of a responder.
const (
	Standing = "standing"
	Gone     = "gone"
)

// Responder is the row of a neighbour of one post. One and the same neighbour may be
// of several posts, with a row of each.
type Responder struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Post     ident.ID `db:"post"`
	// Person is who they are in the register, with name and number.
	Person ident.ID `db:"person"`
	Order  int64    `db:"place"`
	// Consent is how they agreed: see Consents; empty: not yet, and so not called.
	Consent   string `db:"consent"`
	ConsentOn string `db:"consent_on"` // civil day
	State     string `db:"state"`
	// Why they are gone: withdrew, moved, died, erased, other.
	Why string `db:"why"`
}

// Called reports whether they are called when the kenthongan is heard.
func (r Responder) Called() bool { return r.State == Standing && r.Consent != "" }

// inTurn sorts responders as they are called.
func inTurn(a, b Responder) int {
	return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
}

// Consents are the ways in which a neighbour agrees to be called.
var Consents = []string{"spoken", "signature", "thumbprint", "witness", "paper", "page"}

// The states of an alarm.
const (
	Calling  = "calling"  // a responder is being called
	Answered = "answered" // somebody is going
	AtDesk   = "desk"     // nobody answered; the desk rings
	Over     = "over"     // the team is there, or the request has ended
)

// Alarm is the row of one sounding; ID is the request's that it opened.
type Alarm struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Post     ident.ID `db:"post"`
	Village  string   `db:"village"`
	// Root is the request that stands for this one now: itself, or what it was merged into.
	Root  ident.ID        `db:"root"`
	State string          `db:"state"`
	At    instant.Instant `db:"at"`
	// Round is the round of the last call, 1 first; Calls how many there were.
	Round int64 `db:"round"`
	Calls int64 `db:"calls"`
	// Going is the first call of who is on the way.
	Going   ident.ID        `db:"going"`
	GoingAt instant.Instant `db:"going_at"`
	// Heard counts the requests that told of the same sounding, this one among them.
	Heard   int64           `db:"heard"`
	OverAt  instant.Instant `db:"over_at"`
	OverWhy string          `db:"over_why"`
	// Workers are the team that has the request.
	Workers []ident.ID `db:"workers,json"`
}

// Audiences are the desk and, while it lasts, the village's midwife and cadres and the
// team on the way.
func (a Alarm) Audiences() []string { return reach(a.Village, a.Workers, a.State == Over) }

func reach(village string, workers []ident.ID, over bool) []string {
	keys := []string{"f"}
	if over {
		return keys
	}
	keys = append(keys, "v:"+village)
	for _, w := range workers {
		keys = append(keys, "w:"+string(w))
	}
	return keys
}

// The states of a call.
const (
	Ringing  = "calling"
	Going    = "going"
	Cannot   = "cannot"
	NoAnswer = "no_answer"
	Stopped  = "stopped" // somebody else is going, or it is over
)

// Call is the row of one attempt to reach one responder.
type Call struct {
	Facility  ident.ID `db:"facility_id"`
	ID        ident.ID `db:"id"`
	Case      ident.ID `db:"case_id"`
	Post      ident.ID `db:"post"`
	Village   string   `db:"village"`
	Responder ident.ID `db:"responder"`
	Person    ident.ID `db:"person"`
	// N counts the calls of an alarm from 1, Round its rounds.
	N     int64           `db:"n"`
	Round int64           `db:"round"`
	Order int64           `db:"place"`
	State string          `db:"state"`
	At    instant.Instant `db:"at"`
	// AnswerBy is when the next one is called instead.
	AnswerBy   instant.Instant `db:"answer_by"`
	AnsweredAt instant.Instant `db:"answered_at"`
	// How the answer came: link, phone, field.
	How     string     `db:"how"`
	Over    bool       `db:"ended"`
	Workers []ident.ID `db:"workers,json"`
}

// Audiences are those of the alarm.
func (c Call) Audiences() []string { return reach(c.Village, c.Workers, c.Over) }

// CallID names the n-th call of an alarm.
func CallID(alarm ident.ID, n int64) ident.ID { return ident.Derive(ident.Derive(alarm, 960), int(n)) }

// LinkID is the page of a call.
func LinkID(call ident.ID) ident.ID { return ident.Derive(call, 1) }

// Code is what a pattern of strokes means in one village.
type Code struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Village  string   `db:"village"`
	// Pattern is strokes with pauses, as 1-7-1, or titir: fast without a pause.
	Pattern string `db:"pattern"`
	// Meaning is one of Meanings; Words, sealed, what the village calls it.
	Meaning string      `db:"meaning"`
	Words   journal.Ref `db:"words,json"`
	Dropped bool        `db:"dropped"`
}

// Audiences are the desk and the village's; a dropped code is nobody's.
func (c Code) Audiences() []string {
	if c.Dropped {
		return nil
	}
	return []string{"f", "v:" + c.Village}
}

// The tables of the room.
var (
	Posts      = store.NewTable[Post]("alarm_post", store.Derived)
	Responders = store.NewTable[Responder]("alarm_responder", store.Derived)
	Alarms     = store.NewTable[Alarm]("alarm", store.Derived)
	Calls      = store.NewTable[Call]("alarm_call", store.Derived)
	Codes      = store.NewTable[Code]("alarm_code", store.Derived)
)

// RespondersOf lists everybody who is or was of a post, as they are called.
func RespondersOf(q journal.Query, post ident.ID) ([]Responder, error) {
	all, err := Responders.Where(q.Tx, "facility_id = $1 AND post = $2", q.Facility, post)
	slices.SortFunc(all, inTurn)
	return all, err
}

// CallsOf lists the calls of an alarm, the first first.
func CallsOf(q journal.Query, alarm ident.ID) ([]Call, error) {
	return Calls.Where(q.Tx, "facility_id = $1 AND case_id = $2 ORDER BY n", q.Facility, alarm)
}

// Of is the alarm of a request, or the newest one of those merged into it.
func Of(q journal.Query, request ident.ID) (Alarm, bool, error) {
	return Alarms.First(q.Tx, "facility_id = $1 AND root = $2 ORDER BY at DESC, id DESC", q.Facility, request)
}
