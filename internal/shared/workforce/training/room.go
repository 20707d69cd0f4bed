package training

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs lists what can be planned, learned and checked.
func (Room) Verbs() []journal.Verb {
	update := access.Update("training")
	learn, assess := access.Update("learning"), access.Update("assessment")
	return []journal.Verb{
		journal.Request("training.plan", 1, loadPlanning, planning.plan, access.Create("training")),
		journal.Request("training.change", 1, loadPlanning, planning.change, update),
		journal.Request("training.cancel", 1, loadSession, gathering.cancel, update),
		journal.Request("training.invite", 1, loadSession, gathering.invite, update),
		journal.Report("training.attend", 1, loadAttendance, attendance.attend, access.Update("training_place")),
		journal.Report("training.read", 1, loadLearning, learning.read, learn),
		journal.Report("training.answer", 1, loadAnswering, checking.answer, learn),
		journal.Report("training.examine", 1, loadAssessing, checking.examine, assess),
		journal.Report("training.assess", 1, loadAssessing, checking.assess, assess),
	}
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("training.planned/1", applyPlanned),
		journal.On("training.cancelled/1", applyCancelled),
		journal.On("training.invited/1", applyInvited),
		journal.On("training.attended/1", applyAttended),
		journal.On("training.read/1", applyRead),
		journal.On("training.attempted/1", applyAttempted),
	}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Sessions.Definition(), Places.Definition(), Attempts.Definition(), Progresses.Definition()}
}

// Follows is empty: what training brings is a certificate, and others follow that.
func (Room) Follows() []journal.Follow { return nil }
