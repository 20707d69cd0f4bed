package supportgroup

import (
	"strings"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// GroupView is a group as its readers see it.
type GroupView struct {
	ID         ident.ID `json:"id"`
	Number     int64    `json:"number"`
	Name       string   `json:"name"`
	Village    string   `json:"village"`
	Posyandu   ident.ID `json:"posyandu,omitempty"`
	Leader     ident.ID `json:"leader,omitempty"`
	LeaderName string   `json:"leader_name,omitempty"`
	Coach      ident.ID `json:"coach,omitempty"`
	CoachName  string   `json:"coach_name,omitempty"`
	State      string   `json:"state"`
	FoundedOn  string   `json:"founded_on"`
	ClosedOn   string   `json:"closed_on,omitempty"`
	Why        string   `json:"why,omitempty"`
	MetOn      string   `json:"met_on,omitempty"`
	// AsleepOn is since when it has not met as it should; empty: it is awake.
	AsleepOn string `json:"asleep_on,omitempty"`
}

// BabyView is a child of a member.
type BabyView struct {
	ID   ident.ID `json:"id"`
	Name string   `json:"name"`
	Born string   `json:"born"`
}

// MemberView is a member, or somebody to be invited, as staff see her. What her child is
// fed stands in no field of it.
type MemberView struct {
	ID         ident.ID   `json:"id"`
	Group      ident.ID   `json:"group,omitempty"`
	Mother     ident.ID   `json:"mother"`
	MotherName string     `json:"mother_name"`
	FirstName  string     `json:"first_name"`
	Village    string     `json:"village"`
	Babies     []BabyView `json:"babies"`
	// DueOn is when a birth is expected, Born when it was, FinishOn when the child is six
	// months old.
	DueOn    string `json:"due_on,omitempty"`
	Born     string `json:"born,omitempty"`
	FinishOn string `json:"finish_on,omitempty"`
	State    string `json:"state"`
	SinceOn  string `json:"since_on"`
	Why      string `json:"why,omitempty"`
	InviteBy string `json:"invite_by,omitempty"`
	// HasPhone: else she is asked in person.
	HasPhone  bool      `json:"has_phone"`
	Way       string    `json:"way,omitempty"`
	InvitedOn string    `json:"invited_on,omitempty"`
	JoinedOn  string    `json:"joined_on,omitempty"`
	Joining   Knowledge `json:"joining"`
	SixMonths Knowledge `json:"six_months"`
}

// MeetingView is a meeting as staff see it.
type MeetingView struct {
	ID      ident.ID `json:"id"`
	Group   ident.ID `json:"group"`
	Village string   `json:"village"`
	On      string   `json:"on"`
	From    string   `json:"from,omitempty"`
	Place   string   `json:"place,omitempty"`
	Topics  []string `json:"topics"`
	State   string   `json:"state"`
	Why     string   `json:"why,omitempty"`
	Came    int64    `json:"came"`
	Family  int64    `json:"family"`
	Note    string   `json:"note,omitempty"`
	Photo   blob.ID  `json:"photo,omitempty"`
	ByName  string   `json:"by_name,omitempty"`
}

// AttendanceView is a member at a meeting.
type AttendanceView struct {
	ID       ident.ID `json:"id"`
	Meeting  ident.ID `json:"meeting"`
	Group    ident.ID `json:"group"`
	Member   ident.ID `json:"member"`
	On       string   `json:"on"`
	Came     []string `json:"came"`
	PhotoYes bool     `json:"photo_yes"`
}

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{
		"support_group":    shown(Groups.Get, groupView),
		"group_member":     shown(Members.Get, memberView),
		"group_meeting":    shown(Meetings.Get, meetingView),
		"group_attendance": shown(Attendances.Get, attendanceView),
	}
}

