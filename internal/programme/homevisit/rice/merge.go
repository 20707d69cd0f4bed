package rice

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// merged follows two reports of one event becoming one request: of their debts one
// stands. What was handed over stands before what is owed, the request's own before that
// of the report merged into it. The other is struck, visibly, and comes back with the
// merge undone.
func (r Room) merged(q journal.Query, _ journal.Meta, e need.Merged) ([]any, error) {
	moved, err := Debts.Where(q.Tx, "facility_id = $1 AND root = $2 ORDER BY due_at, id", q.Facility, e.Case)
	if err != nil {
		return nil, err
	}
	g, ok, err := r.groupOf(q, e.Into)
	if err != nil || !ok {
		return nil, err
	}
	var out []any
	for i := range moved {
		out, moved[i].Root = append(out, RootedEvent{moved[i].ID, g.root.ID}), g.root.ID
	}
	g.debts = append(g.debts, moved...)
	keep, err := r.stands(q, g)
	if err != nil {
		return nil, err
	}
	for _, d := range g.debts {
		if d.Open() && d.ID != keep {
			out = append(out, d.strikes(ByMerge)...)
		}
	}
	return out, nil
}

// stands says which debt of a group stands: none when rice was handed over for it, or
// when the request that stands for all was fetched in time.
func (r Room) stands(q journal.Query, g group) (ident.ID, error) {
	if slices.ContainsFunc(g.debts, func(d Debt) bool { return d.State == Given }) {
		return "", nil
	}
	if d, had := g.own(g.root.ID); had && d.Open() {
		return d.ID, nil
	}
	var owed []ident.ID
	for _, d := range g.debts {
		if d.Open() {
			owed = append(owed, d.ID)
		}
	}
	p, ok, err := promise.Promises.Get(q.Tx, q.Facility, fetchOf(g.root.ID))
	if err != nil || len(owed) == 0 || ok && (p.State == promise.Kept || p.State == promise.StateStruck) {
		return "", err
	}
	return owed[0], nil
}

// unmerged follows a merge undone: each request has its own debt again, if its own
// promise was missed.
func (r Room) unmerged(q journal.Query, _ journal.Meta, e need.Unmerged) ([]any, error) {
	from, err := need.Root(q, e.From)
	if err != nil {
		return nil, err
	}
	was, err := Debts.Where(q.Tx, "facility_id = $1 AND root = $2 ORDER BY due_at, id", q.Facility, from)
	if err != nil {
		return nil, err
	}
	groups, order, out := map[ident.ID][]Debt{}, []ident.ID{from, e.Case}, []any{}
	for _, d := range was {
		root, err := need.Root(q, d.Case)
		if err != nil {
			return nil, err
		}
		if root != d.Root {
			out, d.Root = append(out, RootedEvent{d.ID, root}), root
		}
		groups[root] = append(groups[root], d)
	}
	for _, id := range order {
		c, ok, err := need.Cases.Get(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		if !ok || c.Merged != "" {
			continue
		}
		again, err := r.restand(q, group{c, groups[id]})
		if err != nil {
			return nil, err
		}
		out = append(out, again...)
	}
	return out, nil
}

// restand writes what a request owes by its own promises, when nothing of it stands.
func (r Room) restand(q journal.Query, g group) ([]any, error) {
	if g.settled() {
		return nil, nil
	}
	for _, d := range g.debts {
		if d.State != Struck || d.Proof != ByMerge {
			continue
		}
		b, missed, err := r.missed(q, d)
		if err != nil {
			return nil, err
		}
		if missed {
			return restores(q, d, b)
		}
	}
	if _, had := g.own(g.root.ID); had {
		return nil, nil // it was struck by proof, or two persons took it back
	}
	s, version, err := settingsAt(q, g.root.OpenedAt)
	if err != nil {
		return nil, err
	}
	all, err := promise.Of(q, g.root.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.State == promise.Late && s.owes(p.Kind, p.Consequence) {
			return r.write(q, g, s, version, breach{p.ID, p.Kind, p.Due})
		}
	}
	return nil, nil
}
