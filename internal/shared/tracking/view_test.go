package tracking

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// aRide draws a ride of up to four families around a small town, at any moment
// of it, and where the courier was last seen.
func aRide(t *rapid.T) (ride []Job, last Fix, now instant.Instant) {
	now = instant.Of(time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC))
	point := rapid.Custom(func(t *rapid.T) geo.Point {
		// About 2.2 km a side: near and far from a stop are both likely.
		return geo.Point{Lat: -7.55 + float64(rapid.IntRange(0, 200).Draw(t, "lat"))/1e4, Lon: 110.9 + float64(rapid.IntRange(0, 200).Draw(t, "lon"))/1e4}
	})
	ago := func(name string) instant.Instant {
		return now.Add(-time.Duration(rapid.IntRange(0, 90).Draw(t, name)) * time.Minute)
	}
	for i := range rapid.IntRange(1, 4).Draw(t, "jobs") {
		j := Job{ID: ident.Named(string(rune('a' + i))), Worker: "joko", From: ago("from"),
			Family: ident.ID(rapid.SampledFrom([]string{"family-sri", "family-wati", "family-tini"}).Draw(t, "family")),
			PickUp: Stop{Point: point.Draw(t, "pick-up"), Order: rapid.IntRange(0, 9).Draw(t, "first")},
			Drop:   Stop{Point: point.Draw(t, "drop"), Order: rapid.IntRange(0, 9).Draw(t, "then")}}
		if rapid.Bool().Draw(t, "picked up") {
			j.PickedUp, j.PickUp.Done = max(j.From, ago("picked up at")), true
		}
		if rapid.IntRange(0, 3).Draw(t, "ended") == 0 {
			j.Until, j.Drop.Done = max(j.From, j.PickedUp, ago("until")), true
		}
		ride = append(ride, j)
	}
	last = Fix{Worker: "joko", At: ago("seen"), Point: point.Draw(t, "seen at"), Accuracy: 9}
	return ride, last, now
}

// mayBeSeen says the rule again, word by word, in another way than the code.
func mayBeSeen(ride []Job, mine Job, last Fix) bool {
	if mine.PickedUp == 0 || mine.Until != 0 || last.At < mine.PickedUp {
		return false
	}
	first, isMine := 1000, true
	for _, j := range ride {
		own := j.ID == mine.ID || j.Family == mine.Family
		if !own && (j.Until == 0 || j.Until >= mine.From) &&
			(last.Point.Metres(j.PickUp.Point) <= 300 || last.Point.Metres(j.Drop.Point) <= 300 ||
				last.At < j.PickedUp || last.At < j.Until) {
			return false
		}
		for _, s := range []Stop{j.PickUp, j.Drop} {
			if j.Until == 0 && !s.Done && (s.Order < first || s.Order == first && !own) {
				first, isMine = s.Order, own
			}
		}
	}
	return isMine
}

func TestAFamilySeesTheCourierExactlyWhenTheRuleAllows(t *testing.T) {
	s := Defaults(zone)
	shown, hidden := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		ride, last, now := aRide(t)
		for _, mine := range ride {
			seen := View(ride, mine.ID, last, Pace{}, now, &s)
			if (seen.Point != nil) != mayBeSeen(ride, mine, last) {
				t.Fatalf("shown %v, allowed %v: %+v", seen.Point != nil, mayBeSeen(ride, mine, last), seen)
			}
			if seen.Point != nil {
				shown++
			} else {
				hidden++
			}
		}
	})
	qt.Check(t, qt.IsTrue(shown > 0 && hidden > 0), qt.Commentf("both must have happened: %d, %d", shown, hidden))
}

