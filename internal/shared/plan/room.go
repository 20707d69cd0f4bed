package plan

import (
	"encoding/json"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct {
	// Sources are those of the programmes, one a group.
	Sources []Source
	// Legs tells the travel times of a day; they outlive the snapshot they were asked on.
	Legs func(q journal.Query, day string) (dayplan.Legs, error)
	// Pauses are the breaks of somebody on a day; nil: nobody has any.
	Pauses func(q journal.Query, worker ident.ID, day string) ([]dayplan.Pause, error)
}

// Verbs are what can be asked of a day's plan.
func (r Room) Verbs() []journal.Verb {
	update := access.Update("plan")
	return []journal.Verb{
		journal.Request("plan.make", 1, loadDay, day.make, access.Update("plan_clock")),
		journal.Request("plan.move", 1, r.loadMove, wishing.move, update),
		journal.Request("plan.pin", 1, loadWish, wishing.pin, update),
		journal.Request("plan.unpin", 1, loadWish, wishing.unpin, update),
		journal.Request("plan.forbid", 1, loadWish, wishing.forbid, update),
		journal.Request("plan.allow", 1, loadWish, wishing.allow, update),
		journal.Request("plan.again", 1, loadAgain, day.again, update, journal.Urgent),
	}
}

// Events are what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("plan.unsettled/1", applyUnsettled), looksAgain),
		journal.On("plan.made/1", applyMade),
		journal.On("plan.settled/1", applySettled),
		journal.On("plan.wished/1", applyWished),
		journal.On("plan.over/1", applyOver),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Days.Definition(), Routes.Definition(), Wishes.Definition()}
}

// Errand is the kind of errand by which a day is planned; its body is a Work.
const Errand = "plan"

// Work is a day that is to be planned.
type Work struct {
	Group string `json:"group"`
	Day   string `json:"day"`
}

// settle is how long after a change the day is planned, so that a handful of changes is
// one plan. What a person wished or what cannot wait is planned at once.
const settle = 2 * time.Second

// looksAgain is the errand of an unsettled day: a row of the same transaction, so that no
// restart loses it. Of several only the first finds something to do.
func looksAgain(m journal.Meta, e Unsettled) []journal.Then {
	due := m.RecordedAt.Add(settle)
	if e.Why == ByHand || e.Why == Dropped || e.Why == Urgent {
		due = m.RecordedAt
	}
	return []journal.Then{{Due: due, Errand: Errand, Body: Work{e.Group, e.Day}}}
}

// WorkOf reads the body of an errand.
func WorkOf(body json.RawMessage) (w Work, err error) { return w, json.Unmarshal(body, &w) }
