package phone

import (
	"encoding/json"
	"slices"

	"sambang/internal/core/ident"
)

// syncAnswer is the server's side of a round of sync.
type syncAnswer struct {
	Head      string   `json:"head"`
	Token     string   `json:"token"`
	Answers   []Answer `json:"answers"`
	Reset     bool     `json:"reset"`
	Audiences []string `json:"audiences"`
	Lost      []string `json:"lost"`
	Changes   []struct {
		Audience string   `json:"audience"`
		Tbl      string   `json:"tbl"`
		ID       ident.ID `json:"id"`
		Gone     bool     `json:"gone"`
	} `json:"changes"`
	Rows []struct {
		Tbl string          `json:"tbl"`
		ID  ident.ID        `json:"id"`
		Row json.RawMessage `json:"row"`
	} `json:"rows"`
	Cursors map[string]int64 `json:"cursors"`
	More    bool             `json:"more"`
}

// key is one row of one table.
type key struct {
	table string
	id    ident.ID
}

// book is what a phone keeps: a row stays while at least one audience holds it.
type book struct {
	head    string
	cursors map[string]int64
	rows    map[string]map[ident.ID]json.RawMessage
	held    map[key][]string
}

func newBook() book {
	return book{cursors: map[string]int64{}, rows: map[string]map[ident.ID]json.RawMessage{}, held: map[key][]string{}}
}

// take writes an answer down; again asks for another round at once.
func (b *book) take(s syncAnswer) (again bool) {
	if s.Reset {
		*b = newBook()
	}
	for k, held := range b.held {
		b.hold(k, slices.DeleteFunc(held, func(a string) bool { return slices.Contains(s.Lost, a) }))
	}
	for _, c := range s.Changes {
		k := key{c.Tbl, c.ID}
		held := slices.DeleteFunc(slices.Clone(b.held[k]), func(a string) bool { return a == c.Audience })
		if !c.Gone {
			held = append(held, c.Audience)
		}
		b.hold(k, held)
	}
	for _, r := range s.Rows {
		if len(b.held[key{r.Tbl, r.ID}]) == 0 {
			continue
		}
		if b.rows[r.Tbl] == nil {
			b.rows[r.Tbl] = map[ident.ID]json.RawMessage{}
		}
		b.rows[r.Tbl][r.ID] = r.Row
	}
	b.head, b.cursors = s.Head, s.Cursors
	if len(s.Lost) > 0 {
		b.cursors = map[string]int64{} // what another audience still holds comes again
		return true
	}
	return s.More
}

func (b *book) hold(k key, by []string) {
	if len(by) > 0 {
		b.held[k] = by
		return
	}
	delete(b.held, k)
	delete(b.rows[k.table], k.id)
}
