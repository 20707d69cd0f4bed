package supportgroup

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Leave tells that a member does not want to go on: verb supportgroup.leave.
type Leave struct {
	Member ident.ID `json:"member"`
	// Why is a code as that of a no; empty: she did not say.
	Why string `json:"why,omitempty" max:"20"`
}

// MoveMember puts somebody into another group: verb supportgroup.move_member.
type MoveMember struct {
	Member ident.ID `json:"member"`
	Group  ident.ID `json:"group"`
}

// When the five questions are asked.
const (
	AtJoining   = "joining"
	AtSixMonths = "six_months"
)

// Question is one of the five; Right is the answer that is right, yes or no.
type Question struct {
	Code  string `json:"code"`
	Right string `json:"right"`
}

// Questions are the five that are asked on joining and at six months; their words stand in
// the catalogue under supportgroup.question.<code>. Each is one of the common beliefs by
// which breast milk alone is given up: that the first milk is bad, that a baby needs water,
// that little milk stays little, that work or a light fever ends it (docs/supportgroup.md).
var Questions = [5]Question{{"first_milk", "yes"}, {"water", "no"}, {"more_often", "yes"}, {"work", "yes"}, {"fever", "no"}}

// AnswerQuestions keeps how a member answered: verb supportgroup.answer_questions. Told
// again, the last telling counts.
type AnswerQuestions struct {
	Member ident.ID `json:"member"`
	// When is joining or six_months.
	When string `json:"when" max:"12"`
	// Answers are yes, no or unsure, in the order of the questions.
	Answers []string `json:"answers" max:"6"`
}

// Subject is the row.
func (b Leave) Subject() ident.ID { return b.Member }

// Subject is the row.
func (b MoveMember) Subject() ident.ID { return b.Member }

// Subject is the row.
func (b AnswerQuestions) Subject() ident.ID { return b.Member }

// Check wants a row and a reason of ours.
func (b Leave) Check() *fault.Error {
	if !slices.Contains(reasons, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return wanted("member", b.Member != "")
}

// Check wants a row and a group.
func (b MoveMember) Check() *fault.Error {
	return all(wanted("member", b.Member != ""), wanted("group", b.Group != ""))
}

// Check wants five answers.
func (b AnswerQuestions) Check() *fault.Error {
	switch {
	case b.When != AtJoining && b.When != AtSixMonths:
		return fault.BadField("body.unknown_word", "when")
	case len(b.Answers) != len(Questions):
		return fault.BadField("supportgroup.five_answers", "answers")
	}
	for _, a := range b.Answers {
		if a != "yes" && a != "no" && a != "unsure" {
			return fault.BadField("body.unknown_word", "answers")
		}
	}
	return wanted("member", b.Member != "")
}

// Score counts the answers that are right.
func Score(answers []string) (n int64) {
	for i, a := range answers {
		if i < len(Questions) && a == Questions[i].Right {
			n++
		}
	}
	return n
}

func (f file) leave(s journal.Said[Leave]) journal.Answer {
	if f.State != Joined {
		return journal.Refuse("supportgroup.not_a_member")
	}
	return journal.Accept(LeftEvent{f.ID, f.today, s.Body.Why, s.By.Worker})
}

// ask keeps the answers of a member, and of who has finished: the second asking is often
// some days after the six months.
func (f file) ask(s journal.Said[AnswerQuestions]) journal.Answer {
	b := s.Body
	switch {
	case f.State != Joined && f.State != Finished:
		return journal.Refuse("supportgroup.not_a_member")
	case b.When == AtJoining && f.State == Finished:
		return journal.Refuse("supportgroup.too_late_to_ask").On("when")
	}
	k := Knowledge{On: f.today, Answers: b.Answers, Score: Score(b.Answers), By: s.By.Worker}
	return journal.Accept(AskedEvent{f.ID, b.When, k}).Giving(map[string]int64{"score": k.Score})
}

// moving is a row with the group it is to be in.
type moving struct {
	file
	to    Group
	known bool
	room  bool
}

func loadMoving(q journal.Query) (m moving, err error) {
	if m.file, err = loadFile(q); err != nil {
		return m, err
	}
	if m.to, m.known, err = Groups.Get(q.Tx, q.Facility, q.Body.(MoveMember).Group); err != nil {
		return m, err
	}
	n, err := count(q, m.to.ID, []string{Joined})
	m.room = n < m.set.MostMembers
	return m, err
}

func (m moving) move(s journal.Said[MoveMember]) journal.Answer {
	switch {
	case !m.Going():
		return journal.Refuse("supportgroup.over")
	case !m.known || m.to.State != Active:
		return journal.Refuse("supportgroup.no_such_group").On("group")
	case m.to.ID == m.Group:
		return journal.Refuse("supportgroup.there_already").On("group")
	case !m.room:
		return journal.Refuse("supportgroup.full").On("group")
	}
	return journal.Accept(RehomedEvent{m.ID, Place{m.to.ID, m.to.Village}, s.By.Worker})
}
