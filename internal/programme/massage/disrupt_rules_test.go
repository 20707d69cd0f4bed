package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/dispatch"
)

// TestNeverAnEarlierHour: the other one has time before the hour that was agreed, and on the next
// day: it is the next day.
func TestNeverAnEarlierHour(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("mornings", "massage.set_hours", massage.SetHours{Cadre: id("Teh Euis"), OwnBike: true, Hours: []massage.Hours{{Weekday: 1, From: "08:00", To: "13:00"}, {Weekday: 2, From: "08:00", To: "15:00"}}}).
			Send("book", "massage.book", k.ask("Sari", "2026-03-02", "14:00"))
		k.stood()
		k.Send("ill", "massage.disrupt", massage.Disrupt{Cadre: id("Teh Lilis"), Day: "2026-03-02", Why: massage.Ill})
		b := k.booking("Sari")
		qt.Check(t, qt.IsTrue(b.OfferCadre != "" && b.Offer.From.After(b.From)), qt.Commentf("%s", b.Offer.From))
	})
}

// TestWhoIsOnHerWay is moved by nobody but herself; then she is at home again, and nobody waits
// for her to come back.
func TestWhoIsOnHerWay(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "10:00"))
		k.At("09:30").As("Teh Lilis").Send("goes", "massage.set_out", massage.SetOut{Booking: id("Sari")})
		k.As("officer").Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
		qt.Check(t, qt.Equals(result[massage.Disrupted](k).Offered, 0))
		k.state("Sari", massage.OnWay)
		k.As("Teh Lilis").Send("broke", "massage.disrupt", massage.Disrupt{Cadre: id("Teh Lilis"), Day: "2026-03-02", Why: massage.Flood})
		k.state("Sari", massage.Booked)
		k.Query(func(q journal.Query) error {
			w, _, err := dispatch.Watches.Get(q.Tx, q.Facility, massage.WatchID(id("Sari")))
			qt.Check(t, qt.Equals(w.State, dispatch.WatchEnded))
			return err
		})
	})
}

// TestWhoHasNotConfirmedAndNothingIsFree: who has not confirmed is not written to, and where nothing is free asks anew.
func TestWhoHasNotConfirmedAndNothingIsFree(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.outside("asks", "massage.book", id("Sari"), k.ask("Sari", "2026-03-02", "11:00"))
		k.outside("asks too", "massage.book", id("Rina"), k.ask("Rina", "2026-03-02", "13:00"))
		k.state("Rina", massage.Asked)
		k.At("07:30").As("officer").Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain, Until: k.on("2026-03-02", "12:00")})
		qt.Check(t, qt.IsTrue(k.booking("Sari").OfferCadre != ""))
		qt.Check(t, qt.Equals(k.booking("Rina").OfferCadre, ident.ID("")), qt.Commentf("the rain is over by then"))
		qt.Check(t, qt.Equals(k.heard("massage_disrupted"), 0))
		k.Send("leave", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-03", To: "2026-03-31", Why: "leave"}).
			Send("flood", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Flood})
		k.state("Rina", massage.Lapsed)
	})
}

// TestAWeekIsLookedAt, not longer: what lies behind it is the desk's.
func TestAWeekIsLookedAt(t *testing.T) {
	for to, offered := range map[string]int64{"2026-03-08": 1, "2026-03-09": 0} {
		both(t, func(t *testing.T, k kasaba) {
			k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "11:30")).
				Send("leave", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-03", To: to, Why: "leave"}).
				Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
			qt.Check(t, qt.Equals(result[massage.Disrupted](k).Offered, offered))
		})
	}
}

// TestInBadWeatherTheSameCadreComes, at another hour if need be; whose leave is known before
// keeps her visits for the coordinator to talk about.
func TestInBadWeatherTheSameCadreComes(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		there := k.ask("Rina", "2026-03-03", "11:30")
		there.Place.Lat += 0.01
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "11:30")).Send("taken", "massage.book", there)
		k.stood()
		k.Send("leave", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-03", To: "2026-03-03", Why: "leave"})
		qt.Check(t, qt.Equals(k.booking("Rina").OfferCadre, ident.ID("")), qt.Commentf("a leave moves nothing by itself"))
		k.Send("no leave", "massage.drop_off", massage.DropOff{Cadre: id("Teh Lilis"), From: "2026-03-03", To: "2026-03-03"}).
			Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
		b := k.booking("Sari")
		qt.Check(t, qt.Equals(b.OfferCadre, id("Teh Lilis")))
		qt.Check(t, qt.IsTrue(b.Offer.From != k.on("2026-03-03", "11:30")))
	})
}

// TestTakenBackAtTheLastMinute: a shower that is over ten minutes before the visit leaves it where
// it was; one whose cadre does not work then any more is not put back.
func TestTakenBackAtTheLastMinute(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "11:30")).Send("book too", "massage.book", k.ask("Rina", "2026-03-03", "11:30"))
		k.At("10:50").As("officer").Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain})
		shower := result[massage.Disrupted](k).Disruption
		k.At("11:20").As("officer").Send("dry", "massage.undisrupt", massage.Undisrupt{Disruption: shower})
		b := k.state("Sari", massage.Booked)
		qt.Check(t, qt.Equals(b.OfferCadre, ident.ID("")))
		k.Send("leave", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-04", To: "2026-03-31", Why: "leave"}).
			Send("flood", "massage.disrupt", massage.Disrupt{Day: "2026-03-03", Why: massage.Flood})
		flood := result[massage.Disrupted](k)
		qt.Check(t, qt.Equals(flood.Unplaced, 1))
		k.Send("mornings", "massage.set_hours", massage.SetHours{Cadre: id("Teh Lilis"), OwnBike: true, Hours: []massage.Hours{{Weekday: 2, From: "08:00", To: "11:00"}}}).
			Send("over", "massage.undisrupt", massage.Undisrupt{Disruption: flood.Disruption})
		k.state("Rina", massage.ToMove)
	})
}
