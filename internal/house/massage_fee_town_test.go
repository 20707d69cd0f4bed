package house_test

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
)

// priced are two visits of the town that cost something and were given: one whose family owes
// it, and one whose money the cadre carries.
type priced struct{ owing, carrying ident.ID }

// charge makes them.
func (w *town) charge(x things) (p priced) {
	w.t.Helper()
	p = priced{owing: w.fresh(), carrying: w.fresh()}
	w.price(x.centre, 25_000)
	w.must(x.centre.actor("officer"), "massage.book", x.visit(p.owing, 8))
	w.must(x.centre.actor("officer"), "massage.book", x.visit(p.carrying, 9))
	w.price(x.centre, 0)
	w.gives(x, p.owing, massage.FeeOwed)
	w.gives(x, p.carrying, massage.FeePaid)
	return p
}

// price has two people agree what a visit costs at a health centre, in rupiah.
func (w *town) price(c centre, rupiah int64) {
	w.t.Helper()
	doc, err := policy.NewDocument(massage.FeeSettings{VisitRupiah: rupiah, VisitFund: payment.BLUD})
	qt.Assert(w.t, qt.IsNil(err))
	out := w.must(c.actor("admin"), "policy.change", policy.Change{Section: massage.FeePolicy.Name(), Document: doc})
	w.must(c.actor("head"), "approval.approve", journal.Approve{Command: out.ID})
}

// gives has the cadre of the town give a visit, and say what became of its price.
func (w *town) gives(x things, booking ident.ID, fee string) {
	w.t.Helper()
	cadre := access.Actor{Facility: x.centre.id, ID: x.masseuse, Worker: x.masseuse, Person: x.masseuse, Roles: []access.Role{access.Cadre},
		Keys: []string{"w:" + string(x.masseuse)}, Door: "api", Authority: -1}
	well := screening.Answers{Fever: "no", Ill: "no", Skin: "no", Stools: "no", Jaundice: "no", Operated: "no", Heart: "no", CordOn: "no", Preterm: "no",
		FedRecently: "no", Upset: "no", Vaccinated: "no", Reason: screening.Stimulation, Parent: true}
	w.must(cadre, "massage.screen", massage.Screen{Booking: booking, Answers: well})
	w.must(cadre, "massage.start", massage.Start{Booking: booking})
	w.must(cadre, "massage.finish", massage.Finish{Booking: booking, Fee: fee})
}

// feePhrases are bodies for what becomes of the price of a visit.
var feePhrases = map[string]func(w *town, x things) any{
	"massage.fee_paid":  func(_ *town, x things) any { return massage.FeeIsPaid{Booking: x.owing} },
	"massage.waive_fee": func(_ *town, x things) any { return massage.WaiveFee{Booking: x.owing, Reason: "KanariCatatan"} },
	"payment.hand_in": func(_ *town, x things) any {
		return payment.HandIn{Worker: x.masseuse, Fund: payment.BLUD, Amount: 25_000, On: "2026-03-01"}
	},
}
