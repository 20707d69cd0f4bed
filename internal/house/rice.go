package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/shared/duty"
)

// newRice is the room of rice with what it asks of the rooms beside it: who had a
// request, and when their phones were last heard of.
func newRice() rice.Room {
	return rice.Room{
		Team: func(q journal.Query, request ident.ID) ([]ident.ID, error) {
			v, _, err := homevisit.Of(q, request)
			return v.Workers, err
		},
		Heard: func(q journal.Query, worker ident.ID, since instant.Instant) (bool, error) {
			last, err := duty.LastSync(q, worker)
			return last.IsZero() || !last.Before(since), err // who has no phone has nothing to send
		},
	}
}
