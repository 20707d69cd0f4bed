package massage

import (
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/calc/screening"
	"sambang/internal/calc/triage"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/need"
)

// Screen tells what was answered to the safety questions at the door: verb massage.screen.
// It may be told again, when what was to be waited for is over.
type Screen struct {
	Booking ident.ID          `json:"booking"`
	Answers screening.Answers `json:"answers"`
	// Signs are danger signs that were asked for and are there: codes of the table of signs.
	Signs []string `json:"signs,omitempty"`
	// Adult says whether another adult is in the house; it is asked where the policy says so.
	Adult screening.Tri `json:"adult,omitempty"`
	// Cadre and At are another slot, where a visit has to wait out an immunisation; none, or one
	// that is not free: the first that is free after it is offered. Agreed says that the parent
	// has said yes to it at the door, No are those to which they said no.
	Cadre  ident.ID        `json:"cadre,omitempty"`
	At     instant.Instant `json:"at,omitzero"`
	Agreed bool            `json:"agreed,omitempty"`
	No     []Declined      `json:"no,omitempty"`
}

// Subject is the booking.
func (b Screen) Subject() ident.ID { return b.Booking }

// mostSigns are told of at one time.
const mostSigns = 10

// Check wants answers that are some, and signs of the table.
func (b Screen) Check() *fault.Error {
	if bad := checkAnswers(b.Answers); bad != nil {
		return bad
	}
	if bad := checkSigns(b.Signs); bad != nil {
		return bad
	}
	if !b.Adult.Valid() {
		return fault.BadField("body.bad_choice", "adult")
	}
	if bad := checkDeclined(b.No); bad != nil {
		return bad
	}
	return wanted(b.Booking)
}

func checkAnswers(a screening.Answers) *fault.Error {
	for _, t := range []screening.Tri{a.Fever, a.Ill, a.Skin, a.Stools, a.Jaundice, a.Operated, a.Heart, a.CordOn, a.Preterm, a.FedRecently, a.Upset, a.Vaccinated} {
		if !t.Valid() {
			return fault.BadField("body.bad_choice", "answers")
		}
	}
	return nil
}

func checkSigns(signs []string) *fault.Error {
	if len(signs) > mostSigns {
		return fault.BadField("body.too_many", "signs")
	}
	for _, code := range signs {
		s, known := triage.Find(triage.Defaults(), code)
		if !known || !slices.Contains([]triage.Group{triage.Newborn, triage.Child, triage.Anybody}, s.Group) {
			return fault.BadField("body.unknown_word", "signs")
		}
	}
	return nil
}

// AtDoor is what the cadre is told: whether she may begin, and what was done instead.
type AtDoor struct {
	Verdict screening.Verdict `json:"verdict"`
	// State is the booking's now.
	State string `json:"state"`
	// Request is the request for help that danger signs became, with its colour and what to
	// dial; Case the midwife's case.
	Request   ident.ID `json:"request,omitempty"`
	Colour    string   `json:"colour,omitempty"`
	Emergency string   `json:"emergency,omitempty"`
	Case      ident.ID `json:"case,omitempty"`
	// Offered says that another slot was offered to the family, Moved that the visit has
	// another one, to which the parent said yes at the door.
	Offered bool `json:"offered,omitempty"`
	Moved   bool `json:"moved,omitempty"`
}

// door is a visit before which the questions are asked.
type door struct {
	visiting
	verdict screening.Verdict
	// adult is the policy's word on another adult in the house.
	adult string
	// rest is what could come after an immunisation's rest.
	rest rest
}

func (r Room) loadDoor(q journal.Query) (d door, err error) {
	b := q.Body.(Screen)
	if d.visiting, err = loadVisiting(q); err != nil {
		return d, err
	}
	house, _, err := VisitPolicy.Get(q)
	if err != nil {
		return d, err
	}
	d.adult = house.AdultPresent
	if len(b.Signs) > 0 || b.Answers.Fever == screening.Yes { // all that can be a danger
		if d.raising, err = need.ReadRaising(q, d.Children[youngest(d.Born)], ""); err != nil {
			return d, err
		}
	}
	return d, d.readRest(q, b, r.Bikes)
}

