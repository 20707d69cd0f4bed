package milk_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/need"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

func strand(w *world.World) (s milk.Strand) {
	w.Query(func(q journal.Query) (err error) {
		s, _, err = milk.Strands.First(q.Tx, "facility_id = $1 ORDER BY at, id", q.Facility)
		return err
	})
	return s
}

// Joko's motorbike breaks down with the milk on it. Rudi is asked at once, comes to
// where Joko stands, takes every bottle over and brings them home.
func TestAnotherCourierComesToWhereTheFirstOneStands(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.Courier("Rudi")
		due, useBy := ride(w).Due, delivery(w).Bottles[0].UseBy
		w.Forget().At("13:40").As("Joko").Send("stranded", "milk.stranded", milk.Stranded{Kind: "breakdown", Lat: -7.53, Lon: 110.92}).
			Events("milk.stranded", "need.opened", "dispatch.opened", "dispatch.offered", "messaging.queued").
			Refused("again", "milk.stranded", milk.Stranded{Kind: "breakdown"}, "milk.stranded_already")
		job := strand(w).Job
		w.Query(func(q journal.Query) error {
			j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, job)
			qt.Assert(t, qt.IsNil(err))
			qt.Assert(t, qt.Equals(j.Worker, ident.Named("Rudi")), qt.Commentf("never himself"))
			var at dispatch.Place
			_, err = q.Open(j.Start, &at)
			qt.Assert(t, qt.DeepEquals([]float64{at.Lat, at.Lon}, []float64{-7.53, 110.92}))
			return err
		})
		w.As("Rudi").Send("come", "dispatch.accept", dispatch.Accept{Job: job}).Events("dispatch.accepted", "milk.given")
		qt.Assert(t, qt.Equals(delivery(w).Courier, ident.Named("Joko")), qt.Commentf("his until the other has it in his hands"))
		w.At("13:55").As("Rudi").Send("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles}).
			Events("milk.taken", "milk.strand_changed", "need.step_done", "dispatch.done")
		qt.Assert(t, qt.Equals(ride(w).Due, due), qt.Commentf("the milk's clock ran on"))
		qt.Assert(t, qt.Equals(delivery(w).Bottles[0].UseBy, useBy))
		w.At("14:20").As("Rudi").Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1}).Send("deliver", "milk.deliver", handed(code(w))).Balance("Rudi", 25_000).Balance("Joko", 0)
		v := w.CaseView(w.Case(milk.Breakdown).ID)
		qt.Assert(t, qt.IsTrue(slices.ContainsFunc(v.Todo, func(s need.TodoView) bool { return s.Code == "next_courier_sent" && !s.DoneAt.IsZero() })))
		w.RebuildEquals()
	})
}

// Nobody can come through the water. The grandmother, who is on the list, fetches
// the bottles with the code; nobody else ever holds them.
func TestAListedRecipientFetchesWhatNoCourierCanBring(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.Mother("Ani", "Bu Tejo").At("13:40").As("Joko").Send("stranded", "milk.stranded", milk.Stranded{Kind: "flood"})
		qt.Assert(t, qt.Equals(strand(w).State, "unplaced"))
		fetched := milk.FetchedByRecipient{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: wrong(code(w)), Bottles: bottles}
		w.Refused("wrong code", "milk.fetched_by_recipient", fetched, "milk.wrong_code")
		stranger := fetched
		stranger.Recipient, stranger.Code = ident.Named("Bu Tejo"), code(w)
		w.Refused("not hers", "milk.fetched_by_recipient", stranger, "milk.not_on_list")
		w.At("15:00").As("Joko").Offline("13:55")
		out, err := w.Try("not hers, told late", "milk.fetched_by_recipient", stranger)
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Held), qt.Commentf("nobody else is ever entered as holder"))
		for _, b := range delivery(w).Bottles {
			qt.Assert(t, qt.Equals(b.HeldBy, ident.Named("Joko")))
		}
		fetched.Code = code(w)
		w.As("Joko").Send("fetched", "milk.fetched_by_recipient", fetched).Events("milk.delivered", "milk.fetched", "dispatch.cancelled")
		d := delivery(w)
		qt.Assert(t, qt.DeepEquals([]any{d.State, d.Proven, d.ReceivedBy}, []any{milk.Delivered, true, ident.Named("Mbah Parti")}))
		qt.Assert(t, qt.Equals(strand(w).State, "over"))
		w.RebuildEquals()
	})
}

