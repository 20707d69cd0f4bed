package milk

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// known is somebody whom the register knows already, or nobody. They are taken as
// they stand there: a record is never written over by being named once more.
type known struct {
	person registry.Person
	detail registry.Detail
	found  bool
}

// know reads who stands for a record.
func know(q journal.Query, id ident.ID) (k known, err error) {
	if id == "" {
		return k, nil
	}
	k.person, k.detail, k.found, err = registry.OpenCanonical(q, id)
	return k, err
}

// or is the record that stands, or the id of who is to be registered.
func (k known) or(id ident.ID) ident.ID {
	if k.found {
		return k.person.ID
	}
	return id
}

// unfit says why somebody the register knows cannot take part; empty: they can.
func (k known) unfit() string {
	switch {
	case !k.found || k.person.State == registry.Active:
		return ""
	case k.person.State == registry.Dead:
		return "registry.person_dead"
	case k.person.State == registry.Moved:
		return "registry.person_moved"
	}
	return "registry.person_erased"
}

// mother registers her, unless the register knows her.
func (e Enrolling) mother(s journal.Said[Enrol]) ([]any, ident.ID) {
	b := s.Body
	if e.Mother.found {
		return nil, e.Mother.person.ID
	}
	id := b.Mother.ID
	if id == "" {
		id = s.NewID(0)
	}
	phone, _ := normalPhone(b.Mother.Phone)
	p := registry.Register(s, id, registry.Mother, b.Village, "", b.HiddenAddress, registry.Detail{Name: b.Mother.Name, Phone: phone, NIK: b.Mother.NIK, Home: b.Drop.Point()})
	p.Sex = "female"
	return []any{p}, id
}

// baby registers the baby as its mother's, so that what life does to one reaches the
// other, unless the register knows it.
func (e Enrolling) baby(s journal.Said[Enrol], mother ident.ID) ([]any, ident.ID) {
	b := s.Body
	if e.Baby.found {
		return nil, e.Baby.person.ID
	}
	id := b.Baby.ID
	if id == "" {
		id = s.NewID(1)
	}
	p := registry.Register(s, id, registry.Baby, b.Village, b.Baby.Born, false, registry.Detail{Name: b.Baby.Name})
	p.Mother = mother
	if hers := e.Mother.person; hers.Household != "" {
		p.Household, p.Relation, p.Posyandu, p.Group = hers.Household, registry.Child, hers.Posyandu, hers.Group
	}
	return []any{p}, id
}

// recipient registers who is named; of somebody the register knows, only what they
// are to the family is added, when nothing is said there yet.
func recipient[B any](s journal.Said[B], village string, r Named, k known) []any {
	if !k.found {
		phone, _ := normalPhone(r.Phone)
		return []any{registry.Register(s, r.ID, registry.Recipient, village, "", false, registry.Detail{Name: r.Name, Phone: phone, Relation: r.Relation})}
	}
	if k.detail.Relation != "" {
		return nil
	}
	k.detail.Relation = r.Relation
	return []any{registry.Correct(s, k.person, k.detail)}
}
