package promise

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
)

// Span is a stretch of a weekday in which the health centre is open, in the civil
// time of its zone. Weekday is 1 for Monday to 7 for Sunday; From and To are
// "07:00", To at most "24:00".
type Span struct {
	Weekday int64  `json:"weekday"`
	From    string `json:"from"`
	To      string `json:"to"`
}

// hours are all spans of a week, in the order of each day.
type hours []Span

// minutes reads "07:30" as minutes since midnight; -1 is not a time of day.
func minutes(text string) int {
	if text == "24:00" {
		return 24 * 60
	}
	at, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return at.Hour()*60 + at.Minute()
}

// check wants spans that begin before they end and do not lie over each other.
func (h hours) check() *fault.Error {
	end := map[int64]int{}
	for _, s := range h {
		from, to := minutes(s.From), minutes(s.To)
		if s.Weekday < 1 || s.Weekday > 7 || from < 0 || to <= from || from < end[s.Weekday] {
			return fault.BadField("promise.bad_hours", "hours")
		}
		end[s.Weekday] = to
	}
	return nil
}

// farthest is how many days are looked through for open time: the longest promise
// fits into it even when only one hour a week is open.
const farthest = 400

// after is the instant at which so much open time has passed since start. A health
// centre that is never open keeps its promises round the clock: a deadline that
// never comes would be no promise.
func (h hours) after(start instant.Instant, open time.Duration, zone *time.Location) instant.Instant {
	day := start.In(zone)
	left, cursor := open, start
	for n := range farthest {
		// Each civil day is reckoned anew, so that a day of 23 or 25 hours is one too.
		today := time.Date(day.Year(), day.Month(), day.Day()+n, 0, 0, 0, 0, zone)
		for _, s := range h {
			if s.Weekday != weekday(today) {
				continue
			}
			from, to := max(at(today, s.From), cursor), at(today, s.To)
			switch {
			case !from.Before(to):
			case to.Sub(from) >= left:
				return from.Add(left)
			default:
				left, cursor = left-to.Sub(from), to
			}
		}
	}
	return start.Add(open)
}

// weekday is 1 for Monday to 7 for Sunday.
func weekday(t time.Time) int64 {
	if d := int64(t.Weekday()); d > 0 {
		return d
	}
	return 7
}

// at is a time of day on a civil day, as the clocks on the wall show it there.
func at(day time.Time, text string) instant.Instant {
	m := minutes(text)
	return instant.Of(time.Date(day.Year(), day.Month(), day.Day(), m/60, m%60, 0, 0, day.Location()))
}
