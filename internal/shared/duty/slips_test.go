package duty_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

// A night without power: three slips are written on. In the morning the second one
// is typed: its number is used, the first is missed. A number that nobody printed
// stops no request.
func TestARequestTypedFromASlipUsesItsNumber(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.As("officer").Send("print", "duty.print_slips", duty.PrintSlips{Book: ident.Named("book"), Count: 10})
		w.At("07:30").As("dispatcher").
			Send("two", "need.request", need.Request{Case: ident.Named("two"), Kind: need.VisitRequest, Door: "slip", Slip: 2, WrittenAt: w.Clock.Now()}).
			Refused("two again", "need.request", need.Request{Case: ident.Named("two again"), Kind: need.VisitRequest, Door: "slip", Slip: 2, WrittenAt: w.Clock.Now()}, "need.slip_typed").
			Send("stray", "need.request", need.Request{Case: ident.Named("stray"), Kind: need.VisitRequest, Door: "slip", Slip: 99, WrittenAt: w.Clock.Now()})
		w.Query(func(q journal.Query) error {
			b, _, err := duty.Books.Get(q.Tx, q.Facility, ident.Named("book"))
			qt.Assert(t, qt.IsNil(err))
			qt.Check(t, qt.DeepEquals(b.Slips, []duty.Slip{{Number: 2, Case: ident.Named("two")}}), qt.Commentf("a slip is one request"))
			qt.Check(t, qt.DeepEquals(b.Missing(), []int64{1}))
			state, err := duty.SlipState(q, 2)
			qt.Check(t, qt.Equals(state, duty.Used))
			return err
		})
		w.RebuildEquals()
	})
}
