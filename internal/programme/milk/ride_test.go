package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/world"
)

// Two mothers' bags that are in the courier's hands together are one ride; what he
// fetches after he has brought both is the next one.
func TestBagsCarriedTogetherAreOneRide(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem").Courier("Joko")
	first, second, third := fetchFrom(w, "Sri", "biru 1"), fetchFrom(w, "Wati", "merah 2"), ident.ID("")
	qt.Assert(t, qt.Not(qt.Equals(first.Ride, "")))
	qt.Assert(t, qt.Equals(second.Ride, first.Ride))
	bring(w, first)
	bring(w, second)
	w.At("14:30")
	third = fetchFrom(w, "Sri", "biru 1").Ride
	qt.Assert(t, qt.Not(qt.Equals(third, first.Ride)))
	w.RebuildEquals()
}

// fetchFrom has a mother declare a bottle and Joko take it over.
func fetchFrom(w *world.World, mother, bag string) (d milk.Delivery) {
	id := ident.Named(mother + " at " + w.Clock.Now().Time().String())
	bottle := ident.Derive(id, 1)
	w.As(mother).Send("declare "+string(id), "milk.declare", milk.Declare{Delivery: id, Place: ident.Named("place " + mother), Bottles: []milk.BottleBody{
		{ID: bottle, VolumeML: 100, ExpressedAt: w.Clock.Now(), Milk: "fresh", Kept: "cooler"}}})
	read := func(q journal.Query) (err error) {
		d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, id)
		return err
	}
	w.Query(read)
	w.As("Joko").Send("accept "+string(id), "dispatch.accept", dispatch.Accept{Job: d.Job}).
		Send("hand over "+string(id), "milk.hand_over", milk.HandOver{Delivery: id, Bag: bag, Bottles: []ident.ID{bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack "+string(id), "milk.pack", milk.Pack{Delivery: id})
	w.Query(read)
	return d
}

// bring has Joko take it back to the health centre, which ends it too.
func bring(w *world.World, d milk.Delivery) {
	w.As("Joko").Send("return "+string(d.ID), "milk.return", milk.Return{Delivery: d.ID, Bottles: []ident.ID{d.Bottles[0].ID}, To: "facility"})
}
