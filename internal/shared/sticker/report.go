package sticker

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// PutUp tells that a sticker hangs on a house, and how the family agreed: verb
// sticker.put_up. Phone is the number that is printed on it; empty: the one in force.
type PutUp struct {
	Which
	ConsentHow string `json:"consent_how" max:"20"`
	Phone      string `json:"phone,omitempty" max:"20"`
}

// Seen tells that the sticker of a house still hangs there: verb sticker.seen. Phone is
// the number that was read on it, where somebody looked.
type Seen struct {
	Which
	Phone string `json:"phone,omitempty" max:"20"`
}

// Missing tells that it does not hang there any more: verb sticker.gone.
type Missing struct {
	Which
	Why string `json:"why" max:"20"`
}

// Refuse tells that the family does not want one, or not any longer: verb
// sticker.refused. Nobody asks why.
type Refuse struct {
	Which
}

// Subject is the house, where it was told by its id.
func (w Which) Subject() ident.ID { return w.House }

// Check wants a house, how the family agreed and a number that can be called.
func (b PutUp) Check() *fault.Error {
	if !slices.Contains(Hows, b.ConsentHow) {
		return fault.BadField("sticker.no_consent", "consent_how")
	}
	return firstOf(b.check(), printed(b.Phone))
}

// Check wants a house and a number that can be called.
func (b Seen) Check() *fault.Error { return firstOf(b.check(), printed(b.Phone)) }

// Check wants a house and what became of it.
func (b Missing) Check() *fault.Error {
	if !slices.Contains(Whys, b.Why) {
		return fault.BadField("body.bad_choice", "why")
	}
	return b.check()
}

// Check wants a house.
func (b Refuse) Check() *fault.Error { return b.check() }

func firstOf(all ...*fault.Error) *fault.Error {
	for _, e := range all {
		if e != nil {
			return e
		}
	}
	return nil
}

// printed checks the number of a sticker, which may be left out.
func printed(phone string) *fault.Error {
	if phone == "" {
		return nil
	}
	if _, err := registry.NormalPhone(phone); err != nil {
		return fault.BadField("registry.bad_phone", "phone")
	}
	return nil
}

// PutUpEvent is the event of a sticker on a house.
type PutUpEvent struct {
	where
	Phone string          `json:"phone"`
	State string          `json:"state"`
	How   string          `json:"consent_how"`
	By    ident.ID        `json:"by,omitempty"`
	On    string          `json:"on"`
	At    instant.Instant `json:"at"`
}

// SeenEvent is the event of a sticker that still hangs there.
type SeenEvent struct {
	where
	Phone string          `json:"phone"`
	State string          `json:"state"`
	By    ident.ID        `json:"by,omitempty"`
	On    string          `json:"on"`
	At    instant.Instant `json:"at"`
}

// GoneEvent is the event of a sticker that hangs there no more.
type GoneEvent struct {
	where
	Why string          `json:"why"`
	On  string          `json:"on"`
	At  instant.Instant `json:"at"`
}

// RefusedEvent is the event of a family that wants none.
type RefusedEvent struct {
	where
	On string          `json:"on"`
	At instant.Instant `json:"at"`
}

// number is what is printed: as it was told, else what hung there, else the one in force.
func (w wall) number(told string, seen bool) string {
	if p, err := registry.NormalPhone(told); err == nil && p != "" {
		return p
	}
	if seen && w.Hangs() {
		return w.Phone
	}
	return w.service
}

func (w wall) putUp(s journal.Said[PutUp]) journal.Answer {
	phone := w.number(s.Body.Phone, false)
	return journal.Accept(PutUpEvent{w.where(), phone, hanging(phone, w.service), s.Body.ConsentHow, s.By.Worker, s.At.Day(w.zone), s.At})
}

func (w wall) seen(s journal.Said[Seen]) journal.Answer {
	phone := w.number(s.Body.Phone, true)
	return journal.Accept(SeenEvent{w.where(), phone, hanging(phone, w.service), s.By.Worker, s.At.Day(w.zone), s.At})
}

func (w wall) gone(s journal.Said[Missing]) journal.Answer {
	return journal.Accept(GoneEvent{w.where(), s.Body.Why, s.At.Day(w.zone), s.At})
}

func (w wall) refused(s journal.Said[Refuse]) journal.Answer {
	return journal.Accept(RefusedEvent{w.where(), s.At.Day(w.zone), s.At})
}

// later is the later of two civil days; either may be empty.
func later(a, b string) string { return max(a, b) }
