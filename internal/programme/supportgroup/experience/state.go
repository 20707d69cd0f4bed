package experience

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Experience is the row of what helped once.
type Experience struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Village is where it was written down; who reads it once it is in is SeenBy.
	Village string `db:"village"`
	// Problem is its code, Month the age of the baby in full months, -1: not said.
	Problem string `db:"problem"`
	Month   int64  `db:"month"`
	// Words are sealed: what it was like, what was tried, what helped.
	Words journal.Ref `db:"words,json"`
	State string      `db:"state"`
	// From is the problem that was solved in this way, or nothing.
	From ident.ID `db:"from_problem"`
	// Helped counts problems that were solved with it.
	Helped     int64           `db:"helped"`
	By         ident.ID        `db:"by_worker"`
	At         instant.Instant `db:"at"`
	ApprovedBy ident.ID        `db:"approved_by"`
	ApprovedAt instant.Instant `db:"approved_at"`
	// Why is the code of its being hidden.
	Why    string   `db:"why"`
	SeenBy []string `db:"seen_by,json"`
	// Mother is whose own story it is; empty: a cadre wrote it down.
	Mother ident.ID `db:"mother"`
}

// Audiences are the desk and its village; once it is in, whoever serves a village.
func (e Experience) Audiences() []string { return e.SeenBy }

// Problem is the row of what a mother told of.
type Problem struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Mother   ident.ID `db:"mother"`
	// Baby is empty where it is about her alone.
	Baby ident.ID `db:"baby"`
	// Member is her row in a group, or nothing: nobody has to be a member to be helped.
	Member  ident.ID `db:"member"`
	Village string   `db:"village"`
	Code    string   `db:"code"`
	// Month is the age of the baby in full months when it was told, -1: not known.
	Month int64       `db:"month"`
	Signs []string    `db:"signs,json"`
	Words journal.Ref `db:"words,json"`
	State string      `db:"state"`
	// ToldAt is when she told it, ToldBy the worker who heard it; empty: she herself, by
	// her page.
	ToldAt instant.Instant `db:"told_at"`
	ToldBy ident.ID        `db:"told_by"`
	// DueOn is the civil day by which somebody is to answer or to look again.
	DueOn string `db:"due_on"`
	// Advice is sealed: what was advised last; Tried the experience that was shown to her.
	Advice     journal.Ref     `db:"advice,json"`
	Tried      ident.ID        `db:"tried"`
	AnsweredAt instant.Instant `db:"answered_at"`
	AnsweredBy ident.ID        `db:"answered_by"`
	// PassedAt is when the midwife got it, Why for which reason; Request what the danger
	// signs became.
	PassedAt instant.Instant `db:"passed_at"`
	Why      string          `db:"why"`
	Request  ident.ID        `db:"request"`
	EndedAt  instant.Instant `db:"ended_at"`
	EndedBy  ident.ID        `db:"ended_by"`
	// HelpedBy is the experience that solved it.
	HelpedBy ident.ID `db:"helped_by"`
}

// Audiences are the desk, her village and herself.
func (p Problem) Audiences() []string {
	return []string{"f", "v:" + p.Village, "o:" + string(p.Mother)}
}

// Going reports whether somebody still has to do something.
func (p Problem) Going() bool { return p.State == Open || p.State == Answered }

// The tables of the room.
var (
	Experiences    = store.NewTable[Experience]("experience", store.Derived)
	MemberProblems = store.NewTable[Problem]("member_problem", store.Derived)
)
