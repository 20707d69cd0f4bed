package motorbike

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Track tells how far somebody went on a day that is over, as the positions of the telephone
// say: verb motorbike.track, the machine's. A day of which a trip is known already stays as
// it is.
type Track struct {
	Motorbike ident.ID `json:"motorbike"`
	Worker    ident.ID `json:"worker"`
	On        string   `json:"on" max:"10"`
	Metres    int64    `json:"metres"`
}

// CorrectTrip puts the kilometres of a trip right: verb motorbike.correct_trip. 0 is a day on
// which it was not ridden.
type CorrectTrip struct {
	Motorbike ident.ID `json:"motorbike"`
	Trip      ident.ID `json:"trip"`
	Km        int64    `json:"km"`
}

// Subject is the motorbike.
func (b Track) Subject() ident.ID { return b.Motorbike }

// Subject is the motorbike.
func (b CorrectTrip) Subject() ident.ID { return b.Motorbike }

// Check wants a rider, a day and metres that could be one's.
func (b Track) Check() *fault.Error {
	switch {
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case !calendar.IsDay(b.On):
		return fault.BadField("body.bad_date", "on")
	case b.Metres < 0 || b.Metres > mostTrip*1000:
		return fault.BadField("motorbike.bad_km", "metres")
	}
	return nil
}

// Check wants a trip and kilometres that could be its.
func (b CorrectTrip) Check() *fault.Error {
	switch {
	case b.Trip == "":
		return fault.BadField("body.required", "trip")
	case b.Km < 0 || b.Km > mostTrip:
		return fault.BadField("motorbike.bad_km", "km")
	}
	return nil
}

// TripCorrected is the event of kilometres put right. Adds is what the motorbike has more, or
// less, by it.
type TripCorrected struct {
	Trip      ident.ID `json:"trip"`
	Motorbike ident.ID `json:"motorbike"`
	Km        int64    `json:"km"`
	Adds      int64    `json:"adds"`
	On        string   `json:"on"`
}

// DayEnded is the event of a day that is over and on which motorbikes were out: the positions
// of that day are looked at.
type DayEnded struct {
	Day string `json:"day"`
}

// Night is the errand in which they are looked at, kind NightErrand.
type Night struct {
	Day string `json:"day"`
}

// NightErrand is its kind.
const NightErrand = "motorbike"

// TripID names what the positions say of a motorbike, a rider and a day: there is one of it.
func TripID(bike, worker ident.ID, day string) ident.ID {
	return ident.Named("trip of " + string(bike) + " " + string(worker) + " " + day)
}

// Out are the loans that a civil day of the past belongs to: whoever had a motorbike on some
// of it.
func Out(q journal.Query, day string) (out []Loan, err error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	today := q.Now.Day(f.Location())
	all, err := Loans.Where(q.Tx, "facility_id = $1 AND from_on <= $2 AND (back_on = '' OR back_on >= $2) ORDER BY from_on, id", q.Facility, day)
	for _, l := range all {
		if l.had(day, today) {
			out = append(out, l)
		}
	}
	return out, err
}

// had reports whether the motorbike could have been ridden on the loan on that day.
func (l Loan) had(day, today string) bool {
	return l.From <= day && (l.BackOn >= day || l.takes(day, day, today))
}

// dayEnded asks for the positions of a day on which motorbikes were out.
func dayEnded(q journal.Query, _ journal.Meta, e journal.DayClosed) ([]any, error) {
	out, err := Out(q, e.Day)
	if err != nil || len(out) == 0 {
		return nil, err
	}
	return []any{DayEnded{e.Day}}, nil
}

// tripsOf are the trips of a motorbike on a day.
func tripsOf(q journal.Query, bike ident.ID, day string) ([]Trip, error) {
	return Trips.Where(q.Tx, "facility_id = $1 AND motorbike = $2 AND on_day = $3 ORDER BY id", q.Facility, bike, day)
}

// tracing is a motorbike before the machine, or a hand, says how far it went.
type tracing struct {
	riding
	trip Trip
	loan Loan // of that trip
}

func loadTracing(q journal.Query) (t tracing, err error) {
	if t.riding, err = loadRiding(q); err != nil {
		return t, err
	}
	switch b := q.Body.(type) {
	case Track:
		if t.trips, err = tripsOf(q, t.ID, b.On); err != nil {
			return t, err
		}
		all, err := Loans.Where(q.Tx, "facility_id = $1 AND motorbike = $2 AND worker = $3 AND from_on <= $4 AND (back_on = '' OR back_on >= $4) ORDER BY from_on, id", q.Facility, t.ID, b.Worker, b.On)
		for _, l := range all {
			if t.loan.ID == "" && l.had(b.On, t.today) {
				t.loan = l
			}
		}
		return t, err
	case CorrectTrip:
		found := false
		if t.trip, found, err = Trips.Get(q.Tx, q.Facility, b.Trip); err != nil {
			return t, err
		}
		if !found || t.trip.Motorbike != t.ID {
			return t, fault.Absent()
		}
		t.loan, _, err = Loans.Get(q.Tx, q.Facility, t.trip.Loan)
	}
	return t, err
}

func (t tracing) track(s journal.Said[Track]) journal.Answer {
	b := s.Body
	km := (b.Metres + 500) / 1000
	known := slices.ContainsFunc(t.trips, func(x Trip) bool { return x.Worker == b.Worker })
	if km == 0 || known || t.loan.ID == "" || b.On >= t.today {
		return journal.Accept()
	}
	return journal.Accept(t.ridden(TripID(t.ID, b.Worker, b.On), t.loan, b.On, km, Tracking))
}

func (t tracing) correct(s journal.Said[CorrectTrip]) journal.Answer {
	km := s.Body.Km
	if km == t.trip.Km {
		return journal.Accept()
	}
	adds := km - t.trip.Km
	if t.read(t.loan, t.trip.On) {
		adds = 0
	}
	return journal.Accept(TripCorrected{t.trip.ID, t.ID, km, adds, t.today})
}

// ridden is a trip on a loan.
func (r riding) ridden(id ident.ID, l Loan, on string, km int64, source string) Ridden {
	return Ridden{id, r.ID, l.Worker, on, km, source, l.ID, r.read(l, on)}
}

// read reports whether the odometer was read after a trip of that loan on that day: at its
// end, or at the end of a later one. On the day of a reading, who has it still rode after it.
func (r riding) read(l Loan, on string) bool {
	return l.Odometer > 0 || on < r.ReadOn || on == r.ReadOn && l.BackOn != ""
}
