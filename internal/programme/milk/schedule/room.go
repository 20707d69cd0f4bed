package schedule

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room wires the days ahead.
type Room struct{}

// Verbs lists what can be asked and told.
func (Room) Verbs() []journal.Verb {
	change := access.Update("schedule")
	return []journal.Verb{
		journal.Request("schedule.set", 1, loadSettling, Settling.Set, access.Create("schedule")),
		journal.Request("schedule.set_finish", 1, loadSettling, Settling.SetFinish, access.Create("schedule")),
		journal.Request("schedule.plan", 1, loadPlanning, planning.Plan, change),
		journal.Report("schedule.courier_out", 1, loadOuting, outing.Out, change, journal.Urgent),
		journal.Report("schedule.courier_back", 1, loadOuting, outing.Back, change),
		journal.Report("schedule.skip", 1, loadSkipping, Skipping.Skip, change),
		journal.Report("milk.count_back", 1, loadCounting, counting.CountBack, access.Update("custody")),
	}
}

// Events lists what happens, and what the machine does because of it: whatever
// changes the days ahead has them planned at once, and each evening the next.
func (Room) Events() []journal.Event {
	return []journal.Event{
		atOnce[Settled](journal.On("schedule.settled/1", applySettled)),
		journal.Later(journal.On("schedule.begun/1", applyBegun), func(_ journal.Meta, e Begun) []journal.Then {
			return []journal.Then{{Due: e.At, Verb: "schedule.plan", Body: Plan{e.Day}}}
		}),
		journal.Later(journal.On("schedule.evening/1", applyEvening), func(_ journal.Meta, e Evening) []journal.Then {
			return []journal.Then{{Due: e.At, Verb: "schedule.plan", Body: Plan{e.Next}}}
		}),
		journal.On("schedule.planned/1", applyPlanned),
		atOnce[Unsettled](journal.On("schedule.unsettled/1", func(*store.Tx, journal.Meta, Unsettled) error { return nil })),
		atOnce[FinishSet](journal.On("schedule.finish_set/1", applyFinishSet)),
		journal.On("schedule.courier_out/1", applyWentOut),
		journal.On("schedule.courier_back/1", applyCameBack),
		journal.On("schedule.skipped/1", applySkipped),
		journal.On("schedule.taken_up/1", applyTakenUp),
		journal.On("schedule.given_up/1", applyGivenUp),
		journal.On("schedule.counted_back/1", applyCounted),
	}
}

// atOnce has the machine plan after an event.
func atOnce[E any](ev journal.Event) journal.Event {
	return journal.Later(ev, func(journal.Meta, E) []journal.Then { return []journal.Then{{Verb: "schedule.plan", Body: Plan{}}} })
}

// Tables lists what this room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Schedules.Definition(), Pickups.Definition(), Absences.Definition(), Counts.Definition(), evenings.Definition()}
}

// Follows are what the days ahead answer to.
func (Room) Follows() []journal.Follow { return follows() }
