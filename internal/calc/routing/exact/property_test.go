package exact

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sambang/internal/calc/routing"
)

// thrown draws with a property test's die, so that it looks for smaller examples.
func thrown(t *rapid.T) die {
	return func(lo, hi int) int { return rapid.IntRange(lo, hi).Draw(t, "die") }
}

// middling problems are too large to look at all plans, small enough to try many.
var middling = sizes{requests: 14, workers: 4, stops: 24}

func solved(t *rapid.T, p *routing.Problem, steps int) routing.Found {
	return routing.Solve(context.Background(), p, routing.Effort{Seed: uint64(thrown(t)(0, 99)), Steps: steps})
}

func TestNoPlanBreaksARule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(thrown(t), middling)
		found := solved(t, p, 120)
		v := routing.Judge(p, found.Plan)
		if len(v.Breaches) > 0 {
			t.Fatalf("%v breaks %+v", found.Plan.Routes, v.Breaches)
		}
		if p.Aim.Compare(v.Score, found.Score) != 0 {
			t.Fatalf("%v is worth %v, found says %v", found.Plan.Routes, v.Score, found.Score)
		}
	})
}

// Taking a request that nobody has begun out of a plan leaves a plan, where no detour is
// shorter than the way and its worker has no pause. (A load that is on board stays there
// when its delivery goes. A pause is taken where the route passes its hours: with a stop
// less it may fall before another one, whose hour is then missed; whoever takes something
// out of such a day has it planned again.)
func TestLessIsNeverTooMuch(t *testing.T) {
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(thrown(t), middling)
		if !metric(p) {
			return
		}
		plan := solved(t, p, 60).Plan
		for r := range p.Requests {
			if started(p, r) || pauses(p, plan, r) {
				continue
			}
			taken++
			if v := routing.Judge(p, without(p, plan, r)); len(v.Breaches) > 0 {
				t.Fatalf("%v without %d breaks %+v", plan.Routes, r, v.Breaches)
			}
		}
	})
	if taken == 0 {
		t.Fatal("nothing was taken out")
	}
}

// pauses reports whether the worker who has a request in a plan has a pause.
func pauses(p *routing.Problem, plan routing.Plan, request int) bool {
	for w, route := range plan.Routes {
		if slices.Contains(route, p.Requests[request].Delivery) {
			return len(p.Workers[w].Breaks) > 0
		}
	}
	return false
}

func TestEqualSeedsAndStepsGiveEqualPlans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(thrown(t), middling)
		e := routing.Effort{Seed: uint64(thrown(t)(0, 99)), Steps: 100}
		one, _ := json.Marshal(routing.Solve(context.Background(), p, e))
		two, _ := json.Marshal(routing.Solve(context.Background(), p, e))
		if !bytes.Equal(one, two) {
			t.Fatalf("%s\nthen %s", one, two)
		}
	})
}

// A search without any bound of its own ends with its context, with a plan. The clock of
// the search ends the context here, after some looks at it.
func TestASearchThatIsCancelledHasAPlan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(thrown(t), middling)
		looks := thrown(t)(0, 30)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		if looks == 0 {
			cancel()
		}
		seen := 0
		clock := func() time.Duration {
			if seen++; seen >= looks {
				cancel()
			}
			return 0
		}
		found := routing.Solve(ctx, p, routing.Effort{Seed: 1, Time: time.Hour, Clock: clock})
		if v := routing.Judge(p, found.Plan); len(v.Breaches) > 0 {
			t.Fatalf("%v breaks %+v", found.Plan.Routes, v.Breaches)
		}
	})
}

// Improving never makes a plan worse, takes no place away and breaks no promise that held.
func TestImprovingNeverWorsens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(thrown(t), middling)
		from := solved(t, p, thrown(t)(1, 40)).Plan
		after := routing.Improve(context.Background(), p, from, routing.Effort{Seed: 7, Steps: 80})
		before, now := routing.Judge(p, from), routing.Judge(p, after.Plan)
		if len(now.Breaches) > 0 || p.Aim.Compare(now.Score, before.Score) > 0 {
			t.Fatalf("%v %v became %v %v %+v", from.Routes, before.Score, after.Plan.Routes, now.Score, now.Breaches)
		}
		had, have := held80(p, before), held80(p, now)
		for s, was := range had {
			is, placed := have[s]
			if !placed || was && !is {
				t.Fatalf("%v became %v: stop %d was kept %v, has a place %v, is kept %v", from.Routes, after.Plan.Routes, s, was, placed, is)
			}
		}
	})
}

// held80 says of each stop with a place whether its promise holds on 80 of 100 days.
func held80(p *routing.Problem, v routing.Verdict) map[int]bool {
	all := map[int]bool{}
	for _, route := range v.Routes {
		for _, m := range route.Stops {
			s := p.Stops[m.Stop]
			done := m.Slow
			if s.DueAtEnd {
				done += s.Service
			}
			all[m.Stop] = done <= s.Due+eps
		}
	}
	return all
}

// Why has a reason for everybody who is not able, and only for them a hard one.
func TestWhyAgreesWithEveryPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(thrown(t), sizes{requests: 6, workers: 3, stops: 9})
		plan := solved(t, p, 40).Plan
		r := thrown(t)(0, len(p.Requests)-1)
		from := without(p, plan, r)
		if started(p, r) || len(routing.Judge(p, from).Breaches) > 0 {
			return
		}
		told := map[int]string{}
		for _, reason := range routing.Why(p, from, r) {
			told[reason.Worker] = reason.Why
		}
		for w := range p.Workers {
			_, able := everyWay(p, from, r, w)
			if why, ok := told[w]; !ok || able != (why == routing.WhyWorse) {
				t.Fatalf("request %d, worker %d in %v: able is %v, why is %q", r, w, from.Routes, able, why)
			}
		}
	})
}
