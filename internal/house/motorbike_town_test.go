package house_test

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/workforce"
)

// garaged are the motorbikes of a place of the town: a partner who lends, one motorbike that
// its cadre has, and one that nobody has.
type garaged struct{ benefactor, motorcycle, scooter, biker, ridden, supporter, returned ident.ID }

// garage makes them.
func (w *town) garage(x things) (g garaged) {
	w.t.Helper()
	g = garaged{w.fresh(), w.fresh(), w.fresh(), w.fresh(), "", w.fresh(), w.fresh()}
	w.machine(x.centre, "workforce.add_worker", workforce.AddWorker{Worker: g.biker, Name: "Entin", Kinds: []string{"cadre"}, Villages: []string{x.village}})
	officer := x.centre.actor("officer")
	w.must(officer, "motorbike.set_partner", motorbike.SetPartner{Partner: g.benefactor, Name: "KanariMitra", Kind: "hospital", Roles: []string{motorbike.Lender}})
	w.must(officer, "motorbike.set_partner", motorbike.SetPartner{Partner: g.supporter, Name: "KanariMitra", Kind: "posyandu", Roles: []string{"founder"}})
	for _, id := range []ident.ID{g.motorcycle, g.scooter, g.returned} {
		w.must(officer, "motorbike.add", motorbike.Add{Motorbike: id, Lender: g.benefactor, Name: "KanariPelat", Km: 10, ServiceKm: 9000})
	}
	w.must(officer, "motorbike.lend", motorbike.Lend{Motorbike: g.motorcycle, Worker: g.biker, From: "2026-03-02", To: "2026-03-20"})
	w.must(officer, "motorbike.trip", motorbike.TellTrip{Motorbike: g.motorcycle, On: "2026-03-02", Km: 4, Source: motorbike.Told})
	w.must(officer, "motorbike.retire", motorbike.Retire{Motorbike: g.returned, Why: "returned"})
	g.ridden = w.tripOf(x, g.motorcycle)
	return g
}

// tripOf is a trip of a motorbike.
func (w *town) tripOf(x things, bike ident.ID) (id ident.ID) {
	w.t.Helper()
	qt.Assert(w.t, qt.IsNil(w.h.DB.Read(w.t.Context(), func(tx *store.Tx) error {
		trip, found, err := motorbike.Trips.First(tx, "facility_id = $1 AND motorbike = $2", x.centre.id, bike)
		qt.Assert(w.t, qt.IsTrue(found))
		id = trip.ID
		return err
	})))
	return id
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
	"motorbike.correct_trip": func(_ *town, x things) any {
		return motorbike.CorrectTrip{Motorbike: x.motorcycle, Trip: x.ridden, Km: 6}
	},
	"motorbike.track": func(_ *town, x things) any {
		return motorbike.Track{Motorbike: x.motorcycle, Worker: x.biker, On: "2026-03-02", Metres: 3200}
	},
	"motorbike.open_page":   func(_ *town, x things) any { return motorbike.OpenPage{Partner: x.benefactor} },
	"motorbike.close_page":  func(_ *town, x things) any { return motorbike.ClosePage{Partner: x.benefactor} },
	"motorbike.end_partner": func(_ *town, x things) any { return motorbike.EndPartner{Partner: x.supporter} },
	"motorbike.restore":     func(_ *town, x things) any { return motorbike.Restore{Motorbike: x.returned} },
}
