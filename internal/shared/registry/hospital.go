package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Stay tells that somebody went into hospital (verb registry.in_hospital) or came
// home (registry.home_again).
type Stay struct {
	Person ident.ID `json:"person"`
	On     string   `json:"on,omitempty" max:"10"`
}

// Subject is the person.
func (b Stay) Subject() ident.ID { return b.Person }

// Check wants a person.
func (b Stay) Check() *fault.Error {
	if b.Person == "" {
		return fault.BadField("body.required", "person")
	}
	return needDay(b.On, "on", false)
}

func (l life) goIn(s journal.Said[Stay]) journal.Answer {
	switch {
	case l.unfit() != "":
		return journal.Refuse(l.unfit()).On("person")
	case l.InHospital:
		return journal.Refuse("registry.in_hospital_already").On("person")
	}
	return journal.Accept(l.changed(s.NewID(0), InHospital, s.Body.On, Change{InHospital: ptr(true)}))
}

func (l life) comeHome(s journal.Said[Stay]) journal.Answer {
	switch {
	case l.unfit() != "":
		return journal.Refuse(l.unfit()).On("person")
	case !l.InHospital:
		return journal.Refuse("registry.not_in_hospital").On("person")
	}
	e := l.changed(s.NewID(0), HomeAgain, s.Body.On, Change{InHospital: ptr(false)})
	return journal.Accept(e, l.leave(s.NewID(1), AfterHospital, l.Person, "", e.Event))
}
