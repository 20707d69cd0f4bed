package supportgroup

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/messaging"
)

// Topics are what a meeting can be about: the steps of the mothers' groups and the common
// problems of the first six months (docs/supportgroup.md).
var Topics = []string{"pregnancy", "birth", "first_hour", "exclusive", "position", "low_supply", "sore_nipple", "engorgement", "crying", "back_to_work",
	"expressing", "family_support", "formula", "early_food", "growth", "mother_ill", "twins", "complementary", "other"}

// PlanMeeting sets when and where a group meets: verb supportgroup.plan_meeting. Said again
// of a meeting that was not held yet, it is on another day.
type PlanMeeting struct {
	Meeting ident.ID `json:"meeting"`
	Group   ident.ID `json:"group"`
	On      string   `json:"on" max:"10"`
	// From is HH:MM on the wall of the health centre; empty: not said yet.
	From   string   `json:"from,omitempty" max:"5"`
	Place  string   `json:"place,omitempty" max:"200"`
	Topics []string `json:"topics,omitempty" max:"20"`
}

// CancelMeeting calls a meeting off: verb supportgroup.cancel_meeting.
type CancelMeeting struct {
	Meeting ident.ID `json:"meeting"`
	// Why is weather, nobody_can, mourning, holiday or other.
	Why string `json:"why" max:"20"`
}

// ErasePhoto erases the photo of a meeting for ever: verb supportgroup.erase_photo.
type ErasePhoto struct {
	Meeting ident.ID `json:"meeting"`
}

// Subject is the meeting.
func (b PlanMeeting) Subject() ident.ID { return b.Meeting }

// Subject is the meeting.
func (b CancelMeeting) Subject() ident.ID { return b.Meeting }

// Subject is the meeting.
func (b ErasePhoto) Subject() ident.ID { return b.Meeting }

var hourForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// Check wants a group, a day and topics of ours.
func (b PlanMeeting) Check() *fault.Error {
	if b.From != "" && !hourForm.MatchString(b.From) {
		return fault.BadField("supportgroup.bad_hour", "from")
	}
	return all(wanted("meeting", b.Meeting != ""), wanted("group", b.Group != ""), checkDay(b.On), checkTopics(b.Topics))
}

// Check wants a reason.
func (b CancelMeeting) Check() *fault.Error {
	if !slices.Contains([]string{"weather", "nobody_can", "mourning", "holiday", "other"}, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return wanted("meeting", b.Meeting != "")
}

// Check wants a meeting.
func (b ErasePhoto) Check() *fault.Error { return wanted("meeting", b.Meeting != "") }

func checkDay(day string) *fault.Error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.BadField("body.bad_date", "on")
	}
	return nil
}

func checkTopics(topics []string) *fault.Error {
	for _, t := range topics {
		if !slices.Contains(Topics, t) {
			return fault.BadField("body.unknown_word", "topics")
		}
	}
	return nil
}

// text is the sealed form of what somebody wrote.
type text struct {
	Text string `json:"text"`
}

// planning is a meeting with its group, before it is set.
type planning struct {
	Meeting
	group Group
	today string
	set   Settings
	said  []messaging.Row // what members were told of the day it was planned on
}

// Audiences are those of the group's village.
func (p planning) Audiences() []string { return p.group.Audiences() }

func loadPlanning(q journal.Query) (p planning, err error) {
	b := q.Body.(PlanMeeting)
	found := false
	if p.Meeting, found, err = Meetings.Get(q.Tx, q.Facility, b.Meeting); err != nil {
		return p, err
	}
	group := b.Group
	if found {
		group = p.Meeting.Group
	}
	if p.group, err = groupOf(q, group); err != nil {
		return p, err
	}
	if p.set, _, err = Policy.Get(q); err != nil {
		return p, err
	}
	if p.said, err = remindedOf(q, p.Meeting); err != nil {
		return p, err
	}
	p.today, err = today(q)
	return p, err
}

// farthest is how many days ahead a meeting can be planned.
const farthest = 366

func (p planning) plan(s journal.Said[PlanMeeting]) journal.Answer {
	b := s.Body
	switch {
	case p.group.State != Active:
		return journal.Refuse("supportgroup.closed").On("group")
	case p.State == Held || p.State == Cancelled:
		return journal.Refuse("supportgroup.meeting_over").On("meeting")
	case b.On < p.today || b.On > later(p.today, farthest):
		return journal.Refuse("supportgroup.bad_day").On("on")
	}
	e := PlannedEvent{Meeting: b.Meeting, Group: p.group.ID, Village: p.group.Village, On: b.On, From: b.From, Topics: b.Topics, By: s.By.Worker}
	if place := strings.TrimSpace(b.Place); place != "" {
		e.Place = s.Seal("group_text", s.NewID(0), 1, text{place})
	}
	answer := journal.Accept(e)
	if p.On != b.On {
		answer = answer.With(unsay(p.said, p.On, nil)...)
	}
	if b.On <= later(p.today, p.set.RemindDays) && p.RemindedFor != b.On {
		answer = answer.With(WokeEvent{p.today, 1}) // the night before has gone by
	}
	return answer
}

// gathering is a meeting that is there.
type gathering struct {
	Meeting
	said []messaging.Row
}

func loadMeeting(q journal.Query) (g gathering, err error) {
	found := false
	if g.Meeting, found, err = Meetings.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return g, err
	}
	g.said, err = remindedOf(q, g.Meeting)
	return g, err
}

func (g gathering) cancel(s journal.Said[CancelMeeting]) journal.Answer {
	if g.State != Planned {
		return journal.Refuse("supportgroup.meeting_over")
	}
	return journal.Accept(CancelledEvent{g.ID, s.Body.Why, s.By.Worker}).With(unsay(g.said, g.On, s.NewID)...)
}

// erase takes a photo out for ever: somebody on it does not want it any more.
func (g gathering) erase(s journal.Said[ErasePhoto]) journal.Answer {
	if g.Photo == "" {
		return journal.Refuse("supportgroup.no_photo")
	}
	return journal.Accept(PhotoErasedEvent{g.ID, "asked", s.By.Worker})
}
