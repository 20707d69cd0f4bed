package bench

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/growth"
)

// The measured children must be computed, or the figure would be of doing nothing.
func TestTheMeasuredChildrenHaveAllFiveIndices(t *testing.T) {
	whole := 0
	all := manyChildren()
	for _, c := range all {
		r := growth.Compute(c)
		has := true
		for _, s := range r.Scores {
			has = has && s.Has
		}
		if has {
			whole++
		}
	}
	qt.Check(t, qt.IsTrue(whole > len(all)*95/100), qt.Commentf("%d of %d", whole, len(all)))
	m := &measure{turns: 1, lasting: time.Millisecond}
	figures, err := m.growth()
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(figures[0].runs[0] > 0))
	qt.Check(t, qt.Equals(figures[1].runs[0], 0))
}
