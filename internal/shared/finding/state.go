package finding

import (
	"strconv"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a finding.
const (
	Open        = "open"
	Coordinated = "coordinated" // an agency was asked
	Closed      = "closed"
)

// Kinds are what can be found.
var Kinds = []string{House, Latrine, Water, Food, Waste, Forest, RiverBank, Railway, Other}

// The kinds of finding.
const (
	House     = "house"
	Latrine   = "latrine"
	Water     = "water"
	Food      = "food" // somebody has not enough to eat
	Waste     = "waste"
	Forest    = "forest"
	RiverBank = "river_bank"
	Railway   = "railway"
	Other     = "other"
)

// Finding is the row of one.
type Finding struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Number is the facility's own count, for saying it on the telephone.
	Number    int64    `db:"number"`
	Kind      string   `db:"kind"`
	State     string   `db:"state"`
	Village   string   `db:"village"`
	House     ident.ID `db:"house"`
	Household ident.ID `db:"household"`
	Person    ident.ID `db:"person"`
	// Place and What are sealed: where (degrees, WGS 84) and what was seen.
	Place journal.Ref `db:"place,json"`
	What  journal.Ref `db:"what,json"`
	// Visit is the home visit on which it was found, or none.
	Visit   ident.ID        `db:"visit"`
	FoundBy ident.ID        `db:"found_by"`
	FoundAt instant.Instant `db:"found_at"`

	// Owner and DueOn (YYYY-MM-DD) are the follow-up, Due the instant its day is over;
	// Follow counts the follow-ups, so that the deadline of an earlier one says nothing.
	Owner   ident.ID        `db:"owner"`
	DueOn   string          `db:"due_on"`
	Due     instant.Instant `db:"due_at"`
	Follow  int64           `db:"follow"`
	Overdue bool            `db:"overdue"`
	// PolicyVersion is that of the settings its first day was reckoned by.
	PolicyVersion int64 `db:"policy_version"`

	// Asked is the agency with its contact and what it is asked for; sealed.
	Asked journal.Ref `db:"asked,json"`
	// Letters counts the letters written, Reminders those that reminded the agency
	// that has it now.
	Letters   int64 `db:"letters"`
	Reminders int64 `db:"reminders"`

	ClosedAt instant.Instant `db:"closed_at"`
	ClosedBy ident.ID        `db:"closed_by"`
	// Reason is one of the closing reasons.
	Reason   string `db:"reason"`
	Reopened int64  `db:"reopened"`
	// SeenBy are audiences that had it before (workers, villages): what they tell late is
	// kept.
	SeenBy []string `db:"seen_by,json"`
}

// Going reports whether it is still to be mended.
func (f Finding) Going() bool { return f.State != Closed }

// Audiences are the desk, the village's midwife and cadres, who found it and who
// follows it up.
func (f Finding) Audiences() []string {
	keys := []string{"f"}
	if f.Village != "" {
		keys = append(keys, "v:"+f.Village)
	}
	if f.FoundBy != "" {
		keys = append(keys, "w:"+string(f.FoundBy))
	}
	if f.Owner != "" && f.Owner != f.FoundBy {
		keys = append(keys, "w:"+string(f.Owner))
	}
	return keys
}

// FormerAudiences are those who had it before: their late notes are kept for a person.
func (f Finding) FormerAudiences() []string { return f.SeenBy }

// Short is the number as people say it: 0012.
func (f Finding) Short() string { return short(f.Number) }

func short(number int64) string {
	n := strconv.FormatInt(number, 10)
	for len(n) < 4 {
		n = "0" + n
	}
	return n
}

// What has become of a photo.
const (
	Hidden = "hidden" // out of sight until the head has looked at it
	Erased = "erased"
)

// Step is a line of the timeline. Kind is reported, told_again, assigned, coordinated,
// reminded, noted, handed, moved, overdue, closed, reopened, photo_hidden, photo_shown
// or photo_erased.
type Step struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Finding  ident.ID `db:"finding"`
	// Seq is the event's, so that lines of one instant keep their order.
	Seq  int64  `db:"seq"`
	Kind string `db:"kind"`
	// Code says more: why it was handed on, for which reason it was closed.
	Code       string          `db:"code"`
	At         instant.Instant `db:"at"`
	RecordedAt instant.Instant `db:"recorded_at"`
	// By is the worker who did it, To who has it from then on.
	By ident.ID `db:"by_worker"`
	To ident.ID `db:"to_worker"`
	// DueOn is the day of the follow-up that began with it, Letter the count of the
	// letter that was written.
	DueOn  string      `db:"due_on"`
	Letter int64       `db:"letter"`
	Note   journal.Ref `db:"note,json"`
	Photo  blob.ID     `db:"photo"`
	// PhotoState is empty while the photo may be seen.
	PhotoState string `db:"photo_state"`
}

// Look is the row of the machine's last daily look; its id is the facility's.
type Look struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Day      string   `db:"on_day"`
}

// Aid is the row of what a household was given.
type Aid struct {
	Facility  ident.ID `db:"facility_id"`
	ID        ident.ID `db:"id"`
	Household ident.ID `db:"household"`
	Village   string   `db:"village"`
	Kind      string   `db:"kind"`
	On        string   `db:"on_day"`
	// Details is who gave it and how much; sealed.
	Details    journal.Ref     `db:"details,json"`
	By         ident.ID        `db:"by_worker"`
	RecordedAt instant.Instant `db:"recorded_at"`
	// Twin is aid of the same kind that the household had shortly before or after.
	Twin ident.ID `db:"twin"`
	// Undone: it was written down by mistake; Reason says why, sealed.
	Undone bool        `db:"undone"`
	Reason journal.Ref `db:"reason,json"`
}

// Audiences are the desk and the village's midwife and cadres.
func (a Aid) Audiences() []string { return []string{"f", "v:" + a.Village} }

// The tables of the room.
var (
	Findings = store.NewTable[Finding]("finding", store.Derived)
	Steps    = store.NewTable[Step]("finding_step", store.Derived)
	Looks    = store.NewTable[Look]("finding_look", store.Derived)
	Aids     = store.NewTable[Aid]("aid", store.Derived)
)
