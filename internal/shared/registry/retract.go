package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Retract takes back something that was recorded by mistake ("she is not dead,
// it was her neighbour"): verb registry.retract, with two persons. The line stays
// and is marked; the record stands as before it. What was stopped because of it
// does not start again by itself: a task says so.
type Retract struct {
	Line ident.ID `json:"line"`
	// Reason is wrong_person, wrong_report or typing_mistake.
	Reason string `json:"reason" max:"20"`
}

// Subject is the line.
func (b Retract) Subject() ident.ID { return b.Line }

// Check wants a line and a reason.
func (b Retract) Check() *fault.Error {
	if b.Line == "" {
		return fault.BadField("body.required", "line")
	}
	if !oneOf(b.Reason, "wrong_person", "wrong_report", "typing_mistake") {
		return fault.BadField("body.bad_choice", "reason")
	}
	return nil
}

// mistake is a line with what has happened since.
type mistake struct {
	life
	line  lineOf
	since []lineOf
	// hushed are the family who were made quiet by it.
	hushed []Person
}

func (r Room) loadMistake(q journal.Query) (m mistake, err error) {
	var found bool
	if m.line.LifeEvent, found, err = LifeEvents.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return m, err
	}
	if !found {
		return m, fault.Absent()
	}
	if m.line.change, err = changeOf(q, m.line.LifeEvent); err != nil {
		return m, err
	}
	if m.life, err = r.lifeOf(q, m.line.Person); err != nil {
		return m, err
	}
	if m.since, err = linesSince(q, m.line.LifeEvent); err != nil || m.line.What != Died {
		return m, err
	}
	hushed, err := LifeEvents.Where(q.Tx, "facility_id = $1 AND what = $2 AND seq >= $3 AND seq <= $4 AND actor = $5 AND retracted = FALSE ORDER BY id",
		q.Facility, Bereaved, m.line.Seq, m.line.Seq+60, m.line.Actor)
	for _, h := range hushed {
		if h.RecordedAt != m.line.RecordedAt {
			continue
		}
		p, _, err := People.Get(q.Tx, q.Facility, h.Person)
		if err != nil {
			return m, err
		}
		if p.Quiet {
			m.hushed = append(m.hushed, p)
		}
	}
	return m, err
}

// takeBack gives the state as it would be without the line: a move or a
// correction recorded since stands.
func (m mistake) takeBack(s journal.Said[Retract]) journal.Answer {
	switch {
	case m.line.Retracted:
		return journal.Refuse("registry.retracted_already")
	case oneOf(m.line.What, WasMerged, Unmerged, Retracted, Bereaved, Comforted, WasBorn, GaveBirth):
		return journal.Refuse("registry.not_to_retract")
	case m.Person.ID != m.line.Person:
		return journal.Refuse("registry.person_merged")
	}
	all, kept := m.line.change.On(m.line.Before), m.line.Before
	for _, l := range m.since {
		all, kept = l.change.On(all), l.change.On(kept)
	}
	e := m.changed(s.NewID(0), Retracted, "", without(m.Life(), all, kept))
	e.Retracts = m.line.ID
	answer := journal.Accept(e)
	for i, p := range m.hushed {
		answer = answer.With(LifeChanged{Event: s.NewID(10 + i), Person: p.ID, What: Comforted, Change: Change{Quiet: ptr(false)}})
	}
	return answer.With(m.leave(s.NewID(1), AfterRetraction, m.Person, "", e.Event))
}

// lineOf is a line with the change it made.
type lineOf struct {
	LifeEvent
	change Change
}

// linesSince reads what happened to a person after a line, oldest first, without
// what was taken back. The changes stand in the log: the table keeps what was before.
func linesSince(q journal.Query, line LifeEvent) ([]lineOf, error) {
	rows, err := LifeEvents.Where(q.Tx, "facility_id = $1 AND person = $2 AND seq >= $3 AND id <> $4 AND retracted = FALSE ORDER BY seq, id",
		q.Facility, line.Person, line.Seq, line.ID)
	if err != nil {
		return nil, err
	}
	var out []lineOf
	for _, r := range rows {
		c, err := changeOf(q, r)
		if err != nil {
			return nil, err
		}
		out = append(out, lineOf{r, c})
	}
	return out, nil
}

// changeOf reads the change of a line from its event.
func changeOf(q journal.Query, line LifeEvent) (Change, error) {
	var body string
	found, err := q.One("SELECT body FROM event WHERE facility_id = $1 AND seq = $2", store.Args(q.Facility, line.Seq), &body)
	if err != nil || !found {
		return Change{}, err
	}
	return changeIn(body)
}
