package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/policy"
	"sambang/internal/world"
)

// resolve has the health centre change the programme's rules, by two persons.
func resolve(w *world.World, by func(*milk.Settings)) {
	var set milk.Settings
	w.Query(func(q journal.Query) (err error) { set, _, err = milk.Policy.Get(q); return err })
	by(&set)
	doc, err := policy.NewDocument(set)
	qt.Assert(w.T, qt.IsNil(err))
	w.As("admin")
	out, err := w.Try("change", "policy.change", policy.Change{Section: "milk", Document: doc})
	qt.Assert(w.T, qt.IsNil(err))
	w.As("head").Send("approve", "approval.approve", journal.Approve{Command: out.ID})
}

func TestADeliveryEndsUnderTheRulesItBeganWith(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		resolve(w, func(s *milk.Settings) { s.FeeRupiah, s.CodeTries, s.HideSeconds = 40_000, 1, 60 })
		w.At("14:05").As("Joko").Refused("a guess", "milk.deliver", handed(wrong(code(w))), "milk.wrong_code").
			Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 25_000)
		w.At("14:10")
		qt.Assert(t, qt.IsTrue(sees(w, "Joko")))
		w.RebuildEquals()
	})
}

func TestAddressesLeaveWhenPolicySays(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	resolve(w, func(s *milk.Settings) { s.FeeRupiah, s.HideSeconds = 40_000, 60 })
	fetch(declare(w)).At("14:05").As("Joko").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 40_000).At("14:06")
	qt.Assert(t, qt.IsFalse(sees(w, "Joko")))
	w.RebuildEquals()
}

// A colleague hands over: the desk sees who, the log does not.
func TestWhoHandsOverForHerIsKeptSealed(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko").Forget()
		at := w.Clock.Now()
		w.As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), HandedBy: milk.HandedBy{Name: "Bu Wening", Role: "colleague"},
			Bottles: []milk.BottleBody{{ID: bottles[0], VolumeML: 120, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}}})
		qt.Assert(t, qt.Equals(handing(w), "Bu Wening"))
		w.As("Joko").Send("accept", "dispatch.accept", accept(w)).
			Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Name: "Pak Satpam", Role: "guard"}, SealOK: true})
		qt.Assert(t, qt.Equals(handing(w), "Pak Satpam"), qt.Commentf("who did, not who was to"))
		w.Query(func(q journal.Query) error {
			var said int64
			_, err := q.One("SELECT count(*) FROM event WHERE facility_id = $1 AND (body LIKE '%Wening%' OR body LIKE '%Satpam%')", []any{q.Facility}, &said)
			qt.Assert(t, qt.Equals(said, 0))
			return err
		})
		w.RebuildEquals()
	})
}

func handing(w *world.World) (name string) {
	w.Query(func(q journal.Query) error {
		v, _, err := milk.ShowDelivery(q, d1)
		name = v.HandedByName
		return err
	})
	return name
}

func accept(w *world.World) dispatch.Accept { return dispatch.Accept{Job: delivery(w).Job} }
