package journal

import (
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// closeDayVerb is the machine's verb that notes where the log stood at midnight.
const closeDayVerb = "journal.close_day"

// CloseDay is its command. The zone comes from the event that asked for it: what
// a day was does not change when a facility's zone does.
type CloseDay struct {
	Day  string `json:"day"`
	Zone string `json:"zone"`
}

// Check wants a civil day and a known zone.
func (b CloseDay) Check() *fault.Error {
	if _, err := time.Parse(time.DateOnly, b.Day); err != nil {
		return fault.BadField("body.bad_date", "day")
	}
	if _, err := time.LoadLocation(b.Zone); err != nil {
		return fault.BadField("registry.bad_zone", "zone")
	}
	return nil
}

// DaysBegun is the event from which on the head of every day is kept. Day is the
// first that is closed, at its end in the zone.
type DaysBegun struct {
	Day  string `json:"day"`
	Zone string `json:"zone"`
}

// DayClosed is the event of a day's end: the last event recorded in it and the
// chain there. Who keeps the eight characters on paper can prove later that
// nothing before was changed.
type DayClosed struct {
	Day   string `json:"day"`
	Zone  string `json:"zone"`
	Seq   int64  `json:"seq"`
	Chain string `json:"chain"`
}

// DayHead is the row of a closed day; its id is derived from the day.
type DayHead struct {
	Facility ident.ID `db:"facility_id" json:"-"`
	ID       ident.ID `db:"id" json:"id"`
	Day      string   `db:"day" json:"date"`
	Seq      int64    `db:"seq" json:"seq"`
	Chain    string   `db:"chain" json:"-"`
	// Hash8 is the beginning of the chain, as it is read aloud.
	Hash8 string `json:"hash8"`
}

// Audiences shows it to the desk, of which the columns leave it to the head.
func (DayHead) Audiences() []string { return []string{"f"} }

// DayHeads is the table of closed days.
var DayHeads = store.NewTable[DayHead]("day_head", store.Derived)

// ShowDay gives the view of a closed day.
func ShowDay(q Query, id ident.ID) (any, bool, error) {
	d, found, err := DayHeads.Get(q.Tx, q.Facility, id)
	if len(d.Chain) >= 8 {
		d.Hash8 = d.Chain[:8]
	}
	return d, found, err
}

// dayEnd is the last event of a day and whether the day was closed before.
type dayEnd struct {
	seq    int64
	chain  string
	closed bool
}

func loadDay(q Query) (dayEnd, error) {
	b := q.Body.(CloseDay)
	var d dayEnd
	var err error
	if _, d.closed, err = DayHeads.Get(q.Tx, q.Facility, dayID(q.Facility, b.Day)); err != nil {
		return d, err
	}
	_, err = q.One("SELECT seq, chain FROM event WHERE facility_id = $1 AND recorded_at < $2 ORDER BY seq DESC LIMIT 1",
		store.Args(q.Facility, midnight(b.Day, b.Zone)), &d.seq, &d.chain)
	return d, err
}

func (d dayEnd) close(s Said[CloseDay]) Answer {
	switch {
	case d.closed || s.Now.Before(midnight(s.Body.Day, s.Body.Zone)):
		return Refuse("journal.day_not_to_close")
	case !s.By.Is(access.Machine):
		return Refuse("journal.day_not_to_close")
	}
	return Accept(DayClosed{s.Body.Day, s.Body.Zone, d.seq, d.chain})
}

func applyDayClosed(tx *store.Tx, m Meta, e DayClosed) error {
	return DayHeads.Put(tx, DayHead{Facility: m.Facility, ID: dayID(m.Facility, e.Day), Day: e.Day, Seq: e.Seq, Chain: e.Chain})
}

func dayID(facility ident.ID, day string) ident.ID {
	return ident.Named("day " + string(facility) + day)
}

// dayCloses is the command at the end of a day.
func dayCloses(day, zone string) []Then {
	return []Then{{Due: midnight(day, zone), Verb: closeDayVerb, Body: CloseDay{day, zone}}}
}

// midnight is the end of a civil day in a zone.
func midnight(day, zone string) instant.Instant {
	where, err := time.LoadLocation(zone)
	if err != nil {
		where = time.UTC
	}
	t, _ := time.ParseInLocation(time.DateOnly, day, where) // checked where it came in
	return instant.Of(t.AddDate(0, 0, 1))
}

func nextDay(day string) string {
	t, _ := time.Parse(time.DateOnly, day)
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
