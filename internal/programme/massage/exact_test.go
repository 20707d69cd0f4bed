package massage_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/stagetest"
)

// What is told here lies at the very edge of a rule: the eighth visit and the ninth, the minute
// before an hour and the hour itself.

// agree has two people agree on figures of a section.
func (k kasaba) agree(section string, figures any) {
	k.T.Helper()
	doc, err := policy.NewDocument(figures)
	qt.Assert(k.T, qt.IsNil(err))
	k.Colleague("admin", access.Admin).ByTwo(fmt.Sprint(figures), "admin", "head", "policy.change", policy.Change{Section: section, Document: doc})
}

// theirs is another visit of a family that has one.
func (k kasaba) theirs(name, of, day, hour string) massage.Book {
	k.T.Helper()
	had, b := k.booking(of), k.ask(name, day, hour)
	b.Parent, b.Children = massage.Parent{Person: had.Parent}, []massage.Child{{Person: had.Children[0]}}
	return b
}

// TestTheMostOfAFamily: eight ahead of it, a course counted visit by visit and the waiting list
// too; what is over makes room.
func TestTheMostOfAFamily(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		course := k.ask("course", "2026-03-03", "10:00")
		course.Weeks = 5
		k.As("officer").Send("course", "massage.book", course).
			Send("six", "massage.book", k.theirs("six", "course", "2026-03-04", "09:00"))
		rest := k.theirs("rest", "course", "2026-03-05", "09:00")
		rest.Weeks = 3
		k.Refused("three more", "massage.book", rest, "massage.too_many_open")
		rest.Weeks = 2
		k.Send("two more", "massage.book", rest)
		nine := k.theirs("nine", "course", "2026-03-06", "09:00")
		k.Refused("nine", "massage.book", nine, "massage.too_many_open")
		waits := nine
		waits.Cadre, waits.At, waits.Wish = "", 0, massage.Wanting{Until: "2026-03-14"}
		k.Refused("nor waits", "massage.book", waits, "massage.too_many_open")
		k.Send("one less", "massage.cancel", massage.Cancel{Booking: id("six"), Why: "parent"}).
			Send("again eight", "massage.book", nine).
			Send("another family", "massage.book", k.ask("Rina", "2026-03-06", "11:30"))
	})
}

// TestTheLongestCourse is the policy's, and no longer than bookings reach: what is asked for and
// what is refused are the same figure.
func TestTheLongestCourse(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		longest := func(want int64) {
			t.Helper()
			k.Query(func(q journal.Query) error {
				r, err := massage.Room{}.RotaOf(q, "2026-03-02", "2026-03-02", nil)
				qt.Check(t, qt.Equals(r.MostWeeks, want))
				return err
			})
		}
		longest(5) // 35 days ahead
		k.agree("massage", map[string]int{"ahead_days": 34})
		longest(4)
		k.agree("massage", map[string]int{"most_weeks": 4})
		longest(4)
		b := k.ask("Sari", "2026-03-03", "10:00")
		b.Weeks = 5
		k.As("officer").Refused("five", "massage.book", b, "massage.course_too_long")
		b.Weeks = 4
		k.Send("four", "massage.book", b)
	})
}

// TestARequestLapsesAtItsHour and not a minute before, whoever says it when.
func TestARequestLapsesAtItsHour(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.outside("asks", "massage.book", id("Sari"), k.ask("Sari", "2026-03-03", "11:00"))
		qt.Assert(t, qt.Equals(k.state("Sari", massage.Asked).HoldUntil, k.on("2026-03-02", "09:00")))
		k.Clock.Set(k.on("2026-03-02", "08:59"))
		k.As("machine").Send("too early", "massage.lapse", massage.Lapse{Booking: id("Sari")})
		k.state("Sari", massage.Asked)
		k.As("officer").Refused("held", "massage.book", k.ask("Rina", "2026-03-03", "11:00"), "massage.slot_taken")
		k.Clock.Set(k.on("2026-03-02", "09:00"))
		k.As("machine").Send("in time", "massage.lapse", massage.Lapse{Booking: id("Sari")})
		k.state("Sari", massage.Lapsed)
		k.As("officer").Send("free", "massage.book", k.ask("Tuti", "2026-03-03", "11:00"))
		k.RebuildEquals()
	})
}

