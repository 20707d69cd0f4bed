package health_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

func TestWhatWasFoundIsSignedAndStaysOfTheVillage(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		w.Forget().As("Bu Eni").Send("k4", "health.record", antenatal("K4 Sri"))
		qt.Check(t, qt.DeepEquals(w.Happened(), []string{"health.recorded"}), qt.Commentf("no danger, no request"))
		v := w.record("K4 Sri")
		qt.Check(t, qt.Equals(v.PersonName, "Sri"))
		qt.Check(t, qt.Equals(v.ByName, "Bu Eni"))
		qt.Check(t, qt.Equals(v.Licence, "503/SIPB/0417/2025"))
		qt.Check(t, qt.Equals(v.Antenatal.HaemoglobinTenths, 112))
		qt.Check(t, qt.Equals(v.Complaint, "Pusing sejak kemarin"))
		qt.Check(t, qt.DeepEquals(v.Given, []health.GiftView{{Code: "iron_folate", Quantity: 30, Unit: "tablet"}}))
		qt.Check(t, qt.DeepEquals(v.Served, []string{health.ServedPregnant}))
		qt.Check(t, qt.Equals(w.saw("v:"+world.Village), 1))
		qt.Check(t, qt.Equals(w.saw("f"), 0), qt.Commentf("the desk has no need of it"))
		w.Query(func(q journal.Query) error {
			last, err := health.LastOn(q, ident.Named("Sri"))
			qt.Check(t, qt.Equals(last, "2026-03-02"))
			until, err2 := health.KeptUntil(q, ident.Named("Sri"))
			qt.Check(t, qt.Equals(until, "2051-03-02"), qt.Commentf("twenty-five years after the last visit"))
			qt.Check(t, qt.IsNil(err2))
			return err
		})
		w.As("Bu Eni").Refused("twice", "health.record", antenatal("K4 Sri"), "health.recorded_already")
		if _, err := w.As("Bu Tri").Try("other village", "health.record", antenatal("not hers")); err == nil {
			t.Fatal("a midwife of another village wrote of Sri")
		}
		w.RebuildEquals()
	})
}

func TestAFigureThatCannotBeIsMeasuredAgainAndAnUnusualOneTwice(t *testing.T) {
	w := staffed(t, world.New(t, "", noon)).As("Bu Eni")
	heavy := func(b *health.Write) { b.Vitals = &health.Vitals{WeightG: 580_000} }
	w.Refused("a comma", "health.record", antenatal("a", heavy), "health.implausible")
	qt.Check(t, qt.Equals(w.Outcome().Field, "vitals.weight_g"))
	upside := func(b *health.Write) {
		b.Vitals = &health.Vitals{SystolicMMHg: 70, DiastolicMMHg: 110, WeightG: 58_000}
	}
	w.Refused("exchanged", "health.record", antenatal("b", upside, sure), "health.implausible")
	qt.Check(t, qt.Equals(w.Outcome().Field, "vitals.diastolic_mmhg"))
	pale := func(b *health.Write) { b.Antenatal.HaemoglobinTenths = 62 }
	w.Refused("unusual", "health.record", antenatal("c", pale), "health.unusual")
	qt.Check(t, qt.Equals(w.Outcome().Field, "antenatal.haemoglobin_tenths"))
	w.Send("measured twice", "health.record", antenatal("c", pale, sure))
}

func sure(b *health.Write) { b.Sure = true }

