// Package task holds work that something left for one named person: to visit a
// family after a death, to find a guardian, to look at two records that may be one.
//
// Table: task (derived).
//
// Rules it keeps:
//   - a task has exactly one owner, from its first moment to its end; handing it on
//     names the next one;
//   - it is about a person and is closed by a person, with an outcome; no clock,
//     merge or restart closes it;
//   - its note is free text and lies sealed.
package task

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a task.
const (
	Open   = "open"
	Closed = "closed"
)

// Task is the row of one.
type Task struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Kind names what is to be done: catalogue key task.<kind>.
	Kind string `db:"kind"`
	// Person is who it is about.
	Person  ident.ID `db:"person"`
	Village string   `db:"village"`
	// Owner is the worker who has it.
	Owner    ident.ID        `db:"owner"`
	State    string          `db:"state"`
	OpenedAt instant.Instant `db:"opened_at"`
	// Due is the civil day it should be done by.
	Due      string          `db:"due"`
	ClosedAt instant.Instant `db:"closed_at"`
	ClosedBy string          `db:"closed_by"`
	// Outcome is done, not_needed or elsewhere.
	Outcome string      `db:"outcome"`
	Note    journal.Ref `db:"note,json"`
	// Cause is what it came from: a life event, a letter, a pair.
	Cause ident.ID `db:"cause"`
}

// Audiences are the desk and whose it is.
func (t Task) Audiences() []string {
	if t.Owner == "" || t.State == Closed {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(t.Owner)}
}

// Tasks is the table.
var Tasks = store.NewTable[Task]("task", store.Derived)

// Opened is the event of a new task.
type Opened struct {
	Task    ident.ID `json:"task"`
	Kind    string   `json:"kind"`
	Person  ident.ID `json:"person"`
	Village string   `json:"village,omitempty"`
	Owner   ident.ID `json:"owner"`
	Due     string   `json:"due,omitempty"`
	Cause   ident.ID `json:"cause,omitempty"`
}

// Handed is the event of a task's next owner.
type Handed struct {
	Task  ident.ID `json:"task"`
	Owner ident.ID `json:"owner"`
}

// Done is the event of its end.
type Done struct {
	Task    ident.ID    `json:"task"`
	Outcome string      `json:"outcome"`
	Note    journal.Ref `json:"note,omitzero"`
}

// Room is the room of tasks. Name and Worker ask rooms it does not know; the
// wiring gives them.
type Room struct {
	// Person gives the name of somebody of the registry.
	Person func(q journal.Query, person ident.ID) (string, error)
	// Worker reports whether somebody works here and is not suspended.
	Worker func(q journal.Query, worker ident.ID) (bool, error)
}

// Verbs lists what can be done with one.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("task.close", 1, r.load, held.close, access.Update("task")),
		journal.Request("task.hand", 1, r.loadHanding, held.hand, access.Update("task")),
	}
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("task.opened/1", func(tx *store.Tx, m journal.Meta, e Opened) error {
			return Tasks.Put(tx, Task{Facility: m.Facility, ID: e.Task, Kind: e.Kind, Person: e.Person, Village: e.Village, Owner: e.Owner,
				State: Open, OpenedAt: m.RecordedAt, Due: e.Due, Cause: e.Cause})
		}),
		journal.On("task.handed/1", func(tx *store.Tx, m journal.Meta, e Handed) error {
			return change(tx, m, e.Task, func(t *Task) { t.Owner = e.Owner })
		}),
		journal.On("task.done/1", func(tx *store.Tx, m journal.Meta, e Done) error {
			return change(tx, m, e.Task, func(t *Task) {
				t.State, t.Outcome, t.Note, t.ClosedAt, t.ClosedBy = Closed, e.Outcome, e.Note, m.RecordedAt, m.Actor
			})
		}),
	}
}

func change(tx *store.Tx, m journal.Meta, id ident.ID, to func(*Task)) error {
	t, found, err := Tasks.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	to(&t)
	return Tasks.Put(tx, t)
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Tasks.Definition()} }

// Follows lists nothing.
func (Room) Follows() []journal.Follow { return nil }

