package rounds

import (
	"sambang/internal/calc/antenatal"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Plan says who is to visit whom on which day: verb round.plan. Either a team or one
// worker goes to all of them. Somebody who is planned already is planned anew.
type Plan struct {
	Plans []PlanOne `json:"plans"`
	Team  ident.ID  `json:"team,omitempty"`
	// Worker goes alone: a midwife, a nurse, a cadre.
	Worker ident.ID `json:"worker,omitempty"`
}

// PlanOne is one of the visits; Visit is its new id, On the civil day.
type PlanOne struct {
	Visit  ident.ID `json:"visit"`
	Person ident.ID `json:"person"`
	On     string   `json:"on" max:"10"`
}

// mostPlans is how many visits one command plans: more than a team makes in a week.
const mostPlans = 40

// farthest is how many days ahead a visit may be planned.
const farthest = 92

// Check wants visits with people and days, and one who goes.
func (b Plan) Check() *fault.Error {
	switch {
	case len(b.Plans) == 0:
		return fault.BadField("body.required", "plans")
	case len(b.Plans) > mostPlans:
		return fault.BadField("body.too_many", "plans")
	case b.Team == "" && b.Worker == "":
		return fault.BadField("body.required", "team")
	case b.Team != "" && b.Worker != "":
		return fault.BadField("body.unknown_field", "worker")
	}
	seen := map[ident.ID]bool{}
	for _, p := range b.Plans {
		switch {
		case p.Visit == "" || seen[p.Visit]:
			return fault.BadField("body.required", "plans.visit")
		case p.Person == "" || seen[p.Person]:
			return fault.BadField("body.required", "plans.person")
		case antenatal.Shift(p.On, 0) != p.On || p.On == "":
			return fault.BadField("body.bad_date", "plans.on")
		}
		seen[p.Visit], seen[p.Person] = true, true
	}
	return nil
}

// Unplan takes a visit off the plan: verb round.unplan.
type Unplan struct {
	Visit ident.ID `json:"visit"`
}

// Subject is the visit.
func (b Unplan) Subject() ident.ID { return b.Visit }

// Check wants a visit.
func (b Unplan) Check() *fault.Error {
	if b.Visit == "" {
		return fault.BadField("body.required", "visit")
	}
	return nil
}

// planning is what a plan is decided on: where each person stands, and who is to go.
type planning struct {
	rows  map[ident.ID]Round // by the person that was named
	asked map[ident.ID]string
	taken map[ident.ID]bool // ids of visits that are there
	today string
	crew  []ident.ID
	// wrong is why nobody can go.
	wrong *fault.Error
}

// Audiences are those who serve everybody of the plan.
func (p planning) Audiences() []string {
	keys, village := []string{"f"}, ""
	for _, r := range p.rows {
		if r.Village == "" || village != "" && r.Village != village {
			return keys
		}
		village = r.Village
	}
	if village == "" {
		return keys
	}
	return append(keys, "v:"+village)
}

func (Room) loadPlanning(q journal.Query) (p planning, err error) {
	body := q.Body.(Plan)
	b, err := read(q)
	if err != nil {
		return p, err
	}
	p = planning{rows: map[ident.ID]Round{}, asked: map[ident.ID]string{}, taken: map[ident.ID]bool{}, today: b.today}
	for _, one := range body.Plans {
		if err := p.look(q, b, one); err != nil {
			return p, err
		}
	}
	return p, p.going(q, body)
}

// look reads where one person of a plan stands.
func (p *planning) look(q journal.Query, b book, one PlanOne) error {
	person, found, err := registry.Canonical(q.Tx, q.Facility, one.Person)
	if err != nil {
		return err
	}
	if !found {
		return fault.Absent()
	}
	row, known, err := Rounds.Get(q.Tx, q.Facility, person.ID)
	if err != nil {
		return err
	}
	if !known {
		row = Round{ID: person.ID, State: Off, Village: person.Village}
	}
	h, err := b.history(person, row, known)
	p.rows[one.Person], p.asked[one.Person] = row, b.set.asked(h)
	if err != nil {
		return err
	}
	_, p.taken[one.Visit], err = Visits.Get(q.Tx, q.Facility, one.Visit)
	return err
}

// going reads who is to go.
func (p *planning) going(q journal.Query, body Plan) error {
	if body.Worker != "" {
		w, found, err := workforce.Workers.Get(q.Tx, q.Facility, body.Worker)
		p.crew = []ident.ID{body.Worker}
		if !found || w.State != workforce.Active {
			p.wrong = fault.BadField("round.unknown_worker", "worker")
		}
		return err
	}
	t, found, err := fleet.Teams.Get(q.Tx, q.Facility, body.Team)
	if err != nil {
		return err
	}
	p.crew = t.Members
	if !found || t.State != fleet.On || len(t.Members) == 0 {
		p.wrong = fault.BadField("round.unknown_team", "team")
		return nil
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	for _, one := range body.Plans {
		if one.On < t.From.Day(f.Location()) || one.On > t.To.Day(f.Location()) {
			p.wrong = fault.BadField("round.team_not_on_duty", "plans.on")
		}
	}
	return err
}

// plan decides: everybody or nobody, so that a list that was sent is a list that stands.
func (p planning) plan(s journal.Said[Plan]) journal.Answer {
	if p.wrong != nil {
		return journal.Refuse(p.wrong.Code).On(p.wrong.Field)
	}
	answer := journal.Accept()
	e := PlannedEvent{Team: s.Body.Team, Workers: p.crew, By: s.By.Worker}
	for _, one := range s.Body.Plans {
		r := p.rows[one.Person]
		if no := p.cannot(one, r); no != nil {
			return journal.Refuse(no.Code).On(no.Field)
		}
		if r.Visit != "" {
			answer = answer.With(UnplannedEvent{r.Visit, r.ID, "replanned"})
		}
		e.Plans = append(e.Plans, PlannedVisit{one.Visit, r.ID, one.On, r.Village, r.Group, r.Code})
	}
	return answer.With(e)
}

// cannot says why one visit cannot be planned; nil: it can.
func (p planning) cannot(one PlanOne, r Round) *fault.Error {
	switch {
	case p.taken[one.Visit]:
		return fault.BadField("round.visit_known", "plans.visit")
	case r.State != On:
		return fault.BadField("round.not_in_rounds", "plans.person")
	case r.Paused == Mourning:
		return fault.BadField("round.in_mourning", "plans.person")
	case r.Paused != "":
		return fault.BadField("round.in_hospital", "plans.person")
	case one.On < p.today:
		return fault.BadField("round.day_has_passed", "plans.on")
	case antenatal.Days(p.today, one.On) > farthest:
		return fault.BadField("round.too_far_ahead", "plans.on")
	case one.On < p.asked[one.Person]:
		return fault.BadField("round.asked_too_early", "plans.on")
	}
	return nil
}

// arranged is one visit of the plan.
type arranged struct{ Visit }

// Audiences are those who serve the village, also after the plan has ended.
func (a arranged) Audiences() []string { return seenBy(a.Village, nil) }

func (Room) loadVisit(q journal.Query) (arranged, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return arranged{v}, err
}

func (a arranged) unplan(journal.Said[Unplan]) journal.Answer {
	if a.Outcome != Planned {
		return journal.Refuse("round.not_planned").On("visit")
	}
	return journal.Accept(UnplannedEvent{a.ID, a.Person, "withdrawn"})
}
