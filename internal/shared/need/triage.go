package need

import (
	"sambang/internal/calc/triage"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Triage says which sign a request has, and so which colour: verb need.triage. It
// moves the request within the queue; its start and its deadlines it never moves,
// and a sign's own time only ever to an earlier one.
type Triage struct {
	Case ident.ID `json:"case"`
	Sign string   `json:"sign,omitempty" max:"4"`
	// Colour is what the operator or a health worker says.
	Colour string `json:"colour,omitempty" max:"10"`
	// Call: the ambulance's number was called.
	Call bool `json:"call,omitempty"`
}

// Subject is the case.
func (b Triage) Subject() ident.ID { return b.Case }

// Check wants a case and a sign, a colour or the call.
func (b Triage) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	if err := wanted("colour", b.Colour != "" || b.Sign != "" || b.Call); err != nil {
		return err
	}
	return checkSign(b.Sign, b.Colour)
}

// triaging is a request with the table in force.
type triaging struct {
	file
	table Force
}

func (r Room) loadTriage(q journal.Query) (t triaging, err error) {
	if t.file, err = r.loadAsked(q); err != nil {
		return t, err
	}
	t.table, err = ForceOf(q)
	return t, err
}

func (t triaging) triage(s journal.Said[Triage]) journal.Answer {
	b := s.Body
	if why := t.ended(); why != "" {
		return journal.Refuse(why)
	}
	e := Triaged{Case: t.ID, Sign: t.Sign, Colour: t.Colour, ColourBy: t.ColourBy, SignDue: t.SignDue, Triage: t.Triage, Call: b.Call, By: s.By.Worker}
	if b.Sign == "" && b.Colour == "" {
		return journal.Accept(e) // the call alone
	}
	if b.Sign != "" {
		e.Sign = b.Sign
	}
	j := t.table.judge(b.Sign, b.Colour, true, t.kind)
	if b.Colour != "" && access.HealthWorker(s.By) {
		j.colour, j.by = b.Colour, "operator" // who has seen the patient judges by what they saw
	}
	if j.by == "" { // the table decides nothing yet, and nobody said a colour
		j.colour, j.by = t.Colour, t.ColourBy
	}
	if t.ColourBy == "table" && triage.Colour(t.Colour).Graver(triage.Colour(j.colour)) && !access.HealthWorker(s.By) {
		return journal.Refuse("need.only_health_lowers").On("colour")
	}
	e.Colour, e.ColourBy, e.Triage = j.colour, j.by, t.table.Version
	if due := j.due(t.Started); !due.IsZero() && (e.SignDue.IsZero() || due.Before(e.SignDue)) {
		e.SignDue = due
	}
	return journal.Accept(e)
}
