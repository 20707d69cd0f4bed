package phone

import (
	"math"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
)

// Message is what one report of a phone says, in the same units whatever the app.
type Message struct {
	HasPoint bool         // false: a sign of life only
	Fix      tracking.Fix // Device is not filled: who sends is known from the secret alone
	Alarm    bool         // the person pressed SOS
}

// Factors to metres a second.
const (
	knot        = 1852.0 / 3600
	kmPerHour   = 1000.0 / 3600
	alarmSOS    = "sos"
	secondsEnd  = 1 << 31               // a smaller number of time is in seconds, a larger in milliseconds
	latestMilli = 7_258_118_400_000     // the year 2200: later is nonsense, and far from overflow
	localTime   = "2006-01-02 15:04:05" // without a zone: read as UTC
)

// number reads a finite decimal.
func number(s string) (float64, bool) {
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

// measured reads a measured value within limits; anything else is unknown.
func measured(s string, factor, least, most float64) float64 {
	x, ok := number(s)
	if !ok || x*factor < least || x*factor > most {
		return tracking.Unknown
	}
	return x * factor
}

// Limits of what is believed: outside them a value is unknown, not an error.
func speedOf(s string, factor float64) float64 { return measured(s, factor, 0, 1000) }
func bearingOf(s string) float64               { return measured(s, 1, 0, 360) }
func batteryOf(s string, factor float64) float64 {
	return measured(s, factor, 0, 100)
}

// accuracyOf takes 0 as unknown: apps leave it out or send 0 when they do not know.
func accuracyOf(s string) float64 {
	if x := measured(s, 1, 0, 1e6); x > 0 {
		return x
	}
	return tracking.Unknown
}

// timeOf reads epoch seconds or milliseconds, ISO 8601, or a zone-less time as UTC.
func timeOf(s string) (instant.Instant, bool) {
	if x, ok := number(s); ok {
		if x < secondsEnd {
			x *= 1000
		}
		if x <= 0 || x > latestMilli {
			return 0, false
		}
		return instant.Instant(int64(x) * 1000), true
	}
	if at, err := instant.Parse(s); err == nil {
		return at, at > 0
	}
	for _, form := range [...]string{localTime, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(form, s); err == nil {
			return instant.Of(t), t.UnixMilli() > 0 && t.UnixMilli() <= latestMilli
		}
	}
	return 0, false
}

// truth reads what the apps send for yes.
func truth(s string) bool { return s == "1" || strings.EqualFold(s, "true") }

// setTime puts the time into the message; a time that cannot be read makes the
// point unusable, a missing one means "now" (At stays zero).
func (m *Message) setTime(s string) {
	at, ok := timeOf(s)
	if !ok {
		m.Fix.Void = true
	}
	m.Fix.At = at
}

// setPoint puts the two coordinates in; what is no number stays NaN and is
// judged an invalid point later.
func (m *Message) setPoint(lat, lon string) {
	m.HasPoint = true
	if y, ok := number(lat); ok {
		m.Fix.Point.Lat = y
	}
	if x, ok := number(lon); ok {
		m.Fix.Point.Lon = x
	}
}
