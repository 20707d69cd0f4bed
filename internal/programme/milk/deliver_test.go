package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const noon = "2026-03-02 12:50"

var (
	bottles = []ident.ID{ident.Named("bottle 1"), ident.Named("bottle 2")}
	d1      = ident.Named("D1")
)

// declare has Sri put two bottles out, expressed at noon and kept cool.
func declare(w *world.World) *world.World {
	at := w.Clock.Now().Add(-30 * 60 * 1e9)
	return w.As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: at, Milk: "fresh", Kept: "cooler"},
		{ID: bottles[1], VolumeML: 90, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}}})
}

func delivery(w *world.World) (d milk.Delivery) {
	w.Query(func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, d1); return err })
	return d
}

// fetch has Joko take the bottles over, pack them and leave.
func fetch(w *world.World) *world.World {
	return w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).
		At("13:20").As("Joko").
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack", "milk.pack", milk.Pack{Delivery: d1, TemperatureC: new(4.0)}).
		Send("depart", "milk.depart", milk.Depart{Delivery: d1})
}

func code(w *world.World) (c string) {
	w.Query(func(q journal.Query) error {
		c = link.Code(q.Keys, q.Facility, d1, delivery(w).CodeGeneration)
		return nil
	})
	return c
}

func wrong(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func handed(code string) milk.Deliver {
	return milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: code, Bottles: bottles}
}

func ride(w *world.World) (p promise.Promise) {
	w.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, delivery(w).Promise)
		return err
	})
	return p
}

func TestTwoBottlesGoHome(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko").Forget()
		declare(w).Events("milk.declared", "dispatch.opened", "dispatch.offered", "link.issued")
		qt.Assert(t, qt.Equals(delivery(w).OfferedTo, ident.Named("Joko")), qt.Commentf("the machine asks who gets there first"))
		fetch(w).Events("dispatch.accepted", "milk.handed_over", "promise.started", "milk.packed", "milk.departed")
		w.At("14:05").As("Joko").Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1}).
			Refused("wrong", "milk.deliver", handed(wrong(code(w))), "milk.wrong_code").
			Send("deliver", "milk.deliver", handed(code(w))).
			Events("milk.code_missed", "milk.delivered", "ledger.earned", "dispatch.done", "promise.ended").
			Balance("Joko", 25_000).
			Resend("deliver").Balance("Joko", 25_000).
			Refused("again", "milk.deliver", handed(code(w)), "milk.already_ended").Balance("Joko", 25_000)
		d := delivery(w)
		qt.Assert(t, qt.IsTrue(d.Proven))
		for _, b := range d.Bottles {
			qt.Assert(t, qt.DeepEquals([]string{b.State, b.Holder}, []string{milk.Delivered, "recipient"}))
		}
		qt.Assert(t, qt.Equals(ride(w).State, promise.Kept))
		w.Query(func(q journal.Query) error {
			told, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2", q.Facility, ident.Named("Sri"))
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.IsTrue(len(told) > 0))
			for _, m := range told {
				l, found, err := link.Links.Get(q.Tx, q.Facility, m.Link)
				qt.Assert(t, qt.IsNil(err))
				qt.Assert(t, qt.IsTrue(found && l.Subject == d1), qt.Commentf("%s leads to her delivery", m.Kind))
			}
			told, err = messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2", q.Facility, ident.Named("Mbah Parti"))
			qt.Assert(t, qt.HasLen(told, 1))
			qt.Assert(t, qt.IsNil(err))
			l, _, err := link.Links.Get(q.Tx, q.Facility, told[0].Link)
			qt.Assert(t, qt.DeepEquals([]any{l.Purpose, l.Owner}, []any{"receive", ident.Named("Sri")}), qt.Commentf("the grandmother's page is the mother's to revoke"))
			return err
		})
		w.RebuildEquals()
	})
}

func TestWithoutSignalTheCodeIsCheckedAtSync(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.At("15:00").As("Joko").Offline("14:05").Send("deliver", "milk.deliver", handed(code(w)))
		qt.Assert(t, qt.IsTrue(delivery(w).Proven), qt.Commentf("the right code, typed without signal, proves it when it arrives"))
		w.Balance("Joko", 25_000).RebuildEquals()
	})
}

