package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// VerbKind tells requests from reports.
type VerbKind string

// A request may be refused. A report of what already happened is kept even when
// it contradicts the plan, or comes from someone who has lost the right since.
const (
	IsRequest VerbKind = "request"
	IsReport  VerbKind = "report"
)

// Verb is one way to change the world, declared once for the journal, the API,
// the sync door, the access probes and the documents.
type Verb struct {
	Name string
	V    int
	Kind VerbKind
	Need access.Need
	// TwoPersons makes the command a proposal until another person approves it.
	TwoPersons bool
	// Urgent commands never wait behind others and are never turned away.
	Urgent bool
	// Founding verbs may be the first of a new facility.
	Founding bool
	Body     reflect.Type
	decode   func(json.RawMessage) (any, error)
	run      func(q Query, in input) (Answer, object, error)
}

// Option changes a verb at its declaration.
type Option func(*Verb)

// TwoPersons is the mark of a verb that needs a second person.
func TwoPersons(v *Verb) { v.TwoPersons = true }

// Urgent is the mark of intake, alarm and arrival.
func Urgent(v *Verb) { v.Urgent = true }

// Founding is the mark of the verb that begins a facility's log.
func Founding(v *Verb) { v.Founding = true }

// input is an undecoded Said.
type input struct {
	said Said[any]
}

// object is who sees what a command is about, and who once did.
type object struct{ keys, once []string }

// Keyed is a state that knows who sees what it is about; scopes below the whole
// facility are checked against it. A state without it is closed to them.
type Keyed interface{ Audiences() []string }

// OnceKeyed is a state that remembers who had to do with it before: their late
// reports are held, not refused.
type OnceKeyed interface{ FormerAudiences() []string }

// Subjected is a body that names what it is about.
type Subjected interface{ Subject() ident.ID }

// Checked is a body that checks its own form before anything is read.
type Checked interface{ Check() *fault.Error }

// Request declares a verb that may be refused.
func Request[S, B any](name string, v int, load func(Query) (S, error), decide func(S, Said[B]) Answer, need access.Need, options ...Option) Verb {
	return declare(IsRequest, name, v, load, decide, need, options)
}

// Report declares a verb that tells of something that already happened.
func Report[S, B any](name string, v int, load func(Query) (S, error), decide func(S, Said[B]) Answer, need access.Need, options ...Option) Verb {
	return declare(IsReport, name, v, load, decide, need, options)
}

func declare[S, B any](kind VerbKind, name string, v int, load func(Query) (S, error), decide func(S, Said[B]) Answer, need access.Need, options []Option) Verb {
	verb := Verb{Name: name, V: v, Kind: kind, Need: need, Body: reflect.TypeFor[B]()}
	verb.decode = func(raw json.RawMessage) (any, error) { return decodeBody[B](raw) }
	verb.run = func(q Query, in input) (Answer, object, error) {
		state, err := load(q)
		if err != nil {
			return Answer{}, object{}, err
		}
		var o object
		if k, ok := any(state).(Keyed); ok {
			o.keys = k.Audiences()
		}
		if k, ok := any(state).(OnceKeyed); ok {
			o.once = k.FormerAudiences()
		}
		s := in.said
		return decide(state, Said[B]{s.Body.(B), s.Facility, s.ID, s.By, s.Approver, s.At, s.Now, s.Since, s.Until, s.Clock, s.seal}), o, nil
	}
	for _, o := range options {
		o(&verb)
	}
	return verb
}

// decodeBody reads a body strictly: no unknown members, no trailing text, every
// id well formed, every text of a sane length.
func decodeBody[B any](raw json.RawMessage) (any, error) {
	var b B
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		return nil, badJSON(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fault.New(fault.Invalid, "body.trailing")
	}
	if err := checkValue(reflect.ValueOf(&b).Elem(), "", ""); err != nil {
		return nil, err
	}
	if c, ok := any(b).(Checked); ok {
		if e := c.Check(); e != nil {
			return nil, e
		}
	}
	return b, nil
}

func badJSON(err error) error {
	var t *json.UnmarshalTypeError
	if errors.As(err, &t) {
		return fault.BadField("body.wrong_type", t.Field)
	}
	if strings.Contains(err.Error(), "unknown field") { // encoding/json has no type for it
		return fault.New(fault.Invalid, "body.unknown_field")
	}
	return fault.New(fault.Invalid, "body.not_json")
}

