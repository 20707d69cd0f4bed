package supportgroup

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Found begins a group: verb supportgroup.found.
type Found struct {
	Group    ident.ID `json:"group"`
	Name     string   `json:"name" max:"80"`
	Village  string   `json:"village" max:"20"`
	Posyandu ident.ID `json:"posyandu,omitempty"`
	// Leader is a cadre, Coach a midwife; left empty, the one who has the village.
	Leader ident.ID `json:"leader"`
	Coach  ident.ID `json:"coach,omitempty"`
}

// Change corrects a group: verb supportgroup.change. What is empty stays.
type Change struct {
	Group    ident.ID `json:"group"`
	Name     string   `json:"name,omitempty" max:"80"`
	Posyandu ident.ID `json:"posyandu,omitempty"`
	Leader   ident.ID `json:"leader,omitempty"`
	Coach    ident.ID `json:"coach,omitempty"`
}

// The reasons for which a group is closed.
var closeReasons = []string{"united", "no_members", "no_leader", "other"}

// Close ends a group: verb supportgroup.close. Its members are moved before.
type Close struct {
	Group ident.ID `json:"group"`
	// Reason is united, no_members, no_leader or other.
	Reason string `json:"reason" max:"20"`
}

// Subject is the group.
func (b Found) Subject() ident.ID { return b.Group }

// Subject is the group.
func (b Change) Subject() ident.ID { return b.Group }

// Subject is the group.
func (b Close) Subject() ident.ID { return b.Group }

func wanted(field string, there bool) *fault.Error {
	if !there {
		return fault.BadField("body.required", field)
	}
	return nil
}

// all gives the first that is wrong.
func all(of ...*fault.Error) *fault.Error {
	for _, err := range of {
		if err != nil {
			return err
		}
	}
	return nil
}

// Check wants a name, a village and a leader.
func (b Found) Check() *fault.Error {
	return all(wanted("group", b.Group != ""), wanted("name", strings.TrimSpace(b.Name) != ""), wanted("village", b.Village != ""),
		wanted("leader", b.Leader != ""))
}

// Check wants something to change.
func (b Change) Check() *fault.Error {
	return all(wanted("group", b.Group != ""), wanted("name", b.Name != "" || b.Posyandu != "" || b.Leader != "" || b.Coach != ""))
}

// Check wants a reason.
func (b Close) Check() *fault.Error {
	if !slices.Contains(closeReasons, b.Reason) {
		return fault.BadField("body.unknown_word", "reason")
	}
	return wanted("group", b.Group != "")
}

// naming is the sealed name of a group.
type naming struct {
	Name string `json:"name"`
}

// founding is a group before it is set, with who and what is named for it.
type founding struct {
	Group
	found  bool
	served bool // the village is one of ours
	// posyandu, leader and coach: what is named fits.
	posyandu, leader, coach bool
	// midwife is who has the village, or nobody.
	midwife ident.ID
	today   string
}

func loadFounding(q journal.Query) (f founding, err error) {
	b := q.Body.(Found)
	if f.Group, f.found, err = Groups.Get(q.Tx, q.Facility, b.Group); err != nil || f.found {
		return f, err
	}
	f.Village = b.Village
	if f.midwife, err = nextCoach(q, b.Village, ""); err != nil {
		return f, err
	}
	return f, f.read(q, b.Posyandu, b.Leader, b.Coach)
}

func loadChanging(q journal.Query) (f founding, err error) {
	b := q.Body.(Change)
	if f.Group, err = groupOf(q, b.Group); err != nil {
		return f, err
	}
	return f, f.read(q, b.Posyandu, b.Leader, b.Coach)
}

// groupOf reads a group; absent when there is none.
func groupOf(q journal.Query, id ident.ID) (Group, error) {
	g, found, err := Groups.Get(q.Tx, q.Facility, id)
	if err == nil && !found {
		err = fault.Absent()
	}
	return g, err
}

// read looks at the village, the posyandu and the workers that are named.
func (f *founding) read(q journal.Query, posyandu, leader, coach ident.ID) (err error) {
	if _, f.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(f.Village)); err != nil {
		return err
	}
	p, found, err := registry.Posyandus.Get(q.Tx, q.Facility, posyandu)
	if err != nil {
		return err
	}
	f.posyandu = posyandu == "" || found && p.Village == f.Village
	if f.leader, err = serves(q, leader, f.Village, "cadre"); err != nil {
		return err
	}
	if f.coach, err = serves(q, coach, f.Village, "midwife"); err != nil {
		return err
	}
	f.today, err = today(q)
	return err
}

