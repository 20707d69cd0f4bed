package tracking

import (
	"slices"
	"sync"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Stop is a place where a job begins or ends.
type Stop struct {
	Point geo.Point
	Order int  // place in the worker's whole ride, smaller is earlier
	Done  bool // the worker has been there
}

// Job is one family's part of a worker's ride, as the live view needs it.
type Job struct {
	ID       ident.ID
	Facility ident.ID
	Worker   ident.ID
	Family   ident.ID
	From     instant.Instant // accepted: positions exist from here
	Begun    instant.Instant // set out, or loaded, as far as we know; zero: not on the way
	PickedUp instant.Instant // zero until the family's own pick-up
	Until    instant.Instant // ended (delivered, returned, failed); zero while it runs
	PickUp   Stop
	Drop     Stop
}

// Running says whether the job has not ended.
func (j *Job) Running() bool { return j.Until == 0 }

// covers says whether an instant lies within the job.
func (j *Job) covers(at instant.Instant) bool {
	return !at.Before(j.From) && (j.Running() || !at.After(j.Until))
}

// Windows knows, in memory, which device a worker carries and which jobs run for
// whom. Whoever commits a change to either calls it afterwards; at start it is
// fed with all enrolled devices, all running jobs and those ended within MaxAge.
type Windows struct {
	settings Settings
	mu       sync.RWMutex
	workers  map[ident.ID]ident.ID // device -> worker
	rides    map[ident.ID][]Job    // worker -> jobs; a list is replaced, never changed
	jobs     map[ident.ID]ident.ID // job -> worker
	changed  func(worker ident.ID, now instant.Instant)
}

// NewWindows is an empty view.
func NewWindows(s Settings) *Windows {
	return &Windows{settings: s, workers: map[ident.ID]ident.ID{}, rides: map[ident.ID][]Job{}, jobs: map[ident.ID]ident.ID{},
		changed: func(ident.ID, instant.Instant) {}}
}

// Enrol says that a device is carried by a worker from now on.
func (w *Windows) Enrol(device, worker ident.ID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.workers[device] = worker
}

// Block forgets a lost or returned device.
func (w *Windows) Block(device ident.ID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.workers, device)
}

// SetJob puts a job in, or replaces what was known of it: accepted, picked up,
// stops reordered, ended. A job handed to another worker changes ride. Jobs of
// the same worker that ended longer ago than MaxAge before now are forgotten.
func (w *Windows) SetJob(j Job, now instant.Instant) {
	before := w.put(j, now)
	if before != "" && before != j.Worker {
		w.changed(before, now)
	}
	w.changed(j.Worker, now)
}

func (w *Windows) put(j Job, now instant.Instant) (before ident.ID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	before = w.jobs[j.ID]
	if before != "" && before != j.Worker {
		w.rides[before] = w.without(before, j.ID, now)
	}
	w.rides[j.Worker] = append(w.without(j.Worker, j.ID, now), j)
	w.jobs[j.ID] = j.Worker
	return before
}

// without copies a ride without one job and without those long ended.
func (w *Windows) without(worker, job ident.ID, now instant.Instant) []Job {
	kept := make([]Job, 0, len(w.rides[worker])+1)
	for _, j := range w.rides[worker] {
		switch {
		case j.ID == job:
		case !j.Running() && j.Until.Before(now.Add(-w.settings.MaxAge)):
			delete(w.jobs, j.ID)
		default:
			kept = append(kept, j)
		}
	}
	return kept
}

// EndJob ends a job: no later position is kept, and its viewers are closed.
func (w *Windows) EndJob(job ident.ID, at, now instant.Instant) {
	if j, ok := w.Job(job); ok {
		j.Until = at
		w.SetJob(j, now)
	}
}

// ClearJob removes a job as if it had never been accepted (declined, corrected).
func (w *Windows) ClearJob(job ident.ID, now instant.Instant) {
	w.mu.Lock()
	worker := w.jobs[job]
	if worker != "" {
		w.rides[worker] = w.without(worker, job, now)
		delete(w.jobs, job)
	}
	w.mu.Unlock()
	if worker != "" {
		w.changed(worker, now)
	}
}

// Job finds a job by id.
func (w *Windows) Job(job ident.ID) (Job, bool) {
	for _, j := range w.Ride(w.carrier(job)) {
		if j.ID == job {
			return j, true
		}
	}
	return Job{}, false
}

func (w *Windows) carrier(job ident.ID) ident.ID {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.jobs[job]
}

// Ride is what a worker has accepted and what ended within MaxAge. The list must
// not be changed.
func (w *Windows) Ride(worker ident.ID) []Job {
	w.mu.RLock()
	defer w.mu.RUnlock()
	return w.rides[worker]
}

// place fills worker, facility and jobs of a fix; false means that no job ran.
// A fix from the future belongs to the jobs that still run.
func (w *Windows) place(f *Fix) bool {
	w.mu.RLock()
	defer w.mu.RUnlock()
	worker, known := w.workers[f.Device]
	if !known {
		return false
	}
	ride := w.rides[worker]
	f.Worker, f.Jobs = worker, nil
	for i := range ride {
		if ride[i].covers(f.At) {
			if f.Jobs == nil {
				f.Jobs = make([]ident.ID, 0, len(ride))
			}
			f.Jobs, f.Facility = append(f.Jobs, ride[i].ID), ride[i].Facility
		}
	}
	slices.Sort(f.Jobs) // the same jobs always make the same list
	return len(f.Jobs) > 0
}
