package massage_test

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// stood has Euis stand in for the village of Lilis.
func (k kasaba) stood() {
	k.T.Helper()
	k.As("officer").Send("Euis stands in", "massage.stand_in", massage.StandIn{Substitute: id("stand"), Cadre: id("Teh Euis"), Village: world.Village, From: "2026-03-01", To: "2026-12-31"})
}

// result reads what the last command gave.
func result[R any](k kasaba) (r R) {
	k.T.Helper()
	qt.Assert(k.T, qt.IsNil(json.Unmarshal(k.Outcome().Result, &r)))
	return r
}

func (k kasaba) heard(kind string) (n int) {
	for _, m := range k.Messages() {
		if m.Kind == kind {
			n++
		}
	}
	return n
}

// answerable counts the messages of a kind that lead to the page of their family.
func (k kasaba) answerable(kind string) (n int) {
	for _, m := range k.Messages() {
		if m.Kind == kind && m.Link != "" {
			n++
		}
	}
	return n
}

// TestRainMovesTheRestOfTheDay: three visits, one tap at ten: the first is over, the two to
// come are offered their hour of the next day by the same cadre, and nobody else gets it.
func TestRainMovesTheRestOfTheDay(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer")
		for _, hour := range []string{"10:00", "11:30", "13:00"} {
			k.Send(hour, "massage.book", k.ask(hour, "2026-03-02", hour))
		}
		k.At("10:50").As("dispatcher").Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
		told := result[massage.Disrupted](k)
		qt.Check(t, qt.Equals(told.Offered, 2))
		k.state("10:00", massage.Booked)
		for _, hour := range []string{"11:30", "13:00"} {
			b := k.state(hour, massage.Booked)
			qt.Check(t, qt.Equals(b.OfferCadre, id("Teh Lilis")))
			qt.Check(t, qt.Equals(b.Offer.From, k.on("2026-03-03", hour)))
			qt.Check(t, qt.Equals(b.Offer.Why, massage.Weather))
			qt.Check(t, qt.Equals(b.Offer.Until, k.on("2026-03-02", "12:50")))
		}
		qt.Check(t, qt.Equals(k.heard("massage_disrupted"), 2))
		qt.Check(t, qt.Equals(k.answerable("massage_disrupted"), 2), qt.Commentf("one tap answers it"))
		k.As("officer").Send("again", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
		qt.Check(t, qt.Equals(result[massage.Disrupted](k), massage.Disrupted{Disruption: told.Disruption}))
		qt.Check(t, qt.Equals(k.heard("massage_disrupted"), 2))
		k.Refused("nobody goes out", "massage.book", k.ask("new", "2026-03-02", "14:00"), "massage.not_in_hours")
		k.Refused("held for the family", "massage.book", k.ask("new", "2026-03-03", "13:00"), "massage.slot_taken")

		k.As("officer").Send("yes", "massage.answer", massage.Reply{Booking: id("11:30"), Yes: true})
		qt.Check(t, qt.Equals(k.state("11:30", massage.Booked).Day, "2026-03-03"))
		k.At("12:50")
		b := k.state("13:00", massage.ToMove)
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")), qt.Commentf("nobody answered, and nobody comes"))
		k.RebuildEquals()
	})
}

// TestAShowerWasOnlyAShower: what nobody has answered stays where it was.
func TestAShowerWasOnlyAShower(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer")
		for _, hour := range []string{"10:00", "11:30", "13:00"} {
			k.Send(hour, "massage.book", k.ask(hour, "2026-03-02", hour))
		}
		k.Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain, Until: k.on("2026-03-02", "12:30")})
		told := result[massage.Disrupted](k)
		k.As("officer").Send("yes", "massage.answer", massage.Reply{Booking: id("10:00"), Yes: true})
		qt.Check(t, qt.Equals(k.booking("13:00").OfferCadre, ident.ID("")), qt.Commentf("it is dry by then"))
		k.Send("dry", "massage.undisrupt", massage.Undisrupt{Disruption: told.Disruption})
		qt.Check(t, qt.Equals(result[massage.Restored](k).Stay, 1))
		b := k.state("11:30", massage.Booked)
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")))
		qt.Check(t, qt.Equals(b.From, k.on("2026-03-02", "11:30")))
		qt.Check(t, qt.Equals(k.heard("massage_stays"), 1))
		k.Refused("twice", "massage.undisrupt", massage.Undisrupt{Disruption: told.Disruption}, "massage.disruption_over")
		k.RebuildEquals()
	})
}

// TestASubstituteForAnIllCadre: at the same hour, by the one who stands in.
func TestASubstituteForAnIllCadre(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "11:30"))
		k.stood()
		k.As("Teh Lilis").Send("ill", "massage.disrupt", massage.Disrupt{Cadre: id("Teh Lilis"), Day: "2026-03-02", Why: massage.Ill})
		told := result[massage.Disrupted](k)
		b := k.booking("Sari")
		qt.Check(t, qt.Equals(b.OfferCadre, id("Teh Euis")))
		qt.Check(t, qt.Equals(b.Offer.From, k.on("2026-03-02", "11:30")))
		qt.Check(t, qt.Equals(b.Offer.Why, massage.Substituted))
		k.Query(func(q journal.Query) error {
			r, _, err := massage.Rosters.Get(q.Tx, q.Facility, id("Teh Lilis"))
			qt.Check(t, qt.DeepEquals(r.Off, []massage.Off{{From: "2026-03-02", To: "2026-03-02", Why: "ill"}}))
			return err
		})
		k.As("officer").Send("no", "massage.answer", massage.Reply{Booking: id("Sari"), Yes: false})
		k.state("Sari", massage.ToMove)
		k.As("officer").Send("well again", "massage.undisrupt", massage.Undisrupt{Disruption: told.Disruption})
		qt.Check(t, qt.HasLen(k.free("Teh Lilis", "2026-03-02"), 11))
		_, err := k.As("Teh Euis").Try("not hers", "massage.disrupt", massage.Disrupt{Cadre: id("Teh Lilis"), Day: "2026-03-02", Why: massage.Ill})
		qt.Check(t, qt.IsNotNil(err))
		k.RebuildEquals()
	})
}

