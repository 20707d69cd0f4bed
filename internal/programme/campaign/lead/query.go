package lead

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Tally is what a seller learns of the people told of: how many, and how many of them came.
type Tally struct {
	Told int64 `json:"told"`
	Came int64 `json:"came"`
}

// OfSeller counts the people a seller told of in the seven days from a Monday (a civil
// day), and how many of those came or joined a group: never who, and nothing of anybody
// else's.
func OfSeller(q journal.Query, seller ident.ID, monday string) (t Tally, err error) {
	at, err := time.Parse(time.DateOnly, monday)
	if err != nil {
		return t, err
	}
	_, err = q.One("SELECT COUNT(*), COALESCE(SUM(CASE WHEN outcome = 'came' OR joined_at > 0 THEN 1 ELSE 0 END), 0) FROM campaign_lead WHERE facility_id = $1 AND seller = $2 AND told_on >= $3 AND told_on < $4",
		store.Args(q.Facility, seller, monday, at.AddDate(0, 0, 7).Format(time.DateOnly)), &t.Told, &t.Came)
	return t, err
}

// Asked is which leads a list is to have.
type Asked struct {
	// From and To are civil days of telling, both included; empty: any.
	From, To string
	// Villages are those that may be seen; nil: all.
	Villages []string
	// Seller and State narrow it; empty: all.
	Seller ident.ID
	State  string
}

// List gives leads for the desk: those somebody still has to call on first, the one with
// the least left of its promise before the others; then the rest, the newest first; 500 at most.
func List(q journal.Query, a Asked) ([]View, error) {
	where, args := a.where(q.Facility)
	all, err := Leads.Where(q.Tx, "facility_id = $1"+where+" ORDER BY told_at DESC, id LIMIT 500", args...)
	if err != nil {
		return nil, err
	}
	out := make([]View, 0, len(all))
	for _, l := range all {
		v, err := ViewOf(q, l)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	slices.SortStableFunc(out, func(a, b View) int {
		if wa, wb := a.waits(), b.waits(); wa != wb {
			if wa {
				return -1
			}
			return 1
		} else if wa {
			return cmp.Compare(a.Due, b.Due)
		}
		return 0
	})
	return out, nil
}

// where is what narrows a list, behind the facility, and its arguments.
func (a Asked) where(facility ident.ID) (text string, args []any) {
	args = []any{facility}
	and := func(column string, value any) {
		args = append(args, value)
		text += " AND " + column + " $" + strconv.Itoa(len(args))
	}
	if a.From != "" {
		and("told_on >=", a.From)
	}
	if a.To != "" {
		and("told_on <=", a.To)
	}
	if a.Seller != "" {
		and("seller =", a.Seller)
	}
	if a.State != "" {
		and("state =", a.State)
	}
	if a.Villages != nil {
		marks := []string{"''"}
		for _, v := range a.Villages {
			args = append(args, v)
			marks = append(marks, "$"+strconv.Itoa(len(args)))
		}
		text += " AND village IN (" + strings.Join(marks[min(1, len(a.Villages)):], ", ") + ")"
	}
	return text, args
}

// waits reports whether somebody still has to call on her.
func (v View) waits() bool { return slices.Contains([]string{Told, Confirmed, NotMet}, v.State) }

// Veiled is a lead without who it is: for who oversees.
func (v View) Veiled() View {
	v.Name, v.Phone, v.Note, v.Person = "", "", "", ""
	return v
}
