package house_test

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// circled is a support group in a place of the town: a member, somebody who is invited, a
// meeting that is planned and one that was held.
type circled struct{ circle, circle2, member, invitee, expectant, meeting, meeting2 ident.ID }

// gather makes them.
func (w *town) gather(x things) (g circled) {
	w.t.Helper()
	g = circled{w.fresh(), w.fresh(), w.fresh(), w.fresh(), w.fresh(), w.fresh(), w.fresh()}
	officer, leader := x.centre.actor("officer"), w.fresh()
	w.machine(x.centre, "workforce.add_worker", workforce.AddWorker{Worker: leader, Name: "Yuli", Kinds: []string{"cadre"}, Villages: []string{x.village}})
	for _, id := range []ident.ID{g.circle, g.circle2} {
		w.must(officer, "supportgroup.found", supportgroup.Found{Group: id, Name: "KanariCatatan", Village: x.village, Leader: leader})
	}
	g.member = w.owed(x, g.member)
	for m, her := range map[ident.ID]ident.ID{g.member: x.mother, g.invitee: w.fresh()} {
		if her != x.mother {
			w.must(officer, "registry.register", registry.Enter{Person: her, Kind: registry.Resident, Name: "Dewi", Sex: "female", Born: "1998-01-01", Due: "2026-06-01", Village: x.village})
		}
		w.must(officer, "supportgroup.invite", supportgroup.Invite{Member: m, Mother: her, Group: g.circle, Way: supportgroup.InPerson})
	}
	w.must(officer, "registry.register", registry.Enter{Person: g.expectant, Kind: registry.Resident, Name: "Dewi", Sex: "female", Born: "1998-01-01", Due: "2026-06-01", Village: x.village})
	w.must(officer, "supportgroup.answer", supportgroup.Reply{Member: g.member, Accept: true})
	w.must(officer, "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: g.meeting, Group: g.circle, On: "2026-03-20", Place: "KanariCatatan"})
	w.must(officer, "supportgroup.hold_meeting", x.held(w, g.meeting2, g.circle, g.member))
	return g
}

// owed is the invitation of the mother of a place that fell due when a group was there, or
// an id for another.
func (w *town) owed(x things, other ident.ID) ident.ID {
	w.t.Helper()
	_, err := w.try(access.TheMachine(x.centre.id), "supportgroup.turn", supportgroup.Turn{Day: "2026-03-02", Part: 1}) // refused when the machine was quicker
	qt.Assert(w.t, qt.IsNil(err))
	w.query(x.centre, func(q journal.Query) error {
		m, found, err := supportgroup.Members.First(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY id", q.Facility, x.mother)
		if found {
			other = m.ID
		}
		return err
	})
	return other
}

// held is a meeting at which a member was.
func (x things) held(w *town, meeting, group, member ident.ID) supportgroup.HoldMeeting {
	return supportgroup.HoldMeeting{Meeting: meeting, Group: group, On: "2026-03-02", Note: "KanariCatatan",
		Present: []supportgroup.Present{{Member: member, Came: []string{"mother", "father"}, PhotoYes: true}}}
}

// circlePhrases are bodies for the verbs of support groups.
var circlePhrases = map[string]func(w *town, x things) any{
	"supportgroup.found": func(w *town, x things) any {
		return supportgroup.Found{Group: w.fresh(), Name: "KanariCatatan", Village: x.village, Leader: worker(x.centre, "cadre")}
	},
	"supportgroup.change": func(_ *town, x things) any {
		return supportgroup.Change{Group: x.circle, Name: "KanariCatatan"}
	},
	"supportgroup.close": func(_ *town, x things) any {
		return supportgroup.Close{Group: x.circle2, Reason: "united"}
	},
	"supportgroup.invite": func(w *town, x things) any {
		return supportgroup.Invite{Member: w.fresh(), Mother: x.expectant, Group: x.circle, Way: supportgroup.InPerson}
	},
	"supportgroup.answer": func(_ *town, x things) any {
		return supportgroup.Reply{Member: x.member, Accept: true}
	},
	"supportgroup.leave": func(_ *town, x things) any {
		return supportgroup.Leave{Member: x.member, Why: "work"}
	},
	"supportgroup.move_member": func(_ *town, x things) any {
		return supportgroup.MoveMember{Member: x.member, Group: x.circle2}
	},
	"supportgroup.answer_questions": func(_ *town, x things) any {
		return supportgroup.AnswerQuestions{Member: x.member, When: supportgroup.AtJoining, Answers: []string{"yes", "no", "yes", "yes", "unsure"}}
	},
	"supportgroup.plan_meeting": func(w *town, x things) any {
		return supportgroup.PlanMeeting{Meeting: w.fresh(), Group: x.circle, On: "2026-03-21", From: "09:00", Place: "KanariCatatan", Topics: []string{"exclusive"}}
	},
	"supportgroup.cancel_meeting": func(_ *town, x things) any {
		return supportgroup.CancelMeeting{Meeting: x.meeting, Why: "weather"}
	},
	"supportgroup.hold_meeting": func(w *town, x things) any { return x.held(w, w.fresh(), x.circle, x.member) },
	"supportgroup.erase_photo":  func(_ *town, x things) any { return supportgroup.ErasePhoto{Meeting: x.meeting2} },
	"supportgroup.turn":         func(*town, things) any { return supportgroup.Turn{Day: "2026-03-02", Part: 1} },
}
