package registry

import (
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// relative is one of a family, with the record of theirs that belongs to it when
// that one is merged into another.
type relative struct {
	Person
	about ident.ID
}

// kinOf lists the living who are close to a human, by all records of theirs and of
// the human's: the households, the mother, the guardian, the children. Each stands
// there once.
func kinOf(q journal.Query, records []Person) ([]relative, error) {
	var close []string // ids of others, each by an index of its own
	args := store.Args(q.Facility)
	add := func(condition string, value any) {
		args = append(args, value)
		close = append(close, "SELECT id FROM person WHERE facility_id = $1 AND "+strings.ReplaceAll(condition, "?", "$"+strconv.Itoa(len(args))))
	}
	self := []ident.ID{}
	for _, p := range records {
		self = append(self, p.ID)
		add("mother = ? AND mother <> ''", p.ID) // said for the indexes, which leave the empty ones out
		add("guardian = ? AND guardian <> ''", p.ID)
		if p.Household != "" {
			add("household = ? AND household <> ''", p.Household)
		}
		for _, id := range []ident.ID{p.Mother, p.Guardian} {
			if id != "" {
				add("id = ?", id)
			}
		}
	}
	rows, err := People.Where(q.Tx, "facility_id = $1 AND id IN ("+strings.Join(close, " UNION ")+") AND state IN ('active', 'merged') ORDER BY born, id", args...)
	if err != nil {
		return nil, err
	}
	var out []relative
	for _, row := range rows {
		r := relative{Person: row}
		if row.MergedInto != "" {
			if r.Person, _, err = Canonical(q.Tx, q.Facility, row.ID); err != nil {
				return nil, err
			}
			r.about = row.ID
		}
		known := slices.IndexFunc(out, func(o relative) bool { return o.ID == r.ID })
		switch {
		case r.State != Active || slices.Contains(self, r.ID):
		case known < 0:
			out = append(out, r)
		case r.about == "":
			out[known] = r // they are close by the record that stands
		}
	}
	return out, nil
}

// recordsOf is the record that stands with those merged into it.
func recordsOf(q journal.Query, p Person, also []ident.ID) ([]Person, error) {
	out := []Person{p}
	for _, id := range also {
		row, _, err := People.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// mourning makes those close to somebody quiet who has died. Who is quiet already
// gets a line all the same: taking one death back must not end the silence that
// another one asked for.
func (l life) mourning(dead ident.ID, id func(n int) ident.ID) []any {
	var out []any
	for i, r := range l.kin {
		if r.ID != dead {
			out = append(out, LifeChanged{Event: id(i), Person: r.ID, What: Bereaved, Of: dead, About: r.about, Change: Change{Quiet: ptr(true)}})
		}
	}
	return out
}
