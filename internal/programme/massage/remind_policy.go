package massage

import (
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/shared/policy"
)

// RemindSettings are when families are reminded. Hours are the health centre's (HH:MM); all are
// our own proposals.
type RemindSettings struct {
	// Evening is the hour of the day before at which a family is reminded: 18:00.
	Evening string `json:"evening"`
	// BeforeMinutes is how long before the visit it is reminded again: 60.
	BeforeMinutes int64 `json:"before_minutes"`
	// RateMinutes is how long after a visit the parent is asked for stars: 120; where that is
	// in the night, at RateHour of the next day: 09:00.
	RateMinutes int64  `json:"rate_minutes"`
	RateHour    string `json:"rate_hour"`
	// QuietFrom to QuietTo is the night, in which nothing is written: 20:30 to 06:00.
	QuietFrom string `json:"quiet_from"`
	QuietTo   string `json:"quiet_to"`
}

// RemindPolicy is the section of the facility's policy about reminders.
var RemindPolicy = policy.Define("massage_reminder", RemindSettings{Evening: "18:00", BeforeMinutes: 60, RateMinutes: 120, RateHour: "09:00", QuietFrom: "20:30", QuietTo: "06:00"})

// Check wants hours of the day, and a night that the hours of writing are not in.
func (s RemindSettings) Check() *fault.Error {
	for _, h := range []struct{ field, hour string }{{"evening", s.Evening}, {"rate_hour", s.RateHour}, {"quiet_from", s.QuietFrom}, {"quiet_to", s.QuietTo}} {
		if !calendar.IsHour(h.hour) {
			return fault.BadField("policy.bad_document", h.field)
		}
	}
	switch {
	case s.QuietTo >= s.QuietFrom:
		return fault.BadField("policy.bad_document", "quiet_to")
	case s.night(s.Evening):
		return fault.BadField("policy.bad_document", "evening")
	case s.night(s.RateHour):
		return fault.BadField("policy.bad_document", "rate_hour")
	case s.BeforeMinutes < 15 || s.BeforeMinutes > 240:
		return fault.BadField("policy.bad_document", "before_minutes")
	case s.RateMinutes < 0 || s.RateMinutes > 1440:
		return fault.BadField("policy.bad_document", "rate_minutes")
	}
	return nil
}

// night reports whether nothing is written at an hour of the day.
func (s RemindSettings) night(hour string) bool { return hour < s.QuietTo || hour >= s.QuietFrom }

// asleep is the same of an instant.
func (s RemindSettings) asleep(at instant.Instant, zone *time.Location) bool {
	return s.night(at.In(zone).Format("15:04"))
}

// visit are the reminders of a slot that are still to come. What would be in the night is left
// out: the evening has told of it, or the page has.
func (s RemindSettings) visit(b Booking, zone *time.Location, now instant.Instant) (due []Reminder) {
	add := func(kind string, at instant.Instant) {
		if at.After(now) && (kind == Passed || !s.asleep(at, zone)) {
			due = append(due, Reminder{kind, at})
		}
	}
	if at, ok := calendar.At(calendar.Move(b.Day, -1), s.Evening, zone); ok {
		add(Evening, instant.Of(at))
	}
	add(HourBefore, b.From.Add(-minutes(s.BeforeMinutes)))
	add(Passed, b.To)
	return due
}

// rating is when a parent is asked for stars: some time after the visit, by day.
func (s RemindSettings) rating(ended instant.Instant, zone *time.Location, now instant.Instant) instant.Instant {
	at := max(ended.Add(minutes(s.RateMinutes)), now)
	if !s.asleep(at, zone) {
		return at
	}
	day := at.Day(zone)
	if at.In(zone).Format("15:04") >= s.QuietTo {
		day = calendar.Move(day, 1)
	}
	if next, ok := calendar.At(day, s.RateHour, zone); ok {
		return instant.Of(next)
	}
	return at.Add(12 * time.Hour) // a day whose clock has no such hour
}
