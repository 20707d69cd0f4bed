package campaign

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// TellMassage tells of a breast or back massage that somebody asked for: verb
// campaign.massage. The three questions come first, each answered yes or no; with a yes
// nobody is massaged, and the midwife looks within 24 hours when the person agrees to be
// reached.
type TellMassage struct {
	Seller  ident.ID `json:"seller"`
	Village string   `json:"village,omitempty" max:"13"`
	On      string   `json:"on,omitempty" max:"10"`
	// Fever: has she fever? Breast: is it hot, red or hard? Operated: was she operated on?
	Fever    string `json:"fever" max:"3"`
	Breast   string `json:"breast" max:"3"`
	Operated string `json:"operated" max:"3"`
	// Consent: she agrees that the midwife reaches her, by name and phone.
	Consent bool   `json:"consent,omitempty"`
	Name    string `json:"name,omitempty" max:"120"`
	Phone   string `json:"phone,omitempty" max:"40"`
	Note    string `json:"note,omitempty" max:"300"`
}

// MassageResult is the answer: she is massaged, or the midwife has her.
type MassageResult struct {
	Refer bool     `json:"refer"`
	Lead  ident.ID `json:"lead,omitempty"`
}

// Subject is the seller.
func (b TellMassage) Subject() ident.ID { return b.Seller }

// Check wants three answers, and whom to reach once she agrees to it.
func (b TellMassage) Check() *fault.Error {
	for field, said := range b.answers() {
		if said != "yes" && said != "no" {
			return fault.BadField("body.unknown_word", []string{"fever", "breast", "operated"}[field])
		}
	}
	switch {
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case !civil(b.On):
		return fault.BadField("body.bad_date", "on")
	case b.Consent && strings.TrimSpace(b.Name) == "":
		return fault.BadField("body.required", "name")
	}
	if b.Phone != "" {
		if _, bad := registry.NormalPhone(b.Phone); bad != nil {
			return fault.BadField(bad.Code, "phone")
		}
	}
	return nil
}

func (b TellMassage) answers() []string { return []string{b.Fever, b.Breast, b.Operated} }

func loadMassage(q journal.Query) (telling, error) {
	b := q.Body.(TellMassage)
	return loadTelling(q, b.Seller, b.On)
}

// massage counts one, or sends her to the midwife. Which question was answered with yes is
// in no event and no row.
func (t telling) massage(s journal.Said[TellMassage]) journal.Answer {
	b := s.Body
	if !t.massages {
		return journal.Refuse("campaign.massage_not_trained").On("seller")
	}
	village := t.where(b.Village)
	if no, bad := t.misplaced([]Tally{{Massage, 1, village}}); bad {
		return no
	}
	refer := slices.Contains(b.answers(), "yes")
	e := ContactedEvent{Contact: s.NewID(10), Seller: t.ID, Kind: Massage, Village: village, Count: 1, On: t.on, Source: FromMassage, By: s.By.Worker, Trained: true}
	told := MassageToldEvent{Contact: e.Contact, Seller: t.ID, Village: village, On: t.on, Refer: refer}
	if refer {
		e.Kind = Referral
	}
	if refer && b.Consent {
		told.Consent, told.Lead = true, s.NewID(1)
		told.Who = s.Seal("campaign_lead", told.Lead, 1, Reached{strings.TrimSpace(b.Name), b.Phone, b.Note})
	}
	return journal.Accept(t.contact(e)...).With(told).Giving(MassageResult{refer, told.Lead})
}