// MaxText is how many characters a text field takes unless its tag says `max:"n"`.
const MaxText = 200

var idType = reflect.TypeFor[ident.ID]()

// checkValue walks a decoded body. It also drops NUL, which PostgreSQL cannot
// hold and which no keyboard types.
func checkValue(v reflect.Value, path string, tag reflect.StructTag) error {
	switch v.Kind() {
	case reflect.String:
		return checkText(v, path, tag)
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() {
				continue
			}
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if err := checkValue(v.Field(i), join(path, name), f.Tag); err != nil {
				return err
			}
		}
	case reflect.Slice:
		if v.Len() > 500 {
			return fault.BadField("body.too_many", path)
		}
		for i := range v.Len() {
			if err := checkValue(v.Index(i), path, tag); err != nil {
				return err
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			return checkValue(v.Elem(), path, tag)
		}
	case reflect.Map:
		return fault.BadField("body.map", path) // no verb takes free-form maps
	}
	return nil
}

func checkText(v reflect.Value, path string, tag reflect.StructTag) error {
	s := v.String()
	if v.Type() == idType {
		if s != "" && !ident.ID(s).Valid() {
			return fault.BadField("body.bad_id", path)
		}
		return nil
	}
	limit := MaxText
	if m := tag.Get("max"); m != "" {
		if _, err := fmt.Sscanf(m, "%d", &limit); err != nil {
			return fault.Wrap(err, "journal: tag max of %s", path)
		}
	}
	if !utf8.ValidString(s) {
		return fault.BadField("text.not_utf8", path)
	}
	if utf8.RuneCountInString(s) > limit {
		return fault.BadField("text.too_long", path)
	}
	if strings.ContainsRune(s, 0) {
		v.SetString(strings.ReplaceAll(s, "\x00", ""))
	}
	return nil
}

func join(path, name string) string {
	if path == "" || name == "" {
		return path + name
	}
	return path + "." + name
}

// Nothing is the state of a verb that needs none.
type Nothing struct{}

// LoadNothing loads it.
func LoadNothing(Query) (Nothing, error) { return Nothing{}, nil }

// Event declares what can have happened: its name in the log, the Go type, and
// how the owning room's tables follow from it.
type Event struct {
	Kind  string
	Type  reflect.Type
	apply func(tx *store.Tx, m Meta, body json.RawMessage) error
	then  func(m Meta, e any) []Then
	// rights says that somebody's rights change with this event.
	rights bool
}

// On declares an event with what it does to its room's tables. Kind is
// room.happened/1.
func On[E any](kind string, apply func(tx *store.Tx, m Meta, e E) error) Event {
	return Event{Kind: kind, Type: reflect.TypeFor[E](), apply: func(tx *store.Tx, m Meta, body json.RawMessage) error {
		var e E
		if err := json.Unmarshal(body, &e); err != nil {
			return fmt.Errorf("journal: decode %s: %w", kind, err)
		}
		return apply(tx, m, e)
	}}
}

// Follow is how one room answers to what happened in another, in the same
// transaction: it returns events of its own or of shared rooms.
type Follow struct {
	typ reflect.Type
	run func(q Query, m Meta, e any) ([]any, error)
}

// When declares a follow.
func When[E any](f func(q Query, m Meta, e E) ([]any, error)) Follow {
	return Follow{reflect.TypeFor[E](), func(q Query, m Meta, e any) ([]any, error) { return f(q, m, e.(E)) }}
}

// ChangesRights marks an event after which actors are read anew.
func ChangesRights(ev Event) Event { ev.rights = true; return ev }

// Then is a command for the machine at a later time.
type Then struct {
	Due  instant.Instant
	Verb string
	Body any
	// Errand, when it is not empty, is the kind of an errand that carries no command
	// (a letter to another facility): Body is its own, Verb is not used.
	Errand string
}

// Later declares the commands that the machine gives when an event's time has
// come. Their ids derive from the event, so each is carried out once.
func Later[E any](ev Event, f func(m Meta, e E) []Then) Event {
	ev.then = func(m Meta, e any) []Then { return f(m, e.(E)) }
	return ev
}

// Room is what a room gives to the house.
type Room interface {
	Verbs() []Verb
	Events() []Event
	Tables() []store.Def
	Follows() []Follow
}
