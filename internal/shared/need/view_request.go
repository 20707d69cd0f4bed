package need

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// RequestView is the part of a case's view that only a request has.
type RequestView struct {
	Request      bool   `json:"request,omitempty"`
	PatientName  string `json:"patient_name,omitempty"`
	PatientPhone string `json:"patient_phone,omitempty"`
	// Where tells how to find it, House is the sticker's code, Home the point.
	Where     string          `json:"where,omitempty"`
	House     string          `json:"house,omitempty"`
	Home      *geo.Point      `json:"home,omitempty"`
	Sign      string          `json:"sign,omitempty"`
	Colour    string          `json:"colour,omitempty"`
	ColourBy  string          `json:"colour_by,omitempty"`
	SignDue   instant.Instant `json:"sign_due,omitzero"`
	StartedAt instant.Instant `json:"started_at,omitzero"`
	CallSign  string          `json:"call_sign,omitempty"`
	Slip      int64           `json:"slip,omitempty"`
	WantAt    instant.Instant `json:"want_at,omitzero"`
	Needs     []string        `json:"needs,omitempty"`
	Called    bool            `json:"called,omitempty"`
	// Merged is the request that stands for it, with its number.
	Merged       ident.ID `json:"merged,omitempty"`
	MergedNumber string   `json:"merged_number,omitempty"`
	Reports      int64    `json:"reports,omitempty"`
	// Doubt is how many came the same way in the hour before; Differs: it was sent
	// from far from the house of its sticker.
	Doubt   int64 `json:"doubt,omitempty"`
	Differs bool  `json:"differs,omitempty"`
	// CodeLocked: too many wrong codes; only a call back confirms anything.
	CodeLocked  bool `json:"code_locked,omitempty"`
	PatientDied bool `json:"patient_died,omitempty"`
}

func askedView(q journal.Query, c Case) (v RequestView, err error) {
	v = RequestView{Request: true, Sign: c.Sign, Colour: c.Colour, ColourBy: c.ColourBy, SignDue: c.SignDue, StartedAt: c.Started, Slip: c.Slip,
		WantAt: c.WantAt, Needs: c.Needs, Called: c.Called, Merged: c.Merged, Reports: c.Reports, Doubt: c.Doubt, Differs: c.Differs,
		CodeLocked: c.CodeMisses >= mostMisses, PatientDied: c.PatientDied}
	if v.PatientName, v.PatientPhone, err = PatientOf(q, c); err != nil {
		return v, err
	}
	if v.CallSign, err = opened(q, c.CallSign); err != nil {
		return v, err
	}
	if c.Merged != "" {
		into, _, err := Cases.Get(q.Tx, q.Facility, c.Merged)
		if err != nil {
			return v, err
		}
		v.MergedNumber = into.Short()
	}
	return v, v.place(q, c)
}

func (v *RequestView) place(q journal.Query, c Case) error {
	w, err := OpenWhere(q, c)
	if err != nil {
		return err
	}
	v.Where, v.House = w.Text, w.HouseCode
	if w.House != "" {
		h, found, err := registry.Houses.Get(q.Tx, q.Facility, w.House)
		if err != nil {
			return err
		}
		if found {
			v.House = h.Code
		}
	}
	if c.Village == "" && w.Village != "" && v.Where == "" {
		v.Where = w.Village // a village that is not one of ours, as it was told
	}
	home, err := Home(q, c)
	if err == nil && !home.IsZero() {
		v.Home = &home
	}
	return err
}
