package bench

import (
	"context"
	"testing"

	"github.com/go-quicktest/qt"
)

// A short list is measured like a long one: through the door, until the last row is there.
func TestAListIsMeasuredFromTheFileToTheLastRow(t *testing.T) {
	t.Parallel()
	m := &measure{ctx: context.Background(), turns: 1}
	figures, err := m.lists(t.TempDir(), "", 250)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.HasLen(figures, 1))
	qt.Check(t, qt.HasLen(figures[0].runs, 1), qt.Commentf("%s", figures[0].note))
	qt.Check(t, qt.StringContains(figures[0].note, "0 bad"))
}
