package house_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/shared/workforce"
)

func TestACourierKnowsColleaguesByNameAndNothingElse(t *testing.T) {
	inTown(t, func(m *mouths) {
		m.staff(here, "Joko", access.Courier)
		m.staff(here, "Budi", access.Courier)
		m.staff(there, "Agus", access.Courier)
		m.as("Joko")
		joko := m.client
		first := m.sync(map[string]any{})
		rows := map[string]map[string]any{}
		for _, r := range rowsOf(first, "worker") {
			rows[string(r.ID)] = r.Row
		}
		budi := rows[string(worker(here, "Budi"))]
		qt.Assert(m.t, qt.IsNotNil(budi))
		qt.Check(m.t, qt.DeepEquals(slices.Sorted(maps.Keys(budi)), []string{"id", "kinds", "name", "state"}))
		qt.Check(m.t, qt.Equals(budi["name"], any("Budi")))
		qt.Check(m.t, qt.IsNotNil(rows[string(worker(here, "Joko"))]["certificate"]), qt.Commentf("his own papers stay his"))
		qt.Check(m.t, qt.IsNil(rows[string(worker(here, "head"))]), qt.Commentf("the desk is no colleague to hand a bag to"))
		qt.Check(m.t, qt.IsNil(rows[string(worker(there, "Agus"))]), qt.Commentf("nor is somebody elsewhere"))
		for _, r := range first.Rows {
			qt.Check(m.t, qt.IsTrue(r.Tbl == "worker" || r.Tbl == "phone"), qt.Commentf("%s", r.Tbl))
		}
		m.machine(here, "workforce.suspend", workforce.Suspend{Worker: worker(here, "Budi"), Reason: "a"})
		m.client = joko
		gone := false
		for _, c := range m.sync(map[string]any{"head": first.Head, "cursors": first.Cursors}).Changes {
			gone = gone || c.ID == worker(here, "Budi") && c.Audience == "c" && c.Gone
		}
		qt.Check(m.t, qt.IsTrue(gone), qt.Commentf("who is suspended leaves the list"))
	})
}
