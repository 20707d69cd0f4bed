package registry

import (
	"cmp"
	"slices"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// ListLine is one line of a list: somebody, a household, a house or a pair of
// records. What is not known, or not for the eyes of who asks, is empty.
type ListLine struct {
	Person    ident.ID `json:"person,omitempty"`
	Household ident.ID `json:"household,omitempty"`
	House     ident.ID `json:"house,omitempty"`
	Pair      ident.ID `json:"pair,omitempty"`
	// Name is the person's, or of a house those at the head of its households.
	Name        string   `json:"name"`
	Sex         string   `json:"sex,omitempty"`
	Born        string   `json:"born,omitempty"`
	BornGuessed bool     `json:"born_guessed,omitempty"`
	Due         string   `json:"due,omitempty"`
	MotherName  string   `json:"mother_name,omitempty"`
	Phone       string   `json:"phone,omitempty"`
	Village     string   `json:"village,omitempty"`
	Posyandu    ident.ID `json:"posyandu,omitempty"`
	Group       ident.ID `json:"ten_house_group,omitempty"`
	HouseCode   string   `json:"house_code,omitempty"`
	Address     string   `json:"address,omitempty"`
	Landmark    string   `json:"landmark,omitempty"`
	Hidden      bool     `json:"hidden_address,omitempty"`
	// Decile is 1 to 10, 0 when not known; LetterOn the day of the village's letter.
	Decile     int64  `json:"decile,omitempty"`
	LetterOn   string `json:"poverty_letter_on,omitempty"`
	State      string `json:"state,omitempty"`
	InHospital bool   `json:"in_hospital,omitempty"`
	Quiet      bool   `json:"quiet,omitempty"`
	// Reasons and Other are of a pair: why it is doubted, and its second record.
	Reasons []string  `json:"reasons,omitempty"`
	Other   *ListLine `json:"other,omitempty"`
}

// ListLines shows the lines behind the ids of a list, in their order. Contact says
// whether phones and addresses are told; of a hidden address they never are.
func ListLines(q journal.Query, kind string, ids []ident.ID, contact bool) ([]ListLine, error) {
	show := showPersonLine
	switch sourceOf(kind).table {
	case "household":
		show = showHouseholdLine
	case "house":
		show = showHouseLine
	case "judged_pair":
		show = showPairLine
	}
	lines := make([]ListLine, 0, len(ids))
	for _, id := range ids {
		l, err := show(q, id, contact)
		if err != nil {
			return nil, err
		}
		lines = append(lines, l)
	}
	return lines, nil
}

func showPersonLine(q journal.Query, id ident.ID, contact bool) (ListLine, error) {
	p, d, _, err := Open(q, id)
	if err != nil {
		return ListLine{}, err
	}
	l := ListLine{Person: p.ID, Household: p.Household, Name: d.Name, Sex: p.Sex, Born: p.Born, BornGuessed: p.BornGuessed, Due: p.Due, MotherName: d.MotherName,
		Village: p.Village, Posyandu: p.Posyandu, Group: p.Group, Hidden: p.HiddenAddress, InHospital: p.InHospital, Quiet: p.Quiet}
	if p.State != Active {
		l.State = p.State
	}
	if p.Mother != "" {
		if _, m, _, err := Open(q, p.Mother); err != nil {
			return l, err
		} else if m.Name != "" {
			l.MotherName = m.Name
		}
	}
	house, at, found, err := HouseOf(q, p.Household)
	if err != nil {
		return l, err
	}
	if contact {
		l.Phone = d.Phone
	}
	if !found {
		at = HouseDetail{Street: d.Address}
	}
	l.stands(house, at, contact)
	return l, nil
}

// stands tells where a house is, unless that is hidden or not for who asks.
func (l *ListLine) stands(house House, at HouseDetail, contact bool) {
	l.House = house.ID
	l.Hidden = l.Hidden || house.HiddenAddress
	if contact && !l.Hidden {
		l.HouseCode, l.Address, l.Landmark = house.Code, at.Line(), at.Landmark
	}
}

func showHouseholdLine(q journal.Query, id ident.ID, contact bool) (ListLine, error) {
	h, _, err := Households.Get(q.Tx, q.Facility, id)
	if err != nil {
		return ListLine{}, err
	}
	house, at, _, err := OpenHouse(q, h.House)
	if err != nil {
		return ListLine{}, err
	}
	l := ListLine{Household: h.ID, Village: house.Village, Group: house.Group, Decile: h.Decile, LetterOn: h.PovertyLetterOn}
	return l, l.lived(q, []Household{h}, house, at, contact)
}

func showHouseLine(q journal.Query, id ident.ID, contact bool) (ListLine, error) {
	house, at, _, err := OpenHouse(q, id)
	if err != nil {
		return ListLine{}, err
	}
	homes, err := homesIn(q, id)
	if err != nil {
		return ListLine{}, err
	}
	l := ListLine{Village: house.Village, Group: house.Group}
	return l, l.lived(q, homes, house, at, contact)
}

// lived adds who stands for the households of a house. One of them with a hidden
// address hides the house.
func (l *ListLine) lived(q journal.Query, homes []Household, house House, at HouseDetail, contact bool) error {
	var names []string
	for _, h := range homes {
		people, err := Members(q, h.ID)
		if err != nil {
			return err
		}
		for i, p := range people {
			l.Hidden = l.Hidden || p.HiddenAddress
			if i > 0 {
				continue
			}
			_, d, _, err := Open(q, p.ID)
			if err != nil {
				return err
			}
			names = append(names, d.Name)
			if l.Person == "" {
				l.Person, l.Household = p.ID, h.ID
			}
		}
	}
	l.Name = strings.Join(names, " / ")
	l.stands(house, at, contact)
	return nil
}

func showPairLine(q journal.Query, id ident.ID, contact bool) (ListLine, error) {
	pair, _, err := Pairs.Get(q.Tx, q.Facility, id)
	if err != nil {
		return ListLine{}, err
	}
	l, err := showPersonLine(q, pair.One, contact)
	if err != nil {
		return l, err
	}
	other, err := showPersonLine(q, pair.Other, contact)
	l.Pair, l.Reasons, l.Other = pair.ID, pair.Reasons, &other
	return l, err
}

// Shown are the ids that a line showed, as the access log keeps them.
func (l ListLine) Shown() []string {
	var out []string
	for _, x := range []struct {
		table string
		id    ident.ID
	}{{"person", l.Person}, {"household", l.Household}, {"house", l.House}} {
		if x.id != "" {
			out = append(out, x.table+":"+string(x.id))
		}
	}
	if l.Other != nil {
		out = append(out, l.Other.Shown()...)
	}
	return out
}

// homesIn lists the households of a house, by id. They are sorted here: asked to
// sort, SQLite walks all of the facility by id, 5 ms for each house of 10,000.
func homesIn(q journal.Query, house ident.ID) ([]Household, error) {
	homes, err := Households.Where(q.Tx, "facility_id = $1 AND house = $2 AND state = $3", q.Facility, house, Present)
	slices.SortFunc(homes, func(a, b Household) int { return cmp.Compare(a.ID, b.ID) })
	return homes, err
}

// LivingIn lists who lives in a house, household by household, the head first.
func LivingIn(q journal.Query, house ident.ID) (all []Person, err error) {
	homes, err := homesIn(q, house)
	for _, h := range homes {
		members, bad := Members(q, h.ID)
		if bad != nil {
			return nil, bad
		}
		for _, p := range members {
			if p.State == Active {
				all = append(all, p)
			}
		}
	}
	return all, err
}