// TestALateCadre: nobody has set out twenty minutes after the hour. Euis can come at the next
// hour; she is offered, and when Lilis sets out after all the offer is gone.
func TestALateCadre(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "10:00"))
		k.Send("in time", "massage.book", k.ask("Rina", "2026-03-02", "13:00"))
		k.stood()
		k.At("10:19")
		qt.Check(t, qt.Equals(k.booking("Sari").OfferCadre, ident.ID("")))
		k.At("10:20")
		b := k.state("Sari", massage.Booked)
		qt.Check(t, qt.Equals(b.LateAt, k.on("2026-03-02", "10:20")))
		qt.Check(t, qt.Equals(b.OfferCadre, id("Teh Euis")))
		qt.Check(t, qt.Equals(b.Offer.From, k.on("2026-03-02", "11:30")))
		qt.Check(t, qt.Equals(b.Offer.Until, k.on("2026-03-02", "11:00")), qt.Commentf("she has to leave by then"))
		qt.Check(t, qt.Equals(k.heard("massage_substitute"), 1))
		qt.Check(t, qt.Equals(k.answerable("massage_substitute"), 1))
		k.As("Teh Lilis").Send("after all", "massage.set_out", massage.SetOut{Booking: id("Sari")})
		b = k.state("Sari", massage.OnWay)
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")))
		qt.Check(t, qt.IsTrue(b.LateAt.IsZero()))
		k.Send("sets out in time", "massage.set_out", massage.SetOut{Booking: id("Rina")})
		k.At("13:30")
		qt.Check(t, qt.IsTrue(k.booking("Rina").LateAt.IsZero()))
		k.RebuildEquals()
	})
}

// TestALateCadreWithoutASubstitute: the family hears of it, the desk sees it, the slot stays.
func TestALateCadreWithoutASubstitute(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "10:00"))
		k.At("10:20")
		b := k.state("Sari", massage.Booked)
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")))
		qt.Check(t, qt.Equals(b.LateAt, k.on("2026-03-02", "10:20")))
		qt.Check(t, qt.Equals(k.heard("massage_late"), 1))
		k.RebuildEquals()
	})
}

// TestDaysOfIllnessMoveTheirVisits: two days of illness with a visit on each, one of them by
// the one who stands in, as long as she has the hour.
func TestDaysOfIllnessMoveTheirVisits(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-03", "10:00")).
			Send("book too", "massage.book", k.ask("Rina", "2026-03-04", "10:00"))
		k.stood()
		k.Send("ill", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-03", To: "2026-03-04", Why: "ill"})
		qt.Check(t, qt.Equals(result[massage.LeftBooked](k), massage.LeftBooked{Booked: 2, Offered: 2}))
		for name, day := range map[string]string{"Sari": "2026-03-03", "Rina": "2026-03-04"} {
			b := k.booking(name)
			qt.Check(t, qt.Equals(b.OfferCadre, id("Teh Euis")))
			qt.Check(t, qt.Equals(b.Offer.From, k.on(day, "10:00")))
		}
		k.RebuildEquals()
	})
}

// TestABrokenMotorbike: what she can reach on foot stays; what nobody reaches is the desk's,
// and comes back when the motorbike runs again.
func TestABrokenMotorbike(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		far := k.ask("far", "2026-03-02", "12:00")
		far.Place.Lat += 0.06
		k.As("officer").Send("near", "massage.book", k.ask("near", "2026-03-02", "10:00")).Send("far", "massage.book", far)
		k.As("Teh Lilis").Send("broke", "massage.disrupt", massage.Disrupt{Cadre: id("Teh Lilis"), Day: "2026-03-02", Why: massage.Broke})
		told := result[massage.Disrupted](k)
		qt.Check(t, qt.Equals(k.booking("near").OfferCadre, ident.ID("")))
		b := k.booking("far")
		qt.Check(t, qt.Equals(told.Offered, 1))
		qt.Check(t, qt.IsTrue(b.Offer.From.After(b.From)))
		qt.Check(t, qt.Equals(b.Offer.Why, massage.Breakdown))
		k.RebuildEquals()
	})
}

// TestNothingIsFree: whose slot is gone and who has no other waits at the desk; when the
// trouble is over the slot is theirs again, if nobody else has it.
func TestNothingIsFree(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "13:00"))
		k.Send("leave", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-03", To: "2026-03-31", Why: "leave"})
		k.Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
		told := result[massage.Disrupted](k)
		qt.Check(t, qt.Equals(told.Unplaced, 1))
		k.state("Sari", massage.ToMove)
		qt.Check(t, qt.Equals(k.heard("massage_unplaced"), 1))
		k.Send("dry", "massage.undisrupt", massage.Undisrupt{Disruption: told.Disruption})
		qt.Check(t, qt.Equals(k.state("Sari", massage.Booked).Cadre, id("Teh Lilis")))
		k.Refused("it is hers", "massage.book", k.ask("Rina", "2026-03-02", "13:00"), "massage.slot_taken")
		k.RebuildEquals()
	})
}
