// Package instant is the one integer type of times: microseconds since 1970, UTC.
//
// Both databases keep it as BIGINT, because a time kept as text compares wrongly
// across zones on SQLite and PostgreSQL cuts nanoseconds. It is shown in the
// zone of the health centre, and only there.
package instant

import (
	"encoding/json"
	"fmt"
	"time"
)

// Instant is microseconds since 1970-01-01T00:00:00Z. Zero means "not yet".
type Instant int64

// Of cuts t to milliseconds, the precision of everything we say over JSON, so
// that a stored instant and its JSON form are the same instant.
func Of(t time.Time) Instant { return Instant(t.UnixMilli() * 1000) }

// Parse reads RFC 3339 with any zone.
func Parse(s string) (Instant, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return 0, fmt.Errorf("instant: %w", err)
	}
	if y := t.UTC().Year(); y < 1900 || y > 2200 {
		return 0, fmt.Errorf("instant: year %d is out of range", y)
	}
	return Of(t), nil
}

// Time gives the instant as a UTC time.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// In gives the instant in a zone.
func (i Instant) In(zone *time.Location) time.Time { return i.Time().In(zone) }

// Add moves the instant by d.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Microseconds()) }

// Sub is the time from o to i.
func (i Instant) Sub(o Instant) time.Duration { return time.Duration(i-o) * time.Microsecond }

// Before reports whether i is earlier than o.
func (i Instant) Before(o Instant) bool { return i < o }

// After reports whether i is later than o.
func (i Instant) After(o Instant) bool { return i > o }

// IsZero reports whether the instant is "not yet".
func (i Instant) IsZero() bool { return i == 0 }

// String is RFC 3339 in UTC with milliseconds.
func (i Instant) String() string { return i.Time().Format("2006-01-02T15:04:05.000Z") }

// Day is the civil date YYYY-MM-DD in a zone.
func (i Instant) Day(zone *time.Location) string { return i.In(zone).Format("2006-01-02") }

// MarshalJSON writes RFC 3339 with milliseconds, or null for zero.
func (i Instant) MarshalJSON() ([]byte, error) {
	if i == 0 {
		return []byte("null"), nil
	}
	return []byte(`"` + i.String() + `"`), nil
}

// UnmarshalJSON reads RFC 3339, or null for zero.
func (i *Instant) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*i = 0
		return nil
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	got, err := Parse(s)
	if err != nil {
		return err
	}
	*i = got
	return nil
}

// Clock tells the time. Only cmd, store and errand hold one; the rest take now.
type Clock interface{ Now() Instant }

// Wall is the clock of the machine.
type Wall struct{}

// Now reads the wall clock.
func (Wall) Now() Instant { return Of(time.Now()) }
