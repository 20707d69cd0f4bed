package need

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/promise"
)

// Note adds something written, photographed or both: verb need.note.
type Note struct {
	Case  ident.ID `json:"case"`
	Note  string   `json:"note,omitempty" max:"1000"`
	Photo string   `json:"photo,omitempty" max:"64"`
}

// DoStep says that one of the case's steps is done: verb need.step.
type DoStep struct {
	Case  ident.ID `json:"case"`
	Step  string   `json:"step" max:"40"`
	Note  string   `json:"note,omitempty" max:"1000"`
	Photo string   `json:"photo,omitempty" max:"64"`
}

// Hand gives the case to its next owner: verb need.hand.
type Hand struct {
	Case  ident.ID `json:"case"`
	Owner ident.ID `json:"owner"`
}

// Close ends the case: verb need.close. Outcome is solved, unfounded, passed_on or
// duplicate.
type Close struct {
	Case    ident.ID `json:"case"`
	Outcome string   `json:"outcome" max:"20"`
	Reason  string   `json:"reason" max:"1000"`
}

// Reopen takes up a closed case: verb need.reopen.
type Reopen struct {
	Case   ident.ID `json:"case"`
	Reason string   `json:"reason" max:"1000"`
}

// Subject is the case.
func (b Note) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b DoStep) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b Hand) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b Close) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b Reopen) Subject() ident.ID { return b.Case }

func wanted(field string, there bool) *fault.Error {
	if !there {
		return fault.BadField("body.required", field)
	}
	return nil
}

// Check wants a case and something to keep.
func (b Note) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	if err := wanted("note", b.Note != "" || b.Photo != ""); err != nil {
		return err
	}
	return checkPhoto(b.Photo)
}

// Check wants a case and a step.
func (b DoStep) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	if err := wanted("step", b.Step != ""); err != nil {
		return err
	}
	return checkPhoto(b.Photo)
}

// Check wants a case and who is to have it.
func (b Hand) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	return wanted("owner", b.Owner != "")
}

// Check wants a case, an outcome and a reason.
func (b Close) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	if !slices.Contains([]string{"solved", "unfounded", "passed_on", "duplicate"}, b.Outcome) {
		return fault.BadField("body.unknown_word", "outcome")
	}
	return wanted("reason", b.Reason != "")
}

// Check wants a case and a reason.
func (b Reopen) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	return wanted("reason", b.Reason != "")
}

// file is a case with what a decision about it needs.
type file struct {
	Case
	room     Room
	kind     Kind
	settings Settings
	version  int64
	done     []string // codes of steps done since it was last opened
	going    int64    // parts that are still open
	works    bool     // the next owner, or at a look the present one, may have it
	next     ident.ID
	// serving are the audiences of who serves a request.
	serving []string
}

// Audiences are the case's, and whoever serves a request.
func (f file) Audiences() []string { return append(f.Case.Audiences(), f.serving...) }

func (r Room) load(q journal.Query) (file, error) {
	c, found, err := Cases.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return file{}, err
	}
	if !found || c.Hidden(q.By) {
		return file{}, fault.Absent()
	}
	f := file{Case: c, room: r}
	f.kind, _ = r.kind(c.Kind)
	if f.settings, f.version, err = Policy.Get(q); err != nil {
		return f, err
	}
	if f.done, err = doneOf(q, c.ID); err != nil {
		return f, err
	}
	_, err = q.One("SELECT count(*) FROM need_case WHERE facility_id = $1 AND parent = $2 AND state = $3", []any{q.Facility, c.ID, Going}, &f.going)
	return f, err
}

// doneOf lists the steps of a case that are done.
func doneOf(q journal.Query, id ident.ID) ([]string, error) {
	steps, err := Steps.Where(q.Tx, "facility_id = $1 AND case_id = $2 AND kind = 'step' ORDER BY seq, id", q.Facility, id)
	var out []string
	for _, s := range steps {
		out = append(out, s.Code)
	}
	return out, err
}

