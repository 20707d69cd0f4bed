package supportgroup

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Knowing is what the five questions say of some members: how many were asked, and the sum
// of their right answers, 0 to 5 each. Means are sums over counts, never means of means.
type Knowing struct {
	Asked int64 `json:"asked"`
	Right int64 `json:"right"`
}

func (k *Knowing) add(of Knowledge) {
	if of.On != "" {
		k.Asked, k.Right = k.Asked+1, k.Right+of.Score
	}
}

// Figures are how a group does.
type Figures struct {
	Group GroupView `json:"group"`
	// Most is how many members it takes, Members how many it has. ToInvite are invitations
	// that are due or wait, Late those whose day is over, Invited those that were made and
	// are not answered.
	Most     int64 `json:"most"`
	Members  int64 `json:"members"`
	ToInvite int64 `json:"to_invite"`
	Late     int64 `json:"late"`
	Invited  int64 `json:"invited"`
	Declined int64 `json:"declined"`
	Left     int64 `json:"left"`
	Finished int64 `json:"finished"`
	// NextOn is the next meeting that is planned.
	NextOn string `json:"next_on,omitempty"`
	// Meetings counts those held within a year, Came the members who were at them and
	// Family those who had somebody of the family with them.
	Meetings int64 `json:"meetings"`
	Came     int64 `json:"came"`
	Family   int64 `json:"family"`
	// Joining and SixMonths are of everybody asked; Before and After only of those who were
	// asked both times, so that the two can be compared.
	Joining   Knowing `json:"joining"`
	SixMonths Knowing `json:"six_months"`
	Before    Knowing `json:"before"`
	After     Knowing `json:"after"`
}

// Overview is what a reader may see of all groups.
type Overview struct {
	// Today is the civil day at the health centre.
	Today  string    `json:"today"`
	Groups []Figures `json:"groups"`
	// Unplaced counts invitations for which no group of the village has room, by village.
	Unplaced map[string]int64 `json:"unplaced"`
}

// OverviewOf reads how the groups of some villages do: nil for all. The ones asleep come
// first, then the closed ones last.
func OverviewOf(q journal.Query, villages []string) (o Overview, err error) {
	b, err := read(q)
	if err != nil {
		return o, err
	}
	o = Overview{b.today, []Figures{}, map[string]int64{}}
	groups, err := Groups.Where(q.Tx, "facility_id = $1 ORDER BY CASE WHEN state = 'closed' THEN 2 WHEN asleep_on <> '' THEN 0 ELSE 1 END, number", q.Facility)
	if err != nil {
		return o, err
	}
	for _, g := range groups {
		if villages != nil && !slices.Contains(villages, g.Village) {
			continue
		}
		f, err := b.figures(g)
		if err != nil {
			return o, err
		}
		o.Groups = append(o.Groups, f)
	}
	return o, b.unplaced(villages, o.Unplaced)
}

func (b book) unplaced(villages []string, into map[string]int64) error {
	marks, args := among(store.Args(b.q.Facility), Live)
	return b.q.Each("SELECT village, COUNT(*) FROM group_member WHERE facility_id = $1 AND grp = '' AND state IN ("+marks+") GROUP BY village ORDER BY village", args, func(scan func(...any) error) error {
		var village string
		var n int64
		if err := scan(&village, &n); err != nil {
			return err
		}
		if villages == nil || slices.Contains(villages, village) {
			into[village] = n
		}
		return nil
	})
}

func (b book) figures(g Group) (f Figures, err error) {
	f.Most = b.set.MostMembers
	if f.Group, err = groupView(b.q, g); err != nil {
		return f, err
	}
	rows, err := Members.Where(b.q.Tx, "facility_id = $1 AND grp = $2 ORDER BY id", b.q.Facility, g.ID)
	if err != nil {
		return f, err
	}
	for _, m := range rows {
		f.count(m, b.today)
	}
	if _, err = b.q.One("SELECT COALESCE(MIN(on_day), '') FROM group_meeting WHERE facility_id = $1 AND grp = $2 AND state = $3 AND on_day >= $4",
		store.Args(b.q.Facility, g.ID, Planned, b.today), &f.NextOn); err != nil {
		return f, err
	}
	_, err = b.q.One("SELECT COUNT(*), COALESCE(SUM(came), 0), COALESCE(SUM(family), 0) FROM group_meeting WHERE facility_id = $1 AND grp = $2 AND state = $3 AND on_day > $4",
		store.Args(b.q.Facility, g.ID, Held, later(b.today, -365)), &f.Meetings, &f.Came, &f.Family)
	return f, err
}

