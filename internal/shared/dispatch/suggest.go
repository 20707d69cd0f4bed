package dispatch

import (
	"slices"
	"sort"
	"time"

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

// Suggest ranks those on duty who may have the job by when they would be at its
// start: the certified courier on shift who gets there first. Who was planned for
// it comes before all others; who has said that he is away is not asked.
func (r Room) Suggest(q journal.Query, j Job) ([]Candidate, error) {
	set, _, err := Policy.Get(q)
	if err != nil {
		return nil, err
	}
	on, err := workforce.OnDuty(q, j.Course, q.Now)
	if err != nil {
		return nil, err
	}
	var start Place
	if _, err := q.Open(j.Start, &start); err != nil {
		return nil, err
	}
	var out []Candidate
	for _, w := range on {
		c, ok, err := r.candidate(q, j, set, w, start)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(a, b int) bool {
		if planned := out[a].Worker == j.Prefer; planned != (out[b].Worker == j.Prefer) {
			return planned
		}
		return out[a].There < out[b].There
	})
	return out, nil
}

func (r Room) candidate(q journal.Query, j Job, set Settings, w ident.ID, start Place) (Candidate, bool, error) {
	if slices.Contains(j.Refusers, w) {
		return Candidate{}, false, nil
	}
	if r.Away != nil {
		if away, err := r.Away(q, w, j.WantAt); err != nil || away {
			return Candidate{}, false, err
		}
	}
	active, err := ActiveOf(q, w)
	if err != nil || int64(len(active)) >= set.Parallel {
		return Candidate{}, false, err
	}
	c := Candidate{Worker: w, Busy: int64(len(active))}
	at, from := q.Now, geo.Point{}
	if r.Where != nil {
		if p, _, ok := r.Where(q.Facility, w); ok {
			from, c.Known = p, true
		}
	}
	for _, other := range active {
		var s, f Place
		if _, err := q.Open(other.Start, &s); err != nil {
			return c, false, err
		}
		if _, err := q.Open(other.Finish, &f); err != nil {
			return c, false, err
		}
		if other.State != Arrived {
			at = at.Add(set.drive(from, s.Point()) + set.stop())
			from = s.Point()
		}
		at = at.Add(set.drive(from, f.Point()) + set.stop())
		from = f.Point()
	}
	c.There = at.Add(set.drive(from, start.Point()))
	return c, true, nil
}

// unknownLeg is what a leg counts when one end is not on the map: our own
// proposal, about 4 km at the default speed.
const unknownLeg = 11 * time.Minute

func (s Settings) drive(a, b geo.Point) time.Duration {
	if a.IsZero() || b.IsZero() || s.SpeedKmh <= 0 {
		return unknownLeg
	}
	return time.Duration(a.RoadMetres(b) / (s.SpeedKmh / 3.6) * float64(time.Second))
}

func (s Settings) stop() time.Duration { return time.Duration(s.StopSeconds) * time.Second }

// ActiveOf lists a worker's accepted jobs that have not ended, oldest first.
func ActiveOf(q journal.Query, worker ident.ID) ([]Job, error) {
	return Jobs.Where(q.Tx, "facility_id = $1 AND worker = $2 AND state IN ('accepted', 'on_the_way', 'arrived') ORDER BY accepted_at, id", q.Facility, worker)
}
