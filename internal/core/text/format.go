package text

import (
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/instant"
)

// Hour is the time of day in a zone as it is written here: 14.30.
func Hour(i instant.Instant, zone *time.Location) string { return i.In(zone).Format("15.04") }

// Date is the day in a zone: 21 Nov 2026, months by their names in the language.
func Date(lang string, i instant.Instant, zone *time.Location) string {
	t := i.In(zone)
	return strconv.Itoa(t.Day()) + " " + T(lang, "month."+strconv.Itoa(int(t.Month())), nil) + " " + strconv.Itoa(t.Year())
}

// CivilDate is Date of a day written YYYY-MM-DD; anything else stays as it is.
func CivilDate(lang, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return Date(lang, instant.Of(t), time.UTC)
}

// Month is a month written YYYY-MM in words: Jul 2026; anything else stays as it is.
func Month(lang, month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	_, words, _ := strings.Cut(Date(lang, instant.Of(t), time.UTC), " ")
	return words
}

// CivilDay is DayDate of a day written YYYY-MM-DD; anything else stays as it is.
func CivilDay(lang, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return DayDate(lang, instant.Of(t), time.UTC)
}

// DayDate is the day with its weekday: Sabtu, 21 Nov 2026.
func DayDate(lang string, i instant.Instant, zone *time.Location) string {
	return T(lang, "weekday."+strconv.Itoa(int(i.In(zone).Weekday())), nil) + ", " + Date(lang, i, zone)
}

// Weekday is the day with its weekday and without its year, for days that are near: Selasa, 8 Des.
func Weekday(lang string, i instant.Instant, zone *time.Location) string {
	full := DayDate(lang, i, zone)
	return full[:strings.LastIndexByte(full, ' ')]
}

// Duration is a length of time in words, cut to whole minutes: 1 jam 53 menit; a
// day and more in days and hours; under a minute kurang dari 1 menit. Its sign
// is left to Left.
func Duration(lang string, d time.Duration) string {
	minutes := int64(d.Abs() / time.Minute)
	switch {
	case minutes == 0:
		return T(lang, "duration.moment", nil)
	case minutes < 60:
		return count(lang, "minute", minutes)
	case minutes < 24*60:
		return joined(count(lang, "hour", minutes/60), minutes%60, count(lang, "minute", minutes%60))
	}
	hours := minutes / 60
	return joined(count(lang, "day", hours/24), hours%24, count(lang, "hour", hours%24))
}

// count is a number with its unit; English has two forms, Indonesian twice the same.
func count(lang, unit string, n int64) string {
	key := "duration." + unit + "s"
	if n == 1 {
		key = "duration." + unit
	}
	return T(lang, key, map[string]string{"n": strconv.FormatInt(n, 10)})
}

func joined(big string, rest int64, small string) string {
	if rest == 0 {
		return big
	}
	return big + " " + small
}

// Left says how far a deadline is: sisa 1 jam 12 menit, or terlambat 8 menit
// once it has passed. At exactly the deadline nothing is late.
func Left(lang string, due, now instant.Instant) string {
	key := "duration.left"
	if now > due {
		key = "duration.late"
	}
	return T(lang, key, map[string]string{"d": Duration(lang, due.Sub(now))})
}
