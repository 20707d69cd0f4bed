package alarm

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Named is a neighbour as they are named: somebody of the register, or a name and a
// number.
type Named struct {
	Responder ident.ID `json:"responder"`
	Person    ident.ID `json:"person,omitempty"`
	Name      string   `json:"name,omitempty" max:"80"`
	Phone     string   `json:"phone,omitempty" max:"30"`
	// Order is their turn, 1 first.
	Order int64 `json:"order"`
	// Consent is how they agreed: see Consents; empty: not yet, and so not called.
	Consent string `json:"consent,omitempty" max:"12"`
}

// Install tells of a kenthongan that hangs at the house of an old person: verb
// alarm.install. Of a house that has one it says anew whose it is.
type Install struct {
	// House is where, when the sender knows its id; it is the old person's own.
	House      ident.ID `json:"house,omitempty"`
	Elder      ident.ID `json:"elder"`
	On         string   `json:"on" max:"10"`
	CanStrike  bool     `json:"can_strike"`
	Responders []Named  `json:"responders,omitempty"`
}

// NameResponder tells of one more responder, or says one anew: verb
// alarm.name_responder.
type NameResponder struct {
	Post      ident.ID `json:"post"`
	On        string   `json:"on" max:"10"`
	Responder Named    `json:"responder"`
}

// Leave tells of a responder who is called no more: verb alarm.leave. Why is withdrew,
// moved, died or other.
type Leave struct {
	Post      ident.ID `json:"post"`
	Responder ident.ID `json:"responder"`
	Why       string   `json:"why" max:"10"`
}

// Subject is the old person.
func (b Install) Subject() ident.ID { return b.Elder }

// Subject is the post.
func (b NameResponder) Subject() ident.ID { return b.Post }

// Subject is the post.
func (b Leave) Subject() ident.ID { return b.Post }

// mostResponders is how many a post has at most: who is called ninth comes too late.
// Our own proposal.
const mostResponders = 8

func (n Named) check() *fault.Error {
	switch {
	case n.Responder == "":
		return fault.BadField("body.required", "responder")
	case n.Person == "" && n.Name == "":
		return fault.BadField("body.required", "name")
	case n.Order < 1 || n.Order > mostResponders:
		return fault.BadField("body.bad_choice", "order")
	case n.Consent != "" && !slices.Contains(Consents, n.Consent):
		return fault.BadField("body.unknown_word", "consent")
	}
	if n.Person == "" && n.Phone == "" {
		return fault.BadField("body.required", "phone") // who cannot be reached is no responder
	}
	_, bad := registry.NormalPhone(n.Phone)
	return bad
}

func checkDay(day string) *fault.Error {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.BadField("body.bad_date", "on")
	}
	return nil
}

// Check wants somebody old, a day and neighbours who can be reached.
func (b Install) Check() *fault.Error {
	switch {
	case b.Elder == "":
		return fault.BadField("body.required", "elder")
	case len(b.Responders) > mostResponders:
		return fault.BadField("body.too_many", "responders")
	}
	for _, n := range b.Responders {
		if bad := n.check(); bad != nil {
			return bad
		}
	}
	return checkDay(b.On)
}

// Check wants a post and a neighbour who can be reached.
func (b NameResponder) Check() *fault.Error {
	if b.Post == "" {
		return fault.BadField("body.required", "post")
	}
	if bad := b.Responder.check(); bad != nil {
		return bad
	}
	return checkDay(b.On)
}

// Check wants a post, a responder and a reason.
func (b Leave) Check() *fault.Error {
	switch {
	case b.Post == "":
		return fault.BadField("body.required", "post")
	case b.Responder == "":
		return fault.BadField("body.required", "responder")
	case !slices.Contains([]string{"withdrew", "moved", "died", "other"}, b.Why):
		return fault.BadField("body.unknown_word", "why")
	}
	return nil
}

// neighbour is somebody of the register who is named, as the register has them.
type neighbour struct {
	id    ident.ID
	known bool
	unfit string
}

// site is a house with what hangs there and who lives in it.
type site struct {
	standing
	house registry.House
	// elder is who is named, lives whether they live in that house.
	elder ident.ID
	unfit string
	lives bool
}

// Audiences are the desk and those who serve the house's village.
func (x site) Audiences() []string { return []string{"f", "v:" + x.house.Village} }

