package registry

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/task"
)

// AnswerLetter tells the sender what became of a letter: verb
// registry.answer_letter, given by the machine that carried it.
type AnswerLetter struct {
	Letter     ident.ID `json:"letter"`
	Generation int64    `json:"generation"`
	Taken      bool     `json:"taken"`
	// Code is why it was not taken.
	Code string `json:"code,omitempty" max:"60"`
}

// Subject is the letter.
func (b AnswerLetter) Subject() ident.ID { return b.Letter }

// Check wants a letter.
func (b AnswerLetter) Check() *fault.Error {
	if b.Letter == "" {
		return fault.BadField("body.required", "letter")
	}
	return nil
}

// posted is a letter that was sent, with those of it who are away and whoever is
// to look after it.
type posted struct {
	Letter
	away   []Person
	home   Household
	on     string
	owner  ident.ID
	asked  bool // somebody has an open task about it
	to     ident.ID
	packed []Traveller
}

// Audiences are those who keep records of the village that was left.
func (l posted) Audiences() []string {
	keys := []string{"f"}
	for _, p := range l.away {
		if p.Village != "" {
			keys = append(keys, "v:"+p.Village)
		}
	}
	return keys
}

func (r Room) loadPosted(q journal.Query) (l posted, err error) {
	var found bool
	if l.Letter, found, err = Letters.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return l, err
	}
	if !found || l.Way != Sent {
		return l, fault.Absent()
	}
	for _, id := range l.People {
		p, found, err := Canonical(q.Tx, q.Facility, id)
		if err != nil {
			return l, err
		}
		if found && p.State == Moved && !slices.ContainsFunc(l.away, func(o Person) bool { return o.ID == p.ID }) {
			l.away = append(l.away, p)
		}
	}
	if len(l.away) == 0 {
		return l, nil
	}
	l.on = l.away[0].StateOn
	if l.owner, err = r.ownerOf(q, l.away[0]); err != nil {
		return l, err
	}
	_, l.asked, err = task.Tasks.First(q.Tx, "facility_id = $1 AND cause = $2 AND kind = $3 AND state = $4", q.Facility, l.ID, LetterUnanswered, task.Open)
	return l, err
}

// answer keeps what became of it. What the letter said is erased: it is known
// here, and if it was taken, there. Not taken, somebody here has to see to it,
// unless everybody has come back since.
func (l posted) answer(s journal.Said[AnswerLetter]) journal.Answer {
	b := s.Body
	if b.Generation != l.Generation || l.State != OnTheWay && l.State != CalledBack || !l.AnsweredAt.IsZero() {
		return journal.Accept() // answered before, or sent again since
	}
	e := LetterAnswered{l.ID, l.Generation, NotTaken, b.Code}
	if b.Taken {
		e.State = Taken
	}
	if l.State == CalledBack {
		e.State = CalledBack
	}
	answer := journal.Accept(e, journal.Erased{Table: l.Detail.Table, ID: l.Detail.ID, Version: l.Detail.Version})
	if e.State != NotTaken || len(l.away) == 0 || l.asked {
		return answer
	}
	due := s.Now.Add(3 * 24 * time.Hour).Day(utc())
	return answer.With(task.Opened{Task: s.NewID(0), Kind: LetterUnanswered, Person: l.away[0].ID, Village: l.away[0].Village, Owner: l.owner, Due: due, Cause: l.ID})
}

// ResendLetter sends a letter that was not taken once more, to another village or
// health centre: verb registry.resend_letter. It tells what is known now.
type ResendLetter struct {
	Letter ident.ID `json:"letter"`
	// Facility is the slug, Village the code there.
	Facility string `json:"facility" max:"40"`
	Village  string `json:"to_village" max:"20"`
}

// Subject is the letter.
func (b ResendLetter) Subject() ident.ID { return b.Letter }

// Check wants a letter, a health centre and a village.
func (b ResendLetter) Check() *fault.Error {
	if b.Letter == "" {
		return fault.BadField("body.required", "letter")
	}
	if b.Facility == "" {
		return fault.BadField("body.required", "facility")
	}
	return Move{Facility: b.Facility, ToVillage: b.Village}.checkLetter()
}

