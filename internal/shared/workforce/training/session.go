package training

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Plan sets when and where a course is taught: verb training.plan.
type Plan struct {
	Session ident.ID `json:"session"`
	Course  string   `json:"course" max:"40"`
	On      string   `json:"on" max:"10"`
	// From and To are HH:MM on the wall of the health centre; empty: not said yet.
	From  string `json:"from,omitempty" max:"5"`
	To    string `json:"to,omitempty" max:"5"`
	Place string `json:"place,omitempty" max:"200"`
	// Trainer is the worker who holds it, TrainerName somebody from outside who does.
	Trainer     ident.ID `json:"trainer,omitempty"`
	TrainerName string   `json:"trainer_name,omitempty" max:"80"`
}

// Change sets a session anew that was not held yet: verb training.change.
type Change Plan

// Cancel calls a session off: verb training.cancel.
type Cancel struct {
	Session ident.ID `json:"session"`
	// Why is weather, nobody_can, mourning, holiday or other.
	Why string `json:"why" max:"20"`
}

// Invite asks workers to come: verb training.invite.
type Invite struct {
	Session ident.ID   `json:"session"`
	Workers []ident.ID `json:"workers"`
}

// Subject is the session.
func (b Plan) Subject() ident.ID { return b.Session }

// Subject is the session.
func (b Change) Subject() ident.ID { return b.Session }

// Subject is the session.
func (b Cancel) Subject() ident.ID { return b.Session }

// Subject is the session.
func (b Invite) Subject() ident.ID { return b.Session }

var hourForm = regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)

// mostPlaces is how many workers one command names at most: a hall full, our own figure.
const mostPlaces = 60

// Check wants a course, a day, hours in order and one trainer.
func (b Plan) Check() *fault.Error {
	switch {
	case b.Session == "":
		return fault.BadField("body.required", "session")
	case !codeForm.MatchString(b.Course):
		return fault.BadField("workforce.bad_course", "course")
	case !isDay(b.On):
		return fault.BadField("body.bad_date", "on")
	case !isHour(b.From):
		return fault.BadField("training.bad_hours", "from")
	case !isHour(b.To) || b.To != "" && b.To <= b.From:
		return fault.BadField("training.bad_hours", "to")
	case (b.Trainer == "") == (strings.TrimSpace(b.TrainerName) == ""):
		return fault.BadField("training.one_trainer", "trainer")
	}
	return nil
}

// Check wants what a new one wants.
func (b Change) Check() *fault.Error { return Plan(b).Check() }

// Check wants a reason.
func (b Cancel) Check() *fault.Error {
	if !slices.Contains([]string{"weather", "nobody_can", "mourning", "holiday", "other"}, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return wantSession(b.Session)
}

// Check wants somebody to ask.
func (b Invite) Check() *fault.Error {
	if len(b.Workers) == 0 || len(b.Workers) > mostPlaces || slices.Contains(b.Workers, "") {
		return fault.BadField("body.required", "workers")
	}
	return wantSession(b.Session)
}

func wantSession(id ident.ID) *fault.Error {
	if id == "" {
		return fault.BadField("body.required", "session")
	}
	return nil
}

func isDay(day string) bool { _, err := time.Parse(time.DateOnly, day); return err == nil }

func isHour(hour string) bool { return hour == "" || hourForm.MatchString(hour) }

// later is a civil day so many days after another, checked before.
func later(day string, days int64) string {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return on.AddDate(0, 0, int(days)).Format(time.DateOnly)
}

// sealedText is the kind of what lies sealed: a place in words, a trainer from outside.
const sealedText = "training_text"

// words is the sealed form of what somebody wrote.
type words struct {
	Text string `json:"text"`
}

// planning is a session before it is set.
type planning struct {
	Session
	found   bool
	course  bool   // it is one of the health centre's
	trainer bool   // who holds it works here
	where   string // its place in words, as it was set before
	today   string
}

// book is the settings with the civil day.
type book struct {
	set     Settings
	version int64
	zone    *time.Location
	today   string
}

func read(q journal.Query) (b book, err error) {
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return b, err
	}
	b.zone = home.Location()
	b.today = q.Now.Day(b.zone)
	b.set, b.version, err = Policy.Get(q)
	return b, err
}

