package lead

import (
	"slices"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// Confirm tells that she said herself, at the first contact, that she wants to be helped:
// verb lead.confirm.
type Confirm struct {
	Lead ident.ID `json:"lead"`
}

// Visit tells that somebody was there: verb lead.visit. Told again it puts the outcome right.
type Visit struct {
	Lead ident.ID `json:"lead"`
	// Outcome is came, not_came or not_met.
	Outcome string `json:"outcome" max:"10"`
}

// No tells that she does not want it: verb lead.refuse. Her details are gone at once.
type No struct {
	Lead ident.ID `json:"lead"`
}

// Link says that she is somebody of the register: verb lead.link.
type Link struct {
	Lead   ident.ID `json:"lead"`
	Person ident.ID `json:"person"`
}

// Erase is the machine's command when nobody confirmed in time: verb lead.erase.
type Erase struct {
	Lead ident.ID `json:"lead"`
}

// Subject is the lead.
func (b Confirm) Subject() ident.ID { return b.Lead }

// Subject is the lead.
func (b Visit) Subject() ident.ID { return b.Lead }

// Subject is the lead.
func (b No) Subject() ident.ID { return b.Lead }

// Subject is the lead.
func (b Link) Subject() ident.ID { return b.Lead }

// Subject is the lead.
func (b Erase) Subject() ident.ID { return b.Lead }

func wanted(id ident.ID, field string) *fault.Error {
	if id == "" {
		return fault.BadField("body.required", field)
	}
	return nil
}

// Check wants a lead.
func (b Confirm) Check() *fault.Error { return wanted(b.Lead, "lead") }

// Check wants a lead.
func (b No) Check() *fault.Error { return wanted(b.Lead, "lead") }

// Check wants a lead.
func (b Erase) Check() *fault.Error { return wanted(b.Lead, "lead") }

// Check wants a lead and how it ended.
func (b Visit) Check() *fault.Error {
	if !slices.Contains(outcomes, b.Outcome) {
		return fault.BadField("body.unknown_word", "outcome")
	}
	return wanted(b.Lead, "lead")
}

// Check wants a lead and a person.
func (b Link) Check() *fault.Error {
	if err := wanted(b.Lead, "lead"); err != nil {
		return err
	}
	return wanted(b.Person, "person")
}

// going is a lead with its promise.
type going struct {
	Lead
	promise promise.Promise
	// person is the record that is to be linked; there: it is known.
	person registry.Person
	there  bool
}

func load(q journal.Query) (g going, err error) {
	found := false
	if g.Lead, found, err = Leads.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return g, err
	}
	g.promise, _, err = promise.Promises.Get(q.Tx, q.Facility, PromiseID(g.ID))
	return g, err
}

func loadLinking(q journal.Query) (g going, err error) {
	if g, err = load(q); err != nil {
		return g, err
	}
	g.person, g.there, err = registry.Canonical(q.Tx, q.Facility, q.Body.(Link).Person)
	return g, err
}

// over refuses what is told of somebody whom nobody may call on any more; empty: go on.
func (l Lead) over() string {
	switch l.State {
	case Refused:
		return "lead.refused_already"
	case Erased:
		return "lead.erased_already"
	}
	return ""
}

func (g going) confirm(s journal.Said[Confirm]) journal.Answer {
	if code := g.over(); code != "" {
		return journal.Refuse(code)
	}
	if !g.ConfirmedAt.IsZero() {
		return journal.Refuse("lead.confirmed_already")
	}
	return journal.Accept(ConfirmedEvent{g.ID, s.By.Worker})
}

// visit keeps the promise when she was met; for a breast that hurts, when a health worker
// met her: a cadre does not judge it.
func (g going) visit(s journal.Said[Visit]) journal.Answer {
	if code := g.over(); code != "" {
		return journal.Refuse(code)
	}
	answer := journal.Accept(VisitedEvent{g.ID, s.Body.Outcome, s.By.Worker})
	if s.Body.Outcome == Missed || g.Kind == Breast && !access.HealthWorker(s.By) {
		return answer
	}
	return answer.With(promise.Fulfil(g.promise, promise.EvidenceOf(s), s.Now)...)
}

func (g going) refuse(s journal.Said[No]) journal.Answer {
	if code := g.over(); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(RefusedEvent{g.ID, s.By.Worker}).With(g.forgets()...).With(promise.Cancel(PromiseID(g.ID), s.Now))
}

// forgets erases every version of who she is.
func (l Lead) forgets() (out []any) {
	for v := int64(1); v <= l.Who.Version; v++ {
		out = append(out, journal.Erased{Table: l.Who.Table, ID: l.Who.ID, Version: v})
	}
	return out
}

func (g going) link(s journal.Said[Link]) journal.Answer {
	if code := g.over(); code != "" {
		return journal.Refuse(code)
	}
	switch {
	case g.ConfirmedAt.IsZero():
		return journal.Refuse("lead.not_confirmed")
	case !g.there || g.person.State != registry.Active || g.person.Village != g.Village:
		return journal.Refuse("lead.no_such_person").On("person")
	case g.Person == g.person.ID:
		return journal.Refuse("lead.linked_already")
	}
	return journal.Accept(LinkedEvent{g.ID, g.person.ID, s.By.Worker})
}

// erase is decided by what is so at that hour: who has confirmed stays.
func (g going) erase(s journal.Said[Erase]) journal.Answer {
	if code := g.over(); code != "" {
		return journal.Refuse(code)
	}
	switch {
	case !g.ConfirmedAt.IsZero():
		return journal.Refuse("lead.confirmed_already")
	case s.Now.Before(g.EraseAt):
		return journal.Refuse("lead.not_due")
	}
	return journal.Accept(g.gone(Unconfirmed, s.Now)...)
}

// Correct puts right where she lives, what she wants or who she is: verb lead.correct. What
// is left out stays.
type Correct struct {
	Lead    ident.ID `json:"lead"`
	Village string   `json:"village,omitempty" max:"20"`
	Kind    string   `json:"kind,omitempty" max:"20"`
	Name    *string  `json:"name,omitempty" max:"80"`
	Phone   *string  `json:"phone,omitempty" max:"40"`
	Note    *string  `json:"note,omitempty" max:"200"`
}

// Subject is the lead.
func (b Correct) Subject() ident.ID { return b.Lead }

// Check wants something to put right.
func (b Correct) Check() *fault.Error {
	switch {
	case b.Lead == "":
		return fault.BadField("body.required", "lead")
	case b.Village == "" && b.Kind == "" && b.Name == nil && b.Phone == nil && b.Note == nil:
		return fault.BadField("body.required", "name")
	case b.Kind != "" && !slices.Contains(Kinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Name != nil && strings.TrimSpace(*b.Name) == "":
		return fault.BadField("body.required", "name")
	}
	if b.Phone != nil {
		if _, err := registry.NormalPhone(*b.Phone); err != nil {
			return fault.BadField(err.Code, "phone")
		}
	}
	return nil
}
