package massage

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// What a family is told of a visit without having asked: the evening before, an hour before, that
// the cadre is on her way, and afterwards the question for stars. Passed is no word: it takes
// back what nobody has sent in time.
const (
	Evening    = "evening"
	HourBefore = "hour"
	OnTheWay   = "on_way"
	AskStars   = "rate"
	Passed     = "passed"
)

// Reminder is one of them and when it is due.
type Reminder struct {
	Kind string          `json:"kind"`
	At   instant.Instant `json:"at"`
}

// ToRemindEvent is the event of reminders that a slot, or the end of a visit, asks for. From is
// the slot's beginning: for another one there is another event.
type ToRemindEvent struct {
	Booking ident.ID        `json:"booking"`
	From    instant.Instant `json:"from"`
	Due     []Reminder      `json:"due"`
}

// Remind is the machine's, when a reminder is due: verb massage.remind.
type Remind struct {
	Booking ident.ID        `json:"booking"`
	From    instant.Instant `json:"from"`
	Kind    string          `json:"kind" max:"10"`
}

// Subject is the booking.
func (b Remind) Subject() ident.ID { return b.Booking }

// remindEvents are those of reminders. What was said stands in the messages, not in a table.
func remindEvents() []journal.Event {
	return []journal.Event{journal.Later(journal.On("massage.to_remind/1", func(*store.Tx, journal.Meta, ToRemindEvent) error { return nil }),
		func(_ journal.Meta, e ToRemindEvent) (then []journal.Then) {
			for _, d := range e.Due {
				then = append(then, journal.Then{Due: d.At, Verb: "massage.remind", Body: Remind{e.Booking, e.From, d.Kind}})
			}
			return then
		})}
}

