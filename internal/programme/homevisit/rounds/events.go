package rounds

import (
	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Reckoned is the event of where some people stand in the rounds: all of one command in
// one event, for a sheet of residents has hundreds.
type Reckoned struct {
	Rounds []Reckoning `json:"rounds"`
}

// Reckoning is where one person stands; the fields are those of Round.
type Reckoning struct {
	Person    ident.ID `json:"person"`
	State     string   `json:"state"`
	Village   string   `json:"village,omitempty"`
	Household ident.ID `json:"household,omitempty"`
	House     ident.ID `json:"house,omitempty"`
	Groups    []string `json:"groups"`
	Group     string   `json:"group,omitempty"`
	Code      string   `json:"code,omitempty"`
	LastOn    string   `json:"last_on,omitempty"`
	DueOn     string   `json:"due_on,omitempty"`
	Until     string   `json:"until_on,omitempty"`
	LateFrom  string   `json:"late_from,omitempty"`
	Missed    []string `json:"missed,omitempty"`
	Paused    string   `json:"paused,omitempty"`
	AtRisk    bool     `json:"at_risk,omitempty"`
	Turn      string   `json:"turn_on,omitempty"`
	// Since is the day this record came into the rounds, Birth the day she gave birth, when
	// that is what happened: both of this very record.
	Since string `json:"since_on,omitempty"`
	Birth string `json:"birth_on,omitempty"`
	// Known is what was seen of somebody before they came into the rounds.
	Known *SeenEvent `json:"known,omitempty"`
}

// PlannedEvent is the event of visits that somebody is to make.
type PlannedEvent struct {
	Plans   []PlannedVisit `json:"plans"`
	Team    ident.ID       `json:"team,omitempty"`
	Workers []ident.ID     `json:"workers"`
	By      ident.ID       `json:"by,omitempty"`
}

// PlannedVisit is one of them; On is the civil day.
type PlannedVisit struct {
	Visit   ident.ID `json:"visit"`
	Person  ident.ID `json:"person"`
	On      string   `json:"on"`
	Village string   `json:"village,omitempty"`
	Group   string   `json:"group,omitempty"`
	Code    string   `json:"code,omitempty"`
}

// UnplannedEvent is the event of a visit that nobody is to make any more. Why is withdrawn,
// replanned, seen, ended, moved, hospital or mourning.
type UnplannedEvent struct {
	Visit  ident.ID `json:"visit"`
	Person ident.ID `json:"person"`
	Why    string   `json:"why"`
}

// VisitedEvent is the event of a report of a visit. Void: it changes nothing, because
// another report already said more.
type VisitedEvent struct {
	Visit   ident.ID `json:"visit"`
	Person  ident.ID `json:"person"`
	Village string   `json:"village,omitempty"`
	Group   string   `json:"group,omitempty"`
	Code    string   `json:"code,omitempty"`
	Outcome string   `json:"outcome"`
	Why     string   `json:"why,omitempty"`
	On      string   `json:"on"`
	By      ident.ID `json:"by,omitempty"`
	Void    bool     `json:"void,omitempty"`
}

// SeenEvent is the event of somebody having been seen, by their visit records: LastOn is
// the day of the latest, Codes the visits of pregnancy, birth and newborn that they hold.
// Visit, when it is not empty, is the planned visit at which it was.
type SeenEvent struct {
	Person ident.ID         `json:"person"`
	LastOn string           `json:"last_on"`
	Codes  []antenatal.Done `json:"codes,omitempty"`
	NextOn string           `json:"next_on,omitempty"`
	Danger bool             `json:"danger,omitempty"`
	Visit  ident.ID         `json:"visit,omitempty"`
	On     string           `json:"on"`
	By     ident.ID         `json:"by,omitempty"`
}

// WokeEvent is the event of a day on which time alone changes rows: the machine turns
// them, so many at a time. Part counts from 1.
type WokeEvent struct {
	Day  string `json:"day"`
	Part int64  `json:"part"`
}

func applyReckoned(tx *store.Tx, m journal.Meta, e Reckoned) error {
	for _, n := range e.Rounds {
		r, _, err := Rounds.Get(tx, m.Facility, n.Person)
		if err != nil {
			return err
		}
		r.Facility, r.ID = m.Facility, n.Person
		r.reckoned(n)
		if err := Rounds.Put(tx, r); err != nil {
			return err
		}
	}
	return nil
}

// reckoned takes over where somebody stands.
func (r *Round) reckoned(n Reckoning) {
	r.State, r.Village, r.Household, r.House, r.Groups, r.Group, r.Code = n.State, n.Village, n.Household, n.House, n.Groups, n.Group, n.Code
	r.LastOn, r.DueOn, r.Until, r.LateFrom, r.Missed, r.Paused, r.AtRisk, r.Turn = n.LastOn, n.DueOn, n.Until, n.LateFrom, n.Missed, n.Paused, n.AtRisk, n.Turn
	if n.Since != "" {
		r.SinceOn = n.Since
	}
	if n.Birth != "" {
		r.BirthOn = n.Birth
	}
	if n.Known != nil {
		r.recorded(*n.Known)
	}
}

func applyPlanned(tx *store.Tx, m journal.Meta, e PlannedEvent) error {
	for _, p := range e.Plans {
		v := Visit{Facility: m.Facility, ID: p.Visit, Person: p.Person, Village: p.Village, Group: p.Group, Code: p.Code, PlannedOn: p.On,
			Team: e.Team, Workers: e.Workers, PlannedBy: e.By, Outcome: Planned, At: m.RecordedAt}
		if err := Visits.Put(tx, v); err != nil {
			return err
		}
		if err := change(tx, m, p.Person, func(r *Round) { r.Visit, r.PlannedOn, r.PlannedFor = p.Visit, p.On, e.Workers }); err != nil {
			return err
		}
	}
	return nil
}

func applyUnplanned(tx *store.Tx, m journal.Meta, e UnplannedEvent) error {
	v, found, err := Visits.Get(tx, m.Facility, e.Visit)
	if err != nil || !found || v.Outcome != Planned {
		return err
	}
	v.Outcome, v.Why, v.At = Unplanned, e.Why, m.RecordedAt
	if err := Visits.Put(tx, v); err != nil {
		return err
	}
	return change(tx, m, e.Person, func(r *Round) { r.free(e.Visit) })
}

func applyVisited(tx *store.Tx, m journal.Meta, e VisitedEvent) error {
	if e.Void {
		return nil
	}
	v, _, err := Visits.Get(tx, m.Facility, e.Visit)
	if err != nil {
		return err
	}
	v.Facility, v.ID, v.Person, v.Village, v.Group, v.Code = m.Facility, e.Visit, e.Person, e.Village, e.Group, e.Code
	v.Outcome, v.Why, v.On, v.By, v.At = e.Outcome, e.Why, e.On, e.By, m.RecordedAt
	if err := Visits.Put(tx, v); err != nil {
		return err
	}
	return change(tx, m, e.Person, func(r *Round) { r.visited(e) })
}

func applySeen(tx *store.Tx, m journal.Meta, e SeenEvent) error {
	if e.Visit != "" {
		v, found, err := Visits.Get(tx, m.Facility, e.Visit)
		if err != nil {
			return err
		}
		if found && v.Outcome != Done {
			v.Outcome, v.Why, v.On, v.By, v.At = Done, "", e.On, e.By, m.RecordedAt
			if err := Visits.Put(tx, v); err != nil {
				return err
			}
		}
	}
	return change(tx, m, e.Person, func(r *Round) { r.recorded(e) })
}

// visited takes over what a report says. A later one decides; that somebody was seen on a
// day outlives that nobody was at home on it.
func (r *Round) visited(e VisitedEvent) {
	switch e.Outcome {
	case Done:
		r.met(e.On)
	case NotHome:
		if e.On > r.SeenOn {
			r.NotHomeOn, r.NotHome = max(r.NotHomeOn, e.On), r.NotHome+1
		}
	case Refused:
		r.RefusedOn = max(r.RefusedOn, e.On)
	}
	r.Outcome = e.Outcome
	r.free(e.Visit)
}

// recorded takes over what the visit records of somebody say, all of them together.
func (r *Round) recorded(e SeenEvent) {
	r.met(e.LastOn)
	r.SeenOn, r.Codes, r.NextOn, r.Danger, r.Outcome = e.LastOn, e.Codes, e.NextOn, e.Danger, Done
	if e.Visit != "" {
		r.free(e.Visit)
	}
}

// met notes that somebody was seen on a day, which ends what stood against asking them.
func (r *Round) met(on string) {
	r.SeenOn = max(r.SeenOn, on)
	if r.NotHomeOn <= on {
		r.NotHomeOn, r.NotHome = "", 0
	}
	if r.RefusedOn <= on {
		r.RefusedOn = ""
	}
	if r.NextOn <= on {
		r.NextOn = ""
	}
}

// free ends the plan for a visit.
func (r *Round) free(visit ident.ID) {
	if r.Visit == visit {
		r.Visit, r.PlannedOn, r.PlannedFor = "", "", nil
	}
}

// change changes the row of somebody; who has none is not in the rounds.
func change(tx *store.Tx, m journal.Meta, person ident.ID, do func(*Round)) error {
	r, found, err := Rounds.Get(tx, m.Facility, person)
	if err != nil || !found {
		return err
	}
	do(&r)
	return Rounds.Put(tx, r)
}
