package dayplan

import (
	"time"

	"sambang/internal/core/ident"
)

// Delay is a promise that is not kept, and by how long at the hour that 80 of 100 days keep.
type Delay struct {
	Job ident.ID
	By  time.Duration
}

// Cost is what one day has more than another: below zero it has less.
type Cost struct {
	// Later are promises that were kept and are not any more, Sooner those that are now.
	Later  []Delay
	Sooner []ident.ID
	// Lost had a place and has none, Won has one now.
	Lost, Won []ident.ID
	Working   time.Duration
	Metres    float64
}

// CostOf says what changes between two plans of a day: "two promises later, 14 minutes more".
func CostOf(before, after Day) Cost {
	b, a := promises(before), promises(after)
	c := Cost{Working: after.Working() - before.Working(), Metres: after.Metres() - before.Metres()}
	for _, s := range after.stops() {
		was, there := b[stopKey{s.Job, s.What}]
		switch {
		case s.By > 0 && (!there || was == 0):
			c.Later = append(c.Later, Delay{s.Job, s.By})
		case s.By == 0 && there && was > 0:
			c.Sooner = append(c.Sooner, s.Job)
		}
		if !there && !seen(c.Won, s.Job) {
			c.Won = append(c.Won, s.Job)
		}
	}
	for _, s := range before.stops() {
		if _, there := a[stopKey{s.Job, s.What}]; !there && !seen(c.Lost, s.Job) {
			c.Lost = append(c.Lost, s.Job)
		}
	}
	return c
}

type stopKey struct {
	job  ident.ID
	what string
}

// seen reports whether a job is in the list already.
func seen(list []ident.ID, job ident.ID) bool {
	for _, l := range list {
		if l == job {
			return true
		}
	}
	return false
}

func promises(d Day) map[stopKey]time.Duration {
	out := map[stopKey]time.Duration{}
	for _, s := range d.stops() {
		out[stopKey{s.Job, s.What}] = s.By
	}
	return out
}

func (d Day) stops() (out []Stop) {
	for _, r := range d.Routes {
		out = append(out, r.Stops...)
	}
	return out
}

// Working is the time from first departures to last returns, of all.
func (d Day) Working() (t time.Duration) {
	for _, r := range d.Routes {
		t += r.Return.Sub(r.Depart)
	}
	return t
}

// Metres is the way of all by road.
func (d Day) Metres() (m float64) {
	for _, r := range d.Routes {
		m += r.Metres
	}
	return m
}

// Broken counts the promises that are not kept at the 80% arrival time.
func (d Day) Broken() (n int) {
	for _, s := range d.stops() {
		if s.By > 0 {
			n++
		}
	}
	return n
}

// Placed counts the jobs that have a place.
func (d Day) Placed() int {
	jobs := map[ident.ID]bool{}
	for _, s := range d.stops() {
		jobs[s.Job] = true
	}
	return len(jobs)
}
