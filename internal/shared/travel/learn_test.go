package travel_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/travel"
)

// ride is one way of ours: from the health centre to Jambewangi at an hour, in so many
// minutes.
func ride(day, hour string, minutes int) travel.Trip {
	out := local(day, hour)
	return travel.Trip{Profile: travel.Motorcycle, From: string(centre.Village), To: string(jambe.Village), Straight: centre.At.Metres(jambe.At), SetOut: out, There: out.Add(time.Duration(minutes) * time.Minute)}
}

// rides are n of them a day, the first in least minutes, each next one a minute longer.
func rides(day, hour string, n, least int) (out []travel.Trip) {
	for i := range n {
		out = append(out, ride(day, hour, least+i))
	}
	return out
}

// night is what the machine does with rides after a day.
func (s *stage) night(day string, trips []travel.Trip) (body travel.Learn, news bool) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		body, news, err = travel.Study(q, travel.Night{Day: day}, func(journal.Query, string) ([]travel.Trip, error) { return trips, nil })
		return err
	})
	return body, news
}

func TestOurOwnRidesTeachHowLongAWayTakes(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		byLine := needs(s.legs(today), centre, jambe)
		body, news := s.night("2026-03-01", rides("2026-02-27", "08:00", 19, 10))
		qt.Check(t, qt.IsFalse(news), qt.Commentf("19 rides are too few"))
		qt.Check(t, qt.HasLen(body.Classes, 0))

		body, news = s.night("2026-03-01", rides("2026-02-27", "08:00", 21, 10))
		qt.Assert(t, qt.IsTrue(news))
		s.Must(access.TheMachine(f), "travel.learn", body)
		l := s.legs(today)
		leg := l.Leg(travel.Motorcycle, centre, jambe)
		qt.Check(t, qt.Equals(leg.Expected.Round(time.Minute), 20*time.Minute), qt.Commentf("the median of 10 to 30 minutes; the line says %d s", byLine))
		qt.Check(t, qt.Equals(leg.Slow.Round(time.Minute), 26*time.Minute), qt.Commentf("what 80 of 100 kept"))
		qt.Check(t, qt.Equals(l.Source(), "learnt"))
		qt.Check(t, qt.Equals(needs(l, jambe, centre), int(leg.Expected.Seconds())), qt.Commentf("the way back is the same two villages"))

		_, news = s.night("2026-03-01", rides("2026-02-27", "08:00", 21, 10))
		qt.Check(t, qt.IsFalse(news), qt.Commentf("nothing new is not written"))
		s.Refused(access.TheMachine(f), "travel.learn", body, "travel.nothing_new")
		s.Verify()
	})
}

// A way that no pair of villages tells about is measured by a wider class, the widest
// before the line: its hour, its distance, its vehicle and road.
func TestAClassWithTooFewRidesIsMeasuredByAWiderOne(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		trips := append(rides("2026-02-27", "08:00", 20, 20), rides("2026-02-27", "16:00", 20, 40)...)
		body, _ := s.night("2026-03-01", trips)
		s.Must(access.TheMachine(f), "travel.learn", body)
		l := s.legs(today)
		at := func(spot dayplan.Spot, due instant.Instant) float64 {
			spot.Village, spot.Due = "", due
			return l.Leg(travel.Motorcycle, centre, spot).Expected.Minutes()
		}
		morning, noon, evening := at(jambe, local(today, "08:30")), at(jambe, local(today, "12:00")), at(jambe, local(today, "17:00"))
		qt.Check(t, qt.IsTrue(morning > 29 && morning < 30), qt.Commentf("%.1f", morning))
		qt.Check(t, qt.IsTrue(evening > 49 && evening < 50), qt.Commentf("%.1f", evening))
		qt.Check(t, qt.IsTrue(noon > 39 && noon < 40), qt.Commentf("no ride at noon: all hours, %.1f", noon))
		far := jambe
		far.At = centre.At.Between(jambe.At, 3)
		qt.Check(t, qt.IsTrue(at(far, 0) > 3*morning), qt.Commentf("no ride so far: the vehicle and the road"))
		muddy := dayplan.Spot{At: jambe.At, Road: "dirt"}
		before := l.Source()
		qt.Check(t, qt.Equals(needs(l, centre, muddy), needs(s.legsBefore(), centre, muddy)), qt.Commentf("no ride on such a road: the line"))
		qt.Check(t, qt.Equals(before, "learnt"))
		qt.Check(t, qt.Equals(l.Source(), "learnt line"))
	})
}

// legsBefore are those of a health centre that has learnt nothing.
func (s *stage) legsBefore() dayplan.Legs { return newStage(s.T, storetest.SQLite(s.T)).legs(today) }

