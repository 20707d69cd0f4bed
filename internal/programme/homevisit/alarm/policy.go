package alarm

import (
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are a facility's rules for its kenthongan.
type Settings struct {
	// AnswerSeconds is how long one responder is waited for before the next is called.
	// 180: our proposal, the time to find a telephone in the dark and read a message.
	AnswerSeconds int64 `json:"answer_seconds"`
	// Again is how often the round begins anew after the first, before the desk rings.
	// Twice: the health centre's own rule.
	Again int64 `json:"again"`
	// TestDays is how long a test counts. 60: the health centre's own rule, twice the
	// month in which it is to be struck.
	TestDays int64 `json:"test_days"`
	// PageSeconds is how long a responder's page opens at most. 12 hours: our proposal.
	PageSeconds int64 `json:"page_seconds"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("alarm", Settings{AnswerSeconds: 180, Again: 2, TestDays: 60, PageSeconds: 12 * 3600})

// Check wants times within which somebody can still be helped: half a minute to a
// quarter of an hour for one responder, at most five rounds more, a test at least
// once a year, and a page of an hour to two days.
func (s Settings) Check() *fault.Error {
	if s.AnswerSeconds < 30 || s.AnswerSeconds > 900 || s.Again < 0 || s.Again > 5 ||
		s.TestDays < 7 || s.TestDays > 366 || s.PageSeconds < 3600 || s.PageSeconds > 48*3600 {
		return fault.BadField("policy.bad_document", "document")
	}
	return nil
}
