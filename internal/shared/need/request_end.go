package need

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Dismiss says that something is no request ("bukan permintaan", also mischief):
// verb need.dismiss, by two persons.
type Dismiss struct {
	Case   ident.ID `json:"case"`
	Reason string   `json:"reason" max:"1000"`
}

// Cancel ends a request that nobody will serve: verb need.cancel, by two persons.
type Cancel struct {
	Case   ident.ID `json:"case"`
	Reason string   `json:"reason" max:"1000"`
}

// Recategorise says that a request is of another kind: verb need.recategorise, by
// two persons.
type Recategorise struct {
	Case ident.ID `json:"case"`
	Kind string   `json:"kind" max:"40"`
}

// Subject is the case.
func (b Dismiss) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b Cancel) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b Recategorise) Subject() ident.ID { return b.Case }

// Check wants a case and a reason.
func (b Dismiss) Check() *fault.Error { return caseAndReason(b.Case, b.Reason) }

// Check wants a case and a reason.
func (b Cancel) Check() *fault.Error { return caseAndReason(b.Case, b.Reason) }

// Check wants a case and a kind.
func (b Recategorise) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	return wanted("kind", b.Kind != "")
}

func caseAndReason(id ident.ID, reason string) *fault.Error {
	if err := wanted("case", id != ""); err != nil {
		return err
	}
	return wanted("reason", reason != "")
}

// loadAsked reads a request; another case is none.
func (r Room) loadAsked(q journal.Query) (file, error) {
	f, err := r.load(q)
	if err == nil && !f.Request {
		err = fault.Absent()
	}
	if err != nil || r.Serving == nil {
		return f, err
	}
	who, err := r.Serving(q, f.ID)
	for _, w := range who {
		f.serving = append(f.serving, "w:"+string(w))
	}
	return f, err
}

// ended says why a request cannot end once more; empty: it can.
func (f file) ended() string {
	switch {
	case f.Merged != "":
		return "need.merged_already"
	case f.State != Going:
		return "need.closed_already"
	}
	return ""
}

func (f file) dismiss(s journal.Said[Dismiss]) journal.Answer {
	if why := f.ended(); why != "" {
		return journal.Refuse(why)
	}
	return journal.Accept(DismissedEvent{f.ID, s.Seal("need_note", s.NewID(0), 1, text{s.Body.Reason}), s.By.Worker, s.Approver.Worker})
}

func (f file) cancel(s journal.Said[Cancel]) journal.Answer {
	if why := f.ended(); why != "" {
		return journal.Refuse(why)
	}
	return journal.Accept(CancelledEvent{f.ID, s.Seal("need_note", s.NewID(0), 1, text{s.Body.Reason}), s.By.Worker, s.Approver.Worker})
}

func (f file) recategorise(s journal.Said[Recategorise]) journal.Answer {
	k, known := f.room.kind(s.Body.Kind)
	switch why := f.ended(); {
	case why != "":
		return journal.Refuse(why)
	case !known || !k.Request:
		return journal.Refuse("need.unknown_kind").On("kind")
	case k.Name == f.Kind:
		return journal.Refuse("need.kind_already").On("kind")
	}
	return journal.Accept(Recategorised{f.ID, k.Name, s.By.Worker, s.Approver.Worker})
}
