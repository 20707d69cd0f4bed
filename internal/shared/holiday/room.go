package holiday

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room wires the list of days off.
type Room struct{}

// Verbs lists what can be asked.
func (Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("schedule.set_holiday", 1, loadSetting, dayOff.set, access.Create("schedule")),
		journal.Request("schedule.drop_holiday", 1, loadDropping, dayOff.drop, access.Create("schedule")),
		journal.Request("schedule.fill_holidays", 1, loadFilling, filling.fill, access.Create("schedule")),
	}
}

// Events lists what happens.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("schedule.holiday_set/1", applySet),
		journal.On("schedule.holidays_filled/1", applyFilled),
		journal.On("schedule.holiday_dropped/1", applyDropped),
	}
}

// Tables lists what this room owns.
func (Room) Tables() []store.Def { return []store.Def{Holidays.Definition()} }

// Follows lists what it answers to: nothing.
func (Room) Follows() []journal.Follow { return nil }
