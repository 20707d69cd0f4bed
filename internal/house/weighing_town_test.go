package house_test

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// onScales is a weighing of the child of a place of the town at its posyandu, which put
// the child on the midwife's list; a guest of that day, and one who turned out to be the
// child.
type onScales struct{ posyandu, weighing, concern, guest, linked ident.ID }

// weigh makes them.
func (w *town) weigh(x things) (s onScales) {
	w.t.Helper()
	s = onScales{posyandu: w.fresh(), weighing: w.fresh()}
	w.must(x.centre.actor("officer"), "registry.set_posyandu", registry.SetPosyandu{Posyandu: s.posyandu, Village: x.village, Name: "Mawar " + string(s.posyandu[:6])})
	w.must(x.centre.actor("officer"), "health.weigh", health.Weigh{Weighing: s.weighing, Child: x.child, On: "2026-02-10", Posyandu: s.posyandu, WeightG: 8_000, Oedema: "yes", Source: health.Measured})
	w.query(x.centre, func(q journal.Query) error {
		c, found, err := health.Concerns.First(q.Tx, "facility_id = $1 AND child = $2", q.Facility, x.child)
		qt.Assert(w.t, qt.IsTrue(found))
		s.concern = c.ID
		return err
	})
	x.onScales = s
	s.guest, s.linked = w.guest(x), w.guest(x)
	w.must(x.centre.actor("officer"), "health.link_guest", health.LinkGuest{Guest: s.linked, Child: x.child})
	return s
}

// weighingPhrases are bodies for the verbs of the scales.
var weighingPhrases = map[string]func(w *town, x things) any{
	"health.weigh": func(w *town, x things) any {
		return health.Weigh{Weighing: w.fresh(), Child: x.child, On: "2026-03-01", Posyandu: x.posyandu, WeightG: 8_200, LengthTenthsMM: 7_100, Position: health.LyingDown,
			Oedema: "no", HeadTenthsMM: 4_480, MuacMM: 140, VitaminA: health.Blue, Source: health.Measured}
	},
	"health.link_guest":   func(_ *town, x things) any { return health.LinkGuest{Guest: x.guest, Child: x.child} },
	"health.unlink_guest": func(_ *town, x things) any { return health.UnlinkGuest{Guest: x.linked} },
	"health.forget_guest": func(_ *town, x things) any { return health.ForgetGuest{Guest: x.guest} },
	"health.unweigh":      func(_ *town, x things) any { return health.Unweigh{Weighing: x.weighing, Reason: "wrong_child"} },
	"health.see_child":    func(_ *town, x things) any { return health.SeeChild{Concern: x.concern, On: "2026-03-01", Note: "a"} },
	"health.ask_visit":    func(_ *town, x things) any { return health.AskVisit{Concern: x.concern, What: "a"} },
}

// guest is a child of elsewhere who was weighed at the posyandu of a place of the town.
func (w *town) guest(x things) ident.ID {
	w.t.Helper()
	id := w.fresh()
	w.must(x.centre.actor("officer"), "health.weigh", health.Weigh{Weighing: w.fresh(), Guest: id, On: "2026-02-11", Posyandu: x.posyandu, WeightG: 8_000, Source: health.Measured,
		AsGuest: &health.GuestChild{Name: "Raka", Sex: "male", Born: "2025-06-01"}})
	return id
}
