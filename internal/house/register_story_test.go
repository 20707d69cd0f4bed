package house_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const morning = "2026-03-02 08:00"

var (
	load    = ident.Named("D1")
	bottle1 = ident.Named("bottle 1")
	bottle2 = ident.Named("bottle 2")
)

// sriAtHome is a family of the register: Sri with her baby Dimas and her mother
// Parti, in one household of Alastuwo, and a courier on duty.
func sriAtHome(w *world.World) *world.World {
	return w.Midwife("Bidan Rina", world.Village).Midwife("Bidan Tini", world.OtherVillage).Home("Sri", world.Village).
		Resident("Sri", registry.Enter{Kind: registry.Mother, Sex: "female", Born: "1998-03-12", Household: ident.Named("household Sri"), Relation: registry.HeadOfHousehold, Phone: "081200000001"}).
		Resident("Parti", registry.Enter{Sex: "female", Born: "1965-01-01", Household: ident.Named("household Sri"), Relation: registry.Parent, Phone: "081200000002"}).
		Resident("Dimas", registry.Enter{Kind: registry.Baby, Born: "2026-01-20", Household: ident.Named("household Sri"), Relation: registry.Child, Mother: ident.Named("Sri")}).
		Courier("Joko").Enrol("Sri", "Dimas", "Parti")
}

// declared has somebody put two bottles out for Dimas.
func declared(w *world.World, by string) *world.World {
	at := w.Clock.Now().Add(-20 * 60 * 1e9)
	return w.As(by).Send("declare", "milk.declare", milk.Declare{Delivery: load, Place: ident.Named("place Dimas"), Bottles: []milk.BottleBody{
		{ID: bottle1, VolumeML: 120, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}, {ID: bottle2, VolumeML: 90, ExpressedAt: at, Milk: "fresh", Kept: "cooler"}}})
}

// fetched has Joko take them over.
func fetched(w *world.World) *world.World {
	return w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: load, Bag: "biru 1", Bottles: []ident.ID{bottle1, bottle2}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack", "milk.pack", milk.Pack{Delivery: load}).Send("depart", "milk.depart", milk.Depart{Delivery: load})
}

func delivery(w *world.World) (d milk.Delivery) {
	w.Query(func(q journal.Query) (err error) { d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, load); return err })
	return d
}

func codeOf(w *world.World) (c string) {
	w.Query(func(q journal.Query) error {
		c = link.Code(q.Keys, q.Facility, load, delivery(w).CodeGeneration)
		return nil
	})
	return c
}

// dies has the officer record a death.
func dies(w *world.World, name string) *world.World {
	return w.As("officer").Send("death of "+name, "registry.died", registry.Die{Person: ident.Named(name), On: "2026-03-02"})
}

// line is the newest line of that kind in somebody's life.
func line(w *world.World, name, what string) (l registry.LifeEvent) {
	w.Query(func(q journal.Query) (err error) {
		l, _, err = registry.LifeEvents.First(q.Tx, "facility_id = $1 AND person = $2 AND what = $3 ORDER BY seq DESC, id", q.Facility, ident.Named(name), what)
		return err
	})
	return l
}

func guardian(child, of string) registry.ChangeGuardian {
	return registry.ChangeGuardian{Child: ident.Named(child), Guardian: ident.Named(of), Reason: "mother_ill", TextVersion: "anak/1", How: "signature"}
}

func TestTwinsAreBornWithOneTapFromTheDueDate(t *testing.T) {
	t.Parallel()
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Midwife("Bidan Rina", world.Village).Home("Wati", world.Village).
			Resident("Wati", registry.Enter{Sex: "female", Household: ident.Named("household Wati"), Relation: registry.Spouse, Due: "2026-02-28"})
		w.As("Bidan Rina").Send("twins", "registry.born", registry.GiveBirth{Mother: ident.Named("Wati"), On: "2026-03-01", Place: "hospital",
			Babies: []registry.Newborn{{Person: ident.Named("first"), Sex: "female"}, {Person: ident.Named("second"), Name: "Bagas", Sex: "male"}}})
		qt.Check(t, qt.Equals(w.Person("Wati").Due, ""))
		for _, name := range []string{"first", "second"} {
			p := w.Person(name)
			qt.Check(t, qt.DeepEquals([]string{string(p.Mother), string(p.Household), p.Relation, p.Born, p.Village},
				[]string{string(ident.Named("Wati")), string(ident.Named("household Wati")), registry.Child, "2026-03-01", world.Village}))
			qt.Check(t, qt.IsTrue(p.InHospital))
		}
		w.Query(func(q journal.Query) error {
			_, d, _, err := registry.Open(q, ident.Named("first"))
			qt.Check(t, qt.Equals(d.Name, "Bayi Ny. Wati"), qt.Commentf("until the parents say a name"))
			return err
		})
		qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, "person"), 3))
		w.Resend("twins").RebuildEquals()
	})
}

