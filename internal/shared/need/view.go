package need

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// PersonView is somebody whom a case is about.
type PersonView struct {
	ID   ident.ID `json:"id"`
	Name string   `json:"name"`
}

// PhoneView is the number of one of them, apart: not everybody who sees a name sees
// the number.
type PhoneView struct {
	ID    ident.ID `json:"id"`
	Phone string   `json:"phone"`
}

// TodoView is a step to do, with who did it once it is done.
type TodoView struct {
	Code      string          `json:"code"`
	Who       access.Role     `json:"who,omitempty"`
	Authority string          `json:"authority"`
	DoneAt    instant.Instant `json:"done_at,omitzero"`
	ByName    string          `json:"by_name,omitempty"`
}

// LineView is a line of the timeline.
type LineView struct {
	ID         ident.ID        `json:"id"`
	Kind       string          `json:"kind"`
	Code       string          `json:"code,omitempty"`
	At         instant.Instant `json:"at"`
	RecordedAt instant.Instant `json:"recorded_at"`
	ByName     string          `json:"by_name,omitempty"`
	// ApproverName is the second person, ToName who got it or was told.
	ApproverName string `json:"approver_name,omitempty"`
	ToName       string `json:"to_name,omitempty"`
	Note         string `json:"note,omitempty"`
	Photo        string `json:"photo,omitempty"`
}

// PartView is one family's part of a case: its number and side, no name.
type PartView struct {
	Case   ident.ID `json:"case"`
	Number string   `json:"number"`
	Side   string   `json:"side"`
	State  string   `json:"state"`
}

// View is a case as its readers see it.
type View struct {
	ID           ident.ID        `json:"id"`
	Number       string          `json:"number"`
	Kind         string          `json:"kind"`
	About        ident.ID        `json:"about,omitempty"`
	People       []PersonView    `json:"people"`
	Phones       []PhoneView     `json:"phones,omitempty"`
	Village      string          `json:"village"`
	Owner        ident.ID        `json:"owner"`
	OwnerName    string          `json:"owner_name"`
	Door         string          `json:"door"`
	State        string          `json:"state"`
	Confidential bool            `json:"confidential"`
	Complaint    bool            `json:"complaint"`
	What         string          `json:"what,omitempty"`
	Reporter     *Reporter       `json:"reporter,omitempty"`
	OpenedAt     instant.Instant `json:"opened_at"`
	OpenedByName string          `json:"opened_by_name,omitempty"`
	Due          instant.Instant `json:"due"`
	Promise      ident.ID        `json:"promise"`
	Overdue      bool            `json:"overdue"`
	ClosedAt     instant.Instant `json:"closed_at,omitzero"`
	Outcome      string          `json:"outcome,omitempty"`
	Todo         []TodoView      `json:"todo"`
	Timeline     []LineView      `json:"timeline"`
	// Whole is the case this is a part of, with its number; Parts are its own.
	Whole       ident.ID   `json:"whole,omitempty"`
	WholeNumber string     `json:"whole_number,omitempty"`
	Side        string     `json:"side,omitempty"`
	Parts       []PartView `json:"parts,omitempty"`
	Disclosed   bool       `json:"disclosed,omitempty"`
	// OtherNames are the other family's, once both have agreed.
	OtherNames []string `json:"other_names,omitempty"`

	// Against are the workers complained of. They never see the case themselves.
	Against        []PersonView    `json:"against,omitempty"`
	AgainstHead    bool            `json:"against_head,omitempty"`
	Answer         string          `json:"answer,omitempty"`
	AnsweredAt     instant.Instant `json:"answered_at,omitzero"`
	AnsweredByName string          `json:"answered_by_name,omitempty"`
	AnswerTold     string          `json:"answer_told,omitempty"`

	RequestView
}

// Shows gives the view of the synced table.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"need_case": func(q journal.Query, id ident.ID) (any, bool, error) {
		c, found, err := Cases.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v, err := r.show(q, c)
		return v, err == nil, err
	}}
}

