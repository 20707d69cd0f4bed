package motorbike

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/link"
)

// OpenPage gives a partner a page of their own: verb motorbike.open_page. It shows totals of
// the programme and, to a lender, their own motorbikes; nothing of a child. A page that is
// open stays as it is, so that asking again gives the same address.
type OpenPage struct {
	Partner ident.ID `json:"partner"`
}

// ClosePage ends it at once: verb motorbike.close_page.
type ClosePage struct {
	Partner ident.ID `json:"partner"`
}

// Subject is the partner.
func (b OpenPage) Subject() ident.ID { return b.Partner }

// Subject is the partner.
func (b ClosePage) Subject() ident.ID { return b.Partner }

// Check wants a partner.
func (b OpenPage) Check() *fault.Error { return wantedPartner(b.Partner) }

// Check wants a partner.
func (b ClosePage) Check() *fault.Error { return wantedPartner(b.Partner) }

func wantedPartner(id ident.ID) *fault.Error {
	if id == "" {
		return fault.BadField("body.required", "partner")
	}
	return nil
}

// Page is the row of a partner's page: the link that was made for it last.
type Page struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"` // the partner
	Link     ident.ID        `db:"link"`
	OpenedAt instant.Instant `db:"opened_at"`
	ClosedAt instant.Instant `db:"closed_at"`
}

// Pages is the table of partners' pages. It is on nobody's phone.
var Pages = store.NewTable[Page]("massage_partner_page", store.Derived)

// PageOpened is the event of a page.
type PageOpened struct {
	Partner ident.ID `json:"partner"`
	Link    ident.ID `json:"link"`
}

// PageClosed is the event of its end.
type PageClosed struct {
	Partner ident.ID `json:"partner"`
}

// partnerPageLives is how long a page opens: a year and a month, as a seller's does. Our own
// proposal.
const partnerPageLives = 400 * 24 * time.Hour

// paging is a partner with the page that is open, if one is.
type paging struct {
	Partner
	page Page
	open bool
}

func loadPaging(q journal.Query) (p paging, err error) {
	found := false
	if p.Partner, found, err = Partners.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return p, err
	}
	if !found || p.EndedOn != "" {
		return p, fault.Absent()
	}
	if p.page, _, err = Pages.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return p, err
	}
	l, found, err := link.Links.Get(q.Tx, q.Facility, p.page.Link)
	p.open = found && l.Open(q.Now)
	return p, err
}

func (p paging) begin(s journal.Said[OpenPage]) journal.Answer {
	page, answer := p.page.Link, journal.Accept()
	if !p.open {
		page = s.NewID(0)
		answer = answer.With(link.Issue(page, link.Partner, p.ID, p.ID, s.Now.Add(partnerPageLives)), PageOpened{p.ID, page})
	}
	return answer.Giving(map[string]ident.ID{"link": page})
}

func (p paging) end(s journal.Said[ClosePage]) journal.Answer {
	if !p.open {
		return journal.Accept()
	}
	return journal.Accept(link.End(p.ID, s.Now), PageClosed{p.ID})
}

// pageVerbs are for who may show figures outside the health centre.
func pageVerbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("motorbike.open_page", 1, loadPaging, paging.begin, access.Create("partner_page")),
		journal.Request("motorbike.close_page", 1, loadPaging, paging.end, access.Update("partner_page")),
	}
}

func pageEvents() []journal.Event {
	return []journal.Event{
		journal.On("motorbike.page_opened/1", func(tx *store.Tx, m journal.Meta, e PageOpened) error {
			return Pages.Put(tx, Page{Facility: m.Facility, ID: e.Partner, Link: e.Link, OpenedAt: m.RecordedAt})
		}),
		journal.On("motorbike.page_closed/1", func(tx *store.Tx, m journal.Meta, e PageClosed) error {
			p, found, err := Pages.Get(tx, m.Facility, e.Partner)
			if err != nil || !found {
				return err
			}
			p.ClosedAt = m.RecordedAt
			return Pages.Put(tx, p)
		}),
	}
}

// LentOut is a lender's motorbike as they see it: how it is used, and by nobody.
type LentOut struct {
	Motorbike
	// Called is what it is called, with its plate.
	Called string
	// Out are the days of the last 30 on which somebody had it.
	Out int
	// Due: its service is due.
	Due bool
}

// PartnerName is what a partner is called.
func PartnerName(q journal.Query, p Partner) (name string, err error) {
	_, err = q.Open(p.Name, &name)
	return name, err
}

// lentDays is over how many days those are counted on which it was out.
const lentDays = 30

// LentBy lists the motorbikes of a lender that are in use.
func LentBy(q journal.Query, lender ident.ID, today string) (all []LentOut, err error) {
	bikes, err := Motorbikes.Where(q.Tx, "facility_id = $1 AND lender = $2 AND state = $3 ORDER BY id", q.Facility, lender, Active)
	if err != nil {
		return nil, err
	}
	for _, b := range bikes {
		one := LentOut{Motorbike: b, Due: b.Overdue(today)}
		if _, err = q.Open(b.Name, &one.Called); err != nil {
			return nil, err
		}
		loans, err := Loans.Where(q.Tx, "facility_id = $1 AND motorbike = $2 ORDER BY from_on, id", q.Facility, b.ID)
		if err != nil {
			return nil, err
		}
		one.Out = daysOut(loans, today)
		all = append(all, one)
	}
	return all, nil
}

// daysOut counts the days up to today on which one of some loans had it.
func daysOut(loans []Loan, today string) (n int) {
	at, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return 0
	}
	for back := range lentDays {
		day := at.AddDate(0, 0, -back).Format(time.DateOnly)
		for _, l := range loans {
			if l.From <= day && (l.BackOn == "" || day < l.BackOn) {
				n++
				break
			}
		}
	}
	return n
}
