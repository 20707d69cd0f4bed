package schedule

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Today lists a courier's pick-ups of the facility's civil day, the earliest first;
// those that fell away are not there.
func Today(q journal.Query, courier ident.ID) ([]Pickup, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	return OfDay(q, courier, q.Now.Day(f.Location()))
}

// OfDay lists a courier's pick-ups of a civil day, the earliest first.
func OfDay(q journal.Query, courier ident.ID, day string) ([]Pickup, error) {
	return Pickups.Where(q.Tx, "facility_id = $1 AND courier = $2 AND day = $3 AND state <> $4 ORDER BY at, id", q.Facility, courier, day, Cancelled)
}
