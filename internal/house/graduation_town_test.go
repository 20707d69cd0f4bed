package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// grown is a baby of a place of the town that had breast milk alone for six months, with
// its certificate.
type grown struct{ graduate, sixMonths ident.ID }

// raise makes them.
func (w *town) raise(x things) (g grown) {
	w.t.Helper()
	g = grown{w.fresh(), w.fresh()}
	officer := x.centre.actor("officer")
	w.must(officer, "registry.register", registry.Enter{Person: g.graduate, Kind: registry.Resident, Name: "KanariCatatan", Born: "2025-08-01", Sex: "male", Village: x.village, Household: x.household, Mother: x.twin})
	for month := range int64(health.Graduating) {
		w.must(officer, "health.feeding", health.Feed{Feeding: w.fresh(), Baby: g.graduate, Month: &month, LastDay: health.Exclusive, SinceLast: health.Exclusive, Source: health.Told, On: "2026-03-01"})
	}
	w.must(officer, "graduation.issue", graduation.Issue{Certificate: g.sixMonths, Baby: g.graduate})
	return g
}

// graduationPhrases are bodies for the verbs of the certificate of six months.
var graduationPhrases = map[string]func(w *town, x things) any{
	"graduation.issue": func(w *town, x things) any {
		return graduation.Issue{Certificate: w.fresh(), Baby: x.child}
	},
	"graduation.decide": func(w *town, x things) any {
		return graduation.Decide{Decision: w.fresh(), Baby: x.child, Months: []int64{0, 1, 2, 3, 4, 5}, Counts: true, Reason: "KanariCatatan"}
	},
	"graduation.print_name": func(_ *town, x things) any {
		return graduation.PrintName{Certificate: x.sixMonths, Mother: "KanariCatatan", Baby: "KanariCatatan"}
	},
	"graduation.told": func(_ *town, x things) any {
		return graduation.Told{Certificate: x.sixMonths, How: health.Told}
	},
}
