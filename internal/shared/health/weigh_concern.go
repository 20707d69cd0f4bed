package health

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// SeeChild says that a child of the midwife's list was seen: verb health.see_child.
type SeeChild struct {
	Concern ident.ID `json:"concern"`
	// On is the civil day on which (YYYY-MM-DD).
	On   string `json:"on" max:"10"`
	Note string `json:"note,omitempty" max:"500"`
}

// AskVisit makes a request for a visit of an entry of the midwife's list: verb
// health.ask_visit.
type AskVisit struct {
	Concern ident.ID `json:"concern"`
	What    string   `json:"what,omitempty" max:"500"`
}

// Subject is the concern.
func (b SeeChild) Subject() ident.ID { return b.Concern }

// Subject is the concern.
func (b AskVisit) Subject() ident.ID { return b.Concern }

// Check wants a concern and a day.
func (b SeeChild) Check() *fault.Error {
	switch {
	case b.Concern == "":
		return fault.BadField("body.required", "concern")
	case !civilDay(b.On):
		return fault.BadField("body.bad_date", "on")
	}
	return nil
}

// Check wants a concern.
func (b AskVisit) Check() *fault.Error {
	if b.Concern == "" {
		return fault.BadField("body.required", "concern")
	}
	return nil
}

// listed is an entry of the midwife's list.
type listed struct {
	Concern
	today   string
	raising need.Raising
}

func loadConcern(q journal.Query) (l listed, err error) {
	found := false
	if l.Concern, found, err = Concerns.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return l, err
	}
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return l, err
	}
	l.today = q.Now.Day(home.Location())
	if _, asks := q.Body.(AskVisit); asks && !l.Guest {
		l.raising, err = need.ReadRaising(q, l.Child, "")
	}
	return l, err
}

// see ends an entry with who saw the child and when.
func (l listed) see(s journal.Said[SeeChild]) journal.Answer {
	switch {
	case l.State != ConcernOpen:
		return journal.Refuse("health.concern_ended").On("concern")
	case s.Body.On > l.today, s.Body.On < l.Since:
		return journal.Refuse("body.bad_date").On("on")
	}
	return journal.Accept(ConcernSettled{Concern: l.ID, State: ConcernSeen, By: s.By.Worker, On: s.Body.On, Note: noted(s, s.Body.Note)})
}

// VisitAsked is what who asked for a visit is told: the request that was opened or joined.
type VisitAsked struct {
	Request   ident.ID `json:"request"`
	Opened    bool     `json:"opened,omitempty"`
	Colour    string   `json:"colour,omitempty"`
	Emergency string   `json:"emergency,omitempty"`
}

// askVisit ends an entry with a request, by the sign of the signed table that fits: a
// child with an open request brings its weight to that one.
func (l listed) askVisit(s journal.Said[AskVisit]) journal.Answer {
	switch {
	case l.State != ConcernOpen:
		return journal.Refuse("health.concern_ended").On("concern")
	case l.Guest:
		return journal.Refuse("health.guest_of_elsewhere").On("concern")
	}
	raised := need.Raise(l.raising, s, 1, need.VisitRequest, []string{signOf(l.Reasons)}, s.Body.What)
	if raised.Request == "" {
		return journal.Refuse("health.not_here_any_more").On("concern")
	}
	e := ConcernSettled{Concern: l.ID, State: ConcernRequested, By: s.By.Worker, On: l.today, Request: raised.Request}
	return journal.Accept(e).With(raised.Events...).Giving(VisitAsked{raised.Request, raised.New, raised.Colour, raised.Emergency})
}

// noteText is the sealed form of what somebody wrote.
type noteText struct {
	Text string `json:"text"`
}

func noted[B any](s journal.Said[B], said string) (r journal.Ref) {
	if said != "" {
		r = s.Seal("growth_note", s.NewID(0), 1, noteText{said})
	}
	return r
}