func (r Room) show(q journal.Query, c Case) (View, error) {
	v := View{ID: c.ID, Number: c.Short(), Kind: c.Kind, About: c.Subject, People: []PersonView{}, Village: c.Village, Owner: c.Owner,
		Door: c.Door, State: c.State, Confidential: c.Confidential, Complaint: c.HeadOnly, OpenedAt: c.OpenedAt, Due: c.Due, Promise: c.Promise,
		Overdue: c.Overdue, ClosedAt: c.ClosedAt, Outcome: c.Outcome, Whole: c.Parent, Side: c.Side, Disclosed: c.Disclosed}
	var err error
	if v.People, v.Phones, err = people(q, c); err != nil {
		return v, err
	}
	if v.OwnerName, err = r.called(q, c.Owner); err != nil {
		return v, err
	}
	if v.OpenedByName, err = r.called(q, c.OpenedBy); err != nil {
		return v, err
	}
	if v.What, err = opened(q, c.What); err != nil {
		return v, err
	}
	if !c.Reporter.IsZero() {
		v.Reporter = &Reporter{}
		if _, err = q.Open(c.Reporter, v.Reporter); err != nil {
			return v, err
		}
	}
	if err = r.timeline(q, c, &v); err != nil {
		return v, err
	}
	if c.Request {
		if v.RequestView, err = askedView(q, c); err != nil {
			return v, err
		}
	}
	if c.HeadOnly {
		if err = r.complaintView(q, c, &v); err != nil {
			return v, err
		}
	}
	return v, family(q, c, &v)
}

func (r Room) complaintView(q journal.Query, c Case, v *View) (err error) {
	v.AgainstHead, v.AnsweredAt, v.AnswerTold = c.AgainstHead, c.AnsweredAt, c.AnswerTold
	for _, w := range c.Against {
		name, err := r.called(q, w)
		if err != nil {
			return err
		}
		v.Against = append(v.Against, PersonView{w, name})
	}
	if v.AnsweredByName, err = r.called(q, c.AnsweredBy); err != nil {
		return err
	}
	v.Answer, err = AnswerOf(q, c)
	return err
}

func people(q journal.Query, c Case) (out []PersonView, phones []PhoneView, err error) {
	out = []PersonView{}
	for _, id := range c.People {
		_, d, _, err := registry.OpenCanonical(q, id)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, PersonView{id, d.Name})
		if d.Phone != "" {
			phones = append(phones, PhoneView{id, d.Phone})
		}
	}
	return out, phones, nil
}

func (r Room) called(q journal.Query, id ident.ID) (string, error) {
	if id == "" || r.Name == nil {
		return "", nil
	}
	return r.Name(q, id)
}

// whom names the other end of a line: somebody, or the number of another case.
func (r Room) whom(q journal.Query, s Step) (string, error) {
	switch s.Kind {
	case "merged", "merged_in", "unmerged", "unmerged_in":
		c, _, err := Cases.Get(q.Tx, q.Facility, s.To)
		return c.Short(), err
	}
	return r.called(q, s.To)
}

func opened(q journal.Query, ref journal.Ref) (string, error) {
	if ref.IsZero() {
		return "", nil
	}
	var t text
	_, err := q.Open(ref, &t)
	return t.Text, err
}

// timeline fills the lines and, from them, the steps to do.
func (r Room) timeline(q journal.Query, c Case, v *View) error {
	steps, err := Steps.Where(q.Tx, "facility_id = $1 AND case_id = $2 ORDER BY seq, id", q.Facility, c.ID)
	if err != nil {
		return err
	}
	k, _ := r.kind(c.Kind)
	v.Todo, v.Timeline = []TodoView{}, []LineView{}
	done := map[string]LineView{}
	for _, s := range steps {
		line, err := r.line(q, s)
		if err != nil {
			return err
		}
		v.Timeline = append(v.Timeline, line)
		if s.Kind == "step" {
			done[s.Code] = line
		}
	}
	for _, t := range k.Steps {
		v.Todo = append(v.Todo, TodoView{t.Code, t.Who, t.Authority, done[t.Code].At, done[t.Code].ByName})
	}
	return nil
}

func (r Room) line(q journal.Query, s Step) (LineView, error) {
	l := LineView{ID: s.ID, Kind: s.Kind, Code: s.Code, At: s.At, RecordedAt: s.RecordedAt, Photo: s.Photo}
	var err error
	if l.ByName, err = r.called(q, s.By); err != nil {
		return l, err
	}
	if l.ApproverName, err = r.called(q, s.Approver); err != nil {
		return l, err
	}
	if l.ToName, err = r.whom(q, s); err != nil {
		return l, err
	}
	l.Note, err = opened(q, s.Note)
	return l, err
}

// OpenOf lists the open cases of a kind about something, for who must not open a
// second one.
func OpenOf(q journal.Query, subject ident.ID) ([]Case, error) {
	return Cases.Where(q.Tx, "facility_id = $1 AND subject = $2 AND state = $3 ORDER BY number", q.Facility, subject, Going)
}