func (r Room) loadHanding(q journal.Query) (file, error) {
	f, err := r.load(q)
	if err != nil {
		return f, err
	}
	f.works, err = r.mayHave(q, f.Case, q.Body.(Hand).Owner)
	return f, err
}

func sealNote[B any](s journal.Said[B], said string) (r journal.Ref) {
	if said != "" {
		r = s.Seal("need_note", s.NewID(0), 1, text{said})
	}
	return r
}

// note is kept also on a closed case: what comes late belongs to it.
func (f file) note(s journal.Said[Note]) journal.Answer {
	return journal.Accept(Noted{f.ID, s.At, s.By.Worker, sealNote(s, s.Body.Note), s.Body.Photo})
}

func (f file) step(s journal.Said[DoStep]) journal.Answer {
	todo, ok := f.kind.todo(s.Body.Step)
	switch {
	case f.State != Going:
		return journal.Refuse("need.closed_already")
	case !ok:
		return journal.Refuse("need.no_such_step").On("step")
	case f.HeadOnly && s.Body.Step == handled: // as it was said before answers had words of their own
		return f.answered(s.NewID(1), ComplaintAnswered{f.ID, s.At, s.By.Worker, "spoken", sealNote(s, s.Body.Note)})
	case slices.Contains(f.done, s.Body.Step):
		return journal.Refuse("need.step_done").On("step")
	case !mayDo(s.By, todo.Who):
		return journal.Refuse("need.step_not_yours").On("step")
	}
	return journal.Accept(StepDone{f.ID, s.Body.Step, s.At, s.By.Worker, sealNote(s, s.Body.Note), s.Body.Photo})
}

// mayDo: a doctor's step is a doctor's; a midwife's is hers or a doctor's; the
// head may not stand in for either, for it is what a health worker has seen.
func mayDo(a access.Actor, who access.Role) bool {
	switch who {
	case access.Doctor:
		return a.Is(access.Doctor)
	case access.Midwife:
		return a.Is(access.Midwife) || a.Is(access.Doctor)
	}
	return true
}

func (f file) hand(s journal.Said[Hand]) journal.Answer {
	switch {
	case f.State != Going:
		return journal.Refuse("need.closed_already")
	case s.Body.Owner == f.Owner:
		return journal.Refuse("need.owner_already").On("owner")
	case !f.works:
		return journal.Refuse("need.not_for_them").On("owner")
	}
	return journal.Accept(f.room.moved(f.Case, s.Body.Owner, s.By.Worker, "handed")...)
}

func (f file) close(s journal.Said[Close]) journal.Answer {
	switch {
	case f.State != Going:
		return journal.Refuse("need.closed_already")
	case f.Request:
		return journal.Refuse("need.request_ends_otherwise")
	case f.going > 0:
		return journal.Refuse("need.parts_open")
	}
	if why := f.mayClose(s.By); why != "" {
		return journal.Refuse(why)
	}
	answer := journal.Accept(ClosedEvent{f.ID, s.Body.Outcome, s.By.Worker, s.Seal("need_note", s.NewID(0), 1, text{s.Body.Reason})})
	if f.Promise != "" {
		answer = answer.With(promise.Keep(f.Promise, s.Now))
	}
	return answer
}

func (f file) reopen(s journal.Said[Reopen]) journal.Answer {
	switch {
	case f.State == Going:
		return journal.Refuse("need.open_already")
	case f.Request:
		return journal.Refuse("need.request_ends_otherwise") // its clock began once
	}
	f.Reopened++
	due := f.settings.due(f.kind.Urgency, f.Door, s.Now)
	warn := s.Now.Add(second(f.settings.secondsOf(f.kind.Urgency, f.Door) * 3 / 4))
	return journal.Accept(
		ReopenedEvent{f.ID, s.By.Worker, s.Seal("need_note", s.NewID(0), 1, text{s.Body.Reason}), due, f.version, f.promiseID()},
		promise.Start(f.promiseID(), f.ID, promiseKind, s.Now, due, warn, f.Audiences()))
}
