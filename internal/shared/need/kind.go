package need

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/instant"
	"sambang/internal/shared/policy"
)

// Urgency says which of the settings' times a case's first answer is promised in.
type Urgency string

// The three there are.
const (
	AtOnce Urgency = "at_once"
	Usual  Urgency = "usual"
	Answer Urgency = "answer"
)

// handled is the step that answers a complaint.
const handled = "answered"

// Todo is one step to do of a kind of case.
type Todo struct {
	// Code names it: catalogue key need.step.<code>.
	Code string
	// Who may say that it is done: a role, or nobody in particular when empty.
	Who access.Role
	// Authority is where the step is taken from: catalogue key need.from.<authority>.
	Authority string
}

// Kind is what sort of case it is. Programmes and rooms give theirs; the wiring
// puts them together.
type Kind struct {
	// Name is the catalogue key need.kind.<name>.
	Name  string
	Steps []Todo
	// Keeps is the step that fulfils the promise; closing the case does too.
	Keeps   string
	Urgency Urgency
	// Confidential cases are the head's and the doctors', HeadOnly ones the head's.
	Confidential, HeadOnly bool
	// ByHand may be opened by a person with no more than who, where and what.
	ByHand bool
	// Request kinds are asked for: they start a clock at the earliest evidence, and
	// nobody closes, cancels or merges them alone.
	Request bool
	// Owners are the roles that are asked first to have it, in this order.
	Owners []access.Role
}

// Complaints are the kinds this room has itself: what people say to the head.
func Complaints() []Kind {
	steps := []Todo{{"spoken_to_complainant", "", "house"}, {handled, "", "house"}}
	var out []Kind
	for _, name := range complaintKinds {
		out = append(out, Kind{Name: name, Steps: steps, Keeps: handled, Urgency: Answer, Confidential: true, HeadOnly: true, Owners: []access.Role{access.Head}})
	}
	return out
}

// The kinds of request.
const (
	VisitRequest     = "visit_request"
	TransportRequest = "transport_request"
)

// RequestKinds are what may be asked for: somebody comes to the sick at home, or
// fetches them and brings them back.
func RequestKinds() []Kind {
	owners := []access.Role{access.Dispatcher, access.Officer}
	return []Kind{{Name: VisitRequest, Urgency: AtOnce, Request: true, Owners: owners}, {Name: TransportRequest, Urgency: AtOnce, Request: true, Owners: owners}}
}

// Settings are how soon a case gets its first answer; the head may change them.
type Settings struct {
	// AtOnceSeconds: somebody may come to harm while nothing is done, and a doctor
	// speaks to the family. Half an hour is our proposal: what helps after an exposure
	// helps best in the first hour or two (docs/milk.md names the source).
	AtOnceSeconds int64 `json:"at_once_seconds"`
	// UsualSeconds for every other incident: a day, our proposal.
	UsualSeconds int64 `json:"usual_seconds"`
	// ComplaintSeconds until a complaint is answered: seven days, our proposal. UU
	// 25/2009 article 44 wants a first word within fourteen.
	ComplaintSeconds int64 `json:"complaint_seconds"`
	// ComplaintDoors are the doors whose complaints are answered sooner or later than
	// that: the health office may set its own day. None, our proposal.
	ComplaintDoors []DoorTime `json:"complaint_doors,omitempty"`
}

// Policy is the room's section of the facility's policy.
var Policy = policy.Define("need", Settings{AtOnceSeconds: 1800, UsualSeconds: 86_400, ComplaintSeconds: 7 * 86_400})

// Check wants times that somebody can keep and that are no joke: from five
// minutes to ninety days.
func (s Settings) Check() *fault.Error {
	all := []int64{s.AtOnceSeconds, s.UsualSeconds, s.ComplaintSeconds}
	for _, d := range s.ComplaintDoors {
		if !slices.Contains(complaintDoors, d.Door) {
			return fault.BadField("policy.bad_document", "document")
		}
		all = append(all, d.Seconds)
	}
	for _, n := range all {
		if n < 300 || n > 90*86_400 {
			return fault.BadField("policy.bad_document", "document")
		}
	}
	return nil
}

func (s Settings) seconds(u Urgency) int64 {
	switch u {
	case AtOnce:
		return s.AtOnceSeconds
	case Answer:
		return s.ComplaintSeconds
	}
	return s.UsualSeconds
}

// due is when the first answer of a case that opens now by a door is promised.
func (s Settings) due(u Urgency, door string, from instant.Instant) instant.Instant {
	return from.Add(second(s.secondsOf(u, door)))
}

func (r Room) kind(name string) (Kind, bool) {
	i := slices.IndexFunc(r.Kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		return Kind{Name: name}, false
	}
	return r.Kinds[i], true
}

func (k Kind) todo(code string) (Todo, bool) {
	i := slices.IndexFunc(k.Steps, func(t Todo) bool { return t.Code == code })
	if i < 0 {
		return Todo{}, false
	}
	return k.Steps[i], true
}
