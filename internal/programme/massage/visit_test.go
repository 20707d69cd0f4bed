package massage_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/need"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
)

func TestAVisitFromSettingOutToAParentWhoCanDoItAlone(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		euis := s.cadre("euis")
		s.Until(stagetest.Hour("09:30"))
		s.Must(euis, "massage.set_out", massage.SetOut{Booking: named("Asep")})
		qt.Check(t, qt.Equals(s.booking("Asep").State, massage.OnWay))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchGoing))
		qt.Check(t, qt.Equals(s.watch("Asep").ExpectedEnd, stagetest.Hour("10:45")))
		s.Until(stagetest.Hour("10:05"))
		qt.Check(t, qt.Equals(s.asks("euis", "Asep", hoped()).Verdict.Result, screening.Go))
		s.Must(euis, "massage.start", massage.Start{Booking: named("Asep")})
		qt.Check(t, qt.Equals(s.watch("Asep").ExpectedEnd, stagetest.Hour("10:50")))
		s.Until(stagetest.Hour("10:40"))
		s.Must(euis, "massage.finish", massage.Finish{Booking: named("Asep"), Did: []string{"legs", "belly"}, Taught: []string{"warm_hands", "legs"}, Alone: true, Note: "tenang dan tersenyum"})

		b, v := s.booking("Asep"), s.visit("Asep")
		qt.Check(t, qt.Equals(b.State, massage.Done))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchEnded))
		qt.Check(t, qt.IsTrue(v.Alone && v.Paper != "" && v.Stand == ""))
		qt.Check(t, qt.Equals(v.Day, stagetest.Today))
		qt.Check(t, qt.DeepEquals(v.Taught, []string{"warm_hands", "legs"}))
		qt.Check(t, qt.Equals(s.Written("tersenyum"), 0), qt.Commentf("what was seen is sealed"))
		for _, key := range s.Sees("massage_visit", named("Asep")) {
			qt.Check(t, qt.IsFalse(strings.HasPrefix(key, "v:")), qt.Commentf("the village does not see it"))
		}
		s.Verify()
	})
}

// Each of what a massage stands on is taken away: then it does not begin.
func TestNobodyBeginsWithoutWhatAMassageStandsOn(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Until(stagetest.Hour("10:00"))
		euis, start := s.cadre("euis"), massage.Start{Booking: named("Asep")}
		s.Refused(euis, "massage.start", start, "massage.ask_first")
		qt.Check(t, qt.DeepEquals(s.asks("euis", "Asep", hoped(func(a *screening.Answers) { a.Skin = "" })).Verdict.Missing, []string{"skin"}))
		s.Refused(euis, "massage.start", start, "massage.questions_said_no")
		qt.Check(t, qt.Equals(s.asks("euis", "Asep", hoped(func(a *screening.Answers) { a.Parent = false })).State, massage.Booked), qt.Commentf("the parent may come yet"))
		s.Refused(euis, "massage.start", start, "massage.questions_said_no")
		s.asks("euis", "Asep", hoped(func(a *screening.Answers) { a.FedRecently = screening.Yes }))
		s.Refused(euis, "massage.start", start, "massage.questions_said_no")
		s.asks("euis", "Asep", hoped())

		s.Refused(euis, "massage.finish", massage.Finish{Booking: named("Asep")}, "massage.not_begun")
		s.Refused(euis, "massage.stop", massage.Stop{Booking: named("Asep"), Why: massage.Cried}, "massage.not_begun")
		s.Must(access.TheMachine(s.Facility), "workforce.suspend", workforce.Suspend{Worker: named("euis"), Reason: "cuti mendadak"})
		s.Refused(euis, "massage.start", start, "massage.not_on_duty")
		s.Must(access.TheMachine(s.Facility), "workforce.reinstate", workforce.Reinstate{Worker: named("euis")})
		s.Must(access.TheMachine(s.Facility), "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: named("euis"), Course: workforce.BabyMassage, Reason: "penilaian ulang"})
		s.Refused(euis, "massage.start", start, "massage.certificate_over")
		s.certified("euis", "2026-03-02", "2026-03-02")
		s.Must(euis, "massage.start", start)
		s.Refused(euis, "massage.start", start, "massage.begun_already")
		s.Refused(euis, "massage.not_home", massage.NobodyHome{Booking: named("Asep")}, "massage.begun_already")
		s.Must(euis, "massage.finish", massage.Finish{Booking: named("Asep")})
		s.Refused(euis, "massage.finish", massage.Finish{Booking: named("Asep")}, "massage.over_already")
	})
}

// Answers of one day are none of the next, and those that another cadre heard are not hers.
func TestTheQuestionsAreOfTheDay(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.bookedAt("Asep", fiveMonths, "euis", dagoVillage, stagetest.Local("2026-03-03", "10:00"))
		s.Until(stagetest.Hour("23:00"))
		s.asks("euis", "Asep", hoped())
		s.Until(stagetest.Local("2026-03-03", "10:00"))
		s.Refused(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")}, "massage.ask_first")
		s.asks("euis", "Asep", hoped())
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")})
	})
}