func TestAMotherDiesWhileACourierCarriesHerMilk(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		fetched(declared(sriAtHome(w), "Sri"))
		dies(w, "Sri")
		qt.Check(t, qt.HasLen(w.Pages("Sri"), 0))
		qt.Check(t, qt.Equals(w.Place(ident.Named("place Dimas")).State, milk.Over))
		w.Silent().Task(registry.GuardianNeeded, "Dimas", "Bidan Rina")
		d := delivery(w)
		qt.Check(t, qt.IsTrue(d.Recalled && d.InHand() && d.Courier == ident.Named("Joko")), qt.Commentf("the load is not forgotten"))
		w.Query(func(q journal.Query) error {
			p, _, err := promise.Promises.Get(q.Tx, q.Facility, d.Promise)
			qt.Check(t, qt.Equals(p.State, promise.Cancelled), qt.Commentf("no promise runs against him"))
			r, _, _ := milk.Reviews.Get(q.Tx, q.Facility, d.Review)
			qt.Check(t, qt.DeepEquals(r.Reasons, []string{"recalled"}))
			return err
		})
		w.As("officer").Send("guardian", "registry.change_guardian", guardian("Dimas", "Parti"))
		qt.Check(t, qt.Equals(w.Person("Dimas").Guardian, ident.Named("Parti")))
		w.As("Joko").Refused("hand it in", "milk.deliver", milk.Deliver{Delivery: load, Recipient: ident.Named("Parti"), Code: codeOf(w), Bottles: []ident.ID{bottle1, bottle2}}, "milk.bring_back")
		w.Send("one is poured", "milk.discard", milk.Discard{Delivery: load, Bottles: []ident.ID{bottle1}, Reason: "leak"}).
			Send("bring it back", "milk.return", milk.Return{Delivery: load, To: "facility", Bottles: []ident.ID{bottle2}})
		d = delivery(w)
		qt.Check(t, qt.IsTrue(d.Ended() && d.Bottles[0].State == milk.Discarded && d.Bottles[1].State == milk.Returned))
		w.Query(func(q journal.Query) error {
			fee, _, err := ledger.Earnings.Get(q.Tx, q.Facility, ident.Derive(load, 25_000))
			qt.Check(t, qt.Equals(fee.State, ledger.StateHeld), qt.Commentf("his fee waits for a person, it is not forgotten"))
			return err
		})
		w.Silent().RebuildEquals()
	})
}

func TestAnIllMothersPagePassesToTheGrandmother(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		fetched(declared(sriAtHome(w), "Sri"))
		before := codeOf(w)
		w.As("officer").Send("guardian", "registry.change_guardian", guardian("Dimas", "Parti"))
		qt.Check(t, qt.HasLen(w.Pages("Sri"), 0), qt.Commentf("her links are dead the same second"))
		purposes := []string{}
		for _, l := range w.Pages("Parti") {
			purposes = append(purposes, l.Purpose)
		}
		slices.Sort(purposes)
		qt.Check(t, qt.DeepEquals(purposes, []string{link.Place, link.Receive, link.Track}))
		last := w.Messages()[len(w.Messages())-1]
		qt.Check(t, qt.DeepEquals([]string{last.Kind, string(last.Person), last.State}, []string{"milk_place", string(ident.Named("Parti")), messaging.Waiting}))
		qt.Check(t, qt.Not(qt.Equals(codeOf(w), before)))
		w.As("Joko").Refused("the old code", "milk.deliver", milk.Deliver{Delivery: load, Recipient: ident.Named("Parti"), Code: before, Bottles: []ident.ID{bottle1, bottle2}}, "milk.wrong_code").
			At("08:20").As("Joko").Send("the new one", "milk.deliver", milk.Deliver{Delivery: load, Recipient: ident.Named("Parti"), Code: codeOf(w), Bottles: []ident.ID{bottle1, bottle2}}).
			Balance("Joko", 25_000)
		at := w.Clock.Now().Add(-60 * 1e9)
		next := milk.Declare{Delivery: ident.Named("D2"), Place: ident.Named("place Dimas"), Bottles: []milk.BottleBody{{ID: ident.Named("bottle 3"), VolumeML: 90, ExpressedAt: at, Milk: "fresh"}}}
		w.Family("Parti").As("Parti").Send("hers now", "milk.declare", next)
		w.RebuildEquals()
	})
}

