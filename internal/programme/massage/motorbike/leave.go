package motorbike

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// EndPartner says that somebody is no partner any more: verb motorbike.end_partner. Setting
// the partner anew takes it back.
type EndPartner struct {
	Partner ident.ID `json:"partner"`
}

// Restore takes back that a motorbike left the register: verb motorbike.restore.
type Restore struct {
	Motorbike ident.ID `json:"motorbike"`
}

// Subject is the partner.
func (b EndPartner) Subject() ident.ID { return b.Partner }

// Subject is the motorbike.
func (b Restore) Subject() ident.ID { return b.Motorbike }

// PartnerEnded is the event of a partner that is none any more.
type PartnerEnded struct {
	Partner ident.ID `json:"partner"`
	On      string   `json:"on"`
}

// Restored is the event of a motorbike that is ours again.
type Restored struct {
	Motorbike ident.ID `json:"motorbike"`
}

// parting is a partner before it goes.
type parting struct {
	Partner
	today string
	lends bool // a motorbike of the register is its
}

func loadParting(q journal.Query) (p parting, err error) {
	found := false
	if p.Partner, found, err = Partners.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return p, err
	}
	if !found {
		return p, fault.Absent()
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return p, err
	}
	p.today = q.Now.Day(f.Location())
	p.lends, err = lends(q, q.Subject)
	return p, err
}

// lends reports whether a motorbike of the register is a partner's.
func lends(q journal.Query, partner ident.ID) (bool, error) {
	_, found, err := Motorbikes.First(q.Tx, "facility_id = $1 AND lender = $2 AND state = $3", q.Facility, partner, Active)
	return found, err
}

func (p parting) end(s journal.Said[EndPartner]) journal.Answer {
	switch {
	case p.lends:
		return journal.Refuse("motorbike.partner_lends")
	case p.EndedOn != "":
		return journal.Accept()
	}
	return journal.Accept(PartnerEnded{p.ID, p.today})
}

func (l listing) restore(journal.Said[Restore]) journal.Answer {
	switch {
	case l.State != Retired:
		return journal.Refuse("motorbike.there_already")
	case !l.lends: // its partner went after it did
		return journal.Refuse("motorbike.no_lender")
	}
	return journal.Accept(Restored{l.ID})
}

func applyPartnerEnded(tx *store.Tx, m journal.Meta, e PartnerEnded) error {
	p, found, err := Partners.Get(tx, m.Facility, e.Partner)
	if err != nil || !found {
		return err
	}
	p.EndedOn = e.On
	return Partners.Put(tx, p)
}

func applyRestored(tx *store.Tx, m journal.Meta, e Restored) error {
	return change(tx, m, e.Motorbike, func(b *Motorbike) { b.State, b.Why = Active, "" })
}

func applyTripCorrected(tx *store.Tx, m journal.Meta, e TripCorrected) error {
	t, found, err := Trips.Get(tx, m.Facility, e.Trip)
	if err != nil || !found {
		return err
	}
	t.Km, t.CorrectedOn = e.Km, e.On
	if err := Trips.Put(tx, t); err != nil {
		return err
	}
	return change(tx, m, e.Motorbike, func(b *Motorbike) { b.Km += e.Adds })
}
