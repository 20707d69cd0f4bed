package massage

import (
	"cmp"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// SetHours writes down a cadre's week: verb massage.set_hours, by the coordinator or by
// herself. It holds the whole week; what is booked already stays as it is.
type SetHours struct {
	Cadre   ident.ID `json:"cadre"`
	Hours   []Hours  `json:"hours"`
	OwnBike bool     `json:"own_bike"`
}

// SetOff tells of days on which a cadre cannot come: verb massage.set_off. What is booked
// on them stays until another slot was agreed; the answer says how many bookings that is.
type SetOff struct {
	Cadre ident.ID `json:"cadre"`
	From  string   `json:"from" max:"10"`
	To    string   `json:"to" max:"10"`
	// Why is ill, leave or other.
	Why string `json:"why" max:"10"`
}

// DropOff takes days off back: verb massage.drop_off. Visits that an illness had moved, and
// whose families have not answered, stay where they were.
type DropOff struct {
	Cadre ident.ID `json:"cadre"`
	From  string   `json:"from" max:"10"`
	To    string   `json:"to" max:"10"`
}

// Subject is the cadre.
func (b SetHours) Subject() ident.ID { return b.Cadre }

// Subject is the cadre.
func (b SetOff) Subject() ident.ID { return b.Cadre }

// Subject is the cadre.
func (b DropOff) Subject() ident.ID { return b.Cadre }

// mostHours is how many stretches a week holds: two a day and some.
const mostHours = 21

// Check wants stretches of a weekday that do not overlap.
func (b SetHours) Check() *fault.Error {
	if b.Cadre == "" {
		return fault.BadField("body.required", "cadre")
	}
	if len(b.Hours) > mostHours {
		return fault.BadField("body.too_many", "hours")
	}
	week := slices.SortedFunc(slices.Values(b.Hours), byTime)
	for i, h := range week {
		switch {
		case h.Weekday < 1 || h.Weekday > 7:
			return fault.BadField("body.bad_choice", "hours.weekday")
		case !calendar.IsHour(h.From) || !calendar.IsHour(h.To) || h.From >= h.To:
			return fault.BadField("workforce.bad_time", "hours.from")
		case i > 0 && week[i-1].Weekday == h.Weekday && h.From < week[i-1].To:
			return fault.BadField("massage.hours_overlap", "hours.from")
		}
	}
	return nil
}

func byTime(a, b Hours) int {
	return cmp.Or(cmp.Compare(a.Weekday, b.Weekday), cmp.Compare(a.From, b.From))
}

// offWhys are why a cadre cannot come.
var offWhys = []string{"ill", "leave", "other"}

// Check wants days in their order and a reason.
func (b SetOff) Check() *fault.Error {
	if !slices.Contains(offWhys, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	return checkDays(b.Cadre, b.From, b.To)
}

// Check wants days in their order.
func (b DropOff) Check() *fault.Error { return checkDays(b.Cadre, b.From, b.To) }

func checkDays(cadre ident.ID, from, to string) *fault.Error {
	switch {
	case cadre == "":
		return fault.BadField("body.required", "cadre")
	case !calendar.IsDay(from):
		return fault.BadField("body.bad_date", "from")
	case !calendar.IsDay(to) || to < from:
		return fault.BadField("body.bad_date", "to")
	}
	return nil
}

// RosterSet is the event of a week.
type RosterSet struct {
	Cadre   ident.ID `json:"cadre"`
	Hours   []Hours  `json:"hours"`
	OwnBike bool     `json:"own_bike,omitempty"`
}

// OffSet is the event of days off, with the visits that an illness on them moved.
type OffSet struct {
	Cadre    ident.ID   `json:"cadre"`
	Off      Off        `json:"off"`
	Offered  []ident.ID `json:"offered,omitempty"`
	Unplaced []ident.ID `json:"unplaced,omitempty"`
}

// OffDropped is the event of days off that are none.
type OffDropped struct {
	Cadre ident.ID `json:"cadre"`
	From  string   `json:"from"`
	To    string   `json:"to"`
}

// rostering is a cadre's week before it is written down.
type rostering struct {
	Roster
	known  bool // somebody who works here as a cadre or a midwife
	active bool
	// booked is how many visits stand on the days off.
	booked int64
	// shifts are what becomes of them where she is ill.
	shifts []shift
	// returning are those that stay where they were when days off are taken back, tap the
	// illness that was told of by a tap on that day.
	returning
	tap Disruption
}

// Audiences are the desk and herself.
func (r rostering) Audiences() []string { return []string{"f", "w:" + string(r.ID)} }

func loadRostering(q journal.Query) (r rostering, err error) {
	if r.Roster, _, err = Rosters.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return r, err
	}
	r.Facility, r.ID = q.Facility, q.Subject
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return r, err
	}
	r.known, r.active = found && (w.Is("cadre") || w.Is("midwife")), w.State == workforce.Active
	if b, ok := q.Body.(SetOff); ok {
		_, err = q.One("SELECT count(*) FROM massage_booking WHERE facility_id = $1 AND cadre = $2 AND day >= $3 AND day <= $4 AND state IN ('asked', 'booked')",
			store.Args(q.Facility, b.Cadre, b.From, b.To), &r.booked)
	}
	return r, err
}

