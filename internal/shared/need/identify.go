package need

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Identify says who of the register the patient is, where a request came in with a
// name only, or with the wrong person: verb need.identify. From then on what is
// written at the bedside stands with that person.
type Identify struct {
	Case   ident.ID `json:"case"`
	Person ident.ID `json:"person"`
}

// Subject is the request.
func (b Identify) Subject() ident.ID { return b.Case }

// Check wants a request and a person.
func (b Identify) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	return wanted("person", b.Person != "")
}

// Identified is the event of a patient who is known. Its clock, colour and place stay.
type Identified struct {
	Case   ident.ID `json:"case"`
	Person ident.ID `json:"person"`
	By     ident.ID `json:"by,omitempty"`
}

// knowing is a request with the person who is named.
type knowing struct {
	file
	person registry.Person
	known  bool
}

func (r Room) loadKnowing(q journal.Query) (k knowing, err error) {
	if k.file, err = r.loadAsked(q); err != nil {
		return k, err
	}
	k.person, k.known, err = registry.Canonical(q.Tx, q.Facility, q.Body.(Identify).Person)
	return k, err
}

// identify is open also after the journey has ended: the record is often written in the
// evening.
func (k knowing) identify(s journal.Said[Identify]) journal.Answer {
	switch {
	case k.Merged != "":
		return journal.Refuse("need.merged_already")
	case !k.known || k.person.State != registry.Active || !registry.Lives(k.person.Kind):
		return journal.Refuse("need.nobody_known").On("person")
	case len(k.People) == 1 && k.People[0] == k.person.ID:
		return journal.Refuse("need.identified_already").On("person")
	}
	return journal.Accept(Identified{k.ID, k.person.ID, s.By.Worker})
}

func identified(c *Case, _ journal.Meta, e Identified) Step {
	c.People = []ident.ID{e.Person}
	return Step{Kind: "identified", By: e.By}
}
