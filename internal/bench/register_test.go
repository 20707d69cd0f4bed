package bench

import (
	"context"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// A small health centre is measured like a large one: everybody is entered through
// the verbs, and the pages are those of real households.
func TestTheRegisterIsMeasuredByEnteringIt(t *testing.T) {
	t.Parallel()
	m := &measure{ctx: context.Background(), turns: 1}
	figures, err := m.register(t.TempDir(), 300)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.HasLen(figures, 2))
	for _, f := range figures {
		qt.Check(t, qt.HasLen(f.runs, 1), qt.Commentf("%s: %s", f.name, f.note))
		qt.Check(t, qt.IsTrue(median(f.runs) > 0), qt.Commentf("%s", f.name))
	}
	qt.Assert(t, qt.IsTrue(strings.Contains(figures[0].note, "bytes a person")))
}

func TestAWholeCentreHasAsManyPeopleAsAreAskedFor(t *testing.T) {
	t.Parallel()
	for _, persons := range []int{300, 5_000} {
		town, err := wholeCentre("2026-11-22", persons)
		qt.Assert(t, qt.IsNil(err))
		n := len(town.People)
		qt.Check(t, qt.IsTrue(n >= persons && n < persons+persons/5), qt.Commentf("%d people for %d", n, persons))
	}
}
