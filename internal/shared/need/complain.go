package need

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Complain tells the head that something is wrong: a mother or a recipient on her
// page, anybody on the public one, the desk for somebody who comes or calls. Verb
// need.complain. Whoever it is, the answer is the same: received, its number, and
// by when it is answered.
type Complain struct {
	Case ident.ID `json:"case"`
	// Kind is complaint, complaint_asked_to_pay, complaint_conduct, complaint_late or
	// complaint_place.
	Kind string `json:"kind" max:"40"`
	// Door is how it came to who writes it down; a page leaves it out.
	Door string `json:"door,omitempty" max:"20"`
	// OfHead: it is about the head of the health centre, who then never sees it.
	OfHead bool `json:"of_head,omitempty"`
	// About is what it is about, when the page knows: a delivery.
	About ident.ID `json:"about,omitempty"`
	What  string   `json:"what" max:"1000"`
	// Name and Phone are of whoever the page does not know; both may be left out.
	Name  string `json:"name,omitempty" max:"80"`
	Phone string `json:"phone,omitempty" max:"30"`
}

// Check wants an id, a kind and what happened.
func (b Complain) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case !slices.Contains(complaintKinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Door != "" && !slices.Contains(complaintDoors, b.Door):
		return fault.BadField("body.unknown_word", "door")
	case b.What == "" && b.Kind != askedToPay:
		return fault.BadField("body.required", "what")
	}
	return nil
}

func (r Room) loadComplaint(q journal.Query) (opening, error) {
	b := q.Body.(Complain)
	o, err := r.anOpening(q, b.Case, b.Kind)
	o.keys = append([]string{"f"}, q.By.Keys...) // about what one has oneself to say
	o.code = ReceiptCode(q.Keys, q.Facility, b.Case)
	if err == nil && b.OfHead {
		o.heads, err = r.Holders(q, access.Head, "")
	}
	if err != nil || b.About == "" || b.About == q.By.Subject {
		return o, err
	}
	o.keys = []string{"f"} // about a thing: only by whom it is about
	if r.About == nil {
		return o, nil
	}
	people, err := r.About(q, b.About)
	for _, p := range people {
		o.keys = append(o.keys, "o:"+string(p))
	}
	return o, err
}

func (o opening) complain(s journal.Said[Complain]) journal.Answer {
	b := s.Body
	switch {
	case o.found:
		return journal.Refuse("need.exists").On("case")
	case !o.known:
		return journal.Refuse("need.unknown_kind").On("kind")
	}
	e := Opened{Case: b.Case, Kind: b.Kind, Subject: b.About, OpenedBy: s.By.Worker, Door: b.door(s.By), Confidential: true, HeadOnly: true, Against: o.heads, Cause: s.ID}
	if e.Subject == "" {
		e.Subject = s.By.Subject
	}
	if b.What != "" {
		e.What = s.Seal("need_text", b.Case, 1, text{b.What})
	}
	if b.Name != "" || b.Phone != "" {
		e.Reporter = s.Seal("need_reporter", b.Case, 1, Reporter{b.Name, b.Phone})
	}
	answer := journal.Accept(e)
	if p := s.By.Person; p != "" {
		e.People = []ident.ID{p}
		answer = journal.Accept(e).With(o.room.tell(s.NewID(1), p, "complaint_received", Case{Number: o.number})...)
	}
	return answer.Giving(Received{Case: b.Case, Number: short(o.number), Due: o.settings.due(o.kind.Urgency, e.Door, s.Now), Code: o.code})
}

// door is how it came: who has a page came by that, whatever they say.
func (b Complain) door(by access.Actor) string {
	switch {
	case by.Worker == "":
		return "link"
	case b.Door == "":
		return "desk"
	}
	return b.Door
}
