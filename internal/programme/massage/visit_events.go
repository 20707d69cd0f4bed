package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetOutEvent is the event of a cadre on her way.
type SetOutEvent struct {
	Booking ident.ID        `json:"booking"`
	Cadre   ident.ID        `json:"cadre"`
	At      instant.Instant `json:"at"`
	Alone   bool            `json:"alone,omitempty"`
}

// ScreenedEvent is the event of the questions at the door. State is the booking's after it:
// as it was, or referred, stopped, to_move.
type ScreenedEvent struct {
	Booking ident.ID        `json:"booking"`
	Cadre   ident.ID        `json:"cadre"`
	At      instant.Instant `json:"at"`
	Answers journal.Ref     `json:"answers"`
	Verdict string          `json:"verdict"`
	Rows    []string        `json:"rows"`
	Limits  []string        `json:"limits"`
	State   string          `json:"state"`
	Signs   []string        `json:"signs,omitempty"`
	Request ident.ID        `json:"request,omitempty"`
	Case    ident.ID        `json:"case,omitempty"`
	Policy  int64           `json:"policy"`
}

// StartedEvent is the event of a massage that begins: under which certificate, and by which
// standing in, where the village is not the cadre's own.
type StartedEvent struct {
	Booking ident.ID        `json:"booking"`
	Cadre   ident.ID        `json:"cadre"`
	At      instant.Instant `json:"at"`
	Day     string          `json:"day"`
	Paper   ident.ID        `json:"paper"`
	Stand   ident.ID        `json:"stand,omitempty"`
}

// FinishedEvent is the event of a massage that is done.
type FinishedEvent struct {
	Booking ident.ID        `json:"booking"`
	At      instant.Instant `json:"at"`
	Did     []string        `json:"did"`
	Taught  []string        `json:"taught"`
	Alone   bool            `json:"alone"`
	Note    journal.Ref     `json:"note,omitzero"`
}

// StoppedEvent is the event of a massage that was broken off.
type StoppedEvent struct {
	Booking ident.ID        `json:"booking"`
	At      instant.Instant `json:"at"`
	Why     string          `json:"why"`
	Signs   []string        `json:"signs,omitempty"`
	Request ident.ID        `json:"request,omitempty"`
	Note    journal.Ref     `json:"note,omitzero"`
}

// NotHomeEvent is the event of a cadre before a closed door.
type NotHomeEvent struct {
	Booking ident.ID        `json:"booking"`
	Cadre   ident.ID        `json:"cadre"`
	At      instant.Instant `json:"at"`
}

// RatedEvent is the event of what a parent said of a visit. Talk is the task that it opened,
// Counted the visits whose bad ratings that task is about.
type RatedEvent struct {
	Booking ident.ID    `json:"booking"`
	Stars   int64       `json:"stars"`
	Word    journal.Ref `json:"word,omitzero"`
	By      string      `json:"by"`
	Talk    ident.ID    `json:"talk,omitempty"`
	Counted []ident.ID  `json:"counted,omitempty"`
}

func (e SetOutEvent) booking() ident.ID   { return e.Booking }
func (e ScreenedEvent) booking() ident.ID { return e.Booking }
func (e StartedEvent) booking() ident.ID  { return e.Booking }
func (e FinishedEvent) booking() ident.ID { return e.Booking }
func (e StoppedEvent) booking() ident.ID  { return e.Booking }
func (e NotHomeEvent) booking() ident.ID  { return e.Booking }

// visitEvents are what can have happened on a visit.
func visitEvents() []journal.Event {
	return []journal.Event{
		journal.On("massage.set_out/1", atDoor(setOut)),
		journal.On("massage.screened/1", atDoor(screened)),
		journal.On("massage.started/1", atDoor(began)),
		journal.On("massage.finished/1", atDoor(finished)),
		journal.On("massage.stopped/1", atDoor(stopped)),
		journal.On("massage.not_home/1", atDoor(notHome)),
		journal.On("massage.rated/1", applyRated),
		journal.On("massage.house_refused/1", applyHouseRefused),
	}
}

