package milk_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/world"
)

// What is told late has happened whatever was wrong with it. A phone that has signal and a
// clock that goes slow tells nothing late: what is refused to all is refused to it, and a bag
// changes hands at the hour at which it does.
func TestAClockThatGoesSlowIsNoDayWithoutSignal(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		accepted(w)
		said := milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}}
		w.At("14:00").As("Joko").WrongClock(-40*time.Minute).Refused("broken", "milk.hand_over", said, "milk.seal_broken")
		for _, b := range delivery(w).Bottles {
			qt.Check(t, qt.Equals(b.HeldBy, ident.Named("Sri")))
		}
		said.SealOK = true
		w.Send("whole", "milk.hand_over", said)
		qt.Check(t, qt.Equals(delivery(w).HandedOverAt, w.Clock.Now()))
		w.RebuildEquals()
	})
}
