package massage_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/plan"
)

// stops is somebody's planned day in words, with the visits of others to which she comes along:
// "10:00 with Rini, 12:00 Tuti".
func (k kasaba) stops(worker, day string, names ...string) (out []string, route plan.Route) {
	k.T.Helper()
	k.Clock.Set(k.Clock.Now().Add(60e9))
	k.Settle()
	words := map[ident.ID]string{}
	k.Query(func(q journal.Query) error {
		all, err := massage.Companies.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		for _, n := range names {
			words[id(n)] = n
			for _, c := range all {
				if c.Booking == id(n) {
					words[c.ID] = "with " + n
				}
			}
		}
		return err
	})
	k.Query(func(q journal.Query) (err error) {
		route, _, err = plan.Routes.Get(q.Tx, q.Facility, plan.RouteID(plan.DayID(plan.Cadres, day), id(worker)))
		return err
	})
	for _, s := range route.Stops {
		out = append(out, s.At.Time().Add(7*3600*1e9).Format("15:04")+" "+words[s.Job])
	}
	return out, route
}

// A visit to which somebody comes along is a stop of her own day, at its hour and in its home:
// the way to her next visit begins there.
func TestWhoComesAlongHasTheVisitInHerOwnDay(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		day := func(worker string) []string {
			all, _ := k.stops(worker, tuesday, "Rini", "Tuti")
			return all
		}
		rini, tuti := k.ask("Rini", tuesday, "10:00"), k.elsewhere("Tuti", tuesday, "12:00")
		k.As("officer").Send("book", "massage.book", rini).Send("hers", "massage.book", tuti)
		alone, before := k.stops("Teh Euis", tuesday, "Rini", "Tuti")
		qt.Check(t, qt.DeepEquals(alone, []string{"12:00 Tuti"}))
		k.As("officer").Send("comes", "massage.accompany", along("Rini", "Teh Euis"))
		both, after := k.stops("Teh Euis", tuesday, "Rini", "Tuti")
		qt.Check(t, qt.DeepEquals(both, []string{"10:00 with Rini", "12:00 Tuti"}))
		qt.Check(t, qt.DeepEquals(day("Teh Lilis"), []string{"10:00 Rini"}), qt.Commentf("the cadre's own stop stays hers"))
		spot := func(b massage.Book) dayplan.Spot {
			return dayplan.Spot{At: geo.Point{Lat: b.Place.Lat, Lon: b.Place.Lon}, Village: ident.ID(b.Village)}
		}
		way := k.between(tuesday, spot(rini), spot(tuti))
		qt.Assert(t, qt.IsTrue(way > 1000), qt.Commentf("the homes are apart"))
		qt.Check(t, qt.Equals(after.Metres-before.Metres, int64(way)), qt.Commentf("her way to Tuti begins in Rini's home"))
		qt.Check(t, qt.IsTrue(after.Depart.Before(before.Depart)))
		k.Send("later", "massage.move", massage.Move{Booking: id("Rini"), Cadre: id("Teh Lilis"), At: k.on(tuesday, "08:00"), Why: massage.Wished, Agreed: true})
		qt.Check(t, qt.DeepEquals(day("Teh Euis"), []string{"12:00 Tuti"}), qt.Commentf("a visit that moves has nobody along"))
		k.Send("again", "massage.accompany", along("Rini", "Teh Euis"))
		qt.Check(t, qt.DeepEquals(day("Teh Euis"), []string{"08:00 with Rini", "12:00 Tuti"}))
		k.Send("taken back", "massage.unaccompany", massage.Unaccompany{Booking: id("Rini")})
		qt.Check(t, qt.DeepEquals(day("Teh Euis"), []string{"12:00 Tuti"}))
		k.RebuildEquals()
	})
}

// between is the way between two homes on a day, in metres.
func (k kasaba) between(day string, from, to dayplan.Spot) (metres float64) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		sheet, err := massage.Cadres{}.Read(q, day)
		for _, w := range sheet.Workers {
			if w.ID == id("Teh Euis") {
				metres = dayplan.Line{}.Leg(w.Profile, from, to).Metres
			}
		}
		return err
	})
	return metres
}

// Whoever only comes along, a midwife or somebody of the desk, has a day of that alone; it is
// planned anew with whatever ends the company.
func TestWhoOnlyComesAlongHasADayOfIt(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", monday, "10:00"))
		k.Send("Ani", "massage.accompany", along("Rini", "Bidan Ani"))
		got, route := k.stops("Bidan Ani", monday, "Rini")
		qt.Check(t, qt.DeepEquals(got, []string{"10:00 with Rini"}))
		qt.Check(t, qt.IsTrue(slices.Contains(route.Audiences(), "w:"+string(id("Bidan Ani")))), qt.Commentf("her phone shows it"))
		k.Send("Euis instead", "massage.accompany", along("Rini", "Teh Euis"))
		got, _ = k.stops("Bidan Ani", monday, "Rini")
		qt.Check(t, qt.HasLen(got, 0))
		got, _ = k.stops("Teh Euis", monday, "Rini")
		qt.Check(t, qt.DeepEquals(got, []string{"10:00 with Rini"}))
		k.Send("off", "massage.set_off", massage.SetOff{Cadre: id("Teh Euis"), From: monday, To: monday, Why: "leave"})
		got, _ = k.stops("Teh Euis", monday, "Rini")
		qt.Check(t, qt.HasLen(got, 0))
		k.RebuildEquals()
	})
}

// While they are in the house it is where she is, whatever hour it was to be; then it is over.
func TestACompanyThatRunsIsWhereSheIs(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Rini", monday, "10:00"))
		k.Send("hers", "massage.book", k.elsewhere("Tuti", monday, "12:00"))
		k.Send("comes", "massage.accompany", along("Rini", "Teh Euis"))
		k.At("09:40").As("Teh Lilis").Send("out", "massage.set_out", massage.SetOut{Booking: id("Rini")})
		got, _ := k.stops("Teh Euis", monday, "Rini", "Tuti")
		qt.Check(t, qt.DeepEquals(got, []string{"10:00 with Rini", "12:00 Tuti"}))
		k.At("10:10").Send("asks", "massage.screen", massage.Screen{Booking: id("Rini"), Answers: atDoor()}).
			Send("begins", "massage.start", massage.Start{Booking: id("Rini")})
		got, _ = k.stops("Teh Euis", monday, "Rini", "Tuti")
		qt.Check(t, qt.DeepEquals(got, []string{"10:11 with Rini", "12:00 Tuti"}))
		k.At("10:35").Send("closes", "massage.stop", massage.Stop{Booking: id("Rini"), Why: "cried"})
		got, _ = k.stops("Teh Euis", monday, "Rini", "Tuti")
		qt.Check(t, qt.DeepEquals(got, []string{"12:00 Tuti"}))
		k.RebuildEquals()
	})
}
