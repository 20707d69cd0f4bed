package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/world"
)

// Random days rarely meet all of this at once: no signal, the right code, and
// milk whose time ran out on the way.
func TestTheRightCodeSaidLateProvesNoMilkPastItsTime(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-150 * 60 * 1e9), Milk: "fresh"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}})
	fetch(w).At("15:10").As("Joko").Offline("14:30").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 0)
	d := delivery(w)
	qt.Assert(t, qt.DeepEquals([]any{d.State, d.Proven, d.FeeState}, []any{milk.Delivered, false, "held"}))
	w.RebuildEquals()
}

func TestABottleScannedTwiceIsOneBottle(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	w.At("14:05").As("Joko").Send("discard", "milk.discard", milk.Discard{Delivery: d1, Bottles: []ident.ID{bottles[0], bottles[0]}, Reason: "leak"})
	qt.Assert(t, qt.IsFalse(delivery(w).Ended()), qt.Commentf("the other bottle is still on its way"))
	w.Send("deliver", "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: code(w), Bottles: bottles[1:]}).
		Balance("Joko", 25_000).RebuildEquals()
}
