package admission

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
)

// Correct mends what an application says: verb milk.correct_application. What is left
// out stays as it is. One that was ready is looked at again.
type Correct struct {
	Application   ident.ID        `json:"application"`
	Village       *string         `json:"village,omitempty" max:"13"`
	Pickup        *dispatch.Place `json:"pickup,omitempty"`
	Finish        *dispatch.Place `json:"finish,omitempty"`
	HiddenAddress *bool           `json:"hidden_address,omitempty"`
	Recipients    []milk.Named    `json:"recipients,omitempty"`
	Days          []int64         `json:"days,omitempty"`
	From          string          `json:"from,omitempty" max:"5"`
	To            string          `json:"to,omitempty" max:"5"`
}

// Subject is the application.
func (b Correct) Subject() ident.ID { return b.Application }

// Check wants what is there to be right.
func (b Correct) Check() *fault.Error {
	if b.Application == "" {
		return fault.BadField("body.required", "application")
	}
	for _, p := range []*dispatch.Place{b.Pickup, b.Finish} {
		switch {
		case p == nil:
		case p.Label == "":
			return fault.BadField("body.required", "pickup")
		case !p.Point().Valid():
			return fault.BadField("body.bad_point", "pickup")
		}
	}
	if b.Recipients != nil {
		if e := CheckRecipients(b.Recipients); e != nil {
			return e
		}
	}
	if b.Days == nil {
		b.Days = []int64{1}
	}
	return checkHours(b.Days, or(b.From, "00:00"), or(b.To, "00:00"))
}

func or(s, instead string) string {
	if s == "" {
		return instead
	}
	return s
}

// CorrectedEvent is the event of the next version of what an application says.
type CorrectedEvent struct {
	Application ident.ID    `json:"application"`
	Village     string      `json:"village"`
	Detail      journal.Ref `json:"detail"`
	Days        []int64     `json:"days"`
	From        string      `json:"from"`
	To          string      `json:"to"`
	Hidden      bool        `json:"hidden,omitempty"`
	Metres      int64       `json:"metres"`
}

func (r Room) loadCorrecting(q journal.Query) (current, error) {
	c, err := r.load(q)
	if b := q.Body.(Correct); err == nil && b.Village != nil {
		_, c.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(*b.Village))
	}
	return c, err
}

// Correct keeps the next version.
func (c current) Correct(s journal.Said[Correct]) journal.Answer {
	b := s.Body
	switch {
	case !c.Open():
		return journal.Refuse("milk.application_closed")
	case !c.served:
		return journal.Refuse("registry.unknown_village").On("village")
	}
	e := CorrectedEvent{c.ID, c.Village, journal.Ref{}, c.Days, or(b.From, c.From), or(b.To, c.To), c.Hidden, 0}
	d := c.detail
	if b.Village != nil {
		e.Village = *b.Village
	}
	if b.HiddenAddress != nil {
		e.Hidden = *b.HiddenAddress
	}
	if b.Days != nil {
		e.Days = slices.Sorted(slices.Values(b.Days))
	}
	if b.Pickup != nil {
		d.Pickup = *b.Pickup
	}
	if b.Finish != nil {
		d.Finish = *b.Finish
	}
	if b.Recipients != nil {
		d.Recipients = b.Recipients
	}
	e.Detail, e.Metres = s.Seal(sealedAs, c.ID, c.Application.Detail.Version+1, d), d.metres()
	return journal.Accept(e)
}

func applyCorrected(tx *store.Tx, m journal.Meta, e CorrectedEvent) error {
	return change(tx, m, e.Application, func(a *Application) {
		a.Village, a.Detail, a.Days, a.From, a.To, a.Hidden, a.Metres = e.Village, e.Detail, e.Days, e.From, e.To, e.Hidden, e.Metres
		a.State, a.PreparedBy, a.PreparedAt = Waiting, "", 0
	})
}

// Prepare says that an application is complete and looked at: verb milk.prepare.
type Prepare struct {
	Application ident.ID `json:"application"`
}

// Subject is the application.
func (b Prepare) Subject() ident.ID { return b.Application }

// PreparedEvent is the event of an application that is ready for the head.
type PreparedEvent struct {
	Application ident.ID `json:"application"`
	By          ident.ID `json:"by"`
}

// Prepare lays it before the head. Both points must be known: without them nobody
// knows how far it is.
func (c current) Prepare(s journal.Said[Prepare]) journal.Answer {
	switch {
	case !c.Open():
		return journal.Refuse("milk.application_closed")
	case c.State == Prepared:
		return journal.Refuse("milk.prepared_already")
	case c.Metres < 0:
		return journal.Refuse("milk.points_missing")
	}
	return journal.Accept(PreparedEvent{c.ID, byWhom(s.By)})
}

func applyPrepared(tx *store.Tx, m journal.Meta, e PreparedEvent) error {
	return change(tx, m, e.Application, func(a *Application) { a.State, a.PreparedBy, a.PreparedAt = Prepared, e.By, m.RecordedAt })
}

func change(tx *store.Tx, m journal.Meta, id ident.ID, by func(*Application)) error {
	a, found, err := Applications.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	by(&a)
	return Applications.Put(tx, a)
}

// closing marks the end of an application.
func closing(tx *store.Tx, m journal.Meta, id ident.ID, state, reason string, by ident.ID, note journal.Ref) error {
	return change(tx, m, id, func(a *Application) {
		a.State, a.Reason, a.DecidedBy, a.DecidedAt, a.Note = state, reason, by, instant.Instant(m.RecordedAt), note
	})
}
