package health

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Room is the table of contents.
type Room struct {
	// Serving lists the team of the journey of a request, and who had it before; nil
	// knows of none.
	Serving func(q journal.Query, request ident.ID) ([]ident.ID, error)
}

// Verbs lists what can be told.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("health.feeding", 1, load, asked.say, access.Create("health")),
		journal.Report("health.record", 1, r.loadWrite, visited.write, access.Create("record"), journal.Urgent),
		journal.Report("health.correct", 1, r.loadCorrect, visited.correct, access.Update("record")),
		journal.Request("health.mark_copied", 1, loadKept, kept.copied, access.Update("record")),
	}
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{journal.On("health.feeding_said/1", applySaid), journal.On("health.feeding_moved/1", applyMoved),
		journal.On("health.recorded/1", applyRecorded), journal.On("health.copied/1", applyCopied),
		journal.On("health.records_moved/1", applyRecordsMoved)}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Feedings.Definition(), Records.Definition()} }

// Follows lets records follow who they are about.
func (Room) Follows() []journal.Follow { return []journal.Follow{journal.When(lifeChanged)} }

// FeedingView is a line as the faces know it.
type FeedingView struct {
	ID         ident.ID        `json:"id"`
	Baby       ident.ID        `json:"baby"`
	BabyName   string          `json:"baby_name"`
	Month      int64           `json:"month"`
	Answer     string          `json:"answer"`
	Medical    bool            `json:"medical,omitempty"`
	Source     string          `json:"source"`
	On         string          `json:"on"`
	ByName     string          `json:"by_name"`
	RecordedAt instant.Instant `json:"recorded_at"`
	ReplacedBy ident.ID        `json:"replaced_by,omitempty"`
}

// Shows gives the view of the synced table.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"visit_record": showRecord, "feeding": func(q journal.Query, id ident.ID) (any, bool, error) {
		f, found, err := Feedings.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v := FeedingView{ID: f.ID, Baby: f.Baby, Month: f.Month, Answer: f.Answer, Medical: f.Medical, Source: f.Source, On: f.On,
			RecordedAt: f.RecordedAt, ReplacedBy: f.ReplacedBy}
		_, baby, _, err := registry.OpenCanonical(q, f.Baby)
		if err != nil {
			return nil, false, err
		}
		v.BabyName = baby.Name
		_, by, _, err := registry.Open(q, f.By)
		v.ByName = by.Name
		return v, true, err
	}}
}
