package massage_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// TestSomebodyBooksOnThePage: a mother who has no account asks for Tuesday at 09.30, has a
// code sent to her telephone, mistypes it once, and has her visit.
func TestSomebodyBooksOnThePage(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		out := k.outside("ask", "massage.book", id("Sari"), k.ask("Sari", "2026-03-03", "09:30"))
		qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
		b := k.state("Sari", massage.Asked)
		qt.Check(t, qt.Equals(b.HoldUntil, k.on("2026-03-02", "09:00")))
		qt.Check(t, qt.Equals(b.To, k.on("2026-03-03", "10:15")), qt.Commentf("45 minutes"))

		qt.Check(t, qt.Equals(k.outside("wrong", "massage.confirm", id("Sari"), massage.Confirm{Booking: id("Sari"), Code: "000"}).Code, "massage.wrong_code"))
		qt.Check(t, qt.Equals(k.booking("Sari").Misses, 1))
		k.outside("right", "massage.confirm", id("Sari"), massage.Confirm{Booking: id("Sari"), Code: k.code("Sari")})
		k.state("Sari", massage.Booked)
		k.At("10:00")
		k.state("Sari", massage.Booked)

		kinds := map[string]int{}
		for _, m := range k.Messages() {
			kinds[m.Kind]++
		}
		qt.Check(t, qt.Equals(kinds["massage_code"], 1))
		qt.Check(t, qt.Equals(kinds["massage_booked"], 1))
		qt.Check(t, qt.HasLen(k.OnPhones("w:"+string(id("Teh Lilis")), "massage_booking"), 1))
		qt.Check(t, qt.HasLen(k.OnPhones("w:"+string(id("Teh Euis")), "massage_booking"), 0))
		k.RebuildEquals()
	})
}

// TestASlotThatIsNotConfirmedIsGivenUp: after two hours it is anybody's.
func TestASlotThatIsNotConfirmedIsGivenUp(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.outside("ask", "massage.book", id("Sari"), k.ask("Sari", "2026-03-03", "09:30"))
		k.As("officer").Refused("taken", "massage.book", k.ask("Rina", "2026-03-03", "09:30"), "massage.slot_taken")
		for i := range 5 {
			k.outside("wrong "+string(rune('0'+i)), "massage.confirm", id("Sari"), massage.Confirm{Booking: id("Sari"), Code: "000"})
		}
		qt.Check(t, qt.Equals(k.outside("locked", "massage.confirm", id("Sari"), massage.Confirm{Booking: id("Sari"), Code: k.code("Sari")}).Code, "massage.code_locked"))
		old := k.code("Sari")
		k.outside("another", "massage.new_code", id("Sari"), massage.NewCode{Booking: id("Sari")})
		qt.Check(t, qt.Not(qt.Equals(k.code("Sari"), old)))
		k.At("08:59")
		k.state("Sari", massage.Asked)
		k.At("09:00")
		k.state("Sari", massage.Lapsed)
		qt.Check(t, qt.Equals(k.outside("late", "massage.confirm", id("Sari"), massage.Confirm{Booking: id("Sari"), Code: k.code("Sari")}).Code, "massage.lapsed"))
		k.As("officer").Send("hers now", "massage.book", k.ask("Rina", "2026-03-03", "09:30"))
		k.RebuildEquals()
	})
}

// TestWhatIsNoMassageBecomesAMidwifesCase: a fever, and a fall, are never a visit of a cadre.
func TestWhatIsNoMassageBecomesAMidwifesCase(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		hot := k.ask("Sari", "2026-03-03", "09:30")
		hot.Answers.Fever = screening.Yes
		fell := k.ask("Rina", "2026-03-03", "09:30")
		fell.Answers.Reason = screening.Fall
		k.As("officer").Send("fever", "massage.book", hot)
		k.outside("fall", "massage.book", id("Rina"), fell)
		k.state("Sari", massage.Referred)
		k.state("Rina", massage.Referred)
		all := k.Cases(massage.Referral)
		qt.Assert(t, qt.HasLen(all, 2))
		qt.Check(t, qt.Equals(all[0].Owner, id("Bidan Ani")), qt.Commentf("the midwife of the village has it"))
		qt.Check(t, qt.HasLen(k.free("Teh Lilis", "2026-03-03"), 13), qt.Commentf("no slot is taken"))
		silent := k.ask("Tuti", "2026-03-03", "09:30")
		silent.Answers.Jaundice = screening.Unasked
		k.As("officer").Refused("a question is open", "massage.book", silent, "massage.questions_missing")
		k.RebuildEquals()
	})
}