func TestABabyDiesAndNobodyIsWrittenTo(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		declared(sriAtHome(w).Resident("Bima", registry.Enter{Kind: registry.Baby, Born: "2026-01-20", Household: ident.Named("household Sri"), Relation: registry.Child, Mother: ident.Named("Sri")}).
			Enrol("Sri", "Bima", "Parti"), "Sri")
		dies(w, "Dimas")
		d := delivery(w)
		qt.Check(t, qt.Equals(d.State, milk.Cancelled))
		w.Query(func(q journal.Query) error {
			j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, d.Job)
			qt.Check(t, qt.Equals(j.State, dispatch.Cancelled))
			return err
		})
		for _, name := range []string{"Sri", "Parti"} {
			qt.Check(t, qt.IsTrue(w.Person(name).Quiet))
			for _, l := range w.Pages(name) {
				qt.Check(t, qt.Equals(l.Subject, ident.Named("place Bima")), qt.Commentf("only of the twin who lives"))
			}
		}
		w.Silent().Task(registry.AfterDeath, "Dimas", "Bidan Rina")
		// The twin's milk goes on; what is queued about it is not said to a family in mourning.
		bottle := milk.BottleBody{ID: ident.Named("bottle 3"), VolumeML: 90, ExpressedAt: w.Clock.Now().Add(-60 * 1e9), Milk: "fresh"}
		w.As("Sri").Send("for the twin", "milk.declare", milk.Declare{Delivery: ident.Named("D2"), Place: ident.Named("place Bima"), Bottles: []milk.BottleBody{bottle}})
		w.Silent()
		w.As("Bidan Rina").Send("she has been there", "registry.comfort", registry.Comfort{Person: ident.Named("Sri")})
		w.Silent() // what was stopped stays so
		qt.Check(t, qt.IsFalse(w.Person("Sri").Quiet || w.Person("Parti").Quiet))
		w.RebuildEquals()
	})
}

func TestAnElderIsMergedWithHimselfAndTakenApartExactly(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Midwife("Bidan Rina", world.Village).Home("Karto", world.Village).Home("Anak", world.Village).Home("Baru", world.OtherVillage).
			Resident("Karto", registry.Enter{Sex: "male", Born: "1940-01-01", BornGuessed: true, Household: ident.Named("household Karto"), LivesAlone: true}).
			Resident("Mbah Karto", registry.Enter{Sex: "male", Born: "1941-05-06", Household: ident.Named("household Anak"), NIK: "3313140605410001", Phone: "081200000009"})
		kept, dropped := w.Person("Karto"), w.Person("Mbah Karto")
		w.As("officer").Send("merge", "registry.merge", registry.Merge{Keep: ident.Named("Karto"), Drop: ident.Named("Mbah Karto"), Take: []string{"born", "nik", "phones", "household"}})
		one := w.Person("Karto")
		qt.Check(t, qt.DeepEquals([]string{one.Born, string(one.Household), one.NIKHash}, []string{dropped.Born, string(dropped.Household), dropped.NIKHash}))
		qt.Check(t, qt.DeepEquals(w.OnPhones("v:"+world.Village, "person"), []ident.ID{ident.Named("Karto")}), qt.Commentf("he stands there once"))
		// Since then: something is said in either name, and something is corrected.
		alone, languages := false, "jv,id"
		w.As("Bidan Rina").Send("to hospital", "registry.in_hospital", registry.Stay{Person: ident.Named("Mbah Karto")}).
			As("officer").Send("corrected", "registry.correct", registry.Amend{Person: ident.Named("Karto"), LivesAlone: &alone, Languages: &languages}).
			Send("moved", "registry.move", registry.Move{Person: ident.Named("Karto"), To: "within", On: "2026-03-02", Household: ident.Named("household Baru"), Relation: registry.Parent})
		w.ByTwo("apart", "officer", "head", "registry.unmerge", registry.Unmerge{Drop: ident.Named("Mbah Karto")})
		his, other := w.Person("Karto"), w.Person("Mbah Karto")
		want := dropped
		want.InHospital = true
		for _, p := range []*registry.Person{&other, &want} {
			p.Seq = 0
		}
		qt.Check(t, qt.DeepEquals(other, want), qt.Commentf("as it was, with what was said in its name"))
		qt.Check(t, qt.DeepEquals([]string{his.Born, string(his.Household), his.Village, his.NIKHash, his.PhoneHash, his.Languages},
			[]string{kept.Born, string(ident.Named("household Baru")), world.OtherVillage, kept.NIKHash, kept.PhoneHash, "jv,id"}))
		qt.Check(t, qt.IsTrue(his.BornGuessed && !his.InHospital && !his.Alone && his.State == registry.Active))
		w.Task(registry.AfterUnmerge, "Mbah Karto", "Bidan Rina").RebuildEquals()
	})
}

