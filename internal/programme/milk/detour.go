package milk

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/promise"
)

// Absent tells that nobody opened, and what the courier does about it.
type Absent struct {
	Delivery ident.ID `json:"delivery"`
	Action   string   `json:"action" max:"20"`
}

// Give offers the load to another courier; it stays with the giver until taken.
type Give struct {
	Delivery ident.ID `json:"delivery"`
	To       ident.ID `json:"to"`
}

// Take takes the load over, bottle by bottle.
type Take struct {
	Delivery ident.ID   `json:"delivery"`
	Bottles  []ident.ID `json:"bottles"`
}

// Return brings bottles back.
type Return struct {
	Delivery ident.ID   `json:"delivery"`
	To       string     `json:"to" max:"20"`
	Bottles  []ident.ID `json:"bottles"`
}

// Discard pours bottles away.
type Discard struct {
	Delivery ident.ID   `json:"delivery"`
	Bottles  []ident.ID `json:"bottles"`
	Reason   string     `json:"reason" max:"20"`
	Note     string     `json:"note,omitempty" max:"500"`
}

// Undo takes a mistaken step back.
type Undo struct {
	Delivery ident.ID `json:"delivery"`
	Step     ident.ID `json:"step"`
}

// NewCode gives the mother's page a new code, when the old one is locked.
type NewCode struct {
	Delivery ident.ID `json:"delivery"`
}

// Subject names the delivery.
func (b Absent) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Give) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Take) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Return) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Discard) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b Undo) Subject() ident.ID { return b.Delivery }

// Subject names the delivery.
func (b NewCode) Subject() ident.ID { return b.Delivery }

func oneOf(word, field string, words ...string) *fault.Error {
	if !slices.Contains(words, word) {
		return fault.BadField("body.unknown_word", field)
	}
	return nil
}

// Check wants a known action.
func (b Absent) Check() *fault.Error {
	return oneOf(b.Action, "action", "wait", "call", "other_recipient", "back")
}

// Check wants a known place.
func (b Return) Check() *fault.Error {
	return oneOf(b.To, "to", "mother", "workplace", "facility")
}

// Check wants a known reason.
func (b Discard) Check() *fault.Error {
	return oneOf(b.Reason, "reason", "too_old", "too_warm", "seal_broken", "leak", "other")
}

// Absent notes a vain ring at the door.
func (r Run) Absent(s journal.Said[Absent]) journal.Answer {
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(AbsentEvent{r.ID, s.Body.Action, s.At}).With(r.tell(s.NewID(1), "milk_nobody_home")...)
}

// Give names the courier who will take over: somebody who may carry milk today.
func (r Run) Give(s journal.Said[Give]) journal.Answer {
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	if s.Body.To == "" || s.Body.To == r.Courier {
		return journal.Refuse("milk.give_to_another")
	}
	if r.unfit() && !s.Late() { // told late it may be done: taking it asks again, and opens the review
		return journal.Refuse("milk.give_to_unfit").On("to")
	}
	return journal.Accept(GivenEvent{r.ID, r.Courier, s.Body.To, s.At})
}

// Take moves custody: only the courier who was named, only with all bottles in
// his hands, only if he may carry milk today. Said late it has happened: the
// load is his, whatever was wrong with it, and a person looks at it.
func (r Run) Take(s journal.Said[Take]) journal.Answer {
	switch {
	case r.Ended():
		return journal.Refuse("milk.already_ended")
	case r.GiveTo == "" || s.By.Worker != r.GiveTo:
		return journal.Refuse("milk.not_given_to_you")
	}
	doubts := r.takeDoubts(distinct(s.Body.Bottles))
	if len(doubts) > 0 && !s.Late() {
		return doubts[0].online
	}
	answer := journal.Accept(TakenEvent{r.ID, r.Courier, s.By.Worker, s.At, r.unfit()}, dispatch.Moved{Job: r.Job, To: s.By.Worker})
	if r.Promise != "" {
		answer = answer.With(promise.Show(r.Promise, r.promisedBefore(s.By.Worker)))
	}
	r.Courier = s.By.Worker // what is looked at is his from here
	return r.flag(s.NewID(2), answer, reasonsOf(doubts))
}

// takeDoubts names every rule that taking these bottles over breaks.
func (r Run) takeDoubts(bottles []ident.ID) []doubt {
	var out []doubt
	if r.unfit() {
		out = append(out, doubt{"not_certified", journal.Refuse("milk.not_certified")})
	}
	if !sameBottles(bottles, r.onBoard()) {
		out = append(out, doubt{"wrong_bottle", journal.Refuse("milk.wrong_bottle").On("bottles")})
	}
	if slices.Contains(r.Bags, r.Bag) {
		out = append(out, doubt{"bag_in_use", journal.Refuse("milk.bag_in_use")})
	}
	return out
}

