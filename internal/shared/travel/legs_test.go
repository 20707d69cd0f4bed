package travel_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/travel"
)

func TestAStraightLineIsMeasuredByVehicleAndRoad(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.set("fleet", map[string]any{"villages": []fleet.VillageRoad{{Village: string(karang.Village), Road: "forest"}}})
		l := s.legs(today)
		leg := l.Leg(travel.Motorcycle, centre, jambe)
		metres := centre.At.RoadMetres(jambe.At)
		qt.Check(t, qt.Equals(leg.Metres, metres))
		qt.Check(t, qt.Equals(leg.Expected, time.Duration(metres/(22/3.6)*1e9).Round(time.Second)))
		qt.Check(t, qt.Equals(leg.Slow, (leg.Expected*5/4).Round(time.Second)))
		qt.Check(t, qt.IsTrue(leg.Way && leg.Known))

		// The village behind the forest: half of the way is its road.
		metres = centre.At.RoadMetres(karang.At) / 2
		forest := l.Leg(travel.Motorcycle, centre, karang)
		qt.Check(t, qt.Equals(forest.Expected, time.Duration((metres/(22/3.6)+metres/(10/3.6))*1e9).Round(time.Second)))
		muddy := jambe
		muddy.Road = "dirt"
		qt.Check(t, qt.IsTrue(l.Leg(travel.Foot, centre, jambe).Expected > l.Leg(travel.Bicycle, centre, jambe).Expected))
		qt.Check(t, qt.IsTrue(l.Leg(travel.Car, centre, muddy).Expected > l.Leg(travel.Car, centre, jambe).Expected))
		qt.Check(t, qt.Equals(l.Leg(travel.Car, centre, centre), dayplan.Leg{Way: true, Known: true}))

		nobodyKnows := l.Leg(travel.Motorcycle, centre, dayplan.Spot{Village: jambe.Village})
		qt.Check(t, qt.Equals(nobodyKnows.Expected, 20*time.Minute))
		qt.Check(t, qt.IsTrue(nobodyKnows.Way && !nobodyKnows.Known))
		qt.Check(t, qt.IsTrue(l.Leg("cart", centre, jambe).Expected > l.Leg(travel.Motorcycle, centre, jambe).Expected), qt.Commentf("an unknown vehicle walks"))
	})
}

func TestWhatTheHealthCentreRides(t *testing.T) {
	s := travel.Settings{Own: travel.Motorcycle}
	id := ident.Named("vehicle")
	qt.Check(t, qt.Equals(s.ProfileOf(fleet.Vehicle{}), travel.Motorcycle))
	qt.Check(t, qt.Equals(s.ProfileOf(fleet.Vehicle{ID: id, Seats: 1}), travel.Motorcycle))
	qt.Check(t, qt.Equals(s.ProfileOf(fleet.Vehicle{ID: id, Seats: 4}), travel.Car))
	qt.Check(t, qt.Equals(s.ProfileOf(fleet.Vehicle{ID: id, Seats: 2, Stretcher: true}), travel.Ambulance))
}

// close closes a road at a point, or a whole village.
func (s *stage) close(name, village string, at geo.Point, until instant.Instant) {
	s.T.Helper()
	s.Must(desk(), "fleet.close_road", fleet.CloseRoad{Closure: ident.Named(name), Village: village, Lat: at.Lat, Lon: at.Lon, Until: until, Reason: "flood"})
}

func TestClosedRoadsAreGoneRoundOrHaveNoWay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		open := s.legs(today)
		direct := needs(open, centre, jambe)
		s.close("bridge", "", centre.At.Between(jambe.At, 0.5), local(today, "18:00"))
		l := s.legs(today)
		qt.Check(t, qt.Equals(needs(l, centre, jambe), direct+1200), qt.Commentf("past the closed bridge one goes round"))
		qt.Check(t, qt.Equals(l.Source(), "line closed"))
		qt.Check(t, qt.Equals(needs(l, centre, karang), needs(open, centre, karang)))
		beside := dayplan.Spot{At: centre.At.Between(jambe.At, 0.52)}
		qt.Check(t, qt.IsFalse(l.Leg(travel.Car, centre, beside).Way), qt.Commentf("beside it there is no way"))
		qt.Check(t, qt.Equals(needs(s.legs("2026-03-03"), centre, jambe), direct), qt.Commentf("tomorrow it is open"))

		s.close("island", string(karang.Village), geo.Point{}, local(today, "12:00"))
		l = s.legs(today)
		qt.Check(t, qt.IsFalse(l.Leg(travel.Car, centre, karang).Way), qt.Commentf("into a village that is cut off"))
		qt.Check(t, qt.IsFalse(l.Leg(travel.Car, karang, jambe).Way), qt.Commentf("and out of it"))
		qt.Check(t, qt.IsTrue(l.Leg(travel.Car, karang, karang).Way), qt.Commentf("within it one goes about"))
		later := karang
		later.Earliest = local(today, "12:00")
		qt.Check(t, qt.IsTrue(l.Leg(travel.Car, centre, later).Way), qt.Commentf("who is not to be there before it opens"))
		s.Clock.Set(local(today, "12:01"))
		qt.Check(t, qt.IsTrue(s.legs(today).Leg(travel.Car, centre, karang).Way))
	})
}

