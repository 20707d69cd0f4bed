package registry

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The event of entered rows lies in the log column by column: a column's name
// stands once, not with each of 200 people, and one value once where all have the
// same. That is half the bytes of 30,000 people, and still read without a key.
// What a Ref repeats (the table, and the id of what it belongs to) is left out.

// column is the values of one field, a null where a row has none, or the one
// value that all rows have.
type column struct {
	Each []json.RawMessage `json:"each,omitempty"`
	All  json.RawMessage   `json:"all,omitempty"`
}

// columns are rows of one shape: N of them, and their fields by dotted name.
type columns struct {
	N      int               `json:"n"`
	Fields map[string]column `json:"fields"`
}

// rowsEvent is RowsEntered as it is written.
type rowsEvent struct {
	Houses     *columns          `json:"houses,omitempty"`
	Households *columns          `json:"households,omitempty"`
	People     *columns          `json:"people,omitempty"`
	Corrected  []PersonCorrected `json:"corrected,omitempty"`
	Pairs      []PairJudged      `json:"pairs,omitempty"`
}

// MarshalJSON writes the event by columns.
func (e RowsEntered) MarshalJSON() ([]byte, error) {
	w := rowsEvent{Corrected: e.Corrected, Pairs: e.Pairs}
	var err error
	if w.Houses, err = toColumns(e.Houses, "house"); err != nil {
		return nil, err
	}
	if w.Households, err = toColumns(e.Households, "household"); err != nil {
		return nil, err
	}
	if w.People, err = toColumns(e.People, "person"); err != nil {
		return nil, err
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (e *RowsEntered) UnmarshalJSON(b []byte) error {
	var w rowsEvent
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	e.Corrected, e.Pairs = w.Corrected, w.Pairs
	var err error
	if e.Houses, err = fromColumns[HouseSet](w.Houses, "house", sealedHouse); err != nil {
		return err
	}
	if e.Households, err = fromColumns[HouseholdSet](w.Households, "household", sealedHousehold); err != nil {
		return err
	}
	e.People, err = fromColumns[PersonRegistered](w.People, "person", sealedPerson)
	return err
}

// toColumns turns rows into columns; id is the field whose value the Ref repeats.
func toColumns[T any](rows []T, id string) (*columns, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	out := &columns{len(rows), map[string]column{}}
	for i, row := range rows {
		fields, err := flat(row)
		if err != nil {
			return nil, err
		}
		delete(fields, "detail.sealed")
		if bytes.Equal(fields["detail.id"], fields[id]) {
			delete(fields, "detail.id")
		}
		for name, value := range fields {
			c, ok := out.Fields[name]
			if !ok {
				c.Each = make([]json.RawMessage, len(rows))
			}
			c.Each[i] = value
			out.Fields[name] = c
		}
	}
	for name, c := range out.Fields {
		out.Fields[name] = c.settled()
	}
	return out, nil
}

// settled gives the column with one value where all rows have the same, and a
// null where a row has none.
func (c column) settled() column {
	same := true
	for i, v := range c.Each {
		if v == nil {
			c.Each[i] = json.RawMessage("null")
		}
		same = same && bytes.Equal(c.Each[i], c.Each[0])
	}
	if same {
		return column{All: c.Each[0]}
	}
	return c
}

// flat gives the fields of a row, those of its detail as detail.<name>.
func flat(row any) (map[string]json.RawMessage, error) {
	text, err := json.Marshal(row)
	if err != nil {
		return nil, fmt.Errorf("registry: rows: %w", err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, fmt.Errorf("registry: rows: %w", err)
	}
	detail, ok := fields["detail"]
	if !ok {
		return fields, nil
	}
	delete(fields, "detail")
	var inner map[string]json.RawMessage
	if err := json.Unmarshal(detail, &inner); err != nil {
		return nil, fmt.Errorf("registry: rows: %w", err)
	}
	for name, v := range inner {
		fields["detail."+name] = v
	}
	return fields, nil
}

// fromColumns turns columns into rows.
func fromColumns[T any](c *columns, id, table string) ([]T, error) {
	if c == nil {
		return nil, nil
	}
	out := make([]T, c.N)
	for i := range out {
		fields, detail := map[string]json.RawMessage{}, map[string]json.RawMessage{}
		for _, name := range slices.Sorted(maps.Keys(c.Fields)) {
			v := c.Fields[name].at(i)
			if v == nil || string(v) == "null" {
				continue
			}
			if inner, ok := strings.CutPrefix(name, "detail."); ok {
				detail[inner] = v
			} else {
				fields[name] = v
			}
		}
		if err := together(fields, detail, id, table, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// together makes a row of its fields, with what a Ref repeats put back.
func together(fields, detail map[string]json.RawMessage, id, table string, into any) error {
	if detail["digest"] != nil {
		detail["sealed"] = json.RawMessage(`"` + table + `"`)
		if detail["id"] == nil {
			detail["id"] = fields[id]
		}
		text, err := json.Marshal(detail)
		if err != nil {
			return fmt.Errorf("registry: rows: %w", err)
		}
		fields["detail"] = text
	}
	text, err := json.Marshal(fields)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		return fmt.Errorf("registry: rows: %w", err)
	}
	return nil
}

func (c column) at(i int) json.RawMessage {
	if c.Each == nil {
		return c.All
	}
	if i < len(c.Each) {
		return c.Each[i]
	}
	return nil
}
