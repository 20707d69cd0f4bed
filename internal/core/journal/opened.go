package journal

import (
	"encoding/json"
	"fmt"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
)

// mostOpened is how many references one statement opens.
const mostOpened = 200

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

func openSome[T any](q Query, refs []Ref, out map[Ref]T) error {
	wanted, marks, args := map[version]Ref{}, make([]string, len(refs)), store.Args(q.Facility, refs[0].Table)
	for i, r := range refs {
		if r.Table != refs[0].Table {
			return fmt.Errorf("journal: sealed data of %s and %s are not opened together", refs[0].Table, r.Table)
		}
		wanted[version{r.ID, r.Version}], marks[i] = r, fmt.Sprintf("$%d", i+3)
		args = append(args, store.Args(r.ID)...)
	}
	return q.Each("SELECT id, version, body FROM sealed WHERE facility_id = $1 AND tbl = $2 AND id IN ("+strings.Join(marks, ", ")+")", args, func(scan func(...any) error) error {
		var v version
		var body string
		if err := scan(&v.id, &v.n, &body); err != nil {
			return err
		}
		r, asked := wanted[v]
		if !asked {
			return nil
		}
		text, err := q.Keys.Open(q.Facility, body)
		if err != nil {
			return err
		}
		var one T
		err = json.Unmarshal(text, &one)
		out[r] = one
		return err
	})
}
