package house_test

import (
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// fed is rice that a place of the town owes: a debt that stands, one that was handed
// over, a second report of that, and a line of the fund.
type fed struct{ debt, fedDebt, doubled, sack ident.ID }

// owe lets two promises to fetch pass. Where the debt is to be anybody's own, the driver
// and the cadre bring it.
func (w *town) owe(x things, own bool) (f fed) {
	w.t.Helper()
	officer, treasurer := x.centre.actor("officer"), x.centre.actor("treasurer")
	var debts []ident.ID
	for range 2 {
		id := w.fresh()
		w.must(officer, "need.request", need.Request{Case: id, Kind: need.VisitRequest, Person: x.mother, What: "KanariCatatan", HeardAt: w.clock.Now().Add(-5 * time.Hour)})
		// The machine may have come to it already.
		if _, err := w.try(access.TheMachine(x.centre.id), "promise.lapse", promise.Lapse{Promise: ident.Derive(id, 911)}); err != nil {
			w.t.Fatal(err)
		}
		debts = append(debts, rice.DebtID(id))
	}
	f.debt, f.fedDebt = debts[0], debts[1]
	if own {
		w.must(officer, "rice.carry", rice.Carry{Debt: f.debt, Workers: []ident.ID{worker(x.centre, "driver"), worker(x.centre, "cadre")}})
	}
	w.must(treasurer, "rice.gift", ricely())
	for range 2 {
		w.must(treasurer, "rice.give", handedOver(f.fedDebt))
	}
	w.query(x.centre, func(q journal.Query) error {
		h, found, err := rice.Handovers.First(q.Tx, "facility_id = $1 AND debt = $2 AND state = $3", q.Facility, f.fedDebt, rice.InReview)
		qt.Assert(w.t, qt.IsTrue(found))
		f.doubled = h.ID
		if err != nil {
			return err
		}
		l, _, err := rice.Lines.First(q.Tx, "facility_id = $1 ORDER BY at DESC, id DESC", q.Facility)
		f.sack = l.ID
		return err
	})
	return f
}

func ricely() rice.AddGift {
	return rice.AddGift{What: rice.Rice, Amount: 20_000, Class: "resident", Giver: "KanariCatatan", Purpose: rice.ForPromise, Note: "KanariCatatan", On: "2026-03-02"}
}

func handedOver(debt ident.ID) rice.HandOver {
	return rice.HandOver{Debt: debt, Grams: 5000, To: rice.ToBeside, Name: "KanariCatatan", Photo: blob.Hash([]byte("serah terima")), Place: &rice.Place{Lat: -7.5, Lon: 110.9}}
}

// ricePhrases are bodies for the verbs of rice.
var ricePhrases = map[string]func(w *town, x things) any{
	"rice.gift": func(*town, things) any { return ricely() },
	"rice.buy": func(*town, things) any {
		return rice.BuyRice{Grams: 5000, Rupiah: 70_000, Supplier: "Toko", On: "2026-03-02"}
	},
	"rice.count":      func(*town, things) any { return rice.CountStore{Grams: 5000, Reason: "spilled"} },
	"rice.undo":       func(_ *town, x things) any { return rice.Undo{Line: x.sack, Reason: "a"} },
	"rice.carry":      func(_ *town, x things) any { return rice.Carry{Debt: x.debt} },
	"rice.give":       func(_ *town, x things) any { return handedOver(x.debt) },
	"rice.take_back":  func(_ *town, x things) any { return rice.TakeBack{Debt: x.fedDebt, Reason: "a"} },
	"rice.review":     func(_ *town, x things) any { return rice.LookAt{Handover: x.doubled, Finding: rice.Same} },
	"rice.reverse":    func(_ *town, x things) any { return rice.Reverse{Debt: x.debt, Reason: "a"} },
	"rice.offer":      func(_ *town, x things) any { return rice.Offer{Debt: x.debt} },
	"rice.look_stock": func(*town, things) any { return rice.LookStock{Day: "2026-03-02"} },
	"rice.hear_team":  func(_ *town, x things) any { return rice.HearTeam{Debt: x.debt} },
}
