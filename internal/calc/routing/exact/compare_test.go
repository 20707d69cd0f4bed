package exact

import (
	"context"
	"os"
	"strconv"
	"testing"

	"sambang/internal/calc/routing"
)

// cases is how many problems are tried: usual, or what a soak asks for (2,000 at least).
func cases(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("SAMBANG_SEEDS")); err == nil && n > 0 {
		return max(n, 2_000)
	}
	return usual
}

// steps is how long a small problem is searched.
const steps = 3_000

func TestTheSearchFindsTheBestPlanThereIs(t *testing.T) {
	for seed := range uint64(cases(200)) {
		p := drawn(seeded(seed), sizes{requests: 7, workers: 3, stops: 11})
		if err := p.Check(); err != nil {
			t.Fatalf("problem %d: %v", seed, err)
		}
		found := routing.Solve(context.Background(), p, routing.Effort{Seed: seed, Steps: steps})
		v := routing.Judge(p, found.Plan)
		if len(v.Breaches) > 0 {
			t.Errorf("problem %d: %v breaks %+v", seed, found.Plan.Routes, v.Breaches)
			continue
		}
		want := best(p)
		if p.Aim.Compare(v.Score, want.score) != 0 {
			t.Errorf("problem %d: %v is worth %v, the best plan %v %v", seed, found.Plan.Routes, v.Score, want.plan, want.score)
		}
		if judged := routing.Judge(p, routing.Plan{Routes: want.plan}); len(judged.Breaches) > 0 || p.Aim.Compare(judged.Score, want.score) != 0 {
			t.Errorf("problem %d: the judge says of %v %v %v, our own reckoning %v", seed, want.plan, judged.Score, judged.Breaches, want.score)
		}
	}
}
