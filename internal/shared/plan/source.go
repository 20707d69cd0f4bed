package plan

import (
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Source tells what a programme wants done and who is there to do it. One source is one
// group of workers: its name is the group of every sheet it reads.
//
// All of it is read on a snapshot and must not write. Which jobs a sheet holds follows
// from the programme's own rows alone: pins, forbidden workers, freezing and who has
// dropped out are added by the room.
type Source interface {
	// Group is couriers, teams or cadres.
	Group() string
	// Days are the civil days, today and later, on which there is something to plan.
	Days(q journal.Query) ([]string, error)
	// Read gives a day as it stands: the jobs that are not done (those without a worker
	// too), the workers of the day. Sheet.From is now on the running day, else the
	// beginning of the first shift. Worker.Pauses may be left nil: the room asks for those
	// of the worker's members.
	Read(q journal.Query, day string) (dayplan.Sheet, error)
	// Members are the people of a worker: of a team its members, of a person himself. They
	// see the route.
	Members(q journal.Query, worker ident.ID) ([]ident.ID, error)
}

// Single is a Source that can read one job alone, so that a plan of hundreds of jobs that
// is at hand takes in one more without reading them all.
type Single interface {
	// Job reads one job of a day; false when it is not to be planned (any more).
	Job(q journal.Query, day string, job ident.ID) (dayplan.Job, bool, error)
}

// The groups.
const (
	Couriers = "couriers"
	Teams    = "teams"
	Cadres   = "cadres"
)

// groups lists them.
var groups = []string{Couriers, Teams, Cadres}

// DayID names the plan of a group's day.
func DayID(group, day string) ident.ID { return ident.Named("day plan " + group + " " + day) }

// RouteID names a worker's route in it.
func RouteID(plan, worker ident.ID) ident.ID {
	return ident.Named("day route " + string(plan) + " " + string(worker))
}
