package milk_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/world"
)

var (
	d2     = ident.Named("D2")
	theirs = []ident.ID{ident.Named("bottle 3")}
)

// twoRides has Joko carry Sri's bottles and Ani's on one way.
func twoRides(w *world.World) *world.World {
	fetch(declare(w.Mother("Sri", "Mbah Parti").Mother("Ani", "Bu Tejo").Courier("Joko")))
	at := w.Clock.Now().Add(-30 * 60 * 1e9)
	w.As("Ani").Send("declare Ani", "milk.declare", milk.Declare{Delivery: d2, Place: ident.Named("place Ani"), Bottles: []milk.BottleBody{
		{ID: theirs[0], VolumeML: 100, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}}})
	return w.As("Joko").Send("accept Ani", "dispatch.accept", dispatch.Accept{Job: deliveryOf(w, d2).Job}).
		Send("hand over Ani", "milk.hand_over", milk.HandOver{Delivery: d2, Bag: "hijau 2", Bottles: theirs, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack Ani", "milk.pack", milk.Pack{Delivery: d2})
}

func deliveryOf(w *world.World, id ident.ID) (d milk.Delivery) {
	w.Query(func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, id); return err })
	return d
}

// Joko finds that he has left one of Sri's bottles at Ani's. Nobody drank of it: it
// is kept aside, comes back, and the two mothers are told apart from each other.
func TestABottleAtTheWrongHomeIsKeptAside(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		twoRides(w).At("14:00").As("Joko").Send("mixup", "milk.report_mixup", milk.ReportMixup{Delivery: d2, Bottles: bottles[:1], Note: "Tertukar saat turun"}).
			Events("need.opened", "milk.quarantined", "milk.review_opened", "messaging.queued")
		qt.Assert(t, qt.Equals(delivery(w).Bottles[0].State, milk.Quarantined))
		qt.Assert(t, qt.Equals(delivery(w).Bottles[0].HeldBy, ident.Named("Joko")), qt.Commentf("one holder until it comes back"))
		w.Refused("all", "milk.deliver", handed(code(w)), "milk.wrong_bottle")
		w.Send("back", "milk.return", milk.Return{Delivery: d1, To: "mother", Bottles: bottles[:1]})
		rest := handed(code(w))
		rest.Bottles = bottles[1:]
		w.Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1}).Send("the other one", "milk.deliver", rest)
		qt.Assert(t, qt.DeepEquals([]string{delivery(w).Bottles[0].State, delivery(w).Bottles[1].State}, []string{milk.Returned, milk.Delivered}))
		qt.Assert(t, qt.Equals(delivery(w).FeeState, "held"), qt.Commentf("the doubt of the mix-up stays"))
		qt.Assert(t, qt.DeepEquals(w.Case(milk.WrongHome+"_"+milk.Source).People, []ident.ID{ident.Named("Sri")}))
		qt.Assert(t, qt.DeepEquals(w.Case(milk.WrongHome+"_"+milk.Receiver).People, []ident.ID{ident.Named("Ani")}))
		var told []string
		for _, m := range w.Messages() {
			if strings.HasPrefix(m.Kind, "milk_mixup") {
				told = append(told, m.Kind+" "+string(m.Person))
			}
		}
		slices.Sort(told)
		qt.Assert(t, qt.DeepEquals(told, []string{"milk_mixup_receiver " + string(ident.Named("Ani")), "milk_mixup_source " + string(ident.Named("Sri"))}))
		w.As("officer").Refused("too soon", "need.close", need.Close{Case: w.Case(milk.WrongHome).ID, Outcome: "solved", Reason: "Beres"}, "need.parts_open")
		w.RebuildEquals()
	})
}

// Ani calls: the bottle had another label, and her baby has drunk of it. A doctor
// is called at once and speaks to both families within half an hour.
func TestABabyFedWithAnothersMilkReachesADoctorAtOnce(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Colleague("dr Ratna", access.Doctor)
		twoRides(w).At("14:30").As("Ani").Send("fed", "milk.report_mixup", milk.ReportMixup{Delivery: d2, Labels: []string{delivery(w).Bottles[0].Label}, Fed: true})
		qt.Assert(t, qt.IsFalse(strings.Contains(string(w.Outcome().Result), "Sri")))
		whole, doctor := w.Case(milk.WrongBabyFed), w.Actor("dr Ratna").Worker
		source, receiver := w.Case(milk.WrongBabyFed+"_"+milk.Source), w.Case(milk.WrongBabyFed+"_"+milk.Receiver)
		for _, c := range []need.Case{whole, source, receiver} {
			qt.Check(t, qt.Equals(c.Owner, doctor))
			qt.Check(t, qt.Equals(c.Due.Sub(c.OpenedAt).Minutes(), 30.0))
			qt.Check(t, qt.DeepEquals(c.Audiences(), []string{need.HeadKey, need.DoctorKey, "w:" + string(doctor)}))
		}
		qt.Assert(t, qt.IsTrue(slices.ContainsFunc(w.Messages(), func(m messaging.Row) bool { return m.Kind == "milk_doctor_needed" && m.Person == doctor })))
		w.As("head").Refused("not the head's", "need.step", need.DoStep{Case: source.ID, Step: "doctor_spoke"}, "need.step_not_yours")
		w.At("14:50").As("dr Ratna").Send("spoke", "need.step", need.DoStep{Case: source.ID, Step: "doctor_spoke", Note: "Sehat, tidak minum obat"})
		kept := func(c need.Case) (state string) {
			w.Query(func(q journal.Query) error {
				p, _, err := promise.Promises.Get(q.Tx, q.Facility, c.Promise)
				state = p.State
				return err
			})
			return state
		}
		qt.Assert(t, qt.Equals(kept(source), promise.Kept))
		w.At("15:01")
		qt.Assert(t, qt.Equals(kept(receiver), promise.Late), qt.Commentf("the other family was not spoken to in half an hour"))
		qt.Assert(t, qt.IsTrue(w.Case(milk.WrongBabyFed+"_"+milk.Receiver).Overdue))
		w.RebuildEquals()
	})
}

