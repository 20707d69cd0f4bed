package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/world"
)

// shownTo is the delivery as somebody of the story sees it.
func shownTo(w *world.World, name string) (v milk.DeliveryView) {
	w.As(name).Query(func(q journal.Query) (err error) {
		if name == "dispatcher" {
			q.By.Roles = append(q.By.Roles, "dispatcher")
		}
		v, _, err = milk.ShowDelivery(q, d1)
		return err
	})
	return v
}

// veiled reports whether it tells what to carry and when, and nothing of who waits where.
func veiled(t *testing.T, v milk.DeliveryView) bool {
	t.Helper()
	qt.Assert(t, qt.HasLen(v.Bottles, 2))
	qt.Assert(t, qt.DeepEquals([]string{v.Pickup.Label, v.Drop.Label, v.Drop.Village}, []string{"Tempat kerja Sri", "Rumah Sri", world.Village}))
	qt.Assert(t, qt.IsFalse(v.WantPickupAt.IsZero()))
	hidden := v.MotherPhone == "" && v.Drop.Point() == geo.Point{} && len(v.Recipients) == 0
	whole := v.MotherPhone != "" && v.Drop.Point() != geo.Point{} && len(v.Recipients) == 1
	qt.Assert(t, qt.IsTrue(hidden != whole), qt.Commentf("all of it or nothing"))
	return hidden
}

func TestWhoIsOnlyAskedSeesNoDoorAndNoTelephone(t *testing.T) {
	w := world.New(t, "", noon)
	declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))
	qt.Assert(t, qt.Equals(delivery(w).OfferedTo, ident.Named("Joko")))
	qt.Assert(t, qt.IsTrue(veiled(t, shownTo(w, "Joko"))))
	qt.Assert(t, qt.IsFalse(veiled(t, shownTo(w, "dispatcher"))))
	before := lastSent(w, "Joko")
	fetch(w).Courier("Darma")
	qt.Assert(t, qt.IsFalse(veiled(t, shownTo(w, "Joko"))))
	qt.Assert(t, qt.IsTrue(lastSent(w, "Joko") > before), qt.Commentf("sent again when it is his"))

	w.As("Joko").Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Darma")})
	qt.Assert(t, qt.IsTrue(veiled(t, shownTo(w, "Darma"))))
	qt.Assert(t, qt.IsFalse(veiled(t, shownTo(w, "Joko"))), qt.Commentf("he still carries it"))
	w.As("Darma").Send("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles})
	qt.Assert(t, qt.IsFalse(veiled(t, shownTo(w, "Darma"))))
}

// lastSent is the number of the newest version of the delivery for somebody's phone.
func lastSent(w *world.World, name string) (seq int64) {
	w.Query(func(q journal.Query) error {
		changes, err := q.Changes(q.Facility, "w:"+string(ident.Named(name)), 0, 200)
		for _, c := range changes {
			if c.Table == "milk_delivery" {
				seq = max(seq, c.Seq)
			}
		}
		return err
	})
	return seq
}
