package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/tracking"
)

// visit tells the live view who is on the way to a patient or home with one. Who
// has the visit no more is followed no more, from the moment the server knows.
func (r *rides) visit(q journal.Query, id ident.ID) error {
	v, found, err := homevisit.Of(q, id)
	if err != nil || !found {
		return err
	}
	for _, job := range v.NoRides() {
		r.h.Windows.ClearJob(job, q.Now)
	}
	if v.Ended() && !v.EndedAt.IsZero() && q.Now.Sub(v.EndedAt) > r.h.Windows.Memory() {
		return nil
	}
	home, err := homevisit.HomeOf(q, v)
	if err != nil {
		return err
	}
	for _, ride := range v.Rides() {
		stop := tracking.Stop{Point: home, Order: ride.Order, Done: ride.There || !ride.Until.IsZero()}
		r.h.Windows.SetJob(tracking.Job{ID: ride.Job, Facility: q.Facility, Worker: ride.Worker, Family: v.ID, From: ride.From, Begun: ride.From,
			PickedUp: ride.From, Until: ride.Until, PickUp: tracking.Stop{Done: true}, Drop: stop}, q.Now)
	}
	return nil
}
