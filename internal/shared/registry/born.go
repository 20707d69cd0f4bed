package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Expect says that somebody is pregnant, until when, or no longer is: verb
// registry.expect.
type Expect struct {
	Person ident.ID `json:"person"`
	// Due is the day a birth is expected on; empty: not pregnant any more, without a birth here.
	Due string `json:"due" max:"10"`
	// From is what the day was reckoned from: last_period (plus 280 days), ultrasound or told.
	From string `json:"from,omitempty" max:"20"`
}

// Subject is the mother.
func (b Expect) Subject() ident.ID { return b.Person }

// Check wants a person and a day or none.
func (b Expect) Check() *fault.Error {
	switch {
	case b.Person == "":
		return fault.BadField("body.required", "person")
	case !oneOf(b.From, "", "last_period", "ultrasound", "told"):
		return fault.BadField("body.bad_choice", "from")
	}
	return needDay(b.Due, "due", false)
}

func (l life) expect(s journal.Said[Expect]) journal.Answer {
	if code := l.unfit(); code != "" {
		return journal.Refuse(code).On("person")
	}
	if l.Sex == "male" {
		return journal.Refuse("registry.not_a_mother").On("person")
	}
	what := Expecting
	if s.Body.Due == "" {
		what = NotExpecting
	}
	return journal.Accept(l.changed(s.NewID(0), what, "", Change{Due: &s.Body.Due}))
}

// GiveBirth tells of a birth: verb registry.born. One tap with the day; the rest
// may follow.
type GiveBirth struct {
	Mother ident.ID `json:"mother"`
	On     string   `json:"on" max:"10"`
	// Place is home, health_centre, hospital, road or other.
	Place string `json:"place,omitempty" max:"20"`
	// HomeOn is the day mother and child came home; empty: still away, unless born at home.
	HomeOn string    `json:"home_on,omitempty" max:"10"`
	Babies []Newborn `json:"babies"`
}

// Newborn is one of the children; the name often comes days later.
type Newborn struct {
	Person ident.ID `json:"person"`
	Name   string   `json:"name,omitempty" max:"120"`
	Sex    string   `json:"sex,omitempty" max:"10"`
	// Stillborn is recorded as a death on the day, so that nobody writes about the child.
	Stillborn bool `json:"stillborn,omitempty"`
}

// Subject is the mother.
func (b GiveBirth) Subject() ident.ID { return b.Mother }

// Check wants a mother, a day and one to five children with ids of their own.
func (b GiveBirth) Check() *fault.Error {
	switch {
	case b.Mother == "":
		return fault.BadField("body.required", "mother")
	case !oneOf(b.Place, "", "home", "health_centre", "hospital", "road", "other"):
		return fault.BadField("body.bad_choice", "place")
	case len(b.Babies) == 0 || len(b.Babies) > 5:
		return fault.BadField("registry.one_to_five_babies", "babies")
	}
	seen := map[ident.ID]bool{}
	for _, c := range b.Babies {
		if c.Person == "" || seen[c.Person] {
			return fault.BadField("body.required", "babies.person")
		}
		seen[c.Person] = true
		if !oneOf(c.Sex, "", "female", "male") {
			return fault.BadField("body.bad_choice", "babies.sex")
		}
	}
	if err := needDay(b.HomeOn, "home_on", false); err != nil {
		return err
	}
	return needDay(b.On, "on", true)
}

// birth is a life with whether the children's ids are free.
type birth struct {
	life
	taken  bool
	family string
}

// loadBirth reads the mother; her name stands in for a child that has none yet.
func (r Room) loadBirth(q journal.Query) (b birth, err error) {
	if b.life, err = r.loadLife(q); err != nil {
		return b, err
	}
	for _, c := range q.Body.(GiveBirth).Babies {
		_, found, err := People.Get(q.Tx, q.Facility, c.Person)
		if err != nil {
			return b, err
		}
		b.taken = b.taken || found
	}
	_, d, _, err := Open(q, b.ID)
	b.family = d.Name
	return b, err
}

// named is the record of the mother that was named: the child stays hers also when
// it is taken apart from the one it is merged into.
func (b birth) named() ident.ID {
	if b.about != "" {
		return b.about
	}
	return b.ID
}

// unnamed is how a child is called until the parents say its name, as midwives
// write it: "Bayi Ny. Sri".
func (b birth) unnamed() string { return "Bayi Ny. " + b.family }

// tell records a birth. A mother who died giving birth still had her child: only
// a record that is gone refuses.
func (b birth) tell(s journal.Said[GiveBirth]) journal.Answer {
	switch {
	case b.State == Erased:
		return journal.Refuse("registry.person_erased").On("mother")
	case b.Sex == "male":
		return journal.Refuse("registry.not_a_mother").On("mother")
	case b.taken:
		return journal.Refuse("registry.person_exists").On("babies.person")
	}
	today := s.Now.Add(dayAhead).Day(utc())
	if no, ok := pastDay(s.Body.On, today, "on"); !ok {
		return no
	}
	away := s.Body.HomeOn == "" && oneOf(s.Body.Place, "hospital", "health_centre")
	answer := journal.Accept()
	mother := b.changed(s.NewID(0), GaveBirth, s.Body.On, Change{Due: ptr("")})
	mother.Place = s.Body.Place
	if b.State == Active {
		mother.Change.InHospital = ptr(away)
	}
	answer = answer.With(mother)
	for i, c := range s.Body.Babies {
		answer = answer.With(b.child(s, i, c, away)...)
	}
	return answer
}

func (b birth) child(s journal.Said[GiveBirth], i int, c Newborn, away bool) []any {
	name := c.Name
	if blank(name) {
		name = b.unnamed()
	}
	e := Register(s, c.Person, Baby, b.Village, s.Body.On, b.HiddenAddress, Detail{Name: name})
	e.Sex, e.Household, e.Relation, e.Mother, e.Posyandu, e.Group = c.Sex, b.Household, Child, b.named(), b.Posyandu, b.Group
	if b.Relation != HeadOfHousehold && b.Relation != Spouse {
		e.Relation = Grandchild
	}
	born := LifeChanged{Event: s.NewID(1 + 2*i), Person: c.Person, What: WasBorn, On: s.Body.On, Of: b.named(), Place: s.Body.Place}
	if away {
		born.Change.InHospital = ptr(true)
	}
	events := []any{e, born}
	if c.Stillborn {
		events = append(events, LifeChanged{Event: s.NewID(2 + 2*i), Person: c.Person, What: Died, On: s.Body.On, Of: b.ID,
			Change: Change{State: ptr(Dead), StateOn: &s.Body.On}})
		events = append(events, LifeChanged{Event: s.NewID(100 + i), Person: b.ID, What: Bereaved, Of: c.Person, Change: Change{Quiet: ptr(true)}},
			b.leave(s.NewID(200+i), AfterDeath, b.Person, "", born.Event))
	}
	return events
}
