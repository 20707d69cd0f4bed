package lead

import (
	"slices"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/registry"
)

// Refer tells of somebody who wants help: verb lead.refer, by the seller's page, by the
// desk or by a cadre.
type Refer struct {
	Lead    ident.ID `json:"lead"`
	Village string   `json:"village" max:"20"`
	// Kind is a word of Kinds.
	Kind  string `json:"kind" max:"20"`
	Name  string `json:"name" max:"80"`
	Phone string `json:"phone,omitempty" max:"40"`
	// Note says how she is found: a landmark, an hour.
	Note string `json:"note,omitempty" max:"200"`
	// Consent is the tick: she said yes to being called on. Without it there is no lead.
	Consent bool `json:"consent"`
	// Seller is who met her, where somebody else writes it down; Contact where it began.
	Seller  ident.ID `json:"seller,omitempty"`
	Contact ident.ID `json:"contact,omitempty"`
}

// Check wants who, where and what with.
func (b Refer) Check() *fault.Error {
	switch {
	case b.Lead == "":
		return fault.BadField("body.required", "lead")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case !slices.Contains(Kinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case strings.TrimSpace(b.Name) == "":
		return fault.BadField("body.required", "name")
	}
	if _, err := registry.NormalPhone(b.Phone); err != nil {
		return fault.BadField(err.Code, "phone")
	}
	return nil
}

// who is the sealed form of what was said of her.
func who(name, phone, note string) campaign.Reached {
	number, _ := registry.NormalPhone(phone) // Check has seen to it
	return campaign.Reached{Name: strings.TrimSpace(name), Phone: number, Note: strings.TrimSpace(note)}
}

// referring is a lead before it is written down.
type referring struct {
	began
	village        string
	seller         ident.ID
	known, served  bool
	sells, contact bool
	day            string
}

// Audiences are the desk, her village, and the seller who tells of her.
func (r referring) Audiences() []string {
	keys := []string{"f", "v:" + r.village}
	if r.seller != "" && r.sells {
		keys = append(keys, "w:"+string(r.seller), "o:"+string(r.seller))
	}
	return keys
}

// tells is the seller of a telling: who speaks by a seller's page is the seller.
func tells(q journal.Query, b Refer) ident.ID {
	if q.By.Is(access.Seller) {
		return q.By.Person
	}
	return b.Seller
}

func loadReferring(q journal.Query) (r referring, err error) {
	b := q.Body.(Refer)
	r.village, r.seller = b.Village, tells(q, b)
	if _, r.known, err = Leads.Get(q.Tx, q.Facility, b.Lead); err != nil {
		return r, err
	}
	if _, r.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return r, err
	}
	if _, r.sells, err = campaign.Sellers.Get(q.Tx, q.Facility, r.seller); err != nil {
		return r, err
	}
	if r.contact = b.Contact == ""; !r.contact {
		c, found, err := campaign.Contacts.Get(q.Tx, q.Facility, b.Contact)
		if err != nil {
			return r, err
		}
		r.contact = found && c.Seller == r.seller
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return r, err
	}
	r.day = q.Now.Day(f.Location())
	r.began, err = begin(q, Lead{ID: b.Lead, Village: b.Village, Kind: b.Kind})
	return r, err
}

// source is where somebody who may tell of a lead does so.
func source(a access.Actor) string {
	switch {
	case a.Is(access.Seller):
		return BySeller
	case a.Is(access.Cadre) || a.Is(access.Midwife):
		return ByCadre
	}
	return ByDesk
}

func (r referring) refer(s journal.Said[Refer]) journal.Answer {
	b := s.Body
	switch {
	case !b.Consent:
		return journal.Refuse("lead.no_consent").On("consent")
	case r.known:
		return journal.Refuse("lead.told_already")
	case !r.served:
		return journal.Refuse("lead.no_such_village").On("village")
	case r.seller != "" && !r.sells:
		return journal.Refuse("lead.no_such_seller").On("seller")
	case !r.contact:
		return journal.Refuse("lead.no_such_contact").On("contact")
	}
	return journal.Accept(ToldEvent{Lead: b.Lead, Village: b.Village, Kind: b.Kind, Who: s.Seal(sealed, b.Lead, 1, who(b.Name, b.Phone, b.Note)),
		Seller: r.seller, Contact: b.Contact, Source: source(s.By), By: s.By.Worker, On: r.day, Due: r.promise.Due, EraseAt: r.erase, Consent: true}, r.promise)
}

// massageTold makes the midwife's lead of a yes to one of the three questions before a
// massage. Where she did not agree there is nobody to call on; where nobody said in which
// village she lives the desk has her.
func massageTold(q journal.Query, _ journal.Meta, e campaign.MassageToldEvent) ([]any, error) {
	if !e.Refer || !e.Consent || e.Lead == "" || e.Who.IsZero() {
		return nil, nil
	}
	_, known, err := Leads.Get(q.Tx, q.Facility, e.Lead)
	if err != nil || known {
		return nil, err
	}
	b, err := begin(q, Lead{ID: e.Lead, Village: e.Village, Kind: Breast})
	if err != nil {
		return nil, err
	}
	return []any{ToldEvent{Lead: e.Lead, Village: e.Village, Kind: Breast, Who: e.Who, Seller: e.Seller, Contact: e.Contact, Source: ByMassage, By: q.By.Worker,
		On: e.On, Due: b.promise.Due, EraseAt: b.erase, Consent: true}, b.promise}, nil
}
