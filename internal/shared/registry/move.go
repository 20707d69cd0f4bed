package registry

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/task"
)

// Move tells that people moved: verb registry.move. Within the health centre they
// get another household or their household another house; out of it they leave
// its villages' lists, and what is open goes on or is settled.
type Move struct {
	// Person moves alone, or with the whole household.
	Person ident.ID `json:"person"`
	Whole  bool     `json:"whole_household,omitempty"`
	On     string   `json:"on" max:"10"`
	// To is within or out; in brings back who had moved out.
	To string `json:"to"`
	// House is where the whole household lives from now on (within, in): registered
	// before with registry.set_house.
	House ident.ID `json:"house,omitempty"`
	// Household is the household one person joins (within, in), Relation to its head.
	Household ident.ID `json:"household,omitempty"`
	Relation  string   `json:"relation,omitempty" max:"20"`
	// Facility is the slug of another health centre of this installation, and
	// ToVillage the code of the village there: a letter goes out (to: out).
	Facility  string `json:"facility,omitempty" max:"40"`
	ToVillage string `json:"to_village,omitempty" max:"20"`
}

// Subject is who moves.
func (b Move) Subject() ident.ID { return b.Person }

// Check wants a person, a day and a direction.
func (b Move) Check() *fault.Error {
	switch {
	case b.Person == "":
		return fault.BadField("body.required", "person")
	case !oneOf(b.To, "within", "out", "in"):
		return fault.BadField("body.bad_choice", "to")
	case b.To == "out" && (b.House != "" || b.Household != ""):
		return fault.BadField("body.unknown_field", "house")
	case b.To != "out" && b.Facility != "":
		return fault.BadField("body.unknown_field", "facility")
	case b.To != "out" && b.Whole && b.House == "":
		return fault.BadField("body.required", "house")
	case b.To != "out" && !b.Whole && b.Household == "":
		return fault.BadField("body.required", "household")
	case b.Relation != "" && !oneOf(b.Relation, Relations...):
		return fault.BadField("body.bad_choice", "relation")
	}
	if err := b.checkLetter(); err != nil {
		return err
	}
	return needDay(b.On, "on", true)
}

// moving is who moves, from where and to where.
type moving struct {
	life
	home Household // the household left
	to   Household // the household joined
	// house is where they live from now on.
	house  House
	nobody bool // what is named as the new home is not there
	// facility and letter are of a move to another health centre.
	facility Facility
	letter   ident.ID
	away     bool
	details  []Traveller
	// next is who has what is left to do about them where they live from now on,
	// passing the open tasks of the old village's that go to them.
	next    ident.ID
	passing []task.Task
}

func (r Room) loadMoving(q journal.Query) (m moving, err error) {
	b := q.Body.(Move)
	if m.life, err = r.loadLife(q); err != nil {
		return m, err
	}
	if m.Household != "" {
		if m.home, _, err = Households.Get(q.Tx, q.Facility, m.Household); err != nil {
			return m, err
		}
	}
	house := b.House
	if b.Household != "" {
		var found bool
		if m.to, found, err = Households.Get(q.Tx, q.Facility, b.Household); err != nil || !found {
			m.nobody = !found
			return m, err
		}
		house = m.to.House
	}
	if house != "" {
		var found bool
		if m.house, found, err = Houses.Get(q.Tx, q.Facility, house); err != nil || !found {
			m.nobody = !found
			return m, err
		}
	}
	if b.Whole && b.To == "in" { // those who left with her come back with her
		if err := m.whoLeft(q); err != nil {
			return m, err
		}
	}
	if b.Facility != "" {
		return m, r.addressLetter(q, &m, b)
	}
	return m, r.passWork(q, &m, b)
}

// passWork reads what goes to another's hands: open work follows who moves, and the
// old village's midwife forgets them.
func (r Room) passWork(q journal.Query, m *moving, b Move) (err error) {
	m.next = m.owner
	if m.house.ID == "" {
		return nil
	}
	if m.next, err = r.ownerOf(q, Person{Village: m.house.Village, Group: m.house.Group}); err != nil || m.next == m.owner || m.next == "" {
		return err
	}
	movers := append([]ident.ID{m.ID}, m.also...)
	if b.Whole {
		for _, p := range m.household {
			movers = append(movers, p.ID)
		}
	}
	for _, id := range movers {
		open, err := task.OpenOf(q, id)
		if err != nil {
			return err
		}
		m.passing = append(m.passing, slices.DeleteFunc(open, func(t task.Task) bool { return t.Owner != m.owner })...)
	}
	return nil
}

