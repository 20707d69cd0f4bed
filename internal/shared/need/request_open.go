package need

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// oldest is how far back evidence may lie: what is older is no emergency any more
// but a mistyped day.
const oldest = 7 * 24 * time.Hour

// Receipt is what who tells of a request is told: its number, the code by which
// only they can take it back or confirm, and until when it is promised.
type Receipt struct {
	Case    ident.ID        `json:"case"`
	Number  string          `json:"number"`
	Code    string          `json:"code"`
	Started instant.Instant `json:"started"`
	Due     instant.Instant `json:"due,omitzero"`
	Colour  string          `json:"colour"`
	// Emergency is what to dial at once; it is there when the colour is red.
	Emergency string `json:"emergency,omitempty"`
}

// start is the earliest evidence of a request: when it was typed, when somebody of
// ours heard it, what stands on the slip. When it was typed is the journal's word
// (Said.At). What was heard was heard so long before it was typed, by the same clock,
// however wrong that is; what stands on paper counts as it stands there. Both reach
// back a week at most, and nothing makes a start later than the record.
func start(now, at, clock, heard, written instant.Instant) instant.Instant {
	floor := now.Add(-oldest)
	typed := max(at, floor)
	first := typed
	if shown := min(clock, at); !heard.IsZero() && heard.Before(shown) {
		first = max(typed.Add(-shown.Sub(heard)), floor)
	}
	if !written.IsZero() {
		first = min(first, max(written, floor))
	}
	return first
}

func (o intake) request(s journal.Said[Request]) journal.Answer {
	door := o.said.Door
	if door == "" {
		door = usualDoor(s.By)
	}
	return takeIn(o, s, door, start(s.Now, s.At, s.Clock, s.Body.HeardAt, s.Body.WrittenAt))
}

func (o intake) ask(s journal.Said[Ask]) journal.Answer {
	door := o.said.Door
	if door == "" {
		door = "link"
	}
	return takeIn(o, s, door, s.Now)
}

// usualDoor is where somebody stands who names no door.
func usualDoor(a access.Actor) string {
	switch {
	case a.Is(access.Dispatcher) || a.Is(access.Officer) || a.Is(access.Head):
		return "desk"
	case a.Is(access.Cadre):
		return "cadre"
	case a.Worker != "":
		return "field"
	}
	return "link"
}

// takeIn opens the request. Only what is no request at all, or is there already,
// is refused.
func takeIn[B any](o intake, s journal.Said[B], door string, from instant.Instant) journal.Answer {
	switch {
	case o.found:
		return journal.Refuse("need.exists").On("case")
	case !o.known:
		return journal.Refuse("need.unknown_kind").On("kind")
	case o.typed:
		return journal.Refuse("need.slip_typed").On("slip")
	}
	b := o.said
	e := Opened{Case: b.Case, Kind: b.Kind, Village: o.village, OpenedBy: s.By.Worker, Door: door, Cause: s.ID, Started: from,
		Slip: b.Slip, WantAt: b.WantAt, Needs: b.Needs, Call: b.Call, ReporterHash: o.hash, Doubt: o.doubt, Differs: o.differs}
	if o.person != "" {
		e.People = []ident.ID{o.person}
	}
	if door == Kenthongan {
		b.Colour = Red
	}
	j := o.table.judge(b.Sign, b.Colour, s.By.Worker != "", o.kind)
	e.Sign, e.Colour, e.ColourBy, e.Triage, e.SignDue = b.Sign, j.colour, j.by, o.table.Version, j.due(from)
	sealAll(s, b, &e)
	out := Receipt{Case: b.Case, Number: short(o.number), Code: o.code, Started: from, Due: o.due.of(b.Kind, e.Colour, from, b.WantAt), Colour: e.Colour}
	if e.Colour == Red {
		out.Emergency = o.table.EmergencyNumber
	}
	return journal.Accept(e).Giving(out)
}

// sealAll keeps out of the log who, where and what.
func sealAll[B any](s journal.Said[B], b Request, e *Opened) {
	e.What = Seal(s, b.Case, b.What)
	patient, reporter := b.Patient, b.Reporter
	if b.ForSelf && patient == nil && reporter != nil {
		patient = &Patient{reporter.Name, reporter.Phone}
	}
	if b.ForSelf && reporter == nil && patient != nil {
		reporter = &Reporter{patient.Name, patient.Phone}
	}
	if b.Where != nil && *b.Where != (Where{}) {
		e.House = b.Where.House
		e.Where = s.Seal("need_where", b.Case, 1, *b.Where)
	}
	if patient != nil && *patient != (Patient{}) {
		e.Patient = s.Seal("need_patient", b.Case, 1, *patient)
	}
	if reporter != nil && *reporter != (Reporter{}) {
		e.Reporter = s.Seal("need_reporter", b.Case, 1, *reporter)
	}
	if b.CallSign != "" {
		e.CallSign = s.Seal("need_call_sign", b.Case, 1, text{b.CallSign})
	}
}
