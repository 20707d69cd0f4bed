package schedule

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// First is what settling a place's first hours needs, read before the place is there:
// whoever is admitted with an hour she has agreed to has her days ahead from that moment.
type First struct {
	begun bool
	next  Begun
	today string
}

// LoadFirst reads it.
func LoadFirst(q journal.Query) (f First, err error) {
	if _, f.begun, err = evenings.Get(q.Tx, q.Facility, q.Facility); err != nil {
		return f, err
	}
	f.today, f.next, err = tonight(q)
	return f, err
}

// Settle gives the events of a place's first hours, to go with those of the place: its
// weekdays (1 Monday to 7 Sunday) from today on, at one hour (HH:MM); period is a new id.
func (f First) Settle(place, period ident.ID, weekdays []int64, at string) []any {
	days := make([]int, len(weekdays))
	for i, d := range weekdays {
		days[i] = int(d)
	}
	out := []any{Settled{Place: place, Periods: []Period{{ID: period, From: f.today, Kind: calendar.Normal, Weekdays: days, At: at}}}}
	if !f.begun {
		out = append(out, f.next)
	}
	return out
}
