package finding

import (
	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// LineView is a line of the timeline.
type LineView struct {
	ID         ident.ID        `json:"id"`
	Kind       string          `json:"kind"`
	Code       string          `json:"code,omitempty"`
	At         instant.Instant `json:"at"`
	RecordedAt instant.Instant `json:"recorded_at"`
	ByName     string          `json:"by_name,omitempty"`
	ToName     string          `json:"to_name,omitempty"`
	DueOn      string          `json:"due_on,omitempty"`
	// Letter is the count of the letter that was written, Agency to whom.
	Letter int64  `json:"letter,omitempty"`
	Agency string `json:"agency,omitempty"`
	Note   string `json:"note,omitempty"`
	// Photo names it until it is erased; PhotoState says hidden (then only the head gets
	// the picture) or erased.
	Photo      blob.ID `json:"photo,omitempty"`
	PhotoState string  `json:"photo_state,omitempty"`
}

// View is a finding as its readers see it.
type View struct {
	ID        ident.ID `json:"id"`
	Number    string   `json:"number"`
	Kind      string   `json:"kind"`
	State     string   `json:"state"`
	Village   string   `json:"village"`
	House     ident.ID `json:"house,omitempty"`
	HouseCode string   `json:"house_code,omitempty"`
	Household ident.ID `json:"household,omitempty"`
	// Where is the hamlet, RT and RW; nothing of a house whose address is hidden.
	Where string `json:"where,omitempty"`
	// Place is the point that the phone told.
	Place       *Place          `json:"place,omitempty"`
	What        string          `json:"what,omitempty"`
	Photo       blob.ID         `json:"photo,omitempty"`
	Owner       ident.ID        `json:"owner"`
	OwnerName   string          `json:"owner_name"`
	FoundBy     ident.ID        `json:"found_by"`
	FoundByName string          `json:"found_by_name"`
	FoundAt     instant.Instant `json:"found_at"`
	Visit       ident.ID        `json:"visit,omitempty"`
	Agency      string          `json:"agency,omitempty"`
	Contact     string          `json:"contact,omitempty"`
	Ask         string          `json:"ask,omitempty"`
	DueOn       string          `json:"due_on"`
	Letters     int64           `json:"letters"`
	Reminders   int64           `json:"reminders"`
	Overdue     bool            `json:"overdue"`
	ClosedAt    instant.Instant `json:"closed_at,omitzero"`
	Reason      string          `json:"reason,omitempty"`
	Words       string          `json:"words,omitempty"`
	Evidence    string          `json:"evidence,omitempty"`
	// PhotosHidden counts photos that wait for the head.
	PhotosHidden int64      `json:"photos_hidden,omitempty"`
	Timeline     []LineView `json:"timeline"`
}

// AidView is aid as its readers see it.
type AidView struct {
	ID        ident.ID `json:"id"`
	Household ident.ID `json:"household"`
	// HeadName is who the household is known by, HouseCode where it lives.
	HeadName   string          `json:"head_name,omitempty"`
	HouseCode  string          `json:"house_code,omitempty"`
	Village    string          `json:"village"`
	Kind       string          `json:"kind"`
	Giver      string          `json:"giver"`
	Quantity   string          `json:"quantity,omitempty"`
	On         string          `json:"on"`
	ByName     string          `json:"by_name"`
	RecordedAt instant.Instant `json:"recorded_at"`
	Twin       ident.ID        `json:"twin,omitempty"`
	Undone     bool            `json:"undone,omitempty"`
	Reason     string          `json:"reason,omitempty"`
}

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{
		"finding": func(q journal.Query, id ident.ID) (any, bool, error) {
			f, found, err := Findings.Get(q.Tx, q.Facility, id)
			if err != nil || !found {
				return nil, false, err
			}
			v, err := ViewOf(q, f)
			return v, err == nil, err
		},
		"aid": func(q journal.Query, id ident.ID) (any, bool, error) {
			a, found, err := Aids.Get(q.Tx, q.Facility, id)
			if err != nil || !found {
				return nil, false, err
			}
			v, err := AidViewOf(q, a)
			return v, err == nil, err
		},
	}
}

// ViewOf makes the view of a finding with its timeline.
func ViewOf(q journal.Query, f Finding) (View, error) {
	v := View{ID: f.ID, Number: f.Short(), Kind: f.Kind, State: f.State, Village: f.Village, House: f.House, Household: f.Household, Owner: f.Owner,
		FoundBy: f.FoundBy, FoundAt: f.FoundAt, Visit: f.Visit, DueOn: f.DueOn, Letters: f.Letters, Reminders: f.Reminders, Overdue: f.Overdue,
		ClosedAt: f.ClosedAt, Reason: f.Reason, Timeline: []LineView{}}
	var err error
	if v.OwnerName, err = workforce.Name(q, f.Owner); err != nil {
		return v, err
	}
	if v.FoundByName, err = workforce.Name(q, f.FoundBy); err != nil {
		return v, err
	}
	if v.What, err = read(q, f.What); err != nil {
		return v, err
	}
	if err = v.locate(q, f); err != nil {
		return v, err
	}
	if !f.Asked.IsZero() {
		var a Asked
		if _, err = q.Open(f.Asked, &a); err != nil {
			return v, err
		}
		v.Agency, v.Contact, v.Ask = a.Agency, a.Contact, a.Ask
	}
	return v, v.story(q, f)
}

