package messaging

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The channels there are.
const (
	Hand = "hand"
	Log  = "log"
)

// The states of a message.
const (
	Waiting = "waiting"
	Sent    = "sent"
	Called  = "called"
	Skipped = "skipped"
)

// Message is something to be said.
type Message struct {
	ID ident.ID
	// To is a person of the registry.
	To ident.ID
	// Kind names the words: catalogue key message.<kind>.
	Kind string
	// Link is the page that goes with it, or none.
	Link ident.ID
	// Worker has it in their "kirim" list beside the desk, or none.
	Worker ident.ID
	// Channel is Hand when empty.
	Channel string
	// Params fill the words. A key tells by its end what its value is, and is named
	// without it in the words: "eta_at" an instant in RFC 3339, shown as {eta}
	// 14.30; "until_on" a civil day; "sum_rp" rupiah; "courier_worker" and "mother_person" ids, shown as
	// names; an end of Room.Terms the id of what another room has words for; anything
	// else is a number or a code of the catalogue's own. Never a name, a phone, an
	// address or free text: params stand in the log.
	Params map[string]string
}

// Queued is the event of a message that waits to be sent.
type Queued struct {
	Message ident.ID          `json:"message"`
	To      ident.ID          `json:"to"`
	Kind    string            `json:"kind"`
	Link    ident.ID          `json:"link,omitempty"`
	Worker  ident.ID          `json:"worker,omitempty"`
	Channel string            `json:"channel"`
	Params  map[string]string `json:"params,omitempty"`
}

// Queue makes the event of a message to be sent, for any room's decision.
func Queue(m Message) Queued {
	if m.Channel == "" {
		m.Channel = Hand
	}
	return Queued{m.ID, m.To, m.Kind, m.Link, m.Worker, m.Channel, m.Params}
}

// Marked is the event of what became of a message: How is whatsapp, sms, called,
// skipped, or why it was stopped; By the worker (or who else) who said so.
type Marked struct {
	Message ident.ID `json:"message"`
	How     string   `json:"how"`
	By      string   `json:"by"`
}

// Row is a message as the tables know it.
type Row struct {
	Facility  ident.ID          `db:"facility_id"`
	ID        ident.ID          `db:"id"`
	Person    ident.ID          `db:"person"`
	Kind      string            `db:"kind"`
	Link      ident.ID          `db:"link"`
	Worker    ident.ID          `db:"worker"`
	Channel   string            `db:"channel"`
	Params    map[string]string `db:"params,json"`
	State     string            `db:"state"`
	How       string            `db:"how"`
	CreatedAt instant.Instant   `db:"created_at"`
	MarkedBy  string            `db:"marked_by"`
	MarkedAt  instant.Instant   `db:"marked_at"`
}

// Audiences are the desk and, until it is sent, the worker who is to send it: a
// lost phone knows nobody of yesterday.
func (r Row) Audiences() []string {
	if r.Worker == "" || r.State != Waiting {
		return []string{"f"}
	}
	return []string{"f", "w:" + string(r.Worker)}
}

// Messages is the table of messages.
var Messages = store.NewTable[Row]("message", store.Derived)

// codeForm is what a param may look like: an instant, an id, a number or a code.
// A name or a sentence does not fit: it has a capital or a space.
var (
	codeForm    = regexp.MustCompile(`^[a-z0-9_.:+-]{0,40}$`)
	instantForm = regexp.MustCompile(`^\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)$`)
)

// applyQueued refuses params that could be personal: a mistake in our own code,
// found by the first test that sends such a message.
func applyQueued(tx *store.Tx, m journal.Meta, e Queued) error {
	for _, k := range slices.Sorted(maps.Keys(e.Params)) {
		if v := e.Params[k]; !codeForm.MatchString(v) && !instantForm.MatchString(v) {
			return fmt.Errorf("messaging: param %s of message.%s is neither instant, id, number nor code", k, e.Kind)
		}
	}
	return Messages.Put(tx, Row{Facility: m.Facility, ID: e.Message, Person: e.To, Kind: e.Kind, Link: e.Link, Worker: e.Worker,
		Channel: e.Channel, Params: e.Params, State: Waiting, CreatedAt: m.RecordedAt})
}

func applyMarked(tx *store.Tx, m journal.Meta, e Marked) error {
	r, found, err := Messages.Get(tx, m.Facility, e.Message)
	if err != nil || !found || stateOf(e.How) == Skipped && r.State != Waiting {
		return err
	}
	r.State, r.How, r.MarkedBy, r.MarkedAt = stateOf(e.How), e.How, e.By, m.OccurredAt
	return Messages.Put(tx, r)
}

func stateOf(how string) string {
	switch how {
	case "called":
		return Called
	case "skipped", StoppedDead, StoppedMoved, StoppedQuiet, StoppedErased, StoppedOver, StoppedDeclined:
		return Skipped
	}
	return Sent
}
