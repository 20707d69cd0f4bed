package mothers

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// farewell is a baby who is not there any more from a day on: one has died, another has
// moved away with everybody of its household.
type farewell struct {
	baby baby
	on   string
	died bool
}

// partings draws who leaves: of a village the first who was born some months into the
// groups, is no twin and has no certificate before it.
func (t *town) partings() {
	t.gone = map[ident.ID]bool{}
	for _, p := range []struct {
		village    string
		from, days int
		died       bool
	}{{bojongnangka, 210, 41, true}, {tlajung, 250, 113, false}} {
		from := t.groupsFrom.AddDate(0, 0, p.from).Format(time.DateOnly)
		for _, b := range t.babies { // by the day of birth
			if b.village == p.village && b.born > from && !b.here && b.twin == "" && !b.second && !b.graduates {
				t.farewells = append(t.farewells, farewell{b, later(b.born, p.days), p.died})
				break
			}
		}
	}
}

// part tells of who is gone today; nobody asks after them any more.
func (t *town) part(on string) {
	for _, f := range t.farewells {
		switch {
		case f.on != on:
		case f.died:
			t.Say(midwife(), "death "+string(f.baby.id), "registry.died", registry.Die{Person: f.baby.id, On: on, Place: "hospital"})
			t.gone[f.baby.id] = true
		default:
			t.household(f.baby.mother)
			t.Say(midwife(), "move "+string(f.baby.mother), "registry.move", registry.Move{Person: f.baby.mother, Whole: true, On: on, To: "out"})
		}
		if f.on == on {
			t.Flush() // what is read next knows of it
		}
	}
}

// household marks everybody who lives with somebody as gone.
func (t *town) household(of ident.ID) {
	t.Ask(func(q journal.Query) error {
		who, _, err := registry.People.Get(q.Tx, q.Facility, of)
		if err != nil {
			return err
		}
		all, err := registry.People.Where(q.Tx, "facility_id = $1 AND household = $2 ORDER BY id", q.Facility, who.Household)
		for _, p := range all {
			t.gone[p.ID] = true
		}
		return err
	})
}
