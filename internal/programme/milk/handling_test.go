package milk_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// standing has Sri put out one bottle as it is said, and Joko fetch and pack it.
func standing(w *world.World, b milk.BottleBody) *world.World {
	b.ID, b.VolumeML = bottles[0], 120
	return w.As("Sri").Send("declare", "milk.declare", milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{b}})
}

// carried has Joko take the one bottle over at 13:20 and pack it at once.
func carried(w *world.World, degrees float64) *world.World {
	return w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).At("13:20").As("Joko").
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles[:1], HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
		Send("pack", "milk.pack", milk.Pack{Delivery: d1, TemperatureC: new(degrees)})
}

func theOne(code string) milk.Deliver {
	return milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: code, Bottles: bottles[:1]}
}

func judge(as milk.Judgement, reason string) milk.JudgeFitness {
	return milk.JudgeFitness{Delivery: d1, Bottles: bottles[:1], Decision: as, Reason: reason}
}

// doctor takes a doctor in.
func doctor(w *world.World, name string) *world.World {
	return grant(w, name, access.Doctor)
}

// grant gives somebody of staff one more role; who is not there is taken in.
func grant(w *world.World, name string, role access.Role) *world.World {
	if name == "doctor" {
		w.Midwife(name, world.Village).As("machine").Send("no midwife "+name, "workforce.end_role", workforce.EndRole{Worker: ident.Named(name), Role: access.Midwife})
	}
	return w.As("machine").Send(fmt.Sprint("role ", role, name), "workforce.grant_role",
		workforce.GrantRole{Account: ident.Named("account " + name), Worker: ident.Named(name), Role: role, From: "2026-03-02"})
}

func TestDoubtfulTimeIsForAMidwifeToDecide(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
		standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-71 * time.Hour), Milk: "cooled", Kept: "fridge"})
		carried(w, 4).At("14:05").As("Joko").Refused("72 hours have passed", "milk.deliver", theOne(code(w)), "milk.doubtful")
		for _, who := range []string{"Joko", "officer", "dispatcher", "head", "Sri"} {
			_, err := w.As(who).Try("not "+who, "milk.judge_fitness", judge("fit", "cold_enough"))
			qt.Check(t, qt.IsNotNil(err), qt.Commentf("%s decides nothing about milk", who))
		}
		w.As("Wati").Send("judge", "milk.judge_fitness", judge("fit", "cold_enough")).Forget()
		w.As("Joko").Send("deliver", "milk.deliver", theOne(code(w))).Balance("Joko", 25_000).RebuildEquals()
		d := delivery(w)
		qt.Assert(t, qt.DeepEquals([]any{d.Proven, d.FeeState, d.Bottles[0].Judged, d.Bottles[0].Reason}, []any{true, "earned", milk.JudgedFit, ""}))
	})
}

func TestPastTheLastLimitNobodyMakesItFit(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-95 * time.Hour), Milk: "cooled", Kept: "fridge"})
	w.As("Wati").Send("still doubtful", "milk.judge_fitness", judge("fit", "cold_enough"))
	carried(w, 4).At("14:05").As("Joko").Refused("96 hours have passed", "milk.deliver", theOne(code(w)), "milk.expired")
	for _, who := range []string{"officer", "dispatcher"} {
		_, err := w.As(who).Try("desk "+who, "milk.deliver", theOne(code(w)))
		qt.Check(t, qt.IsTrue(err != nil || w.Outcome().Code == "milk.expired"), qt.Commentf("%s", who))
	}
	w.As("Wati").Refused("too late", "milk.judge_fitness", judge("fit", "cold_enough"), "milk.expired")
	w.As("Joko").Offline("13:55").At("15:00").As("Joko").Offline("14:40").Send("told late", "milk.deliver", theOne(code(w))).Balance("Joko", 0)
	d := delivery(w)
	qt.Assert(t, qt.DeepEquals([]any{d.State, d.Proven, d.FeeState, d.Bottles[0].Reason}, []any{milk.Delivered, false, "held", "expired"}))
	w.RebuildEquals()
}

// A box of 16 degrees: from then on the milk counts as standing in the room, and
// how long it had been warm nobody knows.
func TestAWarmBoxMakesDoubtAndAMidwifeDecides(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
		doctor(w, "doctor")
		standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-5 * time.Hour), Milk: "cooled", Kept: "cooler"})
		carried(w, 16)
		b := delivery(w).Bottles[0]
		qt.Assert(t, qt.Equals(b.UseBy, w.Clock.Now().Add(4*time.Hour)), qt.Commentf("in the room since it was packed"))
		w.At("13:40").As("Joko").Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1, TemperatureC: new(17.0)}).
			At("17:25").As("Joko").Refused("after four hours", "milk.deliver", theOne(code(w)), "milk.expired")
		w.RebuildEquals()
	})
}

