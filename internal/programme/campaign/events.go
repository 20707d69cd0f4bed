package campaign

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Round is what is known of a seller's way of working. Licence is sealed.
type Round struct {
	Kind     string      `json:"kind"`
	Villages []string    `json:"villages"`
	Days     []int64     `json:"days"`
	Language string      `json:"language"`
	Phone    string      `json:"phone"`
	Licence  journal.Ref `json:"licence,omitzero"`
}

// EnlistedEvent is the event of a new seller, or of one who begins again.
type EnlistedEvent struct {
	Seller ident.ID `json:"seller"`
	Round
	On string `json:"on"`
}

// ChangedEvent is the event of another round.
type ChangedEvent struct {
	Seller ident.ID `json:"seller"`
	Round
}

// EndedEvent is the event of a seller who carries the word no more.
type EndedEvent struct {
	Seller ident.ID `json:"seller"`
	Why    string   `json:"why"`
	On     string   `json:"on"`
}

// PageEvent is the event of a seller's page, a link of purpose link.Seller.
type PageEvent struct {
	Seller ident.ID `json:"seller"`
	Page   ident.ID `json:"page"`
}

// HandedOverEvent is the event of a batch in a seller's hands; a MovedEvent of the same
// pieces goes with it.
type HandedOverEvent struct {
	Batch    ident.ID `json:"batch"`
	Code     string   `json:"code"`
	Material string   `json:"material"`
	Seller   ident.ID `json:"seller"`
	Village  string   `json:"village,omitempty"`
	Count    int64    `json:"count"`
	On       string   `json:"on"`
}

// MovedEvent is the event of material that came, changed hands or is gone, in pieces.
type MovedEvent struct {
	Move     ident.ID    `json:"move"`
	What     string      `json:"what"`
	Material string      `json:"material"`
	Seller   ident.ID    `json:"seller,omitempty"`
	Batch    ident.ID    `json:"batch,omitempty"`
	Count    int64       `json:"count"`
	On       string      `json:"on"`
	From     journal.Ref `json:"from,omitzero"`
	Why      string      `json:"why,omitempty"`
	By       string      `json:"by"`
	Approver string      `json:"approver,omitempty"`
}

// ContactedEvent is the event of what a seller did. Replaces is the contact that it
// corrects: what that one took goes back.
type ContactedEvent struct {
	Contact  ident.ID `json:"contact"`
	Seller   ident.ID `json:"seller"`
	Kind     string   `json:"kind"`
	Village  string   `json:"village"`
	Count    int64    `json:"count"`
	Takes    []Take   `json:"takes,omitempty"`
	On       string   `json:"on"`
	Source   string   `json:"source"`
	By       ident.ID `json:"by,omitempty"`
	Trained  bool     `json:"trained"`
	Replaces ident.ID `json:"replaces,omitempty"`
}

// MassageToldEvent is the event of a breast massage that was asked for. To the midwife:
// one of the three questions was answered with yes, and nobody was massaged; which one is
// kept nowhere. Who is what she may be reached by, sealed (see Reached), when she agreed;
// the midwife's case of 24 hours follows from Refer and Consent, under the id Lead.
type MassageToldEvent struct {
	Contact ident.ID    `json:"contact"`
	Seller  ident.ID    `json:"seller"`
	Village string      `json:"village"`
	On      string      `json:"on"`
	Refer   bool        `json:"refer"`
	Consent bool        `json:"consent"`
	Lead    ident.ID    `json:"lead,omitempty"`
	Who     journal.Ref `json:"who,omitzero"`
}

// Reached is the sealed form of somebody whom the midwife is to reach: sealed under kind
// "campaign_lead" and the id of the lead.
type Reached struct {
	Name  string `json:"name"`
	Phone string `json:"phone,omitempty"`
	Note  string `json:"note,omitempty"`
}

// ScannedEvent is the event of a page that was opened from a batch's code.
type ScannedEvent struct {
	Scan    ident.ID `json:"scan"`
	Batch   ident.ID `json:"batch"`
	Seller  ident.ID `json:"seller"`
	Village string   `json:"village,omitempty"`
	On      string   `json:"on"`
}
