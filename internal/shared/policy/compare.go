package policy

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
)

// Difference is one setting that a proposed document would change. Path leads to it: names
// of fields, and within a list what its item is called, or its number from 1. A list of
// plain values is one setting. Before is absent of what is new, After of what goes.
type Difference struct {
	Path   []string `json:"path"`
	Before any      `json:"before,omitempty"`
	After  any      `json:"after,omitempty"`
}

// Compared is a proposed document beside the one in force.
type Compared struct {
	Section string `json:"section"`
	// Version is of what is in force; 0 is what the program brings.
	Version int64 `json:"version"`
	// Bad is the code by which the document would be refused as it is; empty: it would not.
	Bad     string       `json:"bad,omitempty"`
	Changes []Difference `json:"changes"`
}

// Compare reads what a policy.change would change, setting by setting: nobody can agree to
// a document of which they see the name alone. What the document leaves out falls back to
// the program's own, and stands among the changes where that is one.
func (r Room) Compare(q journal.Query, body json.RawMessage) (Compared, error) {
	var c Change
	if err := json.Unmarshal(body, &c); err != nil {
		return Compared{}, fault.BadField("policy.bad_document", "document")
	}
	at := slices.IndexFunc(r.Sections, func(k Known) bool { return k.Name() == c.Section })
	out := Compared{Section: c.Section, Changes: []Difference{}}
	if at < 0 {
		out.Bad = "policy.unknown_section"
		return out, nil
	}
	before, version, err := r.Sections[at].inForce(q)
	if err != nil {
		return out, err
	}
	out.Version = version
	after, bad := r.Sections[at].resolve(c.Document.raw)
	if bad != nil {
		out.Bad = bad.Code
		return out, nil
	}
	out.Changes, err = differences(before, after)
	return out, err
}

// inForce is the whole document in force, as JSON, with its version.
func (s Section[T]) inForce(q journal.Query) (json.RawMessage, int64, error) {
	doc, version, err := s.Get(q)
	if err != nil {
		return nil, 0, err
	}
	whole, err := json.Marshal(doc)
	return whole, version, err
}

// differences compares two documents of one shape.
func differences(before, after json.RawMessage) ([]Difference, error) {
	read := func(raw json.RawMessage) (v any, err error) {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber() // a figure is said as it was written
		err = d.Decode(&v)
		return v, err
	}
	a, err := read(before)
	if err != nil {
		return nil, err
	}
	b, err := read(after)
	if err != nil {
		return nil, err
	}
	return compare([]Difference{}, nil, a, b), nil
}

// compare adds the differences of two values at a path. The fields of an object come in
// the order of their names, the items of a list in that of the list.
func compare(out []Difference, path []string, a, b any) []Difference {
	if reflect.DeepEqual(a, b) {
		return out
	}
	was, isA := parts(a)
	now, isB := parts(b)
	if !isA || !isB {
		return append(out, Difference{slices.Clone(path), a, b})
	}
	names, from := was.names, len(out)
	for _, name := range now.names {
		if _, known := was.at[name]; !known {
			names = append(names, name)
		}
	}
	for _, name := range names {
		out = compare(out, append(slices.Clone(path), name), was.at[name], now.at[name])
	}
	if len(out) == from { // the same parts in another order
		out = append(out, Difference{slices.Clone(path), a, b})
	}
	return out
}

// parted is an object or a list of objects by the names of its parts.
type parted struct {
	names []string
	at    map[string]any
}

// parts takes apart what is compared part by part: objects, and lists of objects. Anything
// else is one value.
func parts(v any) (parted, bool) {
	switch v := v.(type) {
	case map[string]any:
		return parted{slices.Sorted(maps.Keys(v)), v}, true
	case []any:
		p := parted{at: map[string]any{}}
		for i, item := range v {
			name := called(item, i)
			if _, isObject := item.(map[string]any); !isObject || p.at[name] != nil {
				return parted{}, false
			}
			p.names, p.at[name] = append(p.names, name), item
		}
		return p, true
	}
	return parted{}, false
}

// callings are the fields by which an item of a list is known.
var callings = []string{"code", "kind", "material", "name", "key", "id"}

func called(item any, i int) string {
	of, _ := item.(map[string]any)
	for _, field := range callings {
		if name, isText := of[field].(string); isText && name != "" {
			return name
		}
	}
	return strconv.Itoa(i + 1)
}
