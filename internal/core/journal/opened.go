package journal

import (
	"encoding/json"
	"fmt"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
)

// mostOpened is how many references one statement opens; openStep divides it.
const (
	mostOpened = 200
	openStep   = 20
)

// OpenEach opens the sealed data of many references to one table, in a statement for every
// mostOpened of them. What was erased is not among the answers.
func OpenEach[T any](q Query, refs []Ref) (map[Ref]T, error) {
	out := map[Ref]T{}
	for from := 0; from < len(refs); from += mostOpened {
		if err := openSome(q, refs[from:min(from+mostOpened, len(refs))], out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// version names one sealed row of a table.
type version struct {
	id ident.ID
	n  int64
}

// openSome looks each row up by its whole key, whatever the database believes of the table: of
// an IN of many ids PostgreSQL without fresh statistics, or with a plan that it kept, compares
// every row of the table with every id.
func openSome[T any](q Query, refs []Ref, out map[Ref]T) error {
	wanted, args := map[version]Ref{}, store.Args(q.Facility, refs[0].Table)
	for _, r := range refs {
		if r.Table != refs[0].Table {
			return fmt.Errorf("journal: sealed data of %s and %s are not opened together", refs[0].Table, r.Table)
		}
		wanted[version{r.ID, r.Version}] = r
		args = append(args, r.ID, r.Version)
	}
	last := refs[len(refs)-1]
	for len(args) < 2+2*inSteps(len(refs)) {
		args = append(args, last.ID, last.Version)
	}
	return q.Each(openText(len(args)/2-1), args, func(scan func(...any) error) error {
		var v version
		var body *string
		if err := scan(&v.id, &v.n, &body); err != nil {
			return err
		}
		r := wanted[v]
		if _, twice := out[r]; twice || body == nil {
			return nil
		}
		text, err := q.Keys.Open(q.Facility, *body)
		if err != nil {
			return err
		}
		var one T
		err = json.Unmarshal(text, &one)
		out[r] = one
		return err
	})
}

// inSteps rounds how many are opened up to a step, so that there are few texts of the statement
// to prepare.
func inSteps(n int) int { return (n + openStep - 1) / openStep * openStep }

// openText is the statement that opens n rows.
func openText(n int) string {
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf("($%d, CAST($%d AS BIGINT))", 3+2*i, 4+2*i)
	}
	return "WITH wanted (id, version) AS (VALUES " + strings.Join(rows, ", ") + ") SELECT wanted.id, wanted.version, " +
		"(SELECT s.body FROM sealed s WHERE s.facility_id = $1 AND s.tbl = $2 AND s.id = wanted.id AND s.version = wanted.version) FROM wanted"
}