// locate fills where it is.
func (v *View) locate(q journal.Query, f Finding) error {
	if !f.Place.IsZero() {
		v.Place = &Place{}
		if _, err := q.Open(f.Place, v.Place); err != nil {
			return err
		}
	}
	if f.House == "" {
		return nil
	}
	h, at, found, err := registry.OpenHouse(q, f.House)
	if err != nil || !found {
		return err
	}
	v.HouseCode = h.Code
	if !h.HiddenAddress {
		v.Where = hamlet(at)
	}
	return nil
}

// hamlet is a house's part of the village as people write it: Dusun Krajan, RT 002 / RW 001.
func hamlet(at registry.HouseDetail) string {
	out := at.Hamlet
	add := func(s string) {
		if out != "" {
			out += ", "
		}
		out += s
	}
	switch {
	case at.RT != "" && at.RW != "":
		add("RT " + at.RT + " / RW " + at.RW)
	case at.RT != "":
		add("RT " + at.RT)
	case at.RW != "":
		add("RW " + at.RW)
	}
	return out
}

// story fills the timeline and what follows from it.
func (v *View) story(q journal.Query, f Finding) error {
	steps, err := StepsOf(q, f.ID)
	if err != nil {
		return err
	}
	for _, s := range steps {
		l, end, err := line(q, s)
		if err != nil {
			return err
		}
		if s.Kind == "reported" && s.PhotoState == "" {
			v.Photo = l.Photo
		}
		if s.Kind == "closed" && f.State == Closed {
			v.Words, v.Evidence = end.Text, end.Evidence
		}
		if s.PhotoState == Hidden {
			v.PhotosHidden++
		}
		v.Timeline = append(v.Timeline, l)
	}
	return nil
}

// StepsOf lists a finding's timeline in order.
func StepsOf(q journal.Query, finding ident.ID) ([]Step, error) {
	return Steps.Where(q.Tx, "facility_id = $1 AND finding = $2 ORDER BY seq, id", q.Facility, finding)
}

func line(q journal.Query, s Step) (l LineView, end ending, err error) {
	l = LineView{ID: s.ID, Kind: s.Kind, Code: s.Code, At: s.At, RecordedAt: s.RecordedAt, DueOn: s.DueOn, Letter: s.Letter, PhotoState: s.PhotoState}
	if s.PhotoState != Erased {
		l.Photo = s.Photo
	}
	if l.ByName, err = workforce.Name(q, s.By); err != nil {
		return l, end, err
	}
	if l.ToName, err = workforce.Name(q, s.To); err != nil || s.Note.IsZero() {
		return l, end, err
	}
	switch s.Kind {
	case "coordinated", "reminded":
		var a Asked
		_, err = q.Open(s.Note, &a)
		l.Agency = a.Agency
	case "closed":
		_, err = q.Open(s.Note, &end)
		l.Note = end.Text
	default:
		l.Note, err = read(q, s.Note)
	}
	return l, end, err
}

// read opens a sealed text; nothing sealed is nothing.
func read(q journal.Query, ref journal.Ref) (string, error) {
	if ref.IsZero() {
		return "", nil
	}
	var t text
	_, err := q.Open(ref, &t)
	return t.Text, err
}

// AidViewOf makes the view of aid.
func AidViewOf(q journal.Query, a Aid) (AidView, error) {
	v := AidView{ID: a.ID, Household: a.Household, Village: a.Village, Kind: a.Kind, On: a.On, RecordedAt: a.RecordedAt, Twin: a.Twin, Undone: a.Undone}
	var d Details
	if _, err := q.Open(a.Details, &d); err != nil {
		return v, err
	}
	v.Giver, v.Quantity = d.Giver, d.Quantity
	var err error
	if v.ByName, err = workforce.Name(q, a.By); err != nil {
		return v, err
	}
	if v.Reason, err = read(q, a.Reason); err != nil {
		return v, err
	}
	h, found, err := registry.Households.Get(q.Tx, q.Facility, a.Household)
	if err != nil || !found {
		return v, err
	}
	if _, d, _, err := registry.OpenCanonical(q, h.Head); err == nil {
		v.HeadName = d.Name
	} else {
		return v, err
	}
	house, _, err := registry.Houses.Get(q.Tx, q.Facility, h.House)
	v.HouseCode = house.Code
	return v, err
}
