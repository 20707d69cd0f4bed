package operate

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"sambang/internal/core/store"
)

// leftBehind are tables that no backup and no move carries: whoever was signed in
// signs in again, and counts of wrong passwords begin anew.
var leftBehind = []string{"goose_db_version", "session", "login_attempt", "desk_browser"}

// catalogue asks a database for the names of its tables.
var catalogue = map[string]string{
	"sqlite":   "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
	"postgres": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
}

// table is one table with its columns and the kind of each: t text, i integer,
// f float, b boolean.
type table struct {
	Name    string   `json:"table"`
	Columns []string `json:"columns"`
	Kinds   string   `json:"kinds"`
}

// carried lists the tables of a database that a backup holds, by name.
func carried(tx *store.Tx) ([]table, error) {
	var names []string
	err := tx.Each(catalogue[tx.Dialect.Name()], nil, func(scan func(...any) error) error {
		var n string
		err := scan(&n)
		if !slices.Contains(leftBehind, n) {
			names = append(names, n)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	all := make([]table, len(names))
	for i, n := range names {
		if all[i], err = describe(tx, n); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func describe(tx *store.Tx, name string) (table, error) {
	t := table{Name: name}
	rows, err := tx.Query("SELECT * FROM " + name + " LIMIT 0")
	if err != nil {
		return t, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return t, err
	}
	for _, c := range types {
		t.Columns = append(t.Columns, c.Name())
		t.Kinds += kindOf(c)
	}
	return t, rows.Err()
}

func kindOf(c *sql.ColumnType) string {
	switch n := strings.ToUpper(c.DatabaseTypeName()); {
	case strings.HasPrefix(n, "BOOL"):
		return "b"
	case strings.HasPrefix(n, "BIGINT"), strings.HasPrefix(n, "INT"):
		return "i"
	case strings.HasPrefix(n, "DOUBLE"), strings.HasPrefix(n, "FLOAT"), strings.HasPrefix(n, "REAL"):
		return "f"
	}
	return "t"
}

// each reads the rows of a table, values alike whichever database holds them.
func (t table) each(tx *store.Tx, f func(row []any) error) error {
	vals, dest := make([]any, len(t.Columns)), make([]any, len(t.Columns))
	for i := range vals {
		dest[i] = &vals[i]
	}
	return tx.Each("SELECT "+strings.Join(t.Columns, ", ")+" FROM "+t.Name, nil, func(scan func(...any) error) error {
		if err := scan(dest...); err != nil {
			return err
		}
		row := make([]any, len(vals))
		for i, v := range vals {
			row[i] = alike(v, t.Kinds[i])
		}
		return f(row)
	})
}

func alike(v any, kind byte) any {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case int64:
		if kind == 'b' {
			return v != 0
		}
		if kind == 'f' {
			return float64(v)
		}
	}
	return v
}

// put writes rows, as many to a statement as the parameters of SQLite allow.
func (t table) put(tx *store.Tx, rows [][]any) error {
	for len(rows) > 0 {
		n := min(len(rows), max(1, 900/len(t.Columns)))
		var args []any
		marks := make([]string, n)
		for i, r := range rows[:n] {
			one := make([]string, len(r))
			for k, v := range r {
				args = append(args, v)
				one[k] = fmt.Sprintf("$%d", len(args))
			}
			marks[i] = "(" + strings.Join(one, ", ") + ")"
		}
		if _, err := tx.Exec("INSERT INTO "+t.Name+" ("+strings.Join(t.Columns, ", ")+") VALUES "+strings.Join(marks, ", "), args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// rowsIn counts what a database holds already, over all tables.
func rowsIn(ctx context.Context, db *store.DB) (n int64, err error) {
	err = db.Read(ctx, func(tx *store.Tx) error {
		tables, err := carried(tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			var here int64
			if _, err := tx.One("SELECT COUNT(*) FROM "+t.Name, nil, &here); err != nil {
				return err
			}
			n += here
		}
		return nil
	})
	return n, err
}
