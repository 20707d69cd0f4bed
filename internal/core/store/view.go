package store

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// View reads some columns of a table into rows of T, whose fields carry the tags of the table's
// own rows: for whoever reads many rows and needs little of each. It writes nothing.
type View[T any] struct {
	of  string
	sel string
	row rowOf
}

// NewView declares a view of a table. It panics on a column that the table does not have, or
// that is JSON in one of them and not in the other: that is a mistake in our own code, found at
// start.
func NewView[T, Row any](of *Table[Row]) *View[T] {
	columns, row := columnsOf(reflect.TypeFor[T]())
	for i, c := range columns {
		at := slices.Index(of.Columns, c)
		if at < 0 || of.row[at].json != row[i].json {
			panic("store: " + of.Name + " has no such column " + c)
		}
	}
	return &View[T]{of.Name, "SELECT " + strings.Join(columns, ", ") + " FROM " + of.Name, row}
}

// Where reads the rows of a condition that starts with facility_id = $1, as Table.Where does.
func (v *View[T]) Where(tx *Tx, where string, args ...any) ([]T, error) {
	return readRows[T](tx, v.of, v.sel, v.row, where, args)
}

// rowOf are the fields of a row, in the order of its columns.
type rowOf []field

type field struct {
	index int
	json  bool
}

// columnsOf reads the tags of a type.
func columnsOf(typ reflect.Type) (columns []string, row rowOf) {
	for i := range typ.NumField() {
		tag, opt, _ := strings.Cut(typ.Field(i).Tag.Get("db"), ",")
		if tag == "" {
			continue
		}
		columns, row = append(columns, tag), append(row, field{i, opt == "json"})
	}
	return columns, row
}

// readRows reads the rows of a condition.
func readRows[T any](tx *Tx, name, sel string, row rowOf, where string, args []any) ([]T, error) {
	var out []T
	err := tx.Each(sel+" WHERE "+where, args, func(scan func(...any) error) error {
		var one T
		if err := row.scan(reflect.ValueOf(&one).Elem(), scan); err != nil {
			return fmt.Errorf("store: read %s: %w", name, err)
		}
		out = append(out, one)
		return nil
	})
	return out, err
}

func (r rowOf) scan(v reflect.Value, scan func(...any) error) error {
	dest := make([]any, len(r))
	for i, f := range r {
		p := v.Field(f.index).Addr().Interface()
		if f.json {
			p = &asJSON{p}
		}
		dest[i] = p
	}
	return scan(dest...)
}
