package travel_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// weather is one tap of somebody at the desk.
func (s *stage) weather(village, day, kind string) {
	s.T.Helper()
	s.Must(desk(), "travel.set_weather", travel.SetWeather{Village: village, Day: day, Kind: kind})
}

func TestOneTapOfRainMakesTheWaysOfAVillageLonger(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		wet, other := string(jambe.Village), string(karang.Village)
		dry := s.legs(today)
		there, back, elsewhere := needs(dry, centre, jambe), needs(dry, jambe, centre), needs(dry, centre, karang)
		qt.Check(t, qt.Equals(dry.Source(), "line"))

		s.weather(wet, today, travel.Rain)
		l := s.legs(today)
		qt.Check(t, qt.Equals(needs(l, centre, karang), elsewhere), qt.Commentf("a village without rain"))
		qt.Check(t, qt.Equals(l.Source(), "line"), qt.Commentf("nothing of the rain so far"))
		qt.Check(t, qt.Equals(needs(l, centre, jambe), (there*13+5)/10))
		qt.Check(t, qt.Equals(needs(l, jambe, centre), (back*13+5)/10), qt.Commentf("out of it as well"))
		qt.Check(t, qt.Equals(l.Source(), "line rain"), qt.Commentf("the plan says so"))
		qt.Check(t, qt.Equals(needs(s.legs("2026-03-03"), centre, jambe), there), qt.Commentf("tomorrow nobody knows"))

		s.weather(wet, today, travel.Flood)
		qt.Check(t, qt.Equals(needs(s.legs(today), centre, jambe), 2*there))
		s.weather("", today, travel.Rain)
		qt.Check(t, qt.Equals(needs(s.legs(today), centre, karang), (elsewhere*13+5)/10), qt.Commentf("all villages of which nothing of their own is said"))
		qt.Check(t, qt.Equals(needs(s.legs(today), centre, jambe), 2*there), qt.Commentf("the worse of both ends"))
		s.weather(other, today, travel.Dry)
		qt.Check(t, qt.Equals(needs(s.legs(today), karang, karang), 0))
		s.weather("", today, travel.Dry)
		s.weather(wet, today, travel.Dry)
		qt.Check(t, qt.Equals(needs(s.legs(today), centre, jambe), there), qt.Commentf("one tap takes it back"))
		s.Verify()
	})
}

func TestWhatCannotBeSaidOfTheWeather(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		tell := func(village, day, kind, code string) {
			t.Helper()
			s.Refused(desk(), "travel.set_weather", travel.SetWeather{Village: village, Day: day, Kind: kind}, code)
		}
		tell("99.99.99.9999", today, travel.Rain, "travel.unknown_village")
		tell("", "2026-03-01", travel.Rain, "travel.too_far")
		tell("", "2026-03-10", travel.Rain, "travel.too_far")
		tell("", "tomorrow", travel.Rain, "body.bad_date")
		tell("", today, "snow", "body.unknown_word")
		tell("", today, travel.Dry, "travel.so_already")
		s.weather("", today, travel.Rain)
		tell("", today, travel.Rain, "travel.so_already")
		_, err := s.Say(rider(joko, access.Courier), "travel.set_weather", travel.SetWeather{Day: today, Kind: travel.Flood})
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("the weather is told by the desk"))
	})
}

func TestWhoWorksOnThatDaySeesTheWeather(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		machine := access.TheMachine(f)
		s.Must(machine, "workforce.set_shift", workforce.SetShift{Worker: joko, Day: today, From: "07:00", To: "15:00"})
		s.Must(desk(), "fleet.form_team", fleet.FormTeam{Team: ident.Named("team"), Name: "Tim 1", Members: []ident.ID{slamet}, From: local(today, "07:00"), To: local(today, "14:00")})
		s.weather(string(jambe.Village), today, travel.Flood)
		var row travel.Weather
		s.Query(func(q journal.Query) error {
			all, err := travel.Weathers.Where(q.Tx, "facility_id = $1 AND day = $2", f, today)
			qt.Assert(t, qt.HasLen(all, 1))
			row = all[0]
			view, found, err2 := travel.Room{}.Shows()["travel_weather"](q, row.ID)
			qt.Assert(t, qt.IsNil(err2))
			qt.Check(t, qt.IsTrue(found))
			qt.Check(t, qt.Equals(view.(travel.WeatherView).Factor, 200))
			qt.Check(t, qt.Equals(view.(travel.WeatherView).ByName, "Orang dispatcher"))
			return err
		})
		want := map[string]bool{"f": true, "w:" + string(joko): true, "w:" + string(slamet): true}
		for _, key := range s.Sees("travel_weather", row.ID) {
			qt.Check(t, qt.IsTrue(want[key]), qt.Commentf("%s", key))
			delete(want, key)
		}
		qt.Check(t, qt.HasLen(want, 0))
		s.Verify()
	})
}
