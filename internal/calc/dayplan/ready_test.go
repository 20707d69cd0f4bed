package dayplan_test

import (
	"context"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
)

// A day that is kept and takes in one job after the other answers as one compiled anew.
func TestADayThatIsKeptAnswersAsOneCompiledAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSheet(t)
		d := dayplan.Make(context.Background(), s, road{}, dayplan.Day{}, routing.Effort{Seed: 1, Steps: 40})
		_, kept := dayplan.Compile(s, road{})
		plan := kept.Plan(d)
		for n := range 3 {
			asked := drawJob(t, 90+n, nil)
			_, anew := dayplan.Compile(s, road{})
			a, b := kept.Answer(plan, asked), anew.Answer(plan, asked)
			must(t, reflect.DeepEqual(a, b), "kept and anew", a, b)
			came := drawJob(t, 80+n, nil)
			s.Jobs = append(s.Jobs, came)
			if !kept.Take(came) {
				return
			}
			_, anew = dayplan.Compile(s, road{})
			next, placed := kept.Place(plan, came.ID)
			other, also := anew.Place(plan, came.ID)
			must(t, placed == also && reflect.DeepEqual(next, other), "a place", next, other)
			if placed {
				must(t, reflect.DeepEqual(kept.Hours(next).Routes, anew.Day(next).Routes), "hours", kept.Hours(next))
			}
			plan = next
		}
	})
}
