package lead

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/campaign"
	"sambang/internal/shared/workforce"
)

// Room is the table of contents.
type Room struct{}

// Verbs lists what can be told of a lead.
func (Room) Verbs() []journal.Verb {
	update := access.Update("lead")
	return []journal.Verb{
		journal.Request("lead.refer", 1, loadReferring, referring.refer, access.Create("lead")),
		journal.Report("lead.confirm", 1, load, going.confirm, update),
		journal.Report("lead.visit", 1, load, going.visit, update),
		journal.Report("lead.refuse", 1, load, going.refuse, update),
		journal.Request("lead.link", 1, loadLinking, going.link, update),
		journal.Request("lead.correct", 1, loadCorrecting, correcting.correct, update),
		journal.Request("lead.erase", 1, load, going.erase, access.Update("lead_clock")),
	}
}

// Events lists what can have happened, and what the machine does when nobody confirmed.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("lead.told/1", applyTold), func(_ journal.Meta, e ToldEvent) []journal.Then {
			return []journal.Then{{Due: e.EraseAt, Verb: "lead.erase", Body: Erase{e.Lead}}}
		}),
		journal.On("lead.confirmed/1", change(func(e ConfirmedEvent) ident.ID { return e.Lead }, confirmed)),
		journal.On("lead.visited/1", change(func(e VisitedEvent) ident.ID { return e.Lead }, visited)),
		journal.On("lead.refused/1", change(func(e RefusedEvent) ident.ID { return e.Lead }, refused)),
		journal.On("lead.linked/1", change(func(e LinkedEvent) ident.ID { return e.Lead }, linked)),
		journal.On("lead.corrected/1", change(func(e CorrectedEvent) ident.ID { return e.Lead }, corrected)),
		journal.On("lead.joined/1", change(func(e JoinedEvent) ident.ID { return e.Lead }, joined)),
		journal.On("lead.erased/1", change(func(e ErasedEvent) ident.ID { return e.Lead }, erased)),
	}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Leads.Definition()} }

// Follows lists what leads answer to: a massage that was not given, a life that ended or
// went elsewhere, a record that was erased. Who joins a group the wiring tells (Joins).
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(massageTold), journal.When(lifeChanged), journal.When(forgotten)}
}

// View is a lead as cadre, midwife and desk see it. Name, phone and note are empty once
// they are erased.
type View struct {
	ID          ident.ID        `json:"id"`
	Village     string          `json:"village"`
	Kind        string          `json:"kind"`
	State       string          `json:"state"`
	Name        string          `json:"name,omitempty"`
	Phone       string          `json:"phone,omitempty"`
	Note        string          `json:"note,omitempty"`
	Seller      ident.ID        `json:"seller,omitempty"`
	SellerName  string          `json:"seller_name,omitempty"`
	Source      string          `json:"source"`
	ToldAt      instant.Instant `json:"told_at"`
	Due         instant.Instant `json:"due"`
	EraseAt     instant.Instant `json:"erase_at"`
	ConfirmedAt instant.Instant `json:"confirmed_at,omitzero"`
	Outcome     string          `json:"outcome,omitempty"`
	VisitedAt   instant.Instant `json:"visited_at,omitzero"`
	VisitedBy   ident.ID        `json:"visited_by,omitempty"`
	VisitorName string          `json:"visitor_name,omitempty"`
	Tries       int64           `json:"tries"`
	Person      ident.ID        `json:"person,omitempty"`
	JoinedAt    instant.Instant `json:"joined_at,omitzero"`
	EndedAt     instant.Instant `json:"ended_at,omitzero"`
	Why         string          `json:"why,omitempty"`
}

// Shows gives the view of the synced table.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"campaign_lead": func(q journal.Query, id ident.ID) (any, bool, error) {
		l, found, err := Leads.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v, err := ViewOf(q, l)
		return v, err == nil, err
	}}
}

// ViewOf opens a lead.
func ViewOf(q journal.Query, l Lead) (v View, err error) {
	v = View{ID: l.ID, Village: l.Village, Kind: l.Kind, State: l.State, Seller: l.Seller, Source: l.Source, ToldAt: l.ToldAt, Due: l.Due, EraseAt: l.EraseAt,
		ConfirmedAt: l.ConfirmedAt, Outcome: l.Outcome, VisitedAt: l.VisitedAt, VisitedBy: l.VisitedBy, Tries: l.Tries, Person: l.Person,
		JoinedAt: l.JoinedAt, EndedAt: l.EndedAt, Why: l.Why}
	if !l.Who.IsZero() {
		var w campaign.Reached
		if _, err = q.Open(l.Who, &w); err != nil {
			return v, err
		}
		v.Name, v.Phone, v.Note = w.Name, w.Phone, w.Note
	}
	if v.SellerName, err = nameOf(q, l.Seller); err != nil {
		return v, err
	}
	v.VisitorName, err = nameOf(q, l.VisitedBy)
	return v, err
}

func nameOf(q journal.Query, worker ident.ID) (string, error) {
	if worker == "" {
		return "", nil
	}
	return workforce.Name(q, worker)
}
