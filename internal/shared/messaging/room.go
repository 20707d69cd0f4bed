package messaging

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Room is the room of messages. Its functions ask rooms that it must not know:
// the wiring gives them. A nil one leaves its part of the words empty.
type Room struct {
	// Address gives the full address of a link's page; false when it is revoked,
	// expired or not there.
	Address func(q journal.Query, link ident.ID) (url string, open bool, err error)
	// WorkerName gives the name of a worker.
	WorkerName func(q journal.Query, worker ident.ID) (string, error)
	// Terms gives, by the end of a param's key ("_lesson"), what another room calls the
	// thing whose id the param holds.
	Terms map[string]func(q journal.Query, id string) (string, error)
}

// Verbs lists what can be said here.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("messaging.mark", 1, r.load, Row.mark, access.Update("message")),
	}
}

// Events lists what can have happened here.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("messaging.queued/1", applyQueued),
		journal.On("messaging.marked/1", applyMarked),
	}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Messages.Definition()} }

// Follows stops what must not be said any more: with the life of those it is to or
// about, and at the moment it is queued.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(r.lifeChanged), journal.When(r.forgotten), journal.When(r.queued), registry.Asked(r), journal.When(r.unwanted)}
}

// Mark says what became of a message: verb messaging.mark.
type Mark struct {
	Message ident.ID `json:"message"`
	// How is whatsapp, sms, called or skipped.
	How string `json:"how"`
}

// Subject is the message.
func (b Mark) Subject() ident.ID { return b.Message }

// Check wants a message and one of the ways.
func (b Mark) Check() *fault.Error {
	if b.Message == "" {
		return fault.BadField("body.required", "message")
	}
	if !slices.Contains([]string{"whatsapp", "sms", "called", "skipped"}, b.How) {
		return fault.BadField("body.bad_choice", "how")
	}
	return nil
}

func (Room) load(q journal.Query) (Row, error) {
	r, found, err := Messages.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		return r, fault.Absent()
	}
	return r, err
}

func (r Row) mark(s journal.Said[Mark]) journal.Answer {
	by := s.By.Worker
	if by == "" {
		by = s.By.ID
	}
	return journal.Accept(Marked{r.ID, s.Body.How, string(by)})
}
