package house_test

import (
	"sambang/internal/core/ident"
	"sambang/internal/shared/equipment"
)

// boxed is what a courier of the town rides with.
type boxed struct{ cooler ident.ID }

// box gives the courier of these things a cooler box.
func (w *town) box(x things) (b boxed) {
	w.t.Helper()
	b.cooler = w.fresh()
	officer := x.centre.actor("officer")
	w.must(officer, "equipment.add", equipment.Add{Cooler: b.cooler, Code: "K-" + string(b.cooler[14:]), Capacity: 40, IcePacks: 4})
	w.must(officer, "equipment.hand", equipment.Hand{Cooler: b.cooler, Worker: worker(x.centre, x.courier)})
	return b
}