// shown is how a row of a table is read and made a view.
func shown[T, V any](get func(tx *store.Tx, facility, id ident.ID) (T, bool, error), view func(journal.Query, T) (V, error)) journal.Show {
	return func(q journal.Query, id ident.ID) (any, bool, error) {
		row, found, err := get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v, err := view(q, row)
		return v, err == nil, err
	}
}

func groupView(q journal.Query, g Group) (GroupView, error) {
	v := GroupView{ID: g.ID, Number: g.Number, Village: g.Village, Posyandu: g.Posyandu, Leader: g.Leader, Coach: g.Coach, State: g.State,
		FoundedOn: g.FoundedOn, ClosedOn: g.ClosedOn, Why: g.Why, MetOn: g.MetOn, AsleepOn: g.AsleepOn}
	var err error
	if v.Name, err = nameOf(q, g); err != nil {
		return v, err
	}
	if v.LeaderName, err = workforce.Name(q, g.Leader); err != nil {
		return v, err
	}
	v.CoachName, err = workforce.Name(q, g.Coach)
	return v, err
}

// nameOf is the name of a group; empty when it was erased.
func nameOf(q journal.Query, g Group) (string, error) {
	var n naming
	if g.Name.IsZero() {
		return "", nil
	}
	_, err := q.Open(g.Name, &n)
	return n.Name, err
}

func memberView(q journal.Query, m Member) (MemberView, error) {
	v := MemberView{ID: m.ID, Group: m.Group, Mother: m.Mother, Village: m.Village, Babies: []BabyView{}, Born: m.Born, FinishOn: m.FinishOn, State: m.State,
		SinceOn: m.Since, Why: m.Why, InviteBy: m.InviteBy, Way: m.Way, InvitedOn: m.InvitedOn, JoinedOn: m.JoinedOn, Joining: m.Joining, SixMonths: m.SixMonths}
	p, d, _, err := registry.OpenCanonical(q, m.Mother)
	if err != nil {
		return v, err
	}
	v.MotherName, v.FirstName, v.DueOn, v.HasPhone = d.Name, FirstName(d.Name), p.Due, d.Phone != ""
	for _, id := range m.Babies {
		c, d, _, err := registry.OpenCanonical(q, id)
		if err != nil {
			return v, err
		}
		v.Babies = append(v.Babies, BabyView{id, d.Name, c.Born})
	}
	return v, nil
}

// titles stand before a name and are nobody's first name.
var titles = []string{"ny", "bu", "ibu", "mbak", "mba", "hj", "teh", "neng", "sdri"}

// FirstName is the first word of a name that is no title: all that members of a group are
// shown of each other.
func FirstName(name string) string {
	words := strings.Fields(name)
	for _, w := range words {
		if !isTitle(w) {
			return w
		}
	}
	return strings.Join(words, " ")
}

func isTitle(word string) bool {
	word = strings.ToLower(strings.TrimRight(word, "."))
	for _, t := range titles {
		if word == t {
			return true
		}
	}
	return false
}

func meetingView(q journal.Query, m Meeting) (MeetingView, error) {
	v := MeetingView{ID: m.ID, Group: m.Group, Village: m.Village, On: m.On, From: m.From, Topics: m.Topics, State: m.State, Why: m.Why, Came: m.Came,
		Family: m.Family, Photo: m.Photo}
	var err error
	if v.Place, err = textOf(q, m.Place); err != nil {
		return v, err
	}
	if v.Note, err = textOf(q, m.Note); err != nil {
		return v, err
	}
	v.ByName, err = workforce.Name(q, m.By)
	return v, err
}

func textOf(q journal.Query, r journal.Ref) (string, error) {
	var t text
	if r.IsZero() {
		return "", nil
	}
	_, err := q.Open(r, &t)
	return t.Text, err
}

func attendanceView(_ journal.Query, a Attendance) (AttendanceView, error) {
	return AttendanceView{a.ID, a.Meeting, a.Group, a.Member, a.On, a.Came, a.PhotoYes}, nil
}
