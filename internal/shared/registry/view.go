package registry

import (
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// PersonView is a resident as those who serve the village hold them, also without
// signal. Of a hidden address only the desk is told where it is.
type PersonView struct {
	ID          ident.ID  `json:"id"`
	Name        string    `json:"name"`
	Sex         string    `json:"sex,omitempty"`
	Born        string    `json:"born,omitempty"`
	BornGuessed bool      `json:"born_guessed,omitempty"`
	Village     string    `json:"village"`
	Household   ident.ID  `json:"household,omitempty"`
	Relation    string    `json:"relation,omitempty"`
	Mother      ident.ID  `json:"mother,omitempty"`
	MotherName  string    `json:"mother_name,omitempty"`
	Guardian    ident.ID  `json:"guardian,omitempty"`
	Posyandu    ident.ID  `json:"posyandu,omitempty"`
	Group       ident.ID  `json:"ten_house_group,omitempty"`
	Due         string    `json:"due,omitempty"`
	Alone       bool      `json:"lives_alone,omitempty"`
	Disabled    bool      `json:"disabled,omitempty"`
	InHospital  bool      `json:"in_hospital,omitempty"`
	Quiet       bool      `json:"quiet,omitempty"`
	Languages   string    `json:"languages,omitempty"`
	Phones      []string  `json:"phones,omitempty"`
	HouseCode   string    `json:"house_code,omitempty"`
	Address     string    `json:"address,omitempty"`
	Landmark    string    `json:"landmark,omitempty"`
	Directions  string    `json:"directions,omitempty"`
	Home        geo.Point `json:"home,omitzero"`
	Hidden      bool      `json:"hidden_address,omitempty"`
}

// ShowPerson makes the view of a resident; found is false of who is none.
func ShowPerson(q journal.Query, id ident.ID) (v PersonView, found bool, err error) {
	p, d, found, err := Open(q, id)
	if err != nil || !found || !Lives(p.Kind) {
		return v, false, err
	}
	v = PersonView{ID: p.ID, Name: d.Name, Sex: p.Sex, Born: p.Born, BornGuessed: p.BornGuessed, Village: p.Village, Household: p.Household, Relation: p.Relation,
		Mother: p.Mother, MotherName: d.MotherName, Guardian: p.Guardian, Posyandu: p.Posyandu, Group: p.Group, Due: p.Due, Alone: p.Alone, Disabled: p.Disabled,
		InHospital: p.InHospital, Quiet: p.Quiet, Languages: p.Languages, Hidden: p.HiddenAddress}
	if d.Phone != "" {
		v.Phones = append([]string{d.Phone}, d.More...)
	}
	if p.Mother != "" {
		if _, m, _, err := Open(q, p.Mother); err != nil {
			return v, false, err
		} else if m.Name != "" {
			v.MotherName = m.Name
		}
	}
	house, at, found, err := HouseOf(q, p.Household)
	if err != nil {
		return v, false, err
	}
	if found { // what a programme was told of where she is met is that programme's
		v.HouseCode, v.Hidden = house.Code, v.Hidden || house.HiddenAddress
		v.Address, v.Landmark, v.Directions, v.Home = at.Line(), at.Landmark, at.Directions, at.Home
	}
	if v.Hidden {
		v.Address, v.Landmark, v.Directions, v.Home, v.HouseCode = "", "", "", geo.Point{}, ""
	}
	return v, true, nil
}

// GroupView is a group of ten houses with its name.
type GroupView struct {
	TenHouseGroup
	Name string `json:"name"`
}

// Line is the address in one line, as letters are addressed: street, hamlet, RT/RW.
func (d HouseDetail) Line() string {
	line := ""
	add := func(s string) {
		if s != "" && line != "" {
			line += ", "
		}
		line += s
	}
	add(d.Street)
	add(d.Hamlet)
	switch {
	case d.RT != "" && d.RW != "":
		add("RT " + d.RT + " / RW " + d.RW)
	case d.RT != "":
		add("RT " + d.RT)
	case d.RW != "":
		add("RW " + d.RW)
	}
	return line
}

// HouseOf gives the house of a household with where it stands.
func HouseOf(q journal.Query, household ident.ID) (House, HouseDetail, bool, error) {
	if household == "" {
		return House{}, HouseDetail{}, false, nil
	}
	h, found, err := Households.Get(q.Tx, q.Facility, household)
	if err != nil || !found {
		return House{}, HouseDetail{}, false, err
	}
	return OpenHouse(q, h.House)
}

// OpenHouse gives a house with where it stands.
func OpenHouse(q journal.Query, id ident.ID) (House, HouseDetail, bool, error) {
	house, found, err := Houses.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return house, HouseDetail{}, found, err
	}
	var at HouseDetail
	if !house.Detail.IsZero() {
		_, err = q.Open(house.Detail, &at)
	}
	return house, at, true, err
}

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{
		"village": func(q journal.Query, id ident.ID) (any, bool, error) {
			v, found, err := Villages.Get(q.Tx, q.Facility, id)
			return v, found, err
		},
		"person": func(q journal.Query, id ident.ID) (any, bool, error) {
			v, found, err := ShowPerson(q, id)
			return v, found, err
		},
		"posyandu": func(q journal.Query, id ident.ID) (any, bool, error) {
			v, found, err := Posyandus.Get(q.Tx, q.Facility, id)
			return v, found, err
		},
		"ten_house_group": func(q journal.Query, id ident.ID) (any, bool, error) {
			g, found, err := Groups.Get(q.Tx, q.Facility, id)
			if err != nil || !found {
				return nil, false, err
			}
			name, err := GroupName(q, g)
			return GroupView{g, name}, true, err
		},
	}
}
