package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/workforce"
)

// garaged are the motorbikes of a place of the town: a partner who lends, one motorbike that
// its cadre has, and one that nobody has.
type garaged struct{ benefactor, motorcycle, scooter, biker ident.ID }

// garage makes them.
func (w *town) garage(x things) (g garaged) {
	w.t.Helper()
	g = garaged{w.fresh(), w.fresh(), w.fresh(), w.fresh()}
	w.machine(x.centre, "workforce.add_worker", workforce.AddWorker{Worker: g.biker, Name: "Entin", Kinds: []string{"cadre"}, Villages: []string{x.village}})
	officer := x.centre.actor("officer")
	w.must(officer, "motorbike.set_partner", motorbike.SetPartner{Partner: g.benefactor, Name: "KanariMitra", Kind: "hospital", Roles: []string{motorbike.Lender}})
	for _, id := range []ident.ID{g.motorcycle, g.scooter} {
		w.must(officer, "motorbike.add", motorbike.Add{Motorbike: id, Lender: g.benefactor, Name: "KanariPelat", Km: 10, ServiceKm: 9000})
	}
	w.must(officer, "motorbike.lend", motorbike.Lend{Motorbike: g.motorcycle, Worker: g.biker, From: "2026-03-02", To: "2026-03-20"})
	w.must(officer, "motorbike.trip", motorbike.TellTrip{Motorbike: g.motorcycle, On: "2026-03-02", Km: 4, Source: motorbike.Told})
	return g
}

// motorbikePhrases are bodies for the verbs of motorbikes.
var motorbikePhrases = map[string]func(w *town, x things) any{
	"motorbike.set_partner": func(w *town, _ things) any {
		return motorbike.SetPartner{Partner: w.fresh(), Name: "KanariMitra", Kind: "posyandu", Roles: []string{"founder"}}
	},
	"motorbike.add": func(w *town, _ things) any {
		return motorbike.Add{Motorbike: w.fresh(), Name: "KanariPelat", Km: 10, ServiceKm: 9000}
	},
	"motorbike.edit":   func(_ *town, x things) any { return motorbike.Edit{Motorbike: x.scooter, Name: "KanariPelat"} },
	"motorbike.retire": func(_ *town, x things) any { return motorbike.Retire{Motorbike: x.scooter, Why: "returned"} },
	"motorbike.lend": func(_ *town, x things) any {
		return motorbike.Lend{Motorbike: x.scooter, Worker: x.biker, From: "2026-03-23", To: "2026-03-24"}
	},
	"motorbike.give_back": func(_ *town, x things) any { return motorbike.GiveBack{Motorbike: x.motorcycle} },
	"motorbike.service": func(_ *town, x things) any {
		return motorbike.Service{Motorbike: x.motorcycle, On: "2026-03-02", ServiceKm: 12000}
	},
	"motorbike.trip": func(_ *town, x things) any {
		return motorbike.TellTrip{Motorbike: x.motorcycle, On: "2026-03-02", Km: 3, Source: motorbike.Told}
	},
}
