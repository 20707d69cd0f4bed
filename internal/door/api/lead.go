package api

import (
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign/lead"
)

// LeadList is whom sellers told of: those first whom somebody still has to call on.
type LeadList struct {
	Leads []lead.View `json:"leads"`
	Today string      `json:"today"`
}

// leadRoutes are where leads are read at the desk; a cadre has hers on the phone.
func (a *API) leadRoutes() []Route {
	return []Route{{"GET /api/v1/leads", "session", a.leads}}
}

// leadPages describes them.
func (b builder) leadPages() {
	text := &huma.Schema{Type: huma.TypeString}
	in := func(name string) *huma.Param { return &huma.Param{Name: name, In: "query", Schema: text} }
	read := b.operation("leads.list", "People whom sellers told of, those who wait first, then the newest; from and to are days of telling, YYYY-MM-DD; 500 at most", nil, b.of(LeadList{}))
	read.Parameters = []*huma.Param{in("from"), in("to"), in("village"), in("seller"), in("state")}
	b.doc.Paths["/api/v1/leads"] = &huma.PathItem{Get: read}
}

// askedLeads reads which leads are asked for.
func askedLeads(r *http.Request) (a lead.Asked, err error) {
	by := r.URL.Query()
	a = lead.Asked{From: by.Get("from"), To: by.Get("to"), State: by.Get("state"), Seller: ident.ID(by.Get("seller"))}
	for field, day := range map[string]string{"from": a.From, "to": a.To} {
		if _, bad := time.Parse(time.DateOnly, day); day != "" && bad != nil {
			return a, fault.BadField("body.bad_date", field)
		}
	}
	switch {
	case a.State != "" && !slices.Contains(lead.States, a.State):
		return a, fault.BadField("body.unknown_word", "state")
	case a.Seller != "" && !a.Seller.Valid():
		return a, fault.BadField("body.bad_id", "seller")
	}
	return a, nil
}

// leads answers with those of the villages that somebody serves. The head oversees: how
// many, where and how late, not who.
func (a *API) leads(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	verdict, may := access.May(s.Actor, access.Read("lead"))
	if !may {
		return fault.Absent()
	}
	asked, err := askedLeads(r)
	if err != nil {
		return err
	}
	asked.Villages = villagesFor(s.Actor, "lead")
	if one := r.URL.Query().Get("village"); one != "" {
		if asked.Villages != nil && !slices.Contains(asked.Villages, one) {
			return fault.Absent()
		}
		asked.Villages = []string{one}
	}
	out := LeadList{}
	if err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		if out.Today, err = today(q); err != nil {
			return err
		}
		out.Leads, err = lead.List(q, asked)
		return err
	}); err != nil {
		return err
	}
	shown := Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "leads", People: []string{}}
	for i, l := range out.Leads {
		if verdict.Role == access.Head {
			out.Leads[i] = l.Veiled()
		}
		shown.People = append(shown.People, "campaign_lead:"+string(l.ID))
	}
	if len(out.Leads) > 0 {
		if err := a.Showed(r.Context(), shown); err != nil {
			return err
		}
	}
	return JSON(w, http.StatusOK, out)
}
