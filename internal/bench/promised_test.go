package bench

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"
)

// A few promises and a moment's intake: that it is measured, not how fast.
func TestPromisesAndIntakeAreMeasured(t *testing.T) {
	m := &measure{ctx: t.Context(), turns: 1, lasting: 300 * time.Millisecond}
	list, err := m.promise(t.TempDir(), "", 400)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.HasLen(list, 4))
	qt.Check(t, qt.Equals(list[1].name, "last of 40 deadlines at one instant, SQLite"))
	qt.Check(t, qt.HasLen(list[1].runs, 1))
	list, err = m.intake(t.TempDir(), "")
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.HasLen(list, 2))
	for _, f := range list {
		qt.Check(t, qt.HasLen(f.runs, 1), qt.Commentf("%s", f.name))
	}
}
