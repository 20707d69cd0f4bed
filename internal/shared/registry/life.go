package registry

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// What life does to people, in the words of LifeChanged.What.
const (
	Expecting       = "expecting"
	NotExpecting    = "not_expecting"
	GaveBirth       = "gave_birth"
	WasBorn         = "born"
	Died            = "died"
	Bereaved        = "bereaved"
	Comforted       = "comforted"
	MovedOut        = "moved_out"
	MovedIn         = "moved_in"
	MovedWithin     = "moved_within"
	GuardianChanged = "guardian_changed"
	InHospital      = "in_hospital"
	HomeAgain       = "home_again"
	WasMerged       = "merged"
	Unmerged        = "unmerged"
	Retracted       = "retracted"
)

// LifeState is the part of a person's row that life changes.
type LifeState struct {
	State      string   `json:"state,omitempty"`
	StateOn    string   `json:"state_on,omitempty"`
	Village    string   `json:"village,omitempty"`
	Household  ident.ID `json:"household,omitempty"`
	Relation   string   `json:"relation,omitempty"`
	Guardian   ident.ID `json:"guardian,omitempty"`
	Posyandu   ident.ID `json:"posyandu,omitempty"`
	Group      ident.ID `json:"ten_house_group,omitempty"`
	Due        string   `json:"due,omitempty"`
	Alone      bool     `json:"lives_alone,omitempty"`
	InHospital bool     `json:"in_hospital,omitempty"`
	Quiet      bool     `json:"quiet,omitempty"`
	MergedInto ident.ID `json:"merged_into,omitempty"`
}

// Life gives the part of the row that life changes.
func (p Person) Life() LifeState {
	return LifeState{p.State, p.StateOn, p.Village, p.Household, p.Relation, p.Guardian, p.Posyandu, p.Group, p.Due, p.Alone, p.InHospital, p.Quiet, p.MergedInto}
}

// live puts a state into the row.
func (p *Person) live(l LifeState) {
	p.State, p.StateOn, p.Village, p.Household, p.Relation = l.State, l.StateOn, l.Village, l.Household, l.Relation
	p.Guardian, p.Posyandu, p.Group, p.Due = l.Guardian, l.Posyandu, l.Group, l.Due
	p.Alone, p.InHospital, p.Quiet, p.MergedInto = l.Alone, l.InHospital, l.Quiet, l.MergedInto
}

// Change is what an event does to a LifeState: what is nil stays. It is a
// difference, not a whole, so that undoing a merge can give each record what
// was said of it.
type Change struct {
	State      *string   `json:"state,omitempty"`
	StateOn    *string   `json:"state_on,omitempty"`
	Village    *string   `json:"village,omitempty"`
	Household  *ident.ID `json:"household,omitempty"`
	Relation   *string   `json:"relation,omitempty"`
	Guardian   *ident.ID `json:"guardian,omitempty"`
	Posyandu   *ident.ID `json:"posyandu,omitempty"`
	Group      *ident.ID `json:"ten_house_group,omitempty"`
	Due        *string   `json:"due,omitempty"`
	Alone      *bool     `json:"lives_alone,omitempty"`
	InHospital *bool     `json:"in_hospital,omitempty"`
	Quiet      *bool     `json:"quiet,omitempty"`
	MergedInto *ident.ID `json:"merged_into,omitempty"`
}

