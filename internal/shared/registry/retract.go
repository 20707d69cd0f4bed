package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
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

// mistake is a line in the life it was written into.
type mistake struct {
	life
	line  lineOf
	lines []lineOf // of the person's whole life
	// hushed are the family who were made quiet by it.
	hushed []hushed
}

// hushed is somebody who became quiet by a death; still: another death wants it so.
type hushed struct {
	line  LifeEvent
	still bool
}

func (r Room) loadMistake(q journal.Query) (m mistake, err error) {
	var found bool
	if m.line.LifeEvent, found, err = LifeEvents.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return m, err
	}
	if !found {
		return m, fault.Absent()
	}
	if m.line.event, err = eventOf(q, m.line.LifeEvent); err != nil {
		return m, err
	}
	if m.life, err = r.lifeOf(q, m.line.Person); err != nil {
		return m, err
	}
	if m.lines, err = linesOf(q, m.line.Person); err != nil || m.line.What != Died {
		return m, err
	}
	return m, m.readHushed(q)
}

// readHushed finds whom the same command made quiet, and for whom another death
// since their last comfort wants the same.
func (m *mistake) readHushed(q journal.Query) error {
	lines, err := linesOfCommand(q, m.line.LifeEvent)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.What != Bereaved || l.Retracted || !m.line.isOf(l.event) {
			continue
		}
		p, _, err := People.Get(q.Tx, q.Facility, l.Person)
		if err != nil {
			return err
		}
		others, err := LifeEvents.Where(q.Tx, "facility_id = $1 AND person = $2 AND what IN ($3, $4) AND retracted = FALSE AND id <> $5 ORDER BY seq", q.Facility, l.Person, Bereaved, Comforted, l.ID)
		if err != nil {
			return err
		}
		// Merged since: whoever stands for them is quiet by that, and stays so.
		still := p.MergedInto != "" || len(others) > 0 && others[len(others)-1].What == Bereaved || !p.Quiet
		m.hushed = append(m.hushed, hushed{l.LifeEvent, still})
	}
	return nil
}

// isOf reports whether a bereavement is by the death of this line.
func (l lineOf) isOf(b LifeChanged) bool { return b.Of == l.Person }

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
	e := m.changed(s.NewID(0), Retracted, "", without(m.Life(), m.lines, func(l lineOf) bool { return l.ID == m.line.ID }))
	e.Retracts, e.About = m.line.ID, m.line.About
	answer := journal.Accept(e)
	for i, h := range m.hushed {
		back := LifeChanged{Event: s.NewID(10 + i), Person: h.line.Person, What: Retracted, Retracts: h.line.ID, About: h.line.About}
		if !h.still {
			back.Change.Quiet = ptr(false)
		}
		answer = answer.With(back)
	}
	return answer.With(m.leave(s.NewID(1), AfterRetraction, m.Person, "", e.Event))
}
