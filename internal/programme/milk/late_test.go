package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/promise"
	"sambang/internal/world"
)

func review(w *world.World) (rev milk.Review) {
	w.Query(func(q journal.Query) (err error) {
		rev, _, err = milk.Reviews.Get(q.Tx, q.Facility, delivery(w).Review)
		return err
	})
	return rev
}

// accepted has Sri declare and Joko take the job.
func accepted(w *world.World) *world.World {
	declare(w)
	return w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job})
}

func TestAPickUpToldLateHasHappenedWhateverWasWrongWithIt(t *testing.T) {
	stray := ident.Named("stray bottle")
	for reason, said := range map[string]milk.HandOver{
		"seal_broken":  {Bag: "b", Bottles: bottles},
		"wrong_bottle": {Bag: "b", Bottles: []ident.ID{bottles[0], bottles[1], stray}, SealOK: true},
		"bag_in_use":   {Bag: "biru 2", Bottles: bottles, SealOK: true},
	} {
		t.Run(reason, func(t *testing.T) {
			w := world.New(t, "", noon)
			w.Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Sum").Courier("Joko")
			aniToo(w)
			accepted(w)
			said.Delivery, said.HandedBy = d1, milk.HandedBy{Role: "mother"}
			w.At("14:00").As("Joko").Refused("online", "milk.hand_over", said, "milk."+reason).
				Offline("13:20").Send("hand over", "milk.hand_over", said)
			qt.Assert(t, qt.DeepEquals(review(w).Reasons, []string{reason}))
			qt.Assert(t, qt.HasLen(delivery(w).Bottles, 2), qt.Commentf("what was never declared is nobody's to carry"))
			for _, b := range delivery(w).Bottles {
				qt.Assert(t, qt.Equals(b.HeldBy, ident.Named("Joko")))
			}
			w.As("Joko").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 0).RebuildEquals()
			qt.Assert(t, qt.Equals(delivery(w).FeeState, "held"))
		})
	}
}

// aniToo has Joko already carry the bag "biru 2" of another mother.
func aniToo(w *world.World) {
	d2, bottle := ident.Named("D2"), ident.Named("bottle 3")
	w.As("Ani").Send("declare 2", "milk.declare", milk.Declare{Delivery: d2, Place: ident.Named("place Ani"), Bottles: []milk.BottleBody{
		{ID: bottle, VolumeML: 60, ExpressedAt: w.Clock.Now(), Milk: "fresh", Kept: "cooler"}}})
	var job ident.ID
	w.Query(func(q journal.Query) error {
		d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, d2)
		job = d.Job
		return err
	})
	w.As("Joko").Send("accept 2", "dispatch.accept", dispatch.Accept{Job: job}).
		Send("hand over 2", "milk.hand_over", milk.HandOver{Delivery: d2, Bag: "biru 2", Bottles: []ident.ID{bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
}

func TestExpiredMilkPickedUpWithoutSignalIsCarriedUnderReview(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-235 * 60 * 1e9), Milk: "fresh"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}})
	w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job})
	w.At("14:00").As("Joko").Offline("13:20").
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
	qt.Assert(t, qt.DeepEquals(review(w).Reasons, []string{"expired"}))
	w.As("Joko").Refused("too old", "milk.deliver", handed(code(w)), "milk.expired").
		Send("pour", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[:1], Reason: "too_old"}).
		Send("deliver", "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: code(w), Bottles: bottles[1:]}).
		Balance("Joko", 0).RebuildEquals()
}

func TestNothingOfTheMothersIsNoPickUp(t *testing.T) {
	w := world.New(t, "", noon)
	accepted(w.Mother("Sri", "Mbah Parti").Courier("Joko")).At("14:00").As("Joko").Offline("13:20")
	out, err := w.Try("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: []ident.ID{ident.Named("stray")}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.DeepEquals([]string{string(out.Status), out.Code, delivery(w).State}, []string{"held", "milk.wrong_bottle", milk.Declared}))
}

func TestATransferToldLateMovesTheLoadUnderReview(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))).Courier("Darma").
		As("Joko").Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Darma")})
	w.As("machine").Send("withdrawn", "workforce.withdraw_certificate", withdraw("Darma"))
	half := milk.Take{Delivery: d1, Bottles: bottles[:1]}
	w.At("14:00").As("Darma").Refused("online", "milk.take", half, "milk.not_certified").Offline("13:30").Send("take", "milk.take", half)
	qt.Assert(t, qt.DeepEquals(review(w).Reasons, []string{"not_certified", "wrong_bottle"}))
	qt.Assert(t, qt.DeepEquals([]ident.ID{delivery(w).Courier, review(w).Courier}, []ident.ID{ident.Named("Darma"), ident.Named("Darma")}))
	w.As("Darma").Refused("alone", "milk.deliver", handed(code(w)), "milk.needs_supervision").
		As("dispatcher").Send("watch", "milk.supervise", milk.Supervise{Delivery: d1, Supervisor: ident.Named("officer"), How: "phone", Reason: "dekat"})
	w.At("14:05").As("Darma").Send("deliver", "milk.deliver", handed(code(w))).Balance("Darma", 0).RebuildEquals()
}

