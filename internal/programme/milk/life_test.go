package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// atHome is Sri of the register with her baby Dimas and the grandmother.
func atHome(w *world.World) *world.World {
	return w.Resident("Sri", registry.Enter{Kind: registry.Mother, Sex: "female", Born: "1998-03-12"}).Resident("Parti", registry.Enter{Born: "1965-01-01"}).
		Resident("Dimas", registry.Enter{Kind: registry.Baby, Born: "2026-01-20", Mother: ident.Named("Sri")}).Courier("Joko").Enrol("Sri", "Dimas", "Parti")
}

func forDimas(w *world.World) milk.Declare {
	at := w.Clock.Now().Add(-20 * 60 * 1e9)
	return milk.Declare{Delivery: d1, Place: ident.Named("place Dimas"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}}}
}

func TestWhoIsInTheRegisterIsTakenAsTheyStandThere(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Resident("Sri", registry.Enter{Kind: registry.Mother, Sex: "female", Born: "1998-03-12", Phone: "081200000001", NIK: "3313145203980001"})
		before := w.Person("Sri")
		w.Resident("Parti", registry.Enter{Born: "1965-01-01", Phone: "081200000002"}).Resident("Dimas", registry.Enter{Kind: registry.Baby, Born: "2026-01-20", Mother: before.ID}).
			Enrol("Sri", "Dimas", "Parti")
		qt.Check(t, qt.DeepEquals(w.Person("Sri"), before), qt.Commentf("nothing of her record is written over"))
		qt.Check(t, qt.Equals(w.Person("Parti").Kind, registry.Resident))
		w.Query(func(q journal.Query) error {
			v, _, err := milk.ShowPlace(q, ident.Named("place Dimas"))
			qt.Check(t, qt.DeepEquals([]string{v.MotherPhone, v.Recipients[0].Name, v.Recipients[0].Relation, v.Recipients[0].Phone}, []string{"+6281200000001", "Parti", "nenek", "+6281200000002"}))
			return err
		})
		stranger := milk.Named{ID: ident.Named("Tuti"), Name: "Tuti", Relation: "bibi"}
		w.Resident("Tuti", registry.Enter{}).As("Sri").
			Refused("by a page", "milk.name_recipient", milk.NameRecipient{Place: ident.Named("place Dimas"), Recipient: stranger}, "registry.person_exists").
			As("officer").Refused("by the desk", "milk.name_recipient", milk.NameRecipient{Place: ident.Named("place Dimas"), Recipient: stranger}, "milk.mother_names_recipients").RebuildEquals()
	})
}

func TestARecipientWhoDiesIsOffTheListAndNothingNewIsFetched(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		atHome(w).As("Sri").Send("declare", "milk.declare", forDimas(w))
		w.As("officer").Send("death", "registry.died", registry.Die{Person: ident.Named("Parti"), On: "2026-03-01"})
		qt.Check(t, qt.IsFalse(w.Place(ident.Named("place Dimas")).Allows(ident.Named("Parti"))))
		qt.Check(t, qt.Not(qt.Equals(delivery(w).Review, "")), qt.Commentf("what is on its way to nobody is looked at"))
		more := forDimas(w)
		more.Delivery, more.Bottles = ident.Named("D2"), []milk.BottleBody{{ID: ident.Named("bottle 3"), VolumeML: 90, ExpressedAt: w.Clock.Now().Add(-60 * 1e9), Milk: "fresh"}}
		w.As("Sri").Refused("to nobody", "milk.declare", more, "milk.nobody_receives").
			Send("his aunt", "milk.name_recipient", milk.NameRecipient{Place: ident.Named("place Dimas"), Recipient: milk.Named{ID: ident.Named("Tini"), Name: "Tini", Relation: "bibi"}}).
			Send("to her", "milk.declare", more).RebuildEquals()
	})
}

func TestMilkFetchedWithoutSignalAfterAnEndIsKeptForAPerson(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		atHome(w).As("Sri").Send("declare", "milk.declare", forDimas(w))
		w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job})
		w.As("officer").Send("death", "registry.died", registry.Die{Person: ident.Named("Dimas"), On: "2026-03-02"})
		qt.Check(t, qt.Equals(delivery(w).State, milk.Cancelled))
		out, err := w.At("13:02").As("Joko").Offline("12:58").Try("fetched", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.DeepEquals([]string{string(out.Status), out.Code}, []string{string(journal.Held), "milk.fetched_after_cancel"}))
		w.RebuildEquals()
	})
}

func TestTheMotherBecomesTheGuardianOfHerPageAgain(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		atHome(w).As("Sri").Send("declare", "milk.declare", forDimas(w))
		to := func(name string) registry.ChangeGuardian {
			return registry.ChangeGuardian{Child: ident.Named("Dimas"), Guardian: ident.Named(name), Reason: "other", TextVersion: "anak/1", How: "signature"}
		}
		w.As("officer").Send("ill", "registry.change_guardian", to("Parti"))
		qt.Check(t, qt.Equals(delivery(w).Reader(), ident.Named("Parti")))
		w.Send("well again", "registry.change_guardian", to("Sri"))
		qt.Check(t, qt.Equals(delivery(w).Reader(), ident.Named("Sri")))
		qt.Check(t, qt.Equals(w.Place(ident.Named("place Dimas")).Keeper, ident.ID("")))
		qt.Check(t, qt.HasLen(w.Pages("Sri"), 2))
		qt.Check(t, qt.HasLen(w.Pages("Parti"), 1), qt.Commentf("she still receives"))
		w.RebuildEquals()
	})
}
