package need_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

func rootOf(w *world.World, name string) (root ident.ID) {
	w.Query(func(q journal.Query) (err error) {
		root, err = need.Root(q, ident.Named(name))
		return err
	})
	return root
}

// Three people ring about the same fall. Whichever way round the desk joins them,
// the first call's clock stands for all; a wrong joining is undone, and every clock
// is where it was.
func TestMergingKeepsTheEarliestStartAndIsUndone(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		w.As("dispatcher").Send("first", "need.request", sick("first"))
		w.At("09:20").As("dispatcher").Send("second", "need.request", sick("second"))
		w.At("09:40").As("dispatcher").Send("third", "need.request", sick("third"))
		was := map[string]need.Case{"first": caseOf(w, "first"), "second": caseOf(w, "second"), "third": caseOf(w, "third")}

		w.As("officer")
		agreed(w, "join", "need.merge", need.Merge{Case: ident.Named("second"), Into: ident.Named("third")}, "dispatcher")
		qt.Check(t, qt.Equals(caseOf(w, "third").Merged, ident.Named("second")), qt.Commentf("into the newer one was asked: the older one stands"))
		w.As("officer")
		agreed(w, "join more", "need.merge", need.Merge{Case: ident.Named("second"), Into: ident.Named("first")}, "head")
		qt.Check(t, qt.Equals(rootOf(w, "third"), ident.Named("first")), qt.Commentf("a chain has one root"))
		first := caseOf(w, "first")
		qt.Check(t, qt.Equals(first.Reports, 3))
		qt.Check(t, qt.Equals(first.Started, was["first"].Started))
		qt.Check(t, qt.Equals(first.Due, was["first"].Due))
		v := w.CaseView(ident.Named("second"))
		qt.Check(t, qt.Equals(v.MergedNumber, first.Short()))
		w.As("officer").Refused("join again", "need.merge", need.Merge{Case: ident.Named("third"), Into: ident.Named("first")}, "need.merged_already")

		w.As("head")
		agreed(w, "undo", "need.unmerge", need.Unmerge{Case: ident.Named("second")}, "officer")
		qt.Check(t, qt.Equals(rootOf(w, "third"), ident.Named("second")))
		for name, c := range was {
			now := caseOf(w, name)
			qt.Check(t, qt.Equals(now.Started, c.Started), qt.Commentf("%s", name))
			qt.Check(t, qt.Equals(now.Due, c.Due), qt.Commentf("%s", name))
		}
		qt.Check(t, qt.Equals(caseOf(w, "first").Reports, 1))
		qt.Check(t, qt.Equals(caseOf(w, "second").State, need.Going))
		w.As("head").Refused("undo again", "need.unmerge", need.Unmerge{Case: ident.Named("second")}, "need.not_merged")
		w.RebuildEquals()
	})
}

// It turns out that the radio had heard of it half an hour before the telephone.
// The earlier report stands, its deadline with it; no clock was touched.
func TestAnEarlierReportStandsForTheLaterOne(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.As("dispatcher").Send("phone", "need.request", sick("phone"))
	was := caseOf(w, "phone")
	w.At("09:30").As("dispatcher").
		Send("later", "need.add_evidence", need.AddEvidence{Case: ident.Named("phone"), Door: "whatsapp", What: "Masih sesak"}).
		Send("earlier", "need.add_evidence", need.AddEvidence{Case: ident.Named("phone"), Door: "radio", CallSign: "JZ13ABC", HeardAt: was.Started.Add(-30 * time.Minute)})
	root := rootOf(w, "phone")
	qt.Assert(t, qt.Not(qt.Equals(root, ident.Named("phone"))))
	var stands need.Case
	w.Query(func(q journal.Query) (err error) {
		stands, _, err = need.Cases.Get(q.Tx, q.Facility, root)
		return err
	})
	qt.Check(t, qt.Equals(stands.Started, was.Started.Add(-30*time.Minute)))
	qt.Check(t, qt.Equals(was.Due.Sub(stands.Due), 30*time.Minute))
	qt.Check(t, qt.Equals(stands.Reports, 3))
	now := caseOf(w, "phone")
	qt.Check(t, qt.Equals(now.Started, was.Started))
	w.RebuildEquals()
}

