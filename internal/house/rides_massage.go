package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/tracking"
)

// massage tells the live view which cadre is on her way to a family: from setting out until she
// is there, or does not go there any more.
func (r *rides) massage(q journal.Query, id ident.ID) error {
	ride, found, err := massage.RideOf(q, id)
	if err != nil || !found {
		return err
	}
	if !ride.Until.IsZero() {
		r.h.Windows.EndJob(ride.Job, ride.Until, q.Now)
		return nil
	}
	r.h.Windows.SetJob(tracking.Job{ID: ride.Job, Facility: q.Facility, Worker: ride.Cadre, Family: ride.Parent, From: ride.From, Begun: ride.From,
		PickedUp: ride.From, PickUp: tracking.Stop{Done: true}, Drop: tracking.Stop{Point: ride.Home}}, q.Now)
	return nil
}
