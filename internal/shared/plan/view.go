package plan

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// DayView is a day's plan as the desk sees it.
type DayView struct {
	ID      ident.ID `json:"id"`
	Group   string   `json:"group"`
	Day     string   `json:"day"`
	Version int64    `json:"version"`
	// StaleSince is when something happened that the plan does not know yet.
	StaleSince instant.Instant `json:"stale_since,omitzero"`
	MadeAt     instant.Instant `json:"made_at,omitzero"`
	// Source is what the travel times stand on.
	Source  string     `json:"source"`
	Out     []ident.ID `json:"out"`
	Workers []There    `json:"workers"`
	// Left are the jobs without a place; Workers who is there, with or without a route.
	Left    []Left `json:"left"`
	Jobs    int64  `json:"jobs"`
	Broken  int64  `json:"broken"`
	Working int64  `json:"working_s"`
	Metres  int64  `json:"metres"`
}

// RouteView is a worker's route.
type RouteView struct {
	ID      ident.ID        `json:"id"`
	Plan    ident.ID        `json:"plan"`
	Group   string          `json:"group"`
	Day     string          `json:"day"`
	Worker  ident.ID        `json:"worker"`
	Members []ident.ID      `json:"members"`
	Version int64           `json:"version"`
	Depart  instant.Instant `json:"depart"`
	Return  instant.Instant `json:"return"`
	Metres  int64           `json:"metres"`
	Stops   []StopView      `json:"stops"`
	Pauses  []PauseView     `json:"pauses"`
}

// StopView is one stop; Breaks: its promise is not kept at Slow.
type StopView struct {
	Stop
	Breaks bool `json:"breaks,omitempty"`
}

// PauseView is a break, at the earliest hour it begins.
type PauseView struct {
	Word string          `json:"word"`
	From instant.Instant `json:"from"`
	To   instant.Instant `json:"to"`
}

// WishView is what a person wishes of a job; ID is the job's.
type WishView struct {
	ID        ident.ID        `json:"id"`
	Plan      ident.ID        `json:"plan"`
	Group     string          `json:"group"`
	Day       string          `json:"day"`
	Worker    ident.ID        `json:"worker,omitempty"`
	At        instant.Instant `json:"at,omitzero"`
	Forbidden []ident.ID      `json:"forbidden"`
	By        ident.ID        `json:"by,omitempty"`
}

// Shows are the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"day_plan": showDay, "day_route": showRoute, "plan_wish": showWish}
}

func showDay(q journal.Query, id ident.ID) (any, bool, error) {
	d, found, err := Days.Get(q.Tx, q.Facility, id)
	return DayView{d.ID, d.Group, d.Day, d.Version, d.StaleSince, d.MadeAt, d.Source, list(d.Out), list(d.Workers), list(d.Left), d.Jobs, d.Broken, d.Working, d.Metres}, found, err
}

func showRoute(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Routes.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := RouteView{r.ID, r.Plan, r.Group, r.Day, r.Worker, list(r.Members), r.Version, r.Depart, r.Return, r.Metres, []StopView{}, []PauseView{}}
	for _, s := range r.Stops {
		v.Stops = append(v.Stops, StopView{s, s.By > 0})
	}
	d, _, err := Days.Get(q.Tx, q.Facility, r.Plan)
	for _, t := range d.Workers {
		if t.Worker != r.Worker {
			continue
		}
		for _, p := range t.Pauses {
			v.Pauses = append(v.Pauses, PauseView{p.Word, p.Earliest, p.Earliest.Add(time.Duration(p.Seconds) * time.Second)})
		}
	}
	return v, true, err
}

func showWish(q journal.Query, id ident.ID) (any, bool, error) {
	w, found, err := Wishes.Get(q.Tx, q.Facility, id)
	return WishView{w.ID, w.Plan, w.Group, w.Day, w.Worker, w.At, list(w.Forbidden), w.By}, found, err
}

// list is never null.
func list[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}
