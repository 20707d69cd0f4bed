package house_test

import (
	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
)

// paid is what a courier of the town is due for the month before.
type paid struct{ statement ident.ID }

// pay has February of these things' courier prepared and approved, paid flat: the
// deliveries of the town are all of March.
func (w *town) pay(x things) (p paid) {
	w.t.Helper()
	courier := worker(x.centre, x.courier)
	w.machine(x.centre, "workforce.set_shift", workforce.SetShift{Worker: courier, Day: "2026-02-10", From: "08:00", To: "12:00"})
	w.feeMode(x.centre, milk.FlatMonth)
	out := w.must(x.centre.actor("treasurer"), "payment.prepare", payment.Prepare{Worker: courier, Month: "2026-02"})
	p.statement = ident.Derive(out.ID, 0)
	w.must(x.centre.actor("head"), "payment.approve", payment.Settle{Statement: p.statement})
	w.feeMode(x.centre, milk.PerDelivery)
	return p
}

// feeMode has two persons change how couriers are paid.
func (w *town) feeMode(c centre, mode string) {
	w.t.Helper()
	var set milk.Settings
	w.query(c, func(q journal.Query) (err error) { set, _, err = milk.Policy.Get(q); return err })
	set.FeeMode = mode
	doc, err := policy.NewDocument(set)
	qt.Assert(w.t, qt.IsNil(err))
	change := w.must(c.actor("admin"), "policy.change", policy.Change{Section: "milk", Document: doc})
	w.must(c.actor("head"), "approval.approve", journal.Approve{Command: change.ID})
}
