package house

import (
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
)

// couriers tell the day plan of the milk.
func (h *House) couriers() schedule.Couriers { return schedule.Couriers{Where: h.lastSeen} }

// waysOn tells how long ways take on the day of an instant, for whoever asks who is nearest.
func waysOn(q journal.Query, at instant.Instant) (dayplan.Legs, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	return travel.For(q, at.Day(f.Location()))
}
