package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetPosyandu registers or corrects a posyandu: verb registry.set_posyandu.
type SetPosyandu struct {
	Posyandu ident.ID   `json:"posyandu"`
	Village  string     `json:"village" max:"20"`
	Name     string     `json:"name" max:"80"`
	OpenDay  int64      `json:"open_day,omitempty"`
	Cadres   []ident.ID `json:"cadres,omitempty"`
	Closed   bool       `json:"closed,omitempty"`
}

// Subject is the posyandu.
func (b SetPosyandu) Subject() ident.ID { return b.Posyandu }

// Check wants a name, a village and a day of the month.
func (b SetPosyandu) Check() *fault.Error {
	switch {
	case b.Posyandu == "":
		return fault.BadField("body.required", "posyandu")
	case blank(b.Name):
		return fault.BadField("body.required", "name")
	case b.OpenDay < 0 || b.OpenDay > 31:
		return fault.BadField("registry.bad_open_day", "open_day")
	}
	return nil
}

// PosyanduSet is the event of a posyandu as it is from now on.
type PosyanduSet struct {
	Posyandu ident.ID   `json:"posyandu"`
	Village  string     `json:"village"`
	Name     string     `json:"name"`
	OpenDay  int64      `json:"open_day,omitempty"`
	Cadres   []ident.ID `json:"cadres,omitempty"`
	Closed   bool       `json:"closed,omitempty"`
}

// SetGroup registers or corrects a group of ten houses: verb registry.set_group.
type SetGroup struct {
	Group   ident.ID `json:"ten_house_group"`
	Village string   `json:"village" max:"20"`
	Name    string   `json:"name" max:"80"`
	Cadre   ident.ID `json:"cadre,omitempty"`
	Closed  bool     `json:"closed,omitempty"`
}

// Subject is the group.
func (b SetGroup) Subject() ident.ID { return b.Group }

// Check wants a name and a village.
func (b SetGroup) Check() *fault.Error {
	switch {
	case b.Group == "":
		return fault.BadField("body.required", "ten_house_group")
	case blank(b.Name):
		return fault.BadField("body.required", "name")
	}
	return nil
}

// GroupSet is the event of a group of ten houses as it is from now on.
type GroupSet struct {
	Group   ident.ID    `json:"ten_house_group"`
	Village string      `json:"village"`
	Cadre   ident.ID    `json:"cadre,omitempty"`
	Closed  bool        `json:"closed,omitempty"`
	Detail  journal.Ref `json:"detail"`
}

// sealedGroup is the table name of the names of groups.
const sealedGroup = "ten_house_group"

type groupDetail struct {
	Name string `json:"name"`
}

// GroupName is what a group of ten houses is called.
func GroupName(q journal.Query, g TenHouseGroup) (string, error) {
	if g.Detail.IsZero() {
		return "", nil
	}
	var d groupDetail
	_, err := q.Open(g.Detail, &d)
	return d.Name, err
}

// setting is whether the village that is named is served, and its workers known.
type setting struct {
	village string
	served  bool
	works   bool
	before  TenHouseGroup
}

// Audiences are the facility and the village.
func (s setting) Audiences() []string { return []string{"f", "v:" + s.village} }

func (r Room) loadSetting(q journal.Query) (s setting, err error) {
	var cadres []ident.ID
	switch b := q.Body.(type) {
	case SetPosyandu:
		s.village, cadres = b.Village, b.Cadres
	case SetGroup:
		s.village = b.Village
		if s.before, _, err = Groups.Get(q.Tx, q.Facility, b.Group); err != nil {
			return s, err
		}
		if b.Cadre != "" {
			cadres = []ident.ID{b.Cadre}
		}
	}
	if _, s.served, err = Villages.Get(q.Tx, q.Facility, ident.ID(s.village)); err != nil {
		return s, err
	}
	s.works = true
	for _, c := range cadres {
		if r.Works == nil {
			break
		}
		works, err := r.Works(q, c)
		if err != nil {
			return s, err
		}
		s.works = s.works && works
	}
	return s, nil
}

func (s setting) fits() string {
	switch {
	case !s.served:
		return "registry.unknown_village"
	case !s.works:
		return "task.nobody_here"
	}
	return ""
}

func (s setting) posyandu(said journal.Said[SetPosyandu]) journal.Answer {
	if code := s.fits(); code != "" {
		return journal.Refuse(code)
	}
	return journal.Accept(PosyanduSet(said.Body))
}

func (s setting) group(said journal.Said[SetGroup]) journal.Answer {
	if code := s.fits(); code != "" {
		return journal.Refuse(code)
	}
	b := said.Body
	return journal.Accept(GroupSet{b.Group, b.Village, b.Cadre, b.Closed, said.Seal(sealedGroup, b.Group, s.before.Detail.Version+1, groupDetail{b.Name})})
}

func applyPosyanduSet(tx *store.Tx, m journal.Meta, e PosyanduSet) error {
	return Posyandus.Put(tx, Posyandu{m.Facility, e.Posyandu, e.Village, e.Name, e.OpenDay, e.Cadres, e.Closed})
}

func applyGroupSet(tx *store.Tx, m journal.Meta, e GroupSet) error {
	return Groups.Put(tx, TenHouseGroup{m.Facility, e.Group, e.Village, e.Cadre, e.Closed, e.Detail})
}

// PublishText publishes a version of what people are asked to agree to: verb
// registry.publish_text. A version is never changed: the next one follows it.
type PublishText struct {
	Purpose string `json:"purpose" max:"30"`
	Version string `json:"version" max:"20"`
	Basis   string `json:"basis" max:"20"`
	Wording string `json:"wording" max:"4000"`
}

// Check wants a purpose, a version, a ground in law and words.
func (b PublishText) Check() *fault.Error {
	switch {
	case !wordForm.MatchString(b.Purpose):
		return fault.BadField("body.required", "purpose")
	case !wordForm.MatchString(b.Version):
		return fault.BadField("body.required", "version")
	case !oneOf(b.Basis, Bases...):
		return fault.BadField("body.bad_choice", "basis")
	case blank(b.Wording):
		return fault.BadField("body.required", "wording")
	}
	return nil
}

// Bases are the grounds in law of UU 27/2022, article 20.
var Bases = []string{"consent", "contract", "legal_duty", "vital_interest", "public_task", "legitimate_interest"}

// TextPublished is the event of a version. Its wording is the health centre's, not personal.
type TextPublished PublishText

type shelf struct{ taken bool }

func (Room) loadShelf(q journal.Query) (shelf, error) {
	b := q.Body.(PublishText)
	_, taken, err := ConsentTexts.Get(q.Tx, q.Facility, ident.ID(b.Purpose+"/"+b.Version))
	return shelf{taken}, err
}

func (s shelf) publish(said journal.Said[PublishText]) journal.Answer {
	if s.taken {
		return journal.Refuse("registry.text_published").On("version")
	}
	return journal.Accept(TextPublished(said.Body))
}

func applyPublished(tx *store.Tx, m journal.Meta, e TextPublished) error {
	return ConsentTexts.Put(tx, ConsentText{m.Facility, ident.ID(e.Purpose + "/" + e.Version), e.Purpose, e.Version, e.Basis, e.Wording, m.RecordedAt, m.Actor})
}