func (r Room) loadResend(q journal.Query) (l posted, err error) {
	if l, err = r.loadPosted(q); err != nil || len(l.away) == 0 {
		return l, err
	}
	if l.to, err = addressee(q, q.Body.(ResendLetter).Facility); err != nil {
		return l, err
	}
	if l.Household != "" {
		if l.home, _, err = Households.Get(q.Tx, q.Facility, l.Household); err != nil {
			return l, err
		}
	}
	l.packed, err = pack(q, l.ID, l.away, l.home, l.home.ID != "")
	return l, err
}

func (l posted) resend(s journal.Said[ResendLetter]) journal.Answer {
	b := s.Body
	switch {
	case l.State == Taken:
		return journal.Refuse("registry.letter_taken")
	case l.State == OnTheWay:
		return journal.Refuse("registry.letter_on_the_way")
	case len(l.away) == 0:
		return journal.Refuse("registry.lives_here").On("letter")
	case l.to == s.Facility:
		return journal.Refuse("registry.same_health_centre").On("facility")
	case l.to == "":
		return journal.Refuse("registry.no_such_facility").On("facility")
	}
	e := LetterWritten{Letter: l.ID, Generation: l.Generation + 1, To: l.to, Slug: b.Facility, Village: b.Village, Household: l.Household}
	for _, p := range l.away {
		e.People = append(e.People, p.ID)
	}
	e.Body = s.Seal(sealedLetter, l.ID, l.Generation+1, LetterBody{l.on, l.packed})
	return journal.Accept(e)
}

// recallLetters follows whoever comes back, or never went: the other health centre
// hears of it.
func recallLetters(q journal.Query, _ journal.Meta, e LifeChanged) ([]any, error) {
	if e.Change.State == nil || *e.Change.State != Active || e.What != MovedIn && e.What != Retracted {
		return nil, nil
	}
	var out []any
	for _, id := range append([]ident.ID{e.Person}, e.Also...) {
		sent, err := Letters.Where(q.Tx, "facility_id = $1 AND way = $2 AND state IN ($3, $4) AND people LIKE $5 ORDER BY at, id", q.Facility, Sent, OnTheWay, Taken, like(id))
		if err != nil {
			return nil, err
		}
		for _, l := range sent {
			away, err := stillAway(q, l)
			if err != nil {
				return nil, err
			}
			out = append(out, LetterRecalled{l.ID, l.Generation, TravellerID(l.ID, id), !away})
		}
	}
	return out, nil
}

// stillAway reports whether anybody of a letter has not come back.
func stillAway(q journal.Query, l Letter) (bool, error) {
	for _, id := range l.People {
		p, found, err := Canonical(q.Tx, q.Facility, id)
		if err != nil || found && p.State == Moved {
			return true, err
		}
	}
	return false, nil
}

// Carried gives a sent letter that is on its way with what it says; false when
// there is nothing to carry: it is answered, was sent again since, or called back.
func Carried(q journal.Query, o Outing) (l Letter, body LetterBody, waits bool, err error) {
	var found bool
	if l, found, err = Letters.Get(q.Tx, q.Facility, o.Letter); err != nil || !found {
		return l, body, false, err
	}
	if o.Recall {
		return l, body, true, nil
	}
	if l.Way != Sent || l.Generation != o.Generation || !l.AnsweredAt.IsZero() {
		return l, body, false, nil
	}
	_, err = q.Open(l.Detail, &body)
	return l, body, true, err
}

// GoneTo names the health centre that took the letter of somebody, or of a
// household that left; found is false of who left without one. It never tells
// the new address: that stands there.
func GoneTo(q journal.Query, person, household ident.ID) (name string, found bool, err error) {
	where, last := "people LIKE $4", like(person)
	if household != "" {
		where, last = "household = $4", string(household)
	}
	l, found, err := Letters.First(q.Tx, "facility_id = $1 AND way = $2 AND state = $3 AND "+where+" ORDER BY at DESC, id DESC", q.Facility, Sent, Taken, last)
	if err != nil || !found {
		return "", false, err
	}
	return nameOfCentre(q, l.Other)
}

// nameOfCentre reads the directory: it holds no facility's own rows.
func nameOfCentre(q journal.Query, id ident.ID) (name string, found bool, err error) {
	found, err = q.One("SELECT name FROM facility WHERE id = $1", store.Args(id), &name)
	return name, found, err
}

// like is the pattern by which a list of ids that is kept as text is searched; an id has
// no sign of a pattern in it.
func like(id ident.ID) string { return "%" + string(id) + "%" }
