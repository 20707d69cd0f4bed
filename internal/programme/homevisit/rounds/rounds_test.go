package rounds_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// Mbah Tumi lives alone. Nobody puts her on a list: the register says so.
func TestWhoIsOldAndAloneIsVisitedEveryMonth(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.old("Mbah Tumi", "1950-05-05")
		v.old("Pak Slamet", "1980-01-01") // alone, and not old
		v.Resident("Bu Warni", registry.Enter{Born: "1950-05-05"})
		v.next("Mbah Tumi", rounds.Routine, "2026-03-02", "2026-04-02")
		v.next("Pak Slamet", "", "", "")
		qt.Check(t, qt.Equals(v.row("Bu Warni").ID, ""))

		v.tells("Bidan Sri", "Mbah Tumi", rounds.Done, "2026-03-02")
		v.next("Mbah Tumi", rounds.Routine, "2026-04-01", "2026-04-02")
		alone := false
		v.As("officer").Send("with her son", "registry.correct", registry.Amend{Person: ident.Named("Mbah Tumi"), LivesAlone: &alone})
		v.next("Mbah Tumi", "", "", "")
		v.RebuildEquals()
	})
}

// Bu Sri expects a birth; the midwife's records close the visits one by one, and after
// the birth mother and child each have theirs.
func TestAMotherAndHerChildAreSeenWhenTheyMustBe(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.Resident("Bu Sri", registry.Enter{Sex: "female", Born: "1998-01-01"})
		v.next("Bu Sri", "", "", "")
		// The last period was on 5 January; she comes in her eighth week.
		v.As("Bidan Sri").Send("expecting", "registry.expect", registry.Expect{Person: ident.Named("Bu Sri"), Due: "2026-10-12"})
		v.next("Bu Sri", "K1", "2026-01-05", "2026-03-31")
		v.As("Bidan Sri").Send("K1", "health.record", health.Write{Record: ident.Named("K1"), Person: ident.Named("Bu Sri"), Kind: health.Antenatal, On: "2026-03-02",
			Place: health.Home, Antenatal: &health.AntenatalPart{Code: "K1"}})
		v.next("Bu Sri", "K2", "2026-03-31", "2026-05-12")
		qt.Check(t, qt.Equals(v.row("Bu Sri").LastOn, "2026-03-02"))

		// Nobody comes for two months and a half: one visit has passed, and it is late.
		v.At("+75 08:00")
		v.next("Bu Sri", "K3", "2026-05-12", "2026-05-12")
		qt.Check(t, qt.DeepEquals(v.row("Bu Sri").Missed, []string{"K2"}))

		v.At("+223 08:00") // 11 October
		v.As("Bidan Sri").Send("birth", "registry.born", registry.GiveBirth{Mother: ident.Named("Bu Sri"), On: "2026-10-10", Place: "home",
			Babies: []registry.Newborn{{Person: ident.Named("Bayi"), Name: "Bayi"}}})
		v.next("Bu Sri", "KF1", "2026-10-10", "2026-10-13")
		v.next("Bayi", "KN1", "2026-10-10", "2026-10-13")
		v.As("Bidan Sri").Send("KN1", "health.record", health.Write{Record: ident.Named("KN1"), Person: ident.Named("Bayi"), Kind: health.Newborn, On: "2026-10-11",
			Place: health.Home, Newborn: &health.FixedVisit{Code: "KN1"}})
		v.next("Bayi", "KN2", "2026-10-13", "2026-10-18")
		v.At("+252 08:00") // 9 November: thirty days old
		v.next("Bayi", rounds.Routine, "2026-11-10", "2026-11-11")
		qt.Check(t, qt.Equals(v.row("Bayi").Group, rounds.Child))
		v.next("Bu Sri", "KF4", "2026-11-08", "2026-10-13")
		v.At("+266 08:00") // 43 days after the birth
		v.next("Bu Sri", "", "", "")
		v.RebuildEquals()
	})
}

