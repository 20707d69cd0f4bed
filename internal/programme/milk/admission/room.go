package admission

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Room wires admission.
type Room struct{}

// Verbs lists what can be asked and told.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("milk.apply", 1, r.loadApplying, applying.Apply, access.Create("application")),
		journal.Report("milk.confirm_posyandu", 1, r.load, current.Confirm, access.Update("application")),
		journal.Request("milk.correct_application", 1, r.loadCorrecting, current.Correct, access.Update("application")),
		journal.Request("milk.withdraw_application", 1, r.load, current.Withdraw, access.Update("application")),
		journal.Request("milk.prepare", 1, r.load, current.Prepare, access.Create("admission")),
		journal.Request("milk.admit", 1, r.loadDeciding, deciding.Admit, access.Approve("application")),
		journal.Request("milk.refuse", 1, r.loadDeciding, deciding.Refuse, access.Approve("application")),
		journal.Request("milk.skip", 1, r.loadDeciding, deciding.Skip, access.Approve("application")),
	}
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("milk.applied/1", applyApplied),
		journal.On("milk.application_repeated/1", applyRepeated),
		journal.On("milk.posyandu_said/1", applyPosyandu),
		journal.On("milk.application_corrected/1", applyCorrected),
		journal.On("milk.application_withdrawn/1", func(tx *store.Tx, m journal.Meta, e WithdrawnEvent) error {
			return closing(tx, m, e.Application, Withdrawn, e.Why, ident.ID(m.Actor), journal.Ref{})
		}),
		journal.On("milk.application_moved/1", func(tx *store.Tx, m journal.Meta, e MovedEvent) error {
			return change(tx, m, e.Application, func(a *Application) { a.Village = e.Village })
		}),
		journal.On("milk.application_prepared/1", applyPrepared),
		journal.On("milk.admitted/1", applyAdmitted),
		journal.On("milk.application_refused/1", applyRefused),
		journal.On("milk.application_skipped/1", applySkipped),
	}
}

func applyApplied(tx *store.Tx, m journal.Meta, e AppliedEvent) error {
	return Applications.Put(tx, Application{Facility: m.Facility, ID: e.Application, Number: e.Number, Mother: e.Mother, Babies: e.Babies, Village: e.Village,
		State: Waiting, Channel: e.Channel, Detail: e.Detail, Days: e.Days, From: e.From, To: e.To, Hidden: e.Hidden, Metres: e.Metres,
		PledgeText: e.PledgeText, PledgeHow: e.PledgeHow, AppliedAt: m.RecordedAt, AppliedOn: e.On, Passed: []ident.ID{}, PolicyVersion: e.Policy})
}

func applyRepeated(tx *store.Tx, m journal.Meta, e RepeatedEvent) error {
	return Applications.Put(tx, Application{Facility: m.Facility, ID: e.Application, Number: e.Number, Babies: []Baby{}, State: Repeated, Channel: ByPage,
		Days: []int64{}, AppliedAt: m.RecordedAt, AppliedOn: e.On, SameAs: e.SameAs, Passed: []ident.ID{}})
}

// Tables lists what it owns.
func (Room) Tables() []store.Def { return []store.Def{Applications.Definition()} }

// Follows lets what life and consents change reach those who wait.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{registry.Heard(r), registry.Asked(r)}
}
