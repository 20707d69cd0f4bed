package supportgroup

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// The ways to invite somebody.
const (
	InPerson = "in_person"
	ByPhone  = "phone"
	// ByLink: she gets a page of her own and answers there.
	ByLink = "link"
)

// Invite tells that somebody was invited: verb supportgroup.invite. Member is the row
// whose invitation is due, or a new id with the mother it is for.
type Invite struct {
	Member ident.ID `json:"member"`
	Mother ident.ID `json:"mother,omitempty"`
	// Group is empty for the one that the row names.
	Group ident.ID `json:"group,omitempty"`
	Way   string   `json:"way" max:"10"`
}

// Subject is the row.
func (b Invite) Subject() ident.ID { return b.Member }

// Check wants a row and a way.
func (b Invite) Check() *fault.Error {
	if !slices.Contains([]string{InPerson, ByPhone, ByLink}, b.Way) {
		return fault.BadField("body.unknown_word", "way")
	}
	return wanted("member", b.Member != "")
}

// inviting is who is invited, and to what.
type inviting struct {
	Member
	found bool
	facts facts
	// other: she has another row that goes on.
	other bool
	group Group
	known bool // the group is there
	full  bool
	page  ident.ID // a page that she has already
	set   Settings
	today string
}

// Audiences are those who serve her village.
func (i inviting) Audiences() []string {
	if i.found {
		return i.Member.Audiences()
	}
	return seenBy(i.facts.village, "")
}

// FormerAudiences are those who had the row before.
func (i inviting) FormerAudiences() []string { return i.SeenBy }

func loadInviting(q journal.Query) (i inviting, err error) {
	b := q.Body.(Invite)
	if i.Member, i.found, err = Members.Get(q.Tx, q.Facility, b.Member); err != nil {
		return i, err
	}
	mother := b.Mother
	if i.found {
		mother = i.Mother
	}
	book, err := read(q)
	if err != nil {
		return i, err
	}
	i.set, i.today = book.set, book.today
	known := false
	if i.facts, known, err = factsOf(q, mother, i.Babies, i.today); err != nil {
		return i, err
	}
	if !known {
		return i, fault.Absent()
	}
	rows, err := rowsOf(q, i.facts.records)
	if err != nil {
		return i, err
	}
	i.other = anotherGoes(rows, b.Member)
	if err = i.readGroup(q, or(b.Group, i.Group)); err != nil {
		return i, err
	}
	return i, i.readPage(q)
}

// anotherGoes reports whether a row beside this one goes on. Two come about when two
// records of one mother become one.
func anotherGoes(rows []Member, but ident.ID) bool {
	return slices.ContainsFunc(rows, func(m Member) bool { return m.ID != but && m.Going() })
}

func (i *inviting) readGroup(q journal.Query, id ident.ID) (err error) {
	if i.group, i.known, err = Groups.Get(q.Tx, q.Facility, id); err != nil || !i.known {
		return err
	}
	n, err := count(q, id, []string{Joined})
	i.full = n >= i.set.MostMembers
	return err
}

func (i *inviting) readPage(q journal.Query) (err error) {
	i.page, err = pageOf(q, i.Member)
	return err
}

// pageLives is how long her page opens: from the first months of a pregnancy until her
// child is six months old, and some weeks.
const pageLives = 460 * 24 * time.Hour

func (i inviting) invite(s journal.Said[Invite]) journal.Answer {
	b := s.Body
	switch {
	case i.found && (i.State == Joined || i.State == Finished || i.State == Ended):
		return journal.Refuse("supportgroup.answered_already")
	case i.other:
		return journal.Refuse("supportgroup.invited_already").On("mother")
	case !i.facts.suits():
		return journal.Refuse("supportgroup.not_for_her").On("mother")
	case !i.facts.home():
		return journal.Refuse("supportgroup.not_now").On("mother")
	case !i.known || i.group.State != Active:
		return journal.Refuse("supportgroup.no_such_group").On("group")
	case i.full:
		return journal.Refuse("supportgroup.full").On("group")
	}
	e := InvitedEvent{Member: b.Member, Mother: i.facts.mother, Place: Place{i.group.ID, i.group.Village}, Way: b.Way, By: s.By.Worker, New: !i.found}
	e.Standing = Member{State: Invited}.stands(i.facts, i.set, i.today)
	e.Since = i.today
	return journal.Accept(e).With(i.write(s)...)
}

