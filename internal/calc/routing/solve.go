package routing

import "context"

// Solve plans from nothing: the best plan that the effort finds. The head of a route that
// has begun stays; what cannot be placed is in no route. It never gives a plan that breaks
// a hard rule. When ctx ends it returns within 20 ms what it has.
func Solve(ctx context.Context, p *Problem, e Effort) Found {
	return Improve(ctx, p, Plan{}, e)
}

// Improve makes a better plan of an earlier one. What it gives is never worse under the
// problem's aim, keeps every request that had a place, and breaks no promise that from
// keeps at the 80% arrival time. Requests of from that no longer fit (a window has closed,
// a worker is gone) lose their place first and are tried again. A nil Routes is no plan.
func Improve(ctx context.Context, p *Problem, from Plan, e Effort) Found {
	return Found{Plan: from}
}
