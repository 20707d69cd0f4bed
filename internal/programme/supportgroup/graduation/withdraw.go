package graduation

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// tellTask is the kind of the task to tell a mother that her certificate is not valid
// any more.
const tellTask = "certificate_to_tell"

// BrokenEvent is the event of a certificate whose rule does not hold any more. Cause is
// the line, the decision or the event of life by which it broke.
type BrokenEvent struct {
	Certificate ident.ID `json:"certificate"`
	Cause       ident.ID `json:"cause"`
	Task        ident.ID `json:"task,omitempty"`
}

// MendedEvent is the event of one whose rule holds again before its mother was told.
type MendedEvent struct {
	Certificate ident.ID `json:"certificate"`
}

// MovedEvent is the event of a certificate that follows its child to another village.
type MovedEvent struct {
	Certificate ident.ID `json:"certificate"`
	Village     string   `json:"village,omitempty"`
}

// watched is a certificate with what is needed when its rule breaks.
type watched struct {
	Certificate
	owner ident.ID // who would tell the mother
	due   string   // by when, a civil day
	open  bool     // its task is open
}

func watch(q journal.Query, c Certificate) (w watched, err error) {
	w.Certificate = c
	set, _, err := Policy.Get(q)
	if err != nil {
		return w, err
	}
	day, err := today(q)
	if err != nil {
		return w, err
	}
	if on, err := time.Parse(time.DateOnly, day); err == nil {
		w.due = on.AddDate(0, 0, int(set.TellDays)).Format(time.DateOnly)
	}
	if w.owner, err = workforce.OwnerOf(q, c.Village); err != nil || c.Task == "" {
		return w, err
	}
	t, found, err := task.Tasks.Get(q.Tx, q.Facility, c.Task)
	w.open = found && t.State == task.Open
	return w, err
}

// turned are the events by which a certificate follows whether its rule holds. It is the
// mother's turn to hear of it first: the midwife gets a task, and nobody else a word.
func (w watched) turned(holds bool, cause, id ident.ID) []any {
	switch {
	case w.State == Valid && !holds:
		if w.owner == "" {
			return []any{BrokenEvent{Certificate: w.ID, Cause: cause}}
		}
		return []any{BrokenEvent{w.ID, cause, id}, task.Opened{Task: id, Kind: tellTask, Person: w.about(), Village: w.Village, Owner: w.owner, Due: w.due, Cause: w.ID}}
	case w.State == ToTell && holds:
		return append([]any{MendedEvent{w.ID}}, w.closed("not_needed")...)
	}
	return nil
}

// about is whom the task is about: the mother, or the child where she is not known.
func (w watched) about() ident.ID {
	if w.Mother != "" {
		return w.Mother
	}
	return w.Baby
}

// closed ends the task, where it is open.
func (w watched) closed(outcome string) []any {
	if !w.open {
		return nil
	}
	return []any{task.Done{Task: w.Task, Outcome: outcome}}
}

// fedAnew looks at the certificate of a baby of whom something was said.
func fedAnew(q journal.Query, m journal.Meta, e health.FeedingSaid) ([]any, error) {
	if !e.Counts() {
		return nil, nil
	}
	return recheck(q, m, e.Baby, e.Feeding)
}

// bornAnew looks at it when the day of birth turns out to be another.
func bornAnew(q journal.Query, m journal.Meta, e registry.PersonCorrected) ([]any, error) {
	if e.Born == nil {
		return nil, nil
	}
	return recheck(q, m, e.Person, m.ID())
}

// lived lets a certificate follow its child, and looks at it when two records are found
// to be one, or not to be.
func lived(q journal.Query, m journal.Meta, e registry.LifeChanged) ([]any, error) {
	if e.Change.Village == nil && e.Change.State == nil && e.Change.MergedInto == nil && e.About == "" {
		return nil, nil
	}
	return recheck(q, m, e.Person, e.Event)
}

// recheck reads anew whether the rule of a child's certificate holds. Of a child without
// one it asks two questions and is done.
func recheck(q journal.Query, m journal.Meta, baby, cause ident.ID) (out []any, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, baby)
	if err != nil || !found {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	all, err := standing(q, append(records, p.ID))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	r, err := Of(q, p.ID)
	if err != nil {
		return nil, err
	}
	village := p.Village
	if p.State != registry.Active {
		village = "" // the desk keeps it
	}
	for i, c := range all {
		if c.Village != village {
			c.Village = village
			out = append(out, MovedEvent{c.ID, village})
		}
		w, err := watch(q, c)
		if err != nil {
			return nil, err
		}
		out = append(out, w.turned(r.Graduated, cause, ident.Derive(ident.Derive(c.ID, int(m.Seq)), i))...)
	}
	return out, nil
}

// touch changes a certificate by an event.
func touch[E any](of func(E) ident.ID, by func(*Certificate, journal.Meta, E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		c, found, err := Certificates.Get(tx, m.Facility, of(e))
		if err != nil || !found {
			return err
		}
		by(&c, m, e)
		return Certificates.Put(tx, c)
	}
}

func broken(c *Certificate, m journal.Meta, e BrokenEvent) {
	c.State, c.BrokenAt, c.BrokenBy, c.Task = ToTell, m.RecordedAt, e.Cause, e.Task
}

func mended(c *Certificate, _ journal.Meta, _ MendedEvent) {
	c.State, c.BrokenAt, c.BrokenBy, c.Task = Valid, 0, "", ""
}

func moved(c *Certificate, _ journal.Meta, e MovedEvent) { c.Village = e.Village }
