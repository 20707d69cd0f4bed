package massage

import (
	"strings"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
)

// Book asks for a visit: verb massage.book, by anybody on the public page, by a cadre, or at
// the desk. A parent and children are people of the register, or told of by name.
type Book struct {
	Booking  ident.ID       `json:"booking"`
	Parent   Parent         `json:"parent"`
	Children []Child        `json:"children"`
	Village  string         `json:"village" max:"20"`
	Place    dispatch.Place `json:"place"`
	Cadre    ident.ID       `json:"cadre"`
	// At is when the visit begins.
	At instant.Instant `json:"at"`
	// Weeks is how many weekly visits are asked for; 0 and 1 are one visit. Only all of them
	// or none are booked.
	Weeks int64 `json:"weeks,omitempty"`
	// Answers are those of the safety questions, asked of all children together: a yes of one
	// is a yes.
	Answers screening.Answers `json:"answers"`
	// Consent names the text that a parent agreed to, of what is kept of the children; empty:
	// nobody was asked for it now.
	Consent string `json:"consent,omitempty" max:"30"`
	// Wish, in place of a slot: nothing that suits is free, and the family waits.
	Wish Wanting `json:"wish,omitzero"`
}

// Parent is who asks for it.
type Parent struct {
	Person ident.ID `json:"person,omitempty"`
	Name   string   `json:"name,omitempty" max:"120"`
	Phone  string   `json:"phone,omitempty" max:"40"`
}

// Child is one who is to be massaged.
type Child struct {
	Person ident.ID `json:"person,omitempty"`
	Name   string   `json:"name,omitempty" max:"120"`
	Born   string   `json:"born,omitempty" max:"10"`
	Sex    string   `json:"sex,omitempty" max:"10"`
}

// Subject is the booking.
func (b Book) Subject() ident.ID { return b.Booking }

// mostChildren are of one home at one time.
const mostChildren = 3

// Check wants who, where, when, and the questions answered.
func (b Book) Check() *fault.Error {
	switch {
	case b.Booking == "":
		return fault.BadField("body.required", "booking")
	case b.Parent.Person == "" && strings.TrimSpace(b.Parent.Name) == "":
		return fault.BadField("body.required", "parent.name")
	case len(b.Children) == 0:
		return fault.BadField("body.required", "children")
	case len(b.Children) > mostChildren:
		return fault.BadField("body.too_many", "children")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case b.Weeks < 0 || b.Weeks > 26:
		return fault.BadField("massage.course_too_long", "weeks")
	}
	for _, c := range b.Children {
		switch {
		case c.Person == "" && strings.TrimSpace(c.Name) == "":
			return fault.BadField("body.required", "children.name")
		case c.Person == "" && !calendar.IsDay(c.Born):
			return fault.BadField("body.bad_date", "children.born")
		case c.Sex != "" && c.Sex != "female" && c.Sex != "male":
			return fault.BadField("body.bad_choice", "children.sex")
		}
	}
	if _, bad := registry.NormalPhone(b.Parent.Phone); b.Parent.Phone != "" && bad != nil {
		return fault.BadField(bad.Code, "parent.phone")
	}
	return b.Wish.check()
}

// booking is a visit before it is booked.
type booking struct {
	*board
	family
	known, served bool
	number        int64
	door          string
	// weeks are the days of the course with why each is not free; empty: it is.
	weeks []week
	open  int64 // bookings that the family has ahead of it
	// raising is what a danger sign becomes.
	raising need.Raising
	// fee is what each visit costs the family, in rupiah.
	fee int64
}

// week is one visit of a course.
type week struct {
	at, to instant.Instant
	day    string
	why    string
}

// Audiences are the desk, the village, the cadre, and whoever asks for it on the page.
func (b booking) Audiences() []string {
	body := b.q.Body.(Book)
	keys := []string{"f", "v:" + body.Village, "o:" + string(body.Booking)}
	if b.parent.ID != "" {
		keys = append(keys, "o:"+string(b.parent.ID))
	}
	return keys
}

