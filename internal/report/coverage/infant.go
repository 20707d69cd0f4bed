package coverage

import (
	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/shared/health"
)

// What is known of one month of a baby's life.
const (
	Yes        = health.Yes
	No         = health.No
	NotCounted = health.NotCounted
)

// decidingMonths are the months of life, 0 to 5, that decide about six months.
const decidingMonths = health.Graduating

// Answer is what counts of one month of life; the zero value: nobody knows.
type Answer struct {
	// State is Yes, No or NotCounted; empty: blank, which is unknown and not no.
	State string
	// Recall is what was said of the last 24 hours alone: Yes, No or empty.
	Recall string
	// On is the civil day it was said of (YYYY-MM-DD).
	On string
}

// Infant is a baby as the figures see it.
type Infant struct {
	Baby ident.ID
	// Born is the civil day of birth.
	Born    string
	Village string
	// Posyandu is where it is weighed, Group the support group of its mother; empty: none.
	Posyandu, Group ident.ID
	// GoneOn is the civil day it died or moved away; empty: it lives here.
	GoneOn string
	// Months 0 to 6 of its life.
	Months [decidingMonths + 1]Answer
	// Decided: a health worker has decided, with a reason, that the blank months were
	// breast milk only.
	Decided bool
}

// here reports whether it lived in the area on a civil day.
func (b Infant) here(day string) bool {
	return b.Born <= day && (b.GoneOn == "" || day < b.GoneOn)
}

// sixOn is the first day of its seventh month.
func (b Infant) sixOn() string { return age.Reached(b.Born, decidingMonths) }

// The verdicts on six months.
const (
	Proven    = "proven"     // every month from 0 to 5 is known to be breast milk only
	Broken    = "broken"     // in one of them there was something else
	NotProven = "not_proven" // none is known to be broken, but some are blank
	LeftOut   = "not_counted"
)

// Verdict says what the months 0 to 5 come to, as health.StandingFrom and the certificate
// do: a plain no ends it for good, whatever reason of health came before or after.
func (b Infant) Verdict() string {
	has := map[string]bool{}
	for _, a := range b.Months[:decidingMonths] {
		has[a.State] = true
	}
	switch {
	case has[No]:
		return Broken
	case has[NotCounted]:
		return LeftOut
	case has[""] && !b.Decided:
		return NotProven
	}
	return Proven
}

// keptUntil counts the months from birth on that are all known to be breast milk only.
func (b Infant) keptUntil() int {
	for i, a := range b.Months[:decidingMonths] {
		if a.State != Yes && (a.State != "" || !b.Decided) {
			return i
		}
	}
	return decidingMonths
}

// recalled is what was said of the last 24 hours in a civil month (YYYY-MM): of its
// months of life under six the latest that was asked then, about itself. Something told
// later of an earlier month is no recall of a day.
func (b Infant) recalled(month string) (Answer, bool) {
	var last Answer
	for i, a := range b.Months[:decidingMonths] {
		if a.Recall != "" && monthOf(a.On) == month && age.Months(b.Born, a.On) == i && a.On >= last.On {
			last = a
		}
	}
	return last, last.On != ""
}

// monthOf is the civil month of a civil day.
func monthOf(day string) string {
	if len(day) < len("2006-01") {
		return ""
	}
	return day[:len("2006-01")]
}
