package teams

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/registry"
)

// Room is the table of contents: it only hears. What changes the day of the teams has it
// planned anew, and a plan moves their lists.
type Room struct{}

// Verbs are none.
func (Room) Verbs() []journal.Verb { return nil }

// Events are none.
func (Room) Events() []journal.Event { return nil }

// Tables are none.
func (Room) Tables() []store.Def { return nil }

// Follows are what the plan of the teams' day hears of.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(Follow),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Opened) ([]any, error) {
			return ofVisit(q, e.Visit, plan.Changed)
		}),
		journal.When(func(q journal.Query, m journal.Meta, e homevisit.SentEvent) ([]any, error) {
			return ofVisit(q, e.Visit, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Reoffered) ([]any, error) {
			why := plan.Changed
			if e.Why == "vehicle_broken" || e.Why == "team_ended" {
				why = plan.Dropped
			}
			return ofVisit(q, e.Visit, why)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Stepped) ([]any, error) {
			return ofVisit(q, e.Visit, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Finished) ([]any, error) {
			return ofVisit(q, e.Visit, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.HandedOnEvent) ([]any, error) {
			return ofVisit(q, e.Visit, plan.Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e homevisit.Recoloured) ([]any, error) {
			return ofVisit(q, e.Visit, urgency(e.Colour))
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.TeamFormed) ([]any, error) {
			return ofHours(q, e.From, e.To)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.TeamEnded) ([]any, error) {
			return today(q, plan.Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.VehicleBroken) ([]any, error) {
			return today(q, plan.Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.VehicleMended) ([]any, error) {
			return today(q, plan.Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.RoadClosed) ([]any, error) {
			return today(q, plan.Road)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e fleet.RoadOpened) ([]any, error) {
			return today(q, plan.Road)
		}),
		journal.When(func(_ journal.Query, _ journal.Meta, e rounds.PlannedEvent) ([]any, error) {
			return ofRounds(e), nil
		}),
	}
}

// urgency says why a day is looked at again for a colour.
func urgency(colour string) string {
	if colour == need.Red {
		return plan.Urgent
	}
	return plan.Changed
}

// unsettled says that the teams' plan of a day has to be looked at.
func unsettled(day, why string) any {
	return plan.Unsettled{Group: plan.Teams, Day: day, Why: why}
}

func zoneOf(q journal.Query) (*time.Location, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return f.Location(), err
}

func today(q journal.Query, why string) ([]any, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	return []any{unsettled(q.Now.Day(zone), why)}, nil
}

// ofVisit has the day of a visit planned anew: an emergency moves what departs soon.
func ofVisit(q journal.Query, visit ident.ID, why string) ([]any, error) {
	v, found, err := homevisit.Of(q, visit)
	if err != nil || !found {
		return nil, err
	}
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	day := q.Now.Day(zone)
	if v.Planned && v.WantAt.Day(zone) > day {
		day = v.WantAt.Day(zone)
	}
	if why == plan.Changed && v.State == homevisit.Open {
		why = urgency(v.Colour)
	}
	return []any{unsettled(day, why)}, nil
}

// ofHours are the days that a duty touches.
func ofHours(q journal.Query, from, to instant.Instant) (out []any, err error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	for at := max(from, q.Now); at.Before(to) && len(out) < 7; at = at.Add(24 * time.Hour) {
		out = append(out, unsettled(at.Day(zone), plan.Changed))
	}
	return out, nil
}

// ofRounds are the days on which rounds were planned for a team.
func ofRounds(e rounds.PlannedEvent) (out []any) {
	if e.Team == "" {
		return nil
	}
	seen := map[string]bool{}
	for _, v := range e.Plans {
		if !seen[v.On] {
			seen[v.On] = true
			out = append(out, unsettled(v.On, plan.Changed))
		}
	}
	return out
}
