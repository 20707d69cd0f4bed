package registry

import (
	"sambang/internal/calc/age"
	"slices"

	"sambang/internal/calc/naming"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Hit is somebody who was found, with what tells them from their namesakes.
type Hit struct {
	// ID is the record that stands for the person; As is the one that was found,
	// when it is merged into ID.
	ID   ident.ID `json:"id"`
	As   ident.ID `json:"as,omitempty"`
	Kind string   `json:"kind"`
	Name string   `json:"name"`
	// Born is YYYY-MM-DD or empty; of a guess only the year means something.
	Born        string `json:"born,omitempty"`
	BornGuessed bool   `json:"born_guessed,omitempty"`
	// AgeMonths is the age in whole months, of the dead at their death; -1: not known.
	AgeMonths   int    `json:"age_months"`
	Sex         string `json:"sex,omitempty"`
	Village     string `json:"village,omitempty"`
	VillageName string `json:"village_name,omitempty"`
	MotherName  string `json:"mother_name,omitempty"`
	HouseCode   string `json:"house_code,omitempty"`
	// PhoneEnd is the last four digits of the first phone.
	PhoneEnd string `json:"phone_end,omitempty"`
	// State is active, dead or moved; StateOn the day of it.
	State   string `json:"state"`
	StateOn string `json:"state_on,omitempty"`
	// Why holds the codes of naming: name, name_close, born, mother, nik, phone, house.
	Why []string `json:"why"`
	// Score is 0 to 1. Of duplicates it is how likely both are one person, and
	// Likely marks from where on that is shown without being asked for; of a search
	// it only orders.
	Score  float64 `json:"score"`
	Likely bool    `json:"likely,omitempty"`
}

// show reads the rows of hits from the query's snapshot and leaves out whom the
// asker may not see.
func show(q journal.Query, hits []naming.Hit, reach Reach, limit int, not []ident.ID) ([]Hit, error) {
	out := []Hit{}
	shown := slices.Clone(not)
	villages := map[string]string{}
	today, err := todayAt(q)
	if err != nil {
		return nil, err
	}
	for _, h := range hits {
		p, found, err := Canonical(q.Tx, q.Facility, h.ID)
		if err != nil {
			return nil, err
		}
		if !found || p.State == Erased || !reach.holds(p) || slices.Contains(shown, p.ID) || slices.Contains(not, h.ID) {
			continue
		}
		hit, ok, err := hitOf(q, p, villages)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		if h.ID != p.ID {
			hit.As = h.ID
		}
		hit.Why, hit.Score = h.Why, h.Score
		hit.AgeMonths = ageMonths(p, today)
		out, shown = append(out, hit), append(shown, p.ID)
		if len(out) == limit {
			break
		}
	}
	return out, nil
}

// hitOf tells what is shown of somebody; false when the details are erased.
func hitOf(q journal.Query, p Person, villages map[string]string) (Hit, bool, error) {
	var d Detail
	if gone, err := q.Open(p.Detail, &d); err != nil || gone {
		return Hit{}, false, err
	}
	h := Hit{ID: p.ID, Kind: p.Kind, Name: d.Name, Born: p.Born, BornGuessed: p.BornGuessed, Sex: p.Sex, Village: p.Village, MotherName: d.MotherName,
		PhoneEnd: lastFour(d.Phone), State: p.State, StateOn: p.StateOn}
	if p.Mother != "" {
		_, m, _, err := Open(q, p.Mother)
		if err != nil {
			return h, false, err
		}
		if m.Name != "" {
			h.MotherName = m.Name
		}
	}
	var err error
	if p.Household != "" && !p.HiddenAddress {
		if h.HouseCode, err = codeOf(q, p.Household); err != nil {
			return h, false, err
		}
	}
	if _, read := villages[p.Village]; !read && p.Village != "" {
		v, _, err := Villages.Get(q.Tx, q.Facility, ident.ID(p.Village))
		if err != nil {
			return h, false, err
		}
		villages[p.Village] = v.Name
	}
	h.VillageName = villages[p.Village]
	return h, true, nil
}

func lastFour(phone string) string {
	if len(phone) < 4 {
		return ""
	}
	return phone[len(phone)-4:]
}

// todayAt is the civil day at the health centre.
func todayAt(q journal.Query) (string, error) {
	f, _, err := Facilities.Get(q.Tx, q.Facility, q.Facility)
	return q.Now.Day(f.Location()), err
}

// ageMonths counts whole months, of a guessed year from its first of July.
func ageMonths(p Person, today string) int {
	if p.State == Dead && p.StateOn != "" {
		today = p.StateOn
	}
	return age.Months(p.Born, today)
}