// serves reports whether somebody of a kind works for a village; nobody named is right.
func serves(q journal.Query, worker ident.ID, village, kind string) (bool, error) {
	if worker == "" {
		return true, nil
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
	return found && w.State == workforce.Active && w.Is(kind) && slices.Contains(w.Villages, village), err
}

// misfit refuses what does not fit; false: everything does.
func (f founding) misfit() (journal.Answer, bool) {
	switch {
	case !f.served:
		return journal.Refuse("supportgroup.no_such_village").On("village"), true
	case !f.posyandu:
		return journal.Refuse("supportgroup.no_such_posyandu").On("posyandu"), true
	case !f.leader:
		return journal.Refuse("supportgroup.leader_is_a_cadre").On("leader"), true
	case !f.coach:
		return journal.Refuse("supportgroup.coach_is_a_midwife").On("coach"), true
	}
	return journal.Answer{}, false
}

func (f founding) begin(s journal.Said[Found]) journal.Answer {
	if f.found {
		return journal.Refuse("supportgroup.exists").On("group")
	}
	if no, misfit := f.misfit(); misfit {
		return no
	}
	b := s.Body
	name := s.Seal("support_group", b.Group, 1, naming{strings.TrimSpace(b.Name)})
	return journal.Accept(FoundedEvent{b.Group, name, b.Village, b.Posyandu, b.Leader, or(b.Coach, f.midwife), f.today}, WokeEvent{f.today, 1})
}

func (f founding) change(s journal.Said[Change]) journal.Answer {
	if f.State == Closed {
		return journal.Refuse("supportgroup.closed")
	}
	if no, misfit := f.misfit(); misfit {
		return no
	}
	b := s.Body
	e := ChangedEvent{Group: f.ID, Name: f.Name, Posyandu: or(b.Posyandu, f.Posyandu), Leader: or(b.Leader, f.Leader), Coach: or(b.Coach, f.Coach)}
	if name := strings.TrimSpace(b.Name); name != "" {
		e.Name = s.Seal("support_group", f.ID, f.Name.Version+1, naming{name})
	}
	return journal.Accept(e)
}

func or(a, b ident.ID) ident.ID {
	if a != "" {
		return a
	}
	return b
}

// closing is a group with how many members it has.
type closing struct {
	Group
	members int64
	today   string
}

func loadClosing(q journal.Query) (c closing, err error) {
	if c.Group, err = groupOf(q, q.Subject); err != nil {
		return c, err
	}
	if c.members, err = count(q, c.ID, []string{Joined}); err != nil {
		return c, err
	}
	c.today, err = today(q)
	return c, err
}

func (c closing) close(s journal.Said[Close]) journal.Answer {
	switch {
	case c.State == Closed:
		return journal.Refuse("supportgroup.closed")
	case c.members > 0:
		return journal.Refuse("supportgroup.has_members")
	}
	return journal.Accept(ClosedEvent{c.ID, s.Body.Reason, c.today})
}

// LeftWork follows somebody who does not work here any more, or has lost the role for it:
// a coach is replaced by whoever has the village now, a leader is to be named by a person.
func LeftWork(q journal.Query, worker ident.ID) (out []any, err error) {
	if worker == "" {
		return nil, nil
	}
	all, err := Groups.Where(q.Tx, "facility_id = $1 AND state = $2 AND (leader = $3 OR coach = $3) ORDER BY number", store.Args(q.Facility, Active, worker)...)
	for _, g := range all {
		e := ChangedEvent{Group: g.ID, Name: g.Name, Posyandu: g.Posyandu, Leader: g.Leader, Coach: g.Coach, Why: "left"}
		if leads, err := serves(q, g.Leader, g.Village, "cadre"); err != nil {
			return nil, err
		} else if !leads || g.Leader == worker {
			e.Leader = ""
		}
		if g.Coach == worker {
			if e.Coach, err = nextCoach(q, g.Village, worker); err != nil {
				return nil, err
			}
		}
		out = append(out, e)
	}
	return out, err
}

// nextCoach is another midwife of the village, or nobody.
func nextCoach(q journal.Query, village string, except ident.ID) (ident.ID, error) {
	next, err := workforce.OwnerOf(q, village)
	if err != nil || next == except || next == "" {
		return "", err
	}
	fits, err := serves(q, next, village, "midwife")
	if !fits {
		next = ""
	}
	return next, err
}
