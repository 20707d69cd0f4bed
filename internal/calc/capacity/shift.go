package capacity

import (
	"slices"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
)

// shifts are the moves to try, the nearest first; of two as near the later, for milk
// waits more easily than somebody can leave work early.
func (r Range) shifts() []time.Duration {
	out := []time.Duration{0}
	if r.Step <= 0 {
		return out
	}
	for d := r.Step; d <= max(r.Earlier, r.Later); d += r.Step {
		if d <= r.Later {
			out = append(out, d)
		}
		if d <= r.Earlier {
			out = append(out, -d)
		}
	}
	return out
}

// moved are jobs with all their hours later by d.
func moved(jobs []dayplan.Job, d time.Duration) []dayplan.Job {
	out := slices.Clone(jobs)
	for i := range out {
		if out[i].Pick != nil {
			pick := movedSpot(*out[i].Pick, d)
			out[i].Pick = &pick
		}
		out[i].Drop, out[i].At = movedSpot(out[i].Drop, d), later(out[i].At, d)
	}
	return out
}

func movedSpot(s dayplan.Spot, d time.Duration) dayplan.Spot {
	s.Earliest, s.Latest, s.Due = later(s.Earliest, d), later(s.Latest, d), later(s.Due, d)
	return s
}

// later moves an hour that is set.
func later(at instant.Instant, d time.Duration) instant.Instant {
	if at.IsZero() {
		return at
	}
	return at.Add(d)
}
