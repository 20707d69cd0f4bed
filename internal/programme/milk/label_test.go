package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/world"
)

// labelled declares one bottle of Ani's with a label; empty lets the server choose.
func labelled(w *world.World, bottle ident.ID, label string) milk.Declare {
	return milk.Declare{Delivery: ident.Derive(bottle, 7), Place: ident.Named("place Ani"), Bottles: []milk.BottleBody{
		{ID: bottle, Label: label, VolumeML: 60, ExpressedAt: w.Clock.Now(), Milk: "fresh", Kept: "cooler"}}}
}

func TestALabelStandsOnOneBottleUntilItsEnd(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Sum").Courier("Joko")
		fetch(declare(w))
		first := delivery(w).Bottles[0].Label
		w.As("Ani").Refused("same label", "milk.declare", labelled(w, ident.Named("bottle 3"), first), "milk.label_in_use")
		w.As("Joko").Send("poured", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[:1], Reason: "leak"})
		w.As("Ani").Send("free again", "milk.declare", labelled(w, ident.Named("bottle 3"), first)).
			Send("another", "milk.declare", labelled(w, ident.Named("bottle 4"), "")).RebuildEquals()
	})
}

// The server's own choice goes past a label that somebody has written on another.
func TestTheServerChoosesALabelThatIsFree(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Ani", "Mbah Sum").Courier("Joko")
	mine := ident.Named("bottle 4")
	d := labelled(w, mine, "")
	w.As("Ani").Send("written", "milk.declare", labelled(w, ident.Named("bottle 3"), milk.Label(mine))).Send("chosen", "milk.declare", d)
	w.Query(func(q journal.Query) error {
		row, _, err := milk.Deliveries.Get(q.Tx, q.Facility, d.Delivery)
		qt.Assert(t, qt.Not(qt.Equals(row.Bottles[0].Label, milk.Label(mine))))
		return err
	})
}
