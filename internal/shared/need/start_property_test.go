package need_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

// clocks is what the property remembers of each request: its start and its
// deadline, as they were when it came in.
type clocks map[ident.ID][2]instant.Instant

// TestNoStartIsEverMoved plays random desks: requests come in by any door with any
// claim of a time, more is told of them, they are joined, taken apart, ended and
// renamed by two persons. Every request has exactly one start, which nothing moves;
// whoever stands for it started no later; and the start is not later than the record.
func TestNoStartIsEverMoved(t *testing.T) {
	w := world.New(t, "", "2026-03-02 09:00")
	n, run, minute := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		known, names := clocks{}, []ident.ID{}
		for range rapid.IntRange(4, 10).Draw(t, "commands") {
			n++
			name := fmt.Sprint("random ", n)
			some := func(label string) ident.ID { return rapid.SampledFrom(names).Draw(t, label) }
			what := rapid.SampledFrom([]string{"new", "new", "evidence", "merge", "merge", "merge", "unmerge", "dismiss", "cancel", "recategorise", "triage", "clock"}).Draw(t, "what")
			if len(names) < 2 { // nothing to join yet
				what = "new"
			}
			ago := time.Duration(rapid.IntRange(-60, 20_000).Draw(t, "minutes ago")) * time.Minute
			heard := w.Clock.Now().Add(-ago)
			second := func(verb string, body any) {
				w.As("officer")
				_, _ = proposed(w, name, verb, body, rapid.SampledFrom([]string{"head", "dispatcher"}).Draw(t, "second"))
			}
			switch what {
			case "new":
				id := ident.Named(name)
				_, _ = w.As("dispatcher").Earlier(ago/2).Try(name, "need.request", need.Request{Case: id, Kind: need.VisitRequest, HeardAt: heard})
				names = append(names, id)
			case "evidence":
				_, _ = w.As("dispatcher").Try(name, "need.add_evidence", need.AddEvidence{Case: some("of"), Door: "radio", HeardAt: heard})
			case "merge":
				if one, other := some("one"), some("other"); one != other {
					second("need.merge", need.Merge{Case: one, Into: other})
				}
			case "unmerge":
				second("need.unmerge", need.Unmerge{Case: some("of")})
			case "dismiss":
				second("need.dismiss", need.Dismiss{Case: some("of"), Reason: "a"})
			case "cancel":
				second("need.cancel", need.Cancel{Case: some("of"), Reason: "a"})
			case "recategorise":
				second("need.recategorise", need.Recategorise{Case: some("of"), Kind: need.TransportRequest})
			case "triage":
				_, _ = w.As("dispatcher").Try(name, "need.triage", need.Triage{Case: some("of"), Sign: rapid.SampledFrom([]string{"E01", "E06", "E09"}).Draw(t, "sign")})
			case "clock":
				minute += rapid.IntRange(1, 30).Draw(t, "later")
				w.Clock.Set(instant.Of(time.Date(2026, 3, 2, 2, minute, 0, 0, time.UTC)))
			}
			startsStand(t, w, known)
		}
	})
	w.RebuildEquals()
	qt.Assert(t, qt.IsTrue(run > 0))
}

func startsStand(t *rapid.T, w *world.World, known clocks) {
	w.Query(func(q journal.Query) error {
		all, err := need.Requests(q, 0, 1<<60)
		if err != nil {
			return err
		}
		by := map[ident.ID]need.Case{}
		for _, c := range all {
			by[c.ID] = c
		}
		for _, c := range all {
			if was, seen := known[c.ID]; seen && (was[0] != c.Started || was[1] != c.Due) {
				t.Fatalf("request %s started at %s and now at %s, due %s and now %s", c.Short(), was[0], c.Started, was[1], c.Due)
			}
			known[c.ID] = [2]instant.Instant{c.Started, c.Due}
			root, err := need.Root(q, c.ID)
			if err != nil {
				return err
			}
			switch {
			case c.Started.IsZero() || c.Started.After(c.OpenedAt):
				t.Fatalf("request %s, on record at %s, has the start %s", c.Short(), c.OpenedAt, c.Started)
			case by[root].Merged != "":
				t.Fatalf("the root of %s is merged itself", c.Short())
			case by[root].Started.After(c.Started):
				t.Fatalf("%s stands for %s and started later", by[root].Short(), c.Short())
			}
		}
		return nil
	})
}
