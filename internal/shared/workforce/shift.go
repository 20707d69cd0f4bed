package workforce

import (
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetShift is the command that says when a worker is on duty on a day. From and
// To are times of the facility's clock (07:00); a To not after From is of the
// next day; both empty means off duty.
type SetShift struct {
	Worker ident.ID `json:"worker"`
	Day    string   `json:"day"`
	From   string   `json:"from"`
	To     string   `json:"to"`
}

// Subject is the worker.
func (b SetShift) Subject() ident.ID { return b.Worker }

const clockForm = "15:04"

// Check wants a day, and two times or none.
func (b SetShift) Check() *fault.Error {
	if !civilDay(b.Day) {
		return fault.BadField("workforce.bad_day", "day")
	}
	if b.From == "" && b.To == "" {
		return nil
	}
	if _, err := time.Parse(clockForm, b.From); err != nil {
		return fault.BadField("workforce.bad_time", "from")
	}
	if _, err := time.Parse(clockForm, b.To); err != nil {
		return fault.BadField("workforce.bad_time", "to")
	}
	return nil
}

// ShiftSet is the event of a day's duty. Starts and Ends zero: off duty.
type ShiftSet struct {
	ID     ident.ID        `json:"id"`
	Worker ident.ID        `json:"worker"`
	Day    string          `json:"day"`
	Starts instant.Instant `json:"starts"`
	Ends   instant.Instant `json:"ends"`
}

func (w staff) setShift(s journal.Said[SetShift]) journal.Answer {
	b := s.Body
	e := ShiftSet{ID: ident.Named("shift " + string(s.Facility) + string(w.ID) + b.Day), Worker: w.ID, Day: b.Day}
	if b.From == "" {
		return journal.Accept(e)
	}
	from, err := time.ParseInLocation(time.DateOnly+" "+clockForm, b.Day+" "+b.From, w.zone)
	to, err2 := time.ParseInLocation(time.DateOnly+" "+clockForm, b.Day+" "+b.To, w.zone)
	if err != nil || err2 != nil {
		return journal.Refuse("workforce.bad_time").On("from") // an hour that the zone's clock leaves out
	}
	if !to.After(from) {
		to = to.AddDate(0, 0, 1)
	}
	e.Starts, e.Ends = instant.Of(from), instant.Of(to)
	return journal.Accept(e)
}

func applyShift(tx *store.Tx, m journal.Meta, e ShiftSet) error {
	var err error
	if e.Ends.IsZero() {
		err = Shifts.Delete(tx, m.Facility, e.ID)
	} else {
		err = Shifts.Put(tx, Shift{m.Facility, e.ID, e.Worker, e.Day, e.Starts, e.Ends})
	}
	if err != nil {
		return err
	}
	return touch(tx, m.Facility, e.Worker)
}
