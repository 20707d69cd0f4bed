package supportgroup

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Room is the table of contents.
type Room struct{}

// Verbs lists what can be said of groups, members and meetings.
func (Room) Verbs() []journal.Verb {
	create, update := access.Create("supportgroup"), access.Update("supportgroup")
	member, meeting := access.Update("group_member"), access.Update("group_meeting")
	return []journal.Verb{
		journal.Request("supportgroup.found", 1, loadFounding, founding.begin, create),
		journal.Request("supportgroup.change", 1, loadChanging, founding.change, update),
		journal.Request("supportgroup.close", 1, loadClosing, closing.close, update),
		journal.Request("supportgroup.invite", 1, loadInviting, inviting.invite, access.Create("group_member")),
		journal.Request("supportgroup.answer", 1, loadFile, file.answer, member),
		journal.Request("supportgroup.leave", 1, loadFile, file.leave, member),
		journal.Request("supportgroup.move_member", 1, loadMoving, moving.move, update),
		journal.Request("supportgroup.answer_questions", 1, loadFile, file.ask, member),
		journal.Request("supportgroup.plan_meeting", 1, loadPlanning, planning.plan, access.Create("group_meeting")),
		journal.Request("supportgroup.cancel_meeting", 1, loadMeeting, gathering.cancel, meeting),
		journal.Report("supportgroup.hold_meeting", 1, loadHolding, holding.hold, meeting),
		journal.Request("supportgroup.erase_photo", 1, loadMeeting, gathering.erase, meeting),
		journal.Request("supportgroup.turn", 1, loadTurning, turning.turn, access.Update("supportgroup_clock")),
	}
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("supportgroup.founded/1", applyFounded),
		journal.On("supportgroup.changed/1", applyChanged),
		journal.On("supportgroup.closed/1", applyClosed),
		journal.On("supportgroup.asleep/1", applyAsleep),
		journal.On("supportgroup.invitation_due/1", applyDue),
		journal.On("supportgroup.reckoned/1", applyReckoned),
		journal.On("supportgroup.invited/1", applyInvited),
		journal.On("supportgroup.answered/1", applyAnswered),
		journal.On("supportgroup.left/1", applyLeft),
		journal.On("supportgroup.member_moved/1", applyRehomed),
		journal.On("supportgroup.questions_answered/1", applyAsked),
		journal.On("supportgroup.meeting_planned/1", applyPlanned),
		journal.On("supportgroup.meeting_cancelled/1", applyCancelled),
		journal.On("supportgroup.meeting_held/1", applyHeld),
		journal.On("supportgroup.photo_erased/1", applyPhotoErased),
		journal.On("supportgroup.meeting_reminded/1", applyMeetingReminded),
		journal.On("supportgroup.check_reminded/1", applyCheckReminded),
		journal.Later(journal.On("supportgroup.woke/1", func(*store.Tx, journal.Meta, WokeEvent) error { return nil }), wakes),
	}
}

// wakes is the machine's next part of a day.
func wakes(m journal.Meta, e WokeEvent) []journal.Then {
	return []journal.Then{{Due: m.RecordedAt, Verb: "supportgroup.turn", Body: Turn(e)}}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Groups.Definition(), Members.Definition(), Meetings.Definition(), Attendances.Definition()}
}

// Follows lists what the groups answer to beside life and consents: the end of a day, what
// is known better of somebody, and details that were erased. Who stops working here the
// wiring adds (LeftWork).
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(dayClosed), journal.When(corrected), journal.When(forgotten)}
}

// today is the civil day at the health centre.
func today(q journal.Query) (string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return "", err
	}
	return q.Now.Day(f.Location()), nil
}

// About says whom a membership is about: the mother and her children; nobody when the
// subject is none.
func (Room) About(q journal.Query, subject ident.ID) ([]ident.ID, error) {
	m, found, err := Members.Get(q.Tx, q.Facility, subject)
	if err != nil || !found {
		return nil, err
	}
	return append([]ident.ID{m.Mother}, m.Babies...), nil
}
