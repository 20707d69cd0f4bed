package massage

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct {
	// Bikes tells of shared motorbikes; nil: there are none.
	Bikes Bikes
}

// Verbs lists what can be asked and told of massages.
func (r Room) Verbs() []journal.Verb {
	update, roster, clock := access.Update("massage"), access.Update("massage_roster"), access.Update("massage_clock")
	return append([]journal.Verb{
		journal.Request("massage.set_hours", 1, loadRostering, rostering.setHours, roster),
		journal.Request("massage.set_off", 1, r.loadOff, rostering.setOff, roster),
		journal.Request("massage.drop_off", 1, r.loadDrop, rostering.dropOff, roster),
		journal.Request("massage.stand_in", 1, loadStanding, standing.begin, access.Create("massage_roster")),
		journal.Request("massage.end_stand_in", 1, loadStanding, standing.end, access.Create("massage_roster")),
		journal.Request("massage.book", 1, r.loadBooking, booking.book, access.Create("massage")),
		journal.Request("massage.confirm", 1, loadConfirming, held.confirm, access.Create("massage")),
		journal.Request("massage.new_code", 1, load, held.newCode, access.Create("massage")),
		journal.Request("massage.move", 1, r.loadMoving, moving.move, update),
		journal.Request("massage.answer", 1, r.loadMoving, moving.answer, update),
		journal.Request("massage.cancel", 1, r.loadMoving, moving.cancel, update),
		journal.Request("massage.lapse", 1, load, held.lapse, clock),
		journal.Request("massage.look", 1, r.loadLooking, looking.look, clock),
		journal.Request("massage.give_up", 1, load, held.giveUp, clock),
		journal.Request("massage.disrupt", 1, r.loadDisrupting, disrupting.disrupt, roster),
		journal.Request("massage.overdue", 1, r.loadOverdue, overdue.look, clock),
		journal.Request("massage.undisrupt", 1, r.loadRestoring, restoring.undisrupt, roster),
		journal.Request("massage.remind", 1, loadReminding, reminding.remind, clock),
	}, slices.Concat(r.visitVerbs(), feeVerbs(), r.companyVerbs())...)
}

// Events lists what can have happened, and what the machine does when nobody answers.
func (Room) Events() []journal.Event {
	return append([]journal.Event{
		journal.On("massage.roster_set/1", applyRoster),
		journal.On("massage.off_set/1", applyOff),
		journal.On("massage.off_dropped/1", applyOffDropped),
		journal.On("massage.stood_in/1", applyStoodIn),
		journal.On("massage.stand_in_ended/1", applyStandInEnded),
		journal.Later(journal.On("massage.booked/1", applyBooked), afterBooked),
		journal.On("massage.confirmed/1", change(func(e ConfirmedEvent) ident.ID { return e.Booking }, confirmed)),
		journal.On("massage.written/1", change(func(e WrittenEvent) ident.ID { return e.Booking }, wroteDown)),
		journal.Later(journal.On("massage.freed/1", func(*store.Tx, journal.Meta, FreedEvent) error { return nil }), func(m journal.Meta, e FreedEvent) []journal.Then {
			return []journal.Then{{Due: m.RecordedAt, Verb: "massage.look", Body: Look(e)}}
		}),
		journal.On("massage.code_missed/1", change(func(e CodeMissed) ident.ID { return e.Booking }, missed)),
		journal.On("massage.code_renewed/1", change(func(e CodeRenewed) ident.ID { return e.Booking }, renewed)),
		journal.Later(journal.On("massage.offered/1", change(func(e OfferedEvent) ident.ID { return e.Booking }, offered)), func(_ journal.Meta, e OfferedEvent) []journal.Then {
			return []journal.Then{{Due: e.Offer.Until, Verb: "massage.give_up", Body: GiveUp{e.Booking, e.Offer.Until}}}
		}),
		journal.Later(journal.On("massage.moved/1", change(func(e MovedEvent) ident.ID { return e.Booking }, moved)), afterMoved),
		journal.Later(journal.On("massage.awaited/1", func(*store.Tx, journal.Meta, AwaitedEvent) error { return nil }), afterAwaited),
		journal.On("massage.late/1", change(func(e LateEvent) ident.ID { return e.Booking }, late)),
		journal.On("massage.offer_ended/1", change(func(e OfferEndedEvent) ident.ID { return e.Booking }, offerEnded)),
		journal.On("massage.ended/1", change(func(e EndedEvent) ident.ID { return e.Booking }, ended)),
		journal.On("massage.disrupted/1", applyDisrupted),
		journal.On("massage.undisrupted/1", applyUndisrupted),
		journal.On("massage.unplaced/1", change(func(e UnplacedEvent) ident.ID { return e.Booking }, unplaced)),
		journal.On("massage.put_back/1", change(func(e PutBackEvent) ident.ID { return e.Booking }, putBack)),
		journal.On("massage.turned_back/1", change(func(e TurnedBackEvent) ident.ID { return e.Booking }, turnedBack)),
	}, slices.Concat(visitEvents(), remindEvents(), feeEvents(), companyEvents())...)
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Bookings.Definition(), Rosters.Definition(), Substitutes.Definition(), Visits.Definition(), Disruptions.Definition(), Screenings.Definition(), Weeks.Definition(), Refusals.Definition(), Fees.Definition(), Companies.Definition()}
}

// Follows lists what it answers to: its own slots, with reminders, and for those who wait.
func (Room) Follows() []journal.Follow {
	return slices.Concat(remindFollows(), withdrawFollows(), waitFollows(), feeFollows(), companyFollows())
}
