package finding

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs lists what can be said about findings and aid.
func (r Room) Verbs() []journal.Verb {
	update := access.Update("finding")
	return []journal.Verb{
		journal.Report("finding.report", 1, loadReporting, reporting.report, access.Create("finding")),
		journal.Report("finding.note", 1, load, file.note, update),
		journal.Request("finding.coordinate", 1, load, file.coordinate, update),
		journal.Request("finding.remind", 1, load, file.remind, update),
		journal.Request("finding.hand", 1, loadHanding, file.hand, update),
		journal.Request("finding.close", 1, load, file.close, update),
		journal.Request("finding.reopen", 1, loadReopening, file.reopen, update),
		journal.Request("finding.hide_photo", 1, loadPhoto, picture.hide, access.Update("finding_photo")),
		journal.Request("finding.settle_photo", 1, loadPhoto, picture.settle, access.Approve("finding")),
		journal.Request("finding.lapse", 1, load, file.lapse, access.Update("finding_clock")),
		journal.Request("finding.look", 1, loadLooking, looking.look, access.Update("finding_clock")),
		journal.Report("aid.give", 1, loadGiving, giving.give, access.Create("aid")),
		journal.Request("aid.undo", 1, loadAid, given.undo, access.Update("aid")),
	}
}

// daily is how often the machine looks at what is open.
const daily = 24 * time.Hour

// Events lists what can have happened, and what the machine does of itself: at the end
// of a follow-up's day, and once a day while anything is open.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("finding.reported/1", applyReported), func(m journal.Meta, e ReportedEvent) []journal.Then {
			return append(e.deadline(e.Finding), journal.Then{Due: m.RecordedAt.Add(daily), Verb: "finding.look", Body: LookOver{}})
		}),
		journal.On("finding.noted/1", change(func(e NotedEvent) ident.ID { return e.Finding }, noted)),
		journal.Later(journal.On("finding.coordinated/1", change(func(e CoordinatedEvent) ident.ID { return e.Finding }, coordinated)),
			func(_ journal.Meta, e CoordinatedEvent) []journal.Then { return e.deadline(e.Finding) }),
		journal.Later(journal.On("finding.reminded/1", change(func(e RemindedEvent) ident.ID { return e.Finding }, reminded)),
			func(_ journal.Meta, e RemindedEvent) []journal.Then { return e.deadline(e.Finding) }),
		journal.On("finding.handed/1", change(func(e HandedEvent) ident.ID { return e.Finding }, handed)),
		journal.On("finding.moved/1", change(func(e MovedEvent) ident.ID { return e.Finding }, moved)),
		journal.On("finding.overdue/1", change(func(e OverdueEvent) ident.ID { return e.Finding }, overdue)),
		journal.Later(journal.On("finding.looked/1", applyLooked), func(_ journal.Meta, e LookedEvent) []journal.Then {
			return []journal.Then{{Due: e.Next, Verb: "finding.look", Body: LookOver{}}}
		}),
		journal.On("finding.closed/1", change(func(e ClosedEvent) ident.ID { return e.Finding }, closed)),
		journal.Later(journal.On("finding.reopened/1", change(func(e ReopenedEvent) ident.ID { return e.Finding }, reopened)),
			func(m journal.Meta, e ReopenedEvent) []journal.Then {
				return append(e.deadline(e.Finding), journal.Then{Due: m.RecordedAt.Add(daily), Verb: "finding.look", Body: LookOver{}})
			}),
		journal.On("finding.photo_hidden/1", applyPhotoHidden),
		journal.On("finding.photo_settled/1", applyPhotoSettled),
		journal.On("aid.given/1", applyAidGiven),
		journal.On("aid.undone/1", applyAidUndone),
	}
}

// deadline is the machine's command at the end of a follow-up's day.
func (u FollowUp) deadline(finding ident.ID) []journal.Then {
	return []journal.Then{{Due: u.Due, Verb: "finding.lapse", Body: Lapse{finding, u.Count}}}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Findings.Definition(), Steps.Definition(), Looks.Definition(), Aids.Definition()}
}

// Follows lists what findings answer to: people who live elsewhere from now on. A house
// stands still. What becomes of those who work here the wiring adds (Left).
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(householdMoved), journal.When(lifeChanged)}
}
