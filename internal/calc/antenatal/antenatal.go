// Package antenatal reckons when a mother and her newborn child are to be seen. Pure:
// days are YYYY-MM-DD, as they stand on the wall of the health centre.
//
// How often is law: six times in a pregnancy, once, twice and three times a trimester,
// and four times after the birth (Permenkes 21/2021, articles 13 and 15); a newborn child
// three times. When within a trimester is our own even split, to be changed by policy.
package antenatal

import (
	"slices"
	"time"
)

// Term is how many days lie between the first day of the last period and the day a
// birth is expected on (the rule of Naegele; Buku KIA 2020).
const Term = 280

// Rule is the span of days in which one visit is to be made, both ends in it, counted
// from the day that it is reckoned from: the last period, or the birth (day 0).
type Rule struct {
	Code string `json:"code" max:"10"`
	From int64  `json:"from"`
	To   int64  `json:"to"`
}

// Pregnancy are the six visits before the birth, by days since the last period:
// K1 to 12 weeks, K2 and K3 to 24, K4 to K6 after (trimesters as in Buku KIA 2020). The
// last ends 14 days after the day that was expected: then it is the birth that is asked for.
func Pregnancy() []Rule {
	return []Rule{{"K1", 0, 84}, {"K2", 85, 126}, {"K3", 127, 168}, {"K4", 169, 210}, {"K5", 211, 245}, {"K6", 246, Term + 14}}
}

// Mother are the four visits after a birth: 6 to 48 hours, 3 to 7, 8 to 28 and 29 to 42
// days. Of a birth the day is known and not the hour, so the first has days 0 to 2.
func Mother() []Rule {
	return []Rule{{"KF1", 0, 2}, {"KF2", 3, 7}, {"KF3", 8, 28}, {"KF4", 29, 42}}
}

// Newborn are the three visits to a newborn child: 6 to 48 hours, 3 to 7 and 8 to 28 days.
func Newborn() []Rule {
	return []Rule{{"KN1", 0, 2}, {"KN2", 3, 7}, {"KN3", 8, 28}}
}

// Window is the span of civil days, both in it, in which one visit is to be made.
type Window struct {
	Code, From, To string
}

// Done is a visit that was made.
type Done struct {
	Code string `json:"code"`
	On   string `json:"on"`
}

// Windows puts rules on the calendar, counted from a day. A day that is none gives none.
func Windows(rules []Rule, from string) []Window {
	day, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return nil
	}
	out := make([]Window, len(rules))
	for i, r := range rules {
		out[i] = Window{r.Code, day.AddDate(0, 0, int(r.From)).Format(time.DateOnly), day.AddDate(0, 0, int(r.To)).Format(time.DateOnly)}
	}
	return out
}

// LastPeriod is the day that a pregnancy is counted from, by the day the birth is
// expected on; empty for a day that is none.
func LastPeriod(due string) string { return Shift(due, -Term) }

// Plan is what of some windows is still to be done.
type Plan struct {
	// Next is the visit that is to be made next; empty: none is left.
	Next Window
	// Missed are the codes of windows that have passed without a visit.
	Missed []string
	// LateFrom is the first day on which a visit is late: the day after the first window
	// that passed since the last one that was used, or after the next one.
	LateFrom string
	// Turn is the day on which this answer becomes another by itself; empty: never.
	Turn string
}

// Next reads a plan on a day from the windows of one pregnancy, birth or child. A visit
// counts by its code, whenever it was made, but not from before the first window: that
// was another pregnancy.
func Next(windows []Window, done []Done, today string) (p Plan) {
	used := func(w Window) bool {
		return slices.ContainsFunc(done, func(d Done) bool { return d.Code == w.Code && d.On >= windows[0].From })
	}
	for _, w := range windows {
		switch {
		case used(w):
			p.LateFrom = ""
		case w.To < today:
			p.Missed = append(p.Missed, w.Code)
			if p.LateFrom == "" {
				p.LateFrom = Shift(w.To, 1)
			}
		default:
			p.Next, p.Turn = w, Shift(w.To, 1)
			if p.LateFrom == "" {
				p.LateFrom = p.Turn
			}
			return p
		}
	}
	p.LateFrom = ""
	return p
}

// Shift is a civil day some days on; empty for a day that is none.
func Shift(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// Days counts from one civil day to another, below zero when it lies before; 0 for days
// that are none.
func Days(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
