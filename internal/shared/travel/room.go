package travel

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be told of the weather and of pauses, and what the machine learns.
func (Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("travel.set_weather", 1, loadSky, sky.set, access.Update("weather")),
		journal.Request("travel.set_pauses", 1, loadHabits, habits.pauses, access.Update("habit")),
		journal.Request("travel.set_night", 1, loadHabits, habits.night, access.Update("habit")),
		journal.Request("travel.learn", 1, loadLearning, learning.learn, access.Update("travel_clock")),
	}
}

// Events are what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("travel.weather_set/1", applyWeatherSet),
		journal.On("travel.pauses_set/1", applyPausesSet),
		journal.On("travel.night_set/1", applyNightSet),
		journal.On("travel.learnt/1", applyLearnt),
		journal.Later(journal.On("travel.day_ended/1", func(*store.Tx, journal.Meta, DayEnded) error { return nil }),
			func(m journal.Meta, e DayEnded) []journal.Then {
				return []journal.Then{{Due: m.RecordedAt, Errand: NightErrand, Body: Night(e)}}
			}),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Tables.Definition(), Weathers.Definition(), Habits.Definition()}
}

// Follows look at the rides of a day when it is over.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(func(_ journal.Query, _ journal.Meta, e journal.DayClosed) ([]any, error) {
		return []any{DayEnded{e.Day}}, nil
	})}
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"travel_weather": showWeather, "travel_habit": showHabit}
}
