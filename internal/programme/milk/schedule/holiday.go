package schedule

import (
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// SetHoliday writes a day off into the year's list: verb schedule.set_holiday.
type SetHoliday struct {
	Day string `json:"day" max:"10"`
	// Kind is national, joint_leave (cuti bersama) or own (the health centre's).
	Kind string `json:"kind" max:"20"`
	Name string `json:"name" max:"80"`
}

// DropHoliday takes one off it: verb schedule.drop_holiday.
type DropHoliday struct {
	Holiday ident.ID `json:"holiday"`
}

// Subject names the holiday.
func (b DropHoliday) Subject() ident.ID { return b.Holiday }

// HolidayKinds are the kinds there are.
func HolidayKinds() []string { return []string{"national", "joint_leave", "own"} }

// Check wants a day, a kind and a name.
func (b SetHoliday) Check() *fault.Error {
	switch {
	case !calendar.IsDay(b.Day):
		return fault.BadField("body.bad_date", "day")
	case !slices.Contains(HolidayKinds(), b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	case b.Name == "":
		return fault.BadField("body.required", "name")
	}
	return nil
}

// HolidaySet is the event of a day off; its id derives from the command, its name is sealed.
type HolidaySet struct {
	Holiday ident.ID    `json:"holiday"`
	Day     string      `json:"day"`
	Kind    string      `json:"kind"`
	Name    journal.Ref `json:"name"`
}

// HolidayDropped is the event of a day that is none after all.
type HolidayDropped struct {
	Holiday ident.ID `json:"holiday"`
	Day     string   `json:"day"`
}

// daysOff is the list of a day.
type daysOff struct{ Holiday }

func loadDayOff(q journal.Query) (daysOff, error) {
	if b, ok := q.Body.(SetHoliday); ok {
		h, _, err := Holidays.First(q.Tx, "facility_id = $1 AND day = $2", q.Facility, b.Day)
		return daysOff{h}, err
	}
	h, found, err := Holidays.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	return daysOff{h}, err
}

func (d daysOff) set(s journal.Said[SetHoliday]) journal.Answer {
	if d.ID != "" {
		return journal.Refuse("schedule.holiday_there").On("day")
	}
	id := s.NewID(0)
	return journal.Accept(HolidaySet{id, s.Body.Day, s.Body.Kind, s.Seal("milk_holiday_name", id, 1, s.Body.Name)})
}

func (d daysOff) drop(journal.Said[DropHoliday]) journal.Answer {
	return journal.Accept(HolidayDropped{d.ID, d.Day})
}

func applyHolidaySet(tx *store.Tx, m journal.Meta, e HolidaySet) error {
	return Holidays.Put(tx, Holiday{m.Facility, e.Holiday, e.Day, e.Kind, e.Name})
}

func applyHolidayDropped(tx *store.Tx, m journal.Meta, e HolidayDropped) error {
	return Holidays.Delete(tx, m.Facility, e.Holiday)
}