// Return ends bottles where they came from or at the health centre.
func (r Run) Return(s journal.Said[Return]) journal.Answer {
	s.Body.Bottles = distinct(s.Body.Bottles)
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	if !r.holdsAll(s.Body.Bottles) {
		return journal.Refuse("milk.wrong_bottle").On("bottles")
	}
	return r.lost(s.NewID(8), ReturnedEvent{r.ID, s.Body.Bottles, s.Body.To, s.At, r.Settings.HideSeconds}, s.Body.Bottles, "returned", s.NewID(1), s.Now.Add(r.linkLife()))
}

// Discard ends bottles that may not be fed.
func (r Run) Discard(s journal.Said[Discard]) journal.Answer {
	s.Body.Bottles = distinct(s.Body.Bottles)
	if code := r.carrying(s.By); code != "" {
		return journal.Refuse(code)
	}
	if !r.holdsAll(s.Body.Bottles) {
		return journal.Refuse("milk.wrong_bottle").On("bottles")
	}
	e := DiscardedEvent{Delivery: r.ID, Bottles: s.Body.Bottles, Reason: s.Body.Reason, At: s.At, Hide: r.Settings.HideSeconds}
	if s.Body.Note != "" {
		e.Note = s.Seal("milk_note", s.NewID(7), 1, s.Body.Note)
	}
	return r.lost(s.NewID(8), e, s.Body.Bottles, "discarded", s.NewID(1), s.Now.Add(r.linkLife()))
}

func (r Run) holdsAll(bottles []ident.ID) bool {
	held := r.onBoard()
	for _, id := range bottles {
		if !slices.Contains(held, id) {
			return false
		}
	}
	return len(bottles) > 0
}

// lost ends some bottles without a delivery. When none is left the run ends:
// whether the courier is paid is for a person to say, once.
func (r Run) lost(review ident.ID, e any, bottles []ident.ID, why string, message ident.ID, until instant.Instant) journal.Answer {
	answer := journal.Accept(e).With(r.tell(message, "milk_"+why)...)
	if len(bottles) < len(r.onBoard()) {
		return answer
	}
	answer = answer.With(dispatch.JobDone{Job: r.Job}, link.End(r.ID, until)).With(r.failed(why)...)
	if r.Promise != "" {
		answer = answer.With(promise.Cancel(r.Promise, until.Add(-r.linkLife())))
	}
	return r.flag(review, answer, []string{why})
}

// undoable are the steps an author may take back: never a hand-over, never money.
var undoable = []string{"packed", "departed", "arrived", "given"}

// Undo takes the author's own last step back within the time policy gives.
func (r Run) Undo(s journal.Said[Undo]) journal.Answer {
	switch {
	case r.Step.ID == "" || r.Step.Delivery != r.ID:
		return journal.Refuse("milk.no_such_step")
	case !slices.Contains(undoable, r.Step.Kind):
		return journal.Refuse("milk.step_stands")
	case r.Step.Actor != string(s.By.ID):
		return journal.Refuse("milk.not_your_step")
	case r.Step.Undone || r.LastStep != r.Step.ID:
		return journal.Refuse("milk.not_last_step")
	case s.Now.Sub(r.Step.RecordedAt) > seconds(r.Settings.UndoSeconds):
		return journal.Refuse("milk.undo_too_late")
	}
	return journal.Accept(UndoneEvent{r.ID, r.Step.ID, r.Step.Kind})
}

// NewCode unlocks with the next code; it stands on the mother's page only.
func (r Run) NewCode(s journal.Said[NewCode]) journal.Answer {
	switch {
	case r.Ended():
		return journal.Refuse("milk.already_ended")
	case r.CodeMisses < r.Settings.CodeTries:
		return journal.Refuse("milk.code_not_locked")
	case r.CodeGeneration >= 3:
		return journal.Refuse("milk.code_used_up")
	}
	return journal.Accept(CodeRenewed{r.ID, r.CodeGeneration + 1})
}

func (room Room) loadUndo(q journal.Query) (Run, error) {
	r, err := room.load(q)
	if err != nil {
		return r, err
	}
	r.Step, _, err = Steps.Get(q.Tx, q.Facility, q.Body.(Undo).Step)
	return r, err
}
