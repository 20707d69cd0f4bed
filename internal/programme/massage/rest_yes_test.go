package massage_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// Invariant 18 before the door: of a child who was immunised, at whatever hour, and with whatever
// hour the cadre names, a visit has another slot only with the parent's yes, and neither it nor
// what is offered lies within the rest.
func TestOnlyAYesAtTheDoorMovesAVisit(t *testing.T) {
	k := opened(world.New(t, "", "2026-03-02 07:00"))
	run, moved, offered := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		day := calendar.Move("2026-03-02", run)
		if calendar.Weekday(day) > 5 || run > 290 {
			return
		}
		p := &play{kasaba: k, T: t, run: run, from: day}
		name := fmt.Sprint("door ", run)
		p.Clock.Set(k.on(calendar.Move(day, -1), "07:00"))
		out, err := p.As("officer").Try(name, "massage.book", p.ask(name, day, "10:00"))
		if err != nil || out.Status != journal.Accepted {
			return
		}
		p.Clock.Set(k.on(day, "10:00"))
		a := well()
		a.FedRecently, a.Upset, a.Vaccinated = screening.No, screening.No, screening.Yes
		a.Immunised = p.Clock.Now().Add(-time.Duration(rapid.IntRange(1, 71).Draw(t, "hours since")) * time.Hour)
		later := rapid.IntRange(1, 6).Draw(t, "days later")
		said := massage.Screen{Booking: id(name), Answers: a, Cadre: id("Teh Lilis"), Agreed: rapid.Bool().Draw(t, "agreed"),
			At: k.on(calendar.Move(day, later), fmt.Sprintf("%02d:00", rapid.IntRange(8, 15).Draw(t, "hour")))}
		if out, err = p.As("Teh Lilis").Try(name+" asked", "massage.screen", said); err != nil || out.Status != journal.Accepted {
			t.Fatalf("the questions: %v %v", out, err)
		}
		after, rest := p.row(id(name)), a.Immunised.Add(massageRest)
		switch {
		case after.State == massage.Booked && !said.Agreed:
			t.Fatalf("the visit moved to %v, and nobody said yes", after.From)
		case after.State == massage.Booked && (after.From != said.At || after.Cadre != said.Cadre):
			t.Fatalf("the visit moved to %v, the parent said yes to %v", after.From, said.At)
		case after.State == massage.Booked && after.From.Before(rest), after.OfferCadre != "" && after.Offer.From.Before(rest):
			t.Fatalf("the rest ends at %v: %+v", rest, after)
		case after.State == massage.Booked:
			moved++
		case after.OfferCadre != "":
			offered++
		}
	})
	t.Logf("%d runs: %d moved with a yes, %d offered", run, moved, offered)
	if moved < 5 || offered < 5 {
		t.Fatal("too few to say anything")
	}
	k.RebuildEquals()
}