// atDoor applies an event to the booking and to its visit.
func atDoor[E interface{ booking() ident.ID }](do func(b *Booking, v *Visit, m journal.Meta, e E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		b, found, err := Bookings.Get(tx, m.Facility, e.booking())
		if err != nil || !found {
			return err
		}
		v, found, err := Visits.Get(tx, m.Facility, b.ID)
		if err != nil {
			return err
		}
		if !found {
			v = Visit{Facility: m.Facility, ID: b.ID, Parent: b.Parent, Village: b.Village, Rows: []string{}, Did: []string{}, Taught: []string{}, Signs: []string{}}
		}
		do(&b, &v, m, e)
		if answers, asked := any(e).(ScreenedEvent); asked {
			if err := keptAtDoor(tx, m, b.Village, answers); err != nil {
				return err
			}
		}
		if err := Bookings.Put(tx, b); err != nil {
			return err
		}
		return Visits.Put(tx, v)
	}
}

func setOut(b *Booking, v *Visit, _ journal.Meta, e SetOutEvent) {
	b.State, b.LateAt, v.Cadre, v.SetOutAt = OnWay, 0, e.Cadre, e.At
}

func screened(b *Booking, v *Visit, m journal.Meta, e ScreenedEvent) {
	v.Cadre, v.ScreenedBy, v.ScreenedAt, v.Verdict, v.Rows = e.Cadre, e.Cadre, e.At, e.Verdict, orNone(e.Rows)
	v.Signs, v.Request, v.Case = orNone(e.Signs), e.Request, e.Case
	b.Answers, b.Verdict, b.Limits = e.Answers, e.Verdict, orNone(e.Limits)
	switch b.State = e.State; e.State {
	case Referred, Stopped:
		b.closed(m, "questions")
	case ToMove: // its slot is now: nobody can have it any more, and nobody waits in it
		b.goesTo()
		b.Cadre, b.OfferCadre, b.Offer = "", "", Offer{}
	}
}

// closed ends a booking whose visit is over.
func (b *Booking) closed(m journal.Meta, why string) {
	b.EndedAt, b.Why, b.HoldUntil = m.RecordedAt, why, 0
	b.goesTo(b.Cadre)
	b.OfferCadre, b.Offer = "", Offer{}
}

func began(b *Booking, v *Visit, _ journal.Meta, e StartedEvent) {
	b.State = Started
	v.Cadre, v.StartedAt, v.Day, v.Paper, v.Stand = e.Cadre, e.At, e.Day, e.Paper, e.Stand
}

func finished(b *Booking, v *Visit, m journal.Meta, e FinishedEvent) {
	b.State = Done
	b.closed(m, "")
	v.EndedAt, v.Did, v.Taught, v.Alone, v.Note = e.At, orNone(e.Did), orNone(e.Taught), e.Alone, e.Note
}

func stopped(b *Booking, v *Visit, m journal.Meta, e StoppedEvent) {
	b.State = Stopped
	b.closed(m, e.Why)
	v.EndedAt, v.StopWhy, v.Signs, v.Request, v.Note = e.At, e.Why, orNone(e.Signs), e.Request, e.Note
}

func notHome(b *Booking, v *Visit, m journal.Meta, e NotHomeEvent) {
	b.State = NotHome
	b.closed(m, "")
	v.Cadre, v.EndedAt = e.Cadre, e.At
}

func applyRated(tx *store.Tx, m journal.Meta, e RatedEvent) error {
	for _, id := range append(slices.Clone(e.Counted), e.Booking) {
		v, found, err := Visits.Get(tx, m.Facility, id)
		if err != nil || !found {
			return err
		}
		if v.Talk = e.Talk; id == e.Booking {
			v.Stars, v.Word, v.RatedBy, v.RatedAt = e.Stars, e.Word, e.By, m.RecordedAt
		}
		if err := Visits.Put(tx, v); err != nil {
			return err
		}
	}
	return nil
}
