package whatif_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/whatif"
	"sambang/internal/core/instant"
)

// recount counts the promises of an outcome from its log alone, by its own reading of
// what a promise is.
func recount(days int, o whatif.Outcome, first instant.Instant) (promised, kept int, rice int64) {
	made := map[string]whatif.Stop{}
	for _, s := range o.Log {
		made[s.Job+" "+s.What] = s
	}
	over := first.Add(time.Duration(days) * 24 * time.Hour)
	for _, p := range o.Promises {
		if !p.Due.Before(over) {
			continue
		}
		promised++
		s, done := made[p.Job+" "+p.What]
		at := s.Begin
		if p.End {
			at = s.Leave
		}
		if done && !at.After(p.Due) {
			kept++
			continue
		}
		rice += p.Rice
	}
	return promised, kept, rice
}

// unsound walks through a log stop by stop and says what could not have happened.
func unsound(o whatif.Outcome, capacity int) string {
	type hands struct {
		free  instant.Instant
		day   int
		holds map[string]bool
	}
	at := map[int]*hands{}
	done := map[string]bool{}
	log := slices.Clone(o.Log)
	slices.SortStableFunc(log, func(a, b whatif.Stop) int { return int((a.Depart - b.Depart) / 1e6) })
	for _, s := range log {
		w := at[s.Worker]
		if w == nil {
			w = &hands{holds: map[string]bool{}}
			at[s.Worker] = w
		}
		switch {
		case done[s.Job+s.What]:
			return fmt.Sprint("a stop is made twice: ", s)
		case w.day == s.Day && s.Depart.Before(w.free):
			return fmt.Sprint("somebody leaves before he is free: ", s)
		case s.Arrive.Before(s.Depart) || s.Begin.Before(s.Arrive) || s.Leave.Before(s.Begin):
			return fmt.Sprint("hours run backwards: ", s)
		case s.What == "drop" && !w.holds[s.Job]:
			return fmt.Sprint("somebody hands over what he has not fetched: ", s)
		}
		done[s.Job+s.What] = true
		w.free, w.day = s.Leave, s.Day
		if s.What == "pick" {
			w.holds[s.Job] = true
		}
		if s.What == "drop" {
			delete(w.holds, s.Job)
		}
		if len(w.holds) > capacity {
			return fmt.Sprint("more on board than there is room for: ", s)
		}
	}
	for n, w := range at {
		if len(w.holds) > 0 {
			return fmt.Sprint("worker ", n, " came home with something on board")
		}
	}
	return ""
}

func TestEveryLogCouldHaveHappenedAndSaysWhatWasKept(t *testing.T) {
	first, err := instant.Parse(monday)
	qt.Assert(t, qt.IsNil(err))
	rapid.Check(t, func(rt *rapid.T) {
		name := rapid.SampledFrom(whatif.Examples()).Draw(rt, "rates")
		r := example(t, name)
		rain := rapid.Float64Range(0, 1).Draw(rt, "rain")
		s := whatif.Scenario{Workers: rapid.IntRange(1, 4).Draw(rt, "workers"), Rain: &rain, PerCourier: rapid.SampledFrom([]int{0, -1}).Draw(rt, "ceiling"),
			Demand: rapid.Float64Range(0.3, 3).Draw(rt, "demand"), Promise: rapid.IntRange(30, 300).Draw(rt, "promise")}
		days := rapid.IntRange(1, 5).Draw(rt, "days")
		o := ask(t, r, days, int64(rapid.IntRange(0, 1000).Draw(rt, "seed")), s).Outcomes[0]
		room := max(int(r.Crew.Capacity[0]), int(r.Crew.Capacity[1]))
		if what := unsound(o, room); what != "" {
			rt.Fatal(what)
		}
		promised, kept, rice := recount(days, o, first)
		told := [3]int{}
		for _, d := range o.Days {
			told[0], told[1], told[2] = told[0]+d.Promised, told[1]+d.Kept, told[2]+int(d.Rice)
		}
		if own := [3]int{promised, kept, int(rice)}; told != own {
			rt.Fatalf("the days tell %v, the log %v", told, own)
		}
	})
}