// TestAnOfferEndsAtItsHour and not a minute before.
func TestAnOfferEndsAtItsHour(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-03", "11:30")).
			Send("offer", "massage.move", massage.Move{Booking: id("Sari"), Cadre: id("Teh Lilis"), At: k.on("2026-03-04", "11:30"), Why: massage.Coordinated})
		until := k.booking("Sari").Offer.Until
		qt.Assert(t, qt.Equals(until, k.on("2026-03-02", "09:00")))
		k.Clock.Set(k.on("2026-03-02", "08:59"))
		k.As("machine").Send("too early", "massage.give_up", massage.GiveUp{Booking: id("Sari"), Until: until})
		qt.Check(t, qt.Equals(k.booking("Sari").OfferCadre, id("Teh Lilis")))
		k.Clock.Set(until)
		k.As("machine").Send("in time", "massage.give_up", massage.GiveUp{Booking: id("Sari"), Until: until})
		qt.Check(t, qt.Equals(k.state("Sari", massage.Booked).OfferCadre, ident.ID("")))
	})
}

// TestATroubleToldAgain is one trouble, which began at the earlier hour and ends at the later,
// with visits in it or without.
func TestATroubleToldAgain(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		rain := func(name, from, until string) massage.Disruption {
			t.Helper()
			b := massage.Disrupt{Day: "2026-03-02", Why: massage.Rain}
			if from != "" {
				b.From = k.on("2026-03-02", from)
			}
			if until != "" {
				b.Until = k.on("2026-03-02", until)
			}
			k.As("officer").Send(name, "massage.disrupt", b)
			var d massage.Disruption
			k.Query(func(q journal.Query) (err error) {
				d, _, err = massage.Disruptions.Get(q.Tx, q.Facility, result[massage.Disrupted](k).Disruption)
				return err
			})
			return d
		}
		k.As("officer").Send("morning", "massage.book", k.ask("morning", "2026-03-02", "11:30")).
			Send("afternoon", "massage.book", k.ask("afternoon", "2026-03-02", "13:00"))
		was := rain("from one", "13:00", "14:00")
		qt.Assert(t, qt.DeepEquals(was.Offered, []ident.ID{id("afternoon")}))
		qt.Check(t, qt.Equals(k.booking("morning").OfferCadre, ident.ID("")))

		for _, told := range []struct{ name, from, until, begins, ends string }{
			{"from eleven", "11:00", "14:00", "11:00", "14:00"}, // with a visit in it
			{"from nine", "09:30", "13:00", "09:30", "14:00"},   // with none: nobody goes out all the same
			{"until late", "12:00", "14:30", "09:30", "14:30"},  // nor later
			{"nothing new", "10:00", "14:00", "09:30", "14:30"}, // what lies within it changes nothing
			{"the rest of it", "10:00", "", "09:30", "24:00"},   // until midnight
			{"and all again", "", "", "07:05", "24:00"},         // since now
		} {
			k.Clock.Set(k.on("2026-03-02", "07:05"))
			k.Forget()
			d := rain(told.name, told.from, told.until)
			qt.Check(t, qt.Equals(len(k.Happened()) > 0, told.name != "nothing new"), qt.Commentf("%s", told.name))
			ends := k.on("2026-03-03", "00:00")
			if told.ends != "24:00" {
				ends = k.on("2026-03-02", told.ends)
			}
			qt.Check(t, qt.DeepEquals([]any{d.ID, d.From, d.Until, d.SaidAt}, []any{was.ID, k.on("2026-03-02", told.begins), ends, was.SaidAt}), qt.Commentf("%s", told.name))
			if told.begins == "09:30" {
				k.As("officer").Refused("in "+told.name, "massage.book", k.ask("new", "2026-03-02", "10:00"), "massage.not_in_hours")
			}
		}
		qt.Check(t, qt.IsTrue(k.heard("massage_disrupted") > 2), qt.Commentf("what was offered lay within it then, and was offered anew"))
		k.Send("dry", "massage.undisrupt", massage.Undisrupt{Disruption: was.ID})
		qt.Check(t, qt.Equals(result[massage.Restored](k).Stay, 2), qt.Commentf("each once"))
		qt.Check(t, qt.Equals(k.heard("massage_stays"), 2))
		k.RebuildEquals()
	})
}

