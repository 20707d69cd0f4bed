package plan

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// Follows are what the room answers to: whatever changes who is there and which roads are
// open, and the end of a day. What changes the jobs the programmes say themselves.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.RoadClosed) ([]any, error) { return Unsettle(q, "", Road) }),
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.RoadOpened) ([]any, error) { return Unsettle(q, "", Road) }),
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.VehicleBroken) ([]any, error) {
			return Unsettle(q, "", Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.VehicleMended) ([]any, error) {
			return Unsettle(q, "", Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.TeamFormed) ([]any, error) {
			return Unsettle(q, Teams, Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.TeamEnded) ([]any, error) {
			return Unsettle(q, Teams, Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ fleet.MemberLeft) ([]any, error) {
			return Unsettle(q, Teams, Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.ShiftSet) ([]any, error) {
			return Unsettle(q, "", Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.WorkerSuspended) ([]any, error) {
			return Unsettle(q, "", Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.CertificateWithdrawn) ([]any, error) {
			return Unsettle(q, "", Dropped)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ workforce.Certified) ([]any, error) {
			return Unsettle(q, "", Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e workforce.AppealSettled) ([]any, error) {
			if e.Outcome != workforce.Restored {
				return nil, nil
			}
			return Unsettle(q, "", Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ travel.WeatherSet) ([]any, error) {
			return Unsettle(q, "", Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ travel.PausesSet) ([]any, error) {
			return Unsettle(q, "", Changed)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, _ travel.NightSet) ([]any, error) {
			return Unsettle(q, "", Changed)
		}),
		journal.When(r.dayClosed),
	}
}

// Unsettle says that every day of a group that has a plan, from today on, must be looked at
// again; no group: of all. It is for what changes no job: who is there, the roads, the
// weather.
func Unsettle(q journal.Query, group, why string) ([]any, error) {
	rows, err := Days.Where(q.Tx, "facility_id = $1 ORDER BY day, id", q.Facility)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	today, err := Today(q)
	var out []any
	for _, d := range rows {
		if d.Day >= today && (group == "" || d.Group == group) {
			out = append(out, Unsettled{Group: d.Group, Day: d.Day, Why: why})
		}
	}
	return out, err
}

// dayClosed ends what is over and looks at the days to come anew.
func (r Room) dayClosed(q journal.Query, _ journal.Meta, e journal.DayClosed) ([]any, error) {
	rows, err := Days.Where(q.Tx, "facility_id = $1 AND day <= $2 ORDER BY day, id", q.Facility, e.Day)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, d := range rows {
		out = append(out, Over{d.Group, d.Day})
	}
	today, err := Today(q)
	if err != nil {
		return nil, err
	}
	for _, s := range r.Sources {
		days, err := s.Days(q)
		if err != nil {
			return nil, err
		}
		for _, on := range days {
			if on >= today && on > e.Day {
				out = append(out, Unsettled{Group: s.Group(), Day: on, Why: Changed})
			}
		}
	}
	return out, nil
}

// Change is the event of one job that came, went or is another.
func Change(group, on string, job ident.ID) Unsettled {
	return Unsettled{Group: group, Day: on, Why: Changed, Job: job}
}
