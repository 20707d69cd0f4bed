package need

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/promise"
)

// complaintKinds are what a complaint may be about: anything; being asked for money,
// which no service of the health centre may do; how somebody was treated; that
// nobody came, or late; a place or a thing.
var complaintKinds = []string{"complaint", "complaint_asked_to_pay", "complaint_conduct", "complaint_late", "complaint_place"}

// askedToPay is the kind that needs no words: what happened stands in its name.
const askedToPay = "complaint_asked_to_pay"

// complaintDoors are the ways by which a complaint comes in. They used to reach the
// call centre, the health office, even the regent; whichever it was, it is answered
// here, and its deadline may be its door's own.
var complaintDoors = []string{"desk", "phone", "letter_box", "call_centre", "health_office", "regent", "link", "whatsapp", "letter"}

// DoorTime is how soon a complaint by one door is answered.
type DoorTime struct {
	Door    string `json:"door"`
	Seconds int64  `json:"seconds"`
}

// complaintSeconds is until when a complaint by a door is answered.
func (s Settings) complaintSeconds(door string) int64 {
	for _, d := range s.ComplaintDoors {
		if d.Door == door {
			return d.Seconds
		}
	}
	return s.ComplaintSeconds
}

// secondsOf is how soon a case of an urgency that came by a door gets its first answer.
func (s Settings) secondsOf(u Urgency, door string) int64 {
	if u == Answer {
		return s.complaintSeconds(door)
	}
	return s.seconds(u)
}

// SortComplaint says what a complaint is about and of whom it complains: verb
// need.sort_complaint. It is the head's first look. Those complained of never see
// the case, and none of them gets, answers or closes it.
type SortComplaint struct {
	Case ident.ID `json:"case"`
	Kind string   `json:"kind" max:"40"`
	// Against are the workers complained of, all of them; none: nobody of ours.
	Against []ident.ID `json:"against"`
}

// AnswerComplaint answers it in words: verb need.answer. Who answers is who says so.
type AnswerComplaint struct {
	Case  ident.ID `json:"case"`
	Words string   `json:"words" max:"2000"`
	// Told is how the complainant learns of it: spoken, message, letter, or page for
	// somebody whom nobody knows and who looks it up by number and code.
	Told string `json:"told" max:"10"`
}

// waysToTell are how an answer reaches who complained.
var waysToTell = []string{"spoken", "message", "letter", "page"}

// Subject is the case.
func (b SortComplaint) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b AnswerComplaint) Subject() ident.ID { return b.Case }

// mostAgainst is how many workers one complaint may be about.
const mostAgainst = 10

// Check wants a case, a kind of complaint and each worker once.
func (b SortComplaint) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case !slices.Contains(complaintKinds, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case len(b.Against) > mostAgainst:
		return fault.BadField("body.too_many", "against")
	}
	return nil
}

// Check wants a case, words and a way.
func (b AnswerComplaint) Check() *fault.Error {
	switch {
	case b.Case == "":
		return fault.BadField("body.required", "case")
	case b.Words == "":
		return fault.BadField("body.required", "words")
	case !slices.Contains(waysToTell, b.Told):
		return fault.BadField("body.unknown_word", "told")
	}
	return nil
}

// ComplaintSorted is the event of what a complaint is about and of whom. Leads says
// that one of them is head, or deputy: then no head's list shows it, its owner alone
// has it, and only a head of whom it does not complain closes it.
type ComplaintSorted struct {
	Case    ident.ID   `json:"case"`
	Kind    string     `json:"kind"`
	Against []ident.ID `json:"against"`
	Leads   bool       `json:"leads,omitempty"`
	By      ident.ID   `json:"by,omitempty"`
}

// ComplaintAnswered is the event of an answer in words.
type ComplaintAnswered struct {
	Case  ident.ID        `json:"case"`
	At    instant.Instant `json:"at"`
	By    ident.ID        `json:"by,omitempty"`
	Told  string          `json:"told"`
	Words journal.Ref     `json:"words,omitzero"`
}

func complaintSorted(c *Case, _ journal.Meta, e ComplaintSorted) Step {
	c.Kind, c.Against, c.AgainstHead = e.Kind, e.Against, e.Leads
	return Step{Kind: "sorted", Code: e.Kind, By: e.By}
}

// complaintAnswered counts from when we knew of it: no device's time answers earlier.
func complaintAnswered(c *Case, m journal.Meta, e ComplaintAnswered) Step {
	c.Answer, c.AnsweredAt, c.AnsweredBy, c.AnswerTold = e.Words, m.RecordedAt, e.By, e.Told
	return Step{Kind: "step", Code: handled, At: e.At, By: e.By, Note: e.Words}
}

// complaint is a case with what sorting it needs.
type complaint struct {
	file
	leads   bool // somebody of those named is head
	unknown bool // somebody of them is nobody who works here
	heirs   ident.ID
}

