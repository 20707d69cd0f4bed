package api

import (
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/plan"
)

// PlanTry asks what a day would be with a job moved to a worker. Place counts the stops of
// that worker's route without the job: its first stop comes to stand there; -1: where it
// is best. Nothing is written.
type PlanTry struct {
	Group string `json:"group"`
	Day   string `json:"day"`
	// Version is that of the plan on the screen; another one is plan.stale.
	Version int64    `json:"version"`
	Job     ident.ID `json:"job"`
	Worker  ident.ID `json:"worker"`
	Place   int      `json:"place"`
}

// PlanCost is what a move costs, or why it cannot be.
type PlanCost struct {
	// Why is a word: skill, road, capacity, window, ride, shift, break, full, forbidden,
	// way, begun, unknown; empty: it can be.
	Why string `json:"why,omitempty"`
	// At is the hour of the job's first stop: plan.move holds it there.
	At instant.Instant `json:"at,omitzero"`
	// Later are promises that would not be kept any more, by so many seconds at the 80%
	// hour; Sooner those that would be again.
	Later  []PlanDelay `json:"later"`
	Sooner []ident.ID  `json:"sooner"`
	// Lost would have no place any more, Won would have one.
	Lost []ident.ID `json:"lost"`
	Won  []ident.ID `json:"won"`
	// Working and Metres are what the day has more; below zero: less.
	Working int64 `json:"working_s"`
	Metres  int64 `json:"metres"`
	Version int64 `json:"version"`
}

// PlanDelay is a promise that is not kept, by how many seconds at the 80% hour.
type PlanDelay struct {
	Job ident.ID `json:"job"`
	By  int64    `json:"by_s"`
}

// PlanWhy is who has a job and why each other worker does not.
type PlanWhy struct {
	Worker ident.ID       `json:"worker,omitempty"`
	Why    []plan.Because `json:"why"`
}

// planRoutes are what is asked of a day's plan beside its rows.
func (a *API) planRoutes() []Route {
	return []Route{
		{"POST /api/v1/plan/try", "session", a.planTry},
		{"POST /api/v1/plan/ask", "session", a.planAsk},
		{"POST /api/v1/plan/place", "session", a.planPlace},
		{"GET /api/v1/plan/why", "session", a.planWhy},
	}
}

// planPages describes them.
func (b builder) planPages() {
	text := &huma.Schema{Type: huma.TypeString}
	try := b.operation("plan.try", "What it costs to give a job to another worker or place; nothing is written", b.of(PlanTry{}), b.of(PlanCost{}))
	b.doc.Paths["/api/v1/plan/try"] = &huma.PathItem{Post: try}
	ask := b.operation("plan.ask", "Whether one more job can be done on a day: by whom and when, or what can be promised; nothing is written", b.of(PlanAsk{}), b.of(PlanReply{}))
	b.doc.Paths["/api/v1/plan/ask"] = &huma.PathItem{Post: ask}
	place := b.operation("plan.place", "Puts a job that has no place yet where it is best, at once; the day is planned anew soon after", b.of(PlanPlace{}), b.of(PlanPlaced{}))
	b.doc.Paths["/api/v1/plan/place"] = &huma.PathItem{Post: place}
	why := b.operation("plan.why", "Who has a job and why the others do not; a worker is told why he has not", nil, b.of(PlanWhy{}))
	for _, name := range []string{"group", "day", "job"} {
		why.Parameters = append(why.Parameters, &huma.Param{Name: name, In: "query", Required: true, Schema: text})
	}
	b.doc.Paths["/api/v1/plan/why"] = &huma.PathItem{Get: why}
}

// planner finds who asks and sees that they may plan.
func (a *API) planner(r *http.Request, need access.Need) (Signed, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, err
	}
	if v, ok := access.May(s.Actor, need); !ok || !v.Everywhere() || a.Plans == nil {
		return s, fault.Absent()
	}
	return s, nil
}

// planDay wants a group and a civil day.
func planDay(group, day string) error {
	if !slices.Contains([]string{plan.Couriers, plan.Teams, plan.Cadres}, group) {
		return fault.BadField("body.bad_choice", "group")
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return fault.BadField("body.bad_date", "day")
	}
	return nil
}

// planTry answers whoever may move with what it would cost.
func (a *API) planTry(w http.ResponseWriter, r *http.Request) error {
	s, err := a.planner(r, access.Update("plan"))
	if err != nil {
		return err
	}
	var b PlanTry
	if err := decode(r, &b); err != nil {
		return err
	}
	if err := planDay(b.Group, b.Day); err != nil {
		return err
	}
	tried, version, err := a.Plans.Try(r.Context(), s.Actor.Facility, b.Group, b.Day, dayplan.Move{Job: b.Job, Worker: b.Worker, Place: b.Place})
	if err != nil {
		return err
	}
	if version != b.Version {
		return fault.New(fault.Conflict, "plan.stale")
	}
	return JSON(w, http.StatusOK, planCost(tried, b.Job, version))
}

func planCost(t dayplan.Tried, job ident.ID, version int64) PlanCost {
	c := PlanCost{Why: t.Why, Later: planDelays(t.Cost.Later), Sooner: ids(t.Cost.Sooner), Lost: ids(t.Cost.Lost), Won: ids(t.Cost.Won),
		Working: int64(t.Cost.Working.Seconds()), Metres: int64(t.Cost.Metres), Version: version}
	for _, route := range t.Day.Routes {
		for _, stop := range route.Stops {
			if stop.Job == job && c.At.IsZero() {
				c.At = stop.At
			}
		}
	}
	return c
}

func planDelays(all []dayplan.Delay) []PlanDelay {
	out := []PlanDelay{}
	for _, d := range all {
		out = append(out, PlanDelay{d.Job, int64(d.By.Seconds())})
	}
	return out
}

// ids is never null.
func ids(list []ident.ID) []ident.ID { return append([]ident.ID{}, list...) }

// planWhy answers the desk with all reasons, a worker of the group with his own: nobody
// learns from it what stands against a colleague.
func (a *API) planWhy(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	v, ok := access.May(s.Actor, access.Read("plan"))
	if !ok || a.Plans == nil {
		return fault.Absent()
	}
	by := r.URL.Query()
	group, day, job := by.Get("group"), by.Get("day"), ident.ID(by.Get("job"))
	if err := planDay(group, day); err != nil {
		return err
	}
	if !job.Valid() {
		return fault.Absent()
	}
	var mine []ident.ID
	if !v.Everywhere() {
		if mine, err = a.ownWorkers(r, s, group, day); err != nil {
			return err
		}
	}
	why, err := a.Plans.Why(r.Context(), s.Actor.Facility, group, day, job)
	if err != nil {
		return err
	}
	out := PlanWhy{why.Worker, []plan.Because{}}
	for _, b := range why.Why {
		if v.Everywhere() || slices.Contains(mine, b.Worker) {
			out.Why = append(out.Why, b)
		}
	}
	return JSON(w, http.StatusOK, out)
}

// ownWorkers are the workers of a day (teams) that somebody is of; not found when of none.
func (a *API) ownWorkers(r *http.Request, s Signed, group, day string) (out []ident.ID, err error) {
	members, err := a.Plans.Members(r.Context(), s.Actor.Facility, group, day)
	for worker, people := range members {
		if slices.Contains(people, s.Actor.Worker) {
			out = append(out, worker)
		}
	}
	if err == nil && len(out) == 0 {
		err = fault.Absent()
	}
	return out, err
}
