package homevisit

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
)

// Ride is one worker's way with a patient: out to them, or home with them. Positions
// are kept from From until Until, at no other time.
type Ride struct {
	// Job is its id for the live view; it derives from the visit and the worker's
	// place in the team.
	Job    ident.ID
	Worker ident.ID
	From   instant.Instant
	// Until is zero while it runs.
	Until instant.Instant
	// There: the team has been where it is bound for.
	There bool
	Order int
}

// Ordinals of the rides out and home.
const (
	rideOut  = 700
	rideHome = 750
	// mostRiders is how many of a team are followed at most.
	mostRiders = 8
)

// Rides are a visit's, of the team that has it now.
func (v Visit) Rides() (out []Ride) {
	for i, w := range v.Workers[:min(len(v.Workers), mostRiders)] {
		if !v.SetOutAt.IsZero() {
			r := Ride{Job: ident.Derive(v.ID, rideOut+i), Worker: w, From: v.SetOutAt, There: !v.ArrivedAt.IsZero() || !v.AboardAt.IsZero(), Order: int(v.Order)}
			r.Until = first(v.AtCentreAt, v.EndedAt)
			out = append(out, r)
		}
		if !v.SetOffAt.IsZero() {
			out = append(out, Ride{Job: ident.Derive(v.ID, rideHome+i), Worker: w, From: v.SetOffAt, Until: first(v.HomeAt, v.EndedAt), Order: int(v.Order)})
		}
	}
	if v.Merged == "" && !v.Silent {
		return out
	}
	for i := range out { // what was merged or has ended by a death shows nobody any more
		out[i].Until = out[i].From
	}
	return out
}

// NoRides are the ids of rides that a visit may have had with a team that has it no
// more.
func (v Visit) NoRides() (out []ident.ID) {
	running := map[ident.ID]bool{}
	for _, r := range v.Rides() {
		running[r.Job] = true
	}
	for i := range mostRiders {
		for _, n := range []int{rideOut, rideHome} {
			if id := ident.Derive(v.ID, n+i); !running[id] {
				out = append(out, id)
			}
		}
	}
	return out
}

func first(times ...instant.Instant) instant.Instant {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return 0
}

// HomeOf is where the patient is; zero when nobody has said.
func HomeOf(q journal.Query, v Visit) (geo.Point, error) {
	c, found, err := need.Cases.Get(q.Tx, q.Facility, v.ID)
	if err != nil || !found {
		return geo.Point{}, err
	}
	where, err := need.OpenWhere(q, c)
	return geo.Point{Lat: where.Lat, Lon: where.Lon}, err
}

// Live is what the page of a receipt may show of the team on its way: the jobs of
// the live view, running ones only. None: nobody is on the way to this patient.
type Live struct {
	State string     `json:"state"`
	Jobs  []ident.ID `json:"jobs"`
}

// LiveOf says what may be shown of the team on its way for a request. A merged
// request shows that of the one that stands for it.
func LiveOf(q journal.Query, request ident.ID) (Live, bool, error) {
	v, found, err := Of(q, request)
	if err != nil || !found {
		return Live{}, false, err
	}
	if v, err = rootOf(q, v); err != nil {
		return Live{}, false, err
	}
	l := Live{State: v.State, Jobs: []ident.ID{}}
	if v.Ended() {
		l.State = Done
		return l, true, nil
	}
	for _, r := range v.Rides() {
		if r.Until.IsZero() && (!r.There || v.State == Returning) {
			l.Jobs = append(l.Jobs, r.Job)
		}
	}
	return l, true, nil
}
