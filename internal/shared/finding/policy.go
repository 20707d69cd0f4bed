package finding

import (
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are how long a follow-up may take and how far back aid is looked at.
type Settings struct {
	// FollowDays is by when somebody has to have done something about a new finding,
	// in days: 7.
	FollowDays int64 `json:"follow_days"`
	// LetterDays is the answer asked of an agency when nobody names a day: 14.
	LetterDays int64 `json:"letter_days"`
	// TwinMonths is how long aid of the same kind to the same household counts as
	// given twice, in months: 3.
	TwinMonths int64 `json:"twin_months"`
}

// Policy is the section of the facility's policy that this room reads. No law sets
// these figures; they are the house's own beginning and the head's to change.
var Policy = policy.Define("finding", Settings{FollowDays: 7, LetterDays: 14, TwinMonths: 3})

// Check wants days up to half a year and months up to two years.
func (s Settings) Check() *fault.Error {
	switch {
	case s.FollowDays < 1 || s.FollowDays > 180:
		return fault.BadField("policy.bad_document", "follow_days")
	case s.LetterDays < 1 || s.LetterDays > 180:
		return fault.BadField("policy.bad_document", "letter_days")
	case s.TwinMonths < 0 || s.TwinMonths > 24:
		return fault.BadField("policy.bad_document", "twin_months")
	}
	return nil
}
