package policy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Version is one document of one section. Version 0 has no row: it is the
// defaults of the program.
type Version struct {
	Facility   ident.ID        `db:"facility_id"`
	ID         ident.ID        `db:"id"`
	Section    string          `db:"section"`
	Version    int64           `db:"version"`
	Document   json.RawMessage `db:"document,json"`
	At         instant.Instant `db:"at"`
	ProposedBy string          `db:"proposed_by"`
	ApprovedBy string          `db:"approved_by"`
}

// Versions is the table of all versions; the highest of a section is in force.
var Versions = store.NewTable[Version]("policy_version", store.Derived)

// Section is a group of settings that are changed together. T is a struct with
// JSON names; when it has a method Check() *fault.Error, a document it refuses
// never comes into force.
type Section[T any] struct {
	name     string
	defaults T
}

// Define declares a section with what holds until somebody changes it. The name
// is the programme or the room: "milk".
func Define[T any](name string, defaults T) Section[T] { return Section[T]{name, defaults} }

// Name is the section's.
func (s Section[T]) Name() string { return s.name }

// Get reads the document in force and its version, 0 for the defaults.
func (s Section[T]) Get(q journal.Query) (doc T, version int64, err error) {
	v, found, err := latest(q, s.name)
	if err != nil || !found {
		return s.defaults, 0, err
	}
	if doc, err = s.decode(v.Document, false); err != nil {
		return s.defaults, 0, fmt.Errorf("policy: %s version %d: %w", s.name, v.Version, err)
	}
	return doc, v.Version, nil
}

// At reads the document of a version: what was in force when a case began.
func (s Section[T]) At(q journal.Query, version int64) (doc T, err error) {
	if version == 0 {
		return s.defaults, nil
	}
	v, found, err := Versions.First(q.Tx, "facility_id = $1 AND section = $2 AND version = $3", q.Facility, s.name, version)
	if err != nil {
		return s.defaults, err
	}
	if !found {
		return s.defaults, fault.Absent()
	}
	return s.decode(v.Document, false)
}

func latest(q journal.Query, section string) (Version, bool, error) {
	return Versions.First(q.Tx, "facility_id = $1 AND section = $2 ORDER BY version DESC", q.Facility, section)
}

// decode reads a document over the defaults. A new document is read strictly: a
// misspelt setting must not silently stay as it was. An old one may hold
// settings that the program no longer has.
func (s Section[T]) decode(raw []byte, strict bool) (T, error) {
	var doc T
	base, err := json.Marshal(s.defaults) // by way of JSON, so that lists are not shared with the defaults
	if err == nil {
		err = json.Unmarshal(base, &doc)
	}
	if err != nil {
		return doc, fmt.Errorf("policy: defaults of %s: %w", s.name, err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if strict {
		d.DisallowUnknownFields()
	}
	if err := d.Decode(&doc); err != nil {
		return doc, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return doc, errors.New("policy: text after the document")
	}
	return doc, nil
}

// Known is a section of any type, as the room lists them.
type Known interface {
	Name() string
	resolve(raw []byte) (json.RawMessage, *fault.Error)
	inForce(q journal.Query) (json.RawMessage, int64, error)
}

// resolve makes the whole document of a proposed one.
func (s Section[T]) resolve(raw []byte) (json.RawMessage, *fault.Error) {
	doc, err := s.decode(raw, true)
	if err != nil {
		return nil, fault.BadField("policy.bad_document", "document")
	}
	if c, ok := any(doc).(journal.Checked); ok {
		if f := c.Check(); f != nil {
			return nil, f
		}
	}
	whole, err := json.Marshal(doc)
	if err != nil {
		return nil, fault.BadField("policy.bad_document", "document")
	}
	return whole, nil
}