// TestAFeverOfANewbornIsHelpAtOnce: under two months it is a danger sign: a red request, no
// booking and no midwife's list.
func TestAFeverOfANewbornIsHelpAtOnce(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		b := k.ask("Sari", "2026-03-03", "09:30")
		b.Children[0].Born, b.Answers.Fever = "2026-02-10", screening.Yes
		out := k.outside("ask", "massage.book", id("Sari"), b)
		var made massage.Made
		qt.Assert(t, qt.IsNil(json.Unmarshal(out.Result, &made)))
		qt.Check(t, qt.Equals(made.Colour, "red"))
		qt.Check(t, qt.Equals(made.Emergency, "119"))
		k.state("Sari", massage.Referred)
		c := k.Case("visit_request")
		qt.Check(t, qt.DeepEquals(c.People, k.booking("Sari").Children))
		qt.Check(t, qt.HasLen(k.Cases(massage.Referral), 0))
		k.RebuildEquals()
	})
}

// TestAFeverOfTodayIsJudgedByTodaysAge: a child of 55 days has a fever now; that the visit is
// asked for in ten days, when it is older than two months, makes it no less of a danger.
func TestAFeverOfTodayIsJudgedByTodaysAge(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		b := k.ask("Sari", "2026-03-12", "09:30")
		b.Children[0].Born, b.Answers.Fever = "2026-01-06", screening.Yes
		out := k.outside("ask", "massage.book", id("Sari"), b)
		var made massage.Made
		qt.Assert(t, qt.IsNil(json.Unmarshal(out.Result, &made)))
		qt.Check(t, qt.Equals(made.Colour, "red"))
	})
}

// TestAnOfferTakesOneOfTheDaysPlaces: five visits are a full day; one of them with another
// hour of the same cadre offered is one visit and one offer, each counted once.
func TestAnOfferTakesOneOfTheDaysPlaces(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer")
		for i, hour := range []string{"08:00", "10:30", "13:00"} {
			k.Send(hour, "massage.book", k.ask(hour, "2026-03-03", hour))
			if i == 0 {
				k.Send("offer", "massage.move", massage.Move{Booking: id(hour), Cadre: id("Teh Lilis"), At: k.on("2026-03-03", "09:15"), Why: massage.Coordinated})
			}
		}
		k.Send("the fifth place", "massage.book", k.ask("fifth", "2026-03-03", "11:45")).
			Refused("the sixth", "massage.book", k.ask("sixth", "2026-03-03", "14:00"), "massage.day_full")
	})
}

// TestOnlyAShownTextIsAgreedTo: a hidden field is anybody's to write, and events keep no words.
func TestOnlyAShownTextIsAgreedTo(t *testing.T) {
	k := opened(world.New(t, "", "2026-03-02 07:00"))
	b := k.ask("Sari", "2026-03-03", "09:30")
	b.Consent = "0812-3456-7890"
	qt.Check(t, qt.Equals(k.outside("ask", "massage.book", id("Sari"), b).Code, "registry.unknown_text"))
	b.Consent = "child_data/1"
	qt.Check(t, qt.Equals(k.outside("ask again", "massage.book", id("Sari"), b).Code, ""))
	k.state("Sari", massage.Asked)
}

// TestAnImmunisationMovesTheFirstDay: nobody is massaged within 72 hours of it.
func TestAnImmunisationMovesTheFirstDay(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		b := k.ask("Sari", "2026-03-03", "09:30")
		b.Answers.Vaccinated, b.Answers.Immunised = screening.Yes, k.on("2026-03-01", "10:00")
		k.As("officer").Refused("too soon", "massage.book", b, "massage.too_soon_after")
		b.At = k.on("2026-03-04", "10:00")
		k.Send("three days later", "massage.book", b)
		k.state("Sari", massage.Booked)
	})
}

// TestACourseOfFour: four Tuesdays, all or none; the rest of it can be cancelled at once.
func TestACourseOfFour(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("another's", "massage.book", k.ask("Rina", "2026-03-17", "11:00"))
		b := k.ask("Sari", "2026-03-03", "11:00")
		b.Weeks = 4
		k.Refused("the third is taken", "massage.book", b, "massage.slot_taken")
		b.At = k.on("2026-03-03", "09:00")
		k.Send("four", "massage.book", b)
		first := k.state("Sari", massage.Booked)
		var days []string
		k.Query(func(q journal.Query) error {
			all, err := massage.Bookings.Where(q.Tx, "facility_id = $1 AND course = $2 ORDER BY nth", q.Facility, first.Course)
			for _, one := range all {
				days = append(days, one.Day)
			}
			return err
		})
		qt.Check(t, qt.DeepEquals(days, []string{"2026-03-03", "2026-03-10", "2026-03-17", "2026-03-24"}))
		k.Send("no more", "massage.cancel", massage.Cancel{Booking: id("Sari"), Why: "parent", Rest: true})
		qt.Check(t, qt.HasLen(k.free("Teh Lilis", "2026-03-10"), 13))
		k.RebuildEquals()
	})
}

