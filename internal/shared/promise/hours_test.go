package promise

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/instant"
)

// office is open on weekdays with a break at noon, and on Saturday morning.
var office = hours{{1, "07:00", "12:00"}, {1, "13:00", "15:00"}, {2, "07:00", "15:00"}, {3, "07:00", "15:00"}, {4, "07:00", "15:00"}, {5, "07:00", "11:00"}, {6, "08:00", "12:00"}}

func zoned(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	qt.Assert(t, qt.IsNil(err))
	return zone
}

// civil reads a time on the wall of a zone; 2026-03-02 is a Monday.
func civil(t *testing.T, zone *time.Location, text string) instant.Instant {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05.000", text, zone)
	qt.Assert(t, qt.IsNil(err))
	return instant.Of(at)
}

func TestADeadlineCountsOpenTimeOnly(t *testing.T) {
	jakarta, jayapura, berlin := zoned(t, "Asia/Jakarta"), zoned(t, "Asia/Jayapura"), zoned(t, "Europe/Berlin")
	night := hours{{6, "20:00", "24:00"}, {7, "00:00", "04:00"}}
	for _, c := range []struct {
		what       string
		hours      hours
		zone       *time.Location
		start, due string
		open       time.Duration
	}{
		{"within one stretch", office, jakarta, "2026-03-03 08:00:00.000", "2026-03-03 12:00:00.000", 4 * time.Hour},
		{"over the break at noon", office, jakarta, "2026-03-02 10:00:00.000", "2026-03-02 15:00:00.000", 4 * time.Hour},
		{"over a night", office, jakarta, "2026-03-03 14:00:00.000", "2026-03-04 10:00:00.000", 4 * time.Hour},
		{"at night it begins in the morning", office, jakarta, "2026-03-03 02:00:00.000", "2026-03-03 11:00:00.000", 4 * time.Hour},
		{"over a Sunday", office, jakarta, "2026-03-07 10:00:00.000", "2026-03-09 09:00:00.000", 4 * time.Hour},
		{"to the minute of closing", office, jakarta, "2026-03-06 09:00:00.000", "2026-03-06 11:00:00.000", 2 * time.Hour},
		{"a millisecond later is tomorrow", office, jakarta, "2026-03-06 09:00:00.001", "2026-03-07 08:00:00.001", 2 * time.Hour},
		{"in the zone of the health centre", office, jayapura, "2026-03-03 14:00:00.000", "2026-03-04 10:00:00.000", 4 * time.Hour},
		{"longer than a week", office, jakarta, "2026-03-02 07:00:00.000", "2026-03-09 08:00:00.000", 40 * time.Hour},
		{"the night in which clocks go ahead", night, berlin, "2026-03-28 23:00:00.000", "2026-03-29 04:00:00.000", 4 * time.Hour},
		{"the night in which clocks go back", night, berlin, "2026-10-24 23:00:00.000", "2026-10-25 03:00:00.000", 5 * time.Hour},
	} {
		got := c.hours.after(civil(t, c.zone, c.start), c.open, c.zone)
		want := civil(t, c.zone, c.due)
		qt.Check(t, qt.Equals(got.In(c.zone).String(), want.In(c.zone).String()), qt.Commentf("%s", c.what))
	}
}

func TestACentreThatIsNeverOpenKeepsItsPromisesAllTheSame(t *testing.T) {
	at := civil(t, time.UTC, "2026-03-02 07:00:00.000")
	qt.Check(t, qt.Equals(hours{}.after(at, 4*time.Hour, time.UTC), at.Add(4*time.Hour)))
}

func TestHoursAndRulesThatMeanNothingAreRefused(t *testing.T) {
	good := func() Settings {
		return Settings{ProofDays: 7, Hours: []Span(office), Rules: []Rule{
			{Respond, 7200, usual(), Alarm, Always}, {Fetch, 14400, usual(), Rice, Opening}, {Return, 7200, nil, None, Always}}}
	}
	qt.Assert(t, qt.IsNil(good().Check()))
	for what, spoil := range map[string]func(*Settings){
		"no fetching":           func(s *Settings) { s.Rules = s.Rules[:1] },
		"a name twice":          func(s *Settings) { s.Rules[1].Name = Respond },
		"no time":               func(s *Settings) { s.Rules[0].Seconds = 0 },
		"a year":                func(s *Settings) { s.Rules[0].Seconds = 365 * 24 * 3600 },
		"no consequence":        func(s *Settings) { s.Rules[0].Consequence = "" },
		"a consequence unknown": func(s *Settings) { s.Rules[0].Consequence = "forget" },
		"another clock":         func(s *Settings) { s.Rules[0].Clock = "sometimes" },
		"warnings backwards":    func(s *Settings) { s.Rules[0].Warnings = []Warning{{75, []string{Owner}}, {50, []string{Owner}}} },
		"a warning at the end":  func(s *Settings) { s.Rules[0].Warnings = []Warning{{100, []string{Owner}}} },
		"a warning to nobody":   func(s *Settings) { s.Rules[0].Warnings = []Warning{{50, nil}} },
		"a warning to a friend": func(s *Settings) { s.Rules[0].Warnings = []Warning{{50, []string{"friend"}}} },
		"proof for a year":      func(s *Settings) { s.ProofDays = 365 },
		"no days for proof":     func(s *Settings) { s.ProofDays = 0 },
		"an eighth day":         func(s *Settings) { s.Hours = []Span{{8, "07:00", "08:00"}} },
		"closing before opening": func(s *Settings) {
			s.Hours = []Span{{1, "08:00", "07:00"}}
		},
		"spans over each other": func(s *Settings) { s.Hours = []Span{{1, "07:00", "12:00"}, {1, "11:00", "15:00"}} },
		"no time of day":        func(s *Settings) { s.Hours = []Span{{1, "seven", "12:00"}} },
	} {
		s := good()
		spoil(&s)
		qt.Check(t, qt.IsNotNil(s.Check()), qt.Commentf("%s", what))
	}
}