// Her first record was written before the register heard that she expects.
func TestWhatWasDoneBeforeCounts(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.Resident("Bu Sri", registry.Enter{Sex: "female", Born: "1998-01-01"})
		v.As("Bidan Sri").Send("K1", "health.record", health.Write{Record: ident.Named("K1"), Person: ident.Named("Bu Sri"), Kind: health.Antenatal, On: "2026-03-02",
			Place: health.Home, Antenatal: &health.AntenatalPart{Code: "K1"}})
		v.As("Bidan Sri").Send("expecting", "registry.expect", registry.Expect{Person: ident.Named("Bu Sri"), Due: "2026-10-12"})
		v.next("Bu Sri", "K2", "2026-03-31", "2026-05-12")
		// It was somebody else's book: the record says now that she came for a cough.
		v.As("Bidan Sri").Send("not K1", "health.correct", health.Correct{Record: ident.Named("K1 again"), Corrects: ident.Named("K1"), Reason: "Buku tertukar", Person: ident.Named("Bu Sri"),
			Kind: health.General, On: "2026-03-01", Place: health.Home, Complaint: "Batuk"})
		v.next("Bu Sri", "K1", "2026-01-05", "2026-03-31")
		qt.Check(t, qt.Equals(v.row("Bu Sri").LastOn, "2026-03-01"))
		v.RebuildEquals()
	})
}

func TestNobodyAtHomeAndARefusal(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.old("Mbah Tumi", "1950-05-05")
		v.old("Mbah Karto", "1945-05-05")
		v.tells("Bidan Sri", "Mbah Tumi", rounds.NotHome, "2026-03-02")
		v.next("Mbah Tumi", rounds.Routine, "2026-03-05", "2026-04-02")
		qt.Check(t, qt.Equals(v.row("Mbah Tumi").NotHome, 1))

		v.tells("Bidan Sri", "Mbah Karto", rounds.Refused, "2026-03-02")
		v.next("Mbah Karto", rounds.Routine, "2026-05-31", "2026-06-01")
		v.As("Bidan Sri").Refused("too early", "round.plan", planOf("Mbah Karto", "2026-03-20", "Bidan Sri"), "round.asked_too_early")
		v.As("Bidan Sri").Send("in time", "round.plan", planOf("Mbah Karto", "2026-05-31", "Bidan Sri"))
		// He has called by himself: nothing stands against the next visit any more.
		v.tells("Bidan Sri", "Mbah Karto", rounds.Done, "2026-03-03")
		v.next("Mbah Karto", rounds.Routine, "2026-04-02", "2026-04-03")
		v.RebuildEquals()
	})
}

// A plan is one visit, whoever tells of it how often.
func TestAPlannedVisitIsMadeOnce(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.old("Mbah Tumi", "1950-05-05")
		tumi := ident.Named("Mbah Tumi")
		plan := planOf("Mbah Tumi", "2026-03-03", "dr. Rani")
		v.As("dispatcher").Send("plan", "round.plan", plan)
		v.Resend("plan")
		qt.Check(t, qt.DeepEquals(v.OnPhones("w:"+string(ident.Named("dr. Rani")), "round"), []ident.ID{tumi}))
		v.denied("Bidan Ani", "of another village", "round.visit", rounds.Tell{Visit: plan.Plans[0].Visit, Person: tumi, Outcome: rounds.Done, On: "2026-03-02"})

		v.At("+1 10:00")
		tell := rounds.Tell{Visit: plan.Plans[0].Visit, Person: tumi, Outcome: rounds.Done, On: "2026-03-03"}
		v.As("dr. Rani").Send("done", "round.visit", tell)
		tell.Outcome = rounds.NotHome
		v.As("Bidan Sri").Send("the other phone", "round.visit", tell)
		v.next("Mbah Tumi", rounds.Routine, "2026-04-02", "2026-04-03")
		r := v.row("Mbah Tumi")
		qt.Check(t, qt.Equals(r.Visit, ""))
		qt.Check(t, qt.Equals(r.Outcome, rounds.Done))
		qt.Check(t, qt.HasLen(v.OnPhones("w:"+string(ident.Named("dr. Rani")), "round"), 0))
		v.RebuildEquals()
	})
}

// A visit record is a visit too: the plan ends with it, and nobody need say it twice.
func TestARecordedVisitEndsThePlan(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.old("Mbah Tumi", "1950-05-05")
		plan := planOf("Mbah Tumi", "2026-03-02", "Bidan Sri")
		v.As("Bidan Sri").Send("plan", "round.plan", plan)
		v.As("Bidan Sri").Send("record", "health.record", health.Write{Record: ident.Named("r"), Person: ident.Named("Mbah Tumi"), Kind: health.Elder, On: "2026-03-02",
			Place: health.Home, Finding: "Sehat, makan dua kali", NextOn: "2026-03-12"})
		v.next("Mbah Tumi", rounds.Routine, "2026-03-12", "2026-03-13")
		qt.Check(t, qt.Equals(v.visit(plan.Plans[0].Visit).Outcome, rounds.Done))
		v.RebuildEquals()
	})
}

