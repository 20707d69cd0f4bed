package campaign

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be asked and told of the campaign. Those about contacts are also the
// seller's own, by the page; the code of a leaflet is anybody's.
func (Room) Verbs() []journal.Verb {
	create, update, contact := access.Create("campaign"), access.Update("campaign"), access.Create("campaign_contact")
	return []journal.Verb{
		journal.Request("campaign.enlist", 1, loadEnlisting, enlisting.enlist, create),
		journal.Request("campaign.change_seller", 1, loadSellerChange, enlisting.change, update),
		journal.Request("campaign.end_seller", 1, loadSellerEnd, enlisting.end, update),
		journal.Request("campaign.send_page", 1, loadPaging, paging.send, update),
		journal.Request("campaign.receive", 1, loadReceiving, shelf.receive, create),
		journal.Request("campaign.hand_over", 1, loadHanding, handing.handOver, create),
		journal.Request("campaign.give_kit", 1, loadKit, shelf.giveKit, create),
		journal.Request("campaign.take_back", 1, loadTaking, shelf.takeBack, update),
		journal.Request("campaign.write_off", 1, loadLoss, shelf.writeOff, update),
		journal.Request("campaign.write_off_many", 1, loadLosses, shelf.writeOffMany, update, journal.TwoPersons),
		journal.Report("campaign.report", 1, loadReport, telling.report, contact),
		journal.Report("campaign.weekly_count", 1, loadCount, telling.count, update),
		journal.Request("campaign.massage", 1, loadMassage, telling.massage, contact),
		journal.Report("campaign.biscuits", 1, loadBiscuits, telling.biscuits, contact),
		journal.Request("campaign.scan", 1, loadScanning, scanning.count, access.Create("campaign_scan")),
		journal.Request("campaign.correct", 1, loadCorrecting, correcting.correct, access.Update("campaign_contact")),
	}
}

// Events are what can have happened in it.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("campaign.enlisted/1", applyEnlisted),
		journal.On("campaign.changed/1", applyChanged),
		journal.On("campaign.ended/1", applyEnded),
		journal.On("campaign.page_made/1", applyPage),
		journal.On("campaign.handed_over/1", applyHandedOver),
		journal.On("campaign.moved/1", applyMoved),
		journal.On("campaign.contacted/1", applyContacted),
		journal.On("campaign.massage_told/1", applyMassageTold),
		journal.On("campaign.scanned/1", applyScanned),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Sellers.Definition(), Batches.Definition(), Contacts.Definition(), Scans.Definition(), Moves.Definition(), Stocks.Definition()}
}

// Follows are what it answers to: nothing. What a massage's three questions leave to do is
// the midwife's, and follows from MassageToldEvent.
func (Room) Follows() []journal.Follow { return nil }