// write gives her a page and the words that bring it to her, when she is asked that way.
func (i inviting) write(s journal.Said[Invite]) (out []any) {
	if s.Body.Way != ByLink {
		return nil
	}
	page := i.page
	if page == "" {
		page = s.NewID(0)
		out = append(out, link.Issue(page, link.Group, s.Body.Member, i.facts.mother, s.Now.Add(pageLives)))
	}
	return append(out, messaging.Queue(messaging.Message{ID: s.NewID(1), To: i.facts.mother, Kind: "group_invited", Link: page, Worker: s.By.Worker}))
}

// The codes of a no, and of a going.
var reasons = []string{"", "no_time", "family", "work", "too_far", "other_help", "not_interested", "other"}

// Reply answers an invitation: verb supportgroup.answer. She does it on her page, or the
// cadre writes down what she said.
type Reply struct {
	Member ident.ID `json:"member"`
	Accept bool     `json:"accept"`
	// Why is the code of a no: no_time, family, work, too_far, other_help,
	// not_interested or other; empty: she did not say.
	Why string `json:"why,omitempty" max:"20"`
}

// Subject is the row.
func (b Reply) Subject() ident.ID { return b.Member }

// Check wants a row and a reason of ours.
func (b Reply) Check() *fault.Error {
	if !slices.Contains(reasons, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return wanted("member", b.Member != "")
}

// file is a member's row with what a decision about it needs.
type file struct {
	Member
	facts facts
	full  bool
	// other: she has another row that goes on.
	other bool
	// group is the one she is in, gone: it is closed, or there is none.
	group Group
	gone  bool
	set   Settings
	today string
}

func loadFile(q journal.Query) (f file, err error) {
	found := false
	if f.Member, found, err = Members.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return f, err
	}
	if !found {
		return f, fault.Absent()
	}
	book, err := read(q)
	if err != nil {
		return f, err
	}
	f.set, f.today = book.set, book.today
	if f.facts, _, err = factsOf(q, f.Mother, f.Babies, f.today); err != nil {
		return f, err
	}
	rows, err := rowsOf(q, f.facts.records)
	if err != nil {
		return f, err
	}
	f.other = anotherGoes(rows, f.ID)
	if f.group, found, err = Groups.Get(q.Tx, q.Facility, f.Group); err != nil {
		return f, err
	}
	f.gone = !found || f.group.State != Active
	n, err := count(q, f.Group, []string{Joined})
	f.full = n >= f.set.MostMembers
	return f, err
}

// answer keeps a yes or a no. A no may become a yes as long as she belongs into a group.
func (f file) answer(s journal.Said[Reply]) journal.Answer {
	yes := s.Body.Accept
	switch {
	case f.State == Joined || f.State == Declined && !yes:
		return journal.Refuse("supportgroup.answered_already")
	case f.State == Waiting || f.State == ToInvite:
		return journal.Refuse("supportgroup.not_invited")
	case f.State != Invited && f.State != Declined && f.State != Left:
		return journal.Refuse("supportgroup.over")
	case yes && f.other:
		return journal.Refuse("supportgroup.invited_already")
	case yes && !f.facts.suits():
		return journal.Refuse("supportgroup.not_for_her")
	case yes && f.gone:
		return journal.Refuse("supportgroup.no_such_group")
	case yes && f.full:
		return journal.Refuse("supportgroup.full")
	}
	e := AnsweredEvent{Member: f.ID, Place: Place{f.Group, f.GroupVillage}, By: s.By.Worker}
	e.Standing = Member{State: Joined, Babies: f.Babies, Born: f.Born, FinishOn: f.FinishOn}.stands(f.facts, f.set, f.today)
	e.Since = f.today
	if !yes {
		e.State, e.Why = Declined, s.Body.Why
	}
	return journal.Accept(e)
}
