package admission

import (
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/messaging"
)

// The answers to "does she come to the posyandu?".
const (
	Comes  = "yes"
	NotYet = "not_yet"
)

// Confirm says whether she comes to the posyandu: verb milk.confirm_posyandu. Not yet
// invites her and holds nothing up.
type Confirm struct {
	Application ident.ID `json:"application"`
	Answer      string   `json:"answer"`
	// On is the civil day it holds for; empty: the day it was said.
	On string `json:"on,omitempty" max:"10"`
}

// Subject is the application.
func (b Confirm) Subject() ident.ID { return b.Application }

// Check wants one of the two answers.
func (b Confirm) Check() *fault.Error {
	switch {
	case b.Application == "":
		return fault.BadField("body.required", "application")
	case b.Answer != Comes && b.Answer != NotYet:
		return fault.BadField("body.bad_choice", "answer")
	}
	return checkDay(b.On, "on")
}

func checkDay(day, field string) *fault.Error {
	if day == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.BadField("body.bad_date", field)
	}
	return nil
}

// PosyanduSaid is the event of an answer; Of a later day than On it goes on counting.
type PosyanduSaid struct {
	Application ident.ID `json:"application"`
	Answer      string   `json:"answer"`
	On          string   `json:"on"`
	By          ident.ID `json:"by"`
}

// Confirm keeps the answer; the later day counts, whichever phone was heard first.
func (c current) Confirm(s journal.Said[Confirm]) journal.Answer {
	b := s.Body
	if b.On == "" {
		b.On = s.At.Day(c.zone)
	}
	switch {
	case !c.Open() && c.State != Admitted:
		return journal.Refuse("milk.application_closed")
	case b.On > c.today:
		return journal.Refuse("body.bad_date").On("on")
	}
	answer := journal.Accept(PosyanduSaid{c.ID, b.Answer, b.On, s.By.Worker})
	if b.Answer == NotYet && c.Posyandu == "" {
		answer = answer.With(messaging.Queue(messaging.Message{ID: s.NewID(1), To: c.Mother, Kind: "milk_posyandu"}))
	}
	return answer
}

func applyPosyandu(tx *store.Tx, m journal.Meta, e PosyanduSaid) error {
	return change(tx, m, e.Application, func(a *Application) {
		if e.On >= a.PosyanduOn {
			a.Posyandu, a.PosyanduOn, a.PosyanduBy = e.Answer, e.On, e.By
		}
	})
}

// Withdraw takes an application back on her word: verb milk.withdraw_application.
type Withdraw struct {
	Application ident.ID `json:"application"`
	// How she said so: told, phone or paper.
	How string `json:"how"`
}

// Subject is the application.
func (b Withdraw) Subject() ident.ID { return b.Application }

// Check wants to know how she said so.
func (b Withdraw) Check() *fault.Error {
	if b.Application == "" {
		return fault.BadField("body.required", "application")
	}
	if !slices.Contains([]string{"told", "phone", "paper"}, b.How) {
		return fault.BadField("body.bad_choice", "how")
	}
	return nil
}

// WithdrawnEvent is the event of an application taken back; Why is told, phone, paper,
// life or consent.
type WithdrawnEvent struct {
	Application ident.ID `json:"application"`
	Why         string   `json:"why"`
}

// Withdraw closes it.
func (c current) Withdraw(s journal.Said[Withdraw]) journal.Answer {
	if !c.Open() {
		return journal.Refuse("milk.application_closed")
	}
	return journal.Accept(WithdrawnEvent{c.ID, s.Body.How})
}

// current is an application with the day it is on.
type current struct {
	Application
	detail Detail
	zone   *time.Location
	today  string
	served bool
}

// Audiences are the application's, and the page by which it was made.
func (c current) Audiences() []string {
	return append(c.Application.Audiences(), "o:"+string(c.ID), "o:"+string(c.Mother))
}

func (Room) load(q journal.Query) (c current, err error) {
	var found bool
	if c.Application, found, err = Applications.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return c, err
	}
	if !found || c.State == Repeated {
		return c, fault.Absent()
	}
	if c.zone, err = zoneOf(q); err != nil {
		return c, err
	}
	c.today, c.served = q.Now.Day(c.zone), true
	_, err = q.Open(c.Application.Detail, &c.detail)
	return c, err
}

// byWhom is the worker who speaks, or the account of whoever has none.
func byWhom(a access.Actor) ident.ID {
	if a.Worker != "" {
		return a.Worker
	}
	return a.ID
}
