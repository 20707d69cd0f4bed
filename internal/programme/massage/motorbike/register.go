package motorbike

import (
	"slices"
	"strings"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// SetPartner writes down a partner, new or anew: verb motorbike.set_partner.
type SetPartner struct {
	Partner ident.ID `json:"partner"`
	Name    string   `json:"name" max:"80"`
	Kind    string   `json:"kind" max:"20"` // of PartnerKinds
	Roles   []string `json:"roles" max:"20"`
}

// Add takes a motorbike into the register: verb motorbike.add.
type Add struct {
	Motorbike ident.ID `json:"motorbike"`
	// Lender is a partner; empty: the health centre's own.
	Lender ident.ID `json:"lender,omitempty"`
	// Name is what it is called, with its plate.
	Name string `json:"name" max:"40"`
	Km   int64  `json:"km"`
	// ServiceOn (a civil day) and ServiceKm are when the next service is due; at least one.
	ServiceOn string `json:"service_on,omitempty" max:"10"`
	ServiceKm int64  `json:"service_km,omitempty"`
}

// Edit puts its name and its lender right: verb motorbike.edit.
type Edit struct {
	Motorbike ident.ID `json:"motorbike"`
	Lender    ident.ID `json:"lender,omitempty"`
	Name      string   `json:"name" max:"40"`
}

// Retire takes one that nobody has off the register: verb motorbike.retire.
type Retire struct {
	Motorbike ident.ID `json:"motorbike"`
	Why       string   `json:"why" max:"20"` // of RetireReasons
}

// Subject is the partner.
func (b SetPartner) Subject() ident.ID { return b.Partner }

// Subject is the motorbike.
func (b Add) Subject() ident.ID { return b.Motorbike }

// Subject is the motorbike.
func (b Edit) Subject() ident.ID { return b.Motorbike }

// Subject is the motorbike.
func (b Retire) Subject() ident.ID { return b.Motorbike }

// Check wants a name, a kind and at least one role.
func (b SetPartner) Check() *fault.Error {
	switch {
	case b.Partner == "":
		return fault.BadField("body.required", "partner")
	case strings.TrimSpace(b.Name) == "":
		return fault.BadField("body.required", "name")
	case !slices.Contains(PartnerKinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case len(b.Roles) == 0:
		return fault.BadField("body.required", "roles")
	}
	for _, r := range b.Roles {
		if !slices.Contains(Roles, r) {
			return fault.BadField("body.unknown_word", "roles")
		}
	}
	return nil
}

// mostKm is more than a motorbike goes in its life; it stops slips of the finger.
const mostKm = 500_000

// Check wants a name, kilometres and when service is due.
func (b Add) Check() *fault.Error {
	switch {
	case b.Motorbike == "":
		return fault.BadField("body.required", "motorbike")
	case strings.TrimSpace(b.Name) == "":
		return fault.BadField("body.required", "name")
	case b.Km < 0 || b.Km > mostKm:
		return fault.BadField("motorbike.bad_km", "km")
	}
	return checkDue(b.ServiceOn, b.ServiceKm)
}

// checkDue wants a day or kilometres.
func checkDue(on string, km int64) *fault.Error {
	switch {
	case on == "" && km == 0:
		return fault.BadField("body.required", "service_on")
	case on != "" && !calendar.IsDay(on):
		return fault.BadField("body.bad_date", "service_on")
	case km < 0 || km > mostKm:
		return fault.BadField("motorbike.bad_km", "service_km")
	}
	return nil
}

// Check wants a name.
func (b Edit) Check() *fault.Error {
	if strings.TrimSpace(b.Name) == "" {
		return fault.BadField("body.required", "name")
	}
	return nil
}

// Check wants a reason.
func (b Retire) Check() *fault.Error {
	if !slices.Contains(RetireReasons, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return nil
}

type naming struct {
	Partner
	lends bool // a motorbike of the register is its
}

func loadNaming(q journal.Query) (n naming, err error) {
	if n.Partner, _, err = Partners.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return n, err
	}
	n.lends, err = lends(q, q.Subject)
	return n, err
}

// set keeps whose motorbike is in the register a lender: while somebody rides it, it is theirs.
func (n naming) set(s journal.Said[SetPartner]) journal.Answer {
	b := s.Body
	if n.lends && !slices.Contains(b.Roles, Lender) {
		return journal.Refuse("motorbike.partner_lends").On("roles")
	}
	return journal.Accept(PartnerSet{b.Partner, s.Seal("massage_partner_name", b.Partner, n.Name.Version+1, strings.TrimSpace(b.Name)), b.Kind, b.Roles})
}

// listing is a motorbike before the register changes.
type listing struct {
	Motorbike
	found bool
	lends bool // the lender that the body names, or whose it was, lends
	open  []Loan
}

func loadListing(q journal.Query) (l listing, err error) {
	if l.Motorbike, l.found, err = Motorbikes.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return l, err
	}
	lender := ident.ID("")
	switch b := q.Body.(type) {
	case Add:
		lender = b.Lender
	case Edit:
		lender = b.Lender
	case Restore:
		lender = l.Motorbike.Lender
	}
	if _, anew := q.Body.(Add); !anew && !l.found {
		return l, fault.Absent()
	}
	if l.lends = lender == ""; !l.lends {
		p, _, err := Partners.Get(q.Tx, q.Facility, lender)
		if err != nil {
			return l, err
		}
		l.lends = p.EndedOn == "" && slices.Contains(p.Roles, Lender)
	}
	l.open, err = Loans.Where(q.Tx, "facility_id = $1 AND motorbike = $2 AND back_on = '' ORDER BY from_on, id", q.Facility, q.Subject)
	return l, err
}

func (l listing) add(s journal.Said[Add]) journal.Answer {
	b := s.Body
	switch {
	case l.found:
		return journal.Refuse("motorbike.there_already")
	case !l.lends:
		return journal.Refuse("motorbike.no_lender").On("lender")
	}
	return journal.Accept(Added{b.Motorbike, b.Lender, s.Seal(sealedName, b.Motorbike, 1, strings.TrimSpace(b.Name)), b.Km, b.ServiceOn, b.ServiceKm})
}

// sealedName is what a motorbike's name is kept as.
const sealedName = "massage_motorbike_name"

func (l listing) edit(s journal.Said[Edit]) journal.Answer {
	switch {
	case l.State == Retired:
		return journal.Refuse("motorbike.retired")
	case !l.lends:
		return journal.Refuse("motorbike.no_lender").On("lender")
	}
	return journal.Accept(Edited{l.ID, s.Body.Lender, s.Seal(sealedName, l.ID, l.Name.Version+1, strings.TrimSpace(s.Body.Name))})
}

func (l listing) retire(s journal.Said[Retire]) journal.Answer {
	switch {
	case l.State == Retired:
		return journal.Refuse("motorbike.retired")
	case len(l.open) > 0:
		return journal.Refuse("motorbike.still_out")
	}
	return journal.Accept(RetiredEvent{l.ID, s.Body.Why})
}
