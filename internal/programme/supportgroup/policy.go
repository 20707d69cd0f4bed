package supportgroup

import (
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are how large a group gets and when somebody looks after it.
type Settings struct {
	// MostMembers is how many a group takes: 10, as the mothers' groups of Bantul were run.
	MostMembers int64 `json:"most_members"`
	// InviteDays is within how many days after mother and child are home they are to be
	// invited: 7, our own proposal.
	InviteDays int64 `json:"invite_days"`
	// AsleepMonths is after how many whole months without a meeting a group is asleep: 2.
	AsleepMonths int64 `json:"asleep_months"`
	// RemindDays is how many days before a meeting its members are reminded: 1 (0: on the day itself). CheckDays
	// is how many days a month of life may run before a mother is reminded that her cadre
	// asks after her: 7. Both are our own proposals.
	RemindDays int64 `json:"remind_days"`
	CheckDays  int64 `json:"check_days"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("supportgroup", Settings{MostMembers: 10, InviteDays: 7, AsleepMonths: 2, RemindDays: 1, CheckDays: 7})

// Check wants groups in which everybody is heard, and waits that end.
func (s Settings) Check() *fault.Error {
	switch {
	case s.MostMembers < 2 || s.MostMembers > 40:
		return fault.BadField("policy.bad_document", "most_members")
	case s.InviteDays < 1 || s.InviteDays > 60:
		return fault.BadField("policy.bad_document", "invite_days")
	case s.AsleepMonths < 1 || s.AsleepMonths > 12:
		return fault.BadField("policy.bad_document", "asleep_months")
	case s.RemindDays < 0 || s.RemindDays > 7:
		return fault.BadField("policy.bad_document", "remind_days")
	case s.CheckDays < 0 || s.CheckDays > 27:
		return fault.BadField("policy.bad_document", "check_days")
	}
	return nil
}
