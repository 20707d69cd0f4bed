package capacity_test

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/capacity"
	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
)

// rosters is how many are drawn; a soak draws as many as SAMBANG_SEEDS says: 500.
func rosters() int {
	if n, err := strconv.Atoi(os.Getenv("SAMBANG_SEEDS")); err == nil && n > 0 {
		return n
	}
	return 40
}

// long plans a day from scratch.
func long(p *routing.Problem, steps int, seed uint64) routing.Plan {
	return routing.Solve(context.Background(), p, routing.Effort{Seed: seed, Steps: steps}).Plan
}

// The day planned anew, in many times the steps and from many beginnings, is asked whether
// it takes one more without anybody losing a place or a promise: by all the aims of a day,
// and by none but that all are served on its slowest ways.
func planAnew(s dayplan.Sheet, one dayplan.Job) bool {
	s.Jobs = append(slices.Clone(s.Jobs), one)
	p, x := dayplan.Compile(s, plain{})
	for seed := range uint64(16) {
		of, steps := slowest(p), 4000
		switch {
		case seed%8 == 7:
			of = p
		case seed%2 == 0: // how long milk rides is asked at likely times only: the judge will
			for i := range of.Requests {
				of.Requests[i].RideLimit = routing.Never
			}
		}
		v := routing.Judge(p, long(of, steps, 100+seed))
		all := len(v.Breaches) == 0
		for _, j := range s.Jobs {
			all = all && isKept(p, v, x.Request[j.ID])
		}
		if all {
			return true
		}
	}
	return false
}

// slowest is a problem in which every way is slow and every promise is a window.
func slowest(p *routing.Problem) *routing.Problem {
	out := *p
	out.Aim, out.Stops, out.Matrices = routing.Shortest, slices.Clone(p.Stops), slices.Clone(p.Matrices)
	out.Requests = slices.Clone(p.Requests)
	for i := range out.Matrices {
		out.Matrices[i].Seconds = out.Matrices[i].Slow
	}
	for i := range out.Stops {
		due := out.Stops[i].Due
		if out.Stops[i].DueAtEnd {
			due -= out.Stops[i].Service
		}
		out.Stops[i].Latest = min(out.Stops[i].Latest, due)
	}
	return &out
}

// It never says "fits" when no plan does, and what it says does not fit is wrong in at
// most two of a hundred.
func TestOneMoreIsAnsweredAsThePlanFromScratchWould(t *testing.T) {
	fits, not, wrong := 0, 0, 0
	for seed := range uint64(rosters()) {
		s := served(roster(seed))
		week, err := capacity.Stand(t.Context(), []capacity.Day{{Sheet: s, Legs: plain{}}}, capacity.Usual)
		qt.Assert(t, qt.IsNil(err))
		if len(week.Left()) > 0 {
			continue
		}
		r := rand.New(rand.NewPCG(seed, 99))
		one := drawn(r, "one more")
		a, err := week.Answer(t.Context(), asking(one), capacity.Range{})
		qt.Assert(t, qt.IsNil(err))
		switch {
		case a.Verdict == capacity.Fits:
			fits++
		case planAnew(s, one):
			not, wrong = not+1, wrong+1
			t.Logf("roster %d: she does not fit (%s), and the plan from scratch takes her", seed, a.Why)
		default:
			not++
		}
	}
	t.Logf("%d rosters: fits %d, does not fit %d, of these wrong %d", rosters(), fits, not, wrong)
	qt.Assert(t, qt.IsTrue(fits > rosters()/5 && not > rosters()/5), qt.Commentf("the rosters decide nothing"))
	qt.Assert(t, qt.IsTrue(wrong*50 <= max(not, 50)), qt.Commentf("at most two of a hundred, and one of the few of a short run"))
}
