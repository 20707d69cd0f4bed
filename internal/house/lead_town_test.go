package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/programme/campaign/lead"
)

// wanted are people of a place of the town who were told of: one nobody has asked yet, one
// who has said herself that she wants help, and one who does not want it.
type wanted struct{ asking, agreed, wary ident.ID }

// want makes them.
func (w *town) want(x things) (l wanted) {
	w.t.Helper()
	l = wanted{w.fresh(), w.fresh(), w.fresh()}
	officer := x.centre.actor("officer")
	for _, id := range []ident.ID{l.asking, l.agreed, l.wary} {
		w.must(officer, "lead.refer", x.refer(id))
	}
	w.must(officer, "lead.confirm", lead.Confirm{Lead: l.agreed})
	return l
}

func (x things) refer(id ident.ID) lead.Refer {
	return lead.Refer{Lead: id, Village: x.village, Kind: lead.Milk, Name: "KanariCatatan", Phone: "0" + leadNumber, Note: "KanariCatatan", Consent: true}
}

// leadPhrases are bodies for the verbs of leads.
var leadPhrases = map[string]func(w *town, x things) any{
	"lead.refer":   func(w *town, x things) any { return x.refer(w.fresh()) },
	"lead.confirm": func(_ *town, x things) any { return lead.Confirm{Lead: x.asking} },
	"lead.visit":   func(_ *town, x things) any { return lead.Visit{Lead: x.asking, Outcome: lead.Came} },
	"lead.refuse":  func(_ *town, x things) any { return lead.No{Lead: x.wary} },
	"lead.link":    func(_ *town, x things) any { return lead.Link{Lead: x.agreed, Person: x.mother} },
	"lead.correct": func(_ *town, x things) any { return lead.Correct{Lead: x.agreed, Kind: lead.Newborn} },
	"lead.erase":   func(_ *town, x things) any { return lead.Erase{Lead: x.asking} },
}
