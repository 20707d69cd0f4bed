package rounds

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be asked and told of the rounds. Nobody puts a person on the list or
// takes one off: the register does.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("round.plan", 1, r.loadPlanning, planning.plan, access.Create("round")),
		journal.Request("round.unplan", 1, r.loadVisit, arranged.unplan, access.Create("round")),
		journal.Report("round.visit", 1, r.loadTold, told.tell, access.Update("round")),
		journal.Request("round.turn", 1, r.loadTurning, turning.turn, access.Update("round_clock")),
	}
}

// Events are what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("round.reckoned/1", applyReckoned),
		journal.On("round.planned/1", applyPlanned),
		journal.On("round.unplanned/1", applyUnplanned),
		journal.On("round.visited/1", applyVisited),
		journal.On("round.seen/1", applySeen),
		journal.Later(journal.On("round.woke/1", func(*store.Tx, journal.Meta, WokeEvent) error { return nil }), wakes),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Rounds.Definition(), Visits.Definition()} }

// Follows are what it answers to: everything by which somebody comes into the rounds,
// leaves them or is shown otherwise in them, every visit record, and the end of a day.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(registered), journal.When(corrected), journal.When(forgotten), journal.When(lived), journal.When(entered),
		journal.When(houseSet), journal.When(householdSet), journal.When(householdMoved), journal.When(dayClosed), journal.When(recorded),
	}
}