// In a house in mourning nobody is asked for anything: the plan ends, and no list names
// it until somebody has been there.
func TestAHouseInMourningIsLeftInPeace(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.Home("Karto", world.Village)
		v.Resident("Pak Karto", registry.Enter{Born: "1950-01-01", Household: ident.Named("household Karto"), Relation: registry.HeadOfHousehold})
		v.Resident("Cucu", registry.Enter{Born: "2024-01-01", Household: ident.Named("household Karto"), Relation: registry.Grandchild})
		v.As("Bidan Sri").Send("plan", "round.plan", planOf("Cucu", "2026-03-05", "Bidan Sri"))
		v.As("Bidan Sri").Send("death", "registry.died", registry.Die{Person: ident.Named("Pak Karto"), On: "2026-03-02"})
		qt.Check(t, qt.Equals(v.row("Cucu").Paused, rounds.Mourning))
		qt.Check(t, qt.Equals(v.row("Cucu").Visit, ""))
		v.As("Bidan Sri").Refused("again", "round.plan", planOf("Cucu", "2026-03-06", "Bidan Sri"), "round.in_mourning")
		v.As("Bidan Sri").Send("been there", "registry.comfort", registry.Comfort{Person: ident.Named("Cucu")})
		qt.Check(t, qt.Equals(v.row("Cucu").Paused, ""))
		v.As("Bidan Sri").Send("in hospital", "registry.in_hospital", registry.Stay{Person: ident.Named("Cucu"), On: "2026-03-02"})
		v.As("Bidan Sri").Refused("away", "round.plan", planOf("Cucu", "2026-03-07", "Bidan Sri"), "round.in_hospital")
		v.RebuildEquals()
	})
}

// Two records of one old man count as one, and taken apart each has its own again.
func TestTwoRecordsOfOneManAreOneInTheRounds(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.old("Mbah Karto", "1945-05-05")
		v.old("Mbah Kartodimejo", "1945-05-05")
		v.tells("Bidan Sri", "Mbah Kartodimejo", rounds.Done, "2026-03-02")
		v.next("Mbah Karto", rounds.Routine, "2026-03-02", "2026-04-02")
		v.As("officer").Send("same man", "registry.merge", registry.Merge{Keep: ident.Named("Mbah Karto"), Drop: ident.Named("Mbah Kartodimejo"), Take: []string{"born"}})
		v.next("Mbah Kartodimejo", "", "", "")
		v.next("Mbah Karto", rounds.Routine, "2026-04-01", "2026-04-02")
		v.ByTwo("not the same", "officer", "head", "registry.unmerge", registry.Unmerge{Drop: ident.Named("Mbah Kartodimejo")})
		v.next("Mbah Kartodimejo", rounds.Routine, "2026-04-01", "2026-04-02")
		v.next("Mbah Karto", rounds.Routine, "2026-03-02", "2026-04-02")
		v.RebuildEquals()
	})
}

// Time alone brings people in and takes them out: a sixtieth birthday, a fifth one.
func TestTheYearsTurnTheRounds(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.old("Pak Slamet", "1966-03-04")
		v.Resident("Adi", registry.Enter{Born: "2021-03-03"})
		v.next("Pak Slamet", "", "", "")
		v.next("Adi", rounds.Routine, "2026-03-02", "2026-04-02")
		v.At("+1 05:00")
		v.next("Adi", "", "", "")
		v.At("+2 05:00")
		v.next("Pak Slamet", rounds.Routine, "2026-03-04", "2026-04-04")
		v.RebuildEquals()
	})
}

