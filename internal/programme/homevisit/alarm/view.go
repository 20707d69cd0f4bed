package alarm

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/registry"
)

// ResponderView is a responder as their post shows them.
type ResponderView struct {
	ID    ident.ID `json:"id"`
	Name  string   `json:"name"`
	Phone string   `json:"phone"`
	Order int64    `json:"order"`
	// Consent is how they agreed; empty: not yet.
	Consent   string `json:"consent"`
	ConsentOn string `json:"consent_on,omitempty"`
}

// PostView is a kenthongan as its readers see it.
type PostView struct {
	ID          ident.ID            `json:"id"`
	House       ident.ID            `json:"house"`
	HouseCode   string              `json:"house_code"`
	Elder       ident.ID            `json:"elder"`
	ElderName   string              `json:"elder_name"`
	Village     string              `json:"village"`
	Home        *homevisit.HomeView `json:"home,omitempty"`
	InstalledOn string              `json:"installed_on"`
	State       string              `json:"state"`
	CanStrike   bool                `json:"can_strike"`
	TestedOn    string              `json:"tested_on"`
	// HeardBy are responders' ids.
	HeardBy    []ident.ID      `json:"heard_by"`
	TestDue    string          `json:"test_due"`
	ElderGone  string          `json:"elder_gone"`
	Consenting int64           `json:"consenting"`
	Responders []ResponderView `json:"responders"`
	// Wants are what it lacks whatever the day is: whoever reads compares test_due.
	Wants []string `json:"wants"`
}

// View is an alarm as its readers see it.
type View struct {
	ID        ident.ID        `json:"id"`
	Post      ident.ID        `json:"post"`
	HouseCode string          `json:"house_code"`
	ElderName string          `json:"elder_name"`
	Village   string          `json:"village"`
	Root      ident.ID        `json:"root"`
	State     string          `json:"state"`
	At        instant.Instant `json:"at"`
	Round     int64           `json:"round"`
	Calls     int64           `json:"calls"`
	Going     ident.ID        `json:"going,omitempty"`
	GoingName string          `json:"going_name,omitempty"`
	GoingAt   instant.Instant `json:"going_at,omitzero"`
	Heard     int64           `json:"heard"`
	OverAt    instant.Instant `json:"over_at,omitzero"`
	OverWhy   string          `json:"over_why,omitempty"`
}

// CallView is a call as its readers see it.
type CallView struct {
	ID            ident.ID        `json:"id"`
	Case          ident.ID        `json:"case"`
	Post          ident.ID        `json:"post"`
	Responder     ident.ID        `json:"responder"`
	ResponderName string          `json:"responder_name"`
	Phone         string          `json:"phone"`
	N             int64           `json:"n"`
	Round         int64           `json:"round"`
	Order         int64           `json:"order"`
	State         string          `json:"state"`
	At            instant.Instant `json:"at"`
	AnswerBy      instant.Instant `json:"answer_by"`
	AnsweredAt    instant.Instant `json:"answered_at,omitzero"`
	How           string          `json:"how,omitempty"`
}

// CodeView is a pattern as its village knows it.
type CodeView struct {
	ID      ident.ID `json:"id"`
	Village string   `json:"village"`
	Pattern string   `json:"pattern"`
	Meaning string   `json:"meaning"`
	Words   string   `json:"words,omitempty"`
}

func showPost(q journal.Query, id ident.ID) (any, bool, error) {
	p, found, err := Posts.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := PostView{ID: p.ID, House: p.ID, Elder: p.Elder, Village: p.Village, InstalledOn: p.InstalledOn, State: p.State, CanStrike: p.CanStrike,
		TestedOn: p.TestedOn, HeardBy: p.HeardBy, TestDue: p.TestDue, ElderGone: p.ElderGone, Consenting: p.Consenting, Responders: []ResponderView{}, Wants: p.Wants()}
	h, at, _, err := registry.OpenHouse(q, p.ID)
	if err != nil {
		return nil, false, err
	}
	v.HouseCode = h.Code
	if !at.Home.IsZero() && !h.HiddenAddress {
		v.Home = &homevisit.HomeView{Lat: at.Home.Lat, Lon: at.Home.Lon}
	}
	if v.ElderName, _, err = named(q, p.Elder); err != nil {
		return nil, false, err
	}
	all, err := RespondersOf(q, p.ID)
	if err != nil {
		return nil, false, err
	}
	for _, r := range all {
		if r.State != Standing {
			continue
		}
		one := ResponderView{ID: r.ID, Order: r.Order, Consent: r.Consent, ConsentOn: r.ConsentOn}
		if one.Name, one.Phone, err = named(q, r.Person); err != nil {
			return nil, false, err
		}
		v.Responders = append(v.Responders, one)
	}
	return v, true, nil
}

// named gives the name and number of somebody of the register.
func named(q journal.Query, person ident.ID) (name, phone string, err error) {
	if person == "" {
		return "", "", nil
	}
	_, d, _, err := registry.OpenCanonical(q, person)
	return d.Name, d.Phone, err
}

func showAlarm(q journal.Query, id ident.ID) (any, bool, error) {
	a, found, err := Alarms.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := View{ID: a.ID, Post: a.Post, Village: a.Village, Root: a.Root, State: a.State, At: a.At, Round: a.Round, Calls: a.Calls,
		Going: a.Going, GoingAt: a.GoingAt, Heard: a.Heard, OverAt: a.OverAt, OverWhy: a.OverWhy}
	p, _, err := Posts.Get(q.Tx, q.Facility, a.Post)
	if err != nil {
		return nil, false, err
	}
	if v.ElderName, _, err = named(q, p.Elder); err != nil {
		return nil, false, err
	}
	h, _, err := registry.Houses.Get(q.Tx, q.Facility, a.Post)
	if err != nil {
		return nil, false, err
	}
	v.HouseCode = h.Code
	if a.Going == "" {
		return v, true, nil
	}
	c, _, err := Calls.Get(q.Tx, q.Facility, a.Going)
	if err == nil {
		v.GoingName, _, err = named(q, c.Person)
	}
	return v, err == nil, err
}

func showCall(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Calls.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := CallView{ID: c.ID, Case: c.Case, Post: c.Post, Responder: c.Responder, N: c.N, Round: c.Round, Order: c.Order, State: c.State,
		At: c.At, AnswerBy: c.AnswerBy, AnsweredAt: c.AnsweredAt, How: c.How}
	v.ResponderName, v.Phone, err = named(q, c.Person)
	return v, err == nil, err
}

func showCode(q journal.Query, id ident.ID) (any, bool, error) {
	c, found, err := Codes.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := CodeView{ID: c.ID, Village: c.Village, Pattern: c.Pattern, Meaning: c.Meaning}
	if !c.Words.IsZero() {
		var said words
		_, err = q.Open(c.Words, &said)
		v.Words = said.Text
	}
	return v, err == nil, err
}
