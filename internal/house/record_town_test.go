package house_test

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/shared/health"
	"sambang/internal/shared/workforce"
)

// recorded is the visit record of a resident of a place of the town.
type recorded struct{ record ident.ID }

// write makes it: signed by the doctor when it is to be anybody's own, else by one of
// whom nobody here has heard.
func (w *town) write(x things, doctor string) recorded {
	w.t.Helper()
	signer := doctor
	if doctor != "doctor" {
		signer = string(w.fresh())
		w.staff(x.centre, signer, access.Doctor)
	}
	r := recorded{w.fresh()}
	w.must(x.centre.actor(signer), "health.record", health.Write{Record: r.record, Person: x.resident, Kind: health.Elder, On: "2026-03-01", Place: health.Home, Complaint: "a"})
	return r
}

// recordPhrases are bodies for the verbs of visit records.
var recordPhrases = map[string]func(w *town, x things) any{
	"health.record": func(w *town, x things) any {
		return health.Write{Record: w.fresh(), Person: x.resident, Kind: health.Elder, On: "2026-03-01", Place: health.Home, Elder: &health.ElderPart{LookedAfterBy: "a"},
			Complaint: "a", Finding: "a", Advice: "a", Dangers: []string{"E09"}, NewCases: []string{"wasting"}, Served: []string{"elder"}}
	},
	"health.correct": func(w *town, x things) any {
		return health.Correct{Record: w.fresh(), Corrects: x.record, Reason: "a", Person: x.resident, Kind: health.Elder, On: "2026-03-01", Place: health.Home, Complaint: "a"}
	},
	"health.mark_copied": func(_ *town, x things) any { return health.MarkCopied{Record: x.record} },
	"workforce.set_licence": func(_ *town, x things) any {
		return workforce.SetLicence{Worker: x.healer, Number: "SIP 1"}
	},
}