func TestAWrongCodeWithoutSignalIsDeliveredUnderReviewWithTheFeeHeld(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.At("15:00").As("Joko").Offline("14:05").Send("deliver", "milk.deliver", handed(wrong(code(w)))).Balance("Joko", 0)
		d := delivery(w)
		qt.Assert(t, qt.DeepEquals([]any{d.State, d.Proven, d.FeeState}, []any{milk.Delivered, false, "held"}))
		w.As("Joko")
		_, err := w.Try("own review", "milk.review", milk.Decide{Review: d.Review, Decision: "proven"})
		qt.Assert(t, qt.IsNotNil(err), qt.Commentf("a courier does not review himself"))
		w.As("officer").Send("review", "milk.review", milk.Decide{Review: d.Review, Decision: "pay", Note: "ditelepon, benar diterima"}).Balance("Joko", 25_000).
			Refused("twice", "milk.review", milk.Decide{Review: d.Review, Decision: "pay"}, "milk.review_closed").Balance("Joko", 25_000)
		w.RebuildEquals()
	})
}

func TestTheSixthGuessIsRefusedEvenWhenItIsRight(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	w.At("14:05").As("Joko")
	for i := range 5 {
		w.Refused("guess "+string(rune('a'+i)), "milk.deliver", handed(wrong(code(w))), "milk.wrong_code")
	}
	w.Refused("sixth", "milk.deliver", handed(code(w)), "milk.code_locked")
	old := code(w)
	w.As("Sri").Send("new code", "milk.new_code", milk.NewCode{Delivery: d1})
	qt.Assert(t, qt.Not(qt.Equals(code(w), old)))
	w.As("Joko").Refused("old code", "milk.deliver", handed(old), "milk.wrong_code").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 25_000)
	w.RebuildEquals()
}

func TestOnlySomebodyOnTheListAtThatMomentReceives(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti", "Pak Tono").Courier("Joko")))
	w.As("Sri").Send("drop", "milk.drop_recipient", milk.DropRecipient{Place: ident.Named("place Sri"), Recipient: ident.Named("Mbah Parti")})
	w.At("14:05").As("Joko").
		Refused("dropped", "milk.deliver", handed(code(w)), "milk.not_on_list").
		Refused("stranger", "milk.deliver", milk.Deliver{Delivery: d1, OtherName: "Tetangga", Code: code(w), Bottles: bottles}, "milk.not_on_list").
		Refused("one bottle", "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Pak Tono"), Code: code(w), Bottles: bottles[:1]}, "milk.wrong_bottle").
		Send("deliver", "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Pak Tono"), Code: code(w), Bottles: bottles}).
		Balance("Joko", 25_000).RebuildEquals()
}

func TestMilkPastItsTimeIsNotHandedOver(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-150 * 60 * 1e9), Milk: "fresh"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}})
	fetch(w).At("14:30").As("Joko").
		Refused("too old", "milk.deliver", handed(code(w)), "milk.expired").
		Send("discard", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[:1], Reason: "too_old"}).
		Send("deliver", "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: code(w), Bottles: bottles[1:]}).
		RebuildEquals()
	for _, b := range delivery(w).Bottles {
		qt.Assert(t, qt.IsTrue(b.Ended()))
	}
}

func TestNoUncertifiedCourierIsEverAssigned(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Uncertified("Budi")
	declare(w)
	qt.Assert(t, qt.Equals(delivery(w).OfferedTo, ident.ID("")), qt.Commentf("the machine asks nobody who may not"))
	job := delivery(w).Job
	w.As("dispatcher").Refused("offer", "dispatch.offer", dispatch.Offer{Job: job, Worker: ident.Named("Budi")}, "dispatch.not_certified")
	w.Certify("Budi", "2026-03-02").As("dispatcher").Send("offer 2", "dispatch.offer", dispatch.Offer{Job: job, Worker: ident.Named("Budi")})
	w.As("machine").Send("withdrawn", "workforce.withdraw_certificate", withdraw("Budi"))
	w.As("Budi").Refused("accept", "dispatch.accept", dispatch.Accept{Job: job}, "dispatch.not_certified")
	w.Courier("Joko").As("dispatcher").Send("offer 3", "dispatch.offer", dispatch.Offer{Job: job, Worker: ident.Named("Joko")})
	w.As("Joko").Send("accepted", "dispatch.accept", dispatch.Accept{Job: job})
	w.As("machine").Send("withdrawn too", "workforce.withdraw_certificate", withdraw("Joko"))
	w.As("Joko").Refused("pick-up", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}, "milk.not_certified")
	w.RebuildEquals()
}

