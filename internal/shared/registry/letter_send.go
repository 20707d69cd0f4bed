package registry

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/task"
)

// checkLetter wants the village of a move to another health centre.
func (b Move) checkLetter() *fault.Error {
	switch {
	case b.Facility == "" && b.ToVillage == "":
		return nil
	case !slugForm.MatchString(b.Facility):
		return fault.BadField("registry.bad_slug", "facility")
	case !codeForm.MatchString(b.ToVillage):
		return fault.BadField("registry.bad_village", "to_village")
	}
	return nil
}

// addressee finds the facility of a slug in the directory; empty: nobody has it.
// The move is a fact whether or not they know each other.
func addressee(q journal.Query, slug string) (id ident.ID, err error) {
	_, err = q.One("SELECT id FROM facility WHERE slug = $1", store.Args(slug), &id)
	return id, err
}

// addressLetter reads what a letter to another health centre needs.
func (r Room) addressLetter(q journal.Query, m *moving, b Move) (err error) {
	m.away, m.facility.Slug, m.letter = true, b.Facility, ident.Derive(q.Command, 2)
	if m.facility.ID, err = addressee(q, b.Facility); err != nil {
		return err
	}
	movers := []Person{m.Person}
	if b.Whole {
		movers = append(movers, m.household...)
	}
	m.details, err = pack(q, m.letter, movers, m.home, b.Whole)
	return err
}

// withLetter adds the letter to the answer of a move. What is to be looked after
// there is the receiver's task, not one here: the letter asks for it.
func (m moving) withLetter(s journal.Said[Move], answer journal.Answer, movers []Person) journal.Answer {
	if m.facility.ID == s.Facility {
		return journal.Refuse("registry.same_health_centre").On("facility")
	}
	e := LetterWritten{Letter: m.letter, Generation: 1, To: m.facility.ID, Slug: m.facility.Slug, Village: s.Body.ToVillage}
	for _, p := range movers {
		e.People = append(e.People, p.ID)
	}
	if h, ok := m.homes(s.Body); ok && h.State == Left {
		e.Household = m.home.ID
	}
	e.Body = s.Seal(sealedLetter, e.Letter, 1, LetterBody{s.Body.On, m.details})
	return answer.With(e).Giving(map[string]ident.ID{"letter": e.Letter})
}

// pack tells of those who travel together. What belongs to the household goes
// along when it goes as a whole.
func pack(q journal.Query, letter ident.ID, movers []Person, home Household, whole bool) ([]Traveller, error) {
	head := movers[0].ID
	if slices.ContainsFunc(movers, func(p Person) bool { return p.ID == home.Head }) {
		head = home.Head
	}
	out := make([]Traveller, 0, len(movers))
	for _, p := range movers {
		t, err := traveller(q, letter, p, movers)
		if err != nil {
			return nil, err
		}
		if p.ID == head {
			t.Row.Relation = HeadOfHousehold
		} else if t.Row.Relation == HeadOfHousehold {
			t.Row.Relation = OtherRelative
		}
		t.Row.LivesAlone = p.Alone && len(movers) == 1
		out = append(out, t)
	}
	if !whole || home.ID == "" {
		return out, nil
	}
	return out, luggage(q, home, &out[0].Row)
}

// luggage is what belongs to the household: its card, its decile, its letter of poverty.
func luggage(q journal.Query, home Household, row *Row) error {
	var d HouseholdDetail
	if !home.Detail.IsZero() {
		if _, err := q.Open(home.Detail, &d); err != nil {
			return err
		}
	}
	row.KK, row.PovertyLetter, row.PovertyLetterBy = d.KK, d.PovertyLetter, d.PovertyLetterBy
	row.Decile, row.DecileSource, row.DecileOn, row.PovertyLetterOn = home.Decile, home.DecileSource, home.DecileOn, home.PovertyLetterOn
	return nil
}

func traveller(q journal.Query, letter ident.ID, p Person, with []Person) (Traveller, error) {
	_, d, _, err := Open(q, p.ID)
	if err != nil {
		return Traveller{}, err
	}
	row := Row{Person: TravellerID(letter, p.ID), Name: clip(d.Name, 120), NIK: d.NIK, Born: p.Born, BornGuessed: p.BornGuessed, Sex: p.Sex, Relation: p.Relation,
		Mother: d.MotherName, Due: p.Due, Disabled: p.Disabled, Insurance: d.Insurance, Languages: p.Languages, HiddenAddress: p.HiddenAddress}
	if d.Phone != "" {
		row.Phones = append([]string{d.Phone}, d.More...)
	}
	t := Traveller{Row: row, Kind: p.Kind, InHospital: p.InHospital, Quiet: p.Quiet}
	if p.Mother != "" {
		if t.Row.Mother, err = nameOf(q, p.Mother, t.Row.Mother); err != nil {
			return t, err
		}
	}
	going := func(id ident.ID) ident.ID {
		if id != "" && slices.ContainsFunc(with, func(o Person) bool { return o.ID == id }) {
			return TravellerID(letter, id)
		}
		return ""
	}
	t.Mother, t.Guardian = going(p.Mother), going(p.Guardian)
	t.Work, err = openWork(q, p.ID)
	return t, err
}

// nameOf is a mother's name for a child whose record will not point to hers.
func nameOf(q journal.Query, person ident.ID, told string) (string, error) {
	_, d, _, err := Open(q, person)
	if d.Name == "" {
		return told, err
	}
	return clip(d.Name, 120), err
}

// openWork are the kinds of task about somebody that must not be left behind.
func openWork(q journal.Query, person ident.ID) ([]string, error) {
	open, err := task.OpenOf(q, person)
	var kinds []string
	for _, t := range open {
		if oneOf(t.Kind, AfterDeath, GuardianNeeded, AfterHospital) && !slices.Contains(kinds, t.Kind) {
			kinds = append(kinds, t.Kind)
		}
	}
	return kinds, err
}

func clip(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most])
	}
	return s
}
