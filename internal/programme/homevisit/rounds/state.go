package rounds

import (
	"slices"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// The groups: why somebody is visited without having called.
const (
	// Elder lives alone and is as old as the policy says.
	Elder = "elder"
	// Pregnant expects a birth.
	Pregnant = "pregnant"
	// Postpartum gave birth up to 42 days ago.
	Postpartum = "postpartum"
	// NewbornChild is up to 28 days old.
	NewbornChild = "newborn"
	// Child is older and as small as the policy says.
	Child = "child"
)

// Groups lists them, the most urgent first.
var Groups = []string{NewbornChild, Postpartum, Pregnant, Child, Elder}

// Routine is the code of a visit that only keeps the rhythm.
const Routine = "round"

// The outcomes of a visit.
const (
	Planned = "planned"
	Done    = "done"
	NotHome = "not_home"
	Refused = "refused"
	// Unplanned was taken off the plan before anybody went.
	Unplanned = "unplanned"
)

// The reasons for which nobody is to be sent for now.
const (
	// InHospital: they are not at home.
	InHospital = "hospital"
	// Mourning: somebody of the house has died, and nobody has been there since.
	Mourning = "mourning"
)

// The states of a row.
const (
	On = "on"
	// Off: in no group now; kept because of what was done, or because they will be in
	// one on the day of Turn.
	Off = "off"
)

// Round is the row of one person; ID is the person's. Days are civil days, YYYY-MM-DD.
type Round struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	State    string   `db:"state"`
	Village  string   `db:"village"`
	// Household and House are where they live, to be found by when the house changes.
	Household ident.ID `db:"household"`
	House     ident.ID `db:"house"`
	// Groups are all that they are in, Group the one whose visit is next, Code that visit.
	Groups []string `db:"groups,json"`
	Group  string   `db:"grp"`
	Code   string   `db:"code"`
	// LastOn is the day they were last seen, empty: never. DueOn is from when on the next
	// visit is to be made, Until the last day of its window (empty: it has none), LateFrom
	// the first day on which it is late.
	LastOn   string `db:"last_on"`
	DueOn    string `db:"due_on"`
	Until    string `db:"until_on"`
	LateFrom string `db:"late_from"`
	// Missed are the codes whose window passed without a visit.
	Missed []string `db:"missed,json"`
	// Paused says why nobody is to be sent now, or nothing. AtRisk: the last visit saw a
	// danger sign.
	Paused string `db:"paused"`
	AtRisk bool   `db:"at_risk"`
	// Turn is the day on which time alone changes this row; empty: none.
	Turn string `db:"turn_on"`

	// What follows was done with this very record, not with one it is merged with.
	SinceOn   string           `db:"since_on"` // the day they came into the rounds
	SeenOn    string           `db:"seen_on"`
	Codes     []antenatal.Done `db:"codes,json"`
	BirthOn   string           `db:"birth_on"` // the day she last gave birth
	RefusedOn string           `db:"refused_on"`
	NotHomeOn string           `db:"not_home_on"`
	NotHome   int64            `db:"not_home_count"` // times in a row that nobody was at home
	Outcome   string           `db:"last_outcome"`
	NextOn    string           `db:"next_on"` // the day that a health worker set for the next visit
	Danger    bool             `db:"danger"`

	// Visit is the one that is planned, PlannedOn its day, PlannedFor the workers.
	Visit      ident.ID   `db:"visit"`
	PlannedOn  string     `db:"planned_on"`
	PlannedFor []ident.ID `db:"planned_for,json"`
}

// Audiences shows who is in the rounds to the desk, to their village, and to those who
// are to go there.
func (r Round) Audiences() []string {
	if r.State != On {
		return nil
	}
	return seenBy(r.Village, r.PlannedFor)
}

func seenBy(village string, workers []ident.ID) []string {
	keys := []string{"f"}
	if village != "" {
		keys = append(keys, "v:"+village)
	}
	for _, w := range workers {
		if key := "w:" + string(w); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// Visit is the row of one visit that was planned or told of.
type Visit struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Person   ident.ID `db:"person"`
	Village  string   `db:"village"`
	// Group and Code are what it was planned for, or what was next when it was told of.
	Group string `db:"grp"`
	Code  string `db:"code"`
	// PlannedOn is the civil day it is planned for, empty: nobody planned it. Team, when
	// it was planned for one, and Workers are who is to go.
	PlannedOn string     `db:"planned_on"`
	Team      ident.ID   `db:"team"`
	Workers   []ident.ID `db:"workers,json"`
	PlannedBy ident.ID   `db:"planned_by"`
	Outcome   string     `db:"outcome"`
	// Why is the code of a refusal, of nobody at home, or of the end of a plan.
	Why string `db:"why"`
	// On is the day it was made, By who told of it.
	On string          `db:"on_day"`
	By ident.ID        `db:"by_worker"`
	At instant.Instant `db:"at"`
}

// Audiences shows a visit to the desk, the village and those who are, or were, to go.
// What was taken off the plan has left their phones.
func (v Visit) Audiences() []string {
	if v.Outcome == Unplanned {
		return []string{"f"}
	}
	workers := v.Workers
	if v.By != "" {
		workers = append(workers[:len(workers):len(workers)], v.By)
	}
	return seenBy(v.Village, workers)
}

// The tables of the room.
var (
	Rounds = store.NewTable[Round]("round", store.Derived)
	Visits = store.NewTable[Visit]("round_visit", store.Derived)
)
