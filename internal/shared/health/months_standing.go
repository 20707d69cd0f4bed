package health

import (
	"sambang/internal/calc/age"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// The states of a month besides NotCounted.
const (
	Yes = "yes"
	No  = "no"
	// Unknown is also a month that nobody was asked about: blank is never no.
)

// What can be said of a baby's six months.
const (
	TooYoung = "too_young" // no month says no, and six completed months are not reached
	Proven   = "proven"    // months 0 to 5 are all yes and six months are reached
	Broken   = "broken"    // a month says no: for good, whatever its age
	Missing  = "missing"   // six months are reached, and nobody knows of some month
	Medical  = "medical"   // a reason of health stands behind a month: nothing to prove or blame
)

// Graduating is how many months decide: 0 to 5. Month 6 is recorded after.
const Graduating = LastMonth

// Mark is what is known of one month of life.
type Mark struct {
	// State is yes, no, unknown or not_counted.
	State string `json:"state"`
	// Source is where it is known from: seen, told or phone; On the civil day on which it
	// was told, By the worker who heard it, Line the feeding line. Empty when nobody said.
	Source string   `json:"source,omitempty"`
	On     string   `json:"on,omitempty"`
	By     ident.ID `json:"by,omitempty"`
	Line   ident.ID `json:"line,omitempty"`
}

// Standing is how a baby stands in its six months, read from the lines that count.
type Standing struct {
	Months [LastMonth + 1]Mark `json:"months"`
	// Verdict is too_young, proven, broken, missing or medical.
	Verdict string `json:"verdict"`
	// Missing are the months of 0 to 5 that have begun and of which nobody knows.
	Missing []int `json:"missing"`
	// SixOn is the civil day of six completed months; empty: nobody knows the day of birth.
	SixOn string `json:"six_on"`
}

// StandingOf reads a baby's standing on this day of the health centre.
func StandingOf(q journal.Query, baby ident.ID) (Standing, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, baby)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return Standing{}, err
	}
	lines, err := MonthsOf(q, p.ID)
	if err != nil {
		return Standing{}, err
	}
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Standing{}, err
	}
	return StandingFrom(p.Born, q.Now.Day(home.Location()), lines), nil
}

// StandingFrom judges a baby by its day of birth, this day and the lines that count, one
// a month at most; days are civil. Pure.
func StandingFrom(born, today string, lines []Feeding) Standing {
	s := Standing{Missing: []int{}, SixOn: age.Reached(born, Graduating)}
	for month := range s.Months {
		s.Months[month].State = Unknown
	}
	for _, f := range lines {
		s.Months[f.Month] = f.mark()
	}
	for _, f := range lines {
		s.since(born, f)
	}
	old := age.Months(born, today)
	states := map[string]bool{}
	for month, m := range s.Months[:Graduating] {
		states[m.State] = true
		if m.State == Unknown && month <= old {
			s.Missing = append(s.Missing, month)
		}
	}
	switch {
	case states[No]:
		s.Verdict = Broken
	case states[NotCounted]:
		s.Verdict = Medical
	case old < Graduating:
		s.Verdict = TooYoung
	case states[Unknown]:
		s.Verdict = Missing
	default:
		s.Verdict = Proven
	}
	return s
}

// mark is what a line says of its month. Other food that was given for a reason of
// health counts neither way.
func (f Feeding) mark() Mark {
	m := Mark{State: Unknown, Source: f.Source, On: f.On, By: f.By, Line: f.ID}
	switch {
	case f.Answer == Exclusive:
		m.State = Yes
	case f.Answer == NotExclusive && f.Medical:
		m.State = NotCounted
	case f.Answer == NotExclusive:
		m.State = No
	}
	return m
}

// since carries other food back to the month in which it began: who says in the sixth
// month that there is formula since the fourth has answered for the fourth, unless
// somebody was asked about that month on a later day.
func (s *Standing) since(born string, f Feeding) {
	if f.Answer != NotExclusive || f.GivenSince == "" {
		return
	}
	began := age.Months(born, f.GivenSince)
	if began == age.Unknown {
		return
	}
	for month := int64(began); month < f.Month; month++ {
		if s.Months[month].On <= f.On {
			s.Months[month] = f.mark()
		}
	}
}

// Recall is the answer to "what did it have in the last 24 hours?", which the first of
// the two indicators counts: of a line without that question its one answer.
func (f Feeding) Recall() string {
	if f.LastDay != "" {
		return f.LastDay
	}
	return f.Answer
}