// One alone ends, joins or renames no request, and every attempt leaves its row.
func TestOneAloneEndsNoRequestAndTheAttemptStays(t *testing.T) {
	world.Both(t, "2026-03-02 09:00", func(t *testing.T, w *world.World) {
		w.As("dispatcher").Send("a", "need.request", sick("a")).Send("b", "need.request", sick("b"))
		a, was := ident.Named("a"), caseOf(w, "a")
		attempts := map[string]any{
			"need.dismiss":      need.Dismiss{Case: a, Reason: "iseng"},
			"need.cancel":       need.Cancel{Case: a, Reason: "pasien batal"},
			"need.merge":        need.Merge{Case: a, Into: ident.Named("b")},
			"need.recategorise": need.Recategorise{Case: a, Kind: need.TransportRequest},
		}
		for verb, body := range attempts {
			_, err := w.As("dispatcher").Try("dispatcher "+verb, verb, body)
			qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound), qt.Commentf("%s by the desk alone", verb))
			out, err := w.As("officer").Try("officer "+verb, verb, body)
			qt.Check(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("%s waits for a second person", verb))
			out, err = w.As("officer").Try("officer agrees "+verb, "approval.approve", journal.Approve{Command: ident.Derive(ident.Named("command officer "+verb), 0)})
			qt.Check(t, qt.IsNil(err))
			qt.Check(t, qt.Equals(out.Code, "approval.own_proposal"), qt.Commentf("%s", verb))
		}
		w.As("dispatcher").Refused("close", "need.close", need.Close{Case: a, Outcome: "duplicate", Reason: "a"}, "need.request_ends_otherwise")
		qt.Check(t, qt.DeepEquals(caseOf(w, "a"), was), qt.Commentf("nothing has changed"))
		var denied, kept int64
		w.Query(func(q journal.Query) error {
			if _, err := q.One("SELECT count(*) FROM access_log WHERE facility_id = $1 AND denied = TRUE", store.Args(q.Facility), &denied); err != nil {
				return err
			}
			_, err := q.One("SELECT count(*) FROM command WHERE facility_id = $1 AND status IN ('proposed', 'refused') AND verb IN ('need.dismiss', 'need.cancel', 'need.merge', 'need.recategorise', 'need.close')", store.Args(q.Facility), &kept)
			return err
		})
		qt.Check(t, qt.Equals(denied, 4))
		qt.Check(t, qt.Equals(kept, 5))
	})
}

// Two persons end it; its clock is where it was, and what is ended is not ended again.
func TestTwoPersonsEndARequestAndNoClockMoves(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	w.As("dispatcher").Send("a", "need.request", sick("a")).Send("b", "need.request", sick("b")).Send("c", "need.request", sick("c"))
	for name, what := range map[string]struct {
		verb, outcome string
		body          any
	}{
		"a": {"need.dismiss", need.OutcomeDismissed, need.Dismiss{Case: ident.Named("a"), Reason: "salah sambung"}},
		"b": {"need.cancel", need.OutcomeCancelled, need.Cancel{Case: ident.Named("b"), Reason: "keluarga membawa sendiri"}},
	} {
		was := caseOf(w, name)
		w.As("officer")
		agreed(w, name+" ends", what.verb, what.body, "dispatcher")
		now := caseOf(w, name)
		qt.Check(t, qt.Equals(now.Outcome, what.outcome))
		qt.Check(t, qt.Equals(now.Started, was.Started))
		qt.Check(t, qt.Equals(now.Due, was.Due))
		w.As("officer").Refused(name+" again", "need.dismiss", need.Dismiss{Case: ident.Named(name), Reason: "a"}, "need.closed_already").
			Refused(name+" reopened", "need.reopen", need.Reopen{Case: ident.Named(name), Reason: "a"}, "need.request_ends_otherwise").
			Refused(name+" swallows", "need.merge", need.Merge{Case: ident.Named("c"), Into: ident.Named(name)}, "need.ended_unserved")
	}
	w.As("officer")
	agreed(w, "journey", "need.recategorise", need.Recategorise{Case: ident.Named("c"), Kind: need.TransportRequest}, "head")
	qt.Check(t, qt.Equals(caseOf(w, "c").Kind, need.TransportRequest))
	w.As("officer").Refused("same", "need.recategorise", need.Recategorise{Case: ident.Named("c"), Kind: need.TransportRequest}, "need.kind_already").
		Refused("complaint", "need.recategorise", need.Recategorise{Case: ident.Named("c"), Kind: "complaint"}, "need.unknown_kind")
	w.RebuildEquals()
}
