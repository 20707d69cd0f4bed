package api

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

type rowKey struct {
	table string
	id    ident.ID
}

// rows shows each touched row that the actor still holds through any audience. A
// row that has left one audience is sent again if another holds it: through
// that one fewer of its fields may be seen.
func (a *API) rows(q journal.Query, touched map[rowKey]int64, out *SyncAnswer) error {
	order := slices.SortedFunc(maps.Keys(touched), func(x, y rowKey) int {
		return cmp.Or(cmp.Compare(touched[x], touched[y]), cmp.Compare(x.table, y.table), cmp.Compare(x.id, y.id))
	})
	for _, k := range order {
		held, err := holders(q.Tx, q.Facility, k, out.Audiences)
		if err != nil {
			return err
		}
		if len(held) == 0 {
			continue
		}
		row, found, err := a.show(q, k, held)
		if err != nil {
			return err
		}
		if found {
			out.Rows = append(out.Rows, SyncRow{k.table, k.id, touched[k], row})
		}
	}
	return nil
}

// holders are those of the actor's audiences that see a row now.
func holders(tx *store.Tx, f ident.ID, k rowKey, mine []string) ([]string, error) {
	var held []string
	err := tx.Each("SELECT audience FROM audience WHERE facility_id = $1 AND tbl = $2 AND row_id = $3 AND NOT gone ORDER BY audience",
		store.Args(f, k.table, k.id), func(scan func(...any) error) error {
			var key string
			if err := scan(&key); err != nil {
				return err
			}
			if _, ok := slices.BinarySearch(mine, key); ok {
				held = append(held, key)
			}
			return nil
		})
	return held, err
}

// show makes the view of a row and cuts it to what may be seen through the
// audiences that hold it.
func (a *API) show(q journal.Query, k rowKey, held []string) (map[string]any, bool, error) {
	view, ok := a.Shows[k.table]
	if !ok {
		return nil, false, nil // a table without a view is not for phones
	}
	v, found, err := view(q, k.id)
	if err != nil || !found {
		return nil, false, err
	}
	text, err := json.Marshal(v)
	if err != nil {
		return nil, false, fmt.Errorf("api: view of %s: %w", k.table, err)
	}
	var row map[string]any
	if err := json.Unmarshal(text, &row); err != nil {
		return nil, false, fmt.Errorf("api: view of %s is no object: %w", k.table, err)
	}
	row = a.cut(q.By.Roles, k.table, row, held)
	return row, row != nil, nil
}

// cut leaves the fields that may be seen; nil: none, and the row is not sent.
func (a *API) cut(roles []access.Role, table string, row map[string]any, held []string) map[string]any {
	seen := map[string]any{}
	for _, key := range held {
		fields, all := a.Columns(table, roles, audienceKind(key))
		if all {
			return row
		}
		for _, f := range fields {
			if v, ok := row[f]; ok {
				seen[f] = v
			}
		}
	}
	if len(seen) == 0 {
		return nil
	}
	if id, ok := row["id"]; ok {
		seen["id"] = id
	}
	return seen
}

// opens reports whether anything of a table may be seen through an audience.
func (a *API) opens(roles []access.Role, table, audience string) bool {
	fields, all := a.Columns(table, roles, audienceKind(audience))
	return all || len(fields) > 0
}

// audienceKind is the letter before the colon: f, v, g, w, j or o.
func audienceKind(key string) string {
	kind, _, _ := strings.Cut(key, ":")
	return kind
}

// faceless are tables whose rows show nobody.
var faceless = []string{"village"}

// noteShown writes one row of the access log for an answer that showed people.
func (a *API) noteShown(ctx context.Context, actor access.Actor, rows []SyncRow) error {
	var people []string
	for _, r := range rows {
		if !slices.Contains(faceless, r.Tbl) {
			people = append(people, r.Tbl+":"+string(r.ID))
		}
	}
	if len(people) == 0 {
		return nil
	}
	return a.Showed(ctx, Showing{Facility: actor.Facility, Actor: actor.ID, Door: "api", Purpose: "sync", People: people})
}
