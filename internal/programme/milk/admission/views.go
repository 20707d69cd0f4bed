package admission

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// BabyView is a baby as those who look after an application see it.
type BabyView struct {
	ID   ident.ID `json:"id"`
	Name string   `json:"name"`
	Born string   `json:"born"`
}

// View is an application as the desk and the village see it; who sees which fields is
// in access.Columns.
type View struct {
	ID          ident.ID        `json:"id"`
	Number      int64           `json:"number"`
	Mother      ident.ID        `json:"mother"`
	MotherName  string          `json:"mother_name"`
	MotherPhone string          `json:"mother_phone,omitempty"`
	Babies      []BabyView      `json:"babies"`
	Village     string          `json:"village"`
	State       string          `json:"state"`
	Channel     string          `json:"channel"`
	Helper      string          `json:"helper,omitempty"`
	AppliedOn   string          `json:"applied_on"`
	AppliedAt   instant.Instant `json:"applied_at"`
	Days        []int64         `json:"days"`
	From        string          `json:"from"`
	To          string          `json:"to"`
	Metres      int64           `json:"metres"`
	Pickup      dispatch.Place  `json:"pickup"`
	Finish      dispatch.Place  `json:"finish"`
	Hidden      bool            `json:"hidden_address"`
	Recipients  []milk.Named    `json:"recipients"`
	Posyandu    string          `json:"posyandu,omitempty"`
	PosyanduOn  string          `json:"posyandu_on,omitempty"`
	PosyanduBy  string          `json:"posyandu_by,omitempty"`
	PledgeText  string          `json:"pledge_text"`
	PledgeHow   string          `json:"pledge_how"`
	PreparedBy  ident.ID        `json:"prepared_by,omitempty"`
	PreparedOf  string          `json:"prepared_by_name,omitempty"`
	PreparedAt  instant.Instant `json:"prepared_at,omitzero"`
	DecidedOf   string          `json:"decided_by_name,omitempty"`
	DecidedAt   instant.Instant `json:"decided_at,omitzero"`
	Reason      string          `json:"reason,omitempty"`
	Note        string          `json:"note,omitempty"`
	Passed      []ident.ID      `json:"passed"`
	PassReason  string          `json:"pass_reason,omitempty"`
	Place       ident.ID        `json:"place,omitempty"`
}

// Shows gives the rows as the faces know them.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"milk_application": func(q journal.Query, id ident.ID) (any, bool, error) {
		v, found, err := Show(q, id)
		return v, found, err
	}}
}

// Show gives the view of an application; false when there is none to show.
func Show(q journal.Query, id ident.ID) (v View, found bool, err error) {
	a, found, err := Applications.Get(q.Tx, q.Facility, id)
	if err != nil || !found || a.State == Repeated {
		return v, false, err
	}
	v = View{ID: a.ID, Number: a.Number, Mother: a.Mother, Village: a.Village, State: a.State, Channel: a.Channel, AppliedOn: a.AppliedOn, AppliedAt: a.AppliedAt,
		Days: a.Days, From: a.From, To: a.To, Metres: a.Metres, Hidden: a.Hidden, Posyandu: a.Posyandu, PosyanduOn: a.PosyanduOn, PledgeText: a.PledgeText,
		PledgeHow: a.PledgeHow, PreparedBy: a.PreparedBy, PreparedAt: a.PreparedAt, DecidedAt: a.DecidedAt, Reason: a.Reason, Passed: a.Passed, Place: a.Place}
	return v, true, v.fill(q, a)
}

// fill adds names and what is sealed.
func (v *View) fill(q journal.Query, a Application) error {
	var d Detail
	if _, err := q.Open(a.Detail, &d); err != nil {
		return err
	}
	v.Pickup, v.Finish, v.Recipients, v.Helper = d.Pickup, d.Finish, d.Recipients, d.Helper
	_, mother, _, err := registry.OpenCanonical(q, a.Mother)
	if err != nil {
		return err
	}
	v.MotherName, v.MotherPhone, v.Babies = milk.Called(mother.Name), mother.Phone, []BabyView{}
	for _, b := range a.Babies {
		p, baby, _, err := registry.OpenCanonical(q, b.ID)
		if err != nil {
			return err
		}
		v.Babies = append(v.Babies, BabyView{p.ID, baby.Name, p.Born})
	}
	for _, x := range []struct {
		id ident.ID
		to *string
	}{{a.PosyanduBy, &v.PosyanduBy}, {a.PreparedBy, &v.PreparedOf}, {a.DecidedBy, &v.DecidedOf}} {
		if x.id != "" && x.id.Valid() {
			if *x.to, err = workforce.Name(q, x.id); err != nil {
				return err
			}
		}
	}
	for _, x := range []struct {
		ref journal.Ref
		to  *string
	}{{a.Note, &v.Note}, {a.PassReason, &v.PassReason}} {
		var s sentence
		if !x.ref.IsZero() {
			if _, err := q.Open(x.ref, &s); err != nil {
				return err
			}
			*x.to = s.Text
		}
	}
	return nil
}

// Fact is something the head decides on, with its date and who it is from.
type Fact struct {
	// What is pledge, posyandu or feeding; Answer yes, not_yet, exclusive, not_exclusive,
	// unknown, withdrawn, or empty: nobody has said.
	What   string   `json:"what"`
	Answer string   `json:"answer"`
	Baby   ident.ID `json:"baby,omitempty"`
	On     string   `json:"on,omitempty"`
	By     string   `json:"by,omitempty"`
	// Source is how it was given: page, paper, seen, told, phone.
	Source  string `json:"source,omitempty"`
	Medical bool   `json:"medical,omitempty"`
}

// Facts lists the three facts of an application, the feeding one for each baby.
func Facts(q journal.Query, a Application) ([]Fact, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	pledge := Fact{What: "pledge"}
	c, found, err := registry.Agreed(q, a.Mother, registry.ForPledge)
	if err != nil {
		return nil, err
	}
	if found {
		pledge.Answer, pledge.On, pledge.Source = "yes", c.At.Day(zone), c.How
		if !c.Given {
			pledge.Answer = "withdrawn"
		}
	}
	posyandu := Fact{What: "posyandu", Answer: a.Posyandu, On: a.PosyanduOn}
	if posyandu.By, err = nameOf(q, a.PosyanduBy); err != nil {
		return nil, err
	}
	out := []Fact{pledge, posyandu}
	for _, b := range a.Babies {
		f, err := fed(q, b.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func nameOf(q journal.Query, worker ident.ID) (string, error) {
	if !worker.Valid() {
		return "", nil
	}
	return workforce.Name(q, worker)
}

// fed is the newest line about a baby's food.
func fed(q journal.Query, baby ident.ID) (Fact, error) {
	out := Fact{What: "feeding", Baby: baby}
	p, found, err := registry.Canonical(q.Tx, q.Facility, baby)
	if err != nil || !found {
		return out, err
	}
	months, err := health.MonthsOf(q, p.ID)
	for _, f := range months {
		if f.On >= out.On {
			out.Answer, out.On, out.Source, out.Medical = f.Answer, f.On, f.Source, out.Medical || f.Medical
			if out.By, err = nameOf(q, f.By); err != nil {
				return out, err
			}
		}
	}
	return out, err
}
