package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// taught is what was taught in a place of the town: a session that is planned, with a
// trainee who has a place, and one of today at which they were; and somebody whose
// certificate was taken back and who has appealed.
type taught struct{ lesson, openDay, trainee, appellant ident.ID }

// teach makes them.
func (w *town) teach(x things) (t taught) {
	w.t.Helper()
	t = taught{lesson: w.fresh(), openDay: w.fresh(), trainee: w.fresh(), appellant: w.fresh()}
	officer := x.centre.actor("officer")
	for _, id := range []ident.ID{t.trainee, t.appellant} {
		w.machine(x.centre, "workforce.add_worker", workforce.AddWorker{Worker: id, Name: "KanariMurid", Kinds: []string{workforce.Seller}})
	}
	w.must(officer, "training.plan", x.session(t.lesson, "2026-03-09"))
	w.must(officer, "training.plan", x.session(t.openDay, "2026-03-02"))
	w.must(officer, "training.invite", training.Invite{Session: t.lesson, Workers: []ident.ID{t.trainee}})
	w.must(officer, "training.attend", training.Attend{Session: t.openDay, Present: []ident.ID{t.trainee}, How: training.ByList})
	w.machine(x.centre, "workforce.certify", workforce.Certify{Worker: t.appellant, Course: workforce.BreastfeedingBasics, Number: "K 2", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
	w.machine(x.centre, "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: t.appellant, Course: workforce.BreastfeedingBasics, Reason: "KanariCatatan"})
	w.must(officer, "workforce.appeal", workforce.Appeal{Worker: t.appellant, Course: workforce.BreastfeedingBasics, Words: "KanariCatatan"})
	return t
}

func (x things) session(id ident.ID, on string) training.Plan {
	return training.Plan{Session: id, Course: workforce.BreastfeedingBasics, On: on, From: "09:00", To: "11:00", Place: "KanariCatatan", TrainerName: "KanariCatatan"}
}

// trainingPhrases are bodies for the verbs of training and of appeals.
var trainingPhrases = map[string]func(w *town, x things) any{
	"training.plan":   func(w *town, x things) any { return x.session(w.fresh(), "2026-03-16") },
	"training.change": func(_ *town, x things) any { return training.Change(x.session(x.lesson, "2026-03-10")) },
	"training.cancel": func(_ *town, x things) any { return training.Cancel{Session: x.lesson, Why: "weather"} },
	"training.invite": func(_ *town, x things) any {
		return training.Invite{Session: x.lesson, Workers: []ident.ID{x.trainee}}
	},
	"training.attend": func(_ *town, x things) any {
		return training.Attend{Session: x.openDay, Present: []ident.ID{x.trainee}, How: training.ByList}
	},
	"training.read": func(*town, things) any {
		return training.Read{Course: workforce.BreastfeedingBasics, Module: "what"}
	},
	"training.answer": func(w *town, _ things) any { // not what was drawn: the lots differ from one attempt to the next
		return training.Answer{Attempt: w.fresh(), Course: workforce.BreastfeedingBasics, Answers: []training.Given{{Question: "none"}}}
	},
	"training.examine": func(w *town, x things) any {
		return training.Examine{Attempt: w.fresh(), Worker: x.trainee, Course: workforce.BreastfeedingBasics, Language: "osi", Ticks: []training.Ticked{}}
	},
	"training.assess": func(w *town, x things) any {
		return training.Assess{Attempt: w.fresh(), Worker: x.trainee, Course: workforce.BreastfeedingBasics, Ticks: []training.Ticked{{Code: "give", OK: true}}}
	},
	"workforce.appeal": func(_ *town, x things) any {
		return workforce.Appeal{Worker: x.appellant, Course: workforce.BreastfeedingBasics, Words: "KanariCatatan"}
	},
	"workforce.settle_appeal": func(_ *town, x things) any {
		return workforce.SettleAppeal{Worker: x.appellant, Course: workforce.BreastfeedingBasics, Outcome: workforce.Restored, Words: "KanariCatatan"}
	},
}
