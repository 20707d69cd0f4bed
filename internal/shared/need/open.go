package need

import (
	"regexp"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// OpenCase opens a case by hand: who, where, what, by which door. Verb need.open.
type OpenCase struct {
	Case ident.ID `json:"case"`
	Kind string   `json:"kind" max:"40"`
	// Person is whom it is about, Subject what, when one is known.
	Person  ident.ID `json:"person,omitempty"`
	Subject ident.ID `json:"about,omitempty"`
	Village string   `json:"village,omitempty" max:"20"`
	Door    string   `json:"door,omitempty" max:"20"`
	What    string   `json:"what" max:"1000"`
	Photo   string   `json:"photo,omitempty" max:"64"`
	// Reporter is who told of it, when the registry does not know them.
	Reporter *Reporter `json:"reporter,omitempty"`
}

// Reporter is somebody whom the registry does not know.
type Reporter struct {
	Name  string `json:"name,omitempty" max:"80"`
	Phone string `json:"phone,omitempty" max:"30"`
}

// text is the sealed form of what somebody wrote.
type text struct {
	Text string `json:"text"`
}

var (
	photoForm = regexp.MustCompile(`^[0-9a-f]{64}$`)
	doors     = []string{"desk", "phone", "whatsapp", "radio", "visit", "link", "field"}
)

func checkPhoto(p string) *fault.Error {
	if p != "" && !photoForm.MatchString(p) {
		return fault.BadField("blob.bad_hash", "photo")
	}
	return nil
}

// Check wants an id, a kind and what happened.
func (b OpenCase) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case b.Kind == "":
		return fault.BadField("body.required", "kind")
	case b.What == "":
		return fault.BadField("body.required", "what")
	case b.Door != "" && !slices.Contains(doors, b.Door):
		return fault.BadField("body.unknown_word", "door")
	}
	return checkPhoto(b.Photo)
}

// opening is what opening a case needs to know.
type opening struct {
	kind    Kind
	known   bool // the kind
	found   bool // the case is there already
	nobody  bool // a person is named whom nobody knows, or a village
	village string
	keys    []string
	number  int64
	due     instant.Instant
	room    Room
	// settings are those in force; heads are whom a complaint of the head is about.
	settings Settings
	heads    []ident.ID
	code     string
}

// Audiences are the village it lies in and whoever opens it: a right below the
// whole facility reaches no further.
func (o opening) Audiences() []string { return o.keys }

func (r Room) loadOpening(q journal.Query) (opening, error) {
	b := q.Body.(OpenCase)
	o, err := r.anOpening(q, b.Case, b.Kind)
	if err != nil {
		return o, err
	}
	o.village = b.Village
	if b.Person != "" {
		p, found, err := registry.People.Get(q.Tx, q.Facility, b.Person)
		if err != nil {
			return o, err
		}
		if o.nobody = !found; found && p.Village != "" {
			o.village = p.Village // where the person lives decides who may say so
		}
	}
	if o.village != "" {
		_, found, err := registry.Villages.First(q.Tx, "facility_id = $1 AND id = $2", q.Facility, o.village)
		if err != nil {
			return o, err
		}
		o.nobody = o.nobody || !found
	}
	o.keys = []string{"f", "v:" + o.village}
	if q.By.Worker != "" && b.Person == "" && !o.nobody {
		o.keys = append(o.keys, "w:"+string(q.By.Worker))
	}
	return o, nil
}

func (r Room) anOpening(q journal.Query, id ident.ID, kind string) (opening, error) {
	o := opening{room: r}
	o.kind, o.known = r.kind(kind)
	var err error
	if _, o.found, err = Cases.Get(q.Tx, q.Facility, id); err != nil {
		return o, err
	}
	set, _, err := Policy.Get(q)
	if err != nil {
		return o, err
	}
	o.settings, o.due = set, set.due(o.kind.Urgency, "", q.Now)
	_, err = q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM need_case WHERE facility_id = $1", []any{q.Facility}, &o.number)
	return o, err
}

// Received is what who opened a case is told: its number and until when it is
// answered.
type Received struct {
	Case   ident.ID        `json:"case"`
	Number string          `json:"number"`
	Due    instant.Instant `json:"due"`
	// Code is of who complained: with the number it opens the answer, and takes the
	// complaint back. Other cases have none.
	Code string `json:"code,omitempty"`
}

func (o opening) open(s journal.Said[OpenCase]) journal.Answer {
	b := s.Body
	switch {
	case o.found:
		return journal.Refuse("need.exists").On("case")
	case !o.known || !o.kind.ByHand:
		return journal.Refuse("need.unknown_kind").On("kind")
	case o.nobody:
		return journal.Refuse("need.nobody_known").On("person")
	}
	if b.Door == "" {
		b.Door = "desk"
	}
	e := Opened{Case: b.Case, Kind: b.Kind, Subject: b.Subject, Village: o.village, OpenedBy: s.By.Worker, Door: b.Door,
		Confidential: o.kind.Confidential, HeadOnly: o.kind.HeadOnly, What: s.Seal("need_text", b.Case, 1, text{b.What}), Cause: s.ID}
	if b.Person != "" {
		e.People = []ident.ID{b.Person}
	}
	if b.Reporter != nil {
		e.Reporter = s.Seal("need_reporter", b.Case, 1, *b.Reporter)
	}
	answer := journal.Accept(e)
	if b.Photo != "" {
		answer = answer.With(Noted{Case: b.Case, At: s.At, By: s.By.Worker, Photo: b.Photo})
	}
	return answer.Giving(Received{Case: b.Case, Number: short(o.number), Due: o.due})
}

// Seal seals what somebody said of a case, for the decision of another room that
// opens one; nothing said is nothing sealed.
func Seal[B any](s journal.Said[B], id ident.ID, said string) (r journal.Ref) {
	if said != "" {
		r = s.Seal("need_text", id, 1, text{said})
	}
	return r
}
