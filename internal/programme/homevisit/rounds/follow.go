package rounds

import (
	"slices"
	"strconv"

	"sambang/internal/calc/antenatal"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// oldest is beyond the age at which any policy has children in the rounds: of somebody
// older who is neither alone nor expecting nothing has to be read.
const oldest = 75 * 31

// grown reports whether a day of birth alone keeps somebody out of the rounds.
func grown(q journal.Query, born string) bool {
	return born == "" || antenatal.Days(born, q.Now.Time().Format("2006-01-02")) > oldest
}

// registered follows somebody new.
func registered(q journal.Query, _ journal.Meta, e registry.PersonRegistered) ([]any, error) {
	if !registry.Lives(e.Kind) || grown(q, e.Born) && e.Due == "" && !e.LivesAlone {
		return nil, nil
	}
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	return b.of(e.Person)
}

// corrected follows what is known better of somebody: also a name, which the lists show.
func corrected(q journal.Query, _ journal.Meta, e registry.PersonCorrected) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	return b.of(e.Person)
}

// forgotten follows the erasure of somebody's details.
func forgotten(q journal.Query, _ journal.Meta, e registry.PersonForgotten) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	return b.of(e.Person)
}

// lived follows what life does: a birth, a death, a move, a stay in hospital, a merge.
func lived(q journal.Query, _ journal.Meta, e registry.LifeChanged) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	if e.What == registry.GaveBirth {
		her := e.Person
		if e.About != "" {
			her = e.About
		}
		b.births[her] = e.On
		if her != e.Person { // the birth is written down with the record that was named
			first, err := b.of(her)
			if err != nil {
				return nil, err
			}
			second, err := b.of(e.Person)
			return append(first, second...), err
		}
	}
	return b.of(e.Person)
}

// entered follows the rows of a sheet: whoever of them is in the rounds, in one event.
func entered(q journal.Query, _ journal.Meta, e registry.RowsEntered) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	for _, h := range e.Households {
		b.homes[h.Household] = h.House
	}
	var all []Reckoning
	for _, p := range e.People {
		n, _, ok, err := b.stands(newcomer(p), Round{}, false)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, n)
		}
	}
	var ids []ident.ID
	for _, c := range e.Corrected {
		ids = append(ids, c.Person)
	}
	touched, err := b.living(e.Houses, e.Households)
	if err != nil {
		return nil, err
	}
	for _, id := range touched {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return b.all(ids, all)
}

// newcomer is the row that a registration makes, as far as the rounds read it.
func newcomer(e registry.PersonRegistered) registry.Person {
	return registry.Person{ID: e.Person, Kind: e.Kind, State: registry.Active, Village: e.Village, Household: e.Household, Born: e.Born, Due: e.Due, Alone: e.LivesAlone}
}

// living are those of the rounds who live in houses or households that were changed.
func (b book) living(houses []registry.HouseSet, households []registry.HouseholdSet) (ids []ident.ID, err error) {
	var of []ident.ID
	for _, h := range houses {
		of = append(of, h.House)
	}
	for _, h := range households {
		of = append(of, h.Household)
	}
	for chunk := range slices.Chunk(of, 200) {
		where, args := among(b.q.Facility, chunk)
		rows, err := Rounds.Where(b.q.Tx, "facility_id = $1 AND (house IN ("+where+") OR household IN ("+where+"))", args...)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// all reckons some people anew and puts them behind those who are reckoned already, in
// one event.
func (b book) all(ids []ident.ID, done []Reckoning) ([]any, error) {
	var events []any
	for _, id := range ids {
		p, found, err := registry.People.Get(b.q.Tx, b.q.Facility, id)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		row, known, err := Rounds.Get(b.q.Tx, b.q.Facility, id)
		if err != nil {
			return nil, err
		}
		n, also, ok, err := b.stands(p, row, known)
		if err != nil {
			return nil, err
		}
		if ok {
			done, events = append(done, n), append(events, also...)
		}
	}
	if len(done) == 0 {
		return nil, nil
	}
	return append([]any{Reckoned{done}}, events...), nil
}

// houseSet follows a house that is known better: where it stands, how one gets there.
func houseSet(q journal.Query, _ journal.Meta, e registry.HouseSet) ([]any, error) {
	return moved(q, []registry.HouseSet{e}, nil)
}

// householdSet follows a household that is set.
func householdSet(q journal.Query, _ journal.Meta, e registry.HouseholdSet) ([]any, error) {
	return moved(q, nil, []registry.HouseholdSet{e})
}

// householdMoved follows a household into its next house.
func householdMoved(q journal.Query, _ journal.Meta, e registry.HouseholdMoved) ([]any, error) {
	return moved(q, nil, []registry.HouseholdSet{{Household: e.Household}})
}

func moved(q journal.Query, houses []registry.HouseSet, households []registry.HouseholdSet) ([]any, error) {
	b, err := read(q)
	if err != nil {
		return nil, err
	}
	ids, err := b.living(houses, households)
	if err != nil {
		return nil, err
	}
	return b.all(ids, nil)
}

// among makes the list of an IN: $2, $3 and so on.
func among(facility ident.ID, ids []ident.ID) (marks string, args []any) {
	args = append(args, facility)
	for i, id := range ids {
		if i > 0 {
			marks += ", "
		}
		args = append(args, id)
		marks += "$" + strconv.Itoa(len(args))
	}
	return marks, args
}