func TestMeltedIceIsDoubtfulFromTheTimeItWasPacked(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
	doctor(w, "doctor")
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now(), Milk: "cooled", Kept: "fridge"})
	carried(w, 4).At("17:00").As("Joko").Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1, IceMelted: true}).
		At("17:30").As("Joko").Refused("warm since when?", "milk.deliver", theOne(code(w)), "milk.doubtful")
	qt.Assert(t, qt.IsTrue(on(w, "d", d1)), qt.Commentf("the doctors see it"))
	w.As("doctor").Send("judge", "milk.judge_fitness", judge("fit", "looked_at"))
	w.As("Joko").Send("deliver", "milk.deliver", theOne(code(w))).RebuildEquals()
	qt.Assert(t, qt.IsFalse(on(w, "d", d1)), qt.Commentf("what has ended is no doctor's any more"))
}

func on(w *world.World, audience string, delivery ident.ID) bool {
	for _, id := range w.OnPhones(audience, "milk_delivery") {
		if id == delivery {
			return true
		}
	}
	return false
}

func TestAJudgementThatItIsUnfitStands(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
	doctor(w, "doctor")
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-71 * time.Hour), Milk: "cooled", Kept: "fridge"})
	carried(w, 4).As("Wati").Send("unfit", "milk.judge_fitness", judge("unfit", "smell"))
	w.As("doctor").Refused("a second opinion", "milk.judge_fitness", judge("fit", "looked_at"), "milk.judged_unfit")
	w.At("14:05").As("Joko").Refused("deliver", "milk.deliver", theOne(code(w)), "milk.judged_unfit").
		Send("discard", "milk.discard", milk.Discard{Delivery: d1, Bottles: bottles[:1], Reason: "too_old"}).RebuildEquals()
}

// A judgement is about the doubt that was there. What makes the milk older
// afterwards wants a new one.
func TestAJudgementDoesNotOutliveANewReading(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-71 * time.Hour), Milk: "cooled", Kept: "fridge"})
	carried(w, 4).As("Wati").Send("judge", "milk.judge_fitness", judge("fit", "cold_enough"))
	w.At("17:30").As("Joko").Send("arrive", "milk.arrive", milk.Arrive{Delivery: d1, IceMelted: true})
	w.Refused("doubtful anew", "milk.deliver", theOne(code(w)), "milk.doubtful").RebuildEquals()
}

func TestNobodyJudgesTheMilkTheyCarry(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	grant(w, "Joko", access.Doctor)
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-73 * time.Hour), Milk: "cooled", Kept: "fridge"})
	w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).
		Refused("his own", "milk.judge_fitness", judge("fit", "cold_enough"), "milk.own_review")
}

func TestWhatNeedsNoJudgementGetsNone(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village)
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now(), Milk: "fresh"})
	w.As("Wati").Refused("fit anyway", "milk.judge_fitness", judge("fit", "looked_at"), "milk.not_doubtful").
		Refused("another", "milk.judge_fitness", milk.JudgeFitness{Delivery: d1, Bottles: bottles[1:], Decision: "unfit", Reason: "smell"}, "milk.wrong_bottle")
}

// Where a bottle stood is said in the short way or in the long one.
func TestDeclaringWhatTheMilkWentThrough(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	now := w.Clock.Now()
	ago := func(h int) instant.Instant { return now.Add(-time.Duration(h) * time.Hour) }
	for i, c := range []struct {
		story string
		b     milk.BottleBody
		code  string
		use   time.Duration
		milk  milktime.Milk
	}{
		{"fresh in the room", milk.BottleBody{ExpressedAt: ago(1), Milk: "fresh"}, "", 3 * time.Hour, milktime.Fresh},
		{"an hour in the room, then the office's refrigerator", milk.BottleBody{ExpressedAt: ago(3), Milk: "cooled",
			Stays: []milktime.Stay{{Place: "room", From: ago(3)}, {Place: "fridge", From: ago(2)}}}, "", time.Hour, milktime.Cooled},
		{"frozen a week", milk.BottleBody{ExpressedAt: ago(7 * 24), Milk: "frozen", Kept: "freezer_one_door"}, "", 7 * 24 * time.Hour, milktime.Frozen},
		{"thawed this morning, in the refrigerator", milk.BottleBody{ExpressedAt: ago(7 * 24), Milk: "thawed", Kept: "fridge", ThawedAt: ago(4)}, "", 20 * time.Hour, milktime.Thawed},
		{"thawed, nobody says when", milk.BottleBody{ExpressedAt: ago(7 * 24), Milk: "thawed", Kept: "fridge"}, "milk.expired", 0, ""},
		{"thawed two hours ago in the room", milk.BottleBody{ExpressedAt: ago(7 * 24), Milk: "thawed", ThawedAt: ago(2)}, "milk.expired", 0, ""},
		{"thawed and frozen again", milk.BottleBody{ExpressedAt: ago(9), Milk: "frozen", Stays: []milktime.Stay{{Place: "freezer", From: ago(9)}, {Place: "fridge", From: ago(3)}, {Place: "freezer", From: ago(1)}}},
			"milk.refrozen", 0, ""},
		{"frozen, in the room", milk.BottleBody{ExpressedAt: ago(1), Milk: "frozen"}, "milk.frozen_where", 0, ""},
		{"put away tomorrow", milk.BottleBody{ExpressedAt: ago(1), Milk: "fresh", Stays: []milktime.Stay{{Place: "fridge", From: now.Add(time.Hour)}}}, "milk.expressed_in_future", 0, ""},
		{"another mother's baby", milk.BottleBody{ExpressedAt: ago(1), Milk: "fresh", Baby: ident.Named("Sri")}, "milk.not_her_baby", 0, ""},
	} {
		c.b.ID, c.b.VolumeML = ident.Named(fmt.Sprint("bottle of ", i)), 100
		body := milk.Declare{Delivery: ident.Named(c.story), Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{c.b}}
		w.As("Sri")
		if c.code != "" {
			w.Refused(c.story, "milk.declare", body, c.code)
			continue
		}
		w.Send(c.story, "milk.declare", body)
		w.Query(func(q journal.Query) error {
			d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, body.Delivery)
			qt.Check(t, qt.DeepEquals([]any{d.Bottles[0].UseBy, d.Bottles[0].Milk}, []any{now.Add(c.use), c.milk}), qt.Commentf("%s", c.story))
			return err
		})
	}
	w.RebuildEquals()
}