// TestAHolidayWithinATrouble: nothing is offered on it, by rain as by illness.
func TestAHolidayWithinATrouble(t *testing.T) {
	for name, trouble := range map[string]massage.Disrupt{"rain": {Day: "2026-03-02", Why: massage.Rain}, "ill": {Cadre: id("Teh Lilis"), Day: "2026-03-02", Why: massage.Ill}} {
		t.Run(name, func(t *testing.T) {
			both(t, func(t *testing.T, k kasaba) {
				k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "11:30"))
				for _, day := range []string{"2026-03-03", "2026-03-04"} {
					k.Send("holiday "+day, "schedule.set_holiday", holiday.SetHoliday{Day: day, Kind: holiday.Own, Name: "Hari jadi"})
				}
				k.Send("trouble", "massage.disrupt", trouble)
				qt.Check(t, qt.Equals(k.booking("Sari").Offer.From, k.on("2026-03-05", "11:30")))
			})
		})
	}
}

// TestTheirOwnWordWithinTheNotice: a family moves its visit to two hours from now and no sooner;
// what the staff offered it may take at any hour, and the cadre knows how soon she can come.
func TestTheirOwnWordWithinTheNotice(t *testing.T) {
	onVisit(t, func(t *testing.T, s visitDay) {
		s.bookedAt("Asep", fiveMonths, "euis", dagoVillage, stagetest.Hour("14:00"))
		to := func(hour string, agreed bool) massage.Move {
			return massage.Move{Booking: named("Asep"), Cadre: named("euis"), At: stagetest.Hour(hour), Why: massage.Wished, Agreed: agreed}
		}
		s.Until(stagetest.Hour("08:01"))
		s.Refused(s.page("Asep"), "massage.move", to("10:00", false), "massage.too_soon")
		s.Must(s.page("Asep"), "massage.move", to("10:01", false))
		qt.Check(t, qt.Equals(s.booking("Asep").From, stagetest.Hour("10:01")))

		s.Must(s.cadre("euis"), "massage.move", to("09:00", false))
		qt.Check(t, qt.Equals(s.booking("Asep").Offer.From, stagetest.Hour("09:00")), qt.Commentf("an offer of hers"))
		s.Until(stagetest.Hour("08:20"))
		s.Must(s.page("Asep"), "massage.answer", massage.Reply{Booking: named("Asep"), Yes: true})
		qt.Check(t, qt.Equals(s.booking("Asep").From, stagetest.Hour("09:00")))
		s.Must(s.cadre("euis"), "massage.move", to("08:30", true))
		qt.Check(t, qt.Equals(s.booking("Asep").From, stagetest.Hour("08:30")), qt.Commentf("to which the parent said yes"))
		s.Verify()
	})
}

// quiet has two people agree on the hours of the night.
func (s visitDay) quiet(hours map[string]string) {
	s.T.Helper()
	doc, err := policy.NewDocument(hours)
	qt.Assert(s.T, qt.IsNil(err))
	out, err := s.Say(stagetest.Desk(s.Facility, named("andi"), access.Admin), "policy.change", policy.Change{Section: massage.RemindPolicy.Name(), Document: doc})
	qt.Assert(s.T, qt.IsNil(err))
	s.Must(stagetest.Desk(s.Facility, named("ratih"), access.Head), "approval.approve", journal.Approve{Command: out.ID})
}

