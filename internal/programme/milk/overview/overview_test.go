package overview_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/overview"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/health"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

const noon = "2026-03-02 08:00"

// read reckons months as the head asks for them.
func read(w *world.World, from, to string) (o overview.Overview) {
	w.T.Helper()
	w.Query(func(q journal.Query) (err error) { o, err = overview.Read(q, from, to); return err })
	return o
}

// fetched has Joko fetch one bottle of a mother's.
func fetched(w *world.World, mother string, ml int64) (d milk.Delivery) {
	w.T.Helper()
	id := ident.Named(mother + strconv.FormatInt(int64(w.Clock.Now()), 10))
	bottle := ident.Derive(id, 1)
	name := string(id)
	w.As(mother).Send("declare "+name, "milk.declare", milk.Declare{Delivery: id, Place: ident.Named("place " + mother), Bottles: []milk.BottleBody{
		{ID: bottle, VolumeML: ml, ExpressedAt: w.Clock.Now(), Milk: "fresh", Kept: "cooler"}}})
	look := func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, id); return err }
	w.Query(look)
	w.As("Joko").Send("accept "+name, "dispatch.accept", dispatch.Accept{Job: d.Job}).
		Send("hand over "+name, "milk.hand_over", milk.HandOver{Delivery: id, Bag: "biru 1", Bottles: []ident.ID{bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack "+name, "milk.pack", milk.Pack{Delivery: id, TemperatureC: new(4.0)})
	w.Query(look)
	return d
}

// received has the grandmother receive it after some minutes.
func received(w *world.World, d milk.Delivery, grandmother string, minutes int) {
	w.T.Helper()
	w.Clock.Set(w.Clock.Now().Add(time.Duration(minutes) * time.Minute))
	var code string
	w.Query(func(q journal.Query) error { code = link.Code(q.Keys, q.Facility, d.ID, d.CodeGeneration); return nil })
	w.Settle()
	w.As("Joko").Send("deliver "+string(d.ID), "milk.deliver", milk.Deliver{Delivery: d.ID, Recipient: ident.Named(grandmother), Code: code, Bottles: []ident.ID{d.Bottles[0].ID}})
}

func TestTheHeadSeesWhatHappenedInAMonth(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem").Courier("Joko")
		received(w, fetched(w, "Sri", 120), "Mbah Parti", 30)
		received(w, fetched(w, "Wati", 80), "Mbah Painem", 50)
		received(w, fetched(w, "Sri", 100), "Mbah Parti", 130) // past the two hours
		spilt := fetched(w, "Wati", 60)
		w.As("Joko").Send("leak", "milk.discard", milk.Discard{Delivery: spilt.ID, Bottles: []ident.ID{spilt.Bottles[0].ID}, Reason: "leak"})
		o := read(w, "2026-03", "2026-03")
		qt.Check(t, qt.Equals(o.Served, 2))
		qt.Check(t, qt.Equals(o.Active, 2))
		qt.Check(t, qt.DeepEquals([]int64{o.Delivered, o.Discarded, o.Returned, o.Cancelled}, []int64{3, 1, 0, 0}))
		qt.Check(t, qt.DeepEquals([]int64{o.Kept, o.Promised}, []int64{2, 3}))
		qt.Check(t, qt.Equals(o.Minutes, 50))
		qt.Check(t, qt.DeepEquals([]int64{o.DeliveredML, o.DiscardedML}, []int64{300, 60}))
		qt.Check(t, qt.DeepEquals(o.Reasons, []overview.Reason{{Reason: "leak", Bottles: 1, ML: 60}}))
		qt.Check(t, qt.DeepEquals([]int64{o.Cost, o.Each}, []int64{75_000, 25_000}))
		qt.Check(t, qt.Equals(o.Until, "2026-03-02"))
		qt.Assert(t, qt.HasLen(o.Days, 2), qt.Commentf("a day that has not come has no bar"))
		qt.Check(t, qt.DeepEquals(o.Days[1], overview.Day{Day: "2026-03-02", Delivered: 3, Late: 1, Minutes: 50, DiscardedML: 60}))
		for _, v := range o.Villages {
			qt.Check(t, qt.IsTrue(v.Hidden && v.Delivered == 0), qt.Commentf("three deliveries of one village are not shown apart: %+v", v))
		}
		qt.Check(t, qt.Equals(read(w, "2026-02", "2026-02").Delivered, 0))
	})
}

func TestMonthsOfExclusiveBreastfeedingCountWhileThereIsAPlace(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Midwife("Bu Eni", world.Village).Mother("Sri", "Mbah Parti").Mother("Wati", "Mbah Painem") // born on the 1st of December
		var baby ident.ID
		w.Query(func(q journal.Query) error {
			p, _, err := milk.Places.Get(q.Tx, q.Facility, ident.Named("place Sri"))
			baby = p.Baby
			return err
		})
		month := func(m int64, answer, on string) health.Feed {
			return health.Feed{Feeding: ident.Named("month " + strconv.FormatInt(m, 10)), Baby: baby, Month: &m, Answer: answer, Source: health.Told, On: on}
		}
		w.As("Bu Eni").Send("first", "health.feeding", month(2, health.Exclusive, "2026-03-01"))
		qt.Check(t, qt.Equals(read(w, "2026-03", "2026-03").Exclusive, overview.Exclusive{}), qt.Commentf("month 2 ended the day before the place began"))
		w.At("+31 08:00") // the 2nd of April: month 3 is over
		qt.Check(t, qt.Equals(read(w, "2026-04", "2026-04").Exclusive, overview.Exclusive{Unasked: 2}))
		w.As("Bu Eni").Send("month 3", "health.feeding", month(3, health.Exclusive, "2026-04-01"))
		qt.Check(t, qt.Equals(read(w, "2026-04", "2026-04").Exclusive, overview.Exclusive{Yes: 1, Unasked: 1}))
		qt.Check(t, qt.Equals(read(w, "2026-03", "2026-04").Exclusive.Months(), 2))
	})
}

func TestMonthsThatCannotBeCountedAreRefused(t *testing.T) {
	w := world.New(t, "", noon)
	for _, span := range [][2]string{{"2026-04", "2026-04"}, {"2026-02", "2026-01"}, {"2024-01", "2026-03"}, {"besok", "2026-03"}, {"2026-03", "2026-13"}} {
		w.Query(func(q journal.Query) error {
			_, err := overview.Read(q, span[0], span[1])
			qt.Check(t, qt.Equals(fault.Of(err).Code, "overview.bad_month"), qt.Commentf("%v", span))
			return nil
		})
	}
}