func TestAFamilyMovesToAnotherVillageAndTheOldOneForgetsThem(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		fetched(declared(sriAtHome(w), "Sri"))
		w.As("officer").Send("home again", "registry.in_hospital", registry.Stay{Person: ident.Named("Parti")}).
			Send("a task", "registry.home_again", registry.Stay{Person: ident.Named("Parti")}).Task(registry.AfterHospital, "Parti", "Bidan Rina").
			Send("new house", "registry.set_house", registry.SetHouse{House: ident.Named("house baru"), Village: world.OtherVillage}).
			Send("move", "registry.move", registry.Move{Person: ident.Named("Sri"), Whole: true, To: "within", On: "2026-03-02", House: ident.Named("house baru")})
		for _, table := range []string{"person", "milk_place", "milk_delivery", "milk_step", "promise"} {
			qt.Check(t, qt.HasLen(w.OnPhones("v:"+world.Village, table), 0), qt.Commentf("%s", table))
			qt.Check(t, qt.Not(qt.HasLen(w.OnPhones("v:"+world.OtherVillage, table), 0)), qt.Commentf("%s", table))
		}
		qt.Check(t, qt.HasLen(w.OnPhones("w:"+string(ident.Named("Bidan Rina")), "task"), 0), qt.Commentf("open work follows"))
		w.Task(registry.AfterHospital, "Parti", "Bidan Tini").Task(registry.AfterMove, "Sri", "Bidan Tini")
		w.At("08:20").As("Joko").Send("deliver", "milk.deliver", milk.Deliver{Delivery: load, Recipient: ident.Named("Parti"), Code: codeOf(w), Bottles: []ident.ID{bottle1, bottle2}}).
			Balance("Joko", 25_000).RebuildEquals()
	})
}

func TestABabyInHospitalPausesThePlaceUntilItIsHome(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		declared(sriAtHome(w), "Sri")
		w.As("Bidan Rina").Send("in", "registry.in_hospital", registry.Stay{Person: ident.Named("Dimas")})
		more := milk.Declare{Delivery: ident.Named("D2"), Place: ident.Named("place Dimas"), Bottles: []milk.BottleBody{{ID: ident.Named("bottle 3"), VolumeML: 90, ExpressedAt: w.Clock.Now().Add(-60 * 1e9), Milk: "fresh"}}}
		w.As("Sri").Refused("not now", "milk.declare", more, "milk.place_paused")
		qt.Check(t, qt.Not(qt.Equals(delivery(w).Review, "")), qt.Commentf("what runs goes on, with an eye on it"))
		fetched(w)
		w.As("Bidan Rina").Send("home", "registry.home_again", registry.Stay{Person: ident.Named("Dimas")}).Task(registry.AfterHospital, "Dimas", "Bidan Rina").
			As("Sri").Send("again", "milk.declare", more).RebuildEquals()
	})
}

func TestAMistakenDeathIsTakenBackByTwo(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		sriAtHome(w)
		before := w.Person("Sri")
		dies(w, "Sri")
		qt.Check(t, qt.IsTrue(w.Person("Parti").Quiet))
		out, err := w.As("officer").Try("alone", "registry.retract", registry.Retract{Line: line(w, "Sri", registry.Died).ID, Reason: "wrong_person"})
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(out.Status, journal.Proposed), qt.Commentf("not by one alone"))
		qt.Check(t, qt.Equals(w.Person("Sri").State, registry.Dead))
		w.As("head").Send("approve", "approval.approve", journal.Approve{Command: out.ID})
		after := w.Person("Sri")
		before.Seq, after.Seq = 0, 0
		qt.Check(t, qt.DeepEquals(after, before))
		qt.Check(t, qt.IsFalse(w.Person("Parti").Quiet || w.Person("Dimas").Quiet))
		qt.Check(t, qt.Equals(w.Place(ident.Named("place Dimas")).State, milk.Over), qt.Commentf("what was stopped does not start by itself"))
		w.Task(registry.AfterRetraction, "Sri", "Bidan Rina").RebuildEquals()
	})
}

func TestOneDeathTakenBackDoesNotEndTheSilenceOfAnother(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		sriAtHome(w)
		dies(dies(w, "Dimas"), "Parti")
		w.ByTwo("it was her neighbour", "officer", "head", "registry.retract", registry.Retract{Line: line(w, "Parti", registry.Died).ID, Reason: "wrong_person"})
		qt.Check(t, qt.IsTrue(w.Person("Sri").Quiet), qt.Commentf("her baby is dead"))
		w.ByTwo("and he lives", "officer", "head", "registry.retract", registry.Retract{Line: line(w, "Dimas", registry.Died).ID, Reason: "wrong_report"})
		qt.Check(t, qt.IsFalse(w.Person("Sri").Quiet))
		w.RebuildEquals()
	})
}
