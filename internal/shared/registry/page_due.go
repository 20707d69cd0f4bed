package registry

import (
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Awaited is a woman whose birth is expected.
type Awaited struct {
	ID          ident.ID `json:"id"`
	Name        string   `json:"name"`
	Born        string   `json:"born,omitempty"`
	BornGuessed bool     `json:"born_guessed,omitempty"`
	Due         string   `json:"due"`
	// DaysPast is how many days the due date lies back; negative: still to come.
	DaysPast int `json:"days_past"`
	// Unanswered: OverdueAfter days have passed and nobody has said what became of it.
	Unanswered  bool     `json:"unanswered,omitempty"`
	Village     string   `json:"village"`
	VillageName string   `json:"village_name,omitempty"`
	Household   ident.ID `json:"household,omitempty"`
	HouseCode   string   `json:"house_code,omitempty"`
	Landmark    string   `json:"landmark,omitempty"`
	Phones      []string `json:"phones,omitempty"`
	InHospital  bool     `json:"in_hospital,omitempty"`
	Quiet       bool     `json:"quiet,omitempty"`
}

// OverdueAfter is how many days after its day a birth is asked for: most children
// come a few days early or late, and a mother is not to be asked every morning.
const OverdueAfter = 3

// Awaiting lists of whom a birth is expected, the earliest day first: so whoever
// is past it without an answer stands on top. Villages limits it; nil: all. After
// continues behind a day and an id. An answer takes a woman off the list: a birth,
// another day, that she is not expecting; so do a death and a move.
func Awaiting(q journal.Query, villages []string, after Awaited, limit int, today string, eyes Eyes) ([]Awaited, error) {
	args := store.Args(q.Facility, Active, after.Due, after.ID)
	where := "facility_id = $1 AND due <> '' AND state = $2 AND (due > $3 OR due = $3 AND id > $4)"
	if villages != nil {
		marks := []string{"''"} // who has none is nobody's but the desk's; no list is then an error
		for _, v := range villages {
			args = append(args, v)
			marks = append(marks, "$"+decimal(len(args)))
		}
		where += " AND village <> '' AND village IN (" + strings.Join(marks, ", ") + ")"
	}
	rows, err := People.Where(q.Tx, where+" ORDER BY due, id LIMIT "+decimal(limit), args...)
	if err != nil {
		return nil, err
	}
	out, names := []Awaited{}, map[string]string{}
	for _, p := range rows {
		a, err := awaited(q, p, today, eyes)
		if err != nil {
			return nil, err
		}
		if _, ok := names[p.Village]; !ok {
			v, _, err := Villages.Get(q.Tx, q.Facility, ident.ID(p.Village))
			if err != nil {
				return nil, err
			}
			names[p.Village] = v.Name
		}
		a.VillageName = names[p.Village]
		out = append(out, a)
	}
	return out, nil
}

func awaited(q journal.Query, p Person, today string, eyes Eyes) (Awaited, error) {
	v, _, err := ShowPerson(q, p.ID)
	a := Awaited{ID: p.ID, Name: v.Name, Born: p.Born, BornGuessed: p.BornGuessed, Due: p.Due, DaysPast: daysPast(p.Due, today), Village: p.Village,
		Household: p.Household, InHospital: p.InHospital, Quiet: p.Quiet}
	a.Unanswered = a.DaysPast >= OverdueAfter
	if eyes.Contact(p.ID) {
		a.HouseCode, a.Landmark, a.Phones = v.HouseCode, v.Landmark, v.Phones
	}
	return a, err
}

// daysPast is how many days lie between two civil days; 0 when one is none.
func daysPast(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}

func decimal(n int) string { return strconv.Itoa(n) }