func TestCouriersHandOverToEachOther(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))).Courier("Darma")
	w.As("Darma")
	_, err := w.Try("peek", "milk.take", milk.Take{Delivery: d1, Bottles: bottles})
	qt.Assert(t, qt.IsNotNil(err), qt.Commentf("not his, so absent"))
	w.As("Joko").Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Darma")})
	qt.Assert(t, qt.Equals(delivery(w).Bottles[0].HeldBy, ident.Named("Joko")), qt.Commentf("the giver holds them until they are taken"))
	w.As("Darma").Refused("half", "milk.take", milk.Take{Delivery: d1, Bottles: bottles[:1]}, "milk.wrong_bottle").
		Send("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles})
	w.As("Joko")
	out, err := w.Try("late report", "milk.deliver", handed(code(w)))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Held), qt.Commentf("who carried it before is heard, not believed"))
	w.At("14:05").As("Darma").Send("deliver", "milk.deliver", handed(code(w))).Balance("Darma", 25_000).Balance("Joko", 0).RebuildEquals()
}

func TestAMistakenStepIsTakenBackAndStays(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	step := delivery(w).LastStep
	w.As("dispatcher").Refused("another", "milk.undo", milk.Undo{Delivery: d1, Step: step}, "milk.not_your_step")
	w.As("Joko").Send("undo", "milk.undo", milk.Undo{Delivery: d1, Step: step})
	qt.Assert(t, qt.Equals(delivery(w).State, milk.Packed))
	w.As("Joko").Send("depart again", "milk.depart", milk.Depart{Delivery: d1})
	step = delivery(w).LastStep
	w.At("13:31").As("Joko").Refused("too late", "milk.undo", milk.Undo{Delivery: d1, Step: step}, "milk.undo_too_late").RebuildEquals()
}

func TestTheRidesDeadlineStandsWhateverAPhoneSays(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	due := ride(w).Due
	qt.Assert(t, qt.Equals(due, w.Clock.Now().Add(2*60*60*1e9)))
	w.At("15:21")
	qt.Assert(t, qt.Equals(ride(w).State, promise.Late))
	w.As("Joko").Offline("14:05").Send("deliver", "milk.deliver", handed(code(w)))
	qt.Assert(t, qt.DeepEquals([]any{ride(w).State, ride(w).Due}, []any{promise.Late, due}), qt.Commentf("a phone's clock repairs no promise"))
	w.RebuildEquals()
}

func TestAReturnIsPaidAfterOneApproval(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	w.At("14:05").As("Joko").Send("absent", "milk.absent", milk.Absent{Delivery: d1, Action: "back"}).
		Send("return", "milk.return", milk.Return{Delivery: d1, To: "workplace", Bottles: bottles}).Balance("Joko", 0)
	w.As("officer").Send("pay", "milk.review", milk.Decide{Review: delivery(w).Review, Decision: "pay"}).Balance("Joko", 25_000).RebuildEquals()
}

func TestAddressesLeaveTheCouriersPhone(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	w.At("14:05").As("Joko").Send("deliver", "milk.deliver", handed(code(w)))
	qt.Assert(t, qt.IsTrue(sees(w, "Joko")))
	w.At("14:20")
	qt.Assert(t, qt.IsFalse(sees(w, "Joko")), qt.Commentf("a quarter of an hour after the end"))
	w.RebuildEquals()
}

func sees(w *world.World, name string) (seen bool) {
	w.Query(func(q journal.Query) error {
		changes, err := q.Changes(q.Facility, "w:"+string(ident.Named(name)), 0, 200)
		for _, c := range changes {
			seen = seen || (c.Table == "milk_delivery" || c.Table == "milk_step") && !c.Gone
		}
		return err
	})
	return seen
}

func withdraw(name string) workforce.WithdrawCertificate {
	return workforce.WithdrawCertificate{Worker: ident.Named(name), Course: workforce.MilkHandling, Reason: "dicabut"}
}

