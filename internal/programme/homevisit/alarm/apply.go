package alarm

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyInstalled(tx *store.Tx, m journal.Meta, e Installed) error {
	p, found, err := Posts.Get(tx, m.Facility, e.Post)
	if err != nil {
		return err
	}
	if !found || p.State == Removed {
		p = Post{Facility: m.Facility, ID: e.Post, InstalledOn: e.On, HeardBy: []ident.ID{}, TestDue: e.TestDue, Consenting: p.Consenting}
	}
	p.Elder, p.Village, p.State, p.CanStrike, p.ElderGone = e.Elder, e.Village, Up, e.CanStrike, ""
	return Posts.Put(tx, p)
}

// touch changes a post by an event.
func touch[E any](of func(E) ident.ID, by func(*Post, E)) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		p, found, err := Posts.Get(tx, m.Facility, of(e))
		if err != nil || !found {
			return err
		}
		by(&p, e)
		return Posts.Put(tx, p)
	}
}

func tested(p *Post, e Tested) {
	p.CanStrike = e.Struck
	if e.Struck && e.On >= p.TestedOn { // an older test told late changes nothing
		p.TestedOn, p.HeardBy, p.TestDue = e.On, e.HeardBy, e.TestDue
	}
}

func strikeTold(p *Post, e StrikeTold) { p.CanStrike = e.Able }

func removed(p *Post, e RemovedEvent) { p.State, p.RemovedOn, p.RemovedWhy = Removed, e.On, e.Why }

func elderGone(p *Post, e ElderGone) { p.ElderGone = e.Why }

func applyNamed(tx *store.Tx, m journal.Meta, e ResponderNamed) error {
	r := Responder{Facility: m.Facility, ID: e.Responder, Post: e.Post, Person: e.Person, Order: e.Order, Consent: e.Consent, ConsentOn: e.ConsentOn, State: Standing}
	if err := Responders.Put(tx, r); err != nil {
		return err
	}
	return recount(tx, m.Facility, e.Post)
}

func applyLeft(tx *store.Tx, m journal.Meta, e ResponderLeft) error {
	r, found, err := Responders.Get(tx, m.Facility, e.Responder)
	if err != nil || !found {
		return err
	}
	r.State, r.Why = Gone, e.Why
	if err := Responders.Put(tx, r); err != nil {
		return err
	}
	return recount(tx, m.Facility, e.Post)
}

// recount writes the post anew, for its row shows its responders.
func recount(tx *store.Tx, facility, post ident.ID) error {
	p, found, err := Posts.Get(tx, facility, post)
	if err != nil || !found {
		return err
	}
	all, err := Responders.Where(tx, "facility_id = $1 AND post = $2", facility, post)
	if err != nil {
		return err
	}
	p.Consenting = 0
	for _, r := range all {
		if r.Called() {
			p.Consenting++
		}
	}
	return Posts.Put(tx, p)
}

func applyCodeSet(tx *store.Tx, m journal.Meta, e CodeSet) error {
	return Codes.Put(tx, Code{Facility: m.Facility, ID: e.Code, Village: e.Village, Pattern: e.Pattern, Meaning: e.Meaning, Words: e.Words})
}

func applyCodeDropped(tx *store.Tx, m journal.Meta, e CodeDropped) error {
	c, found, err := Codes.Get(tx, m.Facility, e.Code)
	if err != nil || !found {
		return err
	}
	c.Dropped = true
	return Codes.Put(tx, c)
}

func applySounded(tx *store.Tx, m journal.Meta, e Sounded) error {
	return Alarms.Put(tx, Alarm{Facility: m.Facility, ID: e.Case, Root: e.Root, Post: e.Post, Village: e.Village, State: Calling, At: e.At, Heard: 1, Workers: orNone(e.Workers)})
}

func orNone(ids []ident.ID) []ident.ID {
	if ids == nil {
		return []ident.ID{}
	}
	return ids
}

// move changes an alarm by an event, and then the calls that the change reaches.
func move[E any](of func(E) ident.ID, by func(*Alarm, []Call, journal.Meta, E) []Call) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		a, found, err := Alarms.Get(tx, m.Facility, of(e))
		if err != nil || !found {
			return err
		}
		calls, err := Calls.Where(tx, "facility_id = $1 AND case_id = $2 ORDER BY n", m.Facility, a.ID)
		if err != nil {
			return err
		}
		changed := by(&a, calls, m, e)
		if err := Alarms.Put(tx, a); err != nil {
			return err
		}
		for _, c := range changed {
			if err := Calls.Put(tx, c); err != nil {
				return err
			}
		}
		return nil
	}
}

func heardAgain(a *Alarm, _ []Call, _ journal.Meta, _ HeardAgain) []Call {
	a.Heard++
	return nil
}

func called(a *Alarm, _ []Call, m journal.Meta, e Called) []Call {
	a.State, a.Round, a.Calls = Calling, e.Round, e.N
	return []Call{{Facility: m.Facility, ID: e.Call, Case: a.ID, Post: a.Post, Village: a.Village, Responder: e.Responder, Person: e.Person, N: e.N, Round: e.Round,
		Order: e.Order, State: Ringing, At: m.RecordedAt, AnswerBy: e.AnswerBy, Workers: a.Workers}}
}

// answered: the first who goes stops every other call; who takes it back leaves the
// alarm to whoever else is going, or to the next call.
func answered(a *Alarm, calls []Call, _ journal.Meta, e AnsweredEvent) []Call {
	var out []Call
	for _, c := range calls {
		switch {
		case c.ID == e.Call:
			c.State, c.AnsweredAt, c.How = e.Answer, e.At, e.How
		case e.Answer == Going && c.State == Ringing:
			c.State = Stopped
		default:
			continue
		}
		out = append(out, c)
	}
	if a.State == Over {
		return out
	}
	switch {
	case e.Answer == Going && a.State != Answered:
		a.State, a.Going, a.GoingAt = Answered, e.Call, e.At
	case e.Answer != Going && a.Going == e.Call:
		a.Going, a.GoingAt, a.State = "", 0, Calling
		for _, c := range calls {
			if c.ID != e.Call && c.State == Going {
				a.State, a.Going, a.GoingAt = Answered, c.ID, c.AnsweredAt
				break
			}
		}
	}
	return out
}

func unanswered(_ *Alarm, calls []Call, _ journal.Meta, e Unanswered) []Call {
	for _, c := range calls {
		if c.ID == e.Call && c.State == Ringing {
			c.State = NoAnswer
			return []Call{c}
		}
	}
	return nil
}

func exhausted(a *Alarm, _ []Call, _ journal.Meta, _ Exhausted) []Call {
	a.State = AtDesk
	return nil
}

func rooted(a *Alarm, _ []Call, _ journal.Meta, e Rooted) []Call {
	a.Root = e.Root
	return nil
}

func crewed(a *Alarm, calls []Call, _ journal.Meta, e Crewed) []Call {
	a.Workers = orNone(e.Workers)
	calls = slices.Clone(calls)
	for i := range calls {
		calls[i].Workers = a.Workers
	}
	return calls
}

func ended(a *Alarm, calls []Call, m journal.Meta, e Ended) []Call {
	a.State, a.OverAt, a.OverWhy = Over, m.RecordedAt, e.Why
	calls = slices.Clone(calls)
	for i := range calls {
		calls[i].Over = true
		if calls[i].State == Ringing {
			calls[i].State = Stopped
		}
	}
	return calls
}
