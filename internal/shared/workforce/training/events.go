package training

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// PlannedEvent is the event of a session that was set, or set anew.
type PlannedEvent struct {
	Session ident.ID    `json:"session"`
	Course  string      `json:"course"`
	On      string      `json:"on"`
	From    string      `json:"from,omitempty"`
	To      string      `json:"to,omitempty"`
	Place   journal.Ref `json:"place,omitzero"`
	Trainer ident.ID    `json:"trainer,omitempty"`
	Outside journal.Ref `json:"outside,omitzero"`
	By      ident.ID    `json:"by,omitempty"`
	// Moved: whoever was invited has to know that day, hour, place or course is another one.
	Moved bool `json:"moved,omitempty"`
}

// CancelledEvent is the event of a session that was called off.
type CancelledEvent struct {
	Session ident.ID `json:"session"`
	Why     string   `json:"why"`
	By      ident.ID `json:"by,omitempty"`
}

// InvitedEvent is the event of workers who were asked to come.
type InvitedEvent struct {
	Session ident.ID   `json:"session"`
	Workers []ident.ID `json:"workers"`
	By      ident.ID   `json:"by,omitempty"`
}

// AttendedEvent is the event of who was there and, in a correction, who was not.
type AttendedEvent struct {
	Session ident.ID        `json:"session"`
	Present []ident.ID      `json:"present"`
	Absent  []ident.ID      `json:"absent,omitempty"`
	How     string          `json:"how"`
	At      instant.Instant `json:"at"`
	By      ident.ID        `json:"by,omitempty"`
}

// ReadEvent is the event of a module that somebody has read.
type ReadEvent struct {
	Worker ident.ID        `json:"worker"`
	Course string          `json:"course"`
	Module string          `json:"module"`
	At     instant.Instant `json:"at"`
}

// AttemptedEvent is the event of a check, and of the certificate that it brought.
type AttemptedEvent struct {
	Attempt     ident.ID        `json:"attempt"`
	Worker      ident.ID        `json:"worker"`
	Course      string          `json:"course"`
	Kind        string          `json:"kind"`
	Score       int64           `json:"score"`
	Passed      bool            `json:"passed"`
	By          ident.ID        `json:"by,omitempty"`
	On          string          `json:"on"`
	At          instant.Instant `json:"at"`
	Session     ident.ID        `json:"session,omitempty"`
	Pack        int64           `json:"pack"`
	Language    string          `json:"language,omitempty"`
	Wrong       []string        `json:"wrong,omitempty"`
	Certificate ident.ID        `json:"certificate,omitempty"`
}

func applyPlanned(tx *store.Tx, m journal.Meta, e PlannedEvent) error {
	before, found, err := Sessions.Get(tx, m.Facility, e.Session)
	if err != nil {
		return err
	}
	after := Session{Facility: m.Facility, ID: e.Session, Course: e.Course, On: e.On, From: e.From, To: e.To, Place: e.Place, Trainer: e.Trainer,
		Outside: e.Outside, State: Planned, By: e.By, SeenBy: []ident.ID{}}
	if found {
		after.SeenBy = before.SeenBy
	}
	if err := Sessions.Put(tx, after); err != nil || !found {
		return err
	}
	return eachPlace(tx, m, e.Session, before.SeenBy, func(p *Place) { p.Course, p.On, p.Trainer = e.Course, e.On, e.Trainer })
}

func applyCancelled(tx *store.Tx, m journal.Meta, e CancelledEvent) error {
	s, found, err := Sessions.Get(tx, m.Facility, e.Session)
	if err != nil || !found {
		return err
	}
	s.State, s.Why = Cancelled, e.Why
	return Sessions.Put(tx, s)
}

func applyInvited(tx *store.Tx, m journal.Meta, e InvitedEvent) error {
	if _, err := seat(tx, m, e.Session, e.Workers, func(*Session) {}); err != nil {
		return err
	}
	return eachPlace(tx, m, e.Session, e.Workers, func(p *Place) { p.Invited = true })
}

func applyAttended(tx *store.Tx, m journal.Meta, e AttendedEvent) error {
	if _, err := seat(tx, m, e.Session, e.Present, func(s *Session) { s.State, s.Why = Held, "" }); err != nil {
		return err
	}
	if err := eachPlace(tx, m, e.Session, e.Present, func(p *Place) { p.AttendedAt, p.How, p.By = e.At, e.How, e.By }); err != nil {
		return err
	}
	return eachPlace(tx, m, e.Session, e.Absent, func(p *Place) { p.AttendedAt, p.How, p.By = 0, "", e.By })
}

// seat gives workers a place at a session, and changes it.
func seat(tx *store.Tx, m journal.Meta, session ident.ID, workers []ident.ID, change func(*Session)) (s Session, err error) {
	s, found, err := Sessions.Get(tx, m.Facility, session)
	if err != nil || !found {
		return s, err
	}
	for _, w := range workers {
		id := placeID(m.Facility, session, w)
		if _, there, err := Places.Get(tx, m.Facility, id); err != nil {
			return s, err
		} else if there {
			continue
		}
		s.SeenBy = append(s.SeenBy, w)
		if err := Places.Put(tx, Place{Facility: m.Facility, ID: id, Session: session, Worker: w, Course: s.Course, On: s.On, Trainer: s.Trainer}); err != nil {
			return s, err
		}
	}
	change(&s)
	return s, Sessions.Put(tx, s)
}

func eachPlace(tx *store.Tx, m journal.Meta, session ident.ID, workers []ident.ID, change func(*Place)) error {
	for _, w := range workers {
		p, found, err := Places.Get(tx, m.Facility, placeID(m.Facility, session, w))
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		change(&p)
		if err := Places.Put(tx, p); err != nil {
			return err
		}
	}
	return nil
}

// applyRead keeps when a module was first read.
func applyRead(tx *store.Tx, m journal.Meta, e ReadEvent) error {
	id := progressID(m.Facility, e.Worker, e.Course, e.Module)
	if _, found, err := Progresses.Get(tx, m.Facility, id); err != nil || found {
		return err
	}
	return Progresses.Put(tx, Progress{m.Facility, id, e.Worker, e.Course, e.Module, e.At})
}

func applyAttempted(tx *store.Tx, m journal.Meta, e AttemptedEvent) error {
	return Attempts.Put(tx, Attempt{m.Facility, e.Attempt, e.Worker, e.Course, e.Kind, e.Score, e.Passed, e.By, e.On, e.At, e.Session, e.Pack, e.Language, e.Wrong, e.Certificate})
}