// anyDanger is the sign of the table that no signature has to bring into force: somebody
// says that there is danger. It makes a request red where the clinical signs wait for the
// head's and the midwife's names.
const anyDanger = "X01"

// screen keeps what was answered, whatever comes of it, and does what has to be done at once.
func (d door) screen(s journal.Said[Screen]) journal.Answer {
	if code := d.refused(s.By.Worker, Booked, OnWay); code != "" {
		return journal.Refuse(code)
	}
	// What holds is the hour at the door, not that at which the phone found a signal.
	v, _ := screening.Strictest(s.Body.Answers, d.Born, s.At, d.set.Screening, screening.Door)
	v = withAdult(v, d.adult, s.Body.Adult)
	if d.verdict, d.signs = v, s.Body.Signs; v.Result == screening.Danger {
		d.signs = append(slices.Clone(d.signs), feverOfTheYoungest, anyDanger)
	}
	e := ScreenedEvent{Booking: d.ID, Cadre: s.By.Worker, At: s.At, Answers: s.Seal(sealedAnswers, d.ID, d.Answers.Version+1, s.Body.Answers),
		Verdict: v.Result, Rows: orNone(v.Rows), Limits: orNone(v.Limits), State: d.outcome(), Signs: d.signs, Policy: d.version}
	raised := need.Raise(d.raising, s, 1, need.VisitRequest, d.signs, "")
	e.Request = raised.Request
	if v.Result == screening.Refer && raised.Request == "" {
		e.Case = s.NewID(3)
	}
	out := AtDoor{Verdict: v, State: e.State, Request: raised.Request, Colour: raised.Colour, Emergency: raised.Emergency, Case: e.Case}
	events := append([]any{e}, raised.Events...)
	if e.Case != "" {
		events = append(events, referral(e.Case, d.ID, d.Children[0], d.Village, s.By.Worker, s.ID))
	}
	switch {
	case e.State == ToMove:
		events = append(append(events, d.after(s, &out)...), dispatch.Home(d.watch, s.By.Worker, s.At)...)
	case e.State != d.State && e.Request == "": // she is with the child until help has come
		events = append(events, dispatch.Home(d.watch, s.By.Worker, s.At)...)
	}
	return journal.Accept(events...).Giving(out)
}

// AdultRow is the code of what the policy says of another adult in the house: no row of the
// table has it.
const AdultRow = "adult"

// withAdult has a visit wait where another adult has to be there and is not.
func withAdult(v screening.Verdict, rule string, there screening.Tri) screening.Verdict {
	if rule != AdultRequired || there == screening.Yes {
		return v
	}
	v.Rows = append(slices.Clone(v.Rows), AdultRow)
	if screening.Stricter(screening.Wait, v.Result) {
		v.Result = screening.Wait
	}
	return v
}

// outcome is the state of the booking after the questions. Who only waits, for half an hour,
// for an answer or for the parent, may be asked again.
func (d door) outcome() string {
	only := func(row string) bool { return len(d.verdict.Rows) > 0 && d.verdict.Rows[0] == row }
	switch r := d.verdict.Result; {
	case len(d.signs) > 0 || r == screening.Refer || r == screening.Danger:
		return Referred
	case r == screening.Move:
		return ToMove
	case r == screening.Stop && !only("M15"):
		return Stopped
	}
	return d.State
}

// dangersOf are the signs of the table that what a child did stands for: what is no such sign
// is asked about.
func dangersOf(why string, months int) []string {
	newborn := months != age.Unknown && months < 2
	switch {
	case why == Limp && newborn:
		return []string{"N05", anyDanger}
	case why == Limp:
		return []string{"C04", anyDanger}
	case why == Blue && !newborn:
		return []string{"C05", anyDanger}
	case why == Blue || why == Pale:
		return []string{anyDanger}
	}
	return nil
}
