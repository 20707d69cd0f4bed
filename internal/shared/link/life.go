package link

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// About says whom a subject is about: of a place or a delivery the mother and the
// baby. The wiring asks the programme whose subject it is; nobody: not a
// programme's.
type About func(q journal.Query, subject ident.ID) ([]ident.ID, error)

// lifeChanged closes the pages of whoever may not look any more, in the
// transaction in which it becomes so: of the dead, of who has moved away, and of
// the former guardian what is about the child. A record merged into another stays
// with its pages: they answer for the one that was kept.
func (r Room) lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	switch {
	case p.State == registry.Dead || p.State == registry.Moved:
		return closed(q, p.ID, func(Link) (bool, error) { return true, nil })
	case e.What == registry.GuardianChanged && e.Of != "":
		return r.handedOn(q, p.ID, e.Of)
	}
	return nil, nil
}

// forgotten closes the pages of whose details were erased.
func (Room) forgotten(q journal.Query, _ journal.Meta, e registry.PersonForgotten) ([]any, error) {
	return closed(q, e.Person, func(Link) (bool, error) { return true, nil })
}

// issued closes a page at once that was made for somebody who has died or moved
// away: so that no room can forget to ask.
func (Room) issued(q journal.Query, _ journal.Meta, e Issued) ([]any, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found || p.State == registry.Active {
		return nil, err
	}
	return []any{Raised{e.Link, 2, true}}, nil
}

// over reports whether somebody whom a subject is about has died or moved away:
// nobody is given a page of it any more.
func (r Room) over(q journal.Query, subject ident.ID) (bool, error) {
	if r.About == nil {
		return false, nil
	}
	people, err := r.About(q, subject)
	for _, id := range people {
		p, found, err := registry.Canonical(q.Tx, q.Facility, id)
		if err != nil || found && (p.State == registry.Dead || p.State == registry.Moved) {
			return err == nil, err
		}
	}
	return false, err
}

// handedOn closes what a former guardian could see and do of the child, also what
// they had let others watch.
func (r Room) handedOn(q journal.Query, child, former ident.ID) ([]any, error) {
	if r.About == nil {
		return nil, nil
	}
	children, err := human(q, child)
	if err != nil {
		return nil, err
	}
	return closed(q, former, func(l Link) (bool, error) {
		if l.Purpose == Receive { // they are on the list for themselves
			return false, nil
		}
		about, err := r.About(q, l.Subject)
		return slices.ContainsFunc(about, func(id ident.ID) bool { return slices.Contains(children, id) }), err
	})
}

// human is every record of the human behind one of them.
func human(q journal.Query, id ident.ID) ([]ident.ID, error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, id)
	if err != nil || !found {
		return []ident.ID{id}, err
	}
	also, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	return append(also, p.ID), err
}

// closed gives the events that close the living links of a human, those that they
// only own to be watched by others among them, as far as which says so. Who
// receives keeps the page of what is coming to them.
func closed(q journal.Query, person ident.ID, which func(Link) (bool, error)) ([]any, error) {
	records, err := human(q, person)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, id := range records {
		all, err := OfHolder(q.Tx, q.Facility, id)
		if err != nil {
			return nil, err
		}
		for _, l := range all {
			if !l.Open(q.Now) || l.Person != id && l.Purpose == Receive {
				continue
			}
			if yes, err := which(l); err != nil {
				return nil, err
			} else if yes {
				out = append(out, Raised{l.ID, l.Generation + 1, true})
			}
		}
	}
	return out, nil
}

// OfHolder lists the links that somebody has, or owns while another looks, the
// oldest first.
func OfHolder(tx *store.Tx, facility, person ident.ID) ([]Link, error) {
	return Links.Where(tx, "facility_id = $1 AND (person = $2 OR owner = $2) ORDER BY issued_at, id", facility, person)
}
