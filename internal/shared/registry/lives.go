package registry

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/task"
)

// life is what is known before something that life did is recorded: the person
// who stands for the record that was named, and those whom it touches.
type life struct {
	Person
	// about is the record that was named when it is merged into Person.
	about ident.ID
	also  []ident.ID
	// household are the living members of the household, the person aside.
	household []Person
	// kin are the living who are close, children those of them whose mother or
	// guardian the person is, by whatever record.
	kin      []relative
	children []Person
	// other is a second person of the change: a new guardian.
	other Person
	owner ident.ID
}

// Audiences are those who may keep records of the person's village.
func (l life) Audiences() []string {
	keys := []string{"f", "o:" + string(l.ID)}
	if l.Village != "" {
		keys = append(keys, "v:"+l.Village)
	}
	return keys
}

// loadLife reads the person of a command, whatever record of theirs it names.
func (r Room) loadLife(q journal.Query) (life, error) {
	return r.lifeOf(q, q.Subject)
}

func (r Room) lifeOf(q journal.Query, id ident.ID) (l life, err error) {
	var found bool
	if l.Person, found, err = Canonical(q.Tx, q.Facility, id); err != nil {
		return l, err
	}
	if !found || !Lives(l.Kind) {
		return l, fault.Absent()
	}
	if l.ID != id {
		l.about = id
	}
	if l.also, err = MergedWith(q.Tx, q.Facility, l.ID); err != nil {
		return l, err
	}
	if l.Household != "" {
		if l.household, err = Members(q, l.Household); err != nil {
			return l, err
		}
		l.household = slices.DeleteFunc(l.household, func(p Person) bool { return p.ID == l.ID || p.State != Active })
	}
	if err := l.readKin(q); err != nil {
		return l, err
	}
	l.owner, err = r.ownerOf(q, l.Person)
	return l, err
}

func (l *life) readKin(q journal.Query) error {
	records, err := recordsOf(q, l.Person, l.also)
	if err != nil {
		return err
	}
	if l.kin, err = kinOf(q, records); err != nil {
		return err
	}
	for _, r := range l.kin {
		if l.is(r.Mother) || l.is(r.Guardian) {
			l.children = append(l.children, r.Person)
		}
	}
	return nil
}

// is reports whether a record is one of the person's.
func (l life) is(id ident.ID) bool {
	return id != "" && (id == l.ID || slices.Contains(l.also, id))
}

// ownerOf is who is to do what is left to do about a person: the cadre of the
// group of ten houses, else whom the wiring names (the village's midwife, the
// officer, the head).
func (r Room) ownerOf(q journal.Query, p Person) (ident.ID, error) {
	if p.Group != "" {
		g, found, err := Groups.Get(q.Tx, q.Facility, p.Group)
		if err != nil {
			return "", err
		}
		if found && g.Cadre != "" && r.Works != nil {
			works, err := r.Works(q, g.Cadre)
			if err != nil || works {
				return g.Cadre, err
			}
		}
	}
	if r.Owner == nil {
		return "", nil
	}
	return r.Owner(q, p.Village)
}

// Members lists the people of a household, the head first, then by age.
func Members(q journal.Query, household ident.ID) ([]Person, error) {
	all, err := People.Where(q.Tx, "facility_id = $1 AND household = $2 AND household <> '' AND state NOT IN ($3, $4) ORDER BY born, id", q.Facility, household, Merged, Erased)
	slices.SortStableFunc(all, func(a, b Person) int { return boolOrder(a.Relation == HeadOfHousehold, b.Relation == HeadOfHousehold) })
	return all, err
}

func boolOrder(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

// changed makes the event of a change in the person's own life.
func (l life) changed(id ident.ID, what, on string, c Change) LifeChanged {
	return LifeChanged{Event: id, Person: l.ID, What: what, On: on, Change: c, About: l.about, Also: l.also}
}

// leave makes the one task that a change leaves, for a named person.
func (l life) leave(id ident.ID, kind string, person Person, due string, cause ident.ID) task.Opened {
	return task.Opened{Task: id, Kind: kind, Person: person.ID, Village: person.Village, Owner: l.owner, Due: due, Cause: cause}
}

// unfit says why nothing more can be recorded about a person; empty: it can.
func (l life) unfit() string {
	switch l.State {
	case Dead:
		return "registry.person_dead"
	case Moved:
		return "registry.person_moved"
	case Erased:
		return "registry.person_erased"
	}
	return ""
}

// minor reports whether a child is under 18 on a day (UU 35/2014); who has no
// birth date and is registered as a child counts as one.
func (p Person) minor(day string) bool {
	if p.Born == "" {
		return p.Relation == Child || p.Relation == Grandchild || p.Kind == Baby
	}
	return Age(p.Born, day) < 18
}

// Age is the full years between two days; -1 when a day is missing.
func Age(born, day string) int {
	if len(born) != 10 || len(day) != 10 {
		return -1
	}
	years := four(day) - four(born)
	if day[5:] < born[5:] {
		years--
	}
	return years
}

func four(day string) int { return two(day)*100 + two(day[2:]) }

func ptr[T any](v T) *T { return &v }

// pastDay refuses a day that cannot be or has not come yet.
func pastDay(on, today, field string) (journal.Answer, bool) {
	if on != "" && on > today {
		return journal.Refuse("registry.day_in_future").On(field), false
	}
	return journal.Answer{}, true
}

func needDay(day, field string, required bool) *fault.Error {
	if day == "" && !required {
		return nil
	}
	if !validDay(day) {
		return fault.BadField("body.bad_date", field)
	}
	return nil
}