// doorOf is where somebody who books does so.
func doorOf(a access.Actor) string {
	switch {
	case a.Is(access.Public) || a.Is(access.Mother):
		return ByPage
	case a.Is(access.Cadre) || a.Is(access.Midwife):
		return ByCadre
	}
	return ByDesk
}

func (r Room) loadBooking(q journal.Query) (k booking, err error) {
	b := q.Body.(Book)
	k.door = doorOf(q.By)
	if _, k.known, err = Bookings.Get(q.Tx, q.Facility, b.Booking); err != nil {
		return k, err
	}
	if _, k.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return k, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return k, err
	}
	first := max(b.At, q.Now).Day(f.Location())
	n := int(max(b.Weeks, 1))
	if k.board, err = readBoard(q, b.Cadre, first, calendar.Move(first, 7*(n-1)), r.Bikes); err != nil {
		return k, err
	}
	price, _, err := FeePolicy.Get(q)
	if err != nil {
		return k, err
	}
	k.fee = price.VisitRupiah
	if k.family, err = familyOf(q, b); err != nil {
		return k, err
	}
	if err = k.readNumbers(); err != nil {
		return k, err
	}
	if err = k.readDanger(b.Answers); err != nil {
		return k, err
	}
	return k, k.readWeeks(b, n)
}

func (b *booking) readNumbers() error {
	if _, err := b.q.One("SELECT COALESCE(MAX(number), 0) + 1 FROM massage_booking WHERE facility_id = $1", []any{b.q.Facility}, &b.number); err != nil {
		return err
	}
	_, err := b.q.One("SELECT count(*) FROM massage_booking WHERE facility_id = $1 AND parent = $2 AND parent <> '' AND state IN ('asked', 'booked', 'to_move', 'waiting')",
		[]any{b.q.Facility, b.parent.ID}, &b.open)
	return err
}

// readWeeks sees whether each visit of the course is free.
func (b *booking) readWeeks(body Book, n int) error {
	zone := b.facility.Location()
	at := body.At.In(zone)
	w := wish{village: ident.ID(body.Village), at: body.Place.Point(), born: b.born, home: b.parent.ID}
	for i := range n {
		from := instant.Of(at.AddDate(0, 0, 7*i))
		slot, why, err := b.fits(body.Cadre, from, w)
		if err != nil {
			return err
		}
		b.weeks = append(b.weeks, week{from, slot.To, from.Day(zone), why})
	}
	return nil
}

// refused says why a booking cannot stand; empty: it can, as far as the family goes.
func (b booking) refused(s journal.Said[Book]) string {
	body := s.Body
	switch {
	case b.known:
		return "massage.booked_already"
	case !b.served:
		return "registry.unknown_village"
	case b.family.wrong != "":
		return b.family.wrong
	case !b.family.shown:
		return "registry.unknown_text"
	case b.door == ByPage && !b.theirs(s):
		return "massage.nobody_known"
	case b.door == ByPage && b.parent.ID == "" && body.Parent.Phone == "":
		return "massage.no_phone"
	case body.Weeks > b.set.MostWeeks:
		return "massage.course_too_long"
	case b.open+int64(len(b.weeks)) > b.set.MostOpen:
		return "massage.too_many_open"
	}
	return ""
}

// refusedIn are the fields that refusals are about, where there is one.
var refusedIn = map[string]string{
	"registry.unknown_village": "village", "massage.nobody_known": "parent.person", "massage.no_phone": "parent.phone", "massage.course_too_long": "weeks",
	"registry.born_in_future": "children.born", "registry.unknown_text": "consent",
}

