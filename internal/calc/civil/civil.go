// Package civil reads civil days and ages as people write them into lists. Pure: a day is
// YYYY-MM-DD, as it stands on the wall of the health centre.
package civil

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Day is a civil day that was read, and how sure it is.
type Day struct {
	On string // YYYY-MM-DD; empty: nothing was said
	// Guessed: only the year or the month was told.
	Guessed bool
}

const layout = "2006-01-02"

var (
	numeric = regexp.MustCompile(`^(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})$`)
	worded  = regexp.MustCompile(`^(\d{1,2})?[-/., ]*([a-z]{3,})[-/., ]*(\d{2}|\d{4})$`)
	short   = regexp.MustCompile(`^(\d{1,2})\s*[-/.]\s*(\d{4})$`)
	bare    = regexp.MustCompile(`^\d{4}$`)
	serial  = regexp.MustCompile(`^\d{5}$`)
	solid   = regexp.MustCompile(`^(19|20)\d{6}$`)
	hours   = regexp.MustCompile(`[t ]\d{1,2}[:.]\d{2}([:.]\d{2}.*)?$`)
)

// months by the first three letters that people write, in both spellings.
var months = map[string]int{"jan": 1, "feb": 2, "peb": 2, "mar": 3, "mrt": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
	"agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12}

// Read reads a date in the spellings that stand in lists: 12/03/1994,
// 12-3-94, 1994-03-12, 12 Maret 1994, 19940312, the day count of a spreadsheet;
// with a place or a weekday and a comma before it, or the hours behind it. Of a
// date that tells only the year or the month the middle is taken and marked. Two
// digits of a year mean the last hundred years before today. Ok is false when it
// is no date; nothing said is no date that is ok.
func Read(text, today string) (d Day, ok bool) {
	t := strings.ToLower(strings.Join(strings.Fields(text), " "))
	if i := strings.LastIndexByte(t, ','); i >= 0 {
		t = strings.TrimSpace(t[i+1:])
	}
	t = strings.Trim(hours.ReplaceAllString(t, ""), " .'")
	switch {
	case strings.Trim(t, "0-/. ") == "":
		return Day{}, true
	case numeric.MatchString(t):
		m := numeric.FindStringSubmatch(t)
		return fromNumbers(m[1], m[2], m[3], today)
	case worded.MatchString(t):
		m := worded.FindStringSubmatch(t)
		if months[m[2][:3]] == 0 {
			return Day{}, false
		}
		return civil(yearOf(m[3], today), months[m[2][:3]], atoi(m[1]))
	case short.MatchString(t):
		m := short.FindStringSubmatch(t)
		return civil(atoi(m[2]), atoi(m[1]), 0)
	case bare.MatchString(t):
		return civil(atoi(t), 0, 0)
	case solid.MatchString(t):
		return civil(atoi(t[:4]), atoi(t[4:6]), atoi(t[6:]))
	case serial.MatchString(t):
		return Day{On: time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, atoi(t)).Format(layout)}, true
	}
	return Day{}, false
}

// fromNumbers knows which of three numbers is the year. Day before month, as
// everybody here writes; the other way round only where nothing else can be.
func fromNumbers(a, b, c, today string) (Day, bool) {
	if len(a) >= 3 {
		return civil(atoi(a), atoi(b), atoi(c))
	}
	y, m, d := yearOf(c, today), atoi(b), atoi(a)
	if m > 12 && d <= 12 {
		m, d = d, m
	}
	return civil(y, m, d)
}

// yearOf reads two digits as a year of the hundred years that end today.
func yearOf(text, today string) int {
	y := atoi(text)
	if len(text) > 2 {
		return y
	}
	this := atoi(today[:4])
	y += this / 100 * 100
	if y > this {
		y -= 100
	}
	return y
}

// civil makes a date; month or day 0 means that it is not known.
func civil(y, m, d int) (Day, bool) {
	if y < 1900 || y > 2200 || m > 12 || d > 31 {
		return Day{}, false
	}
	switch {
	case m == 0:
		return Day{fmt.Sprintf("%04d-07-01", y), true}, true
	case d == 0:
		return Day{fmt.Sprintf("%04d-%02d-15", y, m), true}, true
	}
	s := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	_, err := time.Parse(layout, s)
	return Day{On: s}, err == nil
}

var ageForm = regexp.MustCompile(`(\d{1,4}(?:[.,]\d{1,3})?)\s*([a-z]*)`)

// ReadAge makes a birth date of an age: "3 th", "2 tahun 4 bulan", "8 bln", "5
// hr"; a bare number is years. It is the middle of what the age leaves open, so
// that the guess is off by half of the last unit at most.
func ReadAge(text, today string) (d Day, ok bool) {
	t := strings.ToLower(strings.TrimSpace(text))
	if strings.Trim(t, "-. ") == "" {
		return Day{}, true
	}
	parts := ageForm.FindAllStringSubmatch(t, -1)
	now, err := time.Parse(layout, today)
	if len(parts) == 0 || err != nil || strings.ContainsAny(t, "/<>") {
		return Day{}, false
	}
	days, last := 0.0, 0.0
	for _, p := range parts {
		n, err := strconv.ParseFloat(strings.Replace(p[1], ",", ".", 1), 64)
		unit, known := unitOf(p[2])
		if err != nil || !known {
			return Day{}, false
		}
		days, last = days+n*unit, unit
	}
	if days > 130*365.25 {
		return Day{}, false
	}
	if last > 1 {
		days += last / 2
	}
	return Day{now.AddDate(0, 0, -int(math.Round(days))).Format(layout), true}, true
}

// unitOf is how many days a unit of age has.
func unitOf(word string) (float64, bool) {
	switch {
	case word == "", strings.HasPrefix(word, "t"), word == "y": // th, thn, tahun
		return 365.25, true
	case strings.HasPrefix(word, "b"): // bl, bln, bulan
		return 30.44, true
	case strings.HasPrefix(word, "m"): // mg, mgg, minggu
		return 7, true
	case strings.HasPrefix(word, "h"): // hr, hari
		return 1, true
	}
	return 0, false
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
