package schedule

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// TakenUp is the event of a pick-up for which bottles were declared.
type TakenUp struct {
	Pickup   ident.ID `json:"pickup"`
	Delivery ident.ID `json:"delivery"`
}

// GivenUp is the event of a delivery cancelled before it began: the pick-up stands
// as if nobody had declared anything.
type GivenUp struct {
	Pickup ident.ID `json:"pickup"`
}

// follows are what the days ahead answer to.
func follows() []journal.Follow {
	return append([]journal.Follow{
		journal.When(takeUp),
		journal.When(giveUp),
		journal.When(homeAgain),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.PlaceEnded) ([]any, error) {
			return rest(q, e.Place, "place_ended")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.PlacePaused) ([]any, error) {
			return rest(q, e.Place, "place_paused")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e milk.PlaceResumed) ([]any, error) { return goesOn(q, e.Place) }),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.ShiftSet) ([]any, error) {
			return unsettled(q, "shift")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.Certified) ([]any, error) {
			return unsettled(q, "certificate")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.CertificateWithdrawn) ([]any, error) {
			return unsettled(q, "certificate")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.AppealSettled) ([]any, error) {
			if e.Outcome != workforce.Restored {
				return nil, nil
			}
			return unsettled(q, "certificate")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.Appointed) ([]any, error) {
			return unsettled(q, "letter")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.WorkerSuspended) ([]any, error) {
			return unsettled(q, "suspended")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.WorkerReinstated) ([]any, error) {
			return unsettled(q, "reinstated")
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ holiday.Set) ([]any, error) { return daysOff(q) }),
		journal.When(func(q journal.Query, _ journal.Meta, _ holiday.Filled) ([]any, error) { return daysOff(q) }),
		journal.When(func(q journal.Query, _ journal.Meta, _ holiday.Dropped) ([]any, error) { return daysOff(q) }),
	}, planFollows()...)
}

// takeUp ties a declaration to the pick-up of its day.
func takeUp(q journal.Query, _ journal.Meta, e milk.DeclaredEvent) ([]any, error) {
	p, found, err := onDay(q, e.Place, e.WantAt)
	if err != nil || !found || p.State != Waiting && p.State != Skipped {
		return nil, err
	}
	return []any{TakenUp{p.ID, e.Delivery}}, nil
}

// onDay is a place's pick-up on the day of an instant.
func onDay(q journal.Query, place ident.ID, at instant.Instant) (Pickup, bool, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Pickup{}, false, err
	}
	return Pickups.Get(q.Tx, q.Facility, pickupID(q.Facility, place, at.Day(f.Location())))
}

func giveUp(q journal.Query, _ journal.Meta, e milk.CancelledEvent) ([]any, error) {
	p, found, err := Pickups.First(q.Tx, "facility_id = $1 AND delivery = $2", q.Facility, e.Delivery)
	if err != nil || !found {
		return nil, err
	}
	return []any{GivenUp{p.ID}}, nil
}

// rest drops what is planned for a place that no longer takes part.
func rest(q journal.Query, place ident.ID, reason string) ([]any, error) {
	planned, err := Pickups.Where(q.Tx, "facility_id = $1 AND place = $2 AND state = $3 AND at > $4 ORDER BY at, id", q.Facility, place, Waiting, q.Now)
	if err != nil || len(planned) == 0 {
		return nil, err
	}
	var e Planned
	for _, p := range planned {
		e.Dropped = append(e.Dropped, Drop{p.ID, reason})
	}
	return []any{e}, nil
}

// goesOn has a place that takes part again planned.
func goesOn(q journal.Query, place ident.ID) ([]any, error) {
	_, found, err := Schedules.Get(q.Tx, q.Facility, place)
	if err != nil || !found {
		return nil, err
	}
	return []any{Unsettled{"place"}}, nil
}

// unsettled has the days ahead looked at again when who may come has changed; where
// nobody is waited for there is nothing to look at.
func unsettled(q journal.Query, why string) ([]any, error) {
	var one int
	waited, err := q.One("SELECT 1 FROM milk_pickup WHERE facility_id = $1 AND state = $2 AND at > $3 LIMIT 1", store.Args(q.Facility, Waiting, q.Now), &one)
	if err != nil || !waited {
		return nil, err
	}
	return []any{Unsettled{why}}, nil
}

// daysOff has the days ahead looked at again when the list of days off has changed,
// also where nobody is waited for: a day taken off the list brings its pick-ups back.
func daysOff(q journal.Query) ([]any, error) {
	var one int
	scheduled, err := q.One("SELECT 1 FROM milk_schedule WHERE facility_id = $1 LIMIT 1", store.Args(q.Facility), &one)
	if err != nil || !scheduled {
		return nil, err
	}
	return []any{Unsettled{"holiday"}}, nil
}

func applyTakenUp(tx *store.Tx, m journal.Meta, e TakenUp) error {
	return changePickup(tx, m.Facility, e.Pickup, func(p *Pickup) { p.State, p.Delivery, p.Reason = Declared, e.Delivery, "" })
}

func applyGivenUp(tx *store.Tx, m journal.Meta, e GivenUp) error {
	return changePickup(tx, m.Facility, e.Pickup, func(p *Pickup) { p.State, p.Delivery = Waiting, "" })
}

// Ahead is what the days ahead say of a place when bottles are declared: who is to
// come, where to, and where the bottles go. It is the milk room's hook.
func Ahead(q journal.Query, place milk.Place, want instant.Instant) (a milk.Ahead, err error) {
	p, found, err := onDay(q, place.ID, want)
	if err != nil {
		return a, err
	}
	if found && p.State != Cancelled {
		return milk.Ahead{Courier: p.Courier, Start: p.Start, Finish: p.Finish}, nil
	}
	s, _, err := Schedules.Get(q.Tx, q.Facility, place.ID)
	if err != nil || s.Ward.IsZero() {
		return a, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err == nil && s.wardOn(want.Day(f.Location())) {
		a.Finish = s.Ward
	}
	return a, err
}
