package campaign

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
)

// SendPage gives a seller a page to tell by and sends its address: verb
// campaign.send_page. A page that is open is sent again as it is.
type SendPage struct {
	Seller ident.ID `json:"seller"`
}

// Subject is the seller.
func (b SendPage) Subject() ident.ID { return b.Seller }

// Check wants a seller.
func (b SendPage) Check() *fault.Error {
	if b.Seller == "" {
		return fault.BadField("body.required", "seller")
	}
	return nil
}

// pageLives is how long a seller's page opens: a year and a month, so that it is sent anew
// when the certificate is.
const pageLives = 400 * 24 * time.Hour

// paging is a seller with the page that is open, if one is.
type paging struct {
	Seller
	open bool
}

// Audiences are the desk.
func (paging) Audiences() []string { return []string{"f"} }

func loadPaging(q journal.Query) (p paging, err error) {
	if p.Seller, err = sellerOf(q, q.Subject); err != nil {
		return p, err
	}
	l, found, err := link.Links.Get(q.Tx, q.Facility, p.Page)
	p.open = found && l.Open(q.Now)
	return p, err
}

// sellerOf reads a seller; absent when there is none.
func sellerOf(q journal.Query, id ident.ID) (Seller, error) {
	s, found, err := Sellers.Get(q.Tx, q.Facility, id)
	if err == nil && !found {
		err = fault.Absent()
	}
	return s, err
}

func (p paging) send(s journal.Said[SendPage]) journal.Answer {
	switch {
	case p.State != Active:
		return journal.Refuse("campaign.seller_ended")
	case p.Phone != "smart":
		return journal.Refuse("campaign.no_phone_for_pages")
	}
	page, answer := p.Page, journal.Accept()
	if !p.open {
		page = s.NewID(0)
		answer = answer.With(link.Issue(page, link.Seller, p.ID, p.ID, s.Now.Add(pageLives)), PageEvent{p.ID, page})
	}
	return answer.With(messaging.Queue(messaging.Message{ID: s.NewID(1), To: p.ID, Kind: "seller_page", Link: page, Worker: p.ID})).
		Giving(map[string]ident.ID{"link": page})
}

// closePage ends a seller's page with the seller's part in the campaign.
func (s Seller) closePage(now instant.Instant) []any {
	if s.Page == "" {
		return nil
	}
	return []any{link.End(s.ID, now)}
}
