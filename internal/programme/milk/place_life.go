package milk

import (
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/health"
	"sambang/internal/shared/link"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
)

// NoticeGiven is the event of the head's notice: the place ends with the day EndsOn.
type NoticeGiven struct {
	Place  ident.ID        `json:"place"`
	Reason string          `json:"reason"`
	Note   journal.Ref     `json:"note,omitzero"`
	EndsOn string          `json:"ends_on"`
	Due    instant.Instant `json:"due"`
	Policy int64           `json:"policy"`
}

// NoticeCancelled is the event of a notice taken back; Why is head or medical.
type NoticeCancelled struct {
	Place ident.ID `json:"place"`
	Why   string   `json:"why"`
}

// TermSet is the event of another day on which a place ends by itself.
type TermSet struct {
	Place ident.ID        `json:"place"`
	On    string          `json:"on"`
	Due   instant.Instant `json:"due,omitzero"`
}

// What the machine looks at when its day has come.
const (
	duePause  = "pause"
	dueNotice = "notice"
	dueTerm   = "term"
)

// PlaceDue is the machine's look at a place whose pause, notice or term is over.
type PlaceDue struct {
	Place ident.ID `json:"place"`
	What  string   `json:"what"`
	On    string   `json:"on" max:"10"`
}

// Subject is the place.
func (b PlaceDue) Subject() ident.ID { return b.Place }

// due has the machine look at a place; never, without an instant.
func due(at instant.Instant, b PlaceDue) []journal.Then {
	if at.IsZero() {
		return nil
	}
	return []journal.Then{{Due: at, Verb: "milk.place_due", Body: b}}
}

// Standing is a place with what its pause or end depends on.
type Standing struct {
	turning
	Place
	calendar
	settings PlaceSettings
	version  int64
	// born and ward are of the baby; page is the reader's own.
	born string
	ward bool
	page ident.ID
	// fed is the newest line about the baby's food, medical that a health worker knows
	// of a reason for other food; helped that the midwife has been there since.
	fed             health.Feeding
	medical, helped bool
}

// Audiences are the place's.
func (st Standing) Audiences() []string { return st.Place.Audiences() }

func (room Room) loadStanding(q journal.Query) (st Standing, err error) {
	if st.Place, err = room.loadKnownPlace(q); err != nil {
		return st, err
	}
	if st.calendar, err = calendarOf(q); err != nil {
		return st, err
	}
	if st.settings, st.version, err = PlacePolicy.Get(q); err != nil {
		return st, err
	}
	st.turning = turning{q: q, place: st.Place, e: registry.LifeChanged{Event: q.Command}, first: 100}
	if err = st.turning.read(); err != nil {
		return st, err
	}
	for _, l := range st.links {
		if l.Subject == st.ID && l.Purpose == link.Place && l.Person == st.Reader() {
			st.page = l.ID
		}
	}
	b, _, err := registry.Canonical(q.Tx, q.Facility, st.Baby)
	if err != nil {
		return st, err
	}
	st.born, st.ward = b.Born, b.InHospital
	return st, st.readFeeding(q, b.ID)
}

// readFeeding reads what was told of the baby's food and whether help came after it.
func (st *Standing) readFeeding(q journal.Query, baby ident.ID) error {
	months, err := health.MonthsOf(q, baby)
	for _, f := range months {
		st.medical = st.medical || f.Medical
		if f.On >= st.fed.On {
			st.fed = f
		}
	}
	if err != nil || st.fed.Answer != health.NotExclusive {
		return err
	}
	_, st.helped, err = task.Tasks.First(q.Tx, "facility_id = $1 AND person = $2 AND kind = $3 AND state = $4 AND outcome = 'done' AND opened_at >= $5",
		q.Facility, st.Mother, feedingHelp, task.Closed, st.begin(st.fed.On))
	return err
}

// Pause keeps a place while the mother is on leave: verb milk.pause.
type Pause struct {
	Place ident.ID `json:"place"`
	Why   string   `json:"why"`
	// Until is the day on which the place goes on by itself.
	Until string `json:"until" max:"10"`
}

// Subject is the place.
func (b Pause) Subject() ident.ID { return b.Place }

