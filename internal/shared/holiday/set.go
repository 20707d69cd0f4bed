package holiday

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetHoliday writes a day off into the list: verb schedule.set_holiday.
type SetHoliday struct {
	Day string `json:"day" max:"10"`
	// Kind is of Kinds.
	Kind string `json:"kind" max:"20"`
	Name string `json:"name" max:"80"`
}

// DropHoliday takes one off it: verb schedule.drop_holiday.
type DropHoliday struct {
	Holiday ident.ID `json:"holiday"`
}

// Subject names the holiday.
func (b DropHoliday) Subject() ident.ID { return b.Holiday }

// Check wants a day, a kind and a name.
func (b SetHoliday) Check() *fault.Error {
	switch {
	case !calendar.IsDay(b.Day):
		return fault.BadField("body.bad_date", "day")
	case !slices.Contains(Kinds(), b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Name == "":
		return fault.BadField("body.required", "name")
	}
	return nil
}

// Set is the event of a day off; its id derives from the command, its name is sealed.
type Set struct {
	Holiday ident.ID    `json:"holiday"`
	Day     string      `json:"day"`
	Kind    string      `json:"kind"`
	Name    journal.Ref `json:"name"`
}

// Dropped is the event of a day that is none after all.
type Dropped struct {
	Holiday ident.ID `json:"holiday"`
	Day     string   `json:"day"`
}

// dayOff is what the list says of one day.
type dayOff struct{ Holiday }

func loadSetting(q journal.Query) (dayOff, error) {
	h, _, err := Holidays.First(q.Tx, "facility_id = $1 AND day = $2", q.Facility, q.Body.(SetHoliday).Day)
	return dayOff{h}, err
}

func loadDropping(q journal.Query) (dayOff, error) {
	h, found, err := Holidays.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return dayOff{h}, err
}

func (d dayOff) set(s journal.Said[SetHoliday]) journal.Answer {
	if d.ID != "" {
		return journal.Refuse("schedule.holiday_there").On("day")
	}
	id := s.NewID(0)
	return journal.Accept(Set{id, s.Body.Day, s.Body.Kind, s.Seal(sealed, id, 1, s.Body.Name)})
}

// sealed is what the names are kept as.
const sealed = "milk_holiday_name"

func (d dayOff) drop(journal.Said[DropHoliday]) journal.Answer {
	return journal.Accept(Dropped{d.ID, d.Day})
}

func applySet(tx *store.Tx, m journal.Meta, e Set) error {
	return Holidays.Put(tx, Holiday{m.Facility, e.Holiday, e.Day, e.Kind, e.Name})
}

func applyDropped(tx *store.Tx, m journal.Meta, e Dropped) error {
	return Holidays.Delete(tx, m.Facility, e.Holiday)
}
