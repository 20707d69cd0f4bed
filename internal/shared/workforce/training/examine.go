package training

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// Examine tells how somebody answered aloud, the assessor ticking: verb training.examine.
type Examine struct {
	Attempt ident.ID `json:"attempt"`
	Worker  ident.ID `json:"worker"`
	Course  string   `json:"course" max:"40"`
	Pack    int64    `json:"pack"`
	// Language is the one that was spoken: id, en, jv, osi or su.
	Language string `json:"language" max:"3"`
	// On is the civil day of it; empty: when it was told.
	On      string   `json:"on,omitempty" max:"10"`
	Session ident.ID `json:"session,omitempty"`
	Ticks   []Ticked `json:"ticks"`
}

// Assess tells what an assessor saw somebody do: verb training.assess.
type Assess struct {
	Attempt ident.ID `json:"attempt"`
	Worker  ident.ID `json:"worker"`
	Course  string   `json:"course" max:"40"`
	Pack    int64    `json:"pack"`
	On      string   `json:"on,omitempty" max:"10"`
	Session ident.ID `json:"session,omitempty"`
	Ticks   []Ticked `json:"ticks"`
}

// Subject is the worker.
func (b Examine) Subject() ident.ID { return b.Worker }

// Subject is the worker.
func (b Assess) Subject() ident.ID { return b.Worker }

// Check wants a worker, a course and a language.
func (b Examine) Check() *fault.Error {
	if !slices.Contains(Languages, b.Language) {
		return fault.BadField("training.bad_language", "language")
	}
	return Assess{b.Attempt, b.Worker, b.Course, b.Pack, b.On, b.Session, b.Ticks}.Check()
}

// Check wants a worker and a course.
func (b Assess) Check() *fault.Error {
	switch {
	case b.Worker == "":
		return fault.BadField("body.required", "worker")
	case b.On != "" && !isDay(b.On):
		return fault.BadField("body.bad_date", "on")
	}
	return wantAttempt(b.Attempt, b.Course, b.Pack)
}

// grades is what only an assessment needs: the next number of the register.
type grades struct {
	register workforce.Register
	// session is the one that was named; no id: none is.
	session Session
	strange bool // one was named that is not there, or of another course
}

func readGrades(q journal.Query) (g grades, err error) {
	g.register, err = workforce.ReadRegister(q)
	return g, err
}

func loadAssessing(q journal.Query) (c checking, err error) {
	var b Assess
	switch said := q.Body.(type) {
	case Assess:
		b = said
	case Examine:
		b = Assess{said.Attempt, said.Worker, said.Course, said.Pack, said.On, said.Session, said.Ticks}
	}
	if c, err = loadChecking(q, b.Worker, b.Attempt, b.Course, b.Pack); err != nil {
		return c, err
	}
	if !c.here {
		return c, fault.Absent()
	}
	if b.Session == "" {
		return c, nil
	}
	found := false
	c.session, found, err = Sessions.Get(q.Tx, q.Facility, b.Session)
	c.strange = !found || c.session.Course != b.Course
	return c, err
}

// dated is when a check was; false: it cannot have been then. Of what is told of an earlier
// day it is that day's beginning, so that nothing of before a withdrawal counts after it.
func dated[B any](c checking, s journal.Said[B], on string) (day string, at instant.Instant, ok bool) {
	told := s.At.Day(c.zone)
	if on == "" || on == told {
		return told, s.At, true
	}
	start, err := time.ParseInLocation(time.DateOnly, on, c.zone)
	return on, instant.Of(start), err == nil && on < told && on >= later(c.today, -reach)
}

func (c checking) examine(s journal.Said[Examine]) journal.Answer {
	b := s.Body
	score, wrong, ok := scoreOral(c.taught, b.Attempt, b.Ticks)
	switch {
	case !c.taught.Oral && c.taught.Code != "":
		return journal.Refuse("training.not_oral").On("course")
	case !ok:
		return journal.Refuse("training.other_questions").On("ticks")
	}
	return assessed(c, s, b.On, AttemptedEvent{Attempt: b.Attempt, Worker: c.worker, Course: b.Course, Kind: Oral, Score: score, Passed: score >= c.taught.PassMark,
		Session: b.Session, Pack: b.Pack, Language: b.Language, Wrong: wrong})
}

func (c checking) assess(s journal.Said[Assess]) journal.Answer {
	b := s.Body
	score, wrong, must, ok := scorePractical(c.taught, b.Ticks)
	switch {
	case len(c.taught.Practical) == 0 && c.taught.Code != "":
		return journal.Refuse("training.no_practical").On("course")
	case !ok:
		return journal.Refuse("training.other_items").On("ticks")
	}
	return assessed(c, s, b.On, AttemptedEvent{Attempt: b.Attempt, Worker: c.worker, Course: b.Course, Kind: Practical, Score: score,
		Passed: must && score >= c.taught.PracticalMark, Session: b.Session, Pack: b.Pack, Wrong: wrong})
}

// assessed keeps what an assessor told of somebody else.
func assessed[B any](c checking, s journal.Said[B], on string, a AttemptedEvent) journal.Answer {
	day, at, sound := dated(c, s, on)
	refused := c.unsound()
	switch {
	case refused != "":
		return journal.Refuse(refused)
	case s.By.Worker == c.worker:
		return journal.Refuse("training.own_assessment").On("worker")
	case c.strange:
		return journal.Refuse("training.unknown_session").On("session")
	case !sound:
		return journal.Refuse("training.bad_day").On("on")
	}
	a.On, a.At, a.By = day, at, s.By.Worker
	events, out := c.keep(a, s.NewID(0))
	return journal.Accept(events...).Giving(out)
}
