package house_test

import (
	"fmt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/registry"
)

// hung is the kenthongan of a place of the town: at whose house, who comes, the call
// that runs for the place's request, and what a pattern means there.
type hung struct{ kenthongan, old, helper, ring, stroke ident.ID }

// hang makes them.
func (w *town) hang(x things) (h hung) {
	w.t.Helper()
	h = hung{kenthongan: w.fresh(), old: w.fresh(), helper: w.fresh(), ring: alarm.CallID(x.request, 1), stroke: w.fresh()}
	home, officer := w.fresh(), x.centre.actor("officer")
	w.must(officer, "registry.set_house", registry.SetHouse{House: h.kenthongan, Village: x.village, Directions: "KanariCatatan", Home: geo.Point{Lat: -7.51, Lon: 110.91}})
	w.must(officer, "registry.set_household", registry.SetHousehold{Household: home, House: h.kenthongan})
	w.must(officer, "registry.register", registry.Enter{Person: h.old, Kind: registry.Resident, Name: "KanariCatatan", Household: home, LivesAlone: true})
	w.must(officer, "alarm.install", alarm.Install{House: h.kenthongan, Elder: h.old, On: "2026-03-01", CanStrike: true, Responders: []alarm.Named{comes(h.helper, 1)}})
	w.must(officer, "alarm.set_code", alarm.SetCode{Code: h.stroke, Village: x.village, Pattern: w.strokes(), Meaning: "danger", Words: "KanariCatatan"})
	w.must(x.centre.actor("dispatcher"), "alarm.call", alarm.CallOut{Case: x.request, Post: h.kenthongan})
	return h
}

// strokes are a pattern that nothing means yet.
func (w *town) strokes() string {
	w.n++
	return fmt.Sprintf("%d-%d-%d-%d", 1+w.n%12, 1+w.n/12%12, 1+w.n/144%12, 1+w.n/1728%12)
}

func comes(id ident.ID, order int64) alarm.Named {
	return alarm.Named{Responder: id, Name: "KanariCatatan", Phone: "081200000099", Order: order, Consent: "spoken"}
}

// alarmPhrases are bodies for the verbs of kenthongan.
var alarmPhrases = map[string]func(w *town, x things) any{
	"alarm.install": func(_ *town, x things) any { return alarm.Install{Elder: x.old, On: "2026-03-01", CanStrike: true} },
	"alarm.name_responder": func(w *town, x things) any {
		return alarm.NameResponder{Post: x.kenthongan, On: "2026-03-01", Responder: comes(w.fresh(), 3)}
	},
	"alarm.leave": func(_ *town, x things) any {
		return alarm.Leave{Post: x.kenthongan, Responder: x.helper, Why: "other"}
	},
	"alarm.test": func(_ *town, x things) any {
		return alarm.Test{Post: x.kenthongan, On: "2026-03-01", Struck: true, HeardBy: []ident.ID{x.helper}}
	},
	"alarm.strike": func(_ *town, x things) any { return alarm.Strike{Post: x.kenthongan, On: "2026-03-01"} },
	"alarm.remove": func(_ *town, x things) any {
		return alarm.Remove{Post: x.kenthongan, Why: "other", On: "2026-03-01"}
	},
	"alarm.set_code": func(w *town, x things) any {
		return alarm.SetCode{Code: x.stroke, Village: x.village, Pattern: w.strokes(), Meaning: "danger", Words: "KanariCatatan"}
	},
	"alarm.drop_code": func(_ *town, x things) any { return alarm.DropCode{Code: x.stroke} },
	"alarm.call":      func(_ *town, x things) any { return alarm.CallOut{Case: x.request, Post: x.kenthongan} },
	"alarm.answer": func(_ *town, x things) any {
		return alarm.Answer{Case: x.request, Call: x.ring, Answer: alarm.Going}
	},
	"alarm.next": func(_ *town, x things) any { return alarm.Next{Case: x.request, Call: x.ring} },
}
