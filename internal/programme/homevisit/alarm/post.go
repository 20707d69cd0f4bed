package alarm

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Test tells of the monthly test stroke: verb alarm.test. HeardBy are the responders
// who heard it; Struck: the old person struck it without help.
type Test struct {
	Post    ident.ID   `json:"post"`
	On      string     `json:"on" max:"10"`
	Struck  bool       `json:"struck"`
	HeardBy []ident.ID `json:"heard_by"`
}

// Strike tells that the old person can strike it no more, or can again: verb
// alarm.strike.
type Strike struct {
	Post ident.ID `json:"post"`
	Able bool     `json:"able"`
	On   string   `json:"on" max:"10"`
}

// Remove tells of a kenthongan taken down: verb alarm.remove. Why is died, moved,
// unwanted, broken or other.
type Remove struct {
	Post ident.ID `json:"post"`
	Why  string   `json:"why" max:"10"`
	On   string   `json:"on" max:"10"`
}

// Subject is the post.
func (b Test) Subject() ident.ID { return b.Post }

// Subject is the post.
func (b Strike) Subject() ident.ID { return b.Post }

// Subject is the post.
func (b Remove) Subject() ident.ID { return b.Post }

// Check wants a post and a day.
func (b Test) Check() *fault.Error { return checkPost(b.Post, b.On) }

// Check wants a post and a day.
func (b Strike) Check() *fault.Error { return checkPost(b.Post, b.On) }

// Check wants a post, a day and a reason.
func (b Remove) Check() *fault.Error {
	if !slices.Contains([]string{"died", "moved", "unwanted", "broken", "other"}, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return checkPost(b.Post, b.On)
}

func checkPost(post ident.ID, on string) *fault.Error {
	if post == "" {
		return fault.BadField("body.required", "post")
	}
	return checkDay(on)
}

// standing is a post with its responders and the rules of the day.
type standing struct {
	Post
	found bool
	who   []Responder
	// people are those of the register who are named in the body.
	people map[ident.ID]neighbour
	// taken: the id of a new responder is that of another post's.
	taken bool
	set   Settings
	today string // civil day of the facility
}

// loadPost reads the post that a body names.
func loadPost(q journal.Query) (standing, error) {
	x, err := readPost(q, q.Subject)
	if err != nil {
		return x, err
	}
	if !x.found {
		return x, fault.Absent()
	}
	b, is := q.Body.(NameResponder)
	if !is {
		return x, nil
	}
	r, there, err := Responders.Get(q.Tx, q.Facility, b.Responder.Responder)
	if err != nil {
		return x, err
	}
	x.taken = there && r.Post != x.Post.ID
	return x, x.know(q, b.Responder.Person)
}

func readPost(q journal.Query, id ident.ID) (x standing, err error) {
	x.people = map[ident.ID]neighbour{}
	if x.Post, x.found, err = Posts.Get(q.Tx, q.Facility, id); err != nil {
		return x, err
	}
	if x.who, err = RespondersOf(q, id); err != nil {
		return x, err
	}
	if x.set, _, err = Policy.Get(q); err != nil {
		return x, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	x.today = q.Now.Day(f.Location())
	return x, err
}

// know reads somebody of the register who is named.
func (x standing) know(q journal.Query, id ident.ID) error {
	if id == "" {
		return nil
	}
	p, found, err := registry.Canonical(q.Tx, q.Facility, id)
	if err != nil {
		return err
	}
	k := neighbour{id: p.ID, known: found}
	if found {
		k.unfit = unfit(p)
	}
	x.people[id] = k
	return nil
}

// due is the last day on which the test after a day is in time.
func (x standing) due(on string) string {
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		return on
	}
	return day.AddDate(0, 0, int(x.set.TestDays)).Format(time.DateOnly)
}

// test is kept however many heard it, nobody too. Who could not strike is on the list
// by that, and the test does not count.
func (x standing) test(s journal.Said[Test]) journal.Answer {
	b := s.Body
	if refusal := x.fits(b.On); refusal != "" {
		return journal.Refuse(refusal).On("on")
	}
	heard := []ident.ID{}
	for _, r := range x.who {
		if slices.Contains(b.HeardBy, r.ID) {
			heard = append(heard, r.ID)
		}
	}
	if len(heard) != len(b.HeardBy) {
		return journal.Refuse("alarm.nobody_known").On("heard_by")
	}
	return journal.Accept(Tested{x.Post.ID, b.On, b.Struck, heard, x.due(b.On), s.By.Worker})
}

func (x standing) strike(s journal.Said[Strike]) journal.Answer {
	if refusal := x.fits(s.Body.On); refusal != "" {
		return journal.Refuse(refusal).On("on")
	}
	return journal.Accept(StrikeTold{x.Post.ID, s.Body.Able, s.Body.On, s.By.Worker})
}

func (x standing) remove(s journal.Said[Remove]) journal.Answer {
	if refusal := x.fits(s.Body.On); refusal != "" {
		return journal.Refuse(refusal).On("on")
	}
	return journal.Accept(RemovedEvent{x.Post.ID, s.Body.Why, s.Body.On, s.By.Worker})
}

// fits wants a post that hangs and a day that has been.
func (x standing) fits(on string) string {
	switch {
	case x.State == Removed:
		return "alarm.taken_down"
	case on > x.today:
		return "alarm.day_ahead"
	}
	return ""
}
