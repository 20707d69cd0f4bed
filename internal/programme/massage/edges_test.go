package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// TestTheEdgesOfADay: a cadre who is at work from six to eight in the evening has visits in the
// hours of the policy only; two hours from now is soon enough, and 35 days ahead not too far.
func TestTheEdgesOfADay(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("long days", "massage.set_hours", massage.SetHours{Cadre: id("Teh Lilis"), OwnBike: true, Hours: []massage.Hours{{Weekday: 1, From: "06:00", To: "20:00"}, {Weekday: 2, From: "06:00", To: "20:00"}}})
		free := k.free("Teh Lilis", "2026-03-03")
		qt.Assert(t, qt.IsTrue(len(free) > 0))
		qt.Check(t, qt.DeepEquals([]string{free[0], free[len(free)-1]}, []string{"08:00", "15:00"}))
		qt.Check(t, qt.Equals(k.outside("soon", "massage.book", id("soon"), k.ask("soon", "2026-03-02", "09:00")).Code, ""))
		k.Clock.Set(k.on("2026-03-02", "07:01"))
		qt.Check(t, qt.Equals(k.outside("sooner", "massage.book", id("sooner"), k.ask("sooner", "2026-03-02", "09:00")).Code, "massage.too_soon"))
		k.As("officer").Send("far", "massage.book", k.ask("far", "2026-04-06", "10:00"))
		out, _ := k.Try("farther", "massage.book", k.ask("farther", "2026-04-07", "10:00"))
		qt.Check(t, qt.Equals(out.Status, journal.Refused))
	})
}

// TestWhatBeginsWhenTheTroubleEnds stays where it is.
func TestWhatBeginsWhenTheTroubleEnds(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "11:30")).
			Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-02", Why: massage.Rain, Until: k.on("2026-03-02", "11:30")})
		qt.Check(t, qt.Equals(k.state("Sari", massage.Booked).OfferCadre, ident.ID("")))
	})
}

// TestALateVisitStaysHers when the family says no to somebody else: nobody knows that she does not
// come.
func TestALateVisitStaysHers(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "10:00"))
		k.stood()
		k.At("10:00").At("10:20")
		qt.Assert(t, qt.Equals(k.state("Sari", massage.Booked).OfferCadre, id("Teh Euis")))
		k.As("officer").Send("no", "massage.answer", massage.Reply{Booking: id("Sari")})
		qt.Check(t, qt.Equals(k.state("Sari", massage.Booked).Cadre, id("Teh Lilis")))
	})
}

// TestARefusalIsOfOneHome: to another family's home she goes.
func TestARefusalIsOfOneHome(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", "2026-03-03", "08:30")).Send("other", "massage.book", k.ask("Sari", "2026-03-03", "11:30"))
		k.As("Teh Lilis").Send("no", "massage.refuse_house", massage.RefuseHouse{Booking: id("Rini"), Want: massage.NotThere})
		for name, goes := range map[string]bool{"Rini": false, "Sari": true} {
			k.Query(func(q journal.Query) error {
				all, err := massage.Room{}.FreeSlots(q, massage.Wanted{Village: world.Village, Born: []string{"2025-10-01"}, From: "2026-03-04", To: "2026-03-04", But: id(name)})
				qt.Check(t, qt.Equals(len(all) > 0, goes), qt.Commentf("%s", name))
				return err
			})
		}
	})
}