// loadComplaintCase reads a complaint; another case is none.
func (r Room) loadComplaintCase(q journal.Query) (file, error) {
	f, err := r.load(q)
	if err == nil && !f.HeadOnly {
		err = fault.Absent()
	}
	return f, err
}

func (r Room) loadSorting(q journal.Query) (c complaint, err error) {
	if c.file, err = r.loadComplaintCase(q); err != nil {
		return c, err
	}
	b := q.Body.(SortComplaint)
	for _, w := range b.Against {
		name, err := r.called(q, w)
		if err != nil {
			return c, err
		}
		c.unknown = c.unknown || name == ""
	}
	if c.leads, err = r.anyLeads(q, b.Against); err != nil {
		return c, err
	}
	next := c.Case
	next.Against, next.AgainstHead = b.Against, c.leads
	c.heirs, err = r.keeper(q, next)
	return c, err
}

// anyLeads reports whether one of some workers is head, is to be, or is a deputy.
func (r Room) anyLeads(q journal.Query, workers []ident.ID) (bool, error) {
	for _, w := range workers {
		if r.Leads == nil {
			return false, nil
		}
		if is, err := r.Leads(q, w); is || err != nil {
			return is, err
		}
	}
	return false, nil
}

// keeper is who has a complaint once it is known of whom it complains: who has it, if
// that one may; else whoever may.
func (r Room) keeper(q journal.Query, c Case) (ident.ID, error) {
	if ok, err := r.mayHave(q, c, c.Owner); ok || err != nil {
		return c.Owner, err
	}
	return r.oneOf(q, c, c.roles())
}

func (c complaint) sort(s journal.Said[SortComplaint]) journal.Answer {
	against := slices.Clone(s.Body.Against)
	slices.Sort(against)
	against = slices.Compact(against)
	switch {
	case c.State != Going:
		return journal.Refuse("need.closed_already")
	case c.unknown:
		return journal.Refuse("need.not_staff").On("against")
	}
	return journal.Accept(c.sorted(ComplaintSorted{c.ID, s.Body.Kind, against, c.leads, s.By.Worker}, c.heirs)...)
}

// sorted is the event with what follows from it: another owner, and who sees its
// deadline.
func (f file) sorted(e ComplaintSorted, owner ident.ID) []any {
	c := f.Case
	c.Against, c.AgainstHead = e.Against, e.Leads
	out := []any{e}
	if owner != c.Owner {
		return append(out, f.room.moved(c, owner, "", "complained_of")...)
	}
	if c.Promise != "" {
		out = append(out, promise.Show(c.Promise, c.Audiences()))
	}
	return out
}

func (f file) answer(s journal.Said[AnswerComplaint]) journal.Answer {
	if f.State != Going {
		return journal.Refuse("need.closed_already")
	}
	return f.answered(s.NewID(1), ComplaintAnswered{f.ID, s.At, s.By.Worker, s.Body.Told, s.Seal("need_note", s.NewID(0), 1, text{s.Body.Words})})
}

// answered keeps the promise of an answer and tells whoever has a page here.
func (f file) answered(message ident.ID, e ComplaintAnswered) journal.Answer {
	a := journal.Accept(e)
	if f.Promise != "" {
		a = a.With(promise.Keep(f.Promise, e.At))
	}
	if len(f.People) > 0 {
		a = a.With(f.room.tell(message, f.People[0], "complaint_answered", f.Case)...)
	}
	return a
}

// mayClose says why somebody may not close a complaint; empty: they may. It is closed
// after an answer, and by no one who stands below whom it complains of: of a worker a
// head closes it, of a head another one.
func (c Case) mayClose(a access.Actor) string {
	switch {
	case !c.HeadOnly:
		return ""
	case c.AnsweredAt.IsZero():
		return "need.answer_first"
	case !a.Is(access.Head):
		return "need.from_below"
	}
	return ""
}

// BecameHead keeps what complains of somebody from them when they are given the role
// of the head: the wiring calls it. Closed complaints are kept from them as well.
func (r Room) BecameHead(q journal.Query, worker ident.ID) ([]any, error) {
	if worker == "" {
		return nil, nil
	}
	all, err := Cases.Where(q.Tx, "facility_id = $1 AND head_only = TRUE AND against_head = FALSE AND against LIKE $2 ORDER BY number", q.Facility, `%"`+string(worker)+`"%`)
	if err != nil {
		return nil, err
	}
	var out []any
	for _, c := range all {
		next := c
		next.AgainstHead = true
		owner := c.Owner
		if c.State == Going {
			if owner, err = r.keeper(q, next); err != nil {
				return nil, err
			}
		}
		out = append(out, file{Case: c, room: r}.sorted(ComplaintSorted{c.ID, c.Kind, c.Against, true, ""}, owner)...)
	}
	return out, nil
}
