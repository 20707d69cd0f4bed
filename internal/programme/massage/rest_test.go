package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/stagetest"
)

// vaccinated are the answers of a child who was immunised yesterday at ten: on Wednesday at ten the
// rest is over.
func vaccinated() screening.Answers {
	return hoped(func(a *screening.Answers) {
		a.Vaccinated, a.Immunised = screening.Yes, inMinutes(stagetest.Hour("10:00"), -24*60)
	})
}

// atTheDoor is Monday at ten before the door of Asep, whose visit is now.
func atTheDoor(t *testing.T, story func(t *testing.T, s visitDay)) {
	t.Helper()
	onVisit(t, func(t *testing.T, s visitDay) {
		s.booked("Asep", fiveMonths)
		s.Until(stagetest.Hour("09:40"))
		s.Must(s.cadre("euis"), "massage.set_out", massage.SetOut{Booking: named("Asep")})
		s.Until(stagetest.Hour("10:00"))
		story(t, s)
		s.Verify()
	})
}

func nominates(cadre string, at instant.Instant, agreed bool) func(*massage.Screen) {
	return func(b *massage.Screen) { b.Cadre, b.At, b.Agreed = named(cadre), at, agreed }
}

// The parent's yes before the door moves the visit at once, and the family has it in writing.
func TestAYesAtTheDoorMovesTheVisit(t *testing.T) {
	thursday := stagetest.Local("2026-03-05", "13:30")
	atTheDoor(t, func(t *testing.T, s visitDay) {
		out := s.asks("euis", "Asep", vaccinated(), nominates("euis", thursday, true))
		qt.Check(t, qt.Equals(out.State, massage.Booked))
		qt.Check(t, qt.IsTrue(out.Moved && !out.Offered))
		b := s.booking("Asep")
		qt.Check(t, qt.Equals(b.State, massage.Booked))
		qt.Check(t, qt.Equals(b.Cadre, named("euis")))
		qt.Check(t, qt.Equals(b.From, thursday))
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")))
		qt.Check(t, qt.Equals(s.messages("massage_moved"), 1))
		qt.Check(t, qt.Equals(s.messages("massage_free"), 0))
		qt.Check(t, qt.Equals(s.watch("Asep").State, dispatch.WatchEnded))
		s.Until(thursday)
		s.asks("euis", "Asep", vaccinated())
		s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Asep")})
	})
}

// Of the new hour the family is reminded, though everything about the old one was taken back.
func TestAMoveAtTheDoorIsRemindedOf(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		b := s.another("Asep", "euis", stagetest.Hour("10:00"))
		b.Parent.Phone = "089912345678"
		s.Must(s.desk(), "massage.book", b)
		s.Until(stagetest.Hour("10:00"))
		before := s.messages("massage_hour")
		s.asks("euis", "Asep", vaccinated(), nominates("euis", stagetest.Local("2026-03-05", "13:30"), true))
		s.Until(stagetest.Local("2026-03-05", "12:40"))
		qt.Check(t, qt.Equals(s.messages("massage_hour"), before+1))
	})
}

// Named without a yes it is an offer only, and the old slot is gone.
func TestWithoutAYesNothingMoves(t *testing.T) {
	thursday := stagetest.Local("2026-03-05", "13:30")
	atTheDoor(t, func(t *testing.T, s visitDay) {
		out := s.asks("euis", "Asep", vaccinated(), nominates("euis", thursday, false))
		qt.Check(t, qt.Equals(out.State, massage.ToMove))
		qt.Check(t, qt.IsTrue(out.Offered && !out.Moved))
		b := s.booking("Asep")
		qt.Check(t, qt.Equals(b.State, massage.ToMove))
		qt.Check(t, qt.Equals(b.Offer.From, thursday))
		qt.Check(t, qt.Equals(b.Offer.Until, stagetest.Hour("12:00")))
	})
}

// Where she names none, the first that is free after the rest is offered and kept two hours;
// the family says yes on its page, or says nothing and the desk has it.
func TestTheFirstHourAfterTheRestIsOffered(t *testing.T) {
	first := stagetest.Local("2026-03-04", "10:00")
	offered := func(t *testing.T, s visitDay) {
		t.Helper()
		out := s.asks("euis", "Asep", vaccinated())
		qt.Check(t, qt.Equals(out.State, massage.ToMove))
		qt.Check(t, qt.IsTrue(out.Offered && !out.Moved))
		b := s.booking("Asep")
		qt.Check(t, qt.Equals(b.OfferCadre, named("euis")))
		qt.Check(t, qt.Equals(b.Offer.From, first))
		qt.Check(t, qt.Equals(b.Offer.Until, stagetest.Hour("12:00")))
		qt.Check(t, qt.Equals(s.messages("massage_free"), 1))
	}
	atTheDoor(t, func(t *testing.T, s visitDay) {
		offered(t, s)
		s.Refused(s.desk(), "massage.book", s.another("Rina", "euis", first), "massage.slot_taken")
		s.Must(s.page("Asep"), "massage.answer", massage.Reply{Booking: named("Asep"), Yes: true})
		qt.Check(t, qt.Equals(s.booking("Asep").From, first))
		qt.Check(t, qt.Equals(s.booking("Asep").State, massage.Booked))
	})
	atTheDoor(t, func(t *testing.T, s visitDay) {
		offered(t, s)
		s.Until(stagetest.Hour("12:01"))
		b := s.booking("Asep")
		qt.Check(t, qt.Equals(b.State, massage.ToMove))
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")))
		s.Must(s.desk(), "massage.book", s.another("Rina", "euis", first))
	})
}

