package travel

import (
	"time"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Kept is what everybody keeps, read once for many people and days.
type Kept struct {
	set    PauseSettings
	zone   *time.Location
	habits map[ident.ID]Habit
}

// ReadKept reads the pauses of the health centre and the habits of all who work there.
func ReadKept(q journal.Query) (k Kept, err error) {
	if k.set, _, err = PausePolicy.Get(q); err != nil {
		return k, err
	}
	if k.zone, err = zoneOf(q); err != nil {
		return k, err
	}
	all, err := Habits.Where(q.Tx, "facility_id = $1", q.Facility)
	k.habits = make(map[ident.ID]Habit, len(all))
	for _, h := range all {
		k.habits[h.ID] = h
	}
	return k, err
}

func (k Kept) habit(worker ident.ID) Habit {
	if h, said := k.habits[worker]; said {
		return h
	}
	return Habit{ID: worker, Keeps: usual()}
}

// Pauses are those that somebody keeps on a civil day, as the function Pauses gives them.
func (k Kept) Pauses(worker ident.ID, day string) []dayplan.Pause {
	return k.set.On(day, k.habit(worker).Keeps, k.zone)
}

// Hours are those in which somebody works on a civil day, as the function Hours gives them.
func (k Kept) Hours(worker ident.ID, day string, from, until instant.Instant) (instant.Instant, instant.Instant) {
	return k.set.hours(day, from, until, k.habit(worker).Night, k.zone)
}
