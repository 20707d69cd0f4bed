package travel

import (
	"fmt"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
)

// Span is how long the ways of some civil days take, read once for all of them. It stands
// still and reads nothing more; several may use it at once.
type Span struct {
	now     instant.Instant
	all     snapshot // what no day changes
	weather map[string][]Weather
	closed  []closing
}

// closing is a closed road with the time of its closing.
type closing struct {
	shut
	from instant.Instant
}

// Between reads the civil days from first to last, both included, in as many statements as
// one day takes.
func Between(q journal.Query, first, last string) (s Span, err error) {
	s = Span{now: q.Now, all: snapshot{roadTo: map[string]string{}}, weather: map[string][]Weather{}}
	if !calendar.IsDay(first) || !calendar.IsDay(last) {
		return s, fmt.Errorf("travel: %q to %q are no civil days", first, last)
	}
	if s.all.set, _, err = Policy.Get(q); err != nil {
		return s, err
	}
	if s.all.fleet, _, err = fleet.Policy.Get(q); err != nil {
		return s, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return s, err
	}
	s.all.zone = f.Location()
	said, err := Weathers.Where(q.Tx, "facility_id = $1 AND day >= $2 AND day <= $3 ORDER BY village, id", q.Facility, first, last)
	if err != nil {
		return s, err
	}
	for _, w := range said {
		s.weather[w.Day] = append(s.weather[w.Day], w)
	}
	if err = s.readClosed(q, first, last); err != nil {
		return s, err
	}
	table, _, err := Tables.Get(q.Tx, q.Facility, tableID(q.Facility))
	if err != nil {
		return s, err
	}
	s.all.learnt = index(table.Classes, s.all.set.LearnTrips)
	for _, v := range s.all.fleet.Villages {
		s.all.roadTo[v.Village] = v.Road
	}
	return s, nil
}

// On gives the legs of a civil day of the span, with a Source of their own.
func (s Span) On(day string) dayplan.Legs {
	legs := s.all
	legs.used, legs.weather = &used{}, s.weather[day]
	from, to := passable(day, s.now, legs.zone)
	for _, c := range s.closed {
		if c.from < to && c.until > from {
			legs.closed = append(legs.closed, c.shut)
		}
	}
	return &legs
}

// passable are the hours of a civil day in which a closed road is in somebody's way: what is
// left of it, from six in the morning. A village's road that opens before somebody may come at
// all is open to them.
func passable(day string, now instant.Instant, zone *time.Location) (from, to instant.Instant) {
	six, _ := calendar.At(day, "06:00", zone)
	ends, _ := calendar.At(calendar.Move(day, 1), "00:00", zone)
	return max(now, instant.Of(six)), instant.Of(ends)
}

// readClosed reads the roads that nobody passes at some time of these days.
func (s *Span) readClosed(q journal.Query, first, last string) error {
	from, _ := passable(first, q.Now, s.all.zone)
	_, to := passable(last, q.Now, s.all.zone)
	all, err := fleet.Closures.Where(q.Tx, "facility_id = $1 AND state = $2 AND starts_at < $3 AND until > $4 ORDER BY id", q.Facility, fleet.Closed, to, from)
	for _, c := range all {
		var p fleet.Place
		if _, err := q.Open(c.Place, &p); err != nil {
			return err
		}
		s.closed = append(s.closed, closing{shut{p.Point(), c.Village, c.Until}, c.From})
	}
	return err
}
