package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/world"
)

// atMost bounds what each verb asks of the database: statements, not the disk,
// bound how many commands a second a server takes. The aim is about 12 for a verb
// of the field; what stands above it here is to come down, nothing may go up. Four
// of each are the speaker's rights read anew, as after a change of anybody's. A
// transfer takes the promise along, and asks whether the other may carry it; every
// message asks whether its reader lives, is not in mourning and has not declined
// (four), every page whether its reader lives (one); a pick-up asks how many bottles the
// boxes hold (one); a doubt asks the machine to come
// back when it should have been decided (one). Milk that is poured away opens a case
// (twenty-one); the end of a run, and a job accepted, ask whether somebody was stranded
// with it (one). A run that comes, goes or is another has its day looked at again (six;
// seven where a job tells it); who is nearest is asked of roads, weather and what was
// learnt of them (eight).
func atMost(verb string) int {
	return map[string]int{
		"milk.declare": 40, "milk.hand_over": 39, "milk.pack": 14, "milk.depart": 14, "milk.arrive": 14, "milk.deliver": 45,
		"milk.give": 19, "milk.take": 30, "milk.undo": 17, "milk.absent": 18, "milk.discard": 46, "milk.close": 17,
		"dispatch.accept": 31, "dispatch.decline": 31, "dispatch.set_out": 24,
		// With three couriers on duty: each one more costs some, also whether he is away
		// on that day and what is planned for him (two).
		"dispatch.offer_next": 49, "plan.make": 11, "dispatch.offer_lapse": 4, "promise.warn": 3, "promise.lapse": 3,
	}[verb]
}

// Each verb of a ride is said once, the way it usually goes.
func TestNoVerbOfTheFieldAsksMuchOfTheDatabase(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").Courier("Rudi").Courier("Tono")
	cost := map[string]int{}
	w.House.Journal.Tally = func(verb string, statements int) { cost[verb] = max(cost[verb], statements) }

	declare(w)
	first := asked(w)
	w.As(first).Send("decline", "dispatch.decline", dispatch.Decline{Job: delivery(w).Job, Reason: "busy"})
	from := asked(w)
	to := map[string]string{"Joko": "Rudi", "Rudi": "Tono", "Tono": "Joko"}[from]
	w.As(from).Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).
		Send("set out", "dispatch.set_out", dispatch.SetOut{Job: delivery(w).Job}).
		At("13:20").As(from).
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack", "milk.pack", milk.Pack{Delivery: d1, TemperatureC: new(4.0)}).
		Send("depart", "milk.depart", milk.Depart{Delivery: d1}).
		Send("give", "milk.give", milk.Give{Delivery: d1, To: ident.Named(to)}).
		As(to).Send("take", "milk.take", milk.Take{Delivery: d1, Bottles: bottles}).
		Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1}).
		Send("undo", "milk.undo", milk.Undo{Delivery: d1, Step: delivery(w).LastStep}).
		Send("absent", "milk.absent", milk.Absent{Delivery: d1, Action: "wait"}).
		Refused("guess", "milk.deliver", handed(wrong(code(w))), "milk.wrong_code").
		Send("pour one", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[1:], Reason: "leak"})
	last := handed(code(w))
	last.Bottles = bottles[:1]
	w.Send("deliver", "milk.deliver", last).At("20:00").RebuildEquals()

	for verb, n := range cost {
		t.Logf("%-22s %2d of at most %d", verb, n, atMost(verb))
		qt.Check(t, qt.IsTrue(n <= atMost(verb)), qt.Commentf("%s: %d statements", verb, n))
	}
}

// asked is who is asked to carry it now.
func asked(w *world.World) string {
	for _, name := range []string{"Joko", "Rudi", "Tono"} {
		if delivery(w).OfferedTo == ident.Named(name) {
			return name
		}
	}
	return ""
}
