package api

import (
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
)

// campaignRoutes are what the desk reads of the campaign.
func (a *API) campaignRoutes() []Route {
	return []Route{
		{"GET /api/v1/campaign/sellers", "session", a.campaignSellers},
		{"GET /api/v1/campaign/sellers/{id}", "session", a.campaignSeller},
		{"GET /api/v1/campaign/sellers/{id}/message", "session", a.campaignMessage},
		{"GET /api/v1/campaign/batches", "session", a.campaignBatches},
		{"GET /api/v1/campaign/batches/{id}/labels.pdf", "session", a.batchLabels},
		{"GET /api/v1/campaign/stock", "session", a.campaignStock},
		{"GET /api/v1/campaign/contacts", "session", a.campaignContacts},
	}
}

// campaignPages describes them.
func (b builder) campaignPages() {
	text := func(name, words string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Schema: &huma.Schema{Type: huma.TypeString}, Description: words}
	}
	one := b.operation("campaign.seller", "One seller with batches, contacts and moves, the newest first", nil, b.of(campaign.SellerFile{}))
	one.Parameters = []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}, Description: "The seller."}}
	message := b.operation("campaign.message", "How a seller's short message is read; nothing is written down", nil, b.of(campaign.Understanding{}))
	message.Parameters = []*huma.Param{one.Parameters[0], text("text", "The message as it came, 160 characters at most."), text("on", "Of this day, YYYY-MM-DD; today when left out.")}
	labels := b.file("campaign.labels", "Labels of 40 x 30 mm with the code of a batch, black on white", "application/pdf", one.Parameters[0], text("count", "How many, 360 at most; 36 fill a sheet."), text("lang", "id or en"))
	contacts := b.operation("campaign.contacts", "What sellers did, the newest day first, corrected records among them", nil, b.of(campaign.ContactPage{}))
	contacts.Parameters = []*huma.Param{text("seller", "Of one seller."), text("village", "In one village."), text("kind", "Of one kind."), text("from", "From this day on, YYYY-MM-DD."),
		text("to", "Up to this day."), text("after", "Where the page before ended."), text("limit", "Up to 200; 100 when left out.")}
	for path, op := range map[string]*huma.Operation{
		"/api/v1/campaign/sellers":                 b.operation("campaign.sellers", "The sellers of the campaign with what counted in the last 28 days", nil, b.of(CampaignSellers{})),
		"/api/v1/campaign/sellers/{id}":            one,
		"/api/v1/campaign/sellers/{id}/message":    message,
		"/api/v1/campaign/batches/{id}/labels.pdf": labels,
		"/api/v1/campaign/batches":                 b.operation("campaign.batches", "Batches of leaflets and pocket books with what became of them and how often their code was scanned", nil, b.of(CampaignBatches{})),
		"/api/v1/campaign/stock":                   b.operation("campaign.stock", "The campaign's material in pieces: in the store, with sellers, handed out, gone", nil, b.of(campaign.Store{})),
		"/api/v1/campaign/contacts":                contacts,
	} {
		b.doc.Paths[path] = &huma.PathItem{Get: op}
	}
}

// CampaignSellers is the list of sellers.
type CampaignSellers struct {
	Sellers []campaign.SellerView `json:"sellers"`
}

// CampaignBatches is the list of batches.
type CampaignBatches struct {
	Batches []campaign.BatchView `json:"batches"`
}

// campaigned reads for whoever may read the whole campaign; to others it is not there. What
// is read names sellers, who are staff, and nobody they met.
func (a *API) campaigned(w http.ResponseWriter, r *http.Request, read func(q journal.Query) (any, error)) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Read("campaign")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	var out any
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { out, err = read(q); return err }); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

func (a *API) campaignSellers(w http.ResponseWriter, r *http.Request) error {
	return a.campaigned(w, r, func(q journal.Query) (any, error) {
		all, err := campaign.SellersOf(q)
		return CampaignSellers{all}, err
	})
}

func (a *API) campaignSeller(w http.ResponseWriter, r *http.Request) error {
	return a.campaigned(w, r, func(q journal.Query) (any, error) {
		id := ident.ID(r.PathValue("id"))
		if !id.Valid() {
			return nil, fault.Absent()
		}
		return campaign.SellerOf(q, id)
	})
}

func (a *API) campaignBatches(w http.ResponseWriter, r *http.Request) error {
	return a.campaigned(w, r, func(q journal.Query) (any, error) {
		all, err := campaign.BatchesOf(q, "")
		return CampaignBatches{all}, err
	})
}

func (a *API) campaignStock(w http.ResponseWriter, r *http.Request) error {
	return a.campaigned(w, r, func(q journal.Query) (any, error) { return campaign.StoreOf(q) })
}

func (a *API) campaignContacts(w http.ResponseWriter, r *http.Request) error {
	ask := r.URL.Query()
	limit, err := strconv.Atoi(ask.Get("limit"))
	if ask.Get("limit") == "" {
		limit, err = 100, nil
	}
	if err != nil || limit < 1 || limit > 200 {
		return fault.BadField("body.bad_choice", "limit")
	}
	seller := ident.ID(ask.Get("seller"))
	if seller != "" && !seller.Valid() {
		return fault.BadField("body.bad_id", "seller")
	}
	return a.campaigned(w, r, func(q journal.Query) (any, error) {
		return campaign.ContactsOf(q, campaign.Ask{Seller: seller, Village: ask.Get("village"), Kind: ask.Get("kind"), From: ask.Get("from"), To: ask.Get("to"), After: ask.Get("after"), Limit: limit})
	})
}

// messageLength is how many characters a short message has at most, as campaign.report
// takes it.
const messageLength = 160

// messageAsk reads which message of which day is asked about.
func messageAsk(r *http.Request) (said, on string, bad error) {
	by := r.URL.Query()
	said, on = strings.TrimSpace(by.Get("text")), by.Get("on")
	if said == "" || utf8.RuneCountInString(said) > messageLength {
		return "", "", fault.BadField("body.required", "text")
	}
	if _, err := time.Parse(time.DateOnly, on); err != nil && on != "" {
		return "", "", fault.BadField("body.bad_date", "on")
	}
	return said, on, nil
}

// campaignMessage reads a seller's message without writing it down. A seller who is not
// there is said before what is wrong with the question.
func (a *API) campaignMessage(w http.ResponseWriter, r *http.Request) error {
	return a.campaigned(w, r, func(q journal.Query) (any, error) {
		id := ident.ID(r.PathValue("id"))
		if !id.Valid() {
			return nil, fault.Absent()
		}
		said, on, bad := messageAsk(r)
		read, err := campaign.Understand(q, id, said, on)
		if err == nil {
			err = bad
		}
		return read, err
	})
}
