package training

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Read tells that somebody has read a module of a course: verb training.read, their own.
type Read struct {
	Course string `json:"course" max:"40"`
	Module string `json:"module" max:"40"`
}

// Answer tells how somebody answered the questions of a course, alone: verb training.answer.
type Answer struct {
	Attempt ident.ID `json:"attempt"`
	Course  string   `json:"course" max:"40"`
	// Pack is the version of the courses that the phone had.
	Pack    int64   `json:"pack"`
	Answers []Given `json:"answers"`
}

// Check wants a course and a module.
func (b Read) Check() *fault.Error {
	switch {
	case !codeForm.MatchString(b.Course):
		return fault.BadField("workforce.bad_course", "course")
	case !codeForm.MatchString(b.Module):
		return fault.BadField("training.unknown_module", "module")
	}
	return nil
}

// Check wants an attempt of a course.
func (b Answer) Check() *fault.Error {
	return wantAttempt(b.Attempt, b.Course, b.Pack)
}

func wantAttempt(attempt ident.ID, course string, pack int64) *fault.Error {
	switch {
	case attempt == "":
		return fault.BadField("body.required", "attempt")
	case !codeForm.MatchString(course):
		return fault.BadField("workforce.bad_course", "course")
	case pack < 0:
		return fault.BadField("body.required", "pack")
	}
	return nil
}

// learning is who reads, with whether there is such a module.
type learning struct {
	worker ident.ID
	module bool
}

// Audiences are the worker alone.
func (l learning) Audiences() []string { return []string{"w:" + string(l.worker)} }

func loadLearning(q journal.Query) (l learning, err error) {
	b := q.Body.(Read)
	l.worker = q.By.Worker
	set, _, err := Policy.Get(q)
	pack, _ := set.Courses.Find(b.Course)
	l.module = pack.HasModule(b.Module)
	return l, err
}

func (l learning) read(s journal.Said[Read]) journal.Answer {
	switch {
	case l.worker == "":
		return journal.Refuse("training.no_worker")
	case !l.module:
		return journal.Refuse("training.unknown_module").On("module")
	}
	return journal.Accept(ReadEvent{l.worker, s.Body.Course, s.Body.Module, s.At})
}

// checking is a worker before a check of theirs is kept.
type checking struct {
	record
	grades
	zone *time.Location
	// taught is the course as the phone had it; no code: there was none.
	taught Pack
	known  bool     // a check of this id is there
	tried  []string // the civil days of the latest own checks, a day as often as there were
	most   int64
}

// Audiences are the worker, and the desk.
func (c checking) Audiences() []string { return []string{"f", "w:" + string(c.worker)} }

// loadChecking reads the record of a worker in a course, and the course of a version.
func loadChecking(q journal.Query, worker, attempt ident.ID, course string, version int64) (c checking, err error) {
	b, err := read(q)
	if err != nil {
		return c, err
	}
	c.zone, c.most = b.zone, b.set.TriesDay
	if c.record, err = readRecord(q, b, worker, course); err != nil {
		return c, err
	}
	if c.taught = c.pack; version != b.version {
		old, err := Policy.At(q, version)
		if err != nil {
			return c, err
		}
		c.taught, _ = old.Courses.Find(course)
	}
	if _, c.known, err = Attempts.Get(q.Tx, q.Facility, attempt); err != nil {
		return c, err
	}
	c.grades, err = readGrades(q)
	return c, err
}

func loadAnswering(q journal.Query) (c checking, err error) {
	b := q.Body.(Answer)
	if c, err = loadChecking(q, q.By.Worker, b.Attempt, b.Course, b.Pack); err != nil {
		return c, err
	}
	err = q.Each("SELECT on_day FROM training_attempt WHERE facility_id = $1 AND worker = $2 AND course = $3 AND kind = $4 ORDER BY at DESC, id LIMIT 60",
		store.Args(q.Facility, c.worker, b.Course, Knowledge), func(scan func(...any) error) error {
			var day string
			err := scan(&day)
			c.tried = append(c.tried, day)
			return err
		})
	return c, err
}

// Marked is a question that was not right, with what would have been.
type Marked struct {
	Question string `json:"question"`
	Right    int64  `json:"right"`
	Why      Words  `json:"why"`
}

// Result is what who told of a check learns.
type Result struct {
	Score  int64 `json:"score"`
	Passed bool  `json:"passed"`
	// Number is that of the certificate that it brought; Missing what is still to be done.
	Number  string   `json:"number,omitempty"`
	Missing []string `json:"missing,omitempty"`
	Wrong   []Marked `json:"wrong,omitempty"`
}

func (c checking) answer(s journal.Said[Answer]) journal.Answer {
	b := s.Body
	score, wrong, ok := scoreKnowledge(c.taught, b.Attempt, b.Answers)
	switch refused := c.unsound(); {
	case refused != "":
		return journal.Refuse(refused)
	case c.taught.Asked == 0:
		return journal.Refuse("training.no_questions").On("course")
	case !ok:
		return journal.Refuse("training.other_questions").On("answers")
	case c.triesOn(s.At.Day(c.zone)) >= c.most:
		return journal.Refuse("training.too_many_tries")
	}
	a := AttemptedEvent{Attempt: b.Attempt, Worker: c.worker, Course: b.Course, Kind: Knowledge, Score: score, Passed: score >= c.taught.PassMark, By: s.By.Worker,
		On: s.At.Day(c.zone), At: s.At, Pack: b.Pack, Wrong: wrong}
	events, out := c.keep(a, s.NewID(0))
	for _, code := range wrong {
		q, _ := c.taught.Question(code)
		out.Wrong = append(out.Wrong, Marked{code, q.Right, q.Why})
	}
	return journal.Accept(events...).Giving(out)
}

// triesOn counts the own checks of a day: that on which they were made, for a phone may have
// been without signal since.
func (c checking) triesOn(day string) (n int64) {
	for _, d := range c.tried {
		if d == day {
			n++
		}
	}
	return n
}

// unsound says why a check cannot be kept; empty: it can.
func (c checking) unsound() string {
	switch {
	case c.worker == "":
		return "training.no_worker"
	case !c.here:
		return "workforce.unknown_worker"
	case c.known:
		return "training.told_already"
	case c.taught.Code == "":
		return "training.unknown_course"
	}
	return ""
}

// keep makes the event of a check, and the certificate where it was the last thing missing.
func (c checking) keep(a AttemptedEvent, id ident.ID) ([]any, Result) {
	r := c.with(Attempt{ID: a.Attempt, Worker: a.Worker, Course: a.Course, Kind: a.Kind, Score: a.Score, Passed: a.Passed, By: a.By, On: a.On, At: a.At})
	out := Result{Score: a.Score, Passed: a.Passed, Missing: r.missing()}
	if !a.Passed {
		return []any{a}, out
	}
	e, due := r.award(c.register, id, 0)
	if !due {
		return []any{a}, out
	}
	a.Certificate, out.Number = e.ID, e.Number
	return []any{a, e}, out
}
