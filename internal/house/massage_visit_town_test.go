package house_test

import (
	"sambang/internal/calc/screening"
	"sambang/internal/programme/massage"
)

// massageVisitPhrases are bodies for what is told of a visit.
var massageVisitPhrases = map[string]func(w *town, x things) any{
	"massage.set_out": func(_ *town, x things) any { return massage.SetOut{Booking: x.visiting} },
	"massage.screen": func(_ *town, x things) any {
		return massage.Screen{Booking: x.visiting, Answers: screening.Answers{Fever: "no", Parent: true}}
	},
	"massage.start": func(_ *town, x things) any { return massage.Start{Booking: x.visiting} },
	"massage.finish": func(_ *town, x things) any {
		return massage.Finish{Booking: x.visiting, Did: []string{"legs"}, Taught: []string{"cues"}, Alone: true, Note: "KanariCatatan"}
	},
	"massage.stop": func(_ *town, x things) any {
		return massage.Stop{Booking: x.visiting, Why: massage.Limp, Note: "KanariCatatan"}
	},
	"massage.not_home": func(_ *town, x things) any { return massage.NobodyHome{Booking: x.visiting} },
	"massage.refuse_house": func(_ *town, x things) any {
		return massage.RefuseHouse{Booking: x.visiting, Want: massage.WithCompany, Note: "KanariCatatan"}
	},
	"massage.rate": func(_ *town, x things) any { return massage.Rate{Booking: x.visiting, Stars: 2, Word: "KanariCatatan"} },
}
