package promise

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Warn is the machine's command at the time to warn.
type Warn struct {
	Promise ident.ID `json:"promise"`
}

// Lapse is the machine's command at the deadline.
type Lapse struct {
	Promise ident.ID `json:"promise"`
}

// Subject is the promise.
func (w Warn) Subject() ident.ID { return w.Promise }

// Subject is the promise.
func (l Lapse) Subject() ident.ID { return l.Promise }

func load(q journal.Query) (Promise, error) {
	p, found, err := Promises.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return p, err
}

// warn decides once, while the promise runs and its time to warn has come.
func (p Promise) warn(s journal.Said[Warn]) journal.Answer {
	switch {
	case p.State != Running || p.Warned:
		return journal.Refuse("promise.settled")
	case p.WarnAt.IsZero() || s.Now.Before(p.WarnAt):
		return journal.Refuse("promise.not_due")
	}
	return journal.Accept(Warned{p.ID, p.Subject, p.Kind})
}

// lapse decides once, while the promise runs and its deadline has come. The
// machine asks just after the deadline: whatever was recorded at the deadline
// itself is decided before it.
func (p Promise) lapse(s journal.Said[Lapse]) journal.Answer {
	switch {
	case p.State != Running:
		return journal.Refuse("promise.settled")
	case s.Now.Before(p.Due):
		return journal.Refuse("promise.not_due")
	}
	return journal.Accept(Lapsed{p.ID, p.Subject, p.Kind, p.Due})
}

// alarms are the commands that a promise sets for the machine.
func alarms(_ journal.Meta, e Started) []journal.Then {
	lapse := journal.Then{Due: e.Due.Add(justAfter), Verb: "promise.lapse", Body: Lapse{e.ID}}
	if e.WarnAt.IsZero() || !e.WarnAt.Before(e.Due) {
		return []journal.Then{lapse}
	}
	return []journal.Then{lapse, {Due: e.WarnAt, Verb: "promise.warn", Body: Warn{e.ID}}}
}