func TestNoByteTellsOfAnotherFamily(t *testing.T) {
	s := Defaults(zone)
	rapid.Check(t, func(t *rapid.T) {
		ride, last, now := aRide(t)
		for _, mine := range ride {
			b, err := json.Marshal(View(ride, mine.ID, last, Pace{}, now, &s))
			if err != nil {
				t.Fatal(err)
			}
			var members map[string]any
			if err := json.Unmarshal(b, &members); err != nil {
				t.Fatal(err)
			}
			allowed := map[string]string{"on_way": "state point accuracy at arrival by", "elsewhere": "state arrival",
				"waiting": "state arrival", "over": "state", "gone": "state"}[members["state"].(string)]
			for name := range members {
				if !strings.Contains(" "+allowed+" ", " "+name+" ") {
					t.Fatalf("%s in %s", name, b)
				}
			}
			if p, shown := members["point"].(map[string]any); shown && (p["lat"] != last.Point.Lat || p["lon"] != last.Point.Lon || len(p) != 2) {
				t.Fatalf("a point that is not the courier's in %s", b)
			}
			for _, j := range ride {
				if strings.Contains(string(b), string(j.ID)) || strings.Contains(string(b), string(j.Family)) {
					t.Fatalf("a job or a family is named in %s", b)
				}
			}
		}
	})
}

// twoFamilies is a ride on which both families' milk has been picked up at one
// factory; Wati's home comes first.
func twoFamilies(now instant.Instant) []Job {
	picked := now.Add(-20 * time.Minute)
	job := func(id string, drop geo.Point, order int) Job {
		return Job{ID: ident.ID(id), Family: ident.ID("family-" + id), Worker: "joko", From: now.Add(-40 * time.Minute), PickedUp: picked,
			PickUp: Stop{Point: factory, Done: true}, Drop: Stop{Point: drop, Order: order}}
	}
	return []Job{job("sri", home, 2), job("wati", other, 1)}
}

func north(p geo.Point, metres float64) geo.Point {
	p.Lat += metres / (geo.EarthRadius * 3.14159265358979 / 180)
	return p
}

func TestTheStoryOfTwoFamiliesOnOneRide(t *testing.T) {
	s := Defaults(zone)
	now := clockAt("2026-03-02 14:00").Now()
	ride := twoFamilies(now)
	at := func(p geo.Point) Fix { return Fix{At: now, Point: p, Accuracy: 5} }
	state := func(job ident.ID, f Fix) State { return View(ride, job, f, Pace{}, now, &s).State }
	onTheWay := factory.Between(other, 0.5)

	qt.Check(t, qt.Equals(state("wati", at(onTheWay)), OnWay))
	qt.Check(t, qt.Equals(state("sri", at(onTheWay)), Elsewhere), qt.Commentf("bound first for Wati's home"))

	ride[1].Drop.Done, ride[1].Until = true, now
	qt.Check(t, qt.Equals(state("wati", at(other)), Over))
	qt.Check(t, qt.Equals(state("sri", at(other)), Elsewhere), qt.Commentf("still at Wati's door"))
	qt.Check(t, qt.Equals(state("sri", at(north(other, 299))), Elsewhere))
	qt.Check(t, qt.Equals(state("sri", at(north(other, 301))), OnWay))

	before := at(onTheWay)
	before.At = now.Add(-time.Millisecond)
	qt.Check(t, qt.Equals(state("sri", before), Elsewhere), qt.Commentf("a point of when he was bound for Wati's home"))

	elsewhere := View(ride, "sri", at(other), Pace{}, now, &s)
	qt.Check(t, qt.IsNil(elsewhere.Point))
	qt.Check(t, qt.IsTrue(elsewhere.Arrival.After(now)), qt.Commentf("the arrival is told all the same"))

	qt.Check(t, qt.Equals(View(ride, "wati", at(other), Pace{}, now.Add(30*time.Minute), &s).State, Over))
	qt.Check(t, qt.Equals(View(ride, "wati", at(other), Pace{}, now.Add(30*time.Minute+time.Millisecond), &s).State, Gone))
	qt.Check(t, qt.Equals(state("nobody", at(other)), Gone))
}

