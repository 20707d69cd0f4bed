package homevisit

import (
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// Promised says until when somebody who asks now is fetched, for the answer to the
// request and its receipt: by the reckoning by which the promise itself is begun a
// moment later, in the facility's same turn.
func Promised(q journal.Query, kind string) (need.Deadline, error) {
	if _, _, err := promise.RuleOf(q, Fetch); err != nil {
		return nil, err
	}
	return func(colour string, start instant.Instant) instant.Instant {
		e, err := Visit{Kind: kind, Colour: colour, StartedAt: start}.begin(q, Fetch)
		if err != nil {
			return 0 // the answer goes out without a deadline; the promise itself has one
		}
		return e.Due
	}, nil
}
