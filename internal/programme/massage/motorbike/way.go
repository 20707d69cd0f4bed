package motorbike

import (
	"time"

	"sambang/internal/shared/tracking"
)

// The bounds of a position that counts: our own proposals. A telephone that lies on a table
// wanders some tens of metres, and what is faster than a motorway is no motorbike.
const (
	stray    = 100.0 // metres that a position may be uncertain
	stirs    = 40.0  // metres from the last one that counted before it has moved
	fastest  = 35.0  // metres a second, 126 km/h
	tooQuick = time.Second
)

// Metres is how far the positions of one way go, in their order of time. Between two that are
// far apart it is the straight line: what was really ridden is never less.
func Metres(fixes []tracking.Fix) (sum float64) {
	var last tracking.Fix
	for _, f := range fixes {
		if f.Mock || f.Void || !f.Point.Valid() || f.Accuracy > stray {
			continue
		}
		if last.At.IsZero() {
			last = f
			continue
		}
		far, took := last.Point.Metres(f.Point), max(f.At.Sub(last.At), tooQuick)
		if far < max(stirs, f.Accuracy) || far/took.Seconds() > fastest {
			continue
		}
		sum += far
		last = f
	}
	return sum
}
