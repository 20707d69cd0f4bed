package alarm

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
)

// Answer tells what a responder says: verb alarm.answer, by their own page, by the desk
// that has them on the telephone, or by who meets them on the way.
type Answer struct {
	Case ident.ID `json:"case"`
	Call ident.ID `json:"call"`
	// Answer is going, cannot or no_answer; nobody says no_answer of themselves.
	Answer string `json:"answer" max:"10"`
}

// Next is the machine's command when a call's time has passed.
type Next struct {
	Case ident.ID `json:"case"`
	Call ident.ID `json:"call"`
}

// CallOut has the desk call the responders of a post for a request that did not come by
// its kenthongan, or did not say which: verb alarm.call.
type CallOut struct {
	Case ident.ID `json:"case"`
	Post ident.ID `json:"post"`
}

// Subject is the alarm.
func (b Answer) Subject() ident.ID { return b.Case }

// Subject is the alarm.
func (b Next) Subject() ident.ID { return b.Case }

// Subject is the request.
func (b CallOut) Subject() ident.ID { return b.Case }

// Check wants a call and one of the answers.
func (b Answer) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case b.Call == "":
		return fault.BadField("body.required", "call")
	case !slices.Contains([]string{Going, Cannot, NoAnswer}, b.Answer):
		return fault.BadField("body.unknown_word", "answer")
	}
	return nil
}

// Check wants a request and a post.
func (b CallOut) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case b.Post == "":
		return fault.BadField("body.required", "post")
	}
	return nil
}

// loadLadder reads an alarm with all that a decision about its calls needs.
func loadLadder(q journal.Query) (ladder, error) {
	l, err := ladderOf(q, q.Subject)
	if err == nil && !l.found {
		err = fault.Absent()
	}
	if b, is := q.Body.(Answer); is && q.By.Is(access.Neighbour) && b.Call == q.By.Subject {
		l.may = append(l.may, "j:"+string(b.Call))
	}
	return l, err
}

func ladderOf(q journal.Query, id ident.ID) (l ladder, err error) {
	if l.Alarm, l.found, err = Alarms.Get(q.Tx, q.Facility, id); err != nil || !l.found {
		return l, err
	}
	if l.calls, err = CallsOf(q, id); err != nil {
		return l, err
	}
	if l.who, err = RespondersOf(q, l.Post); err != nil {
		return l, err
	}
	l.set, _, err = Policy.Get(q)
	return l, err
}

// loadCalling reads the alarm of a request, or what one would begin with.
func loadCalling(q journal.Query) (ladder, error) {
	l, err := ladderOf(q, q.Subject)
	if err != nil || l.found {
		return l, err
	}
	c, found, err := need.Cases.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return l, err
	}
	if !found || !c.Request || c.Hidden(q.By) {
		return l, fault.Absent()
	}
	return begin(q, c.ID, q.Body.(CallOut).Post)
}

// begin is the ladder of a request that calls the responders of a post; without a post
// that stands it is none.
func begin(q journal.Query, request, post ident.ID) (l ladder, err error) {
	p, found, err := Posts.Get(q.Tx, q.Facility, post)
	if err != nil || !found || p.State != Up {
		return l, err
	}
	l.Alarm = Alarm{ID: request, Root: request, Post: p.ID, Village: p.Village, State: Calling}
	v, _, err := homevisit.Of(q, request)
	if err != nil {
		return l, err
	}
	if l.Workers = v.Workers; v.Ended() {
		l.State = Over
	}
	if l.who, err = RespondersOf(q, p.ID); err != nil {
		return l, err
	}
	l.set, _, err = Policy.Get(q)
	return l, err
}

// call begins the ladder of a request by hand.
func (l ladder) call(s journal.Said[CallOut]) journal.Answer {
	switch {
	case l.found:
		return journal.Refuse("alarm.called_already").On("case")
	case l.ID == "":
		return journal.Refuse("alarm.no_post").On("post")
	case l.State == Over:
		return journal.Refuse("alarm.over").On("case")
	}
	first := Sounded{Case: l.ID, Root: l.Root, Post: l.Post, Village: l.Village, At: s.Now, Workers: l.Workers}
	return journal.Accept(first).With(l.on(s.Now)...)
}

// answer is kept whenever it comes: the first who goes stops the calling, and who
// cannot is followed by the next at once.
func (l ladder) answer(s journal.Said[Answer]) journal.Answer {
	b := s.Body
	at := slices.IndexFunc(l.calls, func(c Call) bool { return c.ID == b.Call })
	switch {
	case at < 0:
		return journal.Refuse("alarm.no_such_call").On("call")
	case l.calls[at].State == b.Answer:
		return journal.Refuse("alarm.answered_already").On("answer")
	case b.Answer == NoAnswer && s.By.Worker == "":
		return journal.Refuse("alarm.not_of_oneself").On("answer")
	case b.Answer == NoAnswer && l.calls[at].State != Ringing:
		return journal.Refuse("alarm.answered_already").On("answer") // silence never stands over a word
	}
	e := AnsweredEvent{Case: l.ID, Call: b.Call, Answer: b.Answer, How: how(s.By), At: s.At, By: s.By.Worker}
	if b.Answer == Going {
		return journal.Accept(e)
	}
	return journal.Accept(e).With(l.with(b.Call, b.Answer).on(s.Now)...)
}

// how says which way an answer came.
func how(a access.Actor) string {
	switch {
	case a.Worker == "":
		return "link"
	case slices.Contains(a.Keys, "f"):
		return "phone"
	}
	return "field"
}

// next calls the next one when nobody has answered; said again it changes nothing.
func (l ladder) next(s journal.Said[Next]) journal.Answer {
	c, rings := l.ringing()
	switch {
	case !s.By.Is(access.Machine):
		return journal.Refuse("alarm.not_yours")
	case !rings || c.ID != s.Body.Call || l.State != Calling:
		return journal.Refuse("alarm.answered_already")
	case s.Now.Before(c.AnswerBy):
		return journal.Refuse("alarm.not_yet")
	}
	return journal.Accept(Unanswered{l.ID, c.ID}).With(l.with(c.ID, NoAnswer).on(s.Now)...)
}
