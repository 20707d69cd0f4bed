package tracking

import (
	"encoding/json"
	"sync"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Hub fans positions out from memory. A reader that is slow finds the latest
// value when it comes back and has held up nobody.
type Hub struct {
	windows  *Windows
	settings Settings
	mu       sync.Mutex
	riders   map[ident.ID]rider // by worker; only while a job of his runs
	viewers  map[ident.ID]map[*Viewer]struct{}
	desks    map[ident.ID]map[*Desk]struct{}
}

// rider is where a worker is and how fast his ride has been.
type rider struct {
	last Fix
	pace Pace
	ride []Job // as it was when last came in

	speed, battery float64
	network        string
}

// view is what a job's viewers see of a rider. A point that was hidden from them
// when it came in stays hidden when the order of the stops is changed later.
func (r *rider) view(ride []Job, job ident.ID, now instant.Instant, s *Settings) Seen {
	seen := View(ride, job, r.last, r.pace, now, s)
	if seen.Point == nil {
		return seen
	}
	if then := View(r.ride, job, r.last, r.pace, r.last.Received, s); then.Point == nil {
		return Seen{State: Elsewhere, Arrival: seen.Arrival}
	}
	return seen
}

// NewHub is a hub that follows the changes of these windows.
func NewHub(w *Windows, s Settings) *Hub {
	h := &Hub{windows: w, settings: s, riders: map[ident.ID]rider{},
		viewers: map[ident.ID]map[*Viewer]struct{}{}, desks: map[ident.ID]map[*Desk]struct{}{}}
	w.changed = h.refresh
	return h
}

// Publish shows a fix that has been written. Fixes older than the one shown, and
// fixes of jobs that have ended, change nothing.
func (h *Hub) Publish(f Fix, now instant.Instant) {
	h.mu.Lock()
	defer h.mu.Unlock()
	ride := h.windows.Ride(f.Worker)
	r := h.riders[f.Worker]
	if !anyRuns(ride) || !f.At.After(r.last.At) {
		return
	}
	r.remember(f)
	r.pace, r.last, r.ride = r.pace.Learn(r.last, f), f, ride
	h.riders[f.Worker] = r
	for i := range ride {
		h.show(ride, &ride[i], r, now)
	}
	h.dot(ride, f.Worker, r)
}

// refresh shows a change of a worker's jobs; it closes the viewers of jobs that
// have ended or are no longer his.
func (h *Hub) refresh(worker ident.ID, now instant.Instant) {
	h.mu.Lock()
	defer h.mu.Unlock()
	ride := h.windows.Ride(worker)
	r, had := h.riders[worker]
	if had && !anyRuns(ride) {
		delete(h.riders, worker) // no position is held after the end
		h.goneFromDesks(worker, r.last.Facility)
		had = false
	}
	for job := range h.viewers {
		if j, ok := h.windows.Job(job); !ok {
			h.finish(job, Seen{State: Gone})
		} else if j.Worker == worker {
			h.show(ride, &j, r, now)
		}
	}
	if had {
		h.dot(ride, worker, r)
	}
}

func anyRuns(ride []Job) bool {
	for i := range ride {
		if ride[i].Running() {
			return true
		}
	}
	return false
}

// show tells a job's viewers what they now see.
func (h *Hub) show(ride []Job, j *Job, r rider, now instant.Instant) {
	viewers := h.viewers[j.ID]
	if len(viewers) == 0 {
		return
	}
	seen := r.view(ride, j.ID, now, &h.settings)
	if seen.State == Over || seen.State == Gone {
		h.finish(j.ID, seen)
		return
	}
	frame := encode(seen)
	for v := range viewers {
		v.offer(frame, false)
	}
}

// finish gives the last word to a job's viewers and closes them.
func (h *Hub) finish(job ident.ID, seen Seen) {
	frame := encode(seen)
	for v := range h.viewers[job] {
		v.offer(frame, true)
	}
	delete(h.viewers, job)
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("tracking: a view that cannot be written: " + err.Error()) // only our own plain structs come here
	}
	return b
}

// See is what a viewer of the job sees at this moment.
func (h *Hub) See(job ident.ID, now instant.Instant) Seen {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.see(job, now)
}

func (h *Hub) see(job ident.ID, now instant.Instant) Seen {
	ride := h.windows.Ride(h.windows.carrier(job))
	r := rider{}
	if len(ride) > 0 {
		r = h.riders[ride[0].Worker]
	}
	return r.view(ride, job, now, &h.settings)
}

// Arrival estimates the arrival at a job's own next stop, for the desk and for
// promises. False: no position yet, or nothing left to reach.
func (h *Hub) Arrival(job ident.ID, now instant.Instant) (Estimate, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	worker := h.windows.carrier(job)
	r := h.riders[worker]
	return ArriveFor(h.windows.Ride(worker), job, r.last, r.pace, now, &h.settings)
}

// Viewer is one open live page of one job.
type Viewer struct {
	hub   *Hub
	job   ident.ID
	who   ident.ID
	ready chan struct{}
	mu    sync.Mutex
	frame []byte
	over  bool
}

// Watch opens a viewer of a job for a link or a person. Its first value is there
// at once. A job that is unknown or long over is absent (fault.NotFound); one
// that has just ended gives its last word and is closed.
func (h *Hub) Watch(job, who ident.ID, now instant.Instant) (*Viewer, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	seen := h.see(job, now)
	if seen.State == Gone {
		return nil, fault.Absent()
	}
	v := &Viewer{hub: h, job: job, who: who, ready: make(chan struct{}, 1)}
	v.offer(encode(seen), seen.State == Over)
	if seen.State != Over {
		if h.viewers[job] == nil {
			h.viewers[job] = map[*Viewer]struct{}{}
		}
		h.viewers[job][v] = struct{}{}
	}
	return v, nil
}

// Revoke closes all viewers of a link or a person within the call. They are told
// that there is nothing to see.
func (h *Hub) Revoke(who ident.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	gone := encode(Seen{State: Gone})
	for job, viewers := range h.viewers {
		for v := range viewers {
			if v.who == who {
				v.offer(gone, true)
				h.leave(job, v)
			}
		}
	}
}

// Viewers counts the open viewers of a job.
func (h *Hub) Viewers(job ident.ID) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.viewers[job])
}

func (h *Hub) leave(job ident.ID, v *Viewer) {
	delete(h.viewers[job], v)
	if len(h.viewers[job]) == 0 {
		delete(h.viewers, job)
	}
}

// offer puts the latest value in place of whatever was not yet read.
func (v *Viewer) offer(frame []byte, over bool) {
	v.mu.Lock()
	if !v.over {
		v.frame, v.over = frame, over
	}
	v.mu.Unlock()
	wake(v.ready)
}

func wake(ready chan struct{}) {
	select {
	case ready <- struct{}{}:
	default:
	}
}

// Ready gets a signal when there is something to Take.
func (v *Viewer) Ready() <-chan struct{} { return v.ready }

// Take gives the latest Seen as JSON (nil: nothing new; shared, not to be
// changed) and whether more can follow.
func (v *Viewer) Take() (frame []byte, open bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	frame, v.frame = v.frame, nil
	return frame, !v.over
}

// Close leaves. It may be called twice.
func (v *Viewer) Close() {
	v.hub.mu.Lock()
	defer v.hub.mu.Unlock()
	v.hub.leave(v.job, v)
}

// at is a point that may be left out of JSON.
func at(p geo.Point) *geo.Point { return &p }
