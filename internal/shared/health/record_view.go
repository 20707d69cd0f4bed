package health

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// GiftView is a medicine that was given, with its name and unit as the facility's list
// has them now; a code that is not there any more shows itself.
type GiftView struct {
	Code     string `json:"code"`
	Quantity int64  `json:"quantity"`
	Name     string `json:"name,omitempty"`
	Unit     string `json:"unit,omitempty"`
}

// RecordView is a version of a visit record as its readers see it.
type RecordView struct {
	ID         ident.ID        `json:"id"`
	Person     ident.ID        `json:"person"`
	PersonName string          `json:"person_name"`
	Village    string          `json:"village"`
	Kind       string          `json:"kind"`
	On         string          `json:"on"`
	Place      string          `json:"place"`
	Visit      ident.ID        `json:"visit,omitempty"`
	Round      ident.ID        `json:"round,omitempty"`
	Code       string          `json:"code,omitempty"`
	Vitals     *Vitals         `json:"vitals,omitempty"`
	Antenatal  *AntenatalPart  `json:"antenatal,omitempty"`
	Postnatal  *FixedVisit     `json:"postnatal,omitempty"`
	Newborn    *FixedVisit     `json:"newborn,omitempty"`
	Elder      *ElderPart      `json:"elder,omitempty"`
	Complaint  string          `json:"complaint,omitempty"`
	Finding    string          `json:"finding,omitempty"`
	Advice     string          `json:"advice,omitempty"`
	Given      []GiftView      `json:"given"`
	Dangers    []string        `json:"dangers"`
	NewCases   []string        `json:"new_cases"`
	Served     []string        `json:"served"`
	NextOn     string          `json:"next_on,omitempty"`
	By         ident.ID        `json:"by"`
	ByName     string          `json:"by_name"`
	Licence    string          `json:"licence,omitempty"`
	Version    int64           `json:"version"`
	Corrects   ident.ID        `json:"corrects,omitempty"`
	Reason     string          `json:"reason,omitempty"`
	ReplacedBy ident.ID        `json:"replaced_by,omitempty"`
	RecordedAt instant.Instant `json:"recorded_at"`
	CopiedAt   instant.Instant `json:"copied_at,omitzero"`
	CopiedBy   string          `json:"copied_by_name,omitempty"`
	// Request is what its danger signs opened or joined, RequestNumber as people say it.
	Request       ident.ID `json:"request,omitempty"`
	RequestNumber string   `json:"request_number,omitempty"`
}

func showRecord(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Records.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v, err := RecordOf(q, r)
	return v, err == nil, err
}

// RecordOf opens a version of a visit record.
func RecordOf(q journal.Query, r Record) (RecordView, error) {
	v := RecordView{ID: r.ID, Person: r.Person, Village: r.Village, Kind: r.Kind, On: r.On, Place: r.Place, Visit: r.Visit, Round: r.Round, Code: r.Code,
		Given: []GiftView{}, Dangers: r.Dangers, NewCases: r.NewCases, Served: r.Served, NextOn: r.NextOn, By: r.By, Version: r.Version,
		Corrects: r.Corrects, ReplacedBy: r.ReplacedBy, RecordedAt: r.RecordedAt, CopiedAt: r.CopiedAt, Request: r.Request}
	_, person, _, err := registry.OpenCanonical(q, r.Person)
	if err != nil {
		return v, err
	}
	v.PersonName = person.Name
	if v.ByName, err = workforce.Name(q, r.By); err != nil {
		return v, err
	}
	if r.CopiedBy != "" {
		if v.CopiedBy, err = workforce.Name(q, r.CopiedBy); err != nil {
			return v, err
		}
	}
	if r.Request != "" {
		c, _, err := need.Cases.Get(q.Tx, q.Facility, r.Request)
		if err != nil {
			return v, err
		}
		v.RequestNumber = c.Short()
	}
	return v, v.open(q, r)
}

// open fills in what lies sealed.
func (v *RecordView) open(q journal.Query, r Record) error {
	var c Content
	if gone, err := q.Open(r.Content, &c); err != nil || gone {
		return err
	}
	v.Vitals, v.Antenatal, v.Postnatal, v.Newborn, v.Elder = c.Vitals, c.Antenatal, c.Postnatal, c.Newborn, c.Elder
	v.NewCases = plain(c.NewCases)
	v.Complaint, v.Finding, v.Advice, v.Licence, v.Reason = c.Complaint, c.Finding, c.Advice, c.Licence, c.Reason
	if len(c.Given) == 0 {
		return nil
	}
	set, _, err := FormularyPolicy.Get(q)
	for _, g := range c.Given {
		line := GiftView{Code: g.Code, Quantity: g.Quantity}
		for _, m := range set.Medicines {
			if m.Code == g.Code {
				line.Name, line.Unit = m.Name, m.Unit
			}
		}
		v.Given = append(v.Given, line)
	}
	return err
}
