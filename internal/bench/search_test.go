package bench

import (
	"testing"

	"github.com/go-quicktest/qt"
)

// The figure is measured at its full size by `sambang bench`; here it is only
// seen to come about.
func TestTheSearchIsMeasured(t *testing.T) {
	m := &measure{ctx: t.Context(), turns: 1}
	list, err := m.search(t.TempDir(), "", 200)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.HasLen(list, 1))
	qt.Check(t, qt.HasLen(list[0].runs, 1))
	qt.Check(t, qt.Equals(list[0].want, 50))
}
