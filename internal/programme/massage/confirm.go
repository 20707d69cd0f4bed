package massage

import (
	"crypto/subtle"
	"strconv"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/shared/dispatch"
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
	// told is what was typed of a family that is not written down yet, who are those of them
	// whom the register knows, and where they live.
	told  asking
	who   family
	place dispatch.Place
	// course are the other visits of it that wait for the same code.
	course []Booking
	page   ident.ID // the family's own; empty: it has none
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
	if h.set, _, err = Policy.Get(q); err != nil {
		return h, err
	}
	return h, h.readAsking(q)
}

// loadConfirming reads the rest of a course too: one code is for all of it.
func loadConfirming(q journal.Query) (h held, err error) {
	if h, err = load(q); err != nil {
		return h, err
	}
	if h.page, err = pageOf(q, h.Parent); err != nil || h.Course == "" || h.State != Asked {
		return h, err
	}
	h.course, err = Bookings.Where(q.Tx, "facility_id = $1 AND course = $2 AND id <> $3 AND state = $4 ORDER BY nth", q.Facility, h.Course, h.ID, Asked)
	return h, err
}

// confirmed is what a booking becomes by the code: its people are written down, and the whole
// course is theirs.
func (h held) confirmed(s journal.Said[Confirm]) journal.Answer {
	if h.who.wrong != "" {
		return journal.Refuse(h.who.wrong)
	}
	events := append(joined(s, h), ConfirmedEvent{h.ID})
	for _, other := range h.course {
		if !other.Family.IsZero() {
			events = append(events, held{Booking: other}.writtenDown(h.childIDs(s))...)
		}
		events = append(events, ConfirmedEvent{other.ID})
	}
	return journal.Accept(append(events, h.say(s.NewID(0), bookedKind))...)
}

// childIDs are the children as they stand in the register once the code is told.
func (h held) childIDs(s journal.Said[Confirm]) (ids []ident.ID) {
	if h.Family.IsZero() {
		return h.Children
	}
	for i, k := range h.who.kids {
		if k.ID == "" {
			k.ID = s.NewID(10 + i)
		}
		ids = append(ids, k.ID)
	}
	return ids
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
		return h.confirmed(s)
	case h.Misses >= mostMisses:
		return journal.Refuse("massage.code_locked").On("code")
	case subtle.ConstantTimeCompare([]byte(s.Body.Code), []byte(h.code)) != 1:
		return journal.Refuse("massage.wrong_code").On("code").With(CodeMissed{h.ID})
	}
	return h.confirmed(s)
}

// newCode sends another one. The slot is held from the first asking on, never longer for it.
func (h held) newCode(s journal.Said[NewCode]) journal.Answer {
	switch {
	case h.State != Asked:
		return journal.Refuse("massage.over_already")
	case h.Generation >= mostCodes:
		return journal.Refuse("massage.too_many_codes")
	}
	next := h
	next.Generation++
	return journal.Accept(CodeRenewed{h.ID, next.Generation, h.HoldUntil}, next.say(s.NewID(0), codeKind))
}

// say queues words to the parent about a booking.
func (h held) say(id ident.ID, kind string) messaging.Queued {
	return messaging.Queue(h.message(id, kind))
}

// message is what say queues.
func (h held) message(id ident.ID, kind string) messaging.Message {
	m := messaging.Message{ID: id, To: h.Parent, Kind: kind, Params: map[string]string{"when_at": h.From.String(), "day_on": h.Day, "booking": string(h.ID)}}
	switch kind {
	case codeKind:
		m.Params["code_booking"], m.Params["until_at"] = string(h.ID), h.HoldUntil.String()
		m.Params["generation"] = strconv.FormatInt(h.Generation, 10)
	case bookedKind, movedKind:
		m.Link, m.Params["cadre_worker"] = h.page, string(h.Cadre)
	case "massage_offered":
		m.Link = h.page
	}
	return m
}

func (h held) lapse(s journal.Said[Lapse]) journal.Answer {
	if h.State != Asked || s.Now.Before(h.HoldUntil) {
		return journal.Accept()
	}
	return journal.Accept(h.ended(Lapsed, "unconfirmed")...)
}

// ended is the end of a booking; what was typed for it is dropped.
func (h held) ended(state, why string) (events []any) {
	if !h.Family.IsZero() {
		events = append(events, h.dropped())
	}
	return append(events, EndedEvent{h.ID, state, why})
}
