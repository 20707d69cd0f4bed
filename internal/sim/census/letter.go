package census

import (
	"context"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// nowhere is a village that no health centre of the demo serves.
const nowhere = "99.99.99.9999"

// Letters has two families of a health centre move to another one by letter: the
// first arrives, the second goes to a village that is not served there, so that
// somebody has to see to it. Said again it changes nothing.
func Letters(ctx context.Context, h House, from Centre, to Centre) error {
	var village ident.ID
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		_, err := tx.One("SELECT id FROM village WHERE facility_id = $1 ORDER BY id LIMIT 1", store.Args(to.Facility), &village)
		return err
	})
	for i, code := range []string{string(village), nowhere} {
		if err == nil {
			err = h.moves(ctx, from, to, []string{"letter that arrives", "letter that comes back"}[i], code)
		}
	}
	return err
}

// moves has the next family that is whole and at home move out by letter.
func (h House) moves(ctx context.Context, from, to Centre, name, village string) error {
	var head ident.ID
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: from.Facility, Keys: h.Keys}
		done, err := tx.One("SELECT 1 FROM command WHERE facility_id = $1 AND id = $2", store.Args(from.Facility, command(from.Slug, name)), new(int))
		if err != nil || done {
			return err
		}
		homes, err := registry.Households.Where(tx, "facility_id = $1 AND state = $2 ORDER BY id LIMIT 40", from.Facility, registry.Present)
		for _, home := range homes {
			family, err := registry.Members(q, home.ID)
			if err != nil {
				return err
			}
			if len(family) >= 3 && family[0].State == registry.Active {
				head = family[0].ID
				break
			}
		}
		return err
	})
	if err != nil || head == "" {
		return err
	}
	s := h.speak(ctx, from.Facility, from.Slug)
	s.say(name, "registry.move", registry.Move{Person: head, Whole: true, On: h.Clock.Now().Day(registry.Facility{}.Location()), To: "out", Facility: to.Slug, ToVillage: village})
	s.flush()
	return s.err
}
