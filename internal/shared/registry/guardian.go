package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// ChangeGuardian gives a child another guardian, with their consent: verb
// registry.change_guardian. Pages of the former one close in the same second.
type ChangeGuardian struct {
	Child ident.ID `json:"child"`
	// Guardian is registered before.
	Guardian ident.ID `json:"guardian"`
	// Reason is mother_died, mother_ill, adoption, court or other.
	Reason string `json:"reason" max:"20"`
	On     string `json:"on,omitempty" max:"10"`
	// TextVersion, How and Witness are of the guardian's consent: see Agree.
	TextVersion string   `json:"text_version" max:"30"`
	How         string   `json:"how"`
	Witness     ident.ID `json:"witness,omitempty"`
	// Household is where the child lives from now on; empty: where it did.
	Household ident.ID `json:"household,omitempty"`
}

// Subject is the child.
func (b ChangeGuardian) Subject() ident.ID { return b.Child }

// Check wants a child, a guardian, a reason and a consent that can be proven.
func (b ChangeGuardian) Check() *fault.Error {
	switch {
	case b.Child == "":
		return fault.BadField("body.required", "child")
	case b.Guardian == "" || b.Guardian == b.Child:
		return fault.BadField("body.required", "guardian")
	case !oneOf(b.Reason, "mother_died", "mother_ill", "adoption", "court", "other"):
		return fault.BadField("body.bad_choice", "reason")
	}
	if err := needDay(b.On, "on", false); err != nil {
		return err
	}
	return Agree{Person: b.Child, Purpose: ChildData, TextVersion: b.TextVersion, How: b.How, ByWhom: "guardian"}.Check()
}

// ChildData is the purpose of a guardian's consent to keep a child's record.
const ChildData = "child_data"

// wardship is a child with its next guardian and where it is to live.
type wardship struct {
	life
	found bool
	// former is who decides for the child until now, as the record that stands.
	former Person
	home   Household
	house  House
	lost   bool
}

func (r Room) loadWardship(q journal.Query) (w wardship, err error) {
	if w.life, err = r.loadLife(q); err != nil {
		return w, err
	}
	b := q.Body.(ChangeGuardian)
	if w.former, _, err = Canonical(q.Tx, q.Facility, w.decides()); err != nil {
		return w, err
	}
	if w.other, w.found, err = Canonical(q.Tx, q.Facility, b.Guardian); err != nil || b.Household == "" {
		return w, err
	}
	var found bool
	if w.home, found, err = Households.Get(q.Tx, q.Facility, b.Household); err != nil || !found {
		w.lost = !found
		return w, err
	}
	w.house, _, err = Houses.Get(q.Tx, q.Facility, w.home.House)
	return w, err
}

func (w wardship) change(s journal.Said[ChangeGuardian]) journal.Answer {
	b := s.Body
	today := s.Now.Day(utc())
	switch {
	case w.State == Dead || w.State == Erased:
		return journal.Refuse(w.unfit()).On("child")
	case !w.found || !Lives(w.other.Kind) || w.other.State != Active:
		return journal.Refuse("registry.no_such_guardian").On("guardian")
	case w.lost:
		return journal.Refuse("registry.unknown_household").On("household")
	case !w.minor(today):
		return journal.Refuse("registry.not_a_child").On("child")
	case w.other.Born != "" && w.other.minor(today):
		return journal.Refuse("registry.guardian_too_young").On("guardian")
	case w.former.ID == w.other.ID:
		return journal.Refuse("registry.guardian_already").On("guardian")
	}
	c := Change{Guardian: &w.other.ID}
	if b.Household != "" {
		c.Household, c.Village, c.Group = &w.home.ID, &w.house.Village, &w.house.Group
	}
	e := w.changed(s.NewID(0), GuardianChanged, b.On, c)
	e.Of = w.former.ID
	return journal.Accept(e, ConsentRecorded{Person: w.ID, Purpose: ChildData, TextVersion: b.TextVersion, Given: true, How: b.How,
		ByWhom: "guardian", Guardian: w.other.ID, Witness: b.Witness})
}

// decides is who decides for the child now.
func (p Person) decides() ident.ID {
	if p.Guardian != "" {
		return p.Guardian
	}
	return p.Mother
}
