package care

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
)

const day = "2026-11-22"

var here = geo.Point{Lat: -8.3, Lon: 114.1}

func TestAHouseWaitsAsLongAsTheOneThereWhoWaitsLongest(t *testing.T) {
	v := Draw(Facts{Village: "v", Today: day, RhythmDays: 30, At: map[ident.ID]geo.Point{"h": here, "alone": here},
		Watched: []Watched{
			{Person: "seen", House: "h", Code: "0042-7", LastOn: "2026-11-20", Groups: []string{"child"}},
			{Person: "waits", House: "h", Code: "0042-7", LastOn: "2026-10-01", Groups: []string{"pregnant", "child"}},
			{Person: "alone", LastOn: "2026-11-22", Groups: []string{"elder"}},
		}})
	qt.Assert(t, qt.DeepEquals(v.Houses, []House{
		{House: "h", Code: "0042-7", Lat: here.Lat, Lon: here.Lon, Days: 52, Band: Due, People: []ident.ID{"seen", "waits"}, Groups: []string{"child", "pregnant"}},
		{Lat: here.Lat, Lon: here.Lon, Days: 0, Band: Fresh, People: []ident.ID{"alone"}, Groups: []string{"elder"}},
	}))
	qt.Check(t, qt.DeepEquals(v.Total, Total{Village: "v", Watched: 3, Fresh: 2, Due: 1}))
}

// The last day of a band is still in it.
func TestTheBandsEndWithTheirLastDay(t *testing.T) {
	for _, c := range []struct {
		on, band string
		days     int
	}{{"2026-10-23", Fresh, 30}, {"2026-10-22", Due, 31}, {"2026-09-23", Due, 60}, {"2026-09-22", Long, 61}, {"", Never, -1}, {"2026-11-23", Fresh, 0}} {
		days := daysSince(c.on, day)
		qt.Check(t, qt.Equals(days, c.days), qt.Commentf("%s", c.on))
		qt.Check(t, qt.Equals(bandOf(days, 30), c.band), qt.Commentf("%s", c.on))
	}
	for days, age := range map[int]string{0: "month", 30: "month", 31: "quarter", 90: "quarter", 91: "older"} {
		qt.Check(t, qt.Equals(ageOf(days), age), qt.Commentf("%d", days))
	}
}

func TestWhatMayNotBeShownCountsAndStandsNowhere(t *testing.T) {
	v := Draw(Facts{Village: "v", Today: day, RhythmDays: 30,
		Watched: []Watched{{Person: "ratri", House: "hidden", Code: "0001-1", Groups: []string{"pregnant"}}},
		Found:   []Found{{Finding: "f", Kind: "latrine", House: "hidden", Code: "0001-1", On: "2026-08-01", Overdue: true, State: "open"}},
		Hung:    []Hung{{Post: "hidden", House: "hidden", Code: "0001-1", Responders: 1, Want: []string{"too_few"}}}})
	qt.Check(t, qt.HasLen(v.Houses, 0))
	qt.Check(t, qt.DeepEquals(v.Unplaced, []Unplaced{{Person: "ratri", Days: -1, Band: Never, Groups: []string{"pregnant"}}}))
	qt.Check(t, qt.DeepEquals(v.Findings, []Finding{{Finding: "f", Kind: "latrine", State: "open", Days: 113, Age: "older", Overdue: true}}))
	qt.Check(t, qt.DeepEquals(v.Posts, []Post{{Post: "hidden", Responders: 1, Want: []string{"too_few"}}}))
	qt.Check(t, qt.DeepEquals(v.Total, Total{Village: "v", Watched: 1, Never: 1, Findings: 1, FindingsOlder: 1, Overdue: 1, OldestDays: 113, Posts: 1, PostsWanting: 1}))
}

// Nobody is lost between the houses and those without a place, the bands sum up, and
// the order does not hang on the order of the rows.
func TestNobodyIsLostOnTheMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Facts{Today: day, RhythmDays: rapid.IntRange(1, 90).Draw(t, "rhythm"), At: map[ident.ID]geo.Point{}}
		for i := range rapid.IntRange(0, 30).Draw(t, "people") {
			house := rapid.SampledFrom([]ident.ID{"", "a", "b", "c"}).Draw(t, "house")
			on := rapid.SampledFrom([]string{"", "2026-11-22", "2026-11-01", "2026-06-01", "2025-01-01"}).Draw(t, "on")
			f.Watched = append(f.Watched, Watched{Person: ident.ID(fmt.Sprint("p", i)), House: house, LastOn: on})
		}
		for _, key := range []ident.ID{"a", "b", "p0", "p3"} {
			if rapid.Bool().Draw(t, "shown") {
				f.At[key] = here
			}
		}
		v := Draw(f)
		met := map[ident.ID]int{}
		for _, h := range v.Houses {
			for _, p := range h.People {
				met[p]++
			}
		}
		for _, u := range v.Unplaced {
			met[u.Person]++
		}
		for _, w := range f.Watched {
			if met[w.Person] != 1 {
				t.Fatalf("%s stands %d times", w.Person, met[w.Person])
			}
		}
		if sum := v.Total.Fresh + v.Total.Due + v.Total.Long + v.Total.Never; sum != v.Total.Watched {
			t.Fatalf("the bands sum to %d of %d", sum, v.Total.Watched)
		}
		f.Watched = rapid.Permutation(f.Watched).Draw(t, "order")
		if again := Draw(f); !reflect.DeepEqual(again, v) {
			t.Fatalf("another order, another map:\n%v\n%v", v, again)
		}
	})
}
