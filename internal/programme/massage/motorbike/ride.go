package motorbike

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Service tells that a motorbike was serviced, and when the next is due: verb
// motorbike.service.
type Service struct {
	Motorbike ident.ID `json:"motorbike"`
	On        string   `json:"on" max:"10"`
	// ServiceOn (a civil day) and ServiceKm are when the next is due; at least one.
	ServiceOn string `json:"service_on,omitempty" max:"10"`
	ServiceKm int64  `json:"service_km,omitempty"`
}

// TellTrip tells how far a motorbike went on a day: verb motorbike.trip. Who rode is who
// had it.
type TellTrip struct {
	Motorbike ident.ID `json:"motorbike"`
	On        string   `json:"on" max:"10"`
	Km        int64    `json:"km"`
	Source    string   `json:"source" max:"10"` // of Sources
}

// Subject is the motorbike.
func (b Service) Subject() ident.ID { return b.Motorbike }

// Subject is the motorbike.
func (b TellTrip) Subject() ident.ID { return b.Motorbike }

// Check wants a day and when the next is due.
func (b Service) Check() *fault.Error {
	if !calendar.IsDay(b.On) {
		return fault.BadField("body.bad_date", "on")
	}
	return checkDue(b.ServiceOn, b.ServiceKm)
}

// mostTrip is the most kilometres of a day: six kelurahan are a few across. Ours.
const mostTrip = 300

// Check wants a day and kilometres that could be one's.
func (b TellTrip) Check() *fault.Error {
	switch {
	case !calendar.IsDay(b.On):
		return fault.BadField("body.bad_date", "on")
	case b.Km < 1 || b.Km > mostTrip:
		return fault.BadField("motorbike.bad_km", "km")
	case !slices.Contains(Sources, b.Source):
		return fault.BadField("body.unknown_word", "source")
	}
	return nil
}

// riding is a motorbike before a service or a trip is written down.
type riding struct {
	Motorbike
	today string
	loan  Loan   // who had it on the trip's day; empty: nobody
	trips []Trip // of the motorbike on that day
}

func loadRiding(q journal.Query) (r riding, err error) {
	found := false
	if r.Motorbike, found, err = Motorbikes.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return r, err
	}
	if !found {
		return r, fault.Absent()
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return r, err
	}
	r.today = q.Now.Day(f.Location())
	b, ok := q.Body.(TellTrip)
	if !ok {
		return r, nil
	}
	all, err := Loans.Where(q.Tx, "facility_id = $1 AND motorbike = $2 AND from_on <= $3 AND (back_on = '' OR back_on >= $3) ORDER BY from_on, id", q.Facility, r.ID, b.On)
	for _, l := range all {
		if r.loan.ID == "" && (l.BackOn != "" || l.takes(b.On, b.On, r.today)) {
			r.loan = l
		}
	}
	if err != nil {
		return r, err
	}
	r.trips, err = tripsOf(q, r.ID, b.On)
	return r, err
}

func (r riding) service(s journal.Said[Service]) journal.Answer {
	b := s.Body
	switch {
	case r.State == Retired:
		return journal.Refuse("motorbike.retired")
	case b.On > r.today:
		return journal.Refuse("motorbike.not_yet").On("on")
	case b.ServiceOn != "" && b.ServiceOn <= b.On || b.ServiceKm > 0 && b.ServiceKm <= r.Km:
		return journal.Refuse("motorbike.next_is_past").On("service_on")
	}
	return journal.Accept(Serviced{r.ID, b.On, b.ServiceOn, b.ServiceKm})
}

func (r riding) trip(s journal.Said[TellTrip]) journal.Answer {
	switch {
	case s.Body.On > r.today:
		return journal.Refuse("motorbike.not_yet").On("on")
	case r.loan.ID == "":
		return journal.Refuse("motorbike.nobody_had_it").On("on")
	case slices.ContainsFunc(r.trips, func(t Trip) bool { return t.Source == Tracking && t.Worker == r.loan.Worker }):
		return journal.Refuse("motorbike.tracked_already").On("on")
	}
	return journal.Accept(r.ridden(s.NewID(0), r.loan, s.Body.On, s.Body.Km, s.Body.Source))
}
