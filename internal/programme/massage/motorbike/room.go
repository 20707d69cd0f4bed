package motorbike

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs lists what can be asked.
func (Room) Verbs() []journal.Verb {
	create, update := access.Create("motorbike"), access.Update("motorbike")
	return append(pageVerbs(), []journal.Verb{
		journal.Request("motorbike.set_partner", 1, loadNaming, naming.set, create),
		journal.Request("motorbike.add", 1, loadListing, listing.add, create),
		journal.Request("motorbike.edit", 1, loadListing, listing.edit, update),
		journal.Request("motorbike.retire", 1, loadListing, listing.retire, update),
		journal.Request("motorbike.lend", 1, loadLending, lending.lend, update),
		journal.Request("motorbike.give_back", 1, loadLending, lending.giveBack, update),
		journal.Request("motorbike.service", 1, loadRiding, riding.service, update),
		journal.Request("motorbike.trip", 1, loadRiding, riding.trip, update),
		journal.Request("motorbike.correct_trip", 1, loadTracing, tracing.correct, update),
		journal.Request("motorbike.track", 1, loadTracing, tracing.track, access.Update("motorbike_clock")),
		journal.Request("motorbike.end_partner", 1, loadParting, parting.end, update),
		journal.Request("motorbike.restore", 1, loadListing, listing.restore, update),
	}...)
}

// Events lists what happens.
func (Room) Events() []journal.Event {
	return append(pageEvents(), []journal.Event{
		journal.On("motorbike.partner_set/1", applyPartner),
		journal.On("motorbike.added/1", applyAdded),
		journal.On("motorbike.edited/1", applyEdited),
		journal.On("motorbike.retired/1", applyRetired),
		journal.On("motorbike.lent/1", applyLent),
		journal.On("motorbike.given_back/1", applyGivenBack),
		journal.On("motorbike.serviced/1", applyServiced),
		journal.On("motorbike.ridden/1", applyRidden),
		journal.On("motorbike.trip_corrected/1", applyTripCorrected),
		journal.On("motorbike.partner_ended/1", applyPartnerEnded),
		journal.On("motorbike.restored/1", applyRestored),
		journal.Later(journal.On("motorbike.day_ended/1", func(*store.Tx, journal.Meta, DayEnded) error { return nil }),
			func(m journal.Meta, e DayEnded) []journal.Then {
				return []journal.Then{{Due: m.RecordedAt, Errand: NightErrand, Body: Night(e)}}
			}),
	}...)
}

// Tables lists what this room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Partners.Definition(), Motorbikes.Definition(), Loans.Definition(), Trips.Definition(), Pages.Definition()}
}

// Follows looks at the positions of a day when it is over.
func (Room) Follows() []journal.Follow { return []journal.Follow{journal.When(dayEnded)} }
