package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/programme/massage"
)

// waits is a family that asks to wait, on the page of anybody.
func (k kasaba) waits(name, until string) massage.Book {
	b := k.ask(name, "2026-03-03", "09:00")
	b.Cadre, b.At, b.Wish = "", 0, massage.Wanting{Until: until}
	return b
}

// full takes all that Lilis has: she has one free hour on Tuesday, and it is taken.
func (k kasaba) full() {
	k.As("officer").Send("one hour", "massage.set_hours", massage.SetHours{Cadre: id("Teh Lilis"), OwnBike: true, Hours: []massage.Hours{{Weekday: 2, From: "09:00", To: "10:00"}}}).
		Send("taken", "massage.book", k.ask("Rina", "2026-03-03", "09:00")).
		Send("taken too", "massage.book", k.ask("Tuti", "2026-03-10", "09:00"))
}

// TestWhoWaitsIsOfferedWhatBecomesFree: first come, first served; a yes books it and writes the
// family down; a no keeps the place; the next one has the hour then.
func TestWhoWaitsIsOfferedWhatBecomesFree(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.full()
		for _, name := range []string{"first", "second"} {
			out := k.outside(name, "massage.book", id(name), k.waits(name, "2026-03-14"))
			qt.Assert(t, qt.Equals(out.Code, ""))
			k.Clock.Set(k.Clock.Now().Add(60e9))
		}
		qt.Check(t, qt.Equals(k.state("first", massage.Waiting).OfferCadre, ident.ID("")))
		k.As("officer").Send("free", "massage.cancel", massage.Cancel{Booking: id("Rina"), Why: "parent"})
		one := k.state("first", massage.Waiting)
		qt.Assert(t, qt.Equals(one.OfferCadre, id("Teh Lilis")))
		qt.Check(t, qt.Equals(one.Offer.From, k.on("2026-03-03", "09:00")))
		qt.Check(t, qt.Equals(k.booking("second").OfferCadre, ident.ID("")), qt.Commentf("nobody has what is held for another"))
		k.As("officer").Refused("held", "massage.book", k.ask("Nina", "2026-03-03", "09:00"), "massage.slot_taken")
		k.As("officer").Send("no", "massage.answer", massage.Reply{Booking: id("first")})
		qt.Check(t, qt.Equals(k.booking("second").OfferCadre, id("Teh Lilis")), qt.Commentf("the next one"))
		qt.Check(t, qt.Equals(k.state("first", massage.Waiting).OfferCadre, ident.ID("")), qt.Commentf("not the same again"))
		k.As("officer").Send("yes", "massage.answer", massage.Reply{Booking: id("second"), Yes: true})
		two := k.state("second", massage.Booked)
		qt.Check(t, qt.HasLen(two.Children, 1))
		qt.Check(t, qt.IsTrue(two.Wish.IsZero() && two.Family.IsZero()))
		kinds := map[string]int{}
		for _, m := range k.Messages() {
			kinds[m.Kind]++
		}
		qt.Check(t, qt.Equals(kinds["massage_waiting"], 2))
		qt.Check(t, qt.Equals(kinds["massage_free"], 2))
		k.RebuildEquals()
	})
}

// TestAnOfferWithoutAWordGoesToTheNext: twice, and the family waits no more; nor after its day.
func TestAnOfferWithoutAWordGoesToTheNext(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.full()
		k.outside("first", "massage.book", id("first"), k.waits("first", "2026-03-14"))
		k.outside("short", "massage.book", id("short"), k.waits("short", "2026-03-03"))
		k.As("officer").Send("free", "massage.cancel", massage.Cancel{Booking: id("Rina"), Why: "parent"})
		qt.Check(t, qt.Equals(k.booking("first").Offer.Until, k.on("2026-03-02", "09:00")))
		k.At("09:00")
		qt.Check(t, qt.Equals(k.booking("short").OfferCadre, id("Teh Lilis")), qt.Commentf("who said nothing is at the end now"))
		k.At("11:00")
		qt.Check(t, qt.Equals(k.booking("first").OfferCadre, id("Teh Lilis")))
		k.At("13:00")
		k.state("first", massage.Lapsed)
		k.state("short", massage.Waiting)
		k.Clock.Set(k.on("2026-03-04", "07:00"))
		k.Settle()
		gone := k.state("short", massage.Lapsed)
		qt.Check(t, qt.IsTrue(gone.Family.IsZero()))
		k.RebuildEquals()
	})
}