// whoLeft reads those of the household who moved out on the same day.
func (m *moving) whoLeft(q journal.Query) error {
	all, err := Members(q, m.Household)
	m.household = slices.DeleteFunc(all, func(p Person) bool { return p.ID == m.ID || p.State != Moved || p.StateOn != m.StateOn })
	return err
}

// HouseholdMoved is the event of a household's next house, or of its leaving.
type HouseholdMoved struct {
	Household ident.ID `json:"household"`
	House     ident.ID `json:"house,omitempty"`
	State     string   `json:"state"`
	// Head is there when the head has changed.
	Head *ident.ID `json:"head,omitempty"`
}

func (m moving) move(s journal.Said[Move]) journal.Answer {
	b := s.Body
	if code := m.cannot(b); code != "" {
		return journal.Refuse(code).On("person")
	}
	if no, ok := pastDay(b.On, s.Now.Add(dayAhead).Day(utc()), "on"); !ok {
		return no
	}
	if m.nobody {
		return journal.Refuse("registry.unknown_household").On("household")
	}
	movers := []Person{m.Person}
	if b.Whole {
		movers = append(movers, m.household...)
	}
	answer := journal.Accept()
	for i, p := range movers {
		answer = answer.With(m.step(s, s.NewID(10+i), p))
	}
	if h, ok := m.homes(b); ok {
		answer = answer.With(h)
	}
	if b.Facility != "" {
		return m.withLetter(s, answer, movers)
	}
	for _, t := range m.passing {
		answer = answer.With(task.Handed{Task: t.ID, Owner: m.next})
	}
	left := m.leave(s.NewID(1), AfterMove, m.Person, "", s.NewID(10))
	if left.Owner = m.next; m.house.ID != "" {
		left.Village = m.house.Village
	}
	return answer.With(left)
}

// cannot says why the move cannot be; empty: it can.
func (m moving) cannot(b Move) string {
	switch {
	case m.State == Moved && b.To == "in", m.State == Active && b.To != "in":
		return ""
	case m.State == Moved:
		return "registry.person_moved"
	case m.State == Active:
		return "registry.lives_here"
	}
	return m.unfit()
}

// step is one person's part of the move.
func (m moving) step(s journal.Said[Move], id ident.ID, p Person) LifeChanged {
	b := s.Body
	e := LifeChanged{Event: id, Person: p.ID, On: b.On}
	if p.ID == m.ID {
		e.About, e.Also = m.about, m.also
	}
	switch b.To {
	case "out":
		e.What, e.Change = MovedOut, Change{State: ptr(Moved), StateOn: &b.On}
	case "in":
		e.What, e.Change = MovedIn, Change{State: ptr(Active), StateOn: ptr("")}
	default:
		e.What = MovedWithin
	}
	if m.house.ID != "" {
		e.Change.Village, e.Change.Group = &m.house.Village, &m.house.Group
		if m.house.Village != p.Village {
			e.Change.Posyandu = ptr(ident.ID(""))
		}
	}
	if !b.Whole && b.Household != "" {
		relation := b.Relation
		if relation == "" {
			relation = OtherRelative
		}
		e.Change.Household, e.Change.Relation, e.Change.Alone = &m.to.ID, &relation, ptr(false)
	}
	return e
}

// homes is what becomes of the household that is left.
func (m moving) homes(b Move) (HouseholdMoved, bool) {
	switch {
	case m.home.ID == "":
		return HouseholdMoved{}, false
	case b.Whole && b.To == "out":
		return HouseholdMoved{m.home.ID, m.home.House, Left, nil}, true
	case b.Whole:
		return HouseholdMoved{m.home.ID, m.house.ID, Present, nil}, true
	case len(m.household) == 0 && b.To != "in":
		return HouseholdMoved{m.home.ID, m.home.House, Left, nil}, true
	case m.home.Head == m.ID && b.To != "in":
		next := m.household[0].ID // the eldest who stays stands for it until somebody says otherwise
		return HouseholdMoved{m.home.ID, m.home.House, Present, &next}, true
	}
	return HouseholdMoved{}, false
}

func applyHouseholdMoved(tx *store.Tx, m journal.Meta, e HouseholdMoved) error {
	h, found, err := Households.Get(tx, m.Facility, e.Household)
	if err != nil || !found {
		return err
	}
	h.House, h.State, h.Seq = e.House, e.State, m.Seq
	set(&h.Head, e.Head)
	return Households.Put(tx, h)
}