// Made is what somebody who booked is told.
type Made struct {
	Booking ident.ID `json:"booking"`
	Number  int64    `json:"number"`
	State   string   `json:"state"`
	// Verdict is what came of the safety questions: go or limit, or why there is no visit.
	Verdict screening.Verdict `json:"verdict"`
	// HoldUntil is until when the slot is kept for a phone that is not confirmed.
	HoldUntil instant.Instant `json:"hold_until,omitzero"`
	// Request is the request for help that a danger sign became, with its colour and the
	// number to dial at once.
	Request   ident.ID `json:"request,omitempty"`
	Colour    string   `json:"colour,omitempty"`
	Emergency string   `json:"emergency,omitempty"`
	// Fee is what each visit costs, in rupiah; 0: nothing.
	Fee int64 `json:"fee,omitempty"`
}

func (b booking) book(s journal.Said[Book]) journal.Answer {
	if code := b.refused(s); code != "" {
		return journal.Refuse(code).On(refusedIn[code])
	}
	v := b.verdict(s.Body.Answers, s.Body.At, s.Now)
	switch v.Result {
	case screening.Danger, screening.Refer, screening.Stop:
		return b.refer(s, v)
	case screening.Move:
		if s.Body.Wish.IsZero() && s.Body.At.Before(v.Until) {
			return journal.Refuse("massage.too_soon_after").On("at").Giving(v)
		}
	case screening.Wait:
		if len(v.Missing) > 0 {
			return journal.Refuse("massage.questions_missing").On("answers").Giving(v)
		}
	}
	if !s.Body.Wish.IsZero() {
		return b.wait(s, v)
	}
	if s.Body.Cadre == "" || s.Body.At.IsZero() {
		return journal.Refuse("massage.no_slot_chosen").On("slot")
	}
	for _, w := range b.weeks {
		if w.why != "" {
			return journal.Refuse(notFree(w.why)).On("at")
		}
	}
	return b.accept(s, v)
}

func (b booking) accept(s journal.Said[Book], v screening.Verdict) journal.Answer {
	body := s.Body
	children, events := b.register(s, false)
	first := b.event(s, v, children)
	if b.unproven(s) {
		first.State, first.HoldUntil, first.Generation = Asked, s.Now.Add(minutes(b.set.ConfirmMinutes)), 1
	}
	for i, w := range b.weeks {
		e := first
		e.From, e.To, e.Day, e.Nth, e.Number = w.at, w.to, w.day, int64(i+1), b.number+int64(i)
		if len(b.weeks) > 1 {
			e.Course = body.Booking
		}
		if i > 0 {
			e.Booking = s.NewID(40 + i)
			e.Place, e.Answers, e.Family = b.sealed(s, e.Booking, len(children) == 0)
		}
		events = append(events, e)
	}
	events = append(events, b.tell(s, first)...)
	return journal.Accept(events...).Giving(Made{Booking: body.Booking, Number: b.number, State: first.State, Verdict: v, HoldUntil: first.HoldUntil, Fee: first.Fee})
}

// event is the booking as it stands; its slot is the caller's.
func (b booking) event(s journal.Said[Book], v screening.Verdict, children []ident.ID) BookedEvent {
	e := BookedEvent{Booking: s.Body.Booking, Number: b.number, Parent: b.parentID(s), Children: children, Born: b.born, Village: s.Body.Village, Cadre: s.Body.Cadre,
		State: Booked, Door: b.door, Limits: orNone(v.Limits), Verdict: v.Result, Rows: v.Rows, Policy: b.version, Fee: b.fee}
	e.Place, e.Answers, e.Family = b.sealed(s, s.Body.Booking, len(children) == 0)
	return e
}

// sealed is where the home is and what was answered, of one booking; and who was typed, where
// they are not written down.
func (b booking) sealed(s journal.Said[Book], id ident.ID, typed bool) (place, answers, family journal.Ref) {
	if typed {
		family = s.Seal(sealedAsking, id, 1, asking{s.Body.Parent, s.Body.Children, s.Body.Consent, b.parent.ID == ""})
	}
	return s.Seal(sealedPlace, id, 1, s.Body.Place), s.Seal(sealedAnswers, id, 1, s.Body.Answers), family
}
