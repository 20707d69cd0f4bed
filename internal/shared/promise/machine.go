package promise

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Warn is the machine's command at the time to warn. Percent names the level; zero
// is the one warning of a promise made without a rule.
type Warn struct {
	Promise ident.ID `json:"promise"`
	Percent int64    `json:"percent,omitempty"`
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

// level is the warning of so many percent; false: the promise has none.
func (p Promise) level(percent int64) (Level, bool) {
	if percent == 0 && len(p.Levels) == 0 && !p.WarnAt.IsZero() {
		return Level{At: p.WarnAt}, true
	}
	i := slices.IndexFunc(p.Levels, func(l Level) bool { return l.Percent == percent })
	if i < 0 {
		return Level{}, false
	}
	return p.Levels[i], true
}

// reached is the highest of these warnings whose time has come, as its place among
// them; -1: none has.
func reached(levels []Level, now instant.Instant) int {
	last := -1
	for i, l := range levels {
		if !now.Before(l.At) {
			last = i
		}
	}
	return last
}

// warn decides once for each level, while the promise runs and the level's time has
// come. Whoever wakes up late is told of the highest level reached, not of each in
// turn; and after the deadline it is the end that tells, not a warning.
func (p Promise) warn(s journal.Said[Warn]) journal.Answer {
	l, known := p.level(s.Body.Percent)
	given := p.Warned && s.Body.Percent <= p.WarnedPercent
	switch {
	case p.State != Running || given || s.Now.After(p.Due):
		return journal.Refuse("promise.settled")
	case !known || s.Now.Before(l.At):
		return journal.Refuse("promise.not_due")
	}
	if i := reached(p.Levels, s.Now); i >= 0 && p.Levels[i].Percent > s.Body.Percent {
		return journal.Refuse("promise.settled")
	}
	return journal.Accept(Warned{p.ID, p.Subject, p.Kind, l.Percent, l.Who})
}

// lapse decides once, while the promise runs and its deadline is over. The machine
// asks just after the deadline: whatever was recorded at the deadline itself is in
// time.
func (p Promise) lapse(s journal.Said[Lapse]) journal.Answer {
	switch {
	case p.State != Running:
		return journal.Refuse("promise.settled")
	case !s.Now.After(p.Due):
		return journal.Refuse("promise.not_due")
	}
	return journal.Accept(Lapsed{p.ID, p.Subject, p.Kind, p.Due, p.Consequence})
}

// alarms are the commands that a promise sets for the machine. Of the warnings whose
// time has come when the promise is recorded only the highest is given.
func alarms(m journal.Meta, e Started) []journal.Then {
	out := []journal.Then{{Due: e.Due.Add(justAfter), Verb: "promise.lapse", Body: Lapse{e.ID}}}
	if len(e.Levels) == 0 && !e.WarnAt.IsZero() && e.WarnAt.Before(e.Due) {
		return append(out, journal.Then{Due: e.WarnAt, Verb: "promise.warn", Body: Warn{Promise: e.ID}})
	}
	past := reached(e.Levels, m.RecordedAt)
	for _, l := range e.Levels[max(past, 0):] {
		out = append(out, journal.Then{Due: l.At, Verb: "promise.warn", Body: Warn{e.ID, l.Percent}})
	}
	return out
}