func (f *Figures) count(m Member, today string) {
	switch m.State {
	case Joined:
		f.Members++
	case Waiting, ToInvite:
		f.ToInvite++
		if m.InviteBy != "" && m.InviteBy < today {
			f.Late++
		}
	case Invited:
		f.Invited++
	case Declined:
		f.Declined++
	case Left:
		f.Left++
	case Finished:
		f.Finished++
	}
	f.Joining.add(m.Joining)
	f.SixMonths.add(m.SixMonths)
	if m.Joining.On != "" && m.SixMonths.On != "" {
		f.Before.add(m.Joining)
		f.After.add(m.SixMonths)
	}
}

// Page is what a member sees on a page of her own: her group, when it meets, and the first
// names of who is in it. No month and no other mother's child stands on it.
type Page struct {
	Member ident.ID `json:"member"`
	State  string   `json:"state"`
	// GroupName and LeaderName (a first name) are of her group; empty: none has room yet.
	GroupName  string `json:"group_name"`
	LeaderName string `json:"leader_name"`
	JoinedOn   string `json:"joined_on,omitempty"`
	FinishOn   string `json:"finish_on,omitempty"`
	// Next is the next meeting; nil: none is planned.
	Next *NextMeeting `json:"next,omitempty"`
	// Others are the first names of the other members, for members only.
	Others []string `json:"others"`
}

// NextMeeting is when and where a group meets next, and about what.
type NextMeeting struct {
	On     string   `json:"on"`
	From   string   `json:"from,omitempty"`
	Place  string   `json:"place,omitempty"`
	Topics []string `json:"topics"`
}

// PageOf reads the page of a row; false when there is none. Who has not joined sees
// nobody's name but the leader's.
func PageOf(q journal.Query, id ident.ID) (p Page, found bool, err error) {
	m, found, err := Members.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return p, false, err
	}
	p = Page{Member: m.ID, State: m.State, JoinedOn: m.JoinedOn, FinishOn: m.FinishOn, Others: []string{}}
	g, has, err := Groups.Get(q.Tx, q.Facility, m.Group)
	if err != nil || !has {
		return p, true, err
	}
	v, err := groupView(q, g)
	if err != nil {
		return p, true, err
	}
	p.GroupName, p.LeaderName = v.Name, FirstName(v.LeaderName)
	if !m.Going() {
		return p, true, nil
	}
	if err = p.readNext(q, g.ID); err != nil || m.State != Joined {
		return p, true, err
	}
	return p, true, p.readOthers(q, m)
}

func (p *Page) readNext(q journal.Query, group ident.ID) error {
	day, err := today(q)
	if err != nil {
		return err
	}
	next, found, err := Meetings.First(q.Tx, "facility_id = $1 AND grp = $2 AND state = $3 AND on_day >= $4 ORDER BY on_day, from_hour, id", q.Facility, group, Planned, day)
	if err != nil || !found {
		return err
	}
	p.Next = &NextMeeting{On: next.On, From: next.From, Topics: next.Topics}
	p.Next.Place, err = textOf(q, next.Place)
	return err
}

func (p *Page) readOthers(q journal.Query, m Member) error {
	rows, err := Members.Where(q.Tx, "facility_id = $1 AND grp = $2 AND state = $3 AND id <> $4", q.Facility, m.Group, Joined, m.ID)
	for _, o := range rows {
		v, err := memberView(q, o)
		if err != nil {
			return err
		}
		p.Others = append(p.Others, v.FirstName)
	}
	slices.Sort(p.Others)
	return err
}