// What the parent did not want is not offered to them again; what is too early, or was taken by
// somebody else meanwhile, is not moved to, whatever was agreed.
func TestAfterTheRestTheNextIsOffered(t *testing.T) {
	first, second := stagetest.Local("2026-03-04", "10:00"), stagetest.Local("2026-03-04", "10:30")
	stories := map[string]struct {
		also  bool // another family has the first
		body  func(*massage.Screen)
		wants instant.Instant
	}{
		"said no to":    {false, func(b *massage.Screen) { b.No = []massage.Declined{{Cadre: named("euis"), From: first}} }, second},
		"too early":     {false, nominates("euis", stagetest.Local("2026-03-04", "09:30"), true), first},
		"taken":         {true, nominates("euis", first, true), stagetest.Local("2026-03-04", "11:00")},
		"not her place": {false, nominates("ningsih", stagetest.Local("2026-03-05", "13:00"), true), first},
	}
	for name, story := range stories {
		t.Run(name, func(t *testing.T) {
			atTheDoor(t, func(t *testing.T, s visitDay) {
				if story.also {
					s.bookedAt("Rina", fiveMonths, "euis", dagoVillage, first)
				}
				out := s.asks("euis", "Asep", vaccinated(), story.body)
				qt.Check(t, qt.IsTrue(out.Offered && !out.Moved))
				qt.Check(t, qt.Equals(s.booking("Asep").Offer.From, story.wants))
				qt.Check(t, qt.Equals(s.booking("Asep").State, massage.ToMove))
			})
		})
	}
}

// Without signal the health centre hears of it in the evening: the hour at the door counts for
// the rest, and the family has the morning to answer.
func TestARestThatIsHeardOfLate(t *testing.T) {
	atTheDoor(t, func(t *testing.T, s visitDay) {
		s.At = stagetest.Hour("10:00")
		s.Until(stagetest.Hour("20:00"))
		out := s.asks("euis", "Asep", hoped(func(a *screening.Answers) { a.Vaccinated = screening.Yes }))
		qt.Check(t, qt.Equals(out.Verdict.Until, stagetest.Local("2026-03-05", "10:00")))
		b := s.booking("Asep")
		qt.Check(t, qt.Equals(b.Offer.From, stagetest.Local("2026-03-06", "08:00")), qt.Commentf("nobody knows when: at the latest from now"))
		qt.Check(t, qt.Equals(b.Offer.Until, stagetest.Local("2026-03-03", "09:00")))
	})
}

// Where nobody has an hour in the week after, the desk has it and nobody is written to.
func TestARestWithoutAFreeHourIsTheDesks(t *testing.T) {
	atTheDoor(t, func(t *testing.T, s visitDay) {
		s.Must(s.desk(), "massage.set_off", massage.SetOff{Cadre: named("euis"), From: "2026-03-04", To: "2026-03-20", Why: "leave"})
		out := s.asks("euis", "Asep", vaccinated())
		qt.Check(t, qt.Equals(out.State, massage.ToMove))
		qt.Check(t, qt.IsFalse(out.Offered || out.Moved))
		qt.Check(t, qt.Equals(s.booking("Asep").Cadre, ident.ID("")))
		qt.Check(t, qt.Equals(s.messages("massage_free"), 0))
	})
}

// A fever beside the immunisation is the midwife's: nothing is moved or offered.
func TestWhatIsWorseThanAnImmunisationMovesNothing(t *testing.T) {
	thursday := stagetest.Local("2026-03-05", "13:30")
	atTheDoor(t, func(t *testing.T, s visitDay) {
		hot := vaccinated()
		hot.Fever = screening.Yes
		out := s.asks("euis", "Asep", hot, nominates("euis", thursday, true))
		qt.Check(t, qt.Equals(out.State, massage.Referred))
		qt.Check(t, qt.IsFalse(out.Offered || out.Moved))
	})
}

// another is a booking of one more family.
func (s visitDay) another(name, cadre string, at instant.Instant) massage.Book {
	return massage.Book{Booking: named(name), Parent: massage.Parent{Name: "Ibu " + name}, Children: []massage.Child{{Name: "Anak " + name, Born: fiveMonths}},
		Village: dagoVillage, Place: dispatch.Place{Label: "Gang Rahayu 9", Lat: -6.881, Lon: 107.621, Village: dagoVillage}, Cadre: named(cadre), At: at, Answers: hoped()}
}

func TestARestAsksLittleOfTheDatabase(t *testing.T) {
	s := visitsOpen(t, storetest.SQLite(t))
	cost := 0
	s.J.Tally = func(verb string, n int) {
		if verb == "massage.screen" {
			cost = max(cost, n)
		}
	}
	s.booked("Asep", fiveMonths)
	s.Until(stagetest.Hour("10:00"))
	s.asks("euis", "Asep", vaccinated())
	t.Logf("%d statements", cost)
	qt.Check(t, qt.IsTrue(cost > 0 && cost <= 58))
}
