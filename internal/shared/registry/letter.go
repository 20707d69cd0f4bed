package registry

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// LetterErrand is the kind of errand that brings a letter to another health
// centre: its body is an Outing. Nothing spans two facilities in a transaction, so
// whoever does it opens the letter here, gives the receiver a command there, and
// tells the sender what became of it; each step has an id that follows from the
// letter, so that a step done twice was done once.
const LetterErrand = "letter"

// Outing is the body of such an errand.
type Outing struct {
	Letter ident.ID `json:"letter"`
	// Generation counts the times the letter was sent, from 1.
	Generation int64 `json:"generation"`
	// Recall asks the receiver to look again: Person (by the receiver's id) has come back.
	Recall bool     `json:"recall,omitempty"`
	Person ident.ID `json:"person,omitempty"`
}

// The ways and the states of a letter.
const (
	Sent     = "sent"
	Received = "received"

	OnTheWay   = "on_the_way"
	Taken      = "taken"
	NotTaken   = "not_taken"
	CalledBack = "called_back"
)

// Letter is a letter between two health centres of this installation, as one of
// them knows it. It names nobody: People are ids of this side's records.
type Letter struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	// Way is Sent or Received.
	Way string `db:"way" json:"way"`
	// Other is the facility on the other side, empty when nobody has the Slug that was told.
	Other ident.ID `db:"other" json:"other,omitempty"`
	Slug  string   `db:"slug" json:"slug,omitempty"`
	// Village is the code of the village they move to.
	Village string     `db:"village" json:"village"`
	People  []ident.ID `db:"people,json" json:"people"`
	// Household is the household that was left as a whole, or that was made here.
	Household ident.ID `db:"household" json:"household,omitempty"`
	State     string   `db:"state" json:"state"`
	// Code says why it was not taken.
	Code       string          `db:"code" json:"code,omitempty"`
	Generation int64           `db:"generation" json:"generation"`
	At         instant.Instant `db:"at" json:"at"`
	AnsweredAt instant.Instant `db:"answered_at" json:"answered_at,omitzero"`
	Detail     journal.Ref     `db:"detail,json" json:"-"`
}

// Letters is the table of letters, sent and received.
var Letters = store.NewTable[Letter]("letter", store.Derived)

// sealedLetter is the table name of what letters say. It is erased with the answer.
const sealedLetter = "letter"

// LetterBody is what a letter says: sealed, and erased as soon as it is answered.
type LetterBody struct {
	// On is the day they moved.
	On         string      `json:"on"`
	Travellers []Traveller `json:"travellers"`
}

// Traveller is one person as a letter tells of them: what a register must know,
// never a clinical note, an address or what they agreed to here. All ids are the
// ones the receiver will use: the sender's own leave the house with nobody.
type Traveller struct {
	Row  Row    `json:"row"`
	Kind string `json:"kind" max:"20"`
	// Mother and Guardian are there when they travel too.
	Mother     ident.ID `json:"mother_person,omitempty"`
	Guardian   ident.ID `json:"guardian_person,omitempty"`
	InHospital bool     `json:"in_hospital,omitempty"`
	// Quiet: somebody close has died, and nobody has been there yet.
	Quiet bool `json:"quiet,omitempty"`
	// Work are the kinds of task about them that are open.
	Work []string `json:"work,omitempty" max:"30"`
}

// TravellerID is the id of somebody at the receiver of a letter. It cannot be
// turned back.
func TravellerID(letter, person ident.ID) ident.ID {
	return ident.Named("traveller " + string(letter) + " " + string(person))
}

// ReceiveID is the id of the command by which the receiver takes a letter in.
func ReceiveID(o Outing) ident.ID { return ident.Derive(o.Letter, int(o.Generation)*10+1) }

// AnswerID is the id of the answer at the sender.
func AnswerID(o Outing) ident.ID { return ident.Derive(o.Letter, int(o.Generation)*10+2) }

// StopID is the id of the command that stops a letter which was called back
// before it was answered.
func StopID(o Outing) ident.ID { return ident.Derive(o.Letter, int(o.Generation)*10+3) }

