package massage

import (
	"fmt"
	"strings"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// pageOf is the page that a parent has, by any of their records, or none.
func pageOf(q journal.Query, parent ident.ID) (page ident.ID, err error) {
	records, err := registry.MergedWith(q.Tx, q.Facility, parent)
	if err != nil {
		return "", err
	}
	for _, id := range append(records, parent) {
		pages, err := link.OfHolder(q.Tx, q.Facility, id)
		if err != nil {
			return "", err
		}
		for _, l := range pages {
			if l.Purpose == link.Massage && l.Open(q.Now) {
				page = l.ID
			}
		}
	}
	return page, nil
}

// pagesOf gives the family's open page of each of these parents, in one statement; of who has
// none under that record, under those that were merged with it.
func pagesOf(q journal.Query, parents []ident.ID) (map[ident.ID]ident.ID, error) {
	pages := map[ident.ID]ident.ID{}
	if len(parents) == 0 {
		return pages, nil
	}
	marks, args := make([]string, len(parents)), store.Args(q.Facility, link.Massage)
	for n, id := range parents {
		marks[n], args = fmt.Sprintf("$%d", n+3), append(args, id)
	}
	all, err := link.Links.Where(q.Tx, "facility_id = $1 AND purpose = $2 AND person IN ("+strings.Join(marks, ", ")+") ORDER BY issued_at, id", args...)
	if err != nil {
		return nil, err
	}
	for _, l := range all {
		if l.Open(q.Now) {
			pages[l.Person] = l.ID
		}
	}
	for _, id := range parents {
		if pages[id] == "" {
			if pages[id], err = pageOf(q, id); err != nil {
				return nil, err
			}
		}
	}
	return pages, nil
}
