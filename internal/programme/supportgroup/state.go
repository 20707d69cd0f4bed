package supportgroup

import (
	"slices"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a group.
const (
	Active = "active"
	Closed = "closed"
)

// Group is the row of a support group. Days are civil days, YYYY-MM-DD.
type Group struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Number is the facility's own count; Name is sealed.
	Number   int64       `db:"number"`
	Name     journal.Ref `db:"name,json"`
	Village  string      `db:"village"`
	Posyandu ident.ID    `db:"posyandu"`
	// Leader is the cadre, Coach the midwife beside her; empty: nobody has it now.
	Leader    ident.ID `db:"leader"`
	Coach     ident.ID `db:"coach"`
	State     string   `db:"state"`
	FoundedOn string   `db:"founded_on"`
	ClosedOn  string   `db:"closed_on"`
	// Why is the code of its end.
	Why string `db:"why"`
	// MetOn is the day of the last meeting that was held, AsleepOn since when the group
	// is asleep; empty: never, and awake.
	MetOn    string `db:"met_on"`
	AsleepOn string `db:"asleep_on"`
}

// Audiences are the desk, the village, and who leads and coaches it.
func (g Group) Audiences() []string { return seenBy(g.Village, "", g.Leader, g.Coach) }

// seenBy are the desk, up to two villages and workers.
func seenBy(village, other string, workers ...ident.ID) []string {
	keys := []string{"f"}
	for _, v := range []string{village, other} {
		if key := "v:" + v; v != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, w := range workers {
		if key := "w:" + string(w); w != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// The states of a member, from the day an invitation falls due.
const (
	// Waiting: mother or child is in hospital, or the house is in mourning.
	Waiting  = "waiting"
	ToInvite = "to_invite"
	Invited  = "invited"
	Joined   = "member"
	Declined = "declined"
	Left     = "left"
	// Finished: the child is six months old.
	Finished = "finished"
	// Ended: by life, not by anybody's word.
	Ended = "ended"
)

// Live are the states in which something is still to come.
var Live = []string{Waiting, ToInvite, Invited, Joined}

// Knowledge is how somebody answered the five questions; Score is how many were right,
// On the civil day, empty: not asked.
type Knowledge struct {
	On      string   `json:"on,omitempty"`
	Answers []string `json:"answers,omitempty"`
	Score   int64    `json:"score"`
	By      ident.ID `json:"by,omitempty"`
}

// Member is the row of one mother with one birth (or one that is expected) in the groups.
type Member struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Group is the one she is in or to be invited to; empty: none of her village has room.
	Group  ident.ID `db:"grp"`
	Mother ident.ID `db:"mother"`
	// Village is where she lives, GroupVillage where the group is.
	Village      string `db:"village"`
	GroupVillage string `db:"group_village"`
	// Babies are her children of the first six months, Born their day of birth, FinishOn
	// the day on which they are six months old; empty: expected.
	Babies   []ident.ID `db:"babies,json"`
	Born     string     `db:"born"`
	FinishOn string     `db:"finish_on"`
	State    string     `db:"state"`
	// Since is the first day of the state, Why the code of a refusal or of the end.
	Since string `db:"since_on"`
	Why   string `db:"why"`
	// InviteBy is the day by which she is to be invited; empty: the invitation waits.
	InviteBy  string   `db:"invite_by"`
	Way       string   `db:"way"`
	InvitedOn string   `db:"invited_on"`
	InvitedBy ident.ID `db:"invited_by"`
	JoinedOn  string   `db:"joined_on"`
	// Joining and SixMonths are what she knew when she came and when her child was six
	// months old.
	Joining   Knowledge `db:"joining,json"`
	SixMonths Knowledge `db:"six_months,json"`
	// SeenBy are audiences that had it before: what they tell late is kept.
	SeenBy []string `db:"seen_by,json"`
	// RemindedMonth is the last month of life of whose check she was reminded, -1: of none.
	RemindedMonth int64 `db:"reminded_month"`
}

// Going reports whether something is still to come.
func (m Member) Going() bool { return slices.Contains(Live, m.State) }

// Audiences are the desk, her village and that of the group, and herself.
func (m Member) Audiences() []string {
	return append(seenBy(m.Village, m.GroupVillage), "o:"+string(m.Mother))
}

// FormerAudiences are those who had it before.
func (m Member) FormerAudiences() []string { return m.SeenBy }

// The states of a meeting.
const (
	Planned   = "planned"
	Held      = "held"
	Cancelled = "cancelled"
)

// Meeting is the row of one.
type Meeting struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Group    ident.ID `db:"grp"`
	Village  string   `db:"village"`
	On       string   `db:"on_day"`
	// From is the hour it begins, HH:MM on the wall of the health centre; empty: not said.
	From string `db:"from_hour"`
	// Place is sealed: where they meet.
	Place  journal.Ref `db:"place,json"`
	Topics []string    `db:"topics,json"`
	State  string      `db:"state"`
	Why    string      `db:"why"`
	// Came counts members who were there, Family those with whom a grandmother, a father
	// or somebody else of the family was.
	Came   int64 `db:"came"`
	Family int64 `db:"family"`
	// Note is sealed. Photo names a picture to which everybody on it said yes.
	Note  journal.Ref `db:"note,json"`
	Photo blob.ID     `db:"photo"`
	By    ident.ID    `db:"by_worker"`
	// RemindedFor is the day for which its members were reminded; empty: they were not.
	RemindedFor string `db:"reminded_for"`
}

// Audiences are the desk and the group's village.
func (m Meeting) Audiences() []string { return seenBy(m.Village, "") }

// Attendance is the row of a member at a meeting that was held.
type Attendance struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Meeting  ident.ID `db:"meeting"`
	Group    ident.ID `db:"grp"`
	Village  string   `db:"village"`
	Member   ident.ID `db:"member"`
	On       string   `db:"on_day"`
	// Came are who of the family was there; PhotoYes: all of them said yes to a photo.
	Came     []string `db:"came,json"`
	PhotoYes bool     `db:"photo_yes"`
}

// Audiences are the desk and the group's village.
func (a Attendance) Audiences() []string { return seenBy(a.Village, "") }

// The tables of the room.
var (
	Groups      = store.NewTable[Group]("support_group", store.Derived)
	Members     = store.NewTable[Member]("group_member", store.Derived)
	Meetings    = store.NewTable[Meeting]("group_meeting", store.Derived)
	Attendances = store.NewTable[Attendance]("group_attendance", store.Derived)
)
