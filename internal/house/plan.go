package house

import (
	"sambang/internal/shared/plan"
	"sambang/internal/shared/travel"
)

// newPlan is the room of the day plan with what it stands on: the programmes tell the jobs
// and who is there, the room of travel how long the ways take.
func (h *House) newPlan() plan.Room {
	return plan.Room{Sources: h.planSources(), Legs: h.legs, Pauses: travel.Pauses}
}

// planSources lists who tells of a day, one a group of workers.
func (h *House) planSources() []plan.Source {
	return []plan.Source{h.couriers(), h.crews(), h.cadres()}
}

// openPlans makes the desk that plans outside the facilities' turns.
func (h *House) openPlans() {
	h.Plans = &plan.Desk{Room: h.newPlan(), DB: h.DB, Keys: h.Ring, Clock: h.Clock, Journal: h.Journal}
	h.Errands.Workers[plan.Errand] = h.Plans.Carry
}