func TestBeforeTheOwnPickUpThereIsAnArrivalButNoPoint(t *testing.T) {
	s := Defaults(zone)
	now := clockAt("2026-03-02 13:00").Now()
	ride := []Job{{ID: "sri", Family: "family-sri", From: now, PickUp: Stop{Point: factory, Order: 1}, Drop: Stop{Point: home, Order: 2}}}
	seen := View(ride, "sri", Fix{At: now, Point: other, Accuracy: 5}, Pace{}, now, &s)
	qt.Check(t, qt.Equals(seen.State, Waiting))
	qt.Check(t, qt.IsNil(seen.Point))
	qt.Check(t, qt.IsNotNil(seen.Arrival))

	// The point of before the pick-up is not shown after it either.
	ride[0].PickedUp, ride[0].PickUp.Done = now.Add(time.Minute), true
	seen = View(ride, "sri", Fix{At: now, Point: other, Accuracy: 5}, Pace{}, now.Add(time.Minute), &s)
	qt.Check(t, qt.Equals(seen.State, OnWay))
	qt.Check(t, qt.IsNil(seen.Point))
}

func TestArrivalsAreReckonedThroughTheStops(t *testing.T) {
	s := Defaults(zone)
	now := clockAt("2026-03-02 13:00").Now()
	kilometre := north(factory, 1000)
	direct := Arrive(factory, now, []geo.Point{kilometre}, Pace{}, now, &s)
	// 1 km in a line is 1.35 km by road; at 22 km/h that is 221 s.
	qt.Check(t, qt.Equals(direct.At.Sub(now).Round(time.Second), 221*time.Second))
	qt.Check(t, qt.IsTrue(direct.By.After(direct.At)))

	through := Arrive(factory, now, []geo.Point{factory.Between(kilometre, 0.5), kilometre}, Pace{}, now, &s)
	qt.Check(t, qt.Equals(through.At.Sub(direct.At).Round(time.Second), s.Service), qt.Commentf("a stop on the way costs its service"))
	qt.Check(t, qt.IsTrue(through.By.Sub(through.At) > direct.By.Sub(direct.At)), qt.Commentf("and makes it less sure"))

	silent := Arrive(factory, now, []geo.Point{kilometre}, Pace{}, now.Add(time.Hour), &s)
	qt.Check(t, qt.Equals(silent.At, now.Add(time.Hour)), qt.Commentf("never in the past"))
}

func TestARideTeachesItsSpeed(t *testing.T) {
	s := Defaults(zone)
	now := clockAt("2026-03-02 13:00").Now()
	var pace Pace
	qt.Check(t, qt.Equals(pace.Speed(&s), s.Speed))
	last := Fix{At: now, Point: factory}
	drive := func(perSecond float64, minutes int) {
		for range minutes * 3 {
			next := Fix{At: last.At.Add(20 * time.Second), Point: north(last.Point, perSecond*20)}
			pace, last = pace.Learn(last, next), next
		}
	}
	drive(11, 5)
	qt.Check(t, qt.IsTrue(pace.Speed(&s) > 8 && pace.Speed(&s) < 9.5), qt.Commentf("half way to 11 m/s: %v", pace.Speed(&s)))
	fast := pace
	drive(0, 10)
	qt.Check(t, qt.Equals(pace, fast), qt.Commentf("standing at a stop is not driving slowly"))
	drive(3, 30)
	qt.Check(t, qt.IsTrue(pace.Speed(&s) < 5), qt.Commentf("what is old counts less: %v", pace.Speed(&s)))
}

func TestAnArrivalNeverComesNearerByDrivingAway(t *testing.T) {
	s := Defaults(zone)
	now := clockAt("2026-03-02 13:00").Now()
	rapid.Check(t, func(t *rapid.T) {
		near := float64(rapid.IntRange(0, 20_000).Draw(t, "near"))
		far := near + float64(rapid.IntRange(0, 20_000).Draw(t, "more"))
		pace := Pace{rapid.Float64Range(0, 1e5).Draw(t, "metres"), rapid.Float64Range(0, 1e4).Draw(t, "seconds")}
		a := Arrive(north(home, near), now, []geo.Point{home}, pace, now, &s)
		b := Arrive(north(home, far), now, []geo.Point{home}, pace, now, &s)
		if b.At < a.At || a.By < a.At || b.By < a.By {
			t.Fatalf("near %v, far %v", a, b)
		}
	})
}
