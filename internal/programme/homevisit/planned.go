package homevisit

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/fleet"
)

// Replanned gives a team's list the order of a plan: visits it does not name keep their
// place behind those it names. Whom the desk did not send the team to stays with the desk,
// except what another team had to leave: that is sent on. No promise is touched.
func Replanned(q journal.Query, team ident.ID, order []ident.ID) ([]any, error) {
	c, err := crewOf(q, team)
	if err != nil || !c.found || c.State != fleet.On || c.vehicle.State == fleet.Broken {
		return nil, err
	}
	list, err := RunningOf(q, team)
	if err != nil {
		return nil, err
	}
	var out []any
	var visits []Visit
	for _, id := range order {
		v, found, err := Of(q, id)
		if err != nil {
			return nil, err
		}
		if !found || v.Ended() || v.Team != team && v.Team != "" {
			continue // somebody was quicker than the plan
		}
		if v.Team == "" {
			left, err := leftBehind(q, v)
			if err != nil {
				return nil, err
			}
			if !left {
				continue
			}
		}
		visits = append(visits, v)
	}
	for _, v := range list {
		if !slices.ContainsFunc(visits, func(o Visit) bool { return o.ID == v.ID }) {
			visits = append(visits, v)
		}
	}
	for i, v := range visits {
		place := int64(i) + 1
		switch {
		case v.Team == "":
			e := SentEvent{Visit: v.ID, Team: c.ID, Order: place, Workers: c.Members, HealthWorker: c.healthWorker, Vehicle: c.Team.Vehicle, Misfit: c.misfit(v.Needs), At: q.Now}
			v.Workers = c.Members
			out = append(append(out, e), v.shown()...)
		case v.Order != place:
			out = append(out, Moved{v.ID, place})
		}
	}
	return out, nil
}

// leftBehind reports whether a visit lies with the desk because the vehicle of the team
// that had it failed, or its duty ended: the desk had decided that somebody goes.
func leftBehind(q journal.Query, v Visit) (bool, error) {
	if v.Team != "" || v.State != Open {
		return false, nil
	}
	var code string
	found, err := q.One("SELECT code FROM home_visit_step WHERE facility_id = $1 AND visit = $2 AND kind = 'reoffered' ORDER BY seq DESC LIMIT 1", store.Args(q.Facility, v.ID), &code)
	return found && (code == "vehicle_broken" || code == "team_ended"), err
}

// Unsent lists the requests that nobody was sent to, the oldest first.
func Unsent(q journal.Query) ([]Visit, error) {
	return Visits.Where(q.Tx, "facility_id = $1 AND team = '' AND state <> $2 AND merged = '' ORDER BY started_at, id", q.Facility, Done)
}

// WantedFrom lists the visits that are wanted at an hour from an instant on.
func WantedFrom(q journal.Query, from instant.Instant) ([]Visit, error) {
	return Visits.Where(q.Tx, "facility_id = $1 AND planned AND want_at >= $2 AND state <> $3 AND merged = '' ORDER BY want_at, id", q.Facility, from, Done)
}
