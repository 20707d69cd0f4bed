package admission

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// The reasons why somebody cannot be served yet; each has a sentence that says what
// would change it.
var reasons = []string{"baby_too_old", "too_far", "hours", "outside", "no_pledge", "full"}

// Refuse says "not yet": verb milk.refuse.
type Refuse struct {
	Application ident.ID `json:"application"`
	// Reason is baby_too_old, too_far, hours, outside, no_pledge or full.
	Reason string `json:"reason"`
	Note   string `json:"note,omitempty" max:"500"`
}

// Subject is the application.
func (b Refuse) Subject() ident.ID { return b.Application }

// Check wants one of the reasons.
func (b Refuse) Check() *fault.Error {
	if b.Application == "" {
		return fault.BadField("body.required", "application")
	}
	if !slices.Contains(reasons, b.Reason) {
		return fault.BadField("body.bad_choice", "reason")
	}
	return nil
}

// Skip takes somebody before her turn, for a written reason: verb milk.skip. Who stands
// before her now is passed over by it; who comes before her later is not.
type Skip struct {
	Application ident.ID `json:"application"`
	Reason      string   `json:"reason" max:"500"`
}

// Subject is the application.
func (b Skip) Subject() ident.ID { return b.Application }

// Check wants a reason that somebody can read later.
func (b Skip) Check() *fault.Error {
	if b.Application == "" {
		return fault.BadField("body.required", "application")
	}
	if len([]rune(b.Reason)) < 10 {
		return fault.BadField("milk.reason_too_short", "reason")
	}
	return nil
}

// RefusedEvent is the event of "not yet".
type RefusedEvent struct {
	Application ident.ID    `json:"application"`
	Reason      string      `json:"reason"`
	Note        journal.Ref `json:"note,omitzero"`
	By          ident.ID    `json:"by"`
}

// SkippedEvent is the event of somebody taken before her turn.
type SkippedEvent struct {
	Application ident.ID    `json:"application"`
	Passed      []ident.ID  `json:"passed"`
	Reason      journal.Ref `json:"reason"`
	By          ident.ID    `json:"by"`
}

// deciding is an application as it comes before the head.
type deciding struct {
	current
	Capacity
	settings Settings
	version  int64
	// number in the order, of how many, and who stands before.
	number, of int64
	before     []ident.ID
	mother     someone
	babies     []someone
	// declined: she has taken her pledge or her consent back.
	declined bool
	taking   milk.Taking
	first    schedule.First
	known    bool
}

func (r Room) loadDeciding(q journal.Query) (d deciding, err error) {
	if d.current, err = r.load(q); err != nil {
		return d, err
	}
	if d.settings, d.version, err = Policy.Get(q); err != nil {
		return d, err
	}
	if d.Capacity, err = CapacityOf(q); err != nil {
		return d, err
	}
	order, err := Order(q)
	if err != nil {
		return d, err
	}
	for _, s := range order {
		if s.Application == d.ID {
			d.number, d.of = s.Number, s.Of
			break
		}
		d.before = append(d.before, s.Application)
	}
	if d.mother, err = know(q, d.Mother); err != nil {
		return d, err
	}
	for _, b := range d.Babies {
		x, err := know(q, b.ID)
		if err != nil {
			return d, err
		}
		d.babies = append(d.babies, x)
	}
	for _, purpose := range []string{registry.ForPledge, registry.ForMilk} {
		no, err := registry.Declined(q, d.Mother, purpose)
		if err != nil {
			return d, err
		}
		d.declined = d.declined || no
	}
	if b, ok := q.Body.(Admit); ok {
		return d, d.take(q, b)
	}
	return d, nil
}

// sentence is a sealed reason in somebody's own words.
type sentence struct {
	Text string `json:"text"`
}

// Refuse tells her that she cannot be served yet, and what would change it.
func (d deciding) Refuse(s journal.Said[Refuse]) journal.Answer {
	switch {
	case !d.Open():
		return journal.Refuse("milk.application_closed")
	case d.PreparedBy == byWhom(s.By):
		return journal.Refuse("milk.prepared_it_yourself")
	}
	e := RefusedEvent{Application: d.ID, Reason: s.Body.Reason, By: byWhom(s.By)}
	if s.Body.Note != "" {
		e.Note = s.Seal("milk_note", s.NewID(3), 1, sentence{s.Body.Note})
	}
	return journal.Accept(e, messaging.Queue(messaging.Message{ID: s.NewID(2), To: d.mother.ID, Kind: "milk_refused_" + e.Reason}))
}

// Skip lets her be taken before those who stand before her now.
func (d deciding) Skip(s journal.Said[Skip]) journal.Answer {
	switch {
	case !d.Open():
		return journal.Refuse("milk.application_closed")
	case d.PreparedBy == byWhom(s.By):
		return journal.Refuse("milk.prepared_it_yourself")
	case len(d.before) == 0:
		return journal.Refuse("milk.is_first")
	}
	return journal.Accept(SkippedEvent{d.ID, d.before, s.Seal("milk_note", s.NewID(1), 1, sentence{s.Body.Reason}), byWhom(s.By)})
}

func applyRefused(tx *store.Tx, m journal.Meta, e RefusedEvent) error {
	return closing(tx, m, e.Application, Refused, e.Reason, e.By, e.Note)
}

func applySkipped(tx *store.Tx, m journal.Meta, e SkippedEvent) error {
	return change(tx, m, e.Application, func(a *Application) { a.Passed, a.PassReason = e.Passed, e.Reason })
}