// Check wants a reason and a day.
func (b Pause) Check() *fault.Error {
	switch {
	case b.Place == "":
		return fault.BadField("body.required", "place")
	case !slices.Contains([]string{"leave", "school_holiday", "other"}, b.Why):
		return fault.BadField("body.bad_choice", "why")
	}
	if _, err := time.Parse(time.DateOnly, b.Until); err != nil {
		return fault.BadField("body.bad_date", "until")
	}
	return nil
}

// Pause rests the place; it counts as taken all the while.
func (st Standing) Pause(s journal.Said[Pause]) journal.Answer {
	b := s.Body
	switch {
	case st.State == Over:
		return journal.Refuse("milk.place_not_active")
	case st.State == Paused && st.PausedWhy == "":
		return journal.Refuse("milk.baby_in_hospital")
	case b.Until <= st.today:
		return journal.Refuse("body.bad_date").On("until")
	case b.Until > plus(st.today, st.settings.PauseWeeks*7):
		return journal.Refuse("milk.pause_too_long").On("until")
	}
	return journal.Accept(PlacePaused{st.ID, b.Why, b.Until, st.begin(b.Until)},
		st.tell(s.NewID(1), "place_paused", map[string]string{"until_on": b.Until}))
}

// Resume lets a place go on: verb milk.resume.
type Resume struct {
	Place ident.ID `json:"place"`
}

// Subject is the place.
func (b Resume) Subject() ident.ID { return b.Place }

// Resume lets it go on before its day.
func (st Standing) Resume(s journal.Said[Resume]) journal.Answer {
	switch {
	case st.State != Paused:
		return journal.Refuse("milk.place_not_paused")
	case st.ward:
		return journal.Refuse("milk.baby_in_hospital")
	}
	return journal.Accept(PlaceResumed{st.ID}, st.tell(s.NewID(1), "place_resumed", nil))
}

// tell writes to whose page the place has.
func (st Standing) tell(id ident.ID, kind string, params map[string]string) messaging.Queued {
	return messaging.Queue(messaging.Message{ID: id, To: st.Reader(), Kind: kind, Link: st.page, Params: params})
}

// Due is the machine's answer to a day that has come.
func (st Standing) Due(s journal.Said[PlaceDue]) journal.Answer {
	b := s.Body
	if !s.By.Is(access.Machine) || st.State == Over {
		return journal.Refuse("milk.nothing_due")
	}
	switch {
	case b.What == duePause && st.State == Paused && st.PausedWhy != "" && st.PausedUntil == b.On:
		if st.ward {
			return journal.Accept(PlacePaused{Place: st.ID})
		}
		return journal.Accept(PlaceResumed{st.ID}, st.tell(s.NewID(1), "place_resumed", nil))
	case b.What == dueNotice && st.EndsOn == b.On:
		if st.medical && st.Notice == "formula" {
			return journal.Accept(NoticeCancelled{st.ID, "medical"}, st.tell(s.NewID(1), "place_kept", nil))
		}
		return st.gently(s.NewID(1), "notice", "", st.EndsOn)
	case b.What == dueTerm && st.TermOn == b.On:
		return st.term(s.NewID(1))
	}
	return journal.Refuse("milk.nothing_due")
}

// term ends a place when the baby is old enough; the birthday may have been corrected
// since the day was reckoned.
func (st Standing) term(message ident.ID) journal.Answer {
	if int64(age.Months(st.born, st.today)) >= st.settings.Months {
		return st.gently(message, "term", "", st.today)
	}
	on := termOf(st.born, st.settings.Months)
	if on == "" {
		return journal.Refuse("milk.nothing_due")
	}
	return journal.Accept(TermSet{st.ID, on, st.begin(on)})
}

// gently ends a place that somebody chose to end: what a courier carries still comes,
// what nobody has fetched is called off, and her page stays open for a week.
func (st Standing) gently(message ident.ID, why, how, on string) journal.Answer {
	out := []any{PlaceEnded{st.ID, why, how, on}, link.End(st.ID, st.q.Now.Add(pageAfter))}
	for _, d := range st.running {
		if !d.InHand() {
			out = append(out, CancelledEvent{d.ID, "place_ended", st.hide}, dispatch.JobCancelled{Job: d.Job})
		}
	}
	return journal.Accept(append(out, st.tell(message, "place_ended_"+why, nil))...)
}

// pageAfter is how long her page stays when a place has ended: to read why.
const pageAfter = 7 * 24 * time.Hour
