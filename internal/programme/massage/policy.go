package massage

import (
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/core/fault"
	"sambang/internal/shared/policy"
)

// Settings are how visits are given. Times are the health centre's own proposals unless a
// source is named; the safety questions have theirs in screening.Settings.
type Settings struct {
	// TravelMinutes is the least between two homes, whatever the way takes: 30, as
	// programmes of this kind plan.
	TravelMinutes int64 `json:"travel_minutes"`
	// StepMinutes is the grid on which slots are offered: 30.
	StepMinutes int64 `json:"step_minutes"`
	// Earliest and Latest bound the day: no visit begins before or ends after. Day hours
	// only: 08.00 to 16.00.
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
	// MostADay is how many visits a cadre has on a day: 5. AheadDays is how far ahead a
	// family may book: 35. NoticeMinutes is how soon at the earliest: 120.
	MostADay      int64 `json:"most_a_day"`
	AheadDays     int64 `json:"ahead_days"`
	NoticeMinutes int64 `json:"notice_minutes"`
	// ConfirmMinutes is how long a slot is held for a phone that is not confirmed, and
	// HoldMinutes how long for an offer that is not answered: 120 each, the programme's.
	ConfirmMinutes int64 `json:"confirm_minutes"`
	HoldMinutes    int64 `json:"hold_minutes"`
	// LateMinutes is how long after its hour a visit is late whose cadre has not set out: 20.
	// AnswerMinutes is what a family has at least to answer an offer of the machine's: 15.
	// Both our own proposals.
	LateMinutes   int64 `json:"late_minutes"`
	AnswerMinutes int64 `json:"answer_minutes"`
	// MostWeeks is the longest course of weekly visits: 8, and never longer than AheadDays has weeks.
	MostWeeks int64 `json:"most_weeks"`
	// MostOpen is how many bookings a family may have ahead of it: 8.
	MostOpen int64 `json:"most_open"`
	// Screening are the figures of the safety questions, each with its source.
	Screening screening.Settings `json:"screening"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("massage", Settings{TravelMinutes: 30, StepMinutes: 30, Earliest: "08:00", Latest: "16:00",
	MostADay: 5, AheadDays: 35, NoticeMinutes: 120, ConfirmMinutes: 120, HoldMinutes: 120, LateMinutes: 20, AnswerMinutes: 15, MostWeeks: 8, MostOpen: 8, Screening: screening.Defaults()})

// Check wants visits that fit a day, and holds that end.
func (s Settings) Check() *fault.Error {
	for _, x := range []struct {
		field    string
		n        int64
		from, to int64
	}{
		{"travel_minutes", s.TravelMinutes, 0, 120},
		{"step_minutes", s.StepMinutes, 5, 120}, {"most_a_day", s.MostADay, 1, 12}, {"ahead_days", s.AheadDays, 1, 92},
		{"notice_minutes", s.NoticeMinutes, 0, 7 * 1440}, {"confirm_minutes", s.ConfirmMinutes, 5, 1440}, {"hold_minutes", s.HoldMinutes, 5, 1440},
		{"late_minutes", s.LateMinutes, 5, 240}, {"answer_minutes", s.AnswerMinutes, 5, 120},
		{"most_weeks", s.MostWeeks, 1, 26}, {"most_open", s.MostOpen, 1, 60},
	} {
		if x.n < x.from || x.n > x.to {
			return fault.BadField("policy.bad_document", x.field)
		}
	}
	if !calendar.IsHour(s.Earliest) || !calendar.IsHour(s.Latest) || s.Earliest >= s.Latest {
		return fault.BadField("policy.bad_document", "earliest")
	}
	return s.Screening.Check()
}

// longestCourse is how many weekly visits can be asked for: of a longer course the last would lie
// behind the days that are booked ahead, and only all of them or none are.
func (s Settings) longestCourse() int64 { return max(1, min(s.MostWeeks, s.AheadDays/7)) }

// length is how long a visit takes to children born on these days: the sum of what each takes
// by its age. A child whose age nobody knows takes as long as the longest.
func (s Settings) length(born []string, on string) (all time.Duration) {
	for _, b := range born {
		band, known := s.Screening.Band(age.Months(b, on))
		if !known {
			for _, other := range s.Screening.Bands {
				band.Visit = max(band.Visit, other.Visit)
			}
		}
		all += minutes(int64(band.Visit))
	}
	return all
}

func minutes(n int64) time.Duration { return time.Duration(n) * time.Minute }
