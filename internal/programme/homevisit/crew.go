package homevisit

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
)

// crew is a team as a visit needs to know it.
type crew struct {
	fleet.Team
	found        bool
	healthWorker bool
	vehicle      fleet.Vehicle
}

func crewOf(q journal.Query, team ident.ID) (c crew, err error) {
	if c.Team, c.found, err = fleet.Teams.Get(q.Tx, q.Facility, team); err != nil || !c.found {
		return c, err
	}
	if c.healthWorker, err = fleet.HasHealthWorker(q, c.Team); err != nil || c.Vehicle == "" {
		return c, err
	}
	c.vehicle, _, err = fleet.Vehicles.Get(q.Tx, q.Facility, c.Vehicle)
	return c, err
}

// The needs that a vehicle meets or does not.
const (
	stretcher  = "stretcher"
	wheelchair = "wheelchair"
	companion  = "companion"
)

// misfit lists those of a patient's needs that the team's vehicle does not carry.
// The desk is told and decides: two strong men and a door are a stretcher too.
func (c crew) misfit(needs []string) []string {
	lacks := map[string]bool{stretcher: !c.vehicle.Stretcher, wheelchair: !c.vehicle.Wheelchair, companion: c.vehicle.Seats < 2}
	if slices.Contains(needs, stretcher) { // who lies takes no seat
		lacks[companion] = c.vehicle.Seats < 1
	}
	out := []string{}
	for _, n := range needs {
		if lacks[n] {
			out = append(out, n)
		}
	}
	return out
}

// crewEvent says anew who is in the team of a visit.
func crewEvent(q journal.Query, v Visit) ([]any, error) {
	c, err := crewOf(q, v.Team)
	if err != nil || !c.found {
		return nil, err
	}
	e := CrewChanged{v.ID, c.Members, c.healthWorker, c.Vehicle, c.misfit(v.Needs)}
	v.Workers = c.Members
	return append([]any{e}, v.shown()...), nil
}

// Busy reports whether a team is on its way or has a patient with it: it cannot be
// taken apart then.
func Busy(q journal.Query, team ident.ID) (bool, error) {
	all, err := RunningOf(q, team)
	return slices.ContainsFunc(all, func(v Visit) bool {
		return !v.Ended() && slices.Contains([]string{OnTheWay, Arrived, Aboard, Returning}, v.State)
	}), err
}

// reoffer gives what a team had back to the desk.
func reoffer(q journal.Query, team ident.ID, why string, by ident.ID) (out []any, err error) {
	if team == "" {
		return nil, nil
	}
	all, err := RunningOf(q, team)
	for _, v := range all {
		if !v.Ended() {
			out = append(out, Reoffered{Visit: v.ID, Team: team, Why: why, By: by, At: q.Now})
			v.Workers = nil
			out = append(out, v.shown()...)
		}
	}
	return out, err
}

// deskRoles are those that speak at the desk.
var deskRoles = []access.Role{access.Dispatcher, access.Officer, access.Head}

func atDesk(a access.Actor) bool { return slices.ContainsFunc(deskRoles, a.Is) }
