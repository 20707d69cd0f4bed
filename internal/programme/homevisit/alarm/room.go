package alarm

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be asked and told of kenthongan.
func (r Room) Verbs() []journal.Verb {
	create, update := access.Create("alarm"), access.Update("alarm")
	return []journal.Verb{
		journal.Report("alarm.install", 1, loadSite, site.install, create),
		journal.Report("alarm.name_responder", 1, loadPost, standing.name, update),
		journal.Report("alarm.leave", 1, loadPost, standing.leave, update),
		journal.Report("alarm.test", 1, loadPost, standing.test, update),
		journal.Report("alarm.strike", 1, loadPost, standing.strike, update),
		journal.Report("alarm.remove", 1, loadPost, standing.remove, update),
		journal.Request("alarm.set_code", 1, loadCode, coding.set, create),
		journal.Request("alarm.drop_code", 1, loadCode, coding.drop, create),
		journal.Request("alarm.call", 1, loadCalling, ladder.call, access.Update("alarm_desk"), journal.Urgent),
		journal.Report("alarm.answer", 1, loadLadder, ladder.answer, update, journal.Urgent),
		journal.Request("alarm.next", 1, loadLadder, ladder.next, access.Update("alarm_clock"), journal.Urgent),
	}
}

// Events are what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("alarm.installed/1", applyInstalled),
		journal.On("alarm.responder_named/1", applyNamed),
		journal.On("alarm.responder_left/1", applyLeft),
		journal.On("alarm.tested/1", touch(func(e Tested) ident.ID { return e.Post }, tested)),
		journal.On("alarm.strike_told/1", touch(func(e StrikeTold) ident.ID { return e.Post }, strikeTold)),
		journal.On("alarm.removed/1", touch(func(e RemovedEvent) ident.ID { return e.Post }, removed)),
		journal.On("alarm.elder_gone/1", touch(func(e ElderGone) ident.ID { return e.Post }, elderGone)),
		journal.On("alarm.code_set/1", applyCodeSet),
		journal.On("alarm.code_dropped/1", applyCodeDropped),
		journal.On("alarm.sounded/1", applySounded),
		journal.On("alarm.heard_again/1", move(func(e HeardAgain) ident.ID { return e.Case }, heardAgain)),
		journal.Later(journal.On("alarm.called/1", move(func(e Called) ident.ID { return e.Case }, called)), func(_ journal.Meta, e Called) []journal.Then {
			return []journal.Then{{Due: e.AnswerBy, Verb: "alarm.next", Body: Next{e.Case, e.Call}}}
		}),
		journal.On("alarm.answered/1", move(func(e AnsweredEvent) ident.ID { return e.Case }, answered)),
		journal.On("alarm.unanswered/1", move(func(e Unanswered) ident.ID { return e.Case }, unanswered)),
		journal.On("alarm.exhausted/1", move(func(e Exhausted) ident.ID { return e.Case }, exhausted)),
		journal.On("alarm.rooted/1", move(func(e Rooted) ident.ID { return e.Case }, rooted)),
		journal.On("alarm.crewed/1", move(func(e Crewed) ident.ID { return e.Case }, crewed)),
		journal.On("alarm.ended/1", move(func(e Ended) ident.ID { return e.Case }, ended)),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Posts.Definition(), Responders.Definition(), Alarms.Definition(), Calls.Definition(), Codes.Definition()}
}

// Follows are what it answers to: requests, teams and the life of who a post is for.
func (r Room) Follows() []journal.Follow { return follows() }

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"alarm_post": showPost, "alarm": showAlarm, "alarm_call": showCall, "alarm_code": showCode}
}