// TestWhoIsKnownIsNotWrittenDownTwice: the same telephone and the same child are the same
// people; twins of one home are one visit of two slots.
func TestWhoIsKnownIsNotWrittenDownTwice(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		first := k.ask("Sari", "2026-03-03", "09:00")
		first.Children = append(first.Children, massage.Child{Name: "Aksa", Born: "2025-10-01"})
		k.As("officer").Send("first", "massage.book", first)
		again := first
		again.Booking, again.At, again.Children = id("again"), k.on("2026-03-05", "09:00"), []massage.Child{{Name: "aksa ", Born: "2025-10-01"}}
		k.Send("again", "massage.book", again)
		a, b := k.booking("Sari"), k.booking("again")
		qt.Check(t, qt.Equals(a.Parent, b.Parent))
		qt.Check(t, qt.DeepEquals(b.Children, a.Children[1:]))
		qt.Check(t, qt.Equals(a.To, k.on("2026-03-03", "10:30")))
		known := again
		known.Booking, known.At = id("by record"), k.on("2026-03-06", "09:00")
		known.Parent, known.Children = massage.Parent{Person: a.Parent}, []massage.Child{{Person: a.Children[0]}}
		k.Send("by record", "massage.book", known)
		qt.Check(t, qt.DeepEquals(k.booking("by record").Children, a.Children[:1]))
	})
}

// TestOnlyWhoMayCome: certificate, village, hours, days off, holidays.
func TestOnlyWhoMayCome(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		other := k.ask("Sari", "2026-03-03", "09:00")
		other.Cadre = id("Teh Euis")
		k.As("officer").Refused("not hers", "massage.book", other, "massage.not_her_village")
		k.Send("stands in", "massage.stand_in", massage.StandIn{Substitute: id("in"), Cadre: id("Teh Euis"), For: id("Teh Lilis"), Village: world.Village, From: "2026-03-03", To: "2026-03-03"}).
			Send("now she may", "massage.book", other)
		late := k.ask("Rina", "2026-03-03", "14:30")
		k.Refused("after her hours", "massage.book", late, "massage.not_in_hours")
		k.Send("ill", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-04", To: "2026-03-05", Why: "ill"}).
			Refused("day off", "massage.book", k.ask("Rina", "2026-03-04", "09:00"), "massage.not_in_hours").
			Send("well again", "massage.drop_off", massage.DropOff{Cadre: id("Teh Lilis"), From: "2026-03-04", To: "2026-03-05"}).
			Send("so she may", "massage.book", k.ask("Rina", "2026-03-04", "09:00"))
		k.As("head").Send("withdrawn", "workforce.withdraw_certificate", map[string]any{"worker": id("Teh Lilis"), "course": "baby_massage", "reason": "a"}).
			As("officer").Refused("not certified", "massage.book", k.ask("Tuti", "2026-03-04", "12:00"), "massage.not_certified")
		k.RebuildEquals()
	})
}

// TestASlotMovesOnlyWithTheParentsYes: what the desk wishes is an offer; the old slot stays.
func TestASlotMovesOnlyWithTheParentsYes(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-03", "09:00"))
		move := massage.Move{Booking: id("Sari"), Cadre: id("Teh Lilis"), At: k.on("2026-03-04", "09:00"), Why: massage.Coordinated}
		k.Send("offer", "massage.move", move)
		b := k.state("Sari", massage.Booked)
		qt.Check(t, qt.Equals(b.Day, "2026-03-03"))
		k.Refused("both are hers", "massage.book", k.ask("Rina", "2026-03-03", "09:00"), "massage.slot_taken").
			Refused("both of them", "massage.book", k.ask("Rina", "2026-03-04", "09:00"), "massage.slot_taken")
		k.At("09:00")
		qt.Check(t, qt.Equals(k.booking("Sari").OfferCadre, ident.ID("")), qt.Commentf("nobody answered"))
		qt.Check(t, qt.Equals(k.booking("Sari").Day, "2026-03-03"))
		k.As("officer").Send("offer again", "massage.move", move).
			Send("yes", "massage.answer", massage.Reply{Booking: id("Sari"), Yes: true})
		qt.Check(t, qt.Equals(k.booking("Sari").Day, "2026-03-04"))

		move.Why, move.At = massage.Immunised, k.on("2026-03-06", "09:00")
		k.Send("immunised", "massage.move", move)
		k.At("11:30")
		k.state("Sari", massage.ToMove)
		k.As("officer").Send("another day", "massage.move", massage.Move{Booking: id("Sari"), Cadre: id("Teh Lilis"), At: k.on("2026-03-07", "09:00"), Why: massage.Wished, Agreed: true})
		qt.Check(t, qt.Equals(k.state("Sari", massage.Booked).Day, "2026-03-07"))
		k.RebuildEquals()
	})
}