// With nobody to come and nobody to fetch it, the milk goes back to the mother; and
// what he had not fetched yet is offered to others.
func TestWhatHeHasNotFetchedYetIsOfferedToOthers(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))
		w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).Courier("Rudi").
			As("dispatcher").Send("stranded", "milk.stranded", milk.Stranded{Kind: "accident", Courier: ident.Named("Joko"), Note: "Jatuh di tikungan, tidak luka"})
		qt.Assert(t, qt.Equals(delivery(w).OfferedTo, ident.Named("Rudi")))
		qt.Assert(t, qt.Equals(w.CaseView(w.Case(milk.Accident).ID).What, "Jatuh di tikungan, tidak luka"))
		w.RebuildEquals()
	})
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.Uncertified("Tono").At("13:40").As("Joko").Send("stranded", "milk.stranded", milk.Stranded{Kind: "breakdown"})
		qt.Assert(t, qt.Equals(strand(w).State, "unplaced"), qt.Commentf("somebody without a certificate is not asked"))
		w.As("Joko").Send("back", "milk.return", milk.Return{Delivery: d1, To: "mother", Bottles: bottles})
		qt.Assert(t, qt.Equals(strand(w).State, "over"))
		w.RebuildEquals()
	})
}

// Each thing that may go wrong with a bottle opens its one case, with its steps.
func TestEachThingThatGoesWrongIsACase(t *testing.T) {
	for reason, kind := range map[string]string{"too_warm": milk.TooWarm, "too_old": milk.TooOld, "seal_broken": milk.SealBroken, "leak": milk.SealBroken} {
		w := world.New(t, "", noon)
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.At("13:30").As("Joko").Send("one", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[:1], Reason: reason}).
			Send("two", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[1:], Reason: reason})
		c := w.Case(kind)
		qt.Check(t, qt.DeepEquals(c.People, []ident.ID{ident.Named("Sri")}))
		qt.Check(t, qt.Equals(c.Subject, d1))
		qt.Check(t, qt.IsTrue(len(w.CaseView(c.ID).Todo) > 3))
		w.RebuildEquals()
	}
}

// What a phone tells later, against the rules, is kept and is a case too.
func TestAReportThatContradictsARuleIsACase(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		late := handed(code(w))
		late.Bottles = bottles[:1]
		w.At("+2 15:00").As("Joko").Offline("+2 14:05").Send("deliver", "milk.deliver", late)
		qt.Assert(t, qt.HasLen(w.Cases(milk.TooOld), 1))
		qt.Assert(t, qt.HasLen(w.Cases(milk.WrongBottle), 1))
		w.RebuildEquals()
	})
}

// A hand-over whose pick-up never came waits for a person: nothing proves whose
// milk it was.
func TestADeliveryWithoutAPickUpWaitsForAPerson(t *testing.T) {
	w := world.New(t, "", noon)
	declare(w.Mother("Sri", "Mbah Parti").Courier("Joko"))
	w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).
		At("15:00").As("Joko").Offline("14:00")
	out, err := w.Try("deliver", "milk.deliver", handed(code(w)))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.DeepEquals([]any{out.Status, out.Code}, []any{journal.Held, "milk.no_pickup"}))
}

// Whoever has a case and is suspended has it no more.
func TestASuspendedOwnersCasesGoToTheHead(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.As("Joko").Send("leak", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles, Reason: "leak"})
		qt.Assert(t, qt.Equals(w.Case(milk.SealBroken).Owner, w.Actor("officer").Worker))
		w.As("head").Send("suspend", "workforce.suspend", workforce.Suspend{Worker: w.Actor("officer").Worker, Reason: "cuti"})
		qt.Assert(t, qt.Equals(w.Case(milk.SealBroken).Owner, w.Actor("head").Worker))
		w.RebuildEquals()
	})
}

// From the factory to the door it is four kilometres. Two minutes are too few, half
// an hour is not.
func TestWhoComesFasterThanAnybodyCanIsLookedAt(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
		w.At("13:22").As("Joko").Send("deliver", "milk.deliver", handed(code(w)))
		d := delivery(w)
		qt.Assert(t, qt.Equals(d.FeeState, "held"))
		w.Query(func(q journal.Query) error {
			r, _, err := milk.Reviews.Get(q.Tx, q.Facility, d.Review)
			qt.Assert(t, qt.DeepEquals(r.Reasons, []string{"too_fast"}))
			return err
		})
		w.Balance("Joko", 0).RebuildEquals()
	})
}

// Ten seconds after the pick-up nobody is at any door.
func TestFinishedInTenSecondsIsLookedAt(t *testing.T) {
	w := world.New(t, "", noon)
	fetch(declare(w.Mother("Sri", "Mbah Parti").Courier("Joko")))
	w.At("13:20:10").As("Joko").Send("deliver", "milk.deliver", handed(code(w)))
	w.Query(func(q journal.Query) error {
		r, _, err := milk.Reviews.Get(q.Tx, q.Facility, delivery(w).Review)
		qt.Assert(t, qt.DeepEquals(r.Reasons, []string{"too_quick", "too_fast"}))
		return err
	})
}
