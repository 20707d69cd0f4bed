package milk

import (
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// loadDistance reads how far the home is from where the milk was fetched, as the
// crow flies: no road is shorter, so that nobody is doubted for a short cut.
func (r *Run) loadDistance(q journal.Query) error {
	var from, to dispatch.Place
	if _, err := q.Open(r.Pickup, &from); err != nil {
		return err
	}
	if _, err := q.Open(r.Finish, &to); err != nil {
		return err
	}
	if !from.Point().IsZero() && !to.Point().IsZero() {
		r.Metres = from.Point().Metres(to.Point())
	}
	return nil
}

// tooFast reports whether nobody could have come from the pick-up to the door in
// the time between: then one of the two was told from somewhere else.
func (r Run) tooFast(at instant.Instant) bool {
	if !r.ArrivedAt.IsZero() {
		at = r.ArrivedAt
	}
	took := at.Sub(r.HandedOverAt).Seconds()
	return r.Metres > 0 && r.Settings.FastestKmh > 0 && took*float64(r.Settings.FastestKmh)/3.6 < r.Metres
}
