package plan

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/store"
)

// Day is the row of a group's day: ID is DayID(Group, Day).
type Day struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Group    string   `db:"grp"`
	Day      string   `db:"day"`
	// Version counts its plans, 0: none yet.
	Version int64 `db:"version"`
	// Asked is the number of the last event that unsettled it, Whole of the last one after
	// which anything may be different, Recent are the single jobs named since then.
	Asked  int64   `db:"asked"`
	Whole  int64   `db:"whole"`
	Recent []Named `db:"recent,json"`
	// StaleSince is when something happened that the plan does not know; zero: nothing.
	StaleSince instant.Instant `db:"stale_since"`
	// Lift says why what departs soon may move in the next plan; empty: it may not.
	Lift string `db:"lift"`
	// Out are workers who have dropped out for the rest of the day.
	Out []ident.ID `db:"out_workers,json"`
	// MadeAt and what follows are of the plan in force.
	MadeAt  instant.Instant `db:"made_at"`
	Source  string          `db:"source"`
	Left    []Left          `db:"unplaced,json"`
	Workers []There         `db:"workers,json"`
	Jobs    int64           `db:"jobs"`
	Broken  int64           `db:"broken"`
	Working int64           `db:"working_s"`
	Metres  int64           `db:"metres"`
}

// Named is a single job that an event named as changed.
type Named struct {
	Seq int64    `json:"seq"`
	Job ident.ID `json:"job"`
}

// Audiences shows a day's plan to the desk.
func (Day) Audiences() []string { return []string{"f"} }

// Route is the row of a worker's route of a day; a worker with nothing to do has none.
type Route struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Plan     ident.ID        `db:"plan"`
	Group    string          `db:"grp"`
	Day      string          `db:"day"`
	Worker   ident.ID        `db:"worker"`
	Members  []ident.ID      `db:"members,json"`
	Version  int64           `db:"version"`
	Depart   instant.Instant `db:"depart_at"`
	Return   instant.Instant `db:"return_at"`
	Metres   int64           `db:"metres"`
	Stops    []Stop          `db:"stops,json"`
}

// Audiences shows a route to the desk and to those who go.
func (r Route) Audiences() []string {
	keys := []string{"f"}
	for _, m := range r.Members {
		keys = append(keys, "w:"+string(m))
	}
	return keys
}

// Wish is the row of what a person wishes of a job; ID is the job's.
type Wish struct {
	Facility  ident.ID        `db:"facility_id"`
	ID        ident.ID        `db:"id"`
	Plan      ident.ID        `db:"plan"`
	Group     string          `db:"grp"`
	Day       string          `db:"day"`
	Worker    ident.ID        `db:"worker"`
	At        instant.Instant `db:"at"`
	Forbidden []ident.ID      `db:"forbidden,json"`
	By        ident.ID        `db:"by_worker"`
}

// Audiences shows a wish to the desk.
func (Wish) Audiences() []string { return []string{"f"} }

// The tables of the room.
var (
	Days   = store.NewTable[Day]("day_plan", store.Derived)
	Routes = store.NewTable[Route]("day_route", store.Derived)
	Wishes = store.NewTable[Wish]("plan_wish", store.Derived)
)