// Bottles that wait long between hand-over and box stood in the warm meanwhile.
func TestWhatIsPackedLateStoodInTheWarm(t *testing.T) {
	for hour, limit := range map[string]time.Duration{"13:30": 24*time.Hour + 10*time.Minute, "13:40": 4 * time.Hour} {
		w := world.New(t, "", noon)
		w.Mother("Sri", "Mbah Parti").Courier("Joko")
		standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now(), Milk: "cooled", Kept: "fridge"})
		w.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: delivery(w).Job}).At("13:20").As("Joko").
			Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru 1", Bottles: bottles[:1], HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
			At(hour).As("Joko").Send("pack", "milk.pack", milk.Pack{Delivery: d1})
		d := delivery(w)
		qt.Check(t, qt.Equals(d.Bottles[0].UseBy, d.HandedOverAt.Add(limit)), qt.Commentf("packed at %s", hour))
	}
}

func TestABabyBornEarlyHasStricterLimits(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Courier("Joko").Midwife("Wati", world.Village).Midwife("Rini", world.OtherVillage)
		early := milk.SetProfile{Place: ident.Named("place Sri"), Profile: milktime.Preterm, Reason: "born_early"}
		for _, who := range []string{"officer", "head", "Joko", "Sri", "Rini"} {
			_, err := w.As(who).Try("not "+who, "milk.set_profile", early)
			qt.Check(t, qt.IsNotNil(err), qt.Commentf("%s", who))
		}
		w.As("Wati").Send("early", "milk.set_profile", early).Refused("again", "milk.set_profile", early, "milk.profile_same")
		room := milk.Declare{Delivery: d1, Place: ident.Named("place Sri"), Bottles: []milk.BottleBody{{ID: bottles[0], VolumeML: 60, ExpressedAt: w.Clock.Now().Add(-time.Minute), Milk: "fresh"}}}
		w.As("Sri").Refused("in the room", "milk.declare", room, "milk.expired")
		standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now().Add(-20 * time.Hour), Milk: "cooled", Kept: "fridge"})
		qt.Assert(t, qt.Equals(delivery(w).Bottles[0].UseBy, w.Clock.Now().Add(4*time.Hour)))
		w.As("Wati").Send("grown", "milk.set_profile", milk.SetProfile{Place: ident.Named("place Sri"), Profile: milktime.Term, Reason: "grown"})
		qt.Assert(t, qt.Equals(delivery(w).Limits.Profile, milktime.Preterm), qt.Commentf("what is under way keeps its limits"))
		w.RebuildEquals()
	})
}

// A twin may be named on a bottle; the place is the mother's.
func TestABottleMayBeForEitherTwin(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko").
		Resident("Sari", registry.Enter{Kind: "baby", Born: "2025-12-01", Mother: ident.Named("Sri")}).
		Resident("Bima", registry.Enter{Kind: "baby", Born: "2025-12-01"})
	w.As("Sri").Refused("somebody's", "milk.declare", milk.Declare{Delivery: ident.Named("D9"), Place: ident.Named("place Sri"),
		Bottles: []milk.BottleBody{{ID: bottles[1], VolumeML: 60, ExpressedAt: w.Clock.Now(), Milk: "fresh", Baby: ident.Named("Bima")}}}, "milk.not_her_baby")
	standing(w, milk.BottleBody{ExpressedAt: w.Clock.Now(), Milk: "fresh", Baby: ident.Named("Sari")})
	w.Query(func(q journal.Query) error {
		v, _, err := milk.ShowDelivery(q, d1)
		qt.Assert(t, qt.Equals(v.Bottles[0].BabyName, "Sari"))
		return err
	})
}
