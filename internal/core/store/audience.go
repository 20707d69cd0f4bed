package store

import (
	"fmt"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
)

// put remembers, until the command is flushed, that a row was written and who sees it.
type put struct {
	table string
	row   string
	keys  []string
}

// FlushAudiences writes, for all rows put since the last flush, who sees them as
// of seq: one statement for who does, one for who no longer does. It is called
// once a command, so that a rebuild from the log gives the same numbers.
func (t *Tx) FlushAudiences(facility ident.ID, seq int64) error {
	puts := t.latestPuts()
	t.puts = t.puts[:0]
	for len(puts) > 0 {
		n := min(len(puts), 40) // far below the limits on parameters of both databases
		if err := t.flush(facility, seq, puts[:n]); err != nil {
			return err
		}
		puts = puts[n:]
	}
	return nil
}

func (t *Tx) latestPuts() []put {
	last := map[string]int{}
	for i, p := range t.puts {
		last[p.table+"\x00"+p.row] = i
	}
	var out []put
	for i, p := range t.puts {
		if last[p.table+"\x00"+p.row] == i {
			out = append(out, p)
		}
	}
	return out
}

func (t *Tx) flush(facility ident.ID, seq int64, puts []put) error {
	sees, rows := values{args: []any{facility, seq}}, values{args: []any{facility, seq}}
	for _, p := range puts {
		rows.add("(%s, %s)", p.table, p.row)
		for _, key := range p.keys {
			sees.add("($1, %s, %s, %s, $2, FALSE)", key, p.table, p.row)
		}
	}
	if len(sees.rows) > 0 {
		if _, err := t.Exec("INSERT INTO audience (facility_id, audience, tbl, row_id, seq, gone) VALUES "+sees.text()+
			" ON CONFLICT (facility_id, tbl, row_id, audience) DO UPDATE SET seq = excluded.seq, gone = FALSE", sees.args...); err != nil {
			return err
		}
	}
	// Whoever was not written just now, and was not gone before, no longer sees the row.
	_, err := t.Exec("UPDATE audience SET gone = TRUE, seq = $2 WHERE facility_id = $1 AND NOT gone AND seq < $2 AND (tbl, row_id) IN (VALUES "+
		rows.text()+")", rows.args...)
	return err
}

// values builds the rows of a VALUES list with their parameters.
type values struct {
	args []any
	rows []string
}

func (v *values) add(form string, texts ...string) {
	marks := make([]any, len(texts))
	for i, s := range texts {
		v.args = append(v.args, s)
		marks[i] = "$" + strconv.Itoa(len(v.args))
	}
	v.rows = append(v.rows, fmt.Sprintf(form, marks...))
}

func (v *values) text() string { return strings.Join(v.rows, ", ") }

// Change is one row entering, moving within or leaving an audience.
type Change struct {
	Audience string
	Table    string
	Row      ident.ID
	Seq      int64
	Gone     bool
}

// Changes reads what happened in an audience above a cursor, oldest first.
func (t *Tx) Changes(facility ident.ID, audience string, after int64, limit int) ([]Change, error) {
	var out []Change
	err := t.Each("SELECT tbl, row_id, seq, gone FROM audience WHERE facility_id = $1 AND audience = $2 AND seq > $3 ORDER BY seq, tbl, row_id LIMIT $4",
		Args(facility, audience, after, limit), func(scan func(...any) error) error {
			c := Change{Audience: audience}
			if err := scan(&c.Table, &c.Row, &c.Seq, &c.Gone); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		})
	return out, err
}
