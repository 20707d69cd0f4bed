package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/programme/massage"
)

// TestWhatIsOfferedCanBeAnswered: an offer is kept two hours, by night until two hours after the
// day has begun, and lies two hours after that at the earliest.
func TestWhatIsOfferedCanBeAnswered(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		for _, x := range []struct{ name, day, hour, until, first string }{
			{"by day", "2026-03-02", "07:00", "2026-03-02 09:00", "2026-03-02 11:00"},
			{"in the evening", "2026-03-02", "19:00", "2026-03-03 09:00", "2026-03-03 11:00"},
			{"before the day", "2026-03-05", "05:00", "2026-03-05 09:00", "2026-03-05 11:00"},
		} {
			k.Clock.Set(k.on(x.day, x.hour))
			k.Settle()
			k.As("officer").Send(x.name, "massage.book", k.waits(x.name, "2026-12-01"))
			b := k.state(x.name, massage.Waiting)
			qt.Check(t, qt.Equals(b.Offer.Until, k.on(x.until[:10], x.until[11:])), qt.Commentf(x.name))
			qt.Check(t, qt.Equals(b.Offer.From, k.on(x.first[:10], x.first[11:])), qt.Commentf(x.name))
			qt.Check(t, qt.Equals(b.Wish.Until, calendar.Move(x.day, 92)), qt.Commentf("nobody waits longer"))
			k.Send(x.name+" no more", "massage.cancel", massage.Cancel{Booking: b.ID, Why: "parent"})
		}
	})
}

// TestAWishIsKeptAtItsEdges: noon is afternoon, the last day of a wish is one of its days, and after an immunisation
// nothing is offered before its rest is over.
func TestAWishIsKeptAtItsEdges(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("noon", "massage.set_hours", massage.SetHours{Cadre: id("Teh Lilis"), OwnBike: true, Hours: []massage.Hours{{Weekday: 4, From: "12:00", To: "13:00"}}})
		b := k.waits("morning", "2026-03-12")
		b.Wish.Part = massage.Morning
		k.Send("morning", "massage.book", b)
		qt.Check(t, qt.Equals(k.booking("morning").OfferCadre, ident.ID("")), qt.Commentf("noon is no morning"))
		b = k.waits("injected", "2026-03-12")
		b.Answers.Vaccinated, b.Answers.Immunised = "yes", k.on("2026-03-02", "13:00")
		k.Clock.Set(k.on("2026-03-02", "13:30"))
		k.As("officer").Send("injected", "massage.book", b)
		qt.Check(t, qt.Equals(k.booking("injected").Offer.From, k.on("2026-03-12", "12:00")), qt.Commentf("72 hours end on Thursday at 13.00"))
		k.Send("last day", "massage.book", k.waits("last day", "2026-03-04"))
		k.Clock.Set(k.on("2026-03-04", "23:00"))
		k.Settle()
		k.state("last day", massage.Waiting)
		k.Clock.Set(k.on("2026-03-05", "07:00"))
		k.Settle()
		k.state("last day", massage.Lapsed)
	})
}

// TestWhatTheCodeAndTheOfferDoNot: three codes and none holds the slot longer; who has not
// confirmed is not moved; and a family's own word moves nothing to the hour to come.
func TestWhatTheCodeAndTheOfferDoNot(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		qt.Assert(t, qt.Equals(k.outside("asks", "massage.book", id("Sari"), k.ask("Sari", "2026-03-03", "10:00")).Code, ""))
		until := k.state("Sari", massage.Asked).HoldUntil
		k.At("08:00").As("officer").Refused("not theirs yet", "massage.move", massage.Move{Booking: id("Sari"), Cadre: id("Teh Lilis"), At: k.on("2026-03-03", "12:00"), Why: massage.Coordinated}, "massage.over_already")
		for _, name := range []string{"second", "third"} {
			qt.Check(t, qt.Equals(k.outside(name, "massage.new_code", id("Sari"), massage.NewCode{Booking: id("Sari")}).Code, ""))
		}
		qt.Check(t, qt.Equals(k.outside("fourth", "massage.new_code", id("Sari"), massage.NewCode{Booking: id("Sari")}).Code, "massage.too_many_codes"))
		qt.Check(t, qt.Equals(k.booking("Sari").HoldUntil, until))
	})
}
