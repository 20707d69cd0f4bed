package motorbike

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// PartnerView is a partner as the desk sees one.
type PartnerView struct {
	ID    ident.ID `json:"id"`
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`
	Roles []string `json:"roles"`
	// EndedOn is the civil day since which it is no partner.
	EndedOn string `json:"ended_on,omitempty"`
}

// View is a motorbike as the desk and its holder see it.
type View struct {
	ID         ident.ID   `json:"id"`
	Lender     ident.ID   `json:"lender,omitempty"`
	Name       string     `json:"name"`
	Km         int64      `json:"km"`
	ServicedOn string     `json:"serviced_on,omitempty"`
	ServiceOn  string     `json:"service_on,omitempty"`
	ServiceKm  int64      `json:"service_km,omitempty"`
	Holders    []ident.ID `json:"holders"`
	State      string     `json:"state"`
	Why        string     `json:"why,omitempty"`
	// ReadKm is what the odometer said last, ReadOn when; empty: when it came.
	ReadKm int64  `json:"read_km"`
	ReadOn string `json:"read_on,omitempty"`
}

// LoanView is a loan as the desk and its holder see it.
type LoanView struct {
	ID         ident.ID `json:"id"`
	Motorbike  ident.ID `json:"motorbike"`
	Worker     ident.ID `json:"worker"`
	WorkerName string   `json:"worker_name"`
	From       string   `json:"from"`
	To         string   `json:"to"`
	BackOn     string   `json:"back_on,omitempty"`
	Overdue    bool     `json:"overdue,omitempty"`
	// Odometer is what it said when it was given back; 0: nobody read it.
	Odometer int64 `json:"odometer,omitempty"`
}

// TripView is a trip as the desk and its rider see it.
type TripView struct {
	ID        ident.ID `json:"id"`
	Motorbike ident.ID `json:"motorbike"`
	Worker    ident.ID `json:"worker"`
	On        string   `json:"on"`
	Km        int64    `json:"km"`
	Source    string   `json:"source"`
	// CorrectedOn is the civil day on which somebody put the kilometres right.
	CorrectedOn string `json:"corrected_on,omitempty"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"massage_partner": showPartner, "massage_motorbike": show, "massage_loan": showLoan, "massage_trip": showTrip}
}

func showPartner(q journal.Query, id ident.ID) (any, bool, error) {
	p, found, err := Partners.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := PartnerView{ID: p.ID, Kind: p.Kind, Roles: p.Roles, EndedOn: p.EndedOn}
	_, err = q.Open(p.Name, &v.Name)
	return v, true, err
}

func show(q journal.Query, id ident.ID) (any, bool, error) {
	b, found, err := Motorbikes.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := View{b.ID, b.Lender, "", b.Km, b.ServicedOn, b.ServiceOn, b.ServiceKm, b.Holders, b.State, b.Why, b.ReadKm, b.ReadOn}
	_, err = q.Open(b.Name, &v.Name)
	return v, true, err
}

func showLoan(q journal.Query, id ident.ID) (any, bool, error) {
	l, found, err := Loans.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	name, err := workforce.Name(q, l.Worker)
	return LoanView{l.ID, l.Motorbike, l.Worker, name, l.From, l.To, l.BackOn, l.Overdue, l.Odometer}, true, err
}

func showTrip(q journal.Query, id ident.ID) (any, bool, error) {
	t, found, err := Trips.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	return TripView{t.ID, t.Motorbike, t.Worker, t.On, t.Km, t.Source, t.CorrectedOn}, true, nil
}
