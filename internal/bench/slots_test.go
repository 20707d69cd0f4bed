package bench

import (
	"math/rand/v2"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/slots"
)

// The month that is measured must be as full as the requirement has it, and still have
// something free, or the figure would be of doing nothing.
func TestTheMeasuredMonthIsFullAndHasSomethingFree(t *testing.T) {
	days := monthOfCadres()
	qt.Check(t, qt.HasLen(days, slotCadres*slotDays))
	for _, d := range days {
		qt.Check(t, qt.HasLen(d.Busy, slotVisits), qt.Commentf("%s", d.Cadre))
	}
	qt.Check(t, qt.IsTrue(len(slots.Free(days, askedSomewhere(rand.New(rand.NewPCG(3, 3))), ridden{})) > 0))
	m := &measure{turns: 1}
	figures, err := m.slots()
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(figures[0].runs[0] > 0))
}
