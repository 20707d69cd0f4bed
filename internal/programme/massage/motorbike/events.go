package motorbike

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// PartnerSet is the event of a partner as it stands from now on.
type PartnerSet struct {
	Partner ident.ID    `json:"partner"`
	Name    journal.Ref `json:"name"`
	Kind    string      `json:"kind"`
	Roles   []string    `json:"roles"`
}

// Added is the event of a motorbike that came.
type Added struct {
	Motorbike ident.ID    `json:"motorbike"`
	Lender    ident.ID    `json:"lender,omitempty"`
	Name      journal.Ref `json:"name"`
	Km        int64       `json:"km"`
	ServiceOn string      `json:"service_on,omitempty"`
	ServiceKm int64       `json:"service_km,omitempty"`
}

// Edited is the event of a name or lender put right.
type Edited struct {
	Motorbike ident.ID    `json:"motorbike"`
	Lender    ident.ID    `json:"lender,omitempty"`
	Name      journal.Ref `json:"name"`
}

// RetiredEvent is the event of one that is ours no more.
type RetiredEvent struct {
	Motorbike ident.ID `json:"motorbike"`
	Why       string   `json:"why"`
}

// Lent is the event of a loan.
type Lent struct {
	Loan      ident.ID `json:"loan"`
	Motorbike ident.ID `json:"motorbike"`
	Worker    ident.ID `json:"worker"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	Overdue   bool     `json:"overdue,omitempty"`
}

// GivenBack is the event of its end.
type GivenBack struct {
	Loan      ident.ID `json:"loan"`
	Motorbike ident.ID `json:"motorbike"`
	On        string   `json:"on"`
	// Odometer is what it said, in kilometres; 0: nobody read it.
	Odometer int64 `json:"odometer,omitempty"`
}

// Serviced is the event of a service.
type Serviced struct {
	Motorbike ident.ID `json:"motorbike"`
	On        string   `json:"on"`
	ServiceOn string   `json:"service_on,omitempty"`
	ServiceKm int64    `json:"service_km,omitempty"`
}

// Ridden is the event of a trip.
type Ridden struct {
	Trip      ident.ID `json:"trip"`
	Motorbike ident.ID `json:"motorbike"`
	Worker    ident.ID `json:"worker"`
	On        string   `json:"on"`
	Km        int64    `json:"km"`
	Source    string   `json:"source"`
	Loan      ident.ID `json:"loan,omitempty"`
	// Read: the odometer was read after that trip, and has it already.
	Read bool `json:"read,omitempty"`
}

func applyPartner(tx *store.Tx, m journal.Meta, e PartnerSet) error {
	return Partners.Put(tx, Partner{Facility: m.Facility, ID: e.Partner, Name: e.Name, Kind: e.Kind, Roles: e.Roles})
}

func applyAdded(tx *store.Tx, m journal.Meta, e Added) error {
	return Motorbikes.Put(tx, Motorbike{Facility: m.Facility, ID: e.Motorbike, Lender: e.Lender, Name: e.Name, Km: e.Km, ReadKm: e.Km, ServiceOn: e.ServiceOn, ServiceKm: e.ServiceKm, Holders: []ident.ID{}, State: Active})
}

// change puts a motorbike as an event leaves it.
func change(tx *store.Tx, m journal.Meta, id ident.ID, do func(*Motorbike)) error {
	b, found, err := Motorbikes.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	do(&b)
	return Motorbikes.Put(tx, b)
}

func applyEdited(tx *store.Tx, m journal.Meta, e Edited) error {
	return change(tx, m, e.Motorbike, func(b *Motorbike) { b.Lender, b.Name = e.Lender, e.Name })
}

func applyRetired(tx *store.Tx, m journal.Meta, e RetiredEvent) error {
	return change(tx, m, e.Motorbike, func(b *Motorbike) { b.State, b.Why = Retired, e.Why })
}

func applyServiced(tx *store.Tx, m journal.Meta, e Serviced) error {
	return change(tx, m, e.Motorbike, func(b *Motorbike) { b.ServicedOn, b.ServiceOn, b.ServiceKm = e.On, e.ServiceOn, e.ServiceKm })
}

func applyLent(tx *store.Tx, m journal.Meta, e Lent) error {
	if err := Loans.Put(tx, Loan{Facility: m.Facility, ID: e.Loan, Motorbike: e.Motorbike, Worker: e.Worker, From: e.From, To: e.To, Overdue: e.Overdue}); err != nil {
		return err
	}
	return hold(tx, m, e.Motorbike)
}

func applyGivenBack(tx *store.Tx, m journal.Meta, e GivenBack) error {
	l, found, err := Loans.Get(tx, m.Facility, e.Loan)
	if err != nil || !found {
		return err
	}
	l.BackOn, l.Odometer = e.On, e.Odometer
	if err := Loans.Put(tx, l); err != nil {
		return err
	}
	if e.Odometer > 0 {
		if err := change(tx, m, e.Motorbike, func(b *Motorbike) { b.Km, b.ReadKm, b.ReadOn = e.Odometer, e.Odometer, e.On }); err != nil {
			return err
		}
	}
	return hold(tx, m, e.Motorbike)
}

// hold writes anew who has a motorbike or is promised it.
func hold(tx *store.Tx, m journal.Meta, id ident.ID) error {
	open, err := Loans.Where(tx, "facility_id = $1 AND motorbike = $2 AND back_on = '' ORDER BY from_on, id", m.Facility, id)
	if err != nil {
		return err
	}
	return change(tx, m, id, func(b *Motorbike) { b.Holders = holdersOf(open) })
}

func applyRidden(tx *store.Tx, m journal.Meta, e Ridden) error {
	if err := Trips.Put(tx, Trip{Facility: m.Facility, ID: e.Trip, Motorbike: e.Motorbike, Worker: e.Worker, On: e.On, Km: e.Km, Source: e.Source, Loan: e.Loan}); err != nil {
		return err
	}
	if e.Read {
		return nil
	}
	return change(tx, m, e.Motorbike, func(b *Motorbike) { b.Km += e.Km })
}
