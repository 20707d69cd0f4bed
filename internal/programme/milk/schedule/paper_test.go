package schedule_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/world"
)

func delivery(w *world.World, name string) (d milk.Delivery, rev milk.Review) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) {
		if d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, w.ID(name)); err != nil {
			return err
		}
		rev, _, err = milk.Reviews.Get(q.Tx, q.Facility, d.Review)
		return err
	})
	return d, rev
}

// A phone was broken all day; in the evening the officer types the sheet.
func TestADaySheetIsTypedInAfterwards(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Mother("Sri", "Nenek")
		settle(w, "Sri", "Joko", normal("2026-03-02", "11:40"))
		w.As("officer").At("17:00")
		line := milk.TellSheet{Delivery: w.ID("D1"), Place: place(w, "Sri"), Courier: w.ID("Joko"), Bag: "T 4", PickedUpAt: hour(w, "2026-03-02", "11:45"),
			DeliveredAt: hour(w, "2026-03-02", "12:30"), Recipient: w.ID("Nenek"), Signed: true,
			Bottles: []milk.BottleBody{{ID: w.ID("B1"), VolumeML: 90, ExpressedAt: hour(w, "2026-03-02", "09:00"), Milk: "fresh"}}}
		late := line
		late.DeliveredAt = hour(w, "2026-03-02", "23:00")
		w.Refused("tomorrow", "milk.tell_sheet", late, "milk.sheet_in_future")
		w.Send("sheet", "milk.tell_sheet", line).Resend("sheet")

		d, rev := delivery(w, "D1")
		qt.Check(t, qt.Equals(d.State, milk.Delivered))
		qt.Check(t, qt.Equals(d.EndedAt, hour(w, "2026-03-02", "12:30")), qt.Commentf("by the hour on the paper"))
		qt.Check(t, qt.IsFalse(d.Proven))
		qt.Check(t, qt.Equals(d.FeeState, "held"))
		qt.Check(t, qt.DeepEquals(rev.Reasons, []string{"told_by_paper", "no_code"}))
		qt.Check(t, qt.DeepEquals(day(w, "2026-03-02"), []string{"11:40 Sri Joko declared"}))
		w.Balance("Joko", 0)
		w.Refused("twice", "milk.tell_sheet", line, "milk.already_declared")

		// A second sheet: nobody on her list, too old, not signed.
		bad := line
		bad.Delivery, bad.Bag, bad.Recipient, bad.OtherName, bad.Signed = w.ID("D2"), "T 5", "", "tetangga", false
		bad.Bottles = []milk.BottleBody{{ID: w.ID("B2"), VolumeML: 90, ExpressedAt: bad.PickedUpAt.Add(-20 * time.Hour), Milk: "fresh"}}
		w.Send("sheet 2", "milk.tell_sheet", bad)
		_, rev = delivery(w, "D2")
		qt.Check(t, qt.DeepEquals(rev.Reasons[:2], []string{"told_by_paper", "no_signature"}))
		qt.Check(t, qt.SliceContains(rev.Reasons, "expired"))
		qt.Check(t, qt.SliceContains(rev.Reasons, "not_on_list"))
		w.RebuildEquals()
	})
}

// The same line said by a courier of the house, or about the milk of another
// facility's mother, is nobody's to say.
func TestOnlyTheDeskTypesSheets(t *testing.T) {
	w := world.New(t, "", "2026-03-02 17:00")
	w.Courier("Joko").Mother("Sri", "Nenek")
	_, err := w.As("Joko").Try("mine", "milk.tell_sheet", milk.TellSheet{Delivery: w.ID("D1"), Place: place(w, "Sri"), Courier: w.ID("Joko"), Bag: "T 4",
		PickedUpAt: hour(w, "2026-03-02", "11:45"), DeliveredAt: hour(w, "2026-03-02", "12:30"), Recipient: w.ID("Nenek"),
		Bottles: []milk.BottleBody{{ID: w.ID("B1"), VolumeML: 90, ExpressedAt: hour(w, "2026-03-02", "09:00"), Milk: "fresh"}}})
	qt.Assert(t, qt.ErrorMatches(err, ".*not_found.*"))
}

// Empty bottles wait at home until they are counted back; what is missing is seen.
func TestEmptyBottlesAndIcePacksAreCountedBack(t *testing.T) {
	world.Both(t, "2026-03-02 07:00", func(t *testing.T, w *world.World) {
		w.Courier("Joko").Courier("Budi").Mother("Sri", "Nenek")
		w.At("17:00").As("officer").Send("sheet", "milk.tell_sheet", milk.TellSheet{Delivery: w.ID("D1"), Place: place(w, "Sri"), Courier: w.ID("Joko"), Bag: "T 4",
			PickedUpAt: hour(w, "2026-03-02", "11:45"), DeliveredAt: hour(w, "2026-03-02", "12:30"), Recipient: w.ID("Nenek"), Signed: true,
			Bottles: []milk.BottleBody{{ID: w.ID("B1"), VolumeML: 90, ExpressedAt: hour(w, "2026-03-02", "10:30"), Milk: "fresh"},
				{ID: w.ID("B2"), VolumeML: 90, ExpressedAt: hour(w, "2026-03-02", "10:30"), Milk: "fresh"}}})
		d, _ := delivery(w, "D1")
		back := func(name string, empties, packs int64) schedule.Count {
			w.As("Joko").Send(name, "milk.count_back", schedule.CountBack{Ride: d.Ride, Place: place(w, "Sri"), Empties: empties, IcePacks: packs})
			return lastCount(w)
		}
		c := back("some", 1, 3)
		qt.Check(t, qt.DeepEquals([]int64{c.ExpectedEmpties, c.Empties, c.ExpectedPacks, c.IcePacks}, []int64{2, 1, 4, 3}))
		c = back("the rest", 1, 4)
		qt.Check(t, qt.DeepEquals([]int64{c.ExpectedEmpties, c.Empties}, []int64{1, 1}))
		_, err := w.As("Budi").Try("not his", "milk.count_back", schedule.CountBack{Ride: d.Ride, Place: place(w, "Sri"), Empties: 1})
		qt.Check(t, qt.ErrorMatches(err, ".*not_found.*"))
		w.RebuildEquals()
	})
}

func lastCount(w *world.World) (c schedule.Count) {
	w.T.Helper()
	var seen ident.ID
	w.Query(func(q journal.Query) error {
		all, err := schedule.Counts.Where(q.Tx, "facility_id = $1 ORDER BY at DESC, id", q.Facility)
		for _, x := range all {
			if x.ExpectedEmpties < c.ExpectedEmpties || seen == "" {
				c, seen = x, x.ID
			}
		}
		return err
	})
	return c
}