func loadPlanning(q journal.Query) (p planning, err error) {
	var b Plan
	switch said := q.Body.(type) {
	case Plan:
		b = said
	case Change:
		b = Plan(said)
	}
	book, err := read(q)
	if err != nil {
		return p, err
	}
	p.today = book.today
	_, p.course = book.set.Courses.Find(b.Course)
	if p.Session, p.found, err = Sessions.Get(q.Tx, q.Facility, b.Session); err != nil {
		return p, err
	}
	if p.where, err = textOf(q, p.Place); err != nil {
		return p, err
	}
	p.trainer, err = works(q, b.Trainer)
	return p, err
}

// works reports whether somebody works here and is not suspended; nobody does.
func works(q journal.Query, worker ident.ID) (bool, error) {
	if worker == "" {
		return true, nil
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
	return found && w.State == workforce.Active, err
}

// Reach is how many days before and after today a session can be entered: a year, so that
// what was held on paper can be written down.
const reach = 366

func (p planning) plan(s journal.Said[Plan]) journal.Answer {
	if p.found {
		return journal.Refuse("training.planned_already").On("session")
	}
	return set(p, s, s.Body)
}

func (p planning) change(s journal.Said[Change]) journal.Answer {
	switch {
	case !p.found:
		return journal.Refuse("training.unknown_session").On("session")
	case p.State != Planned:
		return journal.Refuse("training.session_over").On("session")
	}
	return set(p, s, Plan(s.Body))
}

func set[B any](p planning, s journal.Said[B], b Plan) journal.Answer {
	switch {
	case !p.course:
		return journal.Refuse("training.unknown_course").On("course")
	case !p.trainer:
		return journal.Refuse("workforce.unknown_worker").On("trainer")
	case b.On < later(p.today, -reach) || b.On > later(p.today, reach):
		return journal.Refuse("training.bad_day").On("on")
	}
	e := PlannedEvent{Session: b.Session, Course: b.Course, On: b.On, From: b.From, To: b.To, Trainer: b.Trainer, By: s.By.Worker}
	if place := strings.TrimSpace(b.Place); place != "" {
		e.Place = s.Seal(sealedText, s.NewID(0), 1, words{place})
	}
	if name := strings.TrimSpace(b.TrainerName); name != "" {
		e.Outside = s.Seal(sealedText, s.NewID(1), 1, words{name})
	}
	e.Moved = p.found && (p.Course != b.Course || p.On != b.On || p.From != b.From || p.where != strings.TrimSpace(b.Place))
	return journal.Accept(e)
}

// gathering is a session that is there.
type gathering struct {
	Session
	today   string
	strange bool // somebody is named who does not work here
}

func loadSession(q journal.Query) (g gathering, err error) {
	found := false
	if g.Session, found, err = Sessions.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return g, err
	}
	home, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return g, err
	}
	g.today = q.Now.Day(home.Location())
	if b, asked := q.Body.(Invite); asked {
		for _, w := range b.Workers {
			here, err := works(q, w)
			if err != nil {
				return g, err
			}
			g.strange = g.strange || !here
		}
	}
	return g, nil
}

func (g gathering) cancel(s journal.Said[Cancel]) journal.Answer {
	if g.State != Planned {
		return journal.Refuse("training.session_over")
	}
	return journal.Accept(CancelledEvent{g.ID, s.Body.Why, s.By.Worker})
}

func (g gathering) invite(s journal.Said[Invite]) journal.Answer {
	switch {
	case g.State != Planned || g.On < g.today:
		return journal.Refuse("training.session_over")
	case g.strange:
		return journal.Refuse("workforce.unknown_worker").On("workers")
	}
	return journal.Accept(InvitedEvent{g.ID, s.Body.Workers, s.By.Worker})
}
