package tracking

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// Recorder takes fixes in from all doors. One goroutine judges and writes them in
// groups: whatever has come while the last group was being written is the next.
type Recorder struct {
	log      Log
	windows  *Windows
	hub      *Hub
	clock    instant.Clock
	settings Settings

	queue   chan *parcel
	stop    chan struct{}
	done    chan struct{}
	closing sync.Once
	parcels sync.Pool
	stats   stats

	// Only the writer's goroutine touches these.
	memory  *Memory // nil: to be recalled from the log
	group   Group
	waiting []*parcel
	now     instant.Instant
	day     string
	dayEnds instant.Instant
}

// parcel is what one delivery brought and where its answer goes.
type parcel struct {
	fixes  []Fix
	answer chan error
}

type stats struct{ kept, repeated, held, outside, groups atomic.Int64 }

// Stats counts fixes since the start of the process.
type Stats struct{ Kept, Repeated, Held, Outside, Groups int64 }

// Busy is the answer when too much is waiting already.
var errBusy = fault.New(fault.Busy, "positions.busy")

// errClosed answers what comes while the server stops.
var errClosed = fault.New(fault.Busy, "positions.closing")

// NewRecorder starts the writer. It reads the log's memory first, so that an
// unreadable log is known at start.
func NewRecorder(ctx context.Context, log Log, w *Windows, h *Hub, clock instant.Clock, s Settings) (*Recorder, error) {
	memory, err := log.Recall(ctx)
	if err != nil {
		return nil, err
	}
	r := &Recorder{log: log, windows: w, hub: h, clock: clock, settings: s, memory: memory,
		queue: make(chan *parcel, s.Queue), stop: make(chan struct{}), done: make(chan struct{}),
		group: Group{Outside: map[ident.ID]int{}}}
	r.parcels.New = func() any { return &parcel{answer: make(chan error, 1)} }
	go r.run()
	return r, nil
}

// Take hands fixes over and returns nil once each is durable, counted, known
// already or quarantined. It returns a fault.Busy error when too much is waiting,
// and ctx's error when the sender has gone (then they may still be written: the
// sender repeats them, and a repeat changes nothing). The slice may be reused.
func (r *Recorder) Take(ctx context.Context, fixes []Fix) error {
	if len(fixes) == 0 {
		return nil
	}
	p := r.parcels.Get().(*parcel)
	p.fixes = append(p.fixes[:0], fixes...)
	select {
	case <-r.stop:
		return errClosed
	default:
	}
	select {
	case r.queue <- p:
	default:
		r.parcels.Put(p)
		return errBusy
	}
	select {
	case err := <-p.answer:
		r.parcels.Put(p)
		return err
	case <-ctx.Done():
		return ctx.Err() // the writer still holds p: it does not go back into the pool
	case <-r.done:
		return r.lateAnswer(p)
	}
}

// lateAnswer settles a parcel that met the end of the writer: it was answered
// just before, or never taken.
func (r *Recorder) lateAnswer(p *parcel) error {
	select {
	case err := <-p.answer:
		return err
	default:
		return errClosed
	}
}

// Stats tells what has been taken so far.
func (r *Recorder) Stats() Stats {
	return Stats{r.stats.kept.Load(), r.stats.repeated.Load(), r.stats.held.Load(), r.stats.outside.Load(), r.stats.groups.Load()}
}

// Close writes what is waiting and stops. The log stays open.
func (r *Recorder) Close() {
	r.closing.Do(func() { close(r.stop) })
	<-r.done
}

func (r *Recorder) run() {
	defer close(r.done)
	for {
		select {
		case p := <-r.queue:
			r.turn(p)
		case <-r.stop:
			for {
				select {
				case p := <-r.queue:
					r.turn(p)
				default:
					return
				}
			}
		}
	}
}

// turn writes one group: the parcel that woke us and all that wait behind it.
func (r *Recorder) turn(first *parcel) {
	r.waiting = append(r.waiting[:0], first)
	for len(r.waiting) < r.settings.Group {
		select {
		case p := <-r.queue:
			r.waiting = append(r.waiting, p)
			continue
		default:
		}
		break
	}
	err := r.write(r.waiting)
	if err == nil {
		for i := range r.group.Kept {
			r.hub.Publish(r.group.Kept[i], r.now)
		}
	}
	for _, p := range r.waiting {
		p.answer <- err
	}
}

// write decides on every fix of a group and puts the group down.
func (r *Recorder) write(parcels []*parcel) error {
	ctx := context.Background() // what has been taken is written, whoever has hung up since
	if r.memory == nil {
		memory, err := r.log.Recall(ctx)
		if err != nil {
			return fault.Wrap(err, "positions: recalling devices")
		}
		r.memory = memory
	}
	r.tick()
	r.group.reset(r.day, r.now, r.memory)
	repeated := 0
	for _, p := range parcels {
		if len(p.fixes) > marksHeld {
			r.memory.makeRoom(p.fixes[0].Device, len(p.fixes))
		}
		for i := range p.fixes {
			if !r.sort(&p.fixes[i]) {
				repeated++
			}
		}
	}
	if !r.group.empty() {
		if err := r.log.Write(ctx, &r.group); err != nil {
			r.memory = nil // it already holds fixes that are not written
			return fault.Wrap(err, "positions: writing a group")
		}
	}
	r.count(repeated)
	return nil
}

// tick reads the clock once for a group. Receipt never goes back in the log.
func (r *Recorder) tick() {
	r.now = max(r.now, r.clock.Now())
	if r.now >= r.dayEnds {
		local := r.now.In(r.settings.Zone)
		r.day = local.Format("2006-01-02")
		y, m, d := local.Date()
		r.dayEnds = instant.Of(time.Date(y, m, d+1, 0, 0, 0, 0, r.settings.Zone))
		r.memory.forget(r.now.Add(-2 * r.settings.MaxAge))
	}
}

// sort puts a fix where it belongs; false means it is there already.
func (r *Recorder) sort(f *Fix) bool {
	f.Received = r.now
	if f.At == 0 {
		f.At = r.now
	}
	if !r.windows.place(f) {
		r.group.Outside[f.Device]++
		return true
	}
	if r.memory.Holds(f) {
		return false
	}
	reason := judge(f, r.now, &r.settings)
	if reason == Usable {
		reason = r.memory.believe(f, &r.settings)
	}
	if reason != Usable {
		r.group.Held = append(r.group.Held, Held{*f, reason})
		return true
	}
	r.memory.Keep(f)
	r.group.Kept = append(r.group.Kept, *f)
	return true
}

func (r *Recorder) count(repeated int) {
	outside := 0
	for _, n := range r.group.Outside {
		outside += n
	}
	r.stats.kept.Add(int64(len(r.group.Kept)))
	r.stats.held.Add(int64(len(r.group.Held)))
	r.stats.repeated.Add(int64(repeated))
	r.stats.outside.Add(int64(outside))
	r.stats.groups.Add(1)
}
