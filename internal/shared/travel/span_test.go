package travel_test

import (
	"fmt"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/travel"
)

// The ways of many days that are read together are those of each day read alone.
func TestTheWaysOfASpanAreThoseOfEachDay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		days := calendar.Days(today, 9)
		s.close("this morning", "", centre.At.Between(jambe.At, 0.5), local(days[0], "11:00"))
		s.close("until the day after tomorrow", string(karang.Village), geo.Point{}, local(days[2], "05:30"))
		s.close("for five days", "", centre.At.Between(karang.At, 0.4), local(days[4], "10:00"))
		s.weather("", days[0], travel.Rain)
		s.weather(string(jambe.Village), days[1], travel.Flood)
		s.weather("", days[1], travel.Rain)
		s.weather(string(karang.Village), days[6], travel.Rain)
		for _, hour := range []string{"06:30", "13:00"} {
			s.Clock.Set(local(today, hour))
			var span travel.Span
			s.Query(func(q journal.Query) (err error) {
				span, err = travel.Between(q, days[0], days[len(days)-1])
				return err
			})
			said := map[string]bool{}
			for _, day := range days {
				told := ""
				alone, together := s.legs(day), span.On(day)
				for _, from := range []dayplan.Spot{centre, jambe, karang} {
					for _, to := range []dayplan.Spot{centre, jambe, karang} {
						leg := alone.Leg(travel.Motorcycle, from, to)
						qt.Check(t, qt.Equals(together.Leg(travel.Motorcycle, from, to), leg), qt.Commentf("%s %s", day, hour))
						told += fmt.Sprint(leg)
					}
				}
				qt.Check(t, qt.Equals(together.(interface{ Source() string }).Source(), alone.(interface{ Source() string }).Source()))
				said[told] = true
			}
			qt.Check(t, qt.IsTrue(len(said) >= 5), qt.Commentf("days that are all alike would say nothing: %d", len(said)))
		}
		s.Query(func(q journal.Query) error {
			_, err := travel.Between(q, today, "some day")
			qt.Check(t, qt.IsNotNil(err))
			return nil
		})
	})
}
