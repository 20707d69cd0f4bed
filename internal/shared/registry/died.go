package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"time"
)

// The kinds of task that life leaves.
const (
	// AfterDeath: go to the family, then lift the silence.
	AfterDeath = "after_death"
	// GuardianNeeded: children were left without who decides for them.
	GuardianNeeded = "guardian_needed"
	// AfterMove: see that what was promised here goes on there.
	AfterMove = "after_move"
	// AfterHospital: see how they are at home.
	AfterHospital = "after_hospital"
	// AfterRetraction and AfterUnmerge: what was stopped does not start again by itself.
	AfterRetraction = "after_retraction"
	AfterUnmerge    = "after_unmerge"
	// LetterUnanswered: another health centre did not take what was sent.
	LetterUnanswered = "letter_unanswered"
)

// Die tells of a death: verb registry.died.
type Die struct {
	Person ident.ID `json:"person"`
	On     string   `json:"on" max:"10"`
	Place  string   `json:"place,omitempty" max:"20"`
}

// Subject is who died.
func (b Die) Subject() ident.ID { return b.Person }

// Check wants a person and a day.
func (b Die) Check() *fault.Error {
	switch {
	case b.Person == "":
		return fault.BadField("body.required", "person")
	case !oneOf(b.Place, "", "home", "health_centre", "hospital", "road", "other"):
		return fault.BadField("body.bad_choice", "place")
	}
	return needDay(b.On, "on", true)
}

// die records it. Told twice it happened once: the second report is refused and
// says so. Everything that writes to the dead, for them or about them stops in
// this transaction; the family is left in peace until somebody has been there.
func (l life) die(s journal.Said[Die]) journal.Answer {
	switch {
	case l.State == Dead:
		return journal.Refuse("registry.dead_already").On("person")
	case l.State == Erased:
		return journal.Refuse("registry.person_erased").On("person")
	}
	if no, ok := pastDay(s.Body.On, s.Now.Add(dayAhead).Day(utc()), "on"); !ok {
		return no
	}
	if l.Born != "" && !l.BornGuessed && s.Body.On < l.Born {
		return journal.Refuse("registry.before_birth").On("on")
	}
	died := l.changed(s.NewID(0), Died, s.Body.On, Change{State: ptr(Dead), StateOn: &s.Body.On, Due: ptr(""), InHospital: ptr(false), Alone: ptr(false)})
	died.Place, died.Of = s.Body.Place, l.Mother
	answer := journal.Accept(died).With(l.mourning(l.ID, func(n int) ident.ID { return s.NewID(10 + n) })...)
	kind, about := AfterDeath, l.Person
	for _, c := range l.children {
		if c.minor(s.Body.On) && l.is(c.decides()) {
			kind, about = GuardianNeeded, c
			break
		}
	}
	due := s.Now.Add(2 * 24 * time.Hour).Day(utc())
	return answer.With(l.leave(s.NewID(1), kind, about, due, died.Event))
}

// Comfort ends the silence around a family: verb registry.comfort. Somebody has
// been there; what is written again is for them to judge.
type Comfort struct {
	Person ident.ID `json:"person"`
}

// Subject is one of the family.
func (b Comfort) Subject() ident.ID { return b.Person }

// Check wants a person.
func (b Comfort) Check() *fault.Error {
	if b.Person == "" {
		return fault.BadField("body.required", "person")
	}
	return nil
}

func (l life) comfort(s journal.Said[Comfort]) journal.Answer {
	answer, n := journal.Accept(), 0
	for _, p := range append([]Person{l.Person}, l.household...) {
		if p.Quiet && p.State == Active {
			answer = answer.With(LifeChanged{Event: s.NewID(n), Person: p.ID, What: Comforted, Change: Change{Quiet: ptr(false)}})
			n++
		}
	}
	if n == 0 {
		return journal.Refuse("registry.not_quiet").On("person")
	}
	return answer
}
