package health

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
)

// weighVerbs are those of the scales and of the midwife's list of children.
func weighVerbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("health.weigh", 1, loadWeigh, weighed.weigh, access.Create("weighing")),
		journal.Report("health.unweigh", 1, loadUnweigh, weighed.unweigh, access.Update("weighing")),
		journal.Report("health.see_child", 1, loadConcern, listed.see, access.Update("growth_concern")),
		journal.Request("health.link_guest", 1, loadLink, linking.link, access.Update("guest")),
		journal.Request("health.unlink_guest", 1, loadUnlink, linking.unlink, access.Update("guest")),
		journal.Request("health.forget_guest", 1, loadForget, weighed.forget, access.Update("guest_clock")),
		journal.Request("health.ask_visit", 1, loadConcern, listed.askVisit, access.Update("growth_concern"), journal.Urgent),
	}
}

func weighEvents() []journal.Event {
	return append(guestEvents(),
		journal.On("health.unweighed/1", applyUnweighed),
		journal.On("health.growth_reckoned/1", applyGrowthReckoned), journal.On("health.concern_raised/1", applyConcernRaised),
		journal.On("health.concern_moved/1", applyConcernMoved), journal.On("health.concern_settled/1", applyConcernSettled))
}