func TestADangerSignIsARequestAtOnce(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		bleeding := func(b *health.Write) { b.Dangers = []string{"P08", "P01", "P12"} }
		// Written an hour ago in a valley without signal.
		w.At("13:50").As("Bu Eni").Offline("12:50").Send("danger", "health.record", antenatal("danger", bleeding))
		all := w.requests()
		qt.Assert(t, qt.HasLen(all, 1), qt.Commentf("three signs of one visit are one request"))
		c := all[0]
		qt.Check(t, qt.Equals(c.Colour, need.Red))
		qt.Check(t, qt.Equals(c.Sign, "P01"), qt.Commentf("the gravest"))
		qt.Check(t, qt.Equals(c.Door, "visit"))
		qt.Check(t, qt.DeepEquals(c.People, []ident.ID{ident.Named("Sri")}))
		qt.Check(t, qt.Equals(c.Started.In(clockZone(t)).Format("15:04"), "12:50"), qt.Commentf("the clock starts at the visit"))
		v := w.record("danger")
		qt.Check(t, qt.Equals(v.Request, c.ID))
		qt.Check(t, qt.Equals(v.RequestNumber, c.Short()))
		var told health.Kept
		w.result(&told)
		qt.Check(t, qt.Equals(told.Emergency, "119"))
		w.Query(func(q journal.Query) error {
			visit, found, err := homevisit.Of(q, c.ID)
			qt.Check(t, qt.IsTrue(found && visit.State == homevisit.Open), qt.Commentf("the desk has it to send somebody"))
			return err
		})

		// The next record with a sign tells of the same need; no twin is made.
		fever := func(b *health.Write) { b.Dangers = []string{"P08"} }
		w.As("Bu Eni").Forget().Send("again", "health.record", antenatal("again", fever)).Events("need.evidence_added")
		qt.Check(t, qt.HasLen(w.requests(), 1))
		qt.Check(t, qt.Equals(w.requests()[0].Colour, need.Red), qt.Commentf("a colour is never lowered"))
		w.RebuildEquals()
	})
}

func TestAnOpenRequestGetsTheGraverSignAndAJourneyOfAnotherDayWaitsForNobody(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	w.As("dispatcher").Send("old", "need.request", need.Request{Case: ident.Named("yellow"), Kind: need.VisitRequest, Person: ident.Named("Sri"), Colour: need.Yellow})
	w.As("Bu Eni").Forget().Send("red", "health.record", antenatal("red", func(b *health.Write) { b.Dangers = []string{"P01"} })).
		Events("need.evidence_added", "need.triaged")
	qt.Check(t, qt.Equals(w.Case(need.VisitRequest).Colour, need.Red))

	next := w.Clock.Now().Add(5 * 24 * 3600e9)
	w.As("dispatcher").Send("planned", "need.request", need.Request{Case: ident.Named("planned"), Kind: need.TransportRequest, Person: ident.Named("Mbah Karso"), Colour: need.Green, WantAt: next})
	fell := health.Write{Record: ident.Named("fell"), Person: ident.Named("Mbah Karso"), Kind: health.Elder, On: "2026-03-02", Place: health.Home, Dangers: []string{"E04"}}
	w.As("Bu Yati").Send("fell", "health.record", fell)
	qt.Check(t, qt.HasLen(w.Cases(need.VisitRequest), 2), qt.Commentf("who lies on the floor does not wait for next week's journey"))
}

// Nobody in danger waits for a comma: a record with a figure that cannot be is refused,
// and its danger sign is heard.
func TestTheSignOfARefusedRecordIsHeard(t *testing.T) {
	w := staffed(t, world.New(t, "", noon)).As("Bu Eni")
	b := antenatal("typo", func(b *health.Write) { b.Dangers, b.Vitals = []string{"P05"}, &health.Vitals{PulsePerMin: 9000} })
	w.Refused("typo", "health.record", b, "health.implausible")
	qt.Check(t, qt.Equals(w.Case(need.VisitRequest).Sign, "P05"))
	b.Vitals = &health.Vitals{PulsePerMin: 90}
	w.Forget().Send("right", "health.record", b).Events("health.recorded", "need.evidence_added")
	qt.Check(t, qt.HasLen(w.Cases(need.VisitRequest), 1))
}

