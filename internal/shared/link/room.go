package link

import (
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the room of links. The wiring gives About; without it no page follows a
// change of guardian.
type Room struct{ About About }

// Verbs lists what can be asked here.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("link.issue", 1, r.loadShared, shared.issue, access.Create("link")),
		journal.Request("link.revoke", 1, r.loadLink, owned.revoke, access.Update("link")),
	}
}

// Events lists what can have happened here.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("link.issued/1", applyIssued),
		journal.On("link.ended/1", applyEnded),
		journal.On("link.raised/1", applyRaised),
	}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Links.Definition(), ViewerTable.Definition()}
}

// Follows closes pages with the life of who looks at them; when a subject ends,
// its owner says so.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(r.lifeChanged), journal.When(r.forgotten), journal.When(r.issued)}
}

// Make issues a link: verb link.issue. Its result is {"link": id}; the door that
// sends the answer adds the address, for a secret is not written to the log.
type Make struct {
	Purpose string   `json:"purpose"`
	About   ident.ID `json:"subject"`
	Person  ident.ID `json:"person"`
}

// Subject is what the link is about.
func (b Make) Subject() ident.ID { return b.About }

// Check wants a purpose of ours, a subject and a person.
func (b Make) Check() *fault.Error {
	switch {
	case lifetimes[b.Purpose] == 0:
		return fault.BadField("body.bad_choice", "purpose")
	case b.About == "":
		return fault.BadField("body.required", "subject")
	case b.Person == "":
		return fault.BadField("body.required", "person")
	}
	return nil
}

// shared are the links that a subject has already; over: who it is about has died
// or moved away.
type shared struct {
	links []Link
	over  bool
}

func (r Room) loadShared(q journal.Query) (s shared, err error) {
	if s.links, err = OfSubject(q.Tx, q.Facility, q.Subject); err != nil {
		return s, err
	}
	s.over, err = r.over(q, q.Subject)
	return s, err
}

// Audiences are the desk and whoever has a page of their own to watch or look
// after the subject: a mother shares her delivery; who receives it, or watches by
// her leave, does not.
func (s shared) Audiences() []string {
	keys := []string{"f"}
	if o := s.owner(); o != "" {
		keys = append(keys, "o:"+string(o))
	}
	return keys
}

// owner is whose the subject is: who has the first page of their own about it.
func (s shared) owner() ident.ID {
	for _, l := range s.links {
		if l.State == Live && l.Owner == l.Person && (l.Purpose == Track || l.Purpose == Place) {
			return l.Person
		}
	}
	return ""
}

// liveLimit is how many living links one subject may have: our own proposal,
// large for a family and small for who wants to spread one.
const liveLimit = 20

func (s shared) issue(said journal.Said[Make]) journal.Answer {
	b := said.Body
	living := 0
	for _, l := range s.links {
		if l.Open(said.Now) {
			living++
		}
	}
	switch {
	case s.over:
		return journal.Refuse("link.over").On("subject")
	case living >= liveLimit:
		return journal.Refuse("link.too_many")
	case !fromDesk(said.By) && b.Purpose != Track:
		return journal.Refuse("link.only_the_desk").On("purpose")
	case b.Purpose == Head && !said.By.Is(access.Head) && !said.By.Is(access.Machine):
		return journal.Refuse("link.only_the_head").On("purpose")
	}
	id := said.NewID(0)
	e := Issue(id, b.Purpose, b.About, b.Person, said.Now.Add(lifetimes[b.Purpose]))
	if o := s.owner(); o != "" {
		e.Owner = o
	}
	return journal.Accept(e).Giving(map[string]ident.ID{"link": id})
}

func fromDesk(a access.Actor) bool {
	return a.Person == "" || a.Worker != ""
}

// Revoke kills a link's secret at once: verb link.revoke. Again gives it a new
// one, to be sent anew; without it the link is over.
type Revoke struct {
	Link  ident.ID `json:"link"`
	Again bool     `json:"again,omitempty"`
}

// Subject is the link.
func (b Revoke) Subject() ident.ID { return b.Link }

// Check wants a link.
func (b Revoke) Check() *fault.Error {
	if b.Link == "" {
		return fault.BadField("body.required", "link")
	}
	return nil
}

// owned is a link with those who may revoke it.
type owned struct{ Link }

func (Room) loadLink(q journal.Query) (owned, error) {
	l, found, err := Links.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		return owned{}, fault.Absent()
	}
	return owned{l}, err
}

// Audiences are the desk, and whose subject it is. Who only watches revokes nothing.
func (o owned) Audiences() []string { return []string{"f", "o:" + string(o.Owner)} }

func (o owned) revoke(s journal.Said[Revoke]) journal.Answer {
	if o.State != Live {
		return journal.Refuse("link.already_revoked")
	}
	return journal.Accept(Raised{o.ID, o.Generation + 1, !s.Body.Again})
}

// OfSubject lists the links of a subject, the oldest first.
func OfSubject(tx *store.Tx, facility, subject ident.ID) ([]Link, error) {
	return Links.Where(tx, "facility_id = $1 AND subject = $2 ORDER BY issued_at, id", facility, subject)
}

// OfPerson lists the links of a person, the oldest first.
func OfPerson(tx *store.Tx, facility, person ident.ID) ([]Link, error) {
	return Links.Where(tx, "facility_id = $1 AND person = $2 ORDER BY issued_at, id", facility, person)
}
