package milk

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Ahead is what was planned for a place on the day for which bottles are declared:
// who is to come, and the points where they are not the place's own. Nothing
// planned is zero.
type Ahead struct {
	Courier       ident.ID
	Start, Finish journal.Ref
}

// Look tells what was planned for a place on the day of an instant.
type Look func(q journal.Query, p Place, want instant.Instant) (Ahead, error)

// look asks the days ahead, when there are any.
func (r Room) look(q journal.Query, p Place, want instant.Instant) (Ahead, error) {
	if r.Look == nil {
		return Ahead{}, nil
	}
	return r.Look(q, p, max(want, q.Now))
}

// ways are where a delivery begins and ends: as planned, else as the place says.
func (a Ahead) ways(p Place) (start, finish journal.Ref) {
	start, finish = p.Pickup, p.Finish
	if !a.Start.IsZero() {
		start = a.Start
	}
	if !a.Finish.IsZero() {
		finish = a.Finish
	}
	return start, finish
}