func TestACorrectionIsANewVersionAndTheOldStays(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		b := antenatal("first", func(b *health.Write) { b.Dangers = []string{"P11"} })
		w.As("Bu Eni").Send("first", "health.record", b)
		b.Vitals = &health.Vitals{SystolicMMHg: 130, DiastolicMMHg: 80}
		w.Forget().Send("second", "health.correct", correcting(b, "second", "Tensi salah baca")).Events("health.recorded")
		qt.Check(t, qt.HasLen(w.requests(), 1), qt.Commentf("the same sign calls nobody twice"))
		old, now := w.record("first"), w.record("second")
		qt.Check(t, qt.Equals(old.ReplacedBy, ident.Named("second")))
		qt.Check(t, qt.Equals(old.Vitals.SystolicMMHg, 110), qt.Commentf("what was written stays readable"))
		qt.Check(t, qt.Equals(now.Version, 2))
		qt.Check(t, qt.Equals(now.Reason, "Tensi salah baca"))
		// A phone that had not heard of the second corrects the first: it follows the newest.
		w.Send("third", "health.correct", correcting(b, "third", "Berat lupa ditulis"))
		qt.Check(t, qt.Equals(w.record("third").Corrects, ident.Named("second")))
		qt.Check(t, qt.Equals(w.record("third").Version, 3))
		w.Query(func(q journal.Query) error {
			all, err := health.RecordsOf(q, ident.Named("Sri"))
			qt.Check(t, qt.HasLen(all, 1), qt.Commentf("one version counts"))
			return err
		})
		other := correcting(b, "of another", "Salah orang")
		other.Person = ident.Named("Dimas")
		w.Refused("another person", "health.correct", other, "health.other_person")
		w.RebuildEquals()
	})
}

func TestACadreWritesOfTheSmallAndTheOldWithoutMedicines(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	w.As("Bu Yati")
	weighed := health.Write{Record: ident.Named("weighed"), Person: ident.Named("Dimas"), Kind: health.Child, On: "2026-03-02", Place: health.Post,
		Vitals: &health.Vitals{WeightG: 5_900, LengthMM: 600, Lying: true, MuacMM: 132}}
	w.Send("weighed", "health.record", weighed)
	none, twice := int64(0), int64(2)
	w.Send("old", "health.record", health.Write{Record: ident.Named("old"), Person: ident.Named("Mbah Karso"), Kind: health.Elder, On: "2026-03-02", Place: health.Home,
		Elder: &health.ElderPart{Falls: &none, Memory: "forgets", MealsPerDay: &twice, LookedAfterBy: "Anaknya tiap sore", Walks: "helped"}})
	w.Refused("antenatal", "health.record", antenatal("k"), "health.by_health_worker")
	withPills := weighed
	withPills.Record, withPills.Given = ident.Named("pills"), []health.Gift{{Code: "zinc_20", Quantity: 10}}
	w.Refused("pills", "health.record", withPills, "health.by_health_worker")
	// The cadre corrects what the cadre wrote, and nothing of anybody else.
	weighed.Vitals = &health.Vitals{WeightG: 6_100}
	w.Send("own", "health.correct", correcting(weighed, "own", "Timbangan belum nol"))
	w.As("Bu Eni").Send("k4", "health.record", antenatal("of the midwife"))
	if _, err := w.As("Bu Yati").Try("of the midwife", "health.correct", correcting(antenatal("of the midwife"), "x", "y")); err == nil {
		t.Fatal("a cadre corrected what a midwife signed")
	}
	w.As("Bu Yati").Refused("copy", "health.mark_copied", health.MarkCopied{Record: ident.Named("own")}, "health.by_health_worker")
	qt.Check(t, qt.Equals(w.record("own").Licence, ""))
}

func TestWhoWasThereReadsItAndWhoDrivesDoesNot(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		w.As("dispatcher").Send("sick", "need.request", need.Request{Case: ident.Named("sick"), Kind: need.VisitRequest, Person: ident.Named("Mbah Karso"), Colour: need.Yellow}).
			Send("go", "visit.send", homevisit.Send{Visit: ident.Named("sick"), Team: ident.Named("Tim 1")})
		b := health.Write{Record: ident.Named("at home"), Person: ident.Named("Mbah Karso"), Visit: ident.Named("sick"), Kind: health.General, On: "2026-03-02", Place: health.Home,
			Vitals: &health.Vitals{SystolicMMHg: 150, DiastolicMMHg: 95}, Dangers: []string{"E02"}, NewCases: []string{"hypertension"}}
		w.As("dr. Rani").Send("done", "visit.done_on_spot", homevisit.FinishOnSpot{Visit: ident.Named("sick")}).
			Offline("12:50").Send("written", "health.record", b)
		qt.Check(t, qt.HasLen(w.requests(), 1), qt.Commentf("the doctor who was called saw it there: nobody else is called"))
		qt.Check(t, qt.Equals(w.saw(worker("dr. Rani")), 1))
		qt.Check(t, qt.Equals(w.saw(worker("Pak Tono")), 0))
		qt.Check(t, qt.DeepEquals(w.record("at home").Served, []string{health.ServedElder, health.ServedHypertension}))
		if _, err := w.As("Pak Tono").Try("a driver", "health.record", health.Write{Record: ident.Named("d"), Person: ident.Named("Mbah Karso"), Kind: health.Elder, On: "2026-03-02", Place: health.Home}); err == nil {
			t.Fatal("a driver wrote a record")
		}
		w.RebuildEquals()
	})
}

