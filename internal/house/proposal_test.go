package house_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/shared/registry"
)

func TestASecondPersonSeesWhomAProposalIsAbout(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.family(here, 0, false)
	w.must(here.actor("midwife"), "registry.died", registry.Die{Person: x.head, On: "2026-03-01"})
	w.session(here, "officer")
	page, _ := w.page("people", x.head)
	w.must(here.actor("midwife"), "registry.retract", registry.Retract{Line: page.Life[0].ID, Reason: "wrong_person"})
	about := func(role string) any {
		w.session(here, role)
		rows := rowsOf(w.sync(map[string]any{}), "proposal")
		qt.Assert(t, qt.HasLen(rows, 1), qt.Commentf("%s", role))
		return rows[0].Row["about"]
	}
	qt.Check(t, qt.DeepEquals(about("head"), any(map[string]any{"person": string(x.head), "name": "Parti", "what": "died", "on": "2026-03-01"})))
	qt.Check(t, qt.IsNil(about("treasurer")), qt.Commentf("who cannot settle it sees that it waits, and no name"))
}
