package overview

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
)

// MostMonths is how many months an overview has at most: two years side by side.
const MostMonths = 24

const monthForm = "2006-01"

// span is some whole months on the wall of the health centre.
type span struct {
	from, to string
	zone     *time.Location
	first    time.Time // midnight that begins it
	end      time.Time // midnight that ends it
	now      instant.Instant
}

// Between reads two months, YYYY-MM. It refuses with overview.bad_month what is no
// month, runs backwards, is longer than MostMonths or begins in the future.
func between(from, to string, zone *time.Location, now instant.Instant) (span, *fault.Error) {
	first, err := time.ParseInLocation(monthForm, from, zone)
	if err != nil {
		return span{}, fault.BadField("overview.bad_month", "from")
	}
	last, err := time.ParseInLocation(monthForm, to, zone)
	if err != nil || last.Before(first) || first.AddDate(0, MostMonths, 0).Before(last.AddDate(0, 1, 0)) {
		return span{}, fault.BadField("overview.bad_month", "to")
	}
	if first.After(now.In(zone)) {
		return span{}, fault.BadField("overview.bad_month", "from")
	}
	return span{from, to, zone, first, last.AddDate(0, 1, 0), now}, nil
}

// until is the last civil day that was reckoned.
func (s span) until() string {
	if today := s.now.In(s.zone); today.Before(s.end) {
		return today.Format(time.DateOnly)
	}
	return s.end.AddDate(0, 0, -1).Format(time.DateOnly)
}

// bounds are the instants of its beginning and its end.
func (s span) bounds() (from, to instant.Instant) { return instant.Of(s.first), instant.Of(s.end) }

// byMonth reports whether a plot has a point a month: days would not be told apart.
func (s span) byMonth() bool { return s.first.AddDate(0, 2, 0).Before(s.end) }

// slot names the point of a plot that an instant belongs to.
func (s span) slot(at instant.Instant) string {
	if s.byMonth() {
		return at.In(s.zone).Format(monthForm)
	}
	return at.In(s.zone).Format(time.DateOnly)
}

// slots lists the points up to the last day, also those on which nothing happened.
func (s span) slots() (all []string) {
	until := s.until()
	for day := s.first; day.Before(s.end) && day.Format(time.DateOnly) <= until; {
		if s.byMonth() {
			all = append(all, day.Format(monthForm))
			day = day.AddDate(0, 1, 0)
		} else {
			all = append(all, day.Format(time.DateOnly))
			day = day.AddDate(0, 0, 1)
		}
	}
	return all
}
