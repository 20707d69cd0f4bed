package homevisit

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/promise"
)

// Send sends a team. One that is on another visit gets it into its list.
type Send struct {
	Visit ident.ID `json:"visit"`
	Team  ident.ID `json:"team"`
	// Order is its place in the team's list, 1 first; 0: last.
	Order int64 `json:"order,omitempty"`
}

// GiveBack tells that the team cannot go, or cannot go on.
type GiveBack struct {
	Visit  ident.ID `json:"visit"`
	Reason string   `json:"reason" max:"20"`
}

// Subject is the visit.
func (b Send) Subject() ident.ID { return b.Visit }

// Subject is the visit.
func (b GiveBack) Subject() ident.ID { return b.Visit }

// Check wants a team and a place in its list.
func (b Send) Check() *fault.Error {
	switch {
	case b.Team == "":
		return fault.BadField("body.required", "team")
	case b.Order < 0 || b.Order > 200:
		return fault.BadField("visit.bad_order", "order")
	}
	return nil
}

// GiveBackReasons are why a team gives a visit back: catalogue key
// app.visit.reason.<word>.
var GiveBackReasons = []string{"vehicle", "road", "far", "emergency", "shift", "unsafe", "other"}

// Check wants a reason that has words.
func (b GiveBack) Check() *fault.Error {
	if !slices.Contains(GiveBackReasons, b.Reason) {
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

func (r *Run) loadCrew(q journal.Query, team ident.ID) (err error) {
	if r.crew, err = crewOf(q, team); err != nil {
		return err
	}
	r.list, err = RunningOf(q, team)
	return err
}

// Send gives the visit to a team. Sent to the team that has it, it only gets another
// place in the list.
func (r Run) Send(s journal.Said[Send]) journal.Answer {
	c := r.crew
	switch {
	case r.Visit.Ended():
		return journal.Refuse("visit.ended")
	case !c.found:
		return journal.Refuse("visit.unknown_team").On("team")
	case c.State != fleet.On || !s.Now.Before(c.To):
		return journal.Refuse("visit.team_off_duty").On("team")
	case c.vehicle.State == fleet.Broken:
		return journal.Refuse("visit.vehicle_broken").On("team")
	case r.Team == c.ID:
		return journal.Accept(r.placed(s.Body.Order)...)
	case r.State == Aboard || r.State == Returning:
		return journal.Refuse("visit.patient_aboard")
	}
	e := SentEvent{Visit: r.ID, Team: c.ID, Workers: c.Members, HealthWorker: c.healthWorker, Vehicle: c.Team.Vehicle, Misfit: c.misfit(r.Needs), By: s.By.Worker, At: s.Now}
	moves := r.placed(s.Body.Order)
	e.Order = moves[len(moves)-1].(Moved).Order
	v := r.Visit
	v.Workers = c.Members
	return journal.Accept(e).With(moves[:len(moves)-1]...).With(v.shown()...)
}

// placed gives everybody in the team's list their place, the visit's own last.
func (r Run) placed(order int64) (out []any) {
	var rest []Visit
	for _, v := range r.list {
		if v.ID != r.ID && !v.Ended() {
			rest = append(rest, v)
		}
	}
	if order == 0 || order > int64(len(rest)) {
		order = int64(len(rest)) + 1
	}
	for i, v := range rest {
		place := int64(i) + 1
		if place >= order {
			place++
		}
		if v.Order != place {
			out = append(out, Moved{v.ID, place})
		}
	}
	return append(out, Moved{r.ID, order})
}

// GiveBack lays the work with the desk again. By whom it is not any more, it is only
// noted: the team that has it now goes on.
func (r Run) GiveBack(s journal.Said[GiveBack]) journal.Answer {
	w := wordOf(s)
	if r.Team == "" || r.Visit.Ended() || !r.ofTeam(s.By) && !atDesk(s.By) {
		return r.told(w, "given_back", s.Body.Reason, "")
	}
	v := r.Visit
	v.Workers = nil
	return journal.Accept(Reoffered{Visit: r.ID, Team: r.Team, Why: "given_back", Code: s.Body.Reason, By: s.By.Worker, At: s.At}).With(v.shown()...)
}

// shown gives the promises that run to whoever has the visit now: the clocks stay.
func (v Visit) shown() []any {
	out := []any{promise.Show(PromiseID(v.ID, Respond), v.Audiences()), promise.Show(PromiseID(v.ID, Fetch), v.Audiences())}
	if !v.CareEndedAt.IsZero() {
		out = append(out, promise.Show(PromiseID(v.ID, Return), v.Audiences()))
	}
	return out
}