// service is a routing service that knows some ways.
type service struct {
	asked map[string]int
	down  bool
}

func (s *service) Fetch(_ context.Context, profile string, points []geo.Point) error {
	s.asked[profile] += len(points)
	if s.down {
		return errors.New("down")
	}
	return nil
}

func (s *service) Way(profile string, from, to geo.Point) (time.Duration, float64, bool) {
	if s.down || profile != travel.Motorcycle || from == karang.At || to == karang.At {
		return 0, 0, false
	}
	return 400 * time.Second, 3210, true
}

func TestARoutingServiceIsUsedWhereItAnswers(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.weather(string(jambe.Village), today, travel.Rain)
		sheet := dayplan.Sheet{Workers: []dayplan.Worker{{Profile: travel.Motorcycle, Start: centre.At}, {Profile: travel.Motorcycle, Start: centre.At}},
			Jobs: []dayplan.Job{{Pick: &jambe, Drop: centre}, {Drop: karang}, {Drop: dayplan.Spot{}}}}
		roads := &service{asked: map[string]int{}}
		travel.Fetch(t.Context(), roads, sheet)
		l := travel.With(s.legs(today), roads)
		qt.Check(t, qt.DeepEquals(roads.asked, map[string]int{travel.Motorcycle: 3}), qt.Commentf("each known point once"))
		qt.Check(t, qt.Equals(l.Leg(travel.Motorcycle, centre, jambe), dayplan.Leg{Expected: 520 * time.Second, Slow: 650 * time.Second, Metres: 3210, Way: true, Known: true}))
		qt.Check(t, qt.Equals(l.Source(), "roads rain"))
		qt.Check(t, qt.Equals(needs(l, centre, karang), needs(s.legs(today), centre, karang)), qt.Commentf("what it does not know is measured as before"))
		qt.Check(t, qt.Equals(l.Source(), "roads line rain"))

		roads.down = true
		travel.Fetch(t.Context(), roads, sheet)
		l = travel.With(s.legs(today), roads)
		qt.Check(t, qt.Equals(needs(l, centre, jambe), needs(s.legs(today), centre, jambe)))
		qt.Check(t, qt.Equals(l.Source(), "line rain"))
		qt.Check(t, qt.Equals(travel.With(l, nil), l))
	})
}

// Whatever the weather and the roads: nobody is there before they set out, 80 of 100 take
// no less than is likely, and the same question has the same answer.
func TestNoWayIsShorterThanNothing(t *testing.T) {
	s := newStage(t, storetest.SQLite(t))
	s.weather(string(jambe.Village), today, travel.Flood)
	s.weather("", today, travel.Rain)
	s.close("bridge", "", centre.At.Between(jambe.At, 0.5), local(today, "18:00"))
	l := s.legs(today)
	rapid.Check(t, func(r *rapid.T) {
		spot := func(name string) dayplan.Spot {
			return dayplan.Spot{At: geo.Point{Lat: rapid.Float64Range(-8.5, -8.2).Draw(r, name), Lon: rapid.Float64Range(114, 114.4).Draw(r, name)},
				Village: ident.ID(rapid.SampledFrom([]string{"", string(jambe.Village), string(karang.Village)}).Draw(r, name)),
				Road:    rapid.SampledFrom([]string{"", "paved", "dirt", "forest"}).Draw(r, name)}
		}
		a, b, p := spot("from"), spot("to"), rapid.SampledFrom(travel.Profiles).Draw(r, "profile")
		leg := l.Leg(p, a, b)
		if leg.Expected < 0 || leg.Slow < leg.Expected || leg.Metres < a.At.Metres(b.At) || leg != l.Leg(p, a, b) {
			r.Fatalf("%+v", leg)
		}
	})
}