// TestTheNightEndsAtItsMinute: what is due then is said.
func TestTheNightEndsAtItsMinute(t *testing.T) {
	for until, said := range map[string]int{"09:00": 1, "09:01": 0} {
		onVisit(t, func(t *testing.T, s visitDay) {
			s.quiet(map[string]string{"quiet_to": until, "rate_hour": "10:00"})
			s.called("Sari", wednesday, "10:00", 0)
			s.through(stagetest.Local(wednesday, "09:30"))
			s.hear("Sari", "hour", said, said)
		})
	}
}

// TestTheNightBeginsAtItsMinute: the question for stars, due at six in the evening, waits for the
// morning where the night begins at six, and does not where it begins a minute later.
func TestTheNightBeginsAtItsMinute(t *testing.T) {
	for from, asked := range map[string]instant.Instant{"18:00": stagetest.Local(tuesday, "09:00"), "18:01": stagetest.Hour("18:00")} {
		onVisit(t, func(t *testing.T, s visitDay) {
			s.quiet(map[string]string{"quiet_from": from, "evening": "17:00"})
			s.called("Sari", "2026-03-02", "14:30", 0)
			s.through(stagetest.Hour("14:30"))
			s.asks("euis", "Sari", hoped())
			s.Must(s.cadre("euis"), "massage.start", massage.Start{Booking: named("Sari")})
			s.through(stagetest.Hour("16:00"))
			s.Must(s.cadre("euis"), "massage.finish", massage.Finish{Booking: named("Sari")})
			s.through(asked.Add(-60e9))
			s.hear("Sari", "rate", 0, 0)
			s.Until(asked)
			s.hear("Sari", "rate", 1, 1)
		})
	}
}

// TestAnEveningInTheNightIsNone: a policy whose hours of writing lie in its night is refused, at
// its first minute too.
func TestAnEveningInTheNightIsNone(t *testing.T) {
	set := massage.RemindSettings{Evening: "18:00", BeforeMinutes: 60, RateMinutes: 120, RateHour: "09:00", QuietFrom: "20:30", QuietTo: "06:00"}
	for _, x := range []struct {
		from, to, field string
	}{{"18:01", "09:00", ""}, {"18:00", "06:00", "evening"}, {"20:30", "09:01", "rate_hour"}, {"09:00", "09:00", "quiet_to"}} {
		set.QuietFrom, set.QuietTo = x.from, x.to
		bad := set.Check()
		qt.Check(t, qt.Equals(bad == nil, x.field == ""), qt.Commentf("%s to %s", x.from, x.to))
		if bad != nil {
			qt.Check(t, qt.Equals(bad.Field, x.field))
		}
	}
}

// TestWhoWaitsIsNotAskedAtNight: told at seven in the evening, an offer is kept until nine in the
// morning; a minute before, until nine in the evening.
func TestWhoWaitsIsNotAskedAtNight(t *testing.T) {
	for at, until := range map[string]string{"18:59": "2026-03-02 20:59", "19:00": "2026-03-03 09:00"} {
		both(t, func(t *testing.T, k kasaba) {
			k.As("officer").Send("one hour", "massage.set_hours", massage.SetHours{Cadre: id("Teh Lilis"), OwnBike: true, Hours: []massage.Hours{{Weekday: 3, From: "09:00", To: "10:00"}}}).
				Send("taken", "massage.book", k.ask("Rina", "2026-03-04", "09:00"))
			b := k.ask("Sari", "2026-03-03", "09:00")
			b.Cadre, b.At, b.Wish = "", 0, massage.Wanting{Until: "2026-03-05"}
			k.Send("waits", "massage.book", b)
			k.At(at).As("officer").Send("free", "massage.cancel", massage.Cancel{Booking: id("Rina"), Why: "parent"})
			qt.Check(t, qt.Equals(k.state("Sari", massage.Waiting).Offer.Until, k.on(until[:10], until[11:])), qt.Commentf("%s", at))
		})
	}
}
