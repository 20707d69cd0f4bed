package rice

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// LookStock is the machine's look at the store on a morning: verb rice.look_stock. Day
// is the civil day it is for.
type LookStock struct {
	Day string `json:"day" max:"10"`
}

// HearTeam is the machine's question whether a team's phones have been heard of since
// the deadline: verb rice.hear_team.
type HearTeam struct {
	Debt ident.ID `json:"debt"`
}

// Subject is the debt.
func (b HearTeam) Subject() ident.ID { return b.Debt }

// Check wants a day.
func (b LookStock) Check() *fault.Error {
	if f := checkDay(b.Day); f != nil {
		return fault.BadField("rice.bad_day", "day")
	}
	return nil
}

// morning is when the head reads what is short: at seven.
const morning = 7 * time.Hour

// waitsFor is how long a debt is shown as waiting for the report of the field: the seven
// days in which proof strikes it.
const waitsFor = 7 * 24 * time.Hour

// heardAfter is when the machine asks whether the team has been heard of, after the
// debt was written: often on the first day, then daily.
var heardAfter = []time.Duration{15 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 16 * time.Hour, 24 * time.Hour,
	2 * 24 * time.Hour, 3 * 24 * time.Hour, 4 * 24 * time.Hour, 5 * 24 * time.Hour, 6 * 24 * time.Hour, waitsFor}

// asks are the machine's questions about a debt that waits for its team.
func asks(m journal.Meta, e OwedEvent) (out []journal.Then) {
	if !e.Waiting {
		return nil
	}
	for _, after := range heardAfter {
		out = append(out, journal.Then{Due: m.RecordedAt.Add(after), Verb: "rice.hear_team", Body: HearTeam{e.Debt}})
	}
	return out
}

// nextMorning looks again on the day after the head was told.
func nextMorning(_ journal.Meta, e ShortEvent) []journal.Then {
	zone, err := time.LoadLocation(e.Zone)
	if err != nil {
		zone = time.UTC
	}
	day, err := time.ParseInLocation(time.DateOnly, e.Day, zone)
	if err != nil {
		return nil
	}
	next := day.AddDate(0, 0, 1)
	at := instant.Of(time.Date(next.Year(), next.Month(), next.Day(), int(morning.Hours()), 0, 0, 0, zone))
	return []journal.Then{{Due: at, Verb: "rice.look_stock", Body: LookStock{next.Format(time.DateOnly)}}}
}

// Figures are what the store and the debts come to, in grams.
type Figures struct {
	Owed    int64 `json:"owed"`
	InStock int64 `json:"in_stock"`
	// Short is what is owed and not there.
	Short int64 `json:"short"`
}

// Now gives the figures of the fund in force, as they stand.
func Now(q journal.Query) (f Figures, err error) {
	s, _, err := Policy.Get(q)
	if err != nil {
		return f, err
	}
	if _, err = q.One("SELECT COALESCE(SUM(grams), 0) FROM rice_debt WHERE facility_id = $1 AND state = $2 AND fund = $3", store.Args(q.Facility, Owed, s.Fund), &f.Owed); err != nil {
		return f, err
	}
	all, err := lots(q, s.Fund)
	f.InStock = inStock(all)
	f.Short = max(0, f.Owed-f.InStock)
	return f, err
}

// shortage is what the decision of the morning sees.
type shortage struct {
	Figures
	told bool
	day  string
	zone string
	head ident.ID
}

func loadShortage(q journal.Query) (s shortage, err error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return s, err
	}
	s.zone, s.day = f.Location().String(), q.Now.Day(f.Location())
	if _, s.told, err = Days.Get(q.Tx, q.Facility, ident.ID(s.day)); err != nil || s.told {
		return s, err
	}
	if s.Figures, err = Now(q); err != nil {
		return s, err
	}
	heads, err := workforce.HeadsOn(q)
	if len(heads) > 0 {
		s.head = heads[0]
	}
	return s, err
}

// tell is what the head is told: once a day, and only while something is short.
func (s shortage) tell(facility ident.ID) []any {
	if s.told || s.Short == 0 {
		return nil
	}
	out := []any{ShortEvent{s.day, s.Owed, s.InStock, s.Short, s.zone}}
	if s.head != "" {
		out = append(out, task.Opened{Task: ident.Named("rice is short: " + string(facility) + " " + s.day), Kind: "rice_short", Owner: s.head, Due: s.day})
	}
	return out
}

func (s shortage) look(said journal.Said[LookStock]) journal.Answer {
	events := s.tell(said.Facility)
	if len(events) == 0 {
		return journal.Refuse("rice.nothing_short")
	}
	return journal.Accept(events...)
}

// short follows whatever can leave the store with less than is owed: a debt written, or
// back again, rice taken or counted. The head hears of it on the same day.
func short[E any](q journal.Query, _ journal.Meta, _ E) ([]any, error) {
	s, err := loadShortage(q)
	if err != nil {
		return nil, err
	}
	return s.tell(q.Facility), nil
}

// listening is a debt with whether its team has been heard of.
type listening struct {
	Debt
	heard bool
}

func (r Room) loadListening(q journal.Query) (listening, error) {
	d, ok, err := Debts.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !ok {
		err = fault.Absent()
	}
	if err != nil {
		return listening{}, err
	}
	l := listening{Debt: d, heard: true}
	for _, w := range d.Carriers {
		if r.Heard == nil {
			break
		}
		heard, err := r.Heard(q, w, d.Due)
		if err != nil {
			return l, err
		}
		l.heard = l.heard && heard
	}
	return l, nil
}

func (l listening) hear(s journal.Said[HearTeam]) journal.Answer {
	switch {
	case !l.Waiting:
		return journal.Refuse("rice.not_waiting")
	case !l.heard && s.Now.Before(l.Due.Add(waitsFor)):
		return journal.Refuse("rice.not_heard_yet")
	}
	return journal.Accept(HeardEvent{l.ID})
}
