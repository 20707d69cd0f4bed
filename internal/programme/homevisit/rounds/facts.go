package rounds

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// book reads the register with the settings and the civil day of a turn.
type book struct {
	q     journal.Query
	set   Settings
	today string
	// births are those that are told of now: they are of the record that they name.
	zone   *time.Location
	births map[ident.ID]string
	// homes are households of which the house is known.
	homes map[ident.ID]ident.ID
	// told are rows as they will be when what is told now has been written down.
	told map[ident.ID]Round
}

func read(q journal.Query) (b book, err error) {
	b = book{q: q, births: map[ident.ID]string{}, homes: map[ident.ID]ident.ID{}}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return b, err
	}
	b.zone = f.Location()
	b.today = q.Now.Day(b.zone)
	b.set, _, err = Policy.Get(q)
	return b, err
}

// facts are what the register knows of a person.
func (b book) facts(p registry.Person) (f facts, err error) {
	f = facts{person: p.ID, village: p.Village, household: p.Household, born: p.Born, due: p.Due, alone: p.Alone,
		here: registry.Lives(p.Kind) && p.State == registry.Active && p.MergedInto == "" && p.Village != ""}
	switch {
	case p.Quiet:
		f.paused = Mourning
	case p.InHospital:
		f.paused = InHospital
	}
	return f, nil
}

// housed adds the house to facts: only of those who are in the rounds.
func (b book) housed(f facts) (facts, error) {
	if f.household == "" {
		return f, nil
	}
	if house, ok := b.homes[f.household]; ok {
		f.house = house
		return f, nil
	}
	h, _, err := registry.Households.Get(b.q.Tx, b.q.Facility, f.household)
	f.house, b.homes[f.household] = h.House, h.House
	return f, err
}

// stands says where somebody stands now; false when the rounds have nothing to do with
// them. A plan that cannot be kept any more ends.
func (b book) stands(p registry.Person, row Round, found bool) (Reckoning, []any, bool, error) {
	f, err := b.facts(p)
	if err != nil || !found && b.births[p.ID] == "" && !f.matters(b.set, b.today) {
		return Reckoning{}, nil, false, err
	}
	if f, err = b.housed(f); err != nil {
		return Reckoning{}, nil, false, err
	}
	h, err := b.history(p, row, found)
	if err != nil {
		return Reckoning{}, nil, false, err
	}
	n := b.reckon(f, h, row)
	n.Birth = b.births[p.ID]
	return n, ends(row, n), true, nil
}

// reckon reckons somebody anew; who comes into the rounds is in them since today.
func (b book) reckon(f facts, h history, row Round) Reckoning {
	if row.State != On {
		h.since = b.today
	}
	n := b.set.reckon(f, h, b.today)
	switch n.State {
	case row.State:
		n.Since = ""
	case On:
		n.Since = b.today
	default:
		n.Since = ""
	}
	return n
}

// history is what was done with somebody, under whatever record.
func (b book) history(p registry.Person, row Round, found bool) (history, error) {
	h := row.past()
	h.birth = max(h.birth, b.births[p.ID])
	if !found {
		return h, nil
	}
	others, err := registry.MergedWith(b.q.Tx, b.q.Facility, p.ID)
	if err != nil {
		return h, err
	}
	for _, id := range others {
		o, told := b.told[id]
		if !told {
			if o, _, err = Rounds.Get(b.q.Tx, b.q.Facility, id); err != nil {
				return h, err
			}
		}
		past := o.past()
		past.birth = max(past.birth, b.births[id])
		h = h.with(past)
	}
	return h, nil
}

// ends takes a planned visit off the plan that cannot be made any more.
func ends(row Round, n Reckoning) []any {
	if row.Visit == "" {
		return nil
	}
	why := ""
	switch {
	case n.State == Off:
		why = "ended"
	case n.Paused != "":
		why = n.Paused
	case n.Village != row.Village:
		why = "moved"
	default:
		return nil
	}
	return []any{UnplannedEvent{row.Visit, row.ID, why}}
}

// of reckons one person anew, by id.
func (b book) of(id ident.ID) ([]any, error) {
	p, found, err := registry.People.Get(b.q.Tx, b.q.Facility, id)
	if err != nil || !found {
		return nil, err
	}
	row, known, err := Rounds.Get(b.q.Tx, b.q.Facility, id)
	if err != nil {
		return nil, err
	}
	seen, err := b.before(id, &row, known)
	if err != nil {
		return nil, err
	}
	n, also, ok, err := b.stands(p, row, known)
	if err != nil || !ok {
		return nil, err
	}
	n.Known = seen
	return append([]any{Reckoned{[]Reckoning{n}}}, also...), nil
}

// before reads what was seen of somebody before they came into the rounds: her first
// visit record is often written before the register says that she expects.
func (b book) before(id ident.ID, row *Round, known bool) (*SeenEvent, error) {
	if known {
		return nil, nil
	}
	seen, err := seenAt(b.q, id)
	if err != nil || seen.LastOn == "" {
		return nil, err
	}
	row.recorded(seen)
	return &seen, nil
}