// Neither family learns of the other until both have agreed, and then by a doctor
// together with the head.
func TestNeitherFamilySeesTheOther(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Colleague("dr Ratna", access.Doctor)
		twoRides(w).At("14:30").As("Ani").Send("fed", "milk.report_mixup", milk.ReportMixup{Delivery: d2, Bottles: bottles[:1], Fed: true})
		whole := w.Case(milk.WrongBabyFed).ID
		parts := map[string]ident.ID{"Sri": w.Case(milk.WrongBabyFed + "_" + milk.Source).ID, "Ani": w.Case(milk.WrongBabyFed + "_" + milk.Receiver).ID}
		other := map[string]string{"Sri": "Ani", "Ani": "Sri"}
		apart := func() {
			t.Helper()
			for name, part := range parts {
				shown := raw(t, w.CaseView(part)) + everythingTold(t, w, name)
				for _, secret := range []string{other[name] + " Wulandari", string(ident.Named(other[name])), string(parts[other[name]]), string(ident.Named("place " + other[name]))} {
					qt.Check(t, qt.IsFalse(strings.Contains(shown, secret)), qt.Commentf("%s learns %s", name, secret))
				}
			}
			for _, secret := range []string{"Wulandari", string(ident.Named("Sri")), string(ident.Named("Ani"))} {
				qt.Check(t, qt.IsFalse(strings.Contains(raw(t, w.CaseView(whole)), secret)), qt.Commentf("the whole names %s", secret))
			}
		}
		apart()
		w.As("dr Ratna").Refused("not agreed", "need.disclose", need.Disclose{Case: whole}, "need.not_agreed").
			Send("Sri agrees", "need.step", need.DoStep{Case: parts["Sri"], Step: "agreed_to_be_named"}).
			Refused("half agreed", "need.disclose", need.Disclose{Case: whole}, "need.not_agreed").
			Send("Ani agrees", "need.step", need.DoStep{Case: parts["Ani"], Step: "agreed_to_be_named"})
		w.As("head").Refused("the head alone", "need.disclose", need.Disclose{Case: whole}, "need.doctor_discloses")
		out, err := w.As("dr Ratna").Try("disclose", "need.disclose", need.Disclose{Case: whole})
		qt.Assert(t, qt.IsNil(err))
		qt.Assert(t, qt.Equals(out.Status, journal.Proposed))
		apart() // asked for is not given
		_, err = w.As("dr Ratna").Try("alone", "approval.approve", journal.Approve{Command: out.ID})
		qt.Assert(t, qt.Not(qt.IsNil(err)), qt.Commentf("not by a doctor alone"))
		w.As("head").Send("approve", "approval.approve", journal.Approve{Command: out.ID})
		v := w.CaseView(parts["Sri"])
		qt.Assert(t, qt.DeepEquals(v.OtherNames, []string{"Ani Wulandari"}))
		last := v.Timeline[len(v.Timeline)-1]
		qt.Assert(t, qt.DeepEquals([]string{last.Kind, last.ByName, last.ApproverName}, []string{"disclosed", "dr Ratna", "head"}))
		w.As("dr Ratna").Refused("again", "need.disclose", need.Disclose{Case: whole}, "need.disclosed_already")
		w.RebuildEquals()
	})
}

func raw(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	qt.Assert(t, qt.IsNil(err))
	return string(b)
}

// everythingTold is all that a family gets to read: every row that their link
// reaches, every message to them with its words.
func everythingTold(t *testing.T, w *world.World, name string) string {
	t.Helper()
	var out strings.Builder
	for table, show := range w.House.Shows {
		for _, id := range w.OnPhones("o:"+string(ident.Named(name)), table) {
			w.Query(func(q journal.Query) error {
				row, _, err := show(q, id)
				out.WriteString(raw(t, row))
				return err
			})
		}
	}
	for _, m := range w.Messages() {
		if m.Person == ident.Named(name) {
			w.Query(func(q journal.Query) error {
				row, _, err := w.House.Shows["message"](q, m.ID)
				out.WriteString(raw(t, row))
				return err
			})
		}
	}
	qt.Assert(t, qt.IsTrue(out.Len() > 0))
	return out.String()
}