// Fresh milk stands three more quarters of an hour when the phone says it was
// handed over, and is past its time when the server hears of it.
func TestAPhonesClockDoesNotMakeOldMilkFit(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-120 * 60 * 1e9), Milk: "fresh"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}})
	fetch(w).At("15:10").As("Joko").Offline("14:05").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 0)
	qt.Assert(t, qt.DeepEquals(review(w).Reasons, []string{"expired"}))
	d := delivery(w)
	qt.Assert(t, qt.DeepEquals([]any{d.State, d.Proven, d.FeeState}, []any{milk.Delivered, false, "held"}))
	w.RebuildEquals()
}

func TestAFastClockWinsNoTimeForTheRide(t *testing.T) {
	told := func(at string) string {
		w := world.New(t, "", noon)
		accepted(w.Mother("Sri", "Mbah Parti").Courier("Joko")).
			At("13:00").As("Joko").Send("set out", "dispatch.set_out", dispatch.SetOut{Job: delivery(w).Job})
		w.At("14:30").As("Joko").Offline(at).
			Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
		w.RebuildEquals()
		return ride(w).Start.Time().UTC().Format("15:04")
	}
	qt.Assert(t, qt.Equals(told("12:55"), "05:55"), qt.Commentf("earlier than all we know: believed"))
	qt.Assert(t, qt.Equals(told("14:20"), "06:00"), qt.Commentf("he was on the way at 13:00; after that only the phone speaks"))
}

// Two couriers meet without signal, and the taker's phone is heard first.
func TestATransferHeardBeforeItWasGivenWaitsForAPerson(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))).Courier("Darma")
	w.At("14:00").As("Darma").Offline("13:31")
	take, err := w.Try("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(take.Status, journal.Held))
	w.As("Joko").Offline("13:30").Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Darma")})
	w.As("officer").Send("approve", "approval.approve", journal.Approve{Command: take.ID})
	d := delivery(w)
	qt.Assert(t, qt.DeepEquals([]ident.ID{d.Courier, d.Bottles[0].HeldBy, d.GiveTo}, []ident.ID{ident.Named("Darma"), ident.Named("Darma"), ""}))
	w.As("Darma").Send("deliver", "milk.deliver", handed(code(w))).Balance("Darma", 25_000).RebuildEquals()
}

func TestWithTheLoadGoThePromiseAndTheJob(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))).Courier("Darma")
		due := ride(w).Due
		qt.Assert(t, qt.DeepEquals([]bool{holds(w, "Joko", "promise"), holds(w, "Darma", "promise")}, []bool{true, false}))
		w.As("Joko").Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Darma")}).
			At("13:40").As("Darma").Send("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles})
		qt.Assert(t, qt.DeepEquals([]bool{holds(w, "Joko", "promise"), holds(w, "Darma", "promise")}, []bool{false, true}))
		qt.Assert(t, qt.DeepEquals([]any{ride(w).Due, ride(w).State}, []any{due, promise.Running}), qt.Commentf("who looks after it changes, the deadline does not"))
		w.Query(func(q journal.Query) error {
			j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, delivery(w).Job)
			qt.Assert(t, qt.DeepEquals([]any{j.Worker, j.AcceptedAt}, []any{ident.Named("Darma"), w.Clock.Now()}), qt.Commentf("his since he took it"))
			return err
		})
		w.RebuildEquals()
	})
}

// holds reports whether a courier's phone holds a row of a table.
func holds(w *world.World, name, table string) (held bool) {
	w.Query(func(q journal.Query) error {
		changes, err := q.Changes(q.Facility, "w:"+string(ident.Named(name)), 0, 200)
		for _, c := range changes {
			held = held || c.Table == table && !c.Gone
		}
		return err
	})
	return held
}
