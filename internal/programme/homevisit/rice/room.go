package rice

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents. What it does not know itself the wiring gives; each may
// be nil.
type Room struct {
	// Team gives the workers of the team that has, or last had, a request.
	Team func(q journal.Query, request ident.ID) ([]ident.ID, error)
	// Heard reports whether a worker's phone has sent everything it had since an instant.
	Heard func(q journal.Query, worker ident.ID, since instant.Instant) (bool, error)
}

// Verbs are what can be asked and told of rice. None makes a debt, and none removes one.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("rice.gift", 1, loadFund, fund.gift, access.Create("rice")),
		journal.Request("rice.buy", 1, loadFund, fund.buy, access.Create("rice")),
		journal.Request("rice.count", 1, loadFund, fund.count, access.Create("rice")),
		journal.Request("rice.undo", 1, loadWritten, written.undo, access.Create("rice"), journal.TwoPersons),
		journal.Request("rice.carry", 1, loadKept, kept.carry, access.Create("rice")),
		journal.Report("rice.give", 1, r.loadOwing, owing.give, access.Update("rice")),
		journal.Request("rice.take_back", 1, loadKept, kept.takeBack, access.Create("rice"), journal.TwoPersons),
		journal.Request("rice.review", 1, loadReported, reported.look, access.Create("rice")),
		journal.Request("rice.reverse", 1, loadKept, kept.reverse, access.Create("rice"), journal.TwoPersons),
		journal.Request("rice.offer", 1, loadKept, kept.offer, access.Approve("rice")),
		journal.Request("rice.look_stock", 1, loadShortage, shortage.look, access.Update("rice_clock")),
		journal.Request("rice.hear_team", 1, r.loadListening, listening.hear, access.Update("rice_clock")),
	}
}

// Events are what can have happened to it.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("rice.owed/1", applyOwed), asks),
		journal.On("rice.restored/1", change(func(e RestoredEvent) ident.ID { return e.Debt }, restored)),
		journal.On("rice.struck/1", change(func(e StruckEvent) ident.ID { return e.Debt }, struck)),
		journal.On("rice.rooted/1", change(func(e RootedEvent) ident.ID { return e.Debt }, func(d *Debt, _ journal.Meta, e RootedEvent) { d.Root = e.Root })),
		journal.On("rice.reversed/1", change(func(e ReversedEvent) ident.ID { return e.Debt }, reversed)),
		journal.On("rice.silenced/1", change(func(e SilencedEvent) ident.ID { return e.Debt }, func(d *Debt, _ journal.Meta, e SilencedEvent) { d.Silent, d.Offered = e.Silent, false })),
		journal.On("rice.offered/1", change(func(e OfferedEvent) ident.ID { return e.Debt }, func(d *Debt, _ journal.Meta, _ OfferedEvent) { d.Offered = true })),
		journal.On("rice.carried/1", change(func(e CarriedEvent) ident.ID { return e.Debt }, func(d *Debt, _ journal.Meta, e CarriedEvent) { d.Carriers = e.Carriers })),
		journal.On("rice.heard/1", change(func(e HeardEvent) ident.ID { return e.Debt }, func(d *Debt, _ journal.Meta, _ HeardEvent) { d.Waiting = false })),
		journal.On("rice.given/1", applyGiven),
		journal.On("rice.taken_back/1", applyTakenBack),
		journal.On("rice.reviewed/1", applyReviewed),
		journal.On("rice.booked/1", applyBooked),
		journal.On("rice.undone/1", applyUndone),
		journal.Later(journal.On("rice.short/1", applyShort), nextMorning),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Debts.Definition(), Handovers.Definition(), Lines.Definition(), Batches.Definition(), Days.Definition()}
}

// Follows are what it answers to: promises missed and proven, requests merged and cut
// apart again, hand-overs that never were, deaths, and its own debts when the store is short.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(r.lapsed), journal.When(r.proven), journal.When(r.merged), journal.When(r.unmerged), journal.When(r.takenBack),
		journal.When(r.patientDied), journal.When(r.lifeChanged),
		journal.When(short[OwedEvent]), journal.When(short[RestoredEvent]), journal.When(short[BookedEvent]), journal.When(short[UndoneEvent]),
	}
}
