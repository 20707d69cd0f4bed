package people

import "time"

// day is a civil day, counted from 1970-01-01.
type day int

const perYear = 365.2425 // days of a mean year of our calendar

func parseDay(s string) day {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0
	}
	return dayOf(t)
}

func validDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func dayOf(t time.Time) day {
	n := t.Unix()
	if n < 0 {
		n -= 24*3600 - 1 // days before 1970 round down too
	}
	return day(n / (24 * 3600))
}

func (d day) time() time.Time { return time.Unix(int64(d)*24*3600, 0).UTC() }

func (d day) String() string { return d.time().Format(time.DateOnly) }

func (d day) year() int { return d.time().Year() }

// years are completed ones.
func years(from, to day) int {
	a, b := from.time(), to.time()
	n := b.Year() - a.Year()
	if b.Month() < a.Month() || b.Month() == a.Month() && b.Day() < a.Day() {
		n--
	}
	return n
}

// quarter is the first day of the last quarter that had begun a month before d:
// the social register is given out quarterly, and not on its first day.
func (d day) quarter() day {
	t := (d - 30).time()
	return dayOf(time.Date(t.Year(), (t.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC))
}