func TestRidesOfAWetDayTeachNothing(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.weather(string(jambe.Village), today, travel.Flood)
		trips := append(rides("2026-02-27", "08:00", 20, 20), rides(today, "08:00", 20, 90)...)
		body, _ := s.night(today, trips)
		qt.Check(t, qt.Equals(body.Trips, 20))
		s.Must(access.TheMachine(f), "travel.learn", body)
		qt.Check(t, qt.IsTrue(s.legs("2026-03-03").Leg(travel.Motorcycle, centre, jambe).Expected < 30*time.Minute))
		qt.Check(t, qt.IsTrue(s.legs(today).Leg(travel.Motorcycle, centre, jambe).Expected > 55*time.Minute), qt.Commentf("in the flood it is twice that"))
	})
}

func TestATableNamesNobodyAndNoPlace(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		body, _ := s.night("2026-03-01", rides("2026-02-27", "08:00", 30, 10))
		s.Must(access.TheMachine(f), "travel.learn", body)
		var text string
		s.Query(func(q journal.Query) error {
			_, err := q.One("SELECT body FROM event WHERE facility_id = $1 AND kind = 'travel.learnt/1'", store.Args(f), &text)
			return err
		})
		for _, never := range []string{"114.", "-8.", string(joko), "Orang"} {
			qt.Check(t, qt.IsFalse(strings.Contains(text, never)), qt.Commentf("%s in %s", never, text))
		}
		var told map[string]any
		qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(text), &told)))
	})
}

func TestRidesThatCannotBeBelieved(t *testing.T) {
	set := travel.Settings{LearnTrips: 1, LearnDays: 90}
	spoilt := func(change func(*travel.Trip)) travel.Trip {
		r := ride("2026-02-27", "08:00", 20)
		change(&r)
		return r
	}
	for name, r := range map[string]travel.Trip{
		"the same yard":      spoilt(func(r *travel.Trip) { r.Straight = 150 }),
		"faster than flying": spoilt(func(r *travel.Trip) { r.There = r.SetOut.Add(40 * time.Second) }),
		"a forgotten button": spoilt(func(r *travel.Trip) { r.There = r.SetOut.Add(9 * time.Hour) }),
		"there before out":   spoilt(func(r *travel.Trip) { r.There = r.SetOut.Add(-time.Minute) }),
		"an elephant":        spoilt(func(r *travel.Trip) { r.Profile = "elephant" }),
	} {
		classes, used := travel.Lessons(set, fleet.Settings{}, stagetest.WIB, nil, []travel.Trip{r})
		qt.Check(t, qt.Equals(used, 0), qt.Commentf("%s", name))
		qt.Check(t, qt.HasLen(classes, 0), qt.Commentf("%s", name))
	}
	_, used := travel.Lessons(set, fleet.Settings{}, stagetest.WIB, nil, rides("2026-02-27", "08:00", 3, 10))
	qt.Check(t, qt.Equals(used, 3))
}

// Any rides in any order give one table that the machine may send; each class has enough
// rides, and 80 of 100 keep no less than half do.
func TestATableIsAlwaysOneThatMayBeSent(t *testing.T) {
	villages := []string{"", "35.10.12.2001", "35.10.12.2002", "35.10.12.2003"}
	rapid.Check(t, func(r *rapid.T) {
		set := travel.Settings{LearnTrips: int64(rapid.IntRange(1, 5).Draw(r, "enough")), LearnDays: 90}
		trips := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) travel.Trip {
			out := local("2026-02-27", "00:00").Add(time.Duration(rapid.IntRange(0, 86_399).Draw(r, "at")) * time.Second)
			return travel.Trip{Profile: rapid.SampledFrom(travel.Profiles).Draw(r, "profile"), From: rapid.SampledFrom(villages).Draw(r, "from"), To: rapid.SampledFrom(villages).Draw(r, "to"),
				Straight: rapid.Float64Range(0, 30_000).Draw(r, "straight"), SetOut: out, There: out.Add(time.Duration(rapid.IntRange(0, 12_000).Draw(r, "took")) * time.Second)}
		}), 0, 60).Draw(r, "trips")
		classes, used := travel.Lessons(set, fleet.Settings{}, stagetest.WIB, nil, trips)
		other, _ := travel.Lessons(set, fleet.Settings{}, stagetest.WIB, nil, rapid.Permutation(trips).Draw(r, "another order"))
		a, _ := json.Marshal(classes)
		b, _ := json.Marshal(other)
		if string(a) != string(b) || used > int64(len(trips)) {
			r.Fatalf("%s\n%s", a, b)
		}
		if bad := (travel.Learn{Until: "2026-03-01", Trips: used, Classes: classes}).Check(); bad != nil {
			r.Fatalf("%v %s", bad, a)
		}
		for _, c := range classes {
			if c.Trips < set.LearnTrips || c.Slow < c.Pace {
				r.Fatalf("%+v", c)
			}
		}
	})
}