// loadSite finds the house that the register knows the old person to live in: a
// kenthongan hangs nowhere else.
func loadSite(q journal.Query) (x site, err error) {
	b := q.Body.(Install)
	p, found, err := registry.Canonical(q.Tx, q.Facility, b.Elder)
	if err != nil {
		return x, err
	}
	if !found {
		return x, fault.Absent()
	}
	x.elder, x.unfit, x.house.Village = p.ID, unfit(p), p.Village
	home, _, err := registry.Households.Get(q.Tx, q.Facility, p.Household)
	if err != nil {
		return x, err
	}
	h, found, err := registry.Houses.Get(q.Tx, q.Facility, home.House)
	if err != nil {
		return x, err
	}
	x.lives = found && (b.House == "" || b.House == h.ID)
	if !found {
		return x, nil
	}
	x.house = h
	if x.standing, err = readPost(q, h.ID); err != nil {
		return x, err
	}
	x.Post.ID, x.Post.Village, x.Post.Elder = h.ID, h.Village, p.ID
	for _, n := range b.Responders {
		if err := x.know(q, n.Person); err != nil {
			return x, err
		}
	}
	return x, nil
}

// unfit says why somebody of the register is none to be called or to call; empty: fit.
func unfit(p registry.Person) string {
	switch p.State {
	case registry.Active:
		return ""
	case registry.Dead:
		return "registry.person_dead"
	case registry.Moved:
		return "registry.person_moved"
	}
	return "registry.person_erased"
}

func (x site) install(s journal.Said[Install]) journal.Answer {
	b := s.Body
	switch {
	case x.unfit != "":
		return journal.Refuse(x.unfit).On("elder")
	case !x.lives:
		return journal.Refuse("alarm.not_their_house").On("elder")
	case b.On > x.today:
		return journal.Refuse("alarm.day_ahead").On("on")
	}
	answer := journal.Accept(Installed{Post: x.house.ID, Elder: x.elder, Village: x.house.Village, On: b.On, CanStrike: b.CanStrike, TestDue: x.due(b.On), By: s.By.Worker})
	for i, n := range b.Responders {
		if code := x.refuses(n); code != "" {
			return journal.Refuse(code).On("responders")
		}
		answer = answer.With(register(s, x.standing, n, b.On, i)...)
	}
	return answer
}

// refuses says why a neighbour cannot be a responder of a post.
func (x standing) refuses(n Named) string {
	if k := x.people[n.Person]; n.Person != "" && (!k.known || k.unfit != "") {
		if k.unfit != "" {
			return k.unfit
		}
		return "alarm.nobody_known"
	}
	if k := x.people[n.Person]; n.Person != "" && k.id == x.Elder {
		return "alarm.not_themselves"
	}
	for _, r := range x.who {
		switch {
		case r.ID == n.Responder && n.Person != "" && r.Person != x.people[n.Person].id:
			return "alarm.somebody_else"
		case r.ID != n.Responder && r.State == Standing && n.Person != "" && r.Person == x.people[n.Person].id:
			return "alarm.named_already"
		}
	}
	return ""
}

// register gives the events of a named neighbour: who is not in the register yet is
// entered there, with name and number sealed.
func register[B any](s journal.Said[B], x standing, n Named, on string, i int) []any {
	person := x.people[n.Person].id
	var out []any
	if at := slices.IndexFunc(x.who, func(r Responder) bool { return r.ID == n.Responder }); at >= 0 && n.Person == "" {
		person = x.who[at].Person
	}
	if person == "" {
		person = s.NewID(10 + i)
		phone, _ := registry.NormalPhone(n.Phone)
		out = append(out, registry.Register(s, person, registry.Other, x.Village, "", false, registry.Detail{Name: n.Name, Phone: phone}))
	}
	e := ResponderNamed{Post: x.Post.ID, Responder: n.Responder, Person: person, Order: n.Order, Consent: n.Consent, By: s.By.Worker}
	if n.Consent != "" {
		e.ConsentOn = on
	}
	return append(out, e)
}

// name is kept of a post that was taken down too: it may hang again.
func (x standing) name(s journal.Said[NameResponder]) journal.Answer {
	b := s.Body
	other := slices.ContainsFunc(x.who, func(r Responder) bool { return r.ID == b.Responder.Responder })
	switch code := x.refuses(b.Responder); {
	case code != "":
		return journal.Refuse(code).On("responder")
	case x.taken:
		return journal.Refuse("alarm.somebody_else").On("responder")
	case b.On > x.today:
		return journal.Refuse("alarm.day_ahead").On("on")
	case !other && x.count() >= mostResponders:
		return journal.Refuse("alarm.enough_responders").On("responder")
	}
	return journal.Accept(register(s, x, b.Responder, b.On, 0)...)
}

func (x standing) count() (n int) {
	for _, r := range x.who {
		if r.State == Standing {
			n++
		}
	}
	return n
}

func (x standing) leave(s journal.Said[Leave]) journal.Answer {
	at := slices.IndexFunc(x.who, func(r Responder) bool { return r.ID == s.Body.Responder })
	switch {
	case at < 0:
		return journal.Refuse("alarm.nobody_known").On("responder")
	case x.who[at].State == Gone:
		return journal.Refuse("alarm.left_already").On("responder")
	}
	return journal.Accept(ResponderLeft{x.Post.ID, s.Body.Responder, s.Body.Why})
}