// LetterWritten is the event of a letter that goes out: also of one sent again.
type LetterWritten struct {
	Letter     ident.ID    `json:"letter"`
	Generation int64       `json:"generation"`
	To         ident.ID    `json:"to,omitempty"`
	Slug       string      `json:"slug"`
	Village    string      `json:"village"`
	People     []ident.ID  `json:"people"`
	Household  ident.ID    `json:"household,omitempty"`
	Body       journal.Ref `json:"body"`
}

// LetterAnswered is the event, at the sender, of what became of it. NotTaken has a Code.
type LetterAnswered struct {
	Letter     ident.ID `json:"letter"`
	Generation int64    `json:"generation"`
	State      string   `json:"state"`
	Code       string   `json:"code,omitempty"`
}

// LetterRecalled is the event, at the sender, of somebody of a letter who is back.
type LetterRecalled struct {
	Letter     ident.ID `json:"letter"`
	Generation int64    `json:"generation"`
	// Person is their id there; Last: nobody of the letter is away any more.
	Person ident.ID `json:"person"`
	Last   bool     `json:"last,omitempty"`
}

// LetterReceived is the event, at the receiver, of a letter that was taken, or of
// one that was called back before it came.
type LetterReceived struct {
	Letter     ident.ID   `json:"letter"`
	Generation int64      `json:"generation"`
	From       ident.ID   `json:"from"`
	Village    string     `json:"village,omitempty"`
	People     []ident.ID `json:"people,omitempty"`
	Household  ident.ID   `json:"household,omitempty"`
	State      string     `json:"state"`
}

// letterEvents lists what can have happened to a letter.
func letterEvents() []journal.Event {
	return []journal.Event{
		journal.Later(journal.On("registry.letter_written/1", applyWritten), func(m journal.Meta, e LetterWritten) []journal.Then {
			return []journal.Then{{Due: m.RecordedAt, Errand: LetterErrand, Body: Outing{Letter: e.Letter, Generation: e.Generation}}}
		}),
		journal.On("registry.letter_answered/1", applyAnswered),
		journal.Later(journal.On("registry.letter_recalled/1", applyRecalled), func(m journal.Meta, e LetterRecalled) []journal.Then {
			return []journal.Then{{Due: m.RecordedAt, Errand: LetterErrand, Body: Outing{e.Letter, e.Generation, true, e.Person}}}
		}),
		journal.On("registry.letter_received/1", applyReceived),
	}
}

func applyWritten(tx *store.Tx, m journal.Meta, e LetterWritten) error {
	l, found, err := Letters.Get(tx, m.Facility, e.Letter)
	if err != nil {
		return err
	}
	if !found {
		l = Letter{Facility: m.Facility, ID: e.Letter, Way: Sent, Household: e.Household, At: m.RecordedAt}
	}
	l.Other, l.Slug, l.Village, l.People, l.Generation, l.Detail = e.To, e.Slug, e.Village, e.People, e.Generation, e.Body
	l.State, l.Code, l.AnsweredAt = OnTheWay, "", 0
	return Letters.Put(tx, l)
}

func applyAnswered(tx *store.Tx, m journal.Meta, e LetterAnswered) error {
	l, found, err := Letters.Get(tx, m.Facility, e.Letter)
	if err != nil || !found {
		return err
	}
	l.State, l.Code, l.AnsweredAt = e.State, e.Code, m.RecordedAt
	return Letters.Put(tx, l)
}

func applyRecalled(tx *store.Tx, m journal.Meta, e LetterRecalled) error {
	l, found, err := Letters.Get(tx, m.Facility, e.Letter)
	if err != nil || !found || !e.Last {
		return err
	}
	l.State = CalledBack
	return Letters.Put(tx, l)
}

func applyReceived(tx *store.Tx, m journal.Meta, e LetterReceived) error {
	return Letters.Put(tx, Letter{Facility: m.Facility, ID: e.Letter, Way: Received, Other: e.From, Village: e.Village, People: e.People,
		Household: e.Household, State: e.State, Generation: e.Generation, At: m.RecordedAt})
}
