package health

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct {
	// Serving lists the team of the journey of a request, and who had it before; nil
	// knows of none.
	Serving func(q journal.Query, request ident.ID) ([]ident.ID, error)
}

// Verbs lists what can be told.
func (r Room) Verbs() []journal.Verb {
	return append(weighVerbs(),
		journal.Report("health.feeding", 1, load, asked.say, access.Create("health")),
		journal.Report("health.record", 1, r.loadWrite, visited.write, access.Create("record"), journal.Urgent),
		journal.Report("health.correct", 1, r.loadCorrect, visited.correct, access.Update("record")),
		journal.Request("health.mark_copied", 1, loadKept, kept.copied, access.Update("record")))
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return append(weighEvents(), journal.On("health.feeding_said/1", applySaid), journal.On("health.feeding_moved/1", applyMoved),
		journal.On("health.recorded/1", applyRecorded), journal.On("health.copied/1", applyCopied),
		journal.On("health.records_moved/1", applyRecordsMoved))
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Feedings.Definition(), Records.Definition(), Weighings.Definition(), GrowthCards.Definition(), Concerns.Definition()}
}

// Follows lets records and cards follow who they are about.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(lifeChanged), journal.When(weighedLife), journal.When(weighedCorrected)}
}

// Shows gives the view of the synced table.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"visit_record": showRecord, "feeding": showFeeding, "growth_card": showCard, "growth_concern": showConcern}
}
