package calendar

import (
	"cmp"
	"slices"
	"time"
)

// Kind is why a period is there.
type Kind string

// The kinds of periods. Leave beats every other kind.
const (
	Normal        Kind = "normal"
	Ramadan       Kind = "ramadan"
	SchoolHoliday Kind = "school_holiday"
	Shift         Kind = "shift"
	Leave         Kind = "leave"
)

// Kinds lists them in the order in which a form offers them.
func Kinds() []Kind { return []Kind{Normal, Ramadan, SchoolHoliday, Shift, Leave} }

// Period says what holds from one day to another.
type Period struct {
	// ID names it for whoever keeps it.
	ID string
	// From and To are its first and last day; To empty: until something else holds.
	From, To string
	Kind     Kind
	// Weekdays are the days of the week it comes on, 1 Monday to 7 Sunday; none: it
	// does not come at all.
	Weekdays []int
	// At is the hour, HH:MM.
	At string
	// N counts the periods in the order in which they were written down.
	N int
}

// holds reports whether a day lies within.
func (p Period) holds(day string) bool { return p.From <= day && (p.To == "" || day <= p.To) }

// before orders periods by what beats what: the last of an ordered list holds. The
// ids make it whole, so that two readers never differ.
func (p Period) before(o Period) int {
	return cmp.Or(cmp.Compare(rank(p), rank(o)), cmp.Compare(p.From, o.From), cmp.Compare(p.N, o.N), cmp.Compare(p.ID, o.ID))
}

func rank(p Period) int {
	if p.Kind == Leave {
		return 1
	}
	return 0
}

// Holding is the one period that holds for a day; false: none does.
func Holding(day string, periods []Period) (held Period, found bool) {
	for _, p := range periods {
		if p.holds(day) && (!found || held.before(p) < 0) {
			held, found = p, true
		}
	}
	return held, found
}

// Schedule is what comes again and again, for one subject.
type Schedule struct {
	Subject string
	Periods []Period
}

// Exceptions are what holds for everybody.
type Exceptions struct {
	// Holidays are days on which nothing comes.
	Holidays []string
}

// Pickup is one coming of one day.
type Pickup struct {
	Subject string
	At      string
	Period  Period
}

// On says whether and when a schedule comes on a day. A day or an hour that is none
// gives nothing.
func (s Schedule) On(day string, e Exceptions) (Pickup, bool) {
	p, found := Holding(day, s.Periods)
	if !found || p.Kind == Leave || slices.Contains(e.Holidays, day) || !slices.Contains(p.Weekdays, Weekday(day)) || !IsHour(p.At) {
		return Pickup{}, false
	}
	return Pickup{s.Subject, p.At, p}, true
}

// PickupsOn lists what comes on a day, the earliest first, by subject at the same hour.
func PickupsOn(day string, schedules []Schedule, e Exceptions) []Pickup {
	var out []Pickup
	for _, s := range schedules {
		if p, comes := s.On(day, e); comes {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b Pickup) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Subject, b.Subject)) })
	return out
}

// Weekday is the day of the week, 1 Monday to 7 Sunday; 0 of what is no day.
func Weekday(day string) int {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return (int(t.Weekday())+6)%7 + 1
}

// IsDay reports whether a text is a civil day.
func IsDay(day string) bool { return Weekday(day) > 0 }

// IsHour reports whether a text is an hour of the day, HH:MM.
func IsHour(at string) bool {
	_, err := time.Parse("15:04", at)
	return err == nil && len(at) == 5
}

// Days lists n days from one on; nothing when it is none.
func Days(from string, n int) []string {
	t, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return nil
	}
	out := make([]string, n)
	for i := range out {
		out[i] = t.AddDate(0, 0, i).Format(time.DateOnly)
	}
	return out
}

// Move is the day n days later, or earlier when n is below zero.
func Move(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// At is the instant of an hour of a day in a zone; false when that zone's clock has
// no such hour on that day.
func At(day, hour string, zone *time.Location) (time.Time, bool) {
	t, err := time.ParseInLocation(time.DateOnly+" 15:04", day+" "+hour, zone)
	return t, err == nil && t.Format("15:04") == hour
}
