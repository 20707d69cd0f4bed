package dispatch

import (
	"slices"
	"sort"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// Candidate is a worker who could take a job, with when he would get there.
type Candidate struct {
	Worker ident.ID        `json:"worker"`
	Name   string          `json:"name,omitempty"`
	There  instant.Instant `json:"there"`
	Busy   int64           `json:"busy"`
	// Known says whether the estimate stands on a position of today.
	Known bool `json:"known"`
}

// Choosing is an open job with its candidates, best first.
type Choosing struct {
	Job
	Settings   Settings
	Candidates []Candidate
}

// Where tells where a worker was last seen while on a job; ok is false when
// nothing recent is known.
type Where func(facility, worker ident.ID) (p geo.Point, at instant.Instant, ok bool)

// Legs tells how long ways take on the day of an instant.
type Legs func(q journal.Query, at instant.Instant) (dayplan.Legs, error)

// Suggest ranks those on duty who may have the job: it is put into what each of them has
// to do where it costs least, and whoever can have it without breaking a promise and gets
// to its start first comes first. Who was planned for it comes before all others; who has
// said that he is away is not asked; who cannot get there by any open road comes last.
func (r Room) Suggest(q journal.Query, j Job) ([]Candidate, error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	on, err := workforce.OnDuty(q, j.Course, q.Now)
	if err != nil {
		return nil, err
	}
	var all []busy
	for _, w := range on {
		b, ok, err := r.busy(q, j, set, w)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, b)
		}
	}
	way, err := wayOf(q, j)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	var legs dayplan.Legs = line{set}
	if r.Legs != nil {
		if legs, err = r.Legs(q, q.Now); err != nil {
			return nil, err
		}
	}
	return rank(weigh(q.Now, set, legs, j, way, all), j.Prefer), nil
}

// rank puts the best first.
func rank(all []busy, planned ident.ID) []Candidate {
	sort.SliceStable(all, func(a, b int) bool {
		x, y := all[a], all[b]
		switch {
		case (x.Worker == planned) != (y.Worker == planned):
			return x.Worker == planned
		case x.able != y.able:
			return x.able
		case x.breaks != y.breaks:
			return y.breaks
		}
		return x.There < y.There
	})
	out := make([]Candidate, len(all))
	for i, b := range all {
		out[i] = b.Candidate
	}
	return out
}

// busy is a candidate with what he has to do.
type busy struct {
	Candidate
	from geo.Point
	jobs []Job
	ways []way
	// able: there is a way to take the job in; breaks: it breaks a promise.
	able, breaks bool
}

// way is where a job begins and ends.
type way struct{ start, finish Place }

func wayOf(q journal.Query, j Job) (w way, err error) {
	if _, err = q.Open(j.Start, &w.start); err == nil {
		_, err = q.Open(j.Finish, &w.finish)
	}
	return w, err
}

// busy reads what somebody has to do; false when he is not to be asked.
func (r Room) busy(q journal.Query, j Job, set Settings, w ident.ID) (b busy, ok bool, err error) {
	if slices.Contains(j.Refusers, w) {
		return b, false, nil
	}
	if r.Away != nil {
		if away, err := r.Away(q, w, j.WantAt); err != nil || away {
			return b, false, err
		}
	}
	if b.jobs, err = ActiveOf(q, w); err != nil || int64(len(b.jobs)) >= set.Parallel {
		return b, false, err
	}
	b.Worker, b.Busy = w, int64(len(b.jobs))
	if r.Where != nil {
		if p, _, ok := r.Where(q.Facility, w); ok {
			b.from, b.Known = p, true
		}
	}
	for _, other := range b.jobs {
		way, err := wayOf(q, other)
		if err != nil {
			return b, false, err
		}
		b.ways = append(b.ways, way)
	}
	return b, true, nil
}

// ActiveOf lists a worker's accepted jobs that have not ended, oldest first.
func ActiveOf(q journal.Query, worker ident.ID) ([]Job, error) {
	return Jobs.Where(q.Tx, "facility_id = $1 AND worker = $2 AND state IN ('accepted', 'on_the_way', 'arrived') ORDER BY accepted_at, id", q.Facility, worker)
}