// remindFollows let each event that gives, moves or ends a slot set its reminders anew, by
// whatever verb it came.
func remindFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e BookedEvent) ([]any, error) { return slotted(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e ConfirmedEvent) ([]any, error) { return slotted(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e MovedEvent) ([]any, error) { return slotted(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e OfferEndedEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e UnplacedEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e PutBackEvent) ([]any, error) { return slotted(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e TurnedBackEvent) ([]any, error) { return slotted(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e EndedEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(left),
		journal.When(func(q journal.Query, _ journal.Meta, e ScreenedEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e StartedEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e NotHomeEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(func(q journal.Query, _ journal.Meta, e StoppedEvent) ([]any, error) { return hushed(q, e.Booking) }),
		journal.When(over),
		journal.When(func(q journal.Query, _ journal.Meta, e RatedEvent) ([]any, error) { return hushed(q, e.Booking) }),
	}
}

// telling is a booking with what its reminders need.
type telling struct {
	Booking
	visit Visit
	set   RemindSettings
	zone  *time.Location
	now   instant.Instant
	// gone: one of those it is about is not there any more.
	gone bool
	// phone: the parent can be written to.
	phone bool
	page  ident.ID // the family's, or none
	said  bool     // the message of this reminder is there
	// waiting are the words about it that nobody has sent.
	waiting []messaging.Row
}

// readTelling reads what is enough to take words back: most of the time there are none. found is
// false where there is no such booking, or nobody to tell yet.
func readTelling(q journal.Query, booking ident.ID) (t telling, found bool, err error) {
	if t.Booking, found, err = Bookings.Get(q.Tx, q.Facility, booking); err != nil || !found || t.Parent == "" {
		return t, false, err
	}
	t.now = q.Now
	rows, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND state = $3 ORDER BY created_at, id", q.Facility, t.Parent, messaging.Waiting)
	for _, r := range rows {
		if aboutOf(r) == booking && watched(r.Kind) {
			t.waiting = append(t.waiting, r)
		}
	}
	if err == nil && slices.ContainsFunc(t.waiting, ofVisit) {
		t.visit, _, err = Visits.Get(q.Tx, q.Facility, booking)
	}
	return t, true, err
}

// readHours reads when words may be said.
func (t *telling) readHours(q journal.Query) (err error) {
	if t.set, _, err = RemindPolicy.Get(q); err != nil {
		return err
	}
	t.zone, err = zoneOf(q)
	return err
}

func kindOf(reminder string) string { return "massage_" + reminder }

// keepsAsking is how long the question for stars waits to be sent: our own proposal. Whoever is
// asked later has forgotten.
const keepsAsking = 72 * time.Hour

// hushed takes back what is not true any more.
func hushed(q journal.Query, booking ident.ID) ([]any, error) {
	t, found, err := readTelling(q, booking)
	if err != nil || !found {
		return nil, err
	}
	return t.stale(), nil
}

// slotted sets the reminders of a slot.
func slotted(q journal.Query, booking ident.ID) ([]any, error) {
	t, found, err := readTelling(q, booking)
	if err != nil || !found {
		return nil, err
	}
	out := t.stale()
	if t.State != Booked {
		return out, nil
	}
	if err := t.readHours(q); err != nil {
		return nil, err
	}
	if due := t.set.visit(t.Booking, t.zone, q.Now); len(due) > 0 {
		out = append(out, ToRemindEvent{booking, t.From, due})
	}
	return out, nil
}

// staysNews is how long it is news that she has left: a phone that found a signal later has
// nothing to tell any more. Our own proposal.
const staysNews = time.Hour

// left tells the family that the cadre is on her way, with the page that shows her.
func left(q journal.Query, m journal.Meta, e SetOutEvent) ([]any, error) {
	t, found, err := readTelling(q, e.Booking)
	if err != nil || !found {
		return nil, err
	}
	out := t.stale()
	if q.Now.Sub(e.At) > staysNews {
		return out, nil
	}
	if err = t.readFamily(q, OnTheWay); err != nil {
		return nil, err
	}
	return append(out, t.words(OnTheWay, ident.Derive(m.ID(), 1))...), nil
}

// over sets when the parent is asked for stars: of a visit that was done, never of one that was
// broken off.
func over(q journal.Query, _ journal.Meta, e FinishedEvent) ([]any, error) {
	t, found, err := readTelling(q, e.Booking)
	if err != nil || !found {
		return nil, err
	}
	if err := t.readHours(q); err != nil {
		return nil, err
	}
	at := t.set.rating(e.At, t.zone, q.Now)
	return append(t.stale(), ToRemindEvent{e.Booking, t.From, []Reminder{{AskStars, at}, {Passed, at.Add(keepsAsking)}}}), nil
}

// readFamily reads whether a word can be said: to whom, about whom, and whether it was.
func (t *telling) readFamily(q journal.Query, kind string) (err error) {
	if t.visit, _, err = Visits.Get(q.Tx, q.Facility, t.ID); err != nil {
		return err
	}
	parent, detail, found, err := registry.OpenCanonical(q, t.Parent)
	if err != nil {
		return err
	}
	t.phone, t.gone = found && detail.Phone != "", !found || parent.State != registry.Active
	for _, id := range t.Children {
		child, found, err := registry.Canonical(q.Tx, q.Facility, id)
		if err != nil {
			return err
		}
		t.gone = t.gone || !found || child.State != registry.Active
	}
	if t.page, err = pageOf(q, parent.ID); err != nil {
		return err
	}
	_, t.said, err = messaging.Messages.Get(q.Tx, q.Facility, t.messageID(kind))
	return err
}

// messageID names a reminder of a slot: it is said once. A visit that is moved is told of anew,
// a cadre who sets out again too; stars are asked for once a visit.
func (t telling) messageID(kind string) ident.ID {
	at := t.From.String()
	switch kind {
	case AskStars:
		at = ""
	case OnTheWay:
		at = t.visit.SetOutAt.String()
	}
	return ident.Named("massage " + kind + " " + string(t.Facility) + string(t.ID) + at)
}

// words are the message of a reminder, with a page for who has none; nothing where it was said,
// where there is no phone, and never where one of them is not there any more.
func (t telling) words(kind string, page ident.ID) (out []any) {
	if t.said || t.gone || !t.phone {
		return nil
	}
	m := messaging.Message{ID: t.messageID(kind), To: t.Parent, Kind: kindOf(kind), Link: t.page,
		Params: map[string]string{"booking": string(t.ID), "when_at": t.From.String(), "day_on": t.Day, "cadre_worker": string(t.Cadre)}}
	if m.Link == "" {
		m.Link = page
		out = append(out, link.Issue(page, link.Massage, t.Parent, t.Parent, t.now.Add(pageLives)))
	}
	if kind == OnTheWay {
		m.Worker, m.Params["left_at"] = t.Cadre, t.visit.SetOutAt.String()
	}
	return append(out, messaging.Queue(m))
}

// reminding is a booking whose reminder is due.
type reminding struct {
	telling
	there bool
}

func loadReminding(q journal.Query) (r reminding, err error) {
	if r.telling, r.there, err = readTelling(q, q.Subject); err != nil || r.ID == "" {
		return r, cmp.Or(err, error(fault.Absent()))
	}
	if !r.there {
		return r, nil
	}
	if err = r.readHours(q); err != nil {
		return r, err
	}
	return r, r.readFamily(q, q.Body.(Remind).Kind)
}

// remind says what is still true and was not said: much may have happened since it was set.
func (r reminding) remind(s journal.Said[Remind]) journal.Answer {
	if !r.there {
		return journal.Accept()
	}
	out := r.stale()
	if r.holds(s.Body) && !r.set.asleep(r.now, r.zone) {
		out = append(out, r.words(s.Body.Kind, s.NewID(0))...)
	}
	return journal.Accept(out...)
}

// holds reports whether a reminder is still right. After a time without power the evening's is
// left to that of the hour before, and none comes when the visit should have begun.
func (r reminding) holds(b Remind) bool {
	ahead := r.State == Booked && r.From == b.From
	switch b.Kind {
	case Evening:
		return ahead && r.now.Day(r.zone) < r.Day
	case HourBefore:
		return ahead && r.now.Before(r.From)
	case AskStars:
		return r.State == Done && r.visit.Stars == 0
	}
	return false
}
