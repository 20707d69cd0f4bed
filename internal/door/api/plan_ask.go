package api

import (
	"net/http"
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/calc/routing"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/plan"
)

// PlanAsk is one more job that somebody asks for: a place to come to, or one to fetch at and
// one to bring to.
type PlanAsk struct {
	Group string `json:"group"`
	Day   string `json:"day"`
	// Class is emergency, transport, milk, home_visit or massage.
	Class string    `json:"class"`
	Pick  *PlanSpot `json:"pick,omitempty"`
	Drop  PlanSpot  `json:"drop"`
	// Load counts bottles, seats, stretchers and wheelchairs, in this order; fewer: none
	// of the others.
	Load []int `json:"load,omitempty"`
	// RideLimit is the longest time on the way in seconds, 0: none.
	RideLimit int64 `json:"ride_limit_s,omitempty"`
	// Skills are courses and roles whoever comes must all have.
	Skills []string `json:"skills,omitempty"`
}

// PlanSpot is one of its places. Service is in seconds; an instant that is not given does
// not bind.
type PlanSpot struct {
	Lat      float64         `json:"lat,omitempty"`
	Lon      float64         `json:"lon,omitempty"`
	Village  ident.ID        `json:"village,omitempty"`
	Road     string          `json:"road,omitempty"`
	Service  int64           `json:"service_s"`
	Earliest instant.Instant `json:"earliest,omitzero"`
	Latest   instant.Instant `json:"latest,omitzero"`
	Due      instant.Instant `json:"due,omitzero"`
}

// PlanReply is the answer: one of Best, Earliest and Breaking, or Why for every worker.
type PlanReply struct {
	// Best breaks no promise.
	Best *PlanOffer `json:"best,omitempty"`
	// Earliest is the first that can be promised without breaking what others were, by Due.
	Earliest *PlanOffer      `json:"earliest,omitempty"`
	Due      instant.Instant `json:"due,omitzero"`
	// Breaking, for an emergency: what could be done and for whom it breaks what.
	Breaking []PlanOffer    `json:"breaking"`
	Why      []plan.Because `json:"why"`
	Version  int64          `json:"version"`
}

// PlanOffer is one way to do it: by whom, at which hours, and what the day has more.
type PlanOffer struct {
	Worker  ident.ID    `json:"worker"`
	Stops   []PlanHour  `json:"stops"`
	Later   []PlanDelay `json:"later"`
	Working int64       `json:"working_s"`
	Metres  int64       `json:"metres"`
}

// PlanHour is one of its stops: At is when to expect somebody, Slow what can be promised.
type PlanHour struct {
	What string          `json:"what"`
	At   instant.Instant `json:"at"`
	Slow instant.Instant `json:"slow"`
}

// PlanPlace asks for a place at once for a job that has none.
type PlanPlace struct {
	Group string   `json:"group"`
	Day   string   `json:"day"`
	Job   ident.ID `json:"job"`
}

// PlanPlaced says who has it now; no worker: it has a place already, or nobody can.
type PlanPlaced struct {
	Worker ident.ID   `json:"worker,omitempty"`
	Stops  []PlanHour `json:"stops"`
}

// classes of jobs by their words.
var classes = map[string]routing.Class{"emergency": routing.Emergency, "transport": routing.Transport, "milk": routing.Milk, "home_visit": routing.HomeVisit, "massage": routing.Massage}

// job makes a job of what was asked. Its id is nobody's.
func (b PlanAsk) job() (j dayplan.Job, err error) {
	class, known := classes[b.Class]
	switch {
	case !known:
		return j, fault.BadField("body.bad_choice", "class")
	case len(b.Load) > routing.MaxUnits || len(b.Skills) > 20:
		return j, fault.BadField("body.too_many", "load")
	case b.RideLimit < 0 || b.RideLimit > 24*3600:
		return j, fault.BadField("body.bad_choice", "ride_limit_s")
	}
	j = dayplan.Job{ID: ident.Named("asked"), Class: class, RideLimit: time.Duration(b.RideLimit) * time.Second, Rides: class == routing.Milk || class == routing.Transport, Skills: b.Skills}
	for i, n := range b.Load {
		if n < 0 || n > 1000 {
			return j, fault.BadField("body.bad_choice", "load")
		}
		j.Load[i] = int32(n)
	}
	if b.Pick != nil {
		pick, err := b.Pick.spot("pick")
		if err != nil {
			return j, err
		}
		j.Pick = &pick
	}
	j.Drop, err = b.Drop.spot("drop")
	return j, err
}

func (s PlanSpot) spot(field string) (out dayplan.Spot, err error) {
	at := geo.Point{Lat: s.Lat, Lon: s.Lon}
	switch {
	case s.Service < 0 || s.Service > 8*3600:
		return out, fault.BadField("body.bad_choice", field+".service_s")
	case !at.IsZero() && !at.Valid():
		return out, fault.BadField("body.bad_point", field+".lat")
	case !s.Latest.IsZero() && s.Latest.Before(s.Earliest):
		return out, fault.BadField("plan.bad_window", field+".latest")
	}
	return dayplan.Spot{At: at, Village: s.Village, Road: s.Road, Service: time.Duration(s.Service) * time.Second, Earliest: s.Earliest, Latest: s.Latest, Due: s.Due}, nil
}

// planAsk answers whoever may plan.
func (a *API) planAsk(w http.ResponseWriter, r *http.Request) error {
	s, err := a.planner(r, access.Update("plan"))
	if err != nil {
		return err
	}
	var b PlanAsk
	if err := decode(r, &b); err != nil {
		return err
	}
	if err := planDay(b.Group, b.Day); err != nil {
		return err
	}
	job, err := b.job()
	if err != nil {
		return err
	}
	reply, version, err := a.Plans.Ask(r.Context(), s.Actor.Facility, b.Group, b.Day, job)
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, planReply(reply, version))
}

func planReply(r dayplan.Reply, version int64) PlanReply {
	out := PlanReply{Due: r.Due, Breaking: []PlanOffer{}, Why: plan.Reason(r.Why), Version: version}
	if r.Best != nil {
		best := planOffer(*r.Best)
		out.Best = &best
	}
	if r.Earliest != nil {
		earliest := planOffer(*r.Earliest)
		out.Earliest = &earliest
	}
	for _, o := range r.Breaking {
		out.Breaking = append(out.Breaking, planOffer(o))
	}
	return out
}

func planOffer(o dayplan.Offer) PlanOffer {
	out := PlanOffer{Worker: o.Worker, Stops: []PlanHour{}, Later: planDelays(o.Later), Working: int64(o.Working.Seconds()), Metres: int64(o.Metres)}
	for _, s := range o.Stops {
		out.Stops = append(out.Stops, PlanHour{s.What, s.At, s.Slow})
	}
	return out
}

// planPlace gives a job a place at once.
func (a *API) planPlace(w http.ResponseWriter, r *http.Request) error {
	s, err := a.planner(r, access.Update("plan"))
	if err != nil {
		return err
	}
	var b PlanPlace
	if err := decode(r, &b); err != nil {
		return err
	}
	if err := planDay(b.Group, b.Day); err != nil {
		return err
	}
	worker, stops, placed, err := a.Plans.Place(r.Context(), s.Actor.Facility, b.Group, b.Day, b.Job)
	if err != nil {
		return err
	}
	out := PlanPlaced{Stops: []PlanHour{}}
	if placed {
		out.Worker = worker
		for _, p := range stops {
			out.Stops = append(out.Stops, PlanHour{p.What, p.At, p.Slow})
		}
	}
	return JSON(w, http.StatusOK, out)
}
