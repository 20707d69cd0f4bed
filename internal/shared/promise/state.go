package promise

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a promise.
const (
	Running   = "running"
	Kept      = "kept"
	Late      = "late"
	Cancelled = "cancelled"
)

// Promise is the row of one deadline. EndedAt is zero while it runs.
type Promise struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Subject  ident.ID        `db:"subject"`
	Kind     string          `db:"kind"`
	State    string          `db:"state"`
	Start    instant.Instant `db:"start_at"`
	Due      instant.Instant `db:"due_at"`
	WarnAt   instant.Instant `db:"warn_at"`
	EndedAt  instant.Instant `db:"ended_at"`
	Warned   bool            `db:"warned"`
	SeenBy   []string        `db:"audiences,json"`
}

// Audiences are those that the promise was started with or shown to since.
func (p Promise) Audiences() []string { return p.SeenBy }

// Promises is the table of all promises.
var Promises = store.NewTable[Promise]("promise", store.Derived)

// Of lists the promises of a subject, oldest first.
func Of(q journal.Query, subject ident.ID) ([]Promise, error) {
	return Promises.Where(q.Tx, "facility_id = $1 AND subject = $2 ORDER BY start_at, id", q.Facility, subject)
}

// Started is the event of a promise made. Emitted again for the same id it
// changes nothing: a deadline does not move.
type Started struct {
	ID        ident.ID        `json:"id"`
	Subject   ident.ID        `json:"subject"`
	Kind      string          `json:"kind"`
	Start     instant.Instant `json:"start"`
	Due       instant.Instant `json:"due"`
	WarnAt    instant.Instant `json:"warn_at,omitzero"`
	Audiences []string        `json:"audiences"`
}

// Ended is the event of a promise's fulfilment, or of its cancelling.
type Ended struct {
	ID    ident.ID        `json:"id"`
	State string          `json:"state"` // kept or cancelled
	At    instant.Instant `json:"at"`
}

// Warned is the event of a promise about to be broken.
type Warned struct {
	ID      ident.ID `json:"id"`
	Subject ident.ID `json:"subject"`
	Kind    string   `json:"kind"`
}

// Lapsed is the event of a promise broken: it happens once, at the deadline.
type Lapsed struct {
	ID      ident.ID        `json:"id"`
	Subject ident.ID        `json:"subject"`
	Kind    string          `json:"kind"`
	Due     instant.Instant `json:"due"`
}

// Moved is the event of a promise that others look after from here on. Its clock
// does not change.
type Moved struct {
	Promise ident.ID `json:"promise"`
	SeenBy  []string `json:"seen_by"`
}

// Show gives a promise to these audiences instead of those it had.
func Show(id ident.ID, audiences []string) Moved { return Moved{id, slices.Clone(audiences)} }

// Start makes a promise. warnAt zero, or not before due, warns nobody.
func Start(id, subject ident.ID, kind string, start, due, warnAt instant.Instant, audiences []string) Started {
	return Started{id, subject, kind, start, due, warnAt, slices.Clone(audiences)}
}

// Keep ends a promise by its fulfilment at an instant. It counts as kept when
// the fulfilment, and the server's record of it, are not after the deadline: a
// device's word for an earlier time never moves a deadline, and doubt is decided
// for the one who was promised. Otherwise the machine finds it late.
func Keep(id ident.ID, at instant.Instant) Ended { return Ended{id, Kept, at} }

// Cancel ends a promise whose subject fell away before the deadline; one that
// is past its deadline is late all the same.
func Cancel(id ident.ID, at instant.Instant) Ended { return Ended{id, Cancelled, at} }

func applyStarted(tx *store.Tx, m journal.Meta, e Started) error {
	_, found, err := Promises.Get(tx, m.Facility, e.ID)
	if err != nil || found {
		return err
	}
	return Promises.Put(tx, Promise{Facility: m.Facility, ID: e.ID, Subject: e.Subject, Kind: e.Kind, State: Running,
		Start: e.Start, Due: e.Due, WarnAt: e.WarnAt, SeenBy: e.Audiences})
}

func applyMoved(tx *store.Tx, m journal.Meta, e Moved) error {
	p, found, err := Promises.Get(tx, m.Facility, e.Promise)
	if err != nil || !found {
		return err
	}
	p.SeenBy = e.SeenBy
	return Promises.Put(tx, p)
}

func applyEnded(tx *store.Tx, m journal.Meta, e Ended) error {
	p, found, err := Promises.Get(tx, m.Facility, e.ID)
	if err != nil || !found || !p.ends(e, m.RecordedAt) {
		return err
	}
	p.State, p.EndedAt = e.State, e.At
	return Promises.Put(tx, p)
}

// ends reports whether a fulfilment recorded at an instant ends the promise.
func (p Promise) ends(e Ended, recorded instant.Instant) bool {
	return p.State == Running && !max(e.At, recorded).After(p.Due)
}

func applyWarned(tx *store.Tx, m journal.Meta, e Warned) error {
	p, found, err := Promises.Get(tx, m.Facility, e.ID)
	if err != nil || !found {
		return err
	}
	p.Warned = true
	return Promises.Put(tx, p)
}

func applyLapsed(tx *store.Tx, m journal.Meta, e Lapsed) error {
	p, found, err := Promises.Get(tx, m.Facility, e.ID)
	if err != nil || !found || p.State != Running {
		return err
	}
	p.State, p.EndedAt = Late, p.Due
	return Promises.Put(tx, p)
}
