package sticker

import (
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// ListLimit is how many houses one part of the list holds.
const ListLimit = 200

// Ask narrows a list of houses by their stickers.
type Ask struct {
	// Villages are those whose houses may be read; nil: all.
	Villages []string
	Village  string
	Group    ident.ID
	// States are some of the states and Without; none: all.
	States []string
	// Codes are those of some houses; none: all.
	Codes []string
	// After is the code that the list continues behind.
	After string
	Limit int
	// Contact: who asks is told where a house is.
	Contact bool
}

// House is one line of the list.
type House struct {
	View
	// Address is the line by which one finds it, Landmark what it stands beside: of who
	// may know it.
	Address  string `json:"address,omitempty"`
	Landmark string `json:"landmark,omitempty"`
}

// Count is how many houses of a village, or of a group of ten houses in it, are in a
// state. Group empty: houses that belong to none.
type Count struct {
	Village string   `json:"village"`
	Group   ident.ID `json:"ten_house_group,omitempty"`
	Name    string   `json:"name,omitempty"`
	Houses  int64    `json:"houses"`
	Up      int64    `json:"up"`
	Without int64    `json:"without"`
	Gone    int64    `json:"gone"`
	// Outdated carry a number that is not in force, Refused want none.
	Outdated int64 `json:"outdated"`
	Refused  int64 `json:"refused"`
}

// List is a part of the houses with their stickers. Houses whose address is hidden are
// not in it and not counted.
type List struct {
	Houses []House `json:"houses"`
	// After continues the list; empty: there are no more.
	After  string  `json:"after,omitempty"`
	Counts []Count `json:"counts"`
	// Phone is the number in force, that is printed.
	Phone string `json:"phone"`
	Today string `json:"today"`
}

// fromHouses joins houses with their stickers and leaves out what is hidden.
const fromHouses = ` FROM house h LEFT JOIN house_sticker s ON s.facility_id = h.facility_id AND s.id = h.id
WHERE h.facility_id = $1 AND NOT h.hidden_address AND h.id NOT IN (
SELECT f.house FROM person p JOIN household f ON f.facility_id = p.facility_id AND f.id = p.household
WHERE p.facility_id = $1 AND f.facility_id = $1 AND f.state = 'present' AND p.state = 'active' AND p.hidden_address)`

// condition grows a statement by what narrows it.
type condition struct {
	text string
	args []any
}

func (c *condition) in(column string, values []string) {
	marks := make([]string, len(values))
	for i, v := range values {
		c.args = append(c.args, v)
		marks[i] = "$" + strconv.Itoa(len(c.args))
	}
	c.text += " AND " + column + " IN (" + strings.Join(marks, ", ") + ")"
}

// narrow is the statement's end for an ask.
func (a Ask) narrow(q journal.Query) condition {
	c := condition{fromHouses, store.Args(q.Facility)}
	if a.Villages != nil {
		c.in("h.village", append([]string{""}, a.Villages...)) // of no village there is nothing
	}
	if a.Village != "" {
		c.in("h.village", []string{a.Village})
	}
	if a.Group != "" {
		c.in("h.ten_house_group", []string{string(a.Group)})
	}
	return c
}

// ListOf reads a part of the list with the counts of everything that may be read.
func ListOf(q journal.Query, ask Ask) (l List, err error) {
	f, _, err := registry.Facilities.Get(q.Tx, q.Facility, q.Facility)
	if err != nil {
		return l, err
	}
	l.Phone, l.Today = f.ServicePhone, q.Now.Day(f.Location())
	if l.Counts, err = counts(q, Ask{Villages: ask.Villages, Village: ask.Village}); err != nil {
		return l, err
	}
	ids, after, err := page(q, ask)
	if err != nil {
		return l, err
	}
	l.Houses, l.After = []House{}, after
	for _, id := range ids {
		h, err := houseLine(q, id, ask.Contact)
		if err != nil {
			return l, err
		}
		l.Houses = append(l.Houses, h)
	}
	return l, nil
}

// page reads which houses are in this part, by code.
func page(q journal.Query, ask Ask) (ids []ident.ID, after string, err error) {
	c := ask.narrow(q)
	if len(ask.States) > 0 {
		c.in("COALESCE(s.state, 'without')", ask.States)
	}
	if len(ask.Codes) > 0 {
		c.in("h.code", ask.Codes)
	}
	if ask.After != "" {
		c.args = append(c.args, ask.After)
		c.text += " AND h.code > $" + strconv.Itoa(len(c.args))
	}
	limit := ask.Limit
	if limit < 1 || limit > ListLimit {
		limit = ListLimit
	}
	last := ""
	err = q.Each("SELECT h.id, h.code"+c.text+" ORDER BY h.code, h.id LIMIT "+strconv.Itoa(limit+1), c.args, func(scan func(...any) error) error {
		var id ident.ID
		var code string
		if err := scan(&id, &code); err != nil {
			return err
		}
		if len(ids) == limit {
			after = last
			return nil
		}
		ids, last = append(ids, id), code
		return nil
	})
	return ids, after, err
}

func houseLine(q journal.Query, id ident.ID, contact bool) (out House, err error) {
	h, at, _, err := registry.OpenHouse(q, id)
	if err != nil {
		return out, err
	}
	s, found, err := Of(q, id)
	if err != nil {
		return out, err
	}
	out.View = View{ID: h.ID, Code: h.Code, Village: h.Village, Group: h.Group, State: Without}
	if found {
		if out.View, err = s.view(q); err != nil {
			return out, err
		}
		out.Code, out.Village, out.Group = h.Code, h.Village, h.Group
	}
	if contact {
		out.Address, out.Landmark = at.Line(), at.Landmark
	}
	return out, nil
}

// counts sums up by village and group, in their order.
func counts(q journal.Query, ask Ask) ([]Count, error) {
	c, out := ask.narrow(q), []Count{}
	err := q.Each("SELECT h.village, h.ten_house_group, COALESCE(s.state, 'without'), COUNT(*)"+c.text+
		" GROUP BY h.village, h.ten_house_group, COALESCE(s.state, 'without') ORDER BY h.village, h.ten_house_group", c.args,
		func(scan func(...any) error) error {
			var village, state string
			var group ident.ID
			var n int64
			if err := scan(&village, &group, &state, &n); err != nil {
				return err
			}
			if last := len(out) - 1; last < 0 || out[last].Village != village || out[last].Group != group {
				out = append(out, Count{Village: village, Group: group})
			}
			out[len(out)-1].add(state, n)
			return nil
		})
	if err != nil {
		return nil, err
	}
	return out, named(q, out)
}

func (c *Count) add(state string, n int64) {
	c.Houses += n
	switch state {
	case Up:
		c.Up += n
	case Gone:
		c.Gone += n
	case Outdated:
		c.Outdated += n
	case Refused:
		c.Refused += n
	default:
		c.Without += n
	}
}

// named puts in what the groups are called.
func named(q journal.Query, counts []Count) error {
	groups, err := registry.Groups.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return err
	}
	for i := range counts {
		at := slices.IndexFunc(groups, func(g registry.TenHouseGroup) bool { return g.ID == counts[i].Group })
		if at < 0 {
			continue
		}
		if counts[i].Name, err = registry.GroupName(q, groups[at]); err != nil {
			return err
		}
	}
	return nil
}

// Printed are the houses of an ask in the order of the list, ListLimit at most: their
// codes are what is printed.
func Printed(q journal.Query, ask Ask) (codes []string, err error) {
	ids, _, err := page(q, ask)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		h, _, err := registry.Houses.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		codes = append(codes, h.Code)
	}
	return codes, nil
}
