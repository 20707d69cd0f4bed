package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
)

// TestWhereABookingCouldGoIsWhereAMoveTakesIt: what the calendar shows before a visit is put
// down is what the move then says, beginning by beginning.
func TestWhereABookingCouldGoIsWhereAMoveTakesIt(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		sari := k.ask("Sari", "2026-03-03", "09:30")
		sari.Place.Lat += 0.01 // a kilometre from Rina's
		k.As("officer").Send("Sari", "massage.book", sari).
			Send("Rina", "massage.book", k.ask("Rina", "2026-03-03", "12:30")).
			Send("off", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-04", To: "2026-03-04", Why: "ill"})
		var places massage.Places
		k.Query(func(q journal.Query) (err error) {
			places, err = massage.Room{}.PlacesOf(q, k.booking("Rina"), "2026-03-03", "2026-03-04")
			return err
		})
		qt.Assert(t, qt.Equals(places.Earliest, "08:00"))
		qt.Assert(t, qt.HasLen(places.Days, 4))
		seen := map[string]int{}
		for _, d := range places.Days {
			qt.Assert(t, qt.HasLen(d.Whys, 16), qt.Commentf("every half hour from 8 to 16"))
			at := k.on(d.Day, places.Earliest)
			for _, why := range d.Whys {
				seen[why]++
				if at != k.booking("Rina").From && why != "" {
					k.As("officer").Refused("move "+string(d.Cadre)+at.String(), "massage.move",
						massage.Move{Booking: id("Rina"), Cadre: d.Cadre, At: at, Why: massage.Wished, Agreed: true}, why)
				}
				at = at.Add(30 * 60e9)
			}
		}
		// Teh Euis goes to another village; on the fourth Teh Lilis is ill; on the third she
		// is with Sari, and has the way there and back.
		qt.Check(t, qt.Equals(seen["massage.not_her_village"], 32))
		qt.Check(t, qt.IsTrue(seen["massage.not_in_hours"] > 16))
		qt.Check(t, qt.IsTrue(seen["massage.slot_taken"] > 0))
		qt.Check(t, qt.IsTrue(seen["massage.no_way_there"] > 0))
		qt.Check(t, qt.IsTrue(seen[""] > 0))
		k.Send("there", "massage.move", massage.Move{Booking: id("Rina"), Cadre: id("Teh Lilis"), At: k.on("2026-03-03", "14:00"), Why: massage.Wished, Agreed: true})
	})
}
