package promise

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

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

	// The rest stands in promises made by a rule (Begin).
	Version     int64           `json:"version,omitempty"`
	Consequence string          `json:"consequence,omitempty"`
	Levels      []Level         `json:"levels,omitempty"`
	ProofUntil  instant.Instant `json:"proof_until,omitzero"`
}

// Ended is the event of a promise's fulfilment, or of its cancelling.
type Ended struct {
	ID    ident.ID        `json:"id"`
	State string          `json:"state"` // kept or cancelled
	At    instant.Instant `json:"at"`
	// Until is the latest instant at which it can have happened, when something
	// stronger than the record says so; Proof names it.
	Until instant.Instant `json:"until,omitzero"`
	Proof string          `json:"proof,omitempty"`
}

// Warned is the event of a promise about to be broken: once for each level.
type Warned struct {
	ID      ident.ID `json:"id"`
	Subject ident.ID `json:"subject"`
	Kind    string   `json:"kind"`
	Percent int64    `json:"percent,omitempty"`
	Who     []string `json:"who,omitempty"`
}

// Lapsed is the event of a promise broken: it happens once, at the deadline.
type Lapsed struct {
	ID          ident.ID        `json:"id"`
	Subject     ident.ID        `json:"subject"`
	Kind        string          `json:"kind"`
	Due         instant.Instant `json:"due"`
	Consequence string          `json:"consequence,omitempty"`
}

// Struck is the event of a late promise that was proven kept.
type Struck struct {
	ID      ident.ID        `json:"id"`
	Subject ident.ID        `json:"subject"`
	Kind    string          `json:"kind"`
	Due     instant.Instant `json:"due"`
	At      instant.Instant `json:"at"`
	Until   instant.Instant `json:"until"`
	Proof   string          `json:"proof"`
}

// Claimed is the event of a fulfilment that somebody tells of without proof that
// it was in time: it strikes nothing, the patient is asked.
type Claimed struct {
	ID      ident.ID        `json:"id"`
	Subject ident.ID        `json:"subject"`
	Kind    string          `json:"kind"`
	At      instant.Instant `json:"at"`
}

// FulfilledLate is the event of a fulfilment after the deadline.
type FulfilledLate struct {
	ID      ident.ID        `json:"id"`
	Subject ident.ID        `json:"subject"`
	Kind    string          `json:"kind"`
	At      instant.Instant `json:"at"`
}

// Moved is the event of a promise that others look after from here on. Its clock
// does not change.
type Moved struct {
	Promise ident.ID `json:"promise"`
	SeenBy  []string `json:"seen_by"`
}

// Show gives a promise to these audiences instead of those it had.
func Show(id ident.ID, audiences []string) Moved { return Moved{id, slices.Clone(audiences)} }

// Start makes a promise without a rule: its one warning tells nobody by role.
// warnAt zero, or not before due, warns nobody.
func Start(id, subject ident.ID, kind string, start, due, warnAt instant.Instant, audiences []string) Started {
	return Started{ID: id, Subject: subject, Kind: kind, Start: start, Due: due, WarnAt: warnAt, Audiences: slices.Clone(audiences)}
}

// Keep ends a promise by its fulfilment at an instant. It counts as kept when
// the fulfilment, and the server's record of it, are not after the deadline: a
// device's word for an earlier time never moves a deadline, and doubt is decided
// for the one who was promised. Otherwise the machine finds it late.
func Keep(id ident.ID, at instant.Instant) Ended { return Ended{ID: id, State: Kept, At: at} }

// Cancel ends a promise whose subject fell away before the deadline; one that
// is past its deadline is late all the same.
func Cancel(id ident.ID, at instant.Instant) Ended { return Ended{ID: id, State: Cancelled, At: at} }

func applyStarted(tx *store.Tx, m journal.Meta, e Started) error {
	_, found, err := Promises.Get(tx, m.Facility, e.ID)
	if err != nil || found {
		return err
	}
	return Promises.Put(tx, Promise{Facility: m.Facility, ID: e.ID, Subject: e.Subject, Kind: e.Kind, State: Running,
		Start: e.Start, Due: e.Due, WarnAt: e.WarnAt, SeenBy: e.Audiences,
		Version: e.Version, Consequence: e.Consequence, Levels: e.Levels, ProofUntil: e.ProofUntil})
}

// change applies an event to the row that it is about, when that is there and the
// event changes it.
func change[E any](id func(E) ident.ID, do func(p *Promise, m journal.Meta, e E) bool) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		p, found, err := Promises.Get(tx, m.Facility, id(e))
		if err != nil || !found || !do(&p, m, e) {
			return err
		}
		return Promises.Put(tx, p)
	}
}

func moved(p *Promise, _ journal.Meta, e Moved) bool {
	p.SeenBy = e.SeenBy
	return true
}

// ended looks again at what the event says: whoever emits it may be mistaken
// about the time, the row is not.
func ended(p *Promise, m journal.Meta, e Ended) bool {
	by := m.RecordedAt
	if e.Proof != "" {
		by = min(by, e.Until)
	}
	if p.State != Running || max(e.At, by).After(p.Due) {
		return false
	}
	p.State, p.EndedAt, p.Proof = e.State, e.At, e.Proof
	if e.State == Kept {
		p.FulfilledAt = e.At
	}
	return true
}

func warned(p *Promise, _ journal.Meta, e Warned) bool {
	p.Warned, p.WarnedPercent = true, max(p.WarnedPercent, e.Percent)
	return true
}

func lapsed(p *Promise, _ journal.Meta, _ Lapsed) bool {
	if p.State != Running {
		return false
	}
	p.State, p.EndedAt = Late, p.Due
	return true
}

// struck looks again, as ended does.
func struck(p *Promise, m journal.Meta, e Struck) bool {
	if p.State != Late || m.RecordedAt.After(p.ProofUntil) || max(e.At, e.Until).After(p.Due) {
		return false
	}
	p.State, p.FulfilledAt, p.StruckAt, p.Proof = StateStruck, e.At, m.RecordedAt, e.Proof
	return true
}

func claimed(p *Promise, _ journal.Meta, e Claimed) bool {
	if !p.ClaimedAt.IsZero() && !e.At.Before(p.ClaimedAt) {
		return false
	}
	p.ClaimedAt = e.At
	return true
}

func fulfilledLate(p *Promise, _ journal.Meta, e FulfilledLate) bool {
	if !p.FulfilledAt.IsZero() && !e.At.Before(p.FulfilledAt) {
		return false
	}
	p.FulfilledAt = e.At
	return true
}