// Who moves to another village is that midwife's, and the old one's plan ends.
func TestWhoMovesIsVisitedThere(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		v.Home("Sini", world.Village)
		v.Home("Sana", world.OtherVillage)
		v.Resident("Adi", registry.Enter{Born: "2024-01-01", Household: ident.Named("household Sini")})
		v.As("Bidan Sri").Send("plan", "round.plan", planOf("Adi", "2026-03-05", "Bidan Sri"))
		v.As("officer").Send("moves", "registry.move", registry.Move{Person: ident.Named("Adi"), To: "within", On: "2026-03-02", Household: ident.Named("household Sana")})
		r := v.row("Adi")
		qt.Check(t, qt.Equals(r.Village, world.OtherVillage))
		qt.Check(t, qt.Equals(r.House, ident.Named("house Sana")))
		qt.Check(t, qt.Equals(r.Visit, ""))
		qt.Check(t, qt.DeepEquals(v.OnPhones("v:"+world.OtherVillage, "round"), []ident.ID{ident.Named("Adi")}))
		qt.Check(t, qt.HasLen(v.OnPhones("v:"+world.Village, "round"), 0))
		v.RebuildEquals()
	})
}

// The list puts a closing window first, then who has waited longest; within a week the
// nearer house. The free hours of a team are filled by it.
func TestTheListFillsTheFreeHours(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		here := geo.Point{Lat: -7.5385, Lon: 110.9375}
		v.house("Dekat", here.Lat+0.001, here.Lon)
		v.house("Jauh", here.Lat+0.03, here.Lon)
		v.Resident("Mbah Dekat", registry.Enter{Born: "1950-05-05", LivesAlone: true, Household: ident.Named("household Dekat")})
		v.Resident("Mbah Jauh", registry.Enter{Born: "1950-05-05", LivesAlone: true, Household: ident.Named("household Jauh")})
		v.Resident("Bayi", registry.Enter{Kind: registry.Baby, Born: "2026-03-01", Household: ident.Named("household Jauh")})
		v.At("+40 08:00")
		v.Resident("Bayi baru", registry.Enter{Kind: registry.Baby, Born: "2026-04-10", Household: ident.Named("household Jauh")})
		qt.Check(t, qt.DeepEquals(v.list("2026-04-11", rounds.Filter{Near: here}), []string{"Bayi baru", "Mbah Dekat", "Mbah Jauh", "Bayi"}))
		qt.Check(t, qt.DeepEquals(v.list("2026-04-11", rounds.Filter{Near: here, Group: rounds.Elder, Most: 1}), []string{"Mbah Dekat"}))
		qt.Check(t, qt.HasLen(v.list("2026-04-11", rounds.Filter{Villages: []string{world.OtherVillage}}), 0))

		v.As("dispatcher").Send("team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim"), Name: "Tim", Members: []ident.ID{ident.Named("dr. Rani"), ident.Named("Pak Tono")},
			From: v.Clock.Now(), To: v.Clock.Now().Add(4 * time.Hour)})
		f := v.fill("Tim")
		qt.Assert(t, qt.HasLen(f.Stops, 4))
		qt.Check(t, qt.Equals(f.Stops[0].Person, ident.Named("Bayi baru")))
		for i, s := range f.Stops[1:] {
			qt.Check(t, qt.IsTrue(s.There.Sub(f.Stops[i].There) >= 20*time.Minute))
		}
		v.As("dispatcher").Send("plan", "round.plan", rounds.Plan{Team: ident.Named("Tim"), Plans: []rounds.PlanOne{{Visit: ident.Named("p1"), Person: ident.Named("Bayi baru"), On: "2026-04-11"}}})
		qt.Check(t, qt.HasLen(v.fill("Tim").Stops, 3), qt.Commentf("who is planned is not proposed again"))
		v.As("dispatcher").Refused("tomorrow", "round.plan", rounds.Plan{Team: ident.Named("Tim"), Plans: []rounds.PlanOne{{Visit: ident.Named("p2"), Person: ident.Named("Mbah Dekat"), On: "2026-04-12"}}}, "round.team_not_on_duty")
		v.At("+40 11:45")
		qt.Check(t, qt.Equals(v.fill("Tim").Why, "no_time"))
		v.At("+40 19:00").As("dispatcher").Send("night team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Malam"), Name: "Malam", Members: []ident.ID{ident.Named("dr. Rani"), ident.Named("Pak Tono")},
			From: v.Clock.Now(), To: v.Clock.Now().Add(12 * time.Hour)})
		qt.Check(t, qt.Equals(v.fill("Malam").Why, "no_time"), qt.Commentf("nobody is woken for a round"))
		v.As("dispatcher").Send("unplan", "round.unplan", rounds.Unplan{Visit: ident.Named("p1")})
		v.As("dispatcher").Refused("again", "round.unplan", rounds.Unplan{Visit: ident.Named("p1")}, "round.not_planned")
		v.RebuildEquals()
	})
}
