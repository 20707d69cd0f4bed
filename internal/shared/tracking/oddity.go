package tracking

import (
	"cmp"
	"slices"
)

// Figures of what is odd about a track, our own proposals: one wild fix is the
// phone's, a row of them is not; a made-up position is made up from the first.
const oddJumps = 5

// Oddities says what a person should look at in what was kept apart within one job:
// impossible_speed for a row of jumps, mock_position where an app made positions up.
// It is pure; nothing odd gives nothing.
func Oddities(held []Held) []string {
	jumps, out := 0, []string{}
	for _, h := range held {
		switch h.Reason {
		case ImpossibleSpeed:
			if jumps++; jumps == oddJumps {
				out = append(out, "impossible_speed")
			}
		case Mocked:
			if !slices.Contains(out, "mock_position") {
				out = append(out, "mock_position")
			}
		}
	}
	slices.Sort(out)
	return out
}

// Carried lists the jobs whose load is in a courier's hands now, by id.
func (w *Windows) Carried() []Job {
	w.mu.RLock()
	defer w.mu.RUnlock()
	var out []Job
	for _, ride := range w.rides {
		for _, j := range ride {
			if j.Running() && j.PickedUp != 0 {
				out = append(out, j)
			}
		}
	}
	slices.SortFunc(out, func(a, b Job) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