// TestRainTakesAnOfferAndNotThePlace: nobody said no, so who was first is first again.
func TestRainTakesAnOfferAndNotThePlace(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.full()
		k.As("officer").Send("first", "massage.book", k.waits("first", "2026-03-08"))
		k.Clock.Set(k.Clock.Now().Add(60e9))
		k.Send("second", "massage.book", k.waits("second", "2026-03-08"))
		k.Send("free", "massage.cancel", massage.Cancel{Booking: id("Rina"), Why: "parent"})
		qt.Assert(t, qt.Equals(k.state("first", massage.Waiting).Offer.Day, "2026-03-03"))
		k.Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-03", Why: massage.Rain})
		rain := result[massage.Disrupted](k).Disruption
		for _, name := range []string{"first", "second"} {
			one := k.state(name, massage.Waiting)
			qt.Check(t, qt.Equals(one.OfferCadre, ident.ID("")), qt.Commentf("%s: nobody goes out on that day", name))
			qt.Check(t, qt.Equals(one.Wish.Missed, int64(0)))
		}
		qt.Check(t, qt.Equals(k.heard("massage_waits_on"), 1))
		k.Send("dry", "massage.undisrupt", massage.Undisrupt{Disruption: rain})
		qt.Check(t, qt.Equals(k.booking("first").Offer.From, k.on("2026-03-03", "09:00")), qt.Commentf("it kept its place"))
		qt.Check(t, qt.Equals(k.booking("second").OfferCadre, ident.ID("")))
		k.RebuildEquals()
	})
}

// TestAWishIsKept: the weekday, the part of the day, and a cadre of choice.
func TestAWishIsKept(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		b := k.waits("Sari", "2026-03-20")
		b.Wish.Days, b.Wish.Part, b.Wish.Cadre = []int64{4}, massage.Afternoon, id("Teh Lilis")
		k.As("officer").Send("waits", "massage.book", b)
		one := k.state("Sari", massage.Waiting)
		qt.Check(t, qt.Equals(one.Offer.From, k.on("2026-03-05", "12:00")), qt.Commentf("what is free already is offered at once"))
		k.As("officer").Send("no", "massage.answer", massage.Reply{Booking: id("Sari")})
		qt.Check(t, qt.Equals(k.booking("Sari").Offer.From, k.on("2026-03-05", "12:30")))
		b.Booking, b.Wish.Until = id("past"), "2026-03-01"
		k.As("officer").Refused("past", "massage.book", b, "massage.too_soon")
	})
}

// TestWhoIsTakenOffTheListIsToldThatTheWaitingIsOver: there is no hour that could be named.
func TestWhoIsTakenOffTheListIsToldThatTheWaitingIsOver(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.full()
		k.As("officer").Send("waits", "massage.book", k.waits("Sari", "2026-03-14"))
		view := k.view("Sari")
		qt.Check(t, qt.Equals(view.Wish.Until, "2026-03-14"))
		qt.Check(t, qt.Equals(view.Wish.Since, view.MadeAt), qt.Commentf("its place among those who wait"))
		k.As("officer").Send("off", "massage.cancel", massage.Cancel{Booking: id("Sari"), Why: "parent"})
		k.state("Sari", massage.Cancelled)
		kinds := map[string]int{}
		for _, m := range k.Messages() {
			kinds[m.Kind]++
		}
		qt.Check(t, qt.Equals(kinds["massage_gone"], 1))
		qt.Check(t, qt.Equals(kinds["massage_cancelled"], 0))
	})
}
