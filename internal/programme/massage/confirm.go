package massage

import (
	"crypto/subtle"
	"strconv"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/shared/messaging"
)

// pageLives is how long a family's page opens: until a child of today is past the age of
// massages, at most.
const pageLives = 400 * 24 * time.Hour

// Confirm says that the telephone is the parent's, by the code that was sent there: verb
// massage.confirm. The desk confirms without one when the parent has rung.
type Confirm struct {
	Booking ident.ID `json:"booking"`
	Code    string   `json:"code,omitempty" max:"10"`
}

// NewCode sends another code: verb massage.new_code.
type NewCode struct {
	Booking ident.ID `json:"booking"`
}

// Lapse is the machine's, when the telephone was not confirmed in time: verb massage.lapse.
type Lapse struct {
	Booking ident.ID `json:"booking"`
}

// Subject is the booking.
func (b Confirm) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b NewCode) Subject() ident.ID { return b.Booking }

// Subject is the booking.
func (b Lapse) Subject() ident.ID { return b.Booking }

// Check wants a booking.
func (b Confirm) Check() *fault.Error { return wanted(b.Booking) }

// Check wants a booking.
func (b NewCode) Check() *fault.Error { return wanted(b.Booking) }

func wanted(booking ident.ID) *fault.Error {
	if booking == "" {
		return fault.BadField("body.required", "booking")
	}
	return nil
}

// Code is the six digits that confirm a booking's telephone. It is derived and lies nowhere.
func Code(ring *keys.Ring, facility, booking ident.ID, generation int64) string {
	return ring.Digits(6, "massage booking", string(facility), string(booking), strconv.FormatInt(generation, 10))
}

// CodeOf reads the code that a booking has now, for the words of its message.
func CodeOf(q journal.Query, booking string) (string, error) {
	b, found, err := Bookings.Get(q.Tx, q.Facility, ident.ID(booking))
	if err != nil || !found {
		return "", err
	}
	return Code(q.Keys, q.Facility, b.ID, b.Generation), nil
}

// mostMisses is how many wrong codes are taken before another one has to be sent, mostCodes
// how many are sent.
const (
	mostMisses = 5
	mostCodes  = 3
)

// held is a booking with what a decision about it needs.
type held struct {
	Booking
	set  Settings
	code string
	desk bool
}

func load(q journal.Query) (h held, err error) {
	found := false
	if h.Booking, found, err = Bookings.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return h, err
	}
	if !found {
		return h, fault.Absent()
	}
	h.code, h.desk = Code(q.Keys, q.Facility, h.ID, h.Generation), doorOf(q.By) != ByPage
	h.set, _, err = Policy.Get(q)
	return h, err
}

func (h held) confirm(s journal.Said[Confirm]) journal.Answer {
	switch {
	case h.State == Booked:
		return journal.Refuse("massage.confirmed_already")
	case h.State == Lapsed:
		return journal.Refuse("massage.lapsed")
	case h.State != Asked:
		return journal.Refuse("massage.over_already")
	case h.desk && s.Body.Code == "":
		return journal.Accept(ConfirmedEvent{h.ID}, h.say(s.NewID(0), "massage_booked"))
	case h.Misses >= mostMisses:
		return journal.Refuse("massage.code_locked").On("code")
	case subtle.ConstantTimeCompare([]byte(s.Body.Code), []byte(h.code)) != 1:
		return journal.Refuse("massage.wrong_code").On("code").With(CodeMissed{h.ID})
	}
	return journal.Accept(ConfirmedEvent{h.ID}, h.say(s.NewID(0), "massage_booked"))
}

// newCode sends another one. The slot is held from the first asking on, never longer for it.
func (h held) newCode(s journal.Said[NewCode]) journal.Answer {
	switch {
	case h.State != Asked:
		return journal.Refuse("massage.over_already")
	case h.Generation >= mostCodes:
		return journal.Refuse("massage.too_many_codes")
	}
	return journal.Accept(CodeRenewed{h.ID, h.Generation + 1, h.HoldUntil}, h.say(s.NewID(0), "massage_code"))
}

// say queues words to the parent about a booking.
func (h held) say(id ident.ID, kind string) messaging.Queued {
	m := messaging.Message{ID: id, To: h.Parent, Kind: kind, Params: map[string]string{"when_at": h.From.String(), "day_on": h.Day}}
	switch kind {
	case "massage_code":
		m.Params["code_booking"], m.Params["until_at"] = string(h.ID), h.HoldUntil.String()
	case "massage_booked", "massage_moved":
		m.Params["cadre_worker"] = string(h.Cadre)
	}
	return messaging.Queue(m)
}

func (h held) lapse(s journal.Said[Lapse]) journal.Answer {
	if h.State != Asked || s.Now.Before(h.HoldUntil) {
		return journal.Accept()
	}
	return journal.Accept(EndedEvent{h.ID, Lapsed, "unconfirmed"})
}
