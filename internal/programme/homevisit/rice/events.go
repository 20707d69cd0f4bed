package rice

import (
	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// OwedEvent is the event of a debt that a missed promise made. Post is which of the
// debt's entries in the books stands for it; 0: none, it is withheld.
type OwedEvent struct {
	Debt     ident.ID        `json:"debt"`
	Case     ident.ID        `json:"case"`
	Root     ident.ID        `json:"root"`
	Village  string          `json:"village,omitempty"`
	Promise  ident.ID        `json:"promise"`
	Rule     string          `json:"rule"`
	Due      instant.Instant `json:"due"`
	Grams    int64           `json:"grams"`
	Fund     string          `json:"fund"`
	Policy   int64           `json:"policy"`
	Carriers []ident.ID      `json:"carriers,omitempty"`
	Waiting  bool            `json:"waiting,omitempty"`
	// Silent: the patient has died; it is withheld until the head offers it.
	Silent bool  `json:"silent,omitempty"`
	Post   int64 `json:"post,omitempty"`
}

// RestoredEvent is the event of a debt that stands again: a merge was undone, the head
// offers it to the family, a death was taken back, or another promise of the request was
// missed. Post 0: its patient has died, and it is withheld.
type RestoredEvent struct {
	Debt    ident.ID        `json:"debt"`
	Promise ident.ID        `json:"promise"`
	Rule    string          `json:"rule"`
	Due     instant.Instant `json:"due"`
	Post    int64           `json:"post,omitempty"`
}

// StruckEvent is the event of a debt that is not owed after all.
type StruckEvent struct {
	Debt  ident.ID `json:"debt"`
	Proof string   `json:"proof"`
	Post  int64    `json:"post"`
}

// RootedEvent is the event of a debt whose case was merged into another, or is itself again.
type RootedEvent struct {
	Debt ident.ID `json:"debt"`
	Root ident.ID `json:"root"`
}

// ReversedEvent is the event of a debt that two persons took back.
type ReversedEvent struct {
	Debt   ident.ID    `json:"debt"`
	Reason journal.Ref `json:"reason"`
	Post   int64       `json:"post"`
}

// SilencedEvent is the event of a debt whose patient has died; with Silent false the
// death was taken back.
type SilencedEvent struct {
	Debt   ident.ID `json:"debt"`
	Silent bool     `json:"silent"`
}

// OfferedEvent is the event of the head having offered the rice to the family.
type OfferedEvent struct {
	Debt ident.ID `json:"debt"`
}

// CarriedEvent is the event of who brings the rice.
type CarriedEvent struct {
	Debt     ident.ID   `json:"debt"`
	Carriers []ident.ID `json:"carriers"`
}

// HeardEvent is the event of a team whose phones have all been heard of since the
// deadline, or of the end of waiting for them.
type HeardEvent struct {
	Debt ident.ID `json:"debt"`
}

// GivenEvent is the event of a report that rice was handed over. State is counted, when
// it settles the debt, or in review.
type GivenEvent struct {
	Handover  ident.ID        `json:"handover"`
	Debt      ident.ID        `json:"debt"`
	Worker    ident.ID        `json:"worker"`
	At        instant.Instant `json:"at"`
	Grams     int64           `json:"grams"`
	To        string          `json:"to"`
	Name      journal.Ref     `json:"name,omitzero"`
	Place     journal.Ref     `json:"place,omitzero"`
	Photo     blob.Ref        `json:"photo,omitzero"`
	Signature blob.Ref        `json:"signature,omitzero"`
	State     string          `json:"state"`
	Why       string          `json:"why,omitempty"`
	Fund      string          `json:"fund"`
	Takes     []Take          `json:"takes,omitempty"`
	SeenBy    []string        `json:"seen_by"`
	Post      int64           `json:"post,omitempty"`
}

// TakenBackEvent is the event of a hand-over that never was: two persons.
type TakenBackEvent struct {
	Handover ident.ID    `json:"handover"`
	Debt     ident.ID    `json:"debt"`
	Fund     string      `json:"fund"`
	Takes    []Take      `json:"takes"`
	Reason   journal.Ref `json:"reason"`
	Post     int64       `json:"post"`
}

// ReviewedEvent is the event of a report looked at: Finding is same or again.
type ReviewedEvent struct {
	Handover ident.ID `json:"handover"`
	Finding  string   `json:"finding"`
	Fund     string   `json:"fund"`
	Takes    []Take   `json:"takes,omitempty"`
}

// BookedEvent is the event of a gift, a purchase or a count. Batch, when it is named, is
// the new lot of so many grams; Takes are what a count found missing.
type BookedEvent struct {
	Line    ident.ID    `json:"line"`
	Kind    string      `json:"kind"`
	What    string      `json:"what"`
	Grams   int64       `json:"grams,omitempty"`
	Rupiah  int64       `json:"rupiah,omitempty"`
	Class   string      `json:"class,omitempty"`
	Purpose string      `json:"purpose,omitempty"`
	Fund    string      `json:"fund"`
	Details journal.Ref `json:"details,omitzero"`
	Reason  string      `json:"reason,omitempty"`
	Counted int64       `json:"counted,omitempty"`
	Batch   ident.ID    `json:"batch,omitempty"`
	Takes   []Take      `json:"takes,omitempty"`
	On      string      `json:"on"`
}

// UndoneEvent is the event of a line of the fund that two persons took back.
type UndoneEvent struct {
	Line   ident.ID    `json:"line"`
	Fund   string      `json:"fund"`
	Takes  []Take      `json:"takes,omitempty"`
	Reason journal.Ref `json:"reason"`
}

// ShortEvent is the event of the head being told that the store does not hold what is
// owed, in grams: once a day.
type ShortEvent struct {
	Day     string `json:"day"`
	Owed    int64  `json:"owed"`
	InStock int64  `json:"in_stock"`
	Short   int64  `json:"short"`
	// Zone is the facility's: when its next morning is.
	Zone string `json:"zone"`
}

func applyOwed(tx *store.Tx, m journal.Meta, e OwedEvent) error {
	_, found, err := Debts.Get(tx, m.Facility, e.Debt)
	if err != nil || found {
		return err
	}
	d := Debt{Facility: m.Facility, ID: e.Debt, Case: e.Case, Root: e.Root, Village: e.Village, Promise: e.Promise, Rule: e.Rule, Due: e.Due,
		Grams: e.Grams, Fund: e.Fund, PolicyVersion: e.Policy, State: Owed, Posts: e.Post, Silent: e.Silent, Waiting: e.Waiting,
		Carriers: e.Carriers, OwedAt: m.RecordedAt}
	if e.Post == 0 {
		d.State = Withheld
	}
	return Debts.Put(tx, d)
}

// change applies an event to the debt that it is about.
func change[E any](id func(E) ident.ID, do func(d *Debt, m journal.Meta, e E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		d, found, err := Debts.Get(tx, m.Facility, id(e))
		if err != nil || !found {
			return err
		}
		do(&d, m, e)
		return Debts.Put(tx, d)
	}
}

// end closes a debt in one of its last states.
func (d *Debt) end(m journal.Meta, state string, post int64) {
	d.State, d.Posts, d.EndedAt, d.EndedBy, d.Approver, d.Waiting = state, max(d.Posts, post), m.RecordedAt, m.Actor, m.Approver, false
}

func restored(d *Debt, _ journal.Meta, e RestoredEvent) {
	d.State, d.Proof, d.Promise, d.Rule, d.Due, d.Posts = Owed, "", e.Promise, e.Rule, e.Due, max(d.Posts, e.Post)
	if e.Post == 0 {
		d.State = Withheld
	}
	d.EndedAt, d.EndedBy, d.Approver, d.Reason, d.Handover = 0, "", "", journal.Ref{}, ""
}

func struck(d *Debt, m journal.Meta, e StruckEvent) {
	d.end(m, Struck, e.Post)
	d.Proof = e.Proof
}

func reversed(d *Debt, m journal.Meta, e ReversedEvent) {
	d.end(m, Reversed, e.Post)
	d.Reason = e.Reason
}

func applyGiven(tx *store.Tx, m journal.Meta, e GivenEvent) error {
	h := Handover{Facility: m.Facility, ID: e.Handover, Debt: e.Debt, Worker: e.Worker, At: e.At, Recorded: m.RecordedAt, Grams: e.Grams,
		To: e.To, Name: e.Name, Place: e.Place, Photo: e.Photo.Blob, Signature: e.Signature.Blob, State: e.State, Why: e.Why, Takes: e.Takes, SeenBy: e.SeenBy}
	if err := Handovers.Put(tx, h); err != nil || e.State != Counted {
		return err
	}
	if err := applyTakes(tx, m, e.Fund, e.Takes); err != nil {
		return err
	}
	return change(func(e GivenEvent) ident.ID { return e.Debt }, func(d *Debt, m journal.Meta, e GivenEvent) {
		d.end(m, Given, e.Post)
		d.Handover = e.Handover
	})(tx, m, e)
}

func applyTakenBack(tx *store.Tx, m journal.Meta, e TakenBackEvent) error {
	if err := found(tx, m, e.Handover, func(h *Handover) { h.State = Undone }); err != nil {
		return err
	}
	if err := applyTakes(tx, m, e.Fund, e.Takes); err != nil {
		return err
	}
	return change(func(e TakenBackEvent) ident.ID { return e.Debt }, func(d *Debt, _ journal.Meta, e TakenBackEvent) {
		d.State, d.Posts, d.EndedAt, d.EndedBy, d.Approver, d.Handover = Owed, e.Post, 0, "", "", ""
	})(tx, m, e)
}

func applyReviewed(tx *store.Tx, m journal.Meta, e ReviewedEvent) error {
	if err := found(tx, m, e.Handover, func(h *Handover) { h.State, h.Takes = e.Finding, e.Takes }); err != nil {
		return err
	}
	return applyTakes(tx, m, e.Fund, e.Takes)
}

// found changes a report that is there.
func found(tx *store.Tx, m journal.Meta, id ident.ID, do func(*Handover)) error {
	h, ok, err := Handovers.Get(tx, m.Facility, id)
	if err != nil || !ok {
		return err
	}
	do(&h)
	return Handovers.Put(tx, h)
}

func applyBooked(tx *store.Tx, m journal.Meta, e BookedEvent) error {
	line := Line{Facility: m.Facility, ID: e.Line, Kind: e.Kind, What: e.What, Grams: e.Grams, Rupiah: e.Rupiah, Class: e.Class, Purpose: e.Purpose,
		Fund: e.Fund, Details: e.Details, Reason: e.Reason, Counted: e.Counted, Batch: e.Batch, Takes: e.Takes, On: e.On, At: m.RecordedAt, By: m.Actor}
	if err := Lines.Put(tx, line); err != nil {
		return err
	}
	if err := applyTakes(tx, m, e.Fund, e.Takes); err != nil || e.Batch == "" {
		return err
	}
	grams := e.Grams - filled(e.Takes)
	return Batches.Put(tx, Batch{Facility: m.Facility, ID: e.Batch, Fund: e.Fund, Source: e.Kind, Grams: grams, Left: grams, Rupiah: e.Rupiah,
		Details: e.Details, On: e.On, At: m.RecordedAt, Seq: m.Seq})
}

// filled is how much of what came in filled lots that stood below zero.
func filled(takes []Take) (grams int64) {
	for _, t := range takes {
		grams -= min(t.Grams, 0)
	}
	return grams
}

func applyUndone(tx *store.Tx, m journal.Meta, e UndoneEvent) error {
	l, ok, err := Lines.Get(tx, m.Facility, e.Line)
	if err != nil || !ok {
		return err
	}
	l.Undone, l.Approver = true, m.Approver
	if err := Lines.Put(tx, l); err != nil {
		return err
	}
	return applyTakes(tx, m, e.Fund, e.Takes)
}

func applyShort(tx *store.Tx, m journal.Meta, e ShortEvent) error {
	return Days.Put(tx, Day{m.Facility, ident.ID(e.Day), e.Owed, e.InStock, e.Short})
}
