package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
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

// The treasurer, the head and the officer read a statement, and the courier whom it
// pays from its approval on; a colleague and whoever else gets the answer of what is
// not there.
func TestAStatementIsReadByWhomItConcerns(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "doctor")
	w.staff(here, "another", access.Courier)
	for who, want := range map[string]int{"treasurer": 200, "head": 200, "officer": 200, x.courier: 200, "another": 404, "dispatcher": 404, "midwife": 404, "admin": 404} {
		w.session(here, who)
		for file, kind := range map[string]string{"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"} {
			got := w.send("GET", "/api/v1/payment/statements/"+string(x.statement)+"/statement."+file, nil)
			qt.Check(t, qt.Equals(got.status, want), qt.Commentf("%s.%s", who, file))
			if want == 200 {
				qt.Check(t, qt.Equals(got.header.Get("Content-Type"), kind))
				qt.Check(t, qt.Equals(got.header.Get("Cache-Control"), "private, no-store"))
			}
		}
	}
	w.session(here, "treasurer")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/payment/ledger.xlsx?from=2026-01-01&to=2026-12-31", nil).status, 200))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/payment/ledger.xlsx?from=kemarin", nil).code(), "payment.bad_day"))
}
