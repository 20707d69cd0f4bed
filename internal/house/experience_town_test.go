package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/programme/supportgroup/experience"
)

// banked are what mothers of a place of the town have told: a story that waits for the
// midwife, one that is in, and a problem nobody has answered.
type banked struct{ tale, known, worry ident.ID }

// tell makes them.
func (w *town) tell(x things) (b banked) {
	w.t.Helper()
	b = banked{w.fresh(), w.fresh(), w.fresh()}
	officer := x.centre.actor("officer")
	for _, id := range []ident.ID{b.tale, b.known} {
		w.must(officer, "experience.enter", x.story(id))
	}
	w.must(x.centre.actor("midwife"), "help.approve", experience.ApproveHelp{Reason: "crying", Words: "KanariCatatan"})
	w.must(officer, "problem.tell", experience.Tell{Problem: b.worry, Mother: x.mother, Code: "latch", Words: "KanariCatatan"})
	return b
}

func (x things) story(id ident.ID) experience.Enter {
	return experience.Enter{Experience: id, Village: x.village, Problem: "latch", What: "KanariCatatan", Tried: "KanariCatatan", Helped: "KanariCatatan"}
}

// bankPhrases are bodies for the verbs of the bank of experiences.
var bankPhrases = map[string]func(w *town, x things) any{
	"experience.enter": func(w *town, x things) any { return x.story(w.fresh()) },
	"experience.share": func(w *town, x things) any {
		return experience.Share{Experience: w.fresh(), Member: x.member, Problem: "crying", What: "KanariCatatan", Helped: "KanariCatatan"}
	},
	"experience.approve": func(_ *town, x things) any {
		return experience.Approve{Experience: x.tale, Looked: true}
	},
	"experience.hide": func(_ *town, x things) any {
		return experience.Hide{Experience: x.known, Why: "wrong"}
	},
	"help.approve": func(_ *town, _ things) any {
		return experience.ApproveHelp{Reason: "latch", Words: "KanariCatatan"}
	},
	"help.withdraw": func(_ *town, _ things) any { return experience.WithdrawHelp{Reason: "crying"} },
	"problem.tell": func(w *town, x things) any {
		return experience.Tell{Problem: w.fresh(), Mother: x.mother, Code: "sore_nipple", Words: "KanariCatatan"}
	},
	"problem.answer": func(_ *town, x things) any {
		return experience.Advise{Problem: x.worry, Words: "KanariCatatan"}
	},
	"problem.look": func(_ *town, x things) any {
		return experience.Look{Problem: x.worry, Better: "no"}
	},
	"problem.pass": func(_ *town, x things) any { return experience.Pass{Problem: x.worry} },
}
