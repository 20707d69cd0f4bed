package lead

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
)

// correcting is a lead with who she is as it is known now.
type correcting struct {
	going
	who    campaign.Reached
	served bool
}

func loadCorrecting(q journal.Query) (c correcting, err error) {
	if c.going, err = load(q); err != nil || c.Who.IsZero() {
		return c, err
	}
	if _, err = q.Open(c.Who, &c.who); err != nil {
		return c, err
	}
	village := q.Body.(Correct).Village
	_, served, err := registry.Villages.Get(q.Tx, q.Facility, ident.ID(village))
	c.served = village == "" || served
	return c, err
}

// correct moves no deadline: a lead that was the wrong village's keeps its hour, and one
// that turns out to be the midwife's is hers for what is left of the promise.
func (c correcting) correct(s journal.Said[Correct]) journal.Answer {
	if code := c.over(); code != "" {
		return journal.Refuse(code)
	}
	if c.Who.IsZero() {
		return journal.Refuse("lead.erased_already")
	}
	if !c.served {
		return journal.Refuse("lead.no_such_village").On("village")
	}
	b := s.Body
	e := CorrectedEvent{Lead: c.ID, Village: or(b.Village, c.Village), Kind: or(b.Kind, c.Kind), Who: c.Who, By: s.By.Worker}
	if b.Name != nil || b.Phone != nil || b.Note != nil {
		w := who(value(b.Name, c.who.Name), value(b.Phone, c.who.Phone), value(b.Note, c.who.Note))
		e.Who = s.Seal(sealed, c.ID, c.Who.Version+1, w)
	}
	answer := journal.Accept(e)
	if e.Village != c.Village {
		answer = answer.With(promise.Show(PromiseID(c.ID), Lead{Village: e.Village}.Audiences()))
	}
	return answer
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func value(said *string, known string) string {
	if said != nil {
		return *said
	}
	return known
}

// gone erases who she is, for a reason that no person gave: the count stays.
func (l Lead) gone(why string, at instant.Instant) []any {
	out := append([]any{ErasedEvent{l.ID, why}}, l.forgets()...)
	return append(out, promise.Cancel(PromiseID(l.ID), at))
}

// of lists the leads who are a human of the register, merged records among them.
func of(q journal.Query, person ident.ID) ([]Lead, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, person)
	if err != nil || !found {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	var out []Lead
	for _, id := range append(records, p.ID) {
		all, err := Leads.Where(q.Tx, "facility_id = $1 AND person = $2 AND person <> '' ORDER BY told_at, id", q.Facility, id)
		if err != nil {
			return nil, err
		}
		out = append(out, all...)
	}
	return out, nil
}

// forgotten follows the erasure of somebody's record.
func forgotten(q journal.Query, _ journal.Meta, e registry.PersonForgotten) (out []any, err error) {
	all, err := of(q, e.Person)
	for _, l := range all {
		out = append(out, l.gone(Forgotten, q.Now)...)
	}
	return out, err
}

// lifeChanged lets nobody call on the dead, and on nobody who lives elsewhere now.
func lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) (out []any, err error) {
	if !e.Ends() {
		return nil, nil
	}
	all, err := of(q, e.Person)
	for _, l := range all {
		out = append(out, l.gone(Gone, q.Now)...)
	}
	return out, err
}

// Joins gives the events of leads whose person has joined a support group since they were
// told. The wiring calls it: programmes do not know each other.
func Joins(q journal.Query, person ident.ID) (out []any, err error) {
	all, err := of(q, person)
	for _, l := range all {
		if !l.Over() && l.JoinedAt.IsZero() {
			out = append(out, JoinedEvent{l.ID})
		}
	}
	return out, err
}