// Who stands in does so from day to day; whom a booking did not go to has nothing to tell.
func TestASubstituteComesOnHerDays(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.Must(s.desk(), "massage.stand_in", massage.StandIn{Substitute: named("stands in"), Cadre: named("ningsih"), For: named("euis"), Village: dagoVillage, From: stagetest.Today, To: stagetest.Today})
		s.bookedAt("Asep", fiveMonths, "ningsih", dagoVillage, stagetest.Hour("10:00"))
		s.bookedAt("Rina", fiveMonths, "ningsih", dagoVillage, stagetest.Hour("12:00"))
		s.Until(stagetest.Hour("10:00"))
		s.Refused(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")}, "not_found")
		s.asks("ningsih", "Asep", hoped())
		s.Must(s.cadre("ningsih"), "massage.start", massage.Start{Booking: named("Asep")})
		qt.Check(t, qt.Equals(s.visit("Asep").Stand, named("stands in")))
		s.Must(s.desk(), "massage.end_stand_in", massage.EndStandIn{Substitute: named("stands in")})
		s.asks("ningsih", "Rina", hoped())
		s.Refused(s.cadre("ningsih"), "massage.start", massage.Start{Booking: named("Rina")}, "massage.not_your_village")
	})
}

func TestAFeverUnderTwoMonthsIsARedRequestAtOnce(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveWeeks)
		s.Until(stagetest.Hour("09:40"))
		s.Must(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")})
		s.Until(stagetest.Hour("10:00"))
		out := s.asks("euis", "Asep", hoped(func(a *screening.Answers) { a.Fever = screening.Yes }))
		qt.Check(t, qt.Equals(out.Verdict.Result, screening.Danger))
		qt.Check(t, qt.Equals(out.Colour, need.Red))
		qt.Check(t, qt.Equals(out.Emergency, "119"))
		qt.Check(t, qt.Equals(out.State, massage.Referred))
		red := s.cases(need.VisitRequest)
		qt.Assert(t, qt.HasLen(red, 1))
		qt.Check(t, qt.DeepEquals(red[0].People, s.booking("Asep").Children))
		qt.Check(t, qt.Equals(red[0].Colour, need.Red))
		qt.Check(t, qt.HasLen(s.cases(massage.Referral), 0))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchGoing), qt.Commentf("she is with the child until help has come"))
		s.Refused(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")}, "massage.over_already")
		s.Verify()
	})
}

func TestAnIllnessAtTheDoorIsTheMidwifes(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Until(stagetest.Hour("10:00"))
		s.Must(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")})
		out := s.asks("euis", "Asep", hoped(func(a *screening.Answers) { a.Stools = screening.Yes }))
		qt.Check(t, qt.Equals(out.State, massage.Referred))
		c := s.cases(massage.Referral)
		qt.Assert(t, qt.HasLen(c, 1))
		qt.Check(t, qt.Equals(c[0].Owner, named("bidan dewi")))
		qt.Check(t, qt.Equals(out.Case, c[0].ID))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchEnded))
		qt.Check(t, qt.HasLen(s.cases(need.VisitRequest), 0))
	})
}

// A danger sign that was asked for counts, whatever the questions came to.
func TestASignThatWasAskedForIsHeard(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Until(stagetest.Hour("10:00"))
		out := s.asks("euis", "Asep", hoped(), func(b *massage.Screen) { b.Signs = []string{"C03", "X01"} })
		qt.Check(t, qt.Equals(out.State, massage.Referred))
		qt.Check(t, qt.Equals(out.Colour, need.Red))
		qt.Check(t, qt.HasLen(s.cases(need.VisitRequest), 1))
	})
}

func TestAnImmunisationAtTheDoorWaitsOutItsHours(t *testing.T) {
	yesterday := hoped(func(a *screening.Answers) { a.Immunised = inMinutes(stagetest.Hour("10:00"), -24*60) })
	thursday := stagetest.Local("2026-03-05", "10:00")
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Until(stagetest.Hour("10:00"))
		out := s.asks("euis", "Asep", yesterday, func(b *massage.Screen) { b.Cadre, b.At = named("euis"), thursday })
		qt.Check(t, qt.Equals(out.State, massage.ToMove))
		qt.Check(t, qt.IsTrue(out.Offered))
		b := s.booking("Asep")
		qt.Check(t, qt.Equals(b.OfferCadre, named("euis")))
		qt.Check(t, qt.Equals(b.Offer.From, thursday))
		s.Must(s.page("Asep"), "massage.answer", massage.Reply{Booking: named("Asep"), Yes: true})
		b = s.booking("Asep")
		qt.Check(t, qt.Equals(b.State, massage.Booked))
		qt.Check(t, qt.Equals(b.From, thursday))
		s.Until(thursday)
		qt.Check(t, qt.Equals(s.asks("euis", "Asep", yesterday).Verdict.Result, screening.Go))
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")})
		s.Verify()
	})
}

