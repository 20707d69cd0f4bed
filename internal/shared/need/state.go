package need

import (
	"slices"
	"strconv"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a case.
const (
	Going = "open"
	Ended = "closed"
)

// HeadKey and DoctorKey are the audiences of whoever is head (deputies included)
// and of the doctors.
const (
	HeadKey   = "h"
	DoctorKey = "d"
)

// Case is the row of one.
type Case struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Number is the facility's own count, for saying it on the telephone.
	Number int64  `db:"number"`
	Kind   string `db:"kind"`
	// Subject is what it is about, of another room: a delivery, a place, or nothing.
	Subject ident.ID   `db:"subject"`
	People  []ident.ID `db:"people,json"`
	Village string     `db:"village"`
	// Owner is the worker who has it; OpenedBy the worker who told of it, if one did.
	Owner    ident.ID `db:"owner"`
	OpenedBy ident.ID `db:"opened_by"`
	// Door is how it came in: desk, phone, link, machine.
	Door         string `db:"door"`
	State        string `db:"state"`
	Confidential bool   `db:"confidential"`
	HeadOnly     bool   `db:"head_only"`
	// Parent is the case this is a part of, Side which family's part it is.
	Parent ident.ID `db:"parent"`
	Side   string   `db:"side"`
	// What was said of it at first, Reporter who said so when nobody we know did.
	What     journal.Ref `db:"what,json"`
	Reporter journal.Ref `db:"reporter,json"`
	Cause    ident.ID    `db:"cause"`

	OpenedAt instant.Instant `db:"opened_at"`
	// Promise is the deadline of the first answer, Due when that is.
	Promise  ident.ID        `db:"promise"`
	Due      instant.Instant `db:"due_at"`
	Overdue  bool            `db:"overdue"`
	ClosedAt instant.Instant `db:"closed_at"`
	ClosedBy string          `db:"closed_by"`
	Outcome  string          `db:"outcome"`
	// Reopened counts how often; each time is promised anew.
	Reopened int64 `db:"reopened"`
	// Disclosed: the families know each other's names, as a step says.
	Disclosed bool `db:"disclosed"`
	// PolicyVersion is that of the settings its deadline was made by.
	PolicyVersion int64 `db:"policy_version"`

	// What follows only a request has.

	Request bool `db:"request"`
	// Started is when its clock started: the earliest evidence of it. It never moves.
	Started instant.Instant `db:"started_at"`
	// Sign is the row of the table of signs that was chosen, or nothing; Colour the
	// queue it is in, and ColourBy who gave it that: table, operator or reporter.
	Sign     string `db:"sign"`
	Colour   string `db:"colour"`
	ColourBy string `db:"colour_by"`
	// SignDue is until when the sign wants somebody there; zero without a sign.
	SignDue instant.Instant `db:"sign_due"`
	// Triage is the version of the settings its colour was given by.
	Triage int64 `db:"triage"`
	// Where, Patient and CallSign are sealed; none when nothing was said.
	Where    journal.Ref `db:"where_ref,json"`
	Patient  journal.Ref `db:"patient,json"`
	CallSign journal.Ref `db:"call_sign,json"`
	// Slip is the number of the paper it was first written on.
	Slip   int64           `db:"slip"`
	WantAt instant.Instant `db:"want_at"`
	Needs  []string        `db:"needs,json"`
	// Called: the ambulance's number was called at once.
	Called bool `db:"called"`
	// Merged is the case that tells of the same event and started earlier.
	Merged ident.ID `db:"merged"`
	// Reports counts how often it was told of.
	Reports int64 `db:"reports"`
	// ReporterHash finds what came by the same telephone or page; Doubt is how many
	// requests had come that way in the hour before.
	ReporterHash string `db:"reporter_hash"`
	Doubt        int64  `db:"doubt"`
	// Differs: it was sent from far from the house whose sticker was read.
	Differs bool `db:"differs"`
	// CodeMisses counts wrong codes of the receipt.
	CodeMisses int64 `db:"code_misses"`
	// PatientDied: the machine says nothing to anybody about it.
	PatientDied bool `db:"patient_died"`

	// What follows only a complaint has.

	// Against are the workers complained of. They never see it; AgainstHead: one of them
	// is head, and only its owner has it.
	Against     []ident.ID `db:"against,json"`
	AgainstHead bool       `db:"against_head"`
	// Answer is sealed; AnswerTold is how the complainant was told. AnsweredAt is of
	// the answer since it was last opened.
	Answer     journal.Ref     `db:"answer,json"`
	AnsweredAt instant.Instant `db:"answered_at"`
	AnsweredBy ident.ID        `db:"answered_by"`
	AnswerTold string          `db:"answer_told"`
}