// On gives the state after the change.
func (c Change) On(l LifeState) LifeState {
	set(&l.State, c.State)
	set(&l.StateOn, c.StateOn)
	set(&l.Village, c.Village)
	set(&l.Household, c.Household)
	set(&l.Relation, c.Relation)
	set(&l.Guardian, c.Guardian)
	set(&l.Posyandu, c.Posyandu)
	set(&l.Group, c.Group)
	set(&l.Due, c.Due)
	set(&l.Alone, c.Alone)
	set(&l.InHospital, c.InHospital)
	set(&l.Quiet, c.Quiet)
	set(&l.MergedInto, c.MergedInto)
	return l
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// LifeChanged is the event of something that life did to somebody. Every
// programme hears of it: see Programme.
type LifeChanged struct {
	// Event is the id of its line in the table of life events.
	Event  ident.ID `json:"event"`
	Person ident.ID `json:"person"`
	What   string   `json:"what"`
	// On is the civil day it happened.
	On     string `json:"on,omitempty"`
	Change Change `json:"change"`
	// About is the record that was named, when it is merged into Person.
	About ident.ID `json:"about,omitempty"`
	// Also are the records merged into Person: they are the same human.
	Also []ident.ID `json:"also,omitempty"`
	// Of is the other person of it: the mother of who was born, the one who died
	// of who is bereaved, the former guardian.
	Of ident.ID `json:"of,omitempty"`
	// Retracts is the line that is taken back by this one.
	Retracts ident.ID `json:"retracts,omitempty"`
	// Place is home, health_centre, hospital, road or other, where a birth or a death is told.
	Place string `json:"place,omitempty"`
}

// Concerns reports whether it is about the human behind a record.
func (e LifeChanged) Concerns(person ident.ID) bool {
	return person != "" && (e.Person == person || slices.Contains(e.Also, person))
}

// Ends reports whether nothing may be done for the person at this health centre
// any more: dead, moved away, or merged into another record that goes on.
func (e LifeChanged) Ends() bool { return e.What == Died || e.What == MovedOut }

// Programme is a room that does things for people. The wiring takes only rooms
// that answer to what life does to them, so that none can forget it: in the same
// transaction it says what stops (messages, schedules, links, promises) and what
// must be looked at. It never deletes a debt, a record or an open review.
type Programme interface {
	journal.Room
	// LifeChanged gives the events of the room's own that follow, as a journal.Follow does.
	LifeChanged(q journal.Query, m journal.Meta, e LifeChanged) ([]any, error)
}

// Heard is the follow by which a programme hears of life.
func Heard(p Programme) journal.Follow { return journal.When(p.LifeChanged) }

func applyLifeChanged(tx *store.Tx, m journal.Meta, e LifeChanged) error {
	p, found, err := People.Get(tx, m.Facility, e.Person)
	if err != nil || !found {
		return err
	}
	line := LifeEvent{Facility: m.Facility, ID: e.Event, Person: e.Person, What: e.What, On: e.On, RecordedAt: m.RecordedAt,
		Actor: m.Actor, Approver: m.Approver, Before: p.Life(), About: e.About, Seq: m.Seq}
	if err := LifeEvents.Put(tx, line); err != nil {
		return err
	}
	if e.Retracts != "" {
		if err := retire(tx, m.Facility, e.Retracts); err != nil {
			return err
		}
	}
	p.live(e.Change.On(p.Life()))
	p.Seq = m.Seq
	return People.Put(tx, p)
}

func retire(tx *store.Tx, facility, line ident.ID) error {
	old, found, err := LifeEvents.Get(tx, facility, line)
	if err != nil || !found {
		return err
	}
	old.Retracted = true
	return LifeEvents.Put(tx, old)
}

// Reachable reports whether the machine may write to somebody, or about them: not
// to the dead, nor to their family until somebody has been there, nor to who has
// moved away or whose details were erased. A merged record is who it is merged into.
func Reachable(q journal.Query, person ident.ID) (bool, error) {
	p, found, err := Canonical(q.Tx, q.Facility, person)
	if err != nil || !found {
		return !found, err // not in the register: nothing speaks against it
	}
	return p.State == Active && !p.Quiet, nil
}

// Canonical gives the record that stands for a person: itself, or the one it is
// merged into.
func Canonical(tx *store.Tx, facility, id ident.ID) (Person, bool, error) {
	for range 8 { // merging never makes a ring; a few steps are plenty
		p, found, err := People.Get(tx, facility, id)
		if err != nil || !found || p.MergedInto == "" {
			return p, found, err
		}
		id = p.MergedInto
	}
	return Person{}, false, nil
}

// byID sorts by id what a query must not: asked for the order of ids, SQLite
// reads all people in that order instead of the few by their own index.
func byID(people []Person) {
	slices.SortFunc(people, func(a, b Person) int { return cmp.Compare(a.ID, b.ID) })
}

// MergedWith lists the records merged into one, also through others.
func MergedWith(tx *store.Tx, facility, id ident.ID) ([]ident.ID, error) {
	var all []ident.ID
	for next := []ident.ID{id}; len(next) > 0 && len(all) < 50; {
		rows, err := People.Where(tx, "facility_id = $1 AND merged_into = $2 AND merged_into <> ''", facility, next[0])
		if err != nil {
			return nil, err
		}
		next = next[1:]
		byID(rows)
		for _, r := range rows {
			all, next = append(all, r.ID), append(next, r.ID)
		}
	}
	return all, nil
}