// A phone without signal tells later what was so at the door: the hour at the door counts.
func TestWhatIsToldLateIsJudgedAsOfTheDoor(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.At = stagetest.Hour("10:00")
		s.Until(stagetest.Hour("15:00"))
		immunised := hoped(func(a *screening.Answers) { a.Immunised = inMinutes(stagetest.Hour("12:00"), -72*60) })
		qt.Check(t, qt.Equals(s.asks("euis", "Asep", immunised).Verdict.Result, screening.Move))
	})
}

func TestABabyThatTurnsLimpIsARedRequest(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.begun("Asep", fiveMonths)
		var out massage.Halted
		s.told(s.cadre("euis"), "massage.stop", massage.Stop{Booking: named("Asep"), Why: massage.Limp, Note: "lemas sebentar"}, &out)
		qt.Check(t, qt.Equals(out.Colour, need.Red))
		qt.Check(t, qt.HasLen(s.cases(need.VisitRequest), 1))
		qt.Check(t, qt.Equals(s.booking("Asep").State, massage.Stopped))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchGoing))
		s.Verify()
	})
}

func TestABabyThatCriesIsLeftInPeace(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.begun("Asep", fiveMonths)
		s.Must(s.cadre("euis"), "massage.stop", massage.Stop{Booking: named("Asep"), Why: massage.Cried})
		qt.Check(t, qt.HasLen(s.cases(need.VisitRequest), 0))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchEnded))
		qt.Check(t, qt.Equals(s.visit("Asep").StopWhy, massage.Cried))
	})
}

func TestNobodyHomeEndsTheVisitAndTheWatch(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Until(stagetest.Hour("09:40"))
		s.Must(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")})
		s.Refused(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")}, "massage.on_way_already")
		s.Until(stagetest.Hour("10:10"))
		s.Must(s.cadre("euis"), "massage.not_home", massage.NobodyHome{Booking: named("Asep")})
		qt.Check(t, qt.Equals(s.booking("Asep").State, massage.NotHome))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchEnded))
	})
}

// Who is not heard of twenty minutes after the hour is looked for, once; who asked for help is
// looked after until a person says that she is well.
func TestACadreWhoIsNotHeardOfIsLookedFor(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.begun("Asep", fiveMonths) // until 10:45
		s.Until(stagetest.Hour("11:04"))
		qt.Check(t, qt.Equals(s.messages("watch_overdue"), 0))
		s.Until(stagetest.Hour("11:06"))
		qt.Check(t, qt.Equals(s.messages("watch_overdue"), 1))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchOverdue))
		s.Must(s.cadre("euis"), "dispatch.need_help", dispatch.NeedHelp{Watch: massage.WatchID(named("Asep"))})
		s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named("Asep")})
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchHelp))
		s.Until(stagetest.Hour("15:00"))
		qt.Check(t, qt.Equals(s.messages("watch_overdue"), 1))
	})
}

func TestNoVerbOfAVisitAsksMuchOfTheDatabase(t *testing.T) {
	s := visitsOpen(t, storetest.SQLite(t))
	cost := map[string]int{}
	s.J.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	s.booked("Asep", fiveMonths)
	s.bookedAt("Rina", fiveWeeks, "euis", dagoVillage, stagetest.Hour("12:00"))
	s.bookedAt("Tono", fiveMonths, "euis", dagoVillage, stagetest.Hour("14:00"))
	s.Must(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")})
	s.asks("euis", "Asep", hoped())
	s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")})
	s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named("Asep"), Note: "tenang"})
	s.Must(s.page("Asep"), "massage.rate", massage.Rate{Booking: named("Asep"), Stars: 1})
	s.asks("euis", "Rina", hoped(func(a *screening.Answers) { a.Fever = screening.Yes }))
	s.asks("euis", "Tono", hoped())
	s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Tono")})
	s.Must(s.cadre("euis"), "massage.stop", massage.Stop{Booking: named("Tono"), Why: massage.Limp})
	// One of each is who declined the home; of the ends, one more is who came along. The words that
	// nobody had sent yet, and that are not true any more, are two of the first three.
	bound := map[string]int{"massage.set_out": 30, "massage.screen": 43, "massage.start": 26, "massage.finish": 26, "massage.stop": 38, "massage.rate": 13}
	for verb, most := range bound {
		t.Logf("%-18s %d", verb, cost[verb])
		qt.Check(t, qt.IsTrue(cost[verb] > 0 && cost[verb] <= most), qt.Commentf("%s: %d statements", verb, cost[verb]))
	}
}
