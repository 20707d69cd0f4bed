package lead

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// ToldEvent is the event of a lead. Who is sealed; that she said yes to it is a condition
// of the event.
type ToldEvent struct {
	Lead    ident.ID        `json:"lead"`
	Village string          `json:"village"`
	Kind    string          `json:"kind"`
	Who     journal.Ref     `json:"who"`
	Seller  ident.ID        `json:"seller,omitempty"`
	Contact ident.ID        `json:"contact,omitempty"`
	Source  string          `json:"source"`
	By      ident.ID        `json:"by,omitempty"`
	On      string          `json:"on"`
	Due     instant.Instant `json:"due"`
	EraseAt instant.Instant `json:"erase_at"`
	Consent bool            `json:"consent"`
}

// ConfirmedEvent is the event of her own yes.
type ConfirmedEvent struct {
	Lead ident.ID `json:"lead"`
	By   ident.ID `json:"by"`
}

// VisitedEvent is the event of somebody who was there; told again it corrects the outcome.
type VisitedEvent struct {
	Lead    ident.ID `json:"lead"`
	Outcome string   `json:"outcome"`
	By      ident.ID `json:"by"`
}

// RefusedEvent is the event of her no; her details go with it.
type RefusedEvent struct {
	Lead ident.ID `json:"lead"`
	By   ident.ID `json:"by"`
}

// LinkedEvent is the event of a lead who is somebody of the register.
type LinkedEvent struct {
	Lead   ident.ID `json:"lead"`
	Person ident.ID `json:"person"`
	By     ident.ID `json:"by"`
}

// CorrectedEvent is the event of another village, another kind, or who it is put right; it
// holds them all.
type CorrectedEvent struct {
	Lead    ident.ID    `json:"lead"`
	Village string      `json:"village"`
	Kind    string      `json:"kind"`
	Who     journal.Ref `json:"who"`
	By      ident.ID    `json:"by"`
}

// JoinedEvent is the event of a lead who is in a support group.
type JoinedEvent struct {
	Lead ident.ID `json:"lead"`
}

// ErasedEvent is the event of details that are gone. Why is unconfirmed, forgotten (her
// record was erased) or gone (she died or moved away).
type ErasedEvent struct {
	Lead ident.ID `json:"lead"`
	Why  string   `json:"why"`
}

// Why a lead was erased.
const (
	Unconfirmed = "unconfirmed"
	SheRefused  = "refused"
	Forgotten   = "forgotten"
	Gone        = "gone"
)

func applyTold(tx *store.Tx, m journal.Meta, e ToldEvent) error {
	return Leads.Put(tx, Lead{Facility: m.Facility, ID: e.Lead, Village: e.Village, Kind: e.Kind, State: Told, Who: e.Who, Seller: e.Seller, Contact: e.Contact,
		Source: e.Source, ToldBy: e.By, ToldAt: m.RecordedAt, ToldOn: e.On, Due: e.Due, EraseAt: e.EraseAt})
}

// change applies an event to the row that it is about.
func change[E any](id func(E) ident.ID, do func(l *Lead, m journal.Meta, e E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		l, found, err := Leads.Get(tx, m.Facility, id(e))
		if err != nil || !found {
			return err
		}
		do(&l, m, e)
		return Leads.Put(tx, l)
	}
}

func confirmed(l *Lead, m journal.Meta, e ConfirmedEvent) {
	l.ConfirmedAt, l.ConfirmedBy = m.RecordedAt, e.By
	if l.State == Told || l.State == NotMet {
		l.State = Confirmed
	}
}

func visited(l *Lead, m journal.Meta, e VisitedEvent) {
	l.Outcome, l.VisitedBy = e.Outcome, e.By
	l.Tries++
	switch {
	case e.Outcome != Missed:
		if l.VisitedAt.IsZero() {
			l.VisitedAt = m.OccurredAt
		}
		if l.State != Joined {
			l.State = Visited
		}
	case l.State == Told || l.State == Confirmed:
		l.State = NotMet
	}
}

func refused(l *Lead, m journal.Meta, _ RefusedEvent) {
	l.State, l.Why, l.EndedAt, l.Who, l.Person = Refused, SheRefused, m.RecordedAt, journal.Ref{}, ""
}

func linked(l *Lead, _ journal.Meta, e LinkedEvent) { l.Person = e.Person }

func corrected(l *Lead, _ journal.Meta, e CorrectedEvent) {
	l.Village, l.Kind, l.Who = e.Village, e.Kind, e.Who
}

func joined(l *Lead, m journal.Meta, _ JoinedEvent) { l.State, l.JoinedAt = Joined, m.RecordedAt }

func erased(l *Lead, m journal.Meta, e ErasedEvent) {
	if l.State != Joined {
		l.State = Erased
	}
	l.Why, l.EndedAt, l.Who, l.Person = e.Why, m.RecordedAt, journal.Ref{}, ""
}
