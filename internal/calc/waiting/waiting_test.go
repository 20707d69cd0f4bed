package waiting_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/waiting"
)

func TestTheFormulaCanBeReckonedByHand(t *testing.T) {
	w := waiting.Default()
	qt.Assert(t, qt.Equals(w.Points(waiting.One{Number: 1, Waited: 21, Week: 5, Metres: 3000, Left: 90}), 21*10+5*15+70+90))
	qt.Assert(t, qt.Equals(w.Points(waiting.One{Number: 1, Waited: 21, Week: 5, Metres: waiting.Unknown, Left: 90}), 21*10+5*15+90), qt.Commentf("an unknown way earns nothing"))
	qt.Assert(t, qt.Equals(w.Points(waiting.One{Metres: 12_000}), 0))
}

func someone(t *rapid.T, number int64) waiting.One {
	return waiting.One{Number: number, Waited: rapid.Int64Range(0, 200).Draw(t, "waited"), Week: rapid.Int64Range(1, 7).Draw(t, "week"),
		Metres: rapid.Int64Range(-1, 20_000).Draw(t, "metres"), Left: rapid.Int64Range(0, 184).Draw(t, "left")}
}

func weights(t *rapid.T) waiting.Weights {
	n := func(name string) int64 { return rapid.Int64Range(0, 100).Draw(t, name) }
	return waiting.Weights{Day: n("day"), Week: n("week"), Near: n("near"), Far: n("far") * 200, Left: n("left")}
}

// Whoever the list is handed in by, in whatever order, everybody has one place in it.
func TestTheOrderIsTotalAndTheSameForEverybody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := weights(t)
		var all []waiting.One
		for i := range rapid.IntRange(0, 30).Draw(t, "how many") {
			all = append(all, someone(t, int64(i+1)))
		}
		order := w.Order(all)
		if again := w.Order(rapid.Permutation(all).Draw(t, "shuffled")); !slices.Equal(again, order) {
			t.Fatalf("%v, then %v", order, again)
		}
		for i := range order {
			for j := range order {
				if (w.Before(order[i], order[j]) < 0) != (i < j) {
					t.Fatalf("%v and %v", order[i], order[j])
				}
			}
		}
	})
}

// Nobody falls back by waiting longer, working more days, living nearer or having
// the younger baby.
func TestEachReasonOnlyHelps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, before := weights(t), someone(t, 1)
		for name, change := range map[string]func(*waiting.One){
			"waited longer": func(o *waiting.One) { o.Waited++ },
			"more days":     func(o *waiting.One) { o.Week++ },
			"nearer": func(o *waiting.One) {
				if o.Metres > 0 {
					o.Metres--
				}
			},
			"a way that is known": func(o *waiting.One) {
				if o.Metres < 0 {
					o.Metres = 5000
				}
			},
			"younger": func(o *waiting.One) { o.Left++ },
		} {
			after := before
			change(&after)
			if w.Points(after) < w.Points(before) {
				t.Fatalf("%s: %d, %d", name, w.Points(before), w.Points(after))
			}
		}
	})
}
