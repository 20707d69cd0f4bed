package house

import (
	"sambang/internal/shared/plan"
)

// newPlan is the room of the day plan with what it stands on: the programmes tell the jobs
// and who is there.
func newPlan() plan.Room {
	return plan.Room{Sources: planSources()}
}

// planSources lists who tells of a day, one a group of workers.
func planSources() []plan.Source { return []plan.Source{} }

// openPlans makes the desk that plans outside the facilities' turns.
func (h *House) openPlans() {
	h.Plans = &plan.Desk{Room: newPlan(), DB: h.DB, Keys: h.Ring, Clock: h.Clock, Journal: h.Journal}
	h.Errands.Workers[plan.Errand] = h.Plans.Carry
}
