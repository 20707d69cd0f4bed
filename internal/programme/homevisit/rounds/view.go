package rounds

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Home is where somebody is visited.
type Home struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// View is where somebody stands in the rounds, as the faces know it. Days are civil days;
// whoever reads it counts how long ago they were.
type View struct {
	ID      ident.ID `json:"id"`
	Person  ident.ID `json:"person"`
	Name    string   `json:"name"`
	Born    string   `json:"born,omitempty"`
	Village string   `json:"village"`
	// Hamlet and HouseCode say which house; a hidden address has neither, nor a home.
	Hamlet    string   `json:"hamlet,omitempty"`
	HouseCode string   `json:"house_code,omitempty"`
	Home      *Home    `json:"home,omitempty"`
	Group     string   `json:"group"`
	Groups    []string `json:"groups"`
	Code      string   `json:"code"`
	LastOn    string   `json:"last_on,omitempty"`
	DueOn     string   `json:"due_on"`
	Until     string   `json:"until_on,omitempty"`
	LateFrom  string   `json:"late_from"`
	Missed    []string `json:"missed"`
	// Expected is the day of the birth that she expects.
	Expected     string     `json:"expected,omitempty"`
	Paused       string     `json:"paused,omitempty"`
	AtRisk       bool       `json:"at_risk,omitempty"`
	Visit        ident.ID   `json:"visit,omitempty"`
	PlannedOn    string     `json:"planned_on,omitempty"`
	PlannedFor   []ident.ID `json:"planned_for"`
	PlannedNames []string   `json:"planned_names"`
	LastOutcome  string     `json:"last_outcome,omitempty"`
	NotHomeCount int64      `json:"not_home_count,omitempty"`
	RefusedOn    string     `json:"refused_on,omitempty"`
}

// VisitView is one visit of the rounds.
type VisitView struct {
	ID         ident.ID        `json:"id"`
	Person     ident.ID        `json:"person"`
	PersonName string          `json:"person_name"`
	Village    string          `json:"village"`
	Group      string          `json:"group,omitempty"`
	Code       string          `json:"code,omitempty"`
	PlannedOn  string          `json:"planned_on,omitempty"`
	Team       ident.ID        `json:"team,omitempty"`
	Workers    []ident.ID      `json:"workers"`
	Outcome    string          `json:"outcome"`
	Why        string          `json:"why,omitempty"`
	On         string          `json:"on,omitempty"`
	ByName     string          `json:"by_name,omitempty"`
	At         instant.Instant `json:"at"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"round": show, "round_visit": showVisit}
}

func show(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Rounds.Get(q.Tx, q.Facility, id)
	if err != nil || !found || r.State != On {
		return nil, false, err
	}
	v, err := ViewOf(q, r)
	return v, err == nil, err
}

// ViewOf makes the view of a row.
func ViewOf(q journal.Query, r Round) (View, error) {
	v := View{ID: r.ID, Person: r.ID, Village: r.Village, Group: r.Group, Groups: r.Groups, Code: r.Code, LastOn: r.LastOn, DueOn: r.DueOn, Until: r.Until,
		LateFrom: r.LateFrom, Missed: r.Missed, Paused: r.Paused, AtRisk: r.AtRisk, Visit: r.Visit, PlannedOn: r.PlannedOn, PlannedFor: r.PlannedFor,
		PlannedNames: []string{}, LastOutcome: r.Outcome, NotHomeCount: r.NotHome, RefusedOn: r.RefusedOn}
	if v.Missed == nil {
		v.Missed = []string{}
	}
	if v.PlannedFor == nil {
		v.PlannedFor = []ident.ID{}
	}
	p, d, _, err := registry.Open(q, r.ID)
	if err != nil {
		return v, err
	}
	v.Name, v.Born, v.Expected = d.Name, p.Born, p.Due
	for _, w := range r.PlannedFor {
		name, err := workforce.Name(q, w)
		if err != nil {
			return v, err
		}
		v.PlannedNames = append(v.PlannedNames, name)
	}
	return v, v.live(q, p, d)
}

// live fills where somebody lives, unless nobody may know.
func (v *View) live(q journal.Query, p registry.Person, d registry.Detail) error {
	house, at, found, err := registry.HouseOf(q, p.Household)
	if err != nil || p.HiddenAddress || house.HiddenAddress {
		return err
	}
	home := d.Home
	if found {
		v.Hamlet, v.HouseCode = at.Hamlet, house.Code
		if !at.Home.IsZero() {
			home = at.Home
		}
	}
	if !home.IsZero() {
		v.Home = &Home{home.Lat, home.Lon}
	}
	return nil
}

func showVisit(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Visits.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := VisitView{ID: r.ID, Person: r.Person, Village: r.Village, Group: r.Group, Code: r.Code, PlannedOn: r.PlannedOn, Team: r.Team, Workers: r.Workers,
		Outcome: r.Outcome, Why: r.Why, On: r.On, At: r.At}
	if v.Workers == nil {
		v.Workers = []ident.ID{}
	}
	_, d, _, err := registry.Open(q, r.Person)
	if err != nil {
		return nil, false, err
	}
	v.PersonName = d.Name
	if r.By != "" {
		v.ByName, err = workforce.Name(q, r.By)
	}
	return v, err == nil, err
}
