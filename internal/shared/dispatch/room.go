package dispatch

import (
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// Verbs lists what can be asked and told of jobs.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("dispatch.offer", 1, r.load, Asking.Offer, access.Update("dispatch")),
		journal.Request("dispatch.accept", 1, r.load, Asking.Accept, access.Update("dispatch")),
		journal.Request("dispatch.decline", 1, r.load, Asking.Decline, access.Update("dispatch")),
		journal.Request("dispatch.withdraw", 1, r.load, Asking.Withdraw, access.Create("dispatch")),
		journal.Report("dispatch.set_out", 1, r.load, Asking.SetOut, access.Update("dispatch")),
		journal.Request("dispatch.offer_next", 1, r.choose, Choosing.OfferNext, access.Update("dispatch")),
		journal.Request("dispatch.offer_lapse", 1, r.load, Asking.OfferLapse, access.Update("dispatch")),
		journal.Report("dispatch.check_in", 1, loadNewWatch, watching.checkIn, access.Create("watch")),
		journal.Report("dispatch.check_out", 1, loadWatch, watching.checkOut, access.Update("watch")),
		journal.Report("dispatch.need_help", 1, loadNewWatch, watching.needHelp, access.Create("watch"), journal.Urgent),
		journal.Request("dispatch.ring_watch", 1, loadWatch, watching.ring, access.Update("watch"), journal.Urgent),
	}
}

// Tables lists what dispatch owns.
func (r Room) Tables() []store.Def { return []store.Def{Jobs.Definition(), Watches.Definition()} }

// Follows see to those who are out alone; programmes follow dispatch, not the other way.
func (r Room) Follows() []journal.Follow { return r.watchFollows() }

// Shows gives the rows of jobs and watches as the faces know them.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"job": show, "lone_watch": showWatch}
}

// View is a job as the faces know it.
type View struct {
	ID         ident.ID        `json:"id"`
	Kind       string          `json:"kind"`
	Subject    ident.ID        `json:"subject"`
	State      string          `json:"state"`
	Worker     ident.ID        `json:"worker,omitempty"`
	WorkerName string          `json:"worker_name,omitempty"`
	WantAt     instant.Instant `json:"want_at"`
	OfferedAt  instant.Instant `json:"offered_at"`
	AnswerBy   instant.Instant `json:"answer_by"`
	Due        instant.Instant `json:"due"`
	WhyNone    string          `json:"why_none,omitempty"`
	// Meet is where the load changes hands, of a job to take one over on the way.
	Meet *Place `json:"meet,omitempty"`
}

func show(q journal.Query, id ident.ID) (any, bool, error) {
	j, found, err := Jobs.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := View{j.ID, j.Kind, j.Subject, j.State, j.Worker, "", j.WantAt, j.OfferedAt, j.AnswerBy, j.Due, j.Unplaced, nil}
	if strings.HasSuffix(j.Kind, "_transfer") {
		v.Meet = &Place{}
		if _, err := q.Open(j.Start, v.Meet); err != nil {
			return v, true, err
		}
	}
	if j.Worker != "" {
		v.WorkerName, err = workforce.Name(q, j.Worker)
	}
	return v, true, err
}

// load reads a job with the worker it is about: the one named, or the one who speaks.
func (r Room) load(q journal.Query) (Asking, error) {
	j, found, err := Jobs.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return Asking{}, err
	}
	if !found {
		return Asking{}, fault.Absent()
	}
	a := Asking{Job: j}
	if a.Settings, _, err = Policy.Get(q); err != nil {
		return a, err
	}
	worker := q.By.Worker
	if o, ok := q.Body.(Offer); ok {
		worker = o.Worker
	}
	if worker == "" {
		return a, nil
	}
	if a.Fit, err = workforce.Fit(q, worker, j.Course, q.Now); err != nil {
		return a, err
	}
	_, err = q.One("SELECT count(*) FROM job WHERE facility_id = $1 AND worker = $2 AND state IN ('accepted', 'on_the_way', 'arrived')",
		store.Args(q.Facility, worker), &a.Busy)
	return a, err
}

func (r Room) choose(q journal.Query) (Choosing, error) {
	j, found, err := Jobs.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return Choosing{}, err
	}
	if !found {
		return Choosing{}, fault.Absent()
	}
	c := Choosing{Job: j}
	if c.Settings, _, err = Policy.Get(q); err != nil || j.State != Open {
		return c, err
	}
	c.Candidates, err = r.Suggest(q, j)
	return c, err
}
