package house_test

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/finding"
)

// spotted is what was found in a place of the town: a bad house with a photo, and rice
// that the household got.
type spotted struct{ finding, photoLine, aid ident.ID }

// spot makes them. Where it is to be anybody's own, the doctor found it.
func (w *town) spot(x things, own bool) (f spotted) {
	w.t.Helper()
	doctor := "officer"
	if own {
		doctor = "doctor"
	}
	f = spotted{finding: w.fresh(), aid: w.fresh()}
	w.must(x.centre.actor(doctor), "finding.report", finding.Tell{Finding: f.finding, Kind: finding.Waste, House: x.house, What: "KanariCatatan", Photo: blob.Hash([]byte("sampah" + f.finding))})
	w.must(x.centre.actor("officer"), "finding.coordinate", finding.Coordinate{Finding: f.finding, Agency: "KanariCatatan"})
	w.must(x.centre.actor("officer"), "aid.give", rationed(x, f.aid))
	w.query(x.centre, func(q journal.Query) error {
		steps, err := finding.StepsOf(q, f.finding)
		qt.Assert(w.t, qt.IsTrue(len(steps) > 0))
		f.photoLine = steps[0].ID
		return err
	})
	return f
}

func rationed(x things, id ident.ID) finding.Give {
	return finding.Give{Aid: id, Household: x.household, Kind: "rice", Giver: "KanariCatatan", Quantity: "10 kg", On: "2026-03-01"}
}

// findingPhrases are bodies for the verbs of findings and aid.
var findingPhrases = map[string]func(w *town, x things) any{
	"finding.report": func(w *town, x things) any {
		return finding.Tell{Finding: w.fresh(), Kind: finding.Waste, House: x.house, What: "KanariCatatan", Place: &finding.Place{Lat: -7.5, Lon: 110.9}}
	},
	"finding.note": func(_ *town, x things) any { return finding.Note{Finding: x.finding, Note: "KanariCatatan"} },
	"finding.coordinate": func(_ *town, x things) any {
		return finding.Coordinate{Finding: x.finding, Agency: "KanariCatatan", Contact: "KanariCatatan", Ask: "KanariCatatan"}
	},
	"finding.remind": func(_ *town, x things) any { return finding.Remind{Finding: x.finding} },
	"finding.hand":   func(_ *town, x things) any { return finding.Hand{Finding: x.finding, Owner: worker(x.centre, "head")} },
	"finding.close": func(_ *town, x things) any {
		return finding.End{Finding: x.finding, Reason: finding.Mended, Words: "a", Evidence: "KanariCatatan"}
	},
	"finding.reopen": func(_ *town, x things) any { return finding.Reopen{Finding: x.finding, Reason: "a"} },
	"finding.hide_photo": func(_ *town, x things) any {
		return finding.HidePhoto{Finding: x.finding, Step: x.photoLine, Reason: "a"}
	},
	"finding.settle_photo": func(_ *town, x things) any { return finding.SettlePhoto{Finding: x.finding, Step: x.photoLine} },
	"finding.lapse":        func(_ *town, x things) any { return finding.Lapse{Finding: x.finding, Follow: 1} },
	"finding.look":         func(*town, things) any { return finding.LookOver{} },
	"aid.give":             func(w *town, x things) any { return rationed(x, w.fresh()) },
	"aid.undo":             func(_ *town, x things) any { return finding.Undo{Aid: x.aid, Reason: "a"} },
}
