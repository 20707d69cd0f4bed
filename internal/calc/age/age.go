// Package age counts how old somebody is on a civil day. Pure: days are YYYY-MM-DD,
// as they stand on the wall of the health centre.
package age

import "time"

// Unknown is the age of whose day of birth is not known, or lies ahead.
const Unknown = -1

// Months counts whole months from birth to a day: a child born on the 31st is a
// month older on the 1st where a month has no 31st, as the growth chart of the
// ministry's KIA book counts full months. It gives Unknown for days that are none,
// and for a day before the birth.
func Months(born, on string) int {
	from, err := time.Parse(time.DateOnly, born)
	if err != nil {
		return Unknown
	}
	to, err := time.Parse(time.DateOnly, on)
	if err != nil || to.Before(from) {
		return Unknown
	}
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		months--
	}
	return months
}

// Reached is the first day on which somebody is so many full months old: the day of
// the month of birth, or the first of the month after where a month has no such day, so
// that Months(born, Reached(born, n)) is n. Empty for a day of birth that is none.
func Reached(born string, months int) string {
	from, err := time.Parse(time.DateOnly, born)
	if err != nil || months < 0 {
		return ""
	}
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	if on := first.AddDate(0, 0, from.Day()-1); on.Month() == first.Month() {
		return on.Format(time.DateOnly)
	}
	return first.AddDate(0, 1, 0).Format(time.DateOnly)
}