// Whoever was sent to somebody writes of them, also outside their own villages.
func TestAMidwifeOfAnotherVillageWhoWasSentWrites(t *testing.T) {
	w := staffed(t, world.New(t, "", noon))
	w.As("dispatcher").Send("team 2", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim 2"), Name: "Tim 2", From: w.Clock.Now(), To: w.Clock.Now().Add(8 * 3600e9),
		Members: []ident.ID{ident.Named("Bu Tri")}}).
		Send("sick", "need.request", need.Request{Case: ident.Named("sick"), Kind: need.VisitRequest, Person: ident.Named("Sri"), Colour: need.Yellow}).
		Send("go", "visit.send", homevisit.Send{Visit: ident.Named("sick"), Team: ident.Named("Tim 2")})
	w.As("Bu Tri").Send("sent", "health.record", antenatal("sent", func(b *health.Write) { b.Visit = ident.Named("sick") }))
	qt.Check(t, qt.Equals(w.saw(worker("Bu Tri")), 1))
	qt.Check(t, qt.Equals(w.saw("v:"+world.Village), 1), qt.Commentf("her village's midwife reads it too"))
}

func TestCopiedOnceAndAnewAfterACorrection(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		w.As("Bu Eni").Send("k4", "health.record", antenatal("k4")).Send("copied", "health.mark_copied", health.MarkCopied{Record: ident.Named("k4")})
		v := w.record("k4")
		qt.Check(t, qt.Equals(v.CopiedBy, "Bu Eni"))
		qt.Check(t, qt.IsFalse(v.CopiedAt.IsZero()))
		w.Refused("again", "health.mark_copied", health.MarkCopied{Record: ident.Named("k4")}, "health.copied_already")
		w.Send("corrected", "health.correct", correcting(antenatal("k4"), "k4 b", "Lupa obat"))
		w.Refused("the old one", "health.mark_copied", health.MarkCopied{Record: ident.Named("k4")}, "health.corrected_since")
		qt.Check(t, qt.IsTrue(w.record("k4 b").CopiedAt.IsZero()), qt.Commentf("what is new is to be copied"))
		w.RebuildEquals()
	})
}

func TestRecordsFollowThePersonToTheNextVillage(t *testing.T) {
	wards(t, func(t *testing.T, w ward) {
		w.As("Bu Eni").Send("k4", "health.record", antenatal("k4"))
		w.Home("Nenek", world.OtherVillage).As("officer").Send("move", "registry.move",
			registry.Move{Person: ident.Named("Sri"), On: "2026-03-02", To: "within", Household: ident.Named("household Nenek"), Relation: "child"})
		qt.Check(t, qt.Equals(w.saw("v:"+world.Village), 0))
		qt.Check(t, qt.Equals(w.saw("v:"+world.OtherVillage), 1))
		w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("Sri"), On: "2026-03-02"})
		qt.Check(t, qt.Equals(w.saw("v:"+world.OtherVillage), 0), qt.Commentf("the phones forget the dead; the record is kept"))
		w.As("Bu Tri").Send("of that day", "health.record", antenatal("of that day"))
		w.Refused("ahead", "health.record", antenatal("ahead", func(b *health.Write) { b.On, b.NextOn = "2026-03-03", "" }), "health.not_here_any_more")
		w.RebuildEquals()
	})
}
