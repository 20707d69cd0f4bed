package registry

import (
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// KnownList reports whether there is a list of this name.
func KnownList(kind string) bool { return slices.Contains(ListKinds, kind) }

// CountList counts the lines of a list.
func CountList(q journal.Query, a ListAsk) (n int64, err error) {
	c := a.where(q.Facility)
	_, err = q.One("SELECT COUNT(*) FROM "+sourceOf(a.Kind).table+" WHERE "+c.text.String()+" AND facility_id = $1", c.args, &n)
	return n, err
}

// CountLists counts the lines of every list, in the order of ListKinds. Lists of
// people are counted in one walk over them: one each takes half a second of 30,000.
func CountLists(q journal.Query, a ListAsk) ([]int64, error) {
	counts := make([]int64, len(ListKinds))
	c := &condition{}
	c.and("facility_id = ?", q.Facility)
	a.resident(c)
	var sums []string
	var into []any
	for i, kind := range ListKinds {
		a.Kind = kind
		if sourceOf(kind).table != "person" {
			n, err := CountList(q, a)
			if err != nil {
				return nil, err
			}
			counts[i] = n
			continue
		}
		one := &condition{args: c.args}
		a.ofPerson(one)
		sums, c.args = append(sums, "COALESCE(SUM(CASE WHEN "+one.text.String()+" THEN 1 ELSE 0 END), 0)"), one.args
		into = append(into, &counts[i])
	}
	_, err := q.One("SELECT "+strings.Join(sums, ", ")+" FROM person WHERE "+c.text.String()+" AND facility_id = $1", c.args, into...)
	return counts, err
}

// ListIDs gives the ids of the next lines of a list and where the one after them
// begins; next is empty at the end.
func ListIDs(q journal.Query, a ListAsk) (ids []ident.ID, next string, err error) {
	s, c := sourceOf(a.Kind), a.where(q.Facility)
	limit := a.Limit
	if limit <= 0 || limit > ListLimit {
		limit = ListLimit
	}
	more, order := ">", ""
	if s.down {
		more, order = "<", " DESC"
	}
	if key, id, ok := strings.Cut(a.After, " "); ok {
		c.and("("+s.key+", id) "+more+" (?, ?)", key, id)
	}
	text := "SELECT " + s.key + ", id FROM " + s.table + " WHERE " + c.text.String() + " AND facility_id = $1 ORDER BY " + s.key + order + ", id" + order + " LIMIT " + strconv.Itoa(limit+1)
	var keys []string
	err = q.Each(text, c.args, func(scan func(...any) error) error {
		var key string
		var id ident.ID
		err := scan(&key, &id)
		ids, keys = append(ids, id), append(keys, key)
		return err
	})
	if len(ids) > limit {
		ids, next = ids[:limit], keys[limit-1]+" "+string(ids[limit-1])
	}
	return ids, next, err
}
