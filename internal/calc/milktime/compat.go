package milktime

import "sambang/internal/core/instant"

// UseBy is Judge for callers that know one state and its stays.
func UseBy(l Limits, milk Milk, start instant.Instant, stays []Stay) instant.Instant {
	return Judge(l, History{Expressed: start, Thawed: milk == Thawed, Stays: stays}).UseBy
}
