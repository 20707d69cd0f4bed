package plan

import (
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// checkDay wants a group and a civil day.
func checkDay(group, on string) *fault.Error {
	if !slices.Contains(groups, group) {
		return fault.BadField("body.bad_choice", "group")
	}
	if _, err := time.Parse(time.DateOnly, on); err != nil {
		return fault.BadField("body.bad_date", "day")
	}
	return nil
}

// Today is the civil day at the health centre.
func Today(q journal.Query) (string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return q.Now.Day(f.Location()), err
}

// loadDay finds the day of a command; who asks for a plan of it need not have one yet.
func loadDay(q journal.Query) (d day, err error) {
	if d.Day, d.found, err = Days.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return d, err
	}
	on := d.Day.Day
	if b, makes := q.Body.(Make); makes {
		on = b.Day
	}
	today, err := Today(q)
	d.over = on < today
	return d, err
}

// Audiences: a plan is the desk's.
func (day) Audiences() []string { return []string{"f"} }

// wishing is the state of a wish: the day, what was wished before, and where the job is.
type wishing struct {
	day
	Wish
	// with is the worker who has the job, empty: nobody.
	with ident.ID
	// fixed: nobody but its worker can do the job any more, whatever is wished.
	fixed bool
}

// wished is a body about one job of a day.
type wished interface {
	job() ident.ID
}

// loadWish finds the job of a wish in the day's plan: a job that no plan has ever seen is
// not found.
func loadWish(q journal.Query) (w wishing, err error) {
	job := q.Body.(wished).job()
	if w.day, err = loadDay(q); err == nil && !w.found {
		err = fault.Absent()
	}
	if err != nil {
		return w, err
	}
	routes, err := Routes.Where(q.Tx, "facility_id = $1 AND plan = $2 ORDER BY id", q.Facility, w.day.ID)
	if err != nil {
		return w, err
	}
	known := slices.ContainsFunc(w.Left, func(l Left) bool { return l.Job == job })
	for _, r := range routes {
		if slices.ContainsFunc(r.Stops, func(s Stop) bool { return s.Job == job }) {
			w.with, known = r.Worker, true
		}
	}
	if !known {
		return w, fault.Absent()
	}
	w.Wish, _, err = Wishes.Get(q.Tx, q.Facility, job)
	return w, err
}

// loadMove finds it for a wish that would move the job. Where the programme can read one
// job alone it is asked whether it still moves.
func (r Room) loadMove(q journal.Query) (w wishing, err error) {
	if w, err = loadWish(q); err != nil {
		return w, err
	}
	source, _ := r.SourceOf(w.day.Group)
	if single, can := source.(Single); can && !w.over {
		job, there, err := single.Job(q, w.day.Day.Day, q.Body.(wished).job())
		w.fixed = there && job.Worker != ""
		return w, err
	}
	return w, nil
}

// Audiences: a wish is the desk's.
func (wishing) Audiences() []string { return []string{"f"} }

// there reports whether somebody works on the day.
func (d Day) there(worker ident.ID) bool {
	return slices.ContainsFunc(d.Workers, func(t There) bool { return t.Worker == worker })
}
