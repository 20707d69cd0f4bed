package experience

import (
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are how soon a mother is answered.
type Settings struct {
	// AnswerDays is within how many days somebody answers, LookDays after how many days
	// they ask whether it helped: 1 and 3, our own proposals.
	AnswerDays int64 `json:"answer_days"`
	LookDays   int64 `json:"look_days"`
	// PassHours is after how many hours without an answer the midwife has it: 48, the
	// programme's own.
	PassHours int64 `json:"pass_hours"`
	// Similar is how many experiences are shown beside a problem: 3.
	Similar int64 `json:"similar"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("experience", Settings{AnswerDays: 1, LookDays: 3, PassHours: 48, Similar: 3})

// Check wants waits that a mother with a sore breast can bear.
func (s Settings) Check() *fault.Error {
	switch {
	case s.AnswerDays < 0 || s.AnswerDays > 7:
		return fault.BadField("policy.bad_document", "answer_days")
	case s.LookDays < 1 || s.LookDays > 14:
		return fault.BadField("policy.bad_document", "look_days")
	case s.PassHours < 1 || s.PassHours > 96:
		return fault.BadField("policy.bad_document", "pass_hours")
	case s.Similar < 1 || s.Similar > 10:
		return fault.BadField("policy.bad_document", "similar")
	}
	return nil
}