// Audiences are the desk, the village's midwife and cadres, its owner and who
// told of it. A confidential one: the head, the doctors unless it is a complaint,
// and its owner, who is one of these.
func (c Case) Audiences() []string {
	var keys []string
	switch {
	case c.AgainstHead: // its owner alone
	case c.HeadOnly:
		keys = []string{HeadKey}
	case c.Confidential:
		keys = []string{HeadKey, DoctorKey}
	default:
		keys = []string{"f"}
		if c.Village != "" {
			keys = append(keys, "v:"+c.Village)
		}
		if c.OpenedBy != "" && c.OpenedBy != c.Owner && !(c.Request && c.State == Ended) {
			keys = append(keys, "w:"+string(c.OpenedBy))
		}
	}
	if c.Owner != "" && !slices.Contains(c.Against, c.Owner) {
		keys = append(keys, "w:"+string(c.Owner))
	}
	return keys
}

// Hidden reports whether a case does not exist for somebody. The desk's right
// reaches the whole facility, so a confidential case is kept from it here.
func (c Case) Hidden(a access.Actor) bool {
	switch {
	case a.Worker != "" && slices.Contains(c.Against, a.Worker):
		return true
	case !c.Confidential || a.Is(access.Machine) || a.Is(access.Head):
		return false
	case c.HeadOnly:
		return !c.AgainstHead || a.Worker == "" || a.Worker != c.Owner
	}
	return !a.Is(access.Doctor)
}

// Short is the number as people say it: 0012.
func (c Case) Short() string { return short(c.Number) }

func short(number int64) string {
	n := strconv.FormatInt(number, 10)
	for len(n) < 4 {
		n = "0" + n
	}
	return n
}

// Step is a line of a case's timeline. Kind is opened, assigned, handed, note,
// step, told, overdue, closed, reopened or disclosed; of a request also evidence,
// triaged, merged, merged_in, unmerged, unmerged_in, recategorised, code_missed
// and died.
type Step struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Case     ident.ID `db:"case_id"`
	// Seq is the event's, so that lines of one instant keep their order.
	Seq  int64  `db:"seq"`
	Kind string `db:"kind"`
	// Code says more: which step was done, what was told, why it was handed on.
	Code       string          `db:"code"`
	At         instant.Instant `db:"at"`
	RecordedAt instant.Instant `db:"recorded_at"`
	Actor      string          `db:"actor"`
	// By is the worker who did it, Approver the second person, To who got it.
	By       ident.ID    `db:"by_worker"`
	Approver ident.ID    `db:"approver"`
	To       ident.ID    `db:"to_id"`
	Note     journal.Ref `db:"note,json"`
	// Photo names a blob, or nothing.
	Photo string `db:"photo"`
}

// The tables of the room.
var (
	Cases = store.NewTable[Case]("need_case", store.Derived)
	Steps = store.NewTable[Step]("need_step", store.Derived)
	// SignedTables are the tables of signs that somebody has signed.
	SignedTables = store.NewTable[SignedTable]("triage_table", store.Derived)
)

func second(n int64) time.Duration { return time.Duration(n) * time.Second }

// promiseID is that of a case's first answer, one each time it is opened.
func (c Case) promiseID() ident.ID { return ident.Derive(c.ID, 900+int(c.Reopened)) }

// promiseKind is the deadline's name on every face.
const promiseKind = "need_answer"
