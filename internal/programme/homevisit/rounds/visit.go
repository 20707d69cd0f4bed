package rounds

import (
	"slices"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Tell tells what came of a visit: verb round.visit. Visit is the planned one, or a new id
// where nobody had planned it.
type Tell struct {
	Visit  ident.ID `json:"visit"`
	Person ident.ID `json:"person"`
	// Outcome is done, not_home or refused; Why a code of Reasons, or nothing.
	Outcome string `json:"outcome" max:"20"`
	Why     string `json:"why,omitempty" max:"20"`
	// On is the civil day of the visit.
	On string `json:"on" max:"10"`
}

// Reasons are why nobody was met, or why they refused.
var Reasons = map[string][]string{
	NotHome: {"nobody_there", "in_the_fields", "travelling", "moved_away", "place_not_found"},
	Refused: {"feels_well", "not_now", "family_says_no", "goes_elsewhere", "does_not_want"},
	Done:    {},
}

// Subject is the person.
func (b Tell) Subject() ident.ID { return b.Person }

// Check wants a visit, a person, an outcome with a reason of its own, and a day.
func (b Tell) Check() *fault.Error {
	reasons, known := Reasons[b.Outcome]
	switch {
	case b.Visit == "":
		return fault.BadField("body.required", "visit")
	case b.Person == "":
		return fault.BadField("body.required", "person")
	case !known:
		return fault.BadField("body.bad_choice", "outcome")
	case b.Why != "" && !slices.Contains(reasons, b.Why):
		return fault.BadField("body.bad_choice", "why")
	case b.On == "" || antenatal.Shift(b.On, 0) != b.On:
		return fault.BadField("body.bad_date", "on")
	}
	return nil
}

// told is what a report of a visit is decided on.
type told struct {
	row     Round
	visit   Visit
	visited bool // the visit is there
	book    book
	facts   facts
	others  history // of the records merged into this one
}

// Audiences are those who serve the village and those who were to go.
func (t told) Audiences() []string {
	workers := slices.Clone(t.row.PlannedFor)
	if t.visit.Outcome != Unplanned {
		workers = append(workers, t.visit.Workers...)
	}
	return seenBy(t.facts.village, workers)
}

// FormerAudiences are those whose plan was changed while they had no signal.
func (t told) FormerAudiences() []string { return seenBy(t.visit.Village, t.visit.Workers) }

func (Room) loadTold(q journal.Query) (t told, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return t, err
	}
	if t.book, err = read(q); err != nil {
		return t, err
	}
	if t.facts, err = t.book.facts(p); err != nil {
		return t, err
	}
	known := false
	if t.row, known, err = Rounds.Get(q.Tx, q.Facility, p.ID); err != nil {
		return t, err
	}
	t.row.ID, t.facts.house = p.ID, t.row.House
	if t.others, err = t.book.history(p, Round{}, known); err != nil {
		return t, err
	}
	t.visit, t.visited, err = Visits.Get(q.Tx, q.Facility, q.Body.(Tell).Visit)
	return t, err
}

// tell keeps what happened, also when the plan was another or has ended.
func (t told) tell(s journal.Said[Tell]) journal.Answer {
	b := s.Body
	switch {
	case b.On > antenatal.Shift(t.book.today, 1):
		return journal.Refuse("round.day_lies_ahead").On("on")
	case t.visited && t.visit.Person != t.row.ID && t.visit.Person != b.Person:
		return journal.Refuse("round.visit_known").On("visit")
	}
	e := VisitedEvent{Visit: b.Visit, Person: t.row.ID, Village: t.facts.village, Group: t.row.Group, Code: t.row.Code, Outcome: b.Outcome, Why: b.Why, On: b.On, By: s.By.Worker}
	if t.visited {
		e.Group, e.Code = t.visit.Group, t.visit.Code
	}
	if t.visit.Outcome == Done && (b.Outcome != Done || b.On <= t.visit.On) {
		e.Void = true
		return journal.Accept(e)
	}
	answer := journal.Accept(e)
	if t.row.State == "" {
		return answer // never in the rounds: it is kept as a visit, and changes no list
	}
	row := t.row
	if b.Outcome == Done && row.Visit != "" && row.Visit != b.Visit && row.PlannedOn <= b.On {
		answer = answer.With(UnplannedEvent{row.Visit, row.ID, "seen"})
	}
	row.visited(e)
	return answer.With(Reckoned{[]Reckoning{t.book.reckon(t.facts, row.past().with(t.others), row)}})
}
