package policy

import (
	"encoding/json"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// longest is how many bytes a document may have: the largest section of ours has
// about 4 kB, and a version is kept for ever.
const longest = 64 << 10

// Document is a JSON object kept as it came, to be read by its section.
type Document struct{ raw json.RawMessage }

// NewDocument writes a value as a document, for commands made by the program.
func NewDocument(v any) (Document, error) {
	raw, err := json.Marshal(v)
	return Document{raw}, err
}

// UnmarshalJSON keeps the text.
func (d *Document) UnmarshalJSON(b []byte) error { d.raw = append(d.raw[:0], b...); return nil }

// MarshalJSON gives it back.
func (d Document) MarshalJSON() ([]byte, error) {
	if d.raw == nil {
		return []byte("null"), nil
	}
	return d.raw, nil
}

// Change is the command that puts a new document in the place of the one in
// force. What the document leaves out is as in the program's defaults.
type Change struct {
	Section  string   `json:"section" max:"60"`
	Document Document `json:"document"`
}

// Check wants an object of a sane size.
func (c Change) Check() *fault.Error {
	switch {
	case c.Section == "":
		return fault.BadField("body.required", "section")
	case len(c.Document.raw) == 0 || c.Document.raw[0] != '{':
		return fault.BadField("policy.bad_document", "document")
	case len(c.Document.raw) > longest:
		return fault.BadField("text.too_long", "document")
	}
	return nil
}

// Changed is the event of a new version. Document is the whole resolved one.
type Changed struct {
	Section  string          `json:"section"`
	Version  int64           `json:"version"`
	Document json.RawMessage `json:"document"`
}

// book is the state of a change: the section and the version in force.
type book struct {
	section Known
	version int64
}

func (r Room) loadBook(q journal.Query) (book, error) {
	c := q.Body.(Change)
	var b book
	for _, k := range r.Sections {
		if k.Name() == c.Section {
			b.section = k
		}
	}
	if b.section == nil {
		return b, fault.BadField("policy.unknown_section", "section")
	}
	v, _, err := latest(q, c.Section)
	b.version = v.Version
	return b, err
}

func (b book) change(s journal.Said[Change]) journal.Answer {
	whole, bad := b.section.resolve(s.Body.Document.raw)
	if bad != nil {
		return journal.Refuse(bad.Code).On(bad.Field)
	}
	return journal.Accept(Changed{b.section.Name(), b.version + 1, whole}).Giving(map[string]int64{"version": b.version + 1})
}

func applyChanged(tx *store.Tx, m journal.Meta, e Changed) error {
	return Versions.Put(tx, Version{Facility: m.Facility, ID: m.ID(), Section: e.Section, Version: e.Version,
		Document: e.Document, At: m.RecordedAt, ProposedBy: m.Actor, ApprovedBy: m.Approver})
}