func TestStaleMessagesLeaveTheListOfWhatIsToBeSent(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.At("14:05").As("Joko").Send("deliver", "milk.deliver", handed(code(w)))
		waiting := func() (kinds []string) {
			w.Query(func(q journal.Query) error {
				rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY kind", q.Facility, messaging.Waiting)
				for _, m := range rows {
					kinds = append(kinds, m.Kind)
				}
				return err
			})
			return kinds
		}
		qt.Assert(t, qt.DeepEquals(waiting(), []string{"milk_picked_up", "milk_received", "milk_recipient"}))
		w.At("14:20")
		qt.Assert(t, qt.DeepEquals(waiting(), []string{"milk_received"}), qt.Commentf("what is over needs no message; what has become of it does"))
		w.RebuildEquals()
	})
}

func TestADoubtOfThePickUpHoldsTheFeeOfACleanHandOver(t *testing.T) {
	w := world.New(t, "", noon)
	declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))
	w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job})
	w.As("machine").Send("withdrawn", "workforce.withdraw_certificate", withdraw("Joko"))
	w.At("14:00").As("Joko").Offline("13:20").
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "b", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Offline("13:25").Send("pack", "milk.pack", milk.Pack{Delivery: d1})
	w.As("dispatcher").Send("watch", "milk.supervise", milk.Supervise{Delivery: d1, Supervisor: ident.Named("officer"), How: "phone", Reason: "dekat"})
	w.At("14:05").As("Joko").Send("deliver", "milk.deliver", handed(code(w))).Balance("Joko", 0)
	d := delivery(w)
	qt.Assert(t, qt.DeepEquals([]any{d.Proven, d.FeeState}, []any{true, "held"}), qt.Commentf("it is proven whose hands it reached; who may carry it is another question"))
	w.RebuildEquals()
}

func TestTheCourierTypesForAMotherWithoutAPhone(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Phoneless("Tini", "Mbah Karsi").Courier("Joko").Courier("Darma")
	w.Query(func(q journal.Query) error {
		seen, err := q.Changes(q.Facility, "c", 0, 100)
		places := []ident.ID{}
		for _, c := range seen {
			if c.Table == "milk_place" {
				places = append(places, c.Row)
			}
		}
		qt.Assert(t, qt.DeepEquals(places, []ident.ID{ident.Named("place Tini")}), qt.Commentf("couriers know only the mothers who cannot type themselves"))
		return err
	})
	w.As("Joko").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Tini"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: w.Clock.Now(), Milk: "fresh"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}})
	qt.Assert(t, qt.Equals(delivery(w).OfferedTo, ident.Named("Joko")), qt.Commentf("he stands before her"))
	fetch(w).At("14:00").As("Joko").Send("deliver", "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Karsi"), Code: code(w), Bottles: bottles}).
		Balance("Joko", 25_000).RebuildEquals()
}

func TestACourierDeclinesAndDoesNotCancel(t *testing.T) {
	w := world.New(t, "", noon)
	accepted(w.Mother("Sri", "Mbah Parti").Courier("Joko"))
	c := milk.Cancel{Delivery: d1, Reason: "mistake"}
	w.As("Joko").Refused("his", "milk.cancel", c, "milk.decline_instead").
		As("dispatcher").Send("the desk's", "milk.cancel", c).RebuildEquals()
	qt.Assert(t, qt.Equals(delivery(w).State, milk.Cancelled))
}

func TestNobodyGivesMilkToWhoMayNotCarryIt(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))).Uncertified("Budi").
		As("Joko").Refused("unfit", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Budi")}, "milk.give_to_unfit").
		Refused("nobody", "milk.give", milk.Give{Delivery: d1, To: ident.Named("somebody")}, "milk.give_to_unfit").
		Certify("Budi", "2030-12-31").As("Joko").Send("fit", "milk.give", milk.Give{Delivery: d1, To: ident.Named("Budi")}).RebuildEquals()
}

func TestNobodyIsSentForMilkThatWillBePastItsTime(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	d := milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{
		{ID: bottles[0], VolumeML: 120, ExpressedAt: w.Clock.Now().Add(-60 * 60 * 1e9), Milk: "fresh"}, {ID: bottles[1], VolumeML: 90, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}}
	d.WantPickupAt = w.Clock.Now().Add((3*60 + 1) * 60 * 1e9) // the older one keeps for four hours
	w.As("Sri").Refused("too late", "milk.declare", d, "milk.want_too_late")
	d.WantPickupAt = w.Clock.Now().Add(3 * 60 * 60 * 1e9)
	w.Send("in time", "milk.declare", d).RebuildEquals()
}