func (r rostering) refused() string {
	switch {
	case !r.known:
		return "massage.no_such_cadre"
	case !r.active:
		return "massage.cadre_suspended"
	}
	return ""
}

func (r rostering) setHours(s journal.Said[SetHours]) journal.Answer {
	if code := r.refused(); code != "" {
		return journal.Refuse(code).On("cadre")
	}
	week := slices.SortedFunc(slices.Values(s.Body.Hours), byTime)
	return journal.Accept(RosterSet{r.ID, week, s.Body.OwnBike})
}

// LeftBooked is what days off leave to do.
type LeftBooked struct {
	// Booked is how many visits stand on those days: each wants another slot.
	Booked int64 `json:"booked"`
	// Offered is how many of them the machine has offered one, because she is ill; Unplaced
	// for how many there was none: the desk has them.
	Offered  int64 `json:"offered"`
	Unplaced int64 `json:"unplaced"`
}

func (r rostering) setOff(s journal.Said[SetOff]) journal.Answer {
	if code := r.refused(); code != "" {
		return journal.Refuse(code).On("cadre")
	}
	e, events := OffSet{Cadre: r.ID, Off: Off{s.Body.From, s.Body.To, s.Body.Why}}, []any{}
	for n, one := range r.shifts {
		events = append(events, one.events(s.NewID(n), s.By.Worker, s.At, Ill)...)
		switch one.fate {
		case offeredFate:
			e.Offered = append(e.Offered, one.ID)
		case unplacedFate:
			e.Unplaced = append(e.Unplaced, one.ID)
		}
	}
	left := LeftBooked{Booked: r.booked, Offered: int64(len(e.Offered)), Unplaced: int64(len(e.Unplaced))}
	return journal.Accept(append([]any{e}, events...)...).Giving(left)
}

func (r rostering) dropOff(s journal.Said[DropOff]) journal.Answer {
	there := slices.ContainsFunc(r.Off, func(o Off) bool { return o.From == s.Body.From && o.To == s.Body.To })
	if !there {
		return journal.Refuse("massage.no_such_days").On("from")
	}
	events := []any{OffDropped{r.ID, s.Body.From, s.Body.To}}
	if r.tap.ID != "" {
		events = append(events, UndisruptedEvent{r.tap.ID})
	}
	return journal.Accept(append(events, r.returning.events(s.NewID, Ill)...)...)
}

func applyRoster(tx *store.Tx, m journal.Meta, e RosterSet) error {
	r, _, err := Rosters.Get(tx, m.Facility, e.Cadre)
	if err != nil {
		return err
	}
	if err := keptWeek(tx, m, e); err != nil {
		return err
	}
	return Rosters.Put(tx, Roster{m.Facility, e.Cadre, e.Hours, orNone(r.Off), e.OwnBike, orNone(r.Sick)})
}

func applyOff(tx *store.Tx, m journal.Meta, e OffSet) error {
	r, _, err := Rosters.Get(tx, m.Facility, e.Cadre)
	if err != nil {
		return err
	}
	off := slices.DeleteFunc(slices.Clone(r.Off), func(o Off) bool { return o.From == e.Off.From && o.To == e.Off.To })
	off = append(off, e.Off)
	slices.SortFunc(off, func(a, b Off) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return Rosters.Put(tx, Roster{m.Facility, e.Cadre, orNone(r.Hours), off, r.OwnBike, r.sickBy(e)})
}

func applyOffDropped(tx *store.Tx, m journal.Meta, e OffDropped) error {
	r, found, err := Rosters.Get(tx, m.Facility, e.Cadre)
	if err != nil || !found {
		return err
	}
	r.Off = slices.DeleteFunc(slices.Clone(r.Off), func(o Off) bool { return o.From == e.From && o.To == e.To })
	r.Sick = r.wellAgain(e.From, e.To)
	return Rosters.Put(tx, r)
}

// orNone keeps an empty list a list.
func orNone[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}
