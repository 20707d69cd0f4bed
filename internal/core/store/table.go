package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"sambang/internal/core/ident"
)

// Kind says what a table is for; see the package comment.
type Kind string

// The four kinds of table, and directory tables that belong to no facility.
const (
	Log       Kind = "log"
	Derived   Kind = "derived"
	Sealed    Kind = "sealed"
	Loose     Kind = "loose"
	Directory Kind = "directory"
)

// Def declares a table to the checks, to verify and to rebuild.
type Def struct {
	Name    string
	Kind    Kind
	Columns []string
	// Key orders the rows when two databases are compared.
	Key []string
	// Synced tables send their rows to phones by audience.
	Synced bool
}

// Seen is a row that some may see: it names its audiences as short keys
// (f the facility, v: a village, w: a worker, o: a person, j: a job).
type Seen interface{ Audiences() []string }

// Table reads and writes rows of T. T is a struct whose fields carry
// `db:"column"` (or `db:"column,json"` for a value kept as JSON text) and which
// has the columns facility_id and id: together they are the key.
type Table[T any] struct {
	Def
	row    rowOf
	upsert string
	sel    string
}

// NewTable declares a table from the tags of T. It panics on a type that cannot
// be a row: that is a mistake in our own code, found at start.
func NewTable[T any](name string, kind Kind) *Table[T] {
	t := &Table[T]{Def: Def{Name: name, Kind: kind, Key: []string{FacilityKey, "id"}}}
	t.Columns, t.row = columnsOf(reflect.TypeFor[T]())
	if len(t.Columns) < 2 || t.Columns[0] != FacilityKey || t.Columns[1] != "id" {
		panic("store: the first columns of " + name + " must be facility_id and id")
	}
	_, t.Synced = any(*new(T)).(Seen)
	t.sel = "SELECT " + strings.Join(t.Columns, ", ") + " FROM " + name
	t.upsert = upsertText(name, t.Columns)
	return t
}

func upsertText(name string, columns []string) string {
	marks, sets := make([]string, len(columns)), []string{}
	for i, c := range columns {
		marks[i] = fmt.Sprintf("$%d", i+1)
		if i > 1 {
			sets = append(sets, c+" = excluded."+c)
		}
	}
	text := "INSERT INTO " + name + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ") ON CONFLICT (facility_id, id) DO "
	if len(sets) == 0 {
		return text + "NOTHING"
	}
	return text + "UPDATE SET " + strings.Join(sets, ", ")
}

// Definition gives the declaration to those who hold tables of many types.
func (t *Table[T]) Definition() Def { return t.Def }

// Get reads one row and reports whether it is there.
func (t *Table[T]) Get(tx *Tx, facility, id ident.ID) (T, bool, error) {
	return t.First(tx, "facility_id = $1 AND id = $2", facility, id)
}

// First reads the first row of a condition that starts with facility_id = $1.
func (t *Table[T]) First(tx *Tx, where string, args ...any) (T, bool, error) {
	rows, err := t.Where(tx, where+" LIMIT 1", args...)
	if err != nil || len(rows) == 0 {
		return *new(T), false, err
	}
	return rows[0], true, nil
}

// Where reads the rows of a condition that starts with facility_id = $1; an
// ORDER BY and a LIMIT may follow it.
func (t *Table[T]) Where(tx *Tx, where string, args ...any) ([]T, error) {
	return readRows[T](tx, t.Name, t.sel, t.row, where, args)
}

// Put writes the row whole and, when it is Seen, notes who sees it now: whoever
// no longer does is told that it is gone.
func (t *Table[T]) Put(tx *Tx, row T) error {
	v := reflect.ValueOf(row)
	args := make([]any, len(t.row))
	for i, f := range t.row {
		if !f.json {
			args[i] = v.Field(f.index).Interface()
			continue
		}
		b, err := json.Marshal(v.Field(f.index).Interface())
		if err != nil {
			return fmt.Errorf("store: write %s: %w", t.Name, err)
		}
		args[i] = string(b)
	}
	if _, err := tx.Exec(t.upsert, args...); err != nil {
		return err
	}
	t.Note(tx, row)
	return nil
}

// Note notes who sees a row now, as Put does, for rows that a statement of the
// caller's own has changed together.
func (t *Table[T]) Note(tx *Tx, row T) {
	if seen, ok := any(row).(Seen); ok {
		tx.puts = append(tx.puts, put{t.Name, reflect.ValueOf(row).Field(t.row[1].index).String(), seen.Audiences()})
	}
}

// Delete removes the row; whoever saw it is told that it is gone.
func (t *Table[T]) Delete(tx *Tx, facility, id ident.ID) error {
	if _, err := tx.Exec("DELETE FROM "+t.Name+" WHERE facility_id = $1 AND id = $2", facility, id); err != nil {
		return err
	}
	if t.Synced {
		tx.puts = append(tx.puts, put{t.Name, string(id), nil})
	}
	return nil
}

// asJSON scans JSON text, which drivers give as string or as bytes.
type asJSON struct{ to any }

func (j *asJSON) Scan(src any) error {
	switch s := src.(type) {
	case string:
		return json.Unmarshal([]byte(s), j.to)
	case []byte:
		return json.Unmarshal(s, j.to)
	case nil:
		return nil
	}
	return fmt.Errorf("store: JSON column holds %T", src)
}

var _ sql.Scanner = (*asJSON)(nil)

// plain turns our named types into what both drivers take without thinking.
func plain(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case nil, string, int64, bool, float64, []byte:
			out[i] = v
		default:
			out[i] = base(reflect.ValueOf(a))
		}
	}
	return out
}

func base(v reflect.Value) any {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(v.Uint())
	case reflect.Bool:
		return v.Bool()
	case reflect.Float32, reflect.Float64:
		return v.Float()
	}
	return v.Interface()
}
