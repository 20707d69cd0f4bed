package plan

import (
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are how the day plan works.
type Settings struct {
	// FrozenMinutes before somebody sets out to it a job does not move any more: 30, as
	// the programmes promise those who wait.
	FrozenMinutes int64 `json:"frozen_minutes"`
	// Steps is how many times the search ruins and recreates: bounded by steps and not by
	// time, so that the same day gives the same plan on any computer. 1500 is about a
	// quarter of a second for a health centre's day.
	Steps int64 `json:"steps"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("plan", Settings{FrozenMinutes: 30, Steps: 1500})

// Check wants figures that a day can be planned with.
func (s Settings) Check() *fault.Error {
	switch {
	case s.FrozenMinutes < 0 || s.FrozenMinutes > 240:
		return fault.BadField("policy.bad_document", "frozen_minutes")
	case s.Steps < 10 || s.Steps > 100_000:
		return fault.BadField("policy.bad_document", "steps")
	}
	return nil
}
