package milk_test

import (
	"testing"

	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/world"
)

// Milk from the refrigerator keeps for four days there, and four hours in the
// courier's bag when nobody put it into the cooler.
func TestMilkThatWasNeverPackedRidesInTheWarm(t *testing.T) {
	for hour, fit := range map[string]bool{"17:10": true, "17:30": false} {
		t.Run(hour, func(t *testing.T) {
			w := world.New(t, "", noon)
			w.Mother("Sri", "Mbah Parti").Courier("Joko")
			at := w.Clock.Now().Add(-30 * 60 * 1e9)
			w.As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
				{ID: bottles[0], VolumeML: 120, ExpressedAt: at, Milk: "fresh", Kept: "fridge"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: at, Milk: "fresh", Kept: "fridge"}}}).
				As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).At("13:20").As("Joko").
				Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
				Send("depart", "milk.depart", milk.Depart{Delivery: d1}).At(hour).As("Joko")
			if fit {
				w.Send("deliver", "milk.deliver", handed(code(w)))
			} else {
				w.Refused("deliver", "milk.deliver", handed(code(w)), "milk.expired")
			}
		})
	}
}
