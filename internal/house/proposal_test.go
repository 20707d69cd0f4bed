package house_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/policy"
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

// Who decides on a policy reads what it would change; who cannot, that one waits; and once
// it is decided it says nothing of the policy any more.
func TestASecondPersonSeesWhatAPolicyWouldBe(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	set := campaign.Settings{SellerCourse: "breastfeeding_basics", MassageCourse: "breast_massage", Reorder: []campaign.Piece{{Material: campaign.Leaflet, Count: 250}}, WriteOffAlone: 20, FeeFund: "bok"}
	document, err := policy.NewDocument(map[string]any{"seller_course": set.SellerCourse, "massage_course": set.MassageCourse, "reorder": set.Reorder, "write_off_alone": 5})
	qt.Assert(t, qt.IsNil(err))
	out := w.must(here.actor("admin"), "policy.change", policy.Change{Section: "campaign", Document: document})
	change := func(role string) any {
		w.session(here, role)
		rows := rowsOf(w.sync(map[string]any{}), "proposal")
		qt.Assert(t, qt.HasLen(rows, 1), qt.Commentf("%s", role))
		return rows[0].Row["change"]
	}
	seen, _ := change("head").(map[string]any)
	qt.Assert(t, qt.IsNotNil(seen))
	qt.Check(t, qt.Equals(seen["section"], any("campaign")))
	changes, _ := seen["changes"].([]any)
	has := func(want map[string]any) bool {
		return slices.ContainsFunc(changes, func(one any) bool { return qt.DeepEquals(one, any(want)).Check(nil) == nil })
	}
	qt.Check(t, qt.IsTrue(has(map[string]any{"path": []any{"reorder", "leaflet", "count"}, "before": 100.0, "after": 250.0})), qt.Commentf("%v", changes))
	qt.Check(t, qt.IsTrue(has(map[string]any{"path": []any{"write_off_alone"}, "before": 20.0, "after": 5.0})), qt.Commentf("%v", changes))
	qt.Check(t, qt.IsNil(change("treasurer")))
	w.must(here.actor("head"), "approval.approve", journal.Approve{Command: out.ID})
	qt.Check(t, qt.IsNil(change("head")))
}

// Every section of the policy has a name in both languages.
func TestEverySectionOfThePolicyHasAName(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	for _, name := range w.h.Settings() {
		for _, lang := range []string{text.ID, text.EN} {
			qt.Check(t, qt.IsTrue(slices.Contains(text.Keys(lang, "app.policy.s_"), "app.policy.s_"+name)), qt.Commentf("%s %s", lang, name))
		}
	}
}
