package massages_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/report/massages"
)

const (
	dago   = "32.73.02.1004"
	sekelo = "32.73.02.1005"
)

// done is a visit that took place.
func done(day, village, family string, waited int, stars int64, ages ...int) massages.Line {
	return massages.Line{What: massages.Done, Day: day, Village: village, Family: ident.Named(family), Waited: waited, Stars: stars, Ages: ages, Minutes: 45}
}

func asked(day, village, row, became string, door bool) massages.Line {
	return massages.Line{What: massages.Screened, Day: day, Village: village, Why: row, Became: became, Door: door, Waited: -1}
}

func TestFiguresAreSumsOfLines(t *testing.T) {
	lines := []massages.Line{
		done("2026-03-02", dago, "sri", 0, 5, 0),
		done("2026-03-09", dago, "sri", -1, 4, 1), // the second visit of a course
		done("2026-03-10", sekelo, "ani", 6, 0, 5, 5),
		done("2026-04-01", sekelo, "ani", 10, 1, 6, 6),
		done("2026-04-02", sekelo, "lia", 2, 0, 40), // older than any band
		{What: massages.NotHome, Day: "2026-04-03", Village: dago},
		{What: massages.Cancelled, Day: "2026-04-03", Village: dago, Why: "parent"},
		{What: massages.Stopped, Day: "2026-04-04", Village: dago, Why: "cried"},
		{What: massages.Courses, Day: "2026-03-30", Village: dago, Became: massages.Done},
		{What: massages.Courses, Day: "2026-03-31", Village: dago, Became: "cut"},
		asked("2026-03-01", dago, "M01", screening.Refer, false), asked("2026-03-02", dago, "", screening.Go, true),
		asked("2026-03-03", dago, "M12", screening.Wait, true), asked("2026-03-03", dago, "M12", screening.Wait, true),
	}
	m := massages.Reckoned(lines, []string{dago, "32.73.02.1006"}, "2026-03", "2026-04")
	qt.Check(t, qt.Equals(m.Total.Visits, 5))
	qt.Check(t, qt.Equals(m.Total.Massages, 7), qt.Commentf("twins are two massages of one visit"))
	qt.Check(t, qt.Equals(m.Total.Waited, massages.Waited{Of: 4, Median: 2, P90: 10}))
	qt.Check(t, qt.Equals(m.Total.Repeat, massages.Share{Have: 2, Of: 3}))
	qt.Check(t, qt.Equals(m.Total.Courses, massages.Share{Have: 1, Of: 2}))
	qt.Check(t, qt.Equals(m.Total.Refused, massages.Share{Have: 1, Of: 4}))
	qt.Check(t, qt.Equals(m.Total.Delayed, massages.Share{Have: 2, Of: 4}))
	qt.Check(t, qt.Equals(m.Total.Rated, massages.Rated{Of: 3, Mean: 333}))
	qt.Check(t, qt.Equals(m.Months[0].Rated, massages.Rated{Of: 2}), qt.Commentf("a mean of two is somebody's own"))
	qt.Check(t, qt.Equals(m.Months[1].Repeat, massages.Share{Have: 1, Of: 2}), qt.Commentf("Ani had been visited the month before"))
	var bands []int
	for _, b := range m.Bands {
		bands = append(bands, b.Massages)
	}
	qt.Check(t, qt.DeepEquals(bands, []int{1, 1, 4, 1}))
	qt.Assert(t, qt.HasLen(m.Places, 3), qt.Commentf("a village in which nothing happened is named too"))
	qt.Check(t, qt.DeepEquals(m.Reasons, []massages.Reason{
		{What: massages.Cancelled, Why: "parent", N: 1},
		{What: massages.Screened, Why: "M12", Became: screening.Wait, Door: true, N: 2},
		{What: massages.Screened, Why: "M01", Became: screening.Refer, N: 1},
		{What: massages.Stopped, Why: "cried", N: 1},
	}))
}

// Invariant 21: every figure is the length of its list, and however it is cut it is the same
// sum.
func TestEveryFigureIsItsList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.Custom(func(t *rapid.T) massages.Line {
			l := massages.Line{What: rapid.SampledFrom([]string{massages.Asked, massages.Done, massages.Stopped, massages.NotHome, massages.Cancelled, massages.Lapsed, massages.Screened, massages.Courses}).Draw(t, "what"),
				Day:     time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 89).Draw(t, "day")).Format(time.DateOnly),
				Village: rapid.SampledFrom([]string{dago, sekelo}).Draw(t, "village"), Family: ident.Named(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "family")),
				Ages: rapid.SliceOfN(rapid.IntRange(-1, 50), 1, 2).Draw(t, "ages"), Waited: rapid.IntRange(-1, 20).Draw(t, "waited"), Stars: rapid.Int64Range(0, 5).Draw(t, "stars")}
			l.Family = ident.Named(string(l.Family) + l.Village) // a family lives in one village
			l.Why = rapid.SampledFrom([]string{"", "M01", "parent"}).Draw(t, "why")
			l.Became = rapid.SampledFrom([]string{screening.Go, screening.Wait, screening.Refer, massages.Done}).Draw(t, "became")
			return l
		})
		lines := rapid.SliceOfN(line, 0, 40).Draw(t, "lines")
		m := massages.Reckoned(lines, nil, "2026-01", "2026-03")
		flat := func(f massages.Figures) [14]int {
			return [14]int{f.Asked, f.Visits, f.Massages, f.Stopped, f.NotHome, f.Cancelled, f.Lapsed, f.Refused.Have, f.Refused.Of, f.Delayed.Have, f.Courses.Have, f.Courses.Of, f.Waited.Of, f.Rated.Of}
		}
		var months, places [14]int
		for _, x := range m.Months {
			for i, n := range flat(x.Figures) {
				months[i] += n
			}
		}
		visited, repeat := 0, 0
		for _, x := range m.Places {
			for i, n := range flat(x.Figures) {
				places[i] += n
			}
			visited, repeat = visited+x.Repeat.Of, repeat+x.Repeat.Have
		}
		if total := flat(m.Total); months != total || places != total {
			t.Fatalf("months %v, places %v, total %v", months, places, total)
		}
		if visited != m.Total.Repeat.Of || repeat != m.Total.Repeat.Have {
			t.Fatalf("families %d and %d, total %v", visited, repeat, m.Total.Repeat)
		}
		for what, n := range map[string]int{massages.Asked: m.Total.Asked, massages.Done: m.Total.Visits, massages.Stopped: m.Total.Stopped, massages.NotHome: m.Total.NotHome,
			massages.Cancelled: m.Total.Cancelled, massages.Lapsed: m.Total.Lapsed, massages.Screened: m.Total.Refused.Of, massages.Courses: m.Total.Courses.Of, massages.Repeat: m.Total.Repeat.Have} {
			if got := len(massages.Listed(lines, what, "", "", "2026-03")); got != n {
				t.Fatalf("%s: %d in the list, %d in the figure", what, got, n)
			}
		}
		for _, r := range m.Reasons {
			if got := len(massages.Listed(lines, r.What, r.Why, r.Became, "2026-03")); r.What != massages.Screened && got != r.N {
				t.Fatalf("%v: %d in the list", r, got)
			}
		}
		all := 0
		for _, b := range m.Bands {
			all += b.Massages
		}
		if all != m.Total.Massages {
			t.Fatal(fmt.Sprintf("%d massages by age, %d in all", all, m.Total.Massages))
		}
	})
}