// View is a task as its owner and the desk see it.
type View struct {
	ID         ident.ID        `json:"id"`
	Kind       string          `json:"kind"`
	Person     ident.ID        `json:"person"`
	PersonName string          `json:"person_name"`
	Village    string          `json:"village"`
	Owner      ident.ID        `json:"owner"`
	OwnerName  string          `json:"owner_name"`
	State      string          `json:"state"`
	OpenedAt   instant.Instant `json:"opened_at"`
	Due        string          `json:"due,omitempty"`
	ClosedAt   instant.Instant `json:"closed_at,omitzero"`
	Outcome    string          `json:"outcome,omitempty"`
	Note       string          `json:"note,omitempty"`
}

// note is the sealed text of what was found and done.
type note struct {
	Text string `json:"text"`
}

// Shows gives the views of the synced table.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"task": func(q journal.Query, id ident.ID) (any, bool, error) {
		t, found, err := Tasks.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v := View{ID: t.ID, Kind: t.Kind, Person: t.Person, Village: t.Village, Owner: t.Owner, State: t.State, OpenedAt: t.OpenedAt, Due: t.Due, ClosedAt: t.ClosedAt, Outcome: t.Outcome}
		if v.PersonName, err = r.Person(q, t.Person); err != nil {
			return nil, false, err
		}
		if v.OwnerName, err = r.Person(q, t.Owner); err != nil {
			return nil, false, err
		}
		if !t.Note.IsZero() {
			var n note
			if _, err = q.Open(t.Note, &n); err != nil {
				return nil, false, err
			}
			v.Note = n.Text
		}
		return v, true, nil
	}}
}

// OpenOf lists the open tasks about somebody, the oldest first.
func OpenOf(q journal.Query, person ident.ID) ([]Task, error) {
	return Tasks.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = $3 ORDER BY opened_at, id", q.Facility, person, Open)
}

// Close says that it is done: verb task.close.
type Close struct {
	Task    ident.ID `json:"task"`
	Outcome string   `json:"outcome"`
	Note    string   `json:"note,omitempty" max:"500"`
}

// Subject is the task.
func (b Close) Subject() ident.ID { return b.Task }

// Check wants a task and one of the outcomes.
func (b Close) Check() *fault.Error {
	if b.Task == "" {
		return fault.BadField("body.required", "task")
	}
	if !slices.Contains([]string{"done", "not_needed", "elsewhere"}, b.Outcome) {
		return fault.BadField("body.bad_choice", "outcome")
	}
	return nil
}

// Hand gives it to somebody else: verb task.hand.
type Hand struct {
	Task  ident.ID `json:"task"`
	Owner ident.ID `json:"owner"`
}

// Subject is the task.
func (b Hand) Subject() ident.ID { return b.Task }

// Check wants a task and who is to have it.
func (b Hand) Check() *fault.Error {
	if b.Task == "" {
		return fault.BadField("body.required", "task")
	}
	if b.Owner == "" {
		return fault.BadField("body.required", "owner")
	}
	return nil
}

// held is a task with whether its next owner works here.
type held struct {
	Task
	works bool
}

func (Room) load(q journal.Query) (held, error) {
	t, found, err := Tasks.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return held{Task: t}, err
}

func (r Room) loadHanding(q journal.Query) (held, error) {
	h, err := r.load(q)
	if err != nil {
		return h, err
	}
	h.works, err = r.Worker(q, q.Body.(Hand).Owner)
	return h, err
}

func (h held) close(s journal.Said[Close]) journal.Answer {
	if h.State == Closed {
		return journal.Refuse("task.closed_already")
	}
	e := Done{Task: h.ID, Outcome: s.Body.Outcome}
	if s.Body.Note != "" {
		e.Note = s.Seal("task_note", h.ID, 1, note{s.Body.Note})
	}
	return journal.Accept(e)
}

func (h held) hand(s journal.Said[Hand]) journal.Answer {
	switch {
	case h.State == Closed:
		return journal.Refuse("task.closed_already")
	case !h.works:
		return journal.Refuse("task.nobody_here").On("owner")
	}
	return journal.Accept(Handed{h.ID, s.Body.Owner})
}
