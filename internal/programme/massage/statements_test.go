package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/programme/massage"
	"sambang/internal/world"
)

// What the verbs of booking ask of the database on a full day: five visits of one cadre.
func TestNoVerbOfBookingAsksMuchOfTheDatabase(t *testing.T) {
	k := opened(world.New(t, "", "2026-03-02 07:00"))
	cost := map[string]int{}
	k.House.Journal.Tally = func(verb string, n int) { cost[verb] = max(cost[verb], n) }
	k.As("officer")
	for i, hour := range []string{"08:00", "09:15", "10:30", "12:30"} {
		b := k.ask(hour, "2026-03-03", hour)
		b.Place.Lat += float64(i) / 1000
		k.Send(hour, "massage.book", b)
	}
	course := k.ask("course", "2026-03-03", "14:00")
	course.Weeks = 4
	k.Send("course", "massage.book", course).
		Send("offer", "massage.move", massage.Move{Booking: id("08:00"), Cadre: id("Teh Lilis"), At: k.on("2026-03-04", "09:00"), Why: massage.Weather}).
		Send("yes", "massage.answer", massage.Reply{Booking: id("08:00"), Yes: true}).
		Send("no more", "massage.cancel", massage.Cancel{Booking: id("course"), Why: "parent", Rest: true}).
		Send("off", "massage.set_off", massage.SetOff{Cadre: id("Teh Lilis"), From: "2026-03-05", To: "2026-03-05", Why: "ill"}).
		Send("rain", "massage.disrupt", massage.Disrupt{Day: "2026-03-03", Why: massage.Rain})
	told := result[massage.Disrupted](k)
	qt.Check(t, qt.Equals(told.Offered, 3))
	k.Send("dry", "massage.undisrupt", massage.Undisrupt{Disruption: told.Disruption})
	bound := map[string]int{"massage.book": 130, "massage.move": 50, "massage.answer": 64, "massage.cancel": 64, "massage.set_off": 40, "massage.disrupt": 76, "massage.undisrupt": 80}
	for verb, n := range cost {
		t.Logf("%-20s %d", verb, n)
		if bound[verb] > 0 {
			qt.Check(t, qt.IsTrue(n <= bound[verb]), qt.Commentf("%s: %d statements", verb, n))
		}
	}
}
