package holiday

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Between lists the civil days off from one day to another, both included, the
// earliest first.
func Between(q journal.Query, first, last string) ([]string, error) {
	off, err := Holidays.Where(q.Tx, "facility_id = $1 AND day >= $2 AND day <= $3 ORDER BY day", q.Facility, first, last)
	var days []string
	for _, h := range off {
		days = append(days, h.Day)
	}
	return days, err
}

// View is a day off as the desk sees it.
type View struct {
	ID   ident.ID `json:"id"`
	Day  string   `json:"day"`
	Kind string   `json:"kind"`
	Name string   `json:"name"`
}

// Shows are the views of the synced table.
func (Room) Shows() map[string]journal.Show { return map[string]journal.Show{"milk_holiday": show} }

func show(q journal.Query, id ident.ID) (any, bool, error) {
	h, found, err := Holidays.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := View{ID: h.ID, Day: h.Day, Kind: h.Kind}
	_, err = q.Open(h.Name, &v.Name)
	return v, true, err
}
