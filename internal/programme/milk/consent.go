package milk

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// ConsentAnswered says what stops when somebody takes a consent back: without the
// one for milk, or a child's own record, the place ends as it does when she moves
// away; a recipient leaves the list. Without the one for tracking nobody watches
// a delivery on a map any more, while it goes on.
func (r Room) ConsentAnswered(q journal.Query, m journal.Meta, e registry.ConsentRecorded) ([]any, error) {
	if e.Given || e.Purpose != registry.ForMilk && e.Purpose != registry.ForTracking && e.Purpose != registry.ChildData {
		return nil, nil
	}
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
	if err != nil {
		return nil, err
	}
	records = append(records, p.ID)
	places, err := placesOf(q, records)
	if err != nil {
		return nil, err
	}
	var out []any
	for i, place := range places {
		t := turning{q: q, place: place, who: p, records: records, e: registry.LifeChanged{Event: m.ID()}, first: 1 + i*100}
		if err := t.read(); err != nil {
			return nil, err
		}
		out = append(out, t.withdraw(e.Purpose)...)
	}
	return out, nil
}

// withdraw is everything that a no does to the place.
func (t *turning) withdraw(purpose string) []any {
	hers := t.is(t.place.Mother) || t.is(t.place.Baby)
	switch {
	case purpose == registry.ForTracking && (hers || t.is(t.place.Keeper)):
		return t.unwatched()
	case purpose == registry.ForTracking:
		return nil
	case hers:
		return t.end()
	case purpose == registry.ForMilk:
		return t.drop()
	}
	return nil
}

// unwatched closes the pages of those who watch by leave, and stops what still
// waits to be sent to them. The reader's own page stays, without the map: on it
// stands the code that proves the delivery.
func (t *turning) unwatched() []any {
	var out []any
	for _, l := range t.links {
		if l.Purpose != link.Track || l.Person == l.Owner {
			continue
		}
		out = append(out, link.Raised{Link: l.ID, Generation: l.Generation + 1, Over: true})
		out = append(out, t.hush(func(m messaging.Row) bool { return m.Link == l.ID })...)
	}
	return out
}

// Watchable reports whether a delivery may be shown on a map: not when the mother,
// the child's guardian or the keeper of the place has withdrawn that.
func Watchable(q journal.Query, d Delivery) (bool, error) {
	for _, person := range []ident.ID{d.Mother, d.Baby, d.Keeper} {
		if person == "" {
			continue
		}
		no, err := registry.Declined(q, person, registry.ForTracking)
		if err != nil || no {
			return false, err
		}
	}
	return true, nil
}
