package tracking

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/policy"
)

// Watch is when the desk is told that a courier on the way is not heard of.
type Watch struct {
	// MovingSeconds without a position after the last one was in motion, ParkedSeconds
	// after one that stood: a parked phone sleeps, and tells itself every two minutes
	// as we set it up (docs/phones.md).
	MovingSeconds int64 `json:"moving_seconds"`
	ParkedSeconds int64 `json:"parked_seconds"`
	// MovingKMH is from which speed on somebody rides rather than pushes a motorbike:
	// our own proposal.
	MovingKMH float64 `json:"moving_kmh"`
	// LowBattery is under how many percent the desk is told too: most phones turn
	// their own saving on there, which stops positions.
	LowBattery float64 `json:"low_battery"`
}

// Policy is the section of the facility's policy that this room reads.
var Policy = policy.Define("tracking", Watch{MovingSeconds: 120, ParkedSeconds: 300, MovingKMH: 5, LowBattery: 15})

// Check wants half a minute to an hour, and a battery that can be low.
func (w Watch) Check() *fault.Error {
	switch {
	case w.MovingSeconds < 30 || w.MovingSeconds > 3600:
		return fault.BadField("policy.bad_document", "moving_seconds")
	case w.ParkedSeconds < w.MovingSeconds || w.ParkedSeconds > 3600:
		return fault.BadField("policy.bad_document", "parked_seconds")
	case w.MovingKMH <= 0 || w.MovingKMH > 40:
		return fault.BadField("policy.bad_document", "moving_kmh")
	case w.LowBattery < 0 || w.LowBattery > 60:
		return fault.BadField("policy.bad_document", "low_battery")
	}
	return nil
}

// Heard is the last that is known of a courier who is on the way.
type Heard struct {
	Worker ident.ID
	// Begun is since when he is on the way.
	Begun instant.Instant
	// At is when he was last somewhere; zero: no position yet.
	At instant.Instant
	// Speed in metres a second, as the phone said or as his last two places show.
	Speed float64
	// Battery in percent, or Unknown; Network is wifi, mobile, offline or empty.
	Battery float64
	Network string
	// Device is the phone it came from.
	Device ident.ID
}

// Silence is a courier of whom the desk is told.
type Silence struct {
	Heard
	// Silent: no position for longer than the watch allows, Since when. Low: the
	// battery is about to end.
	Silent, Low bool
	Since       instant.Instant
	Moving      bool
}

// Judge says whether the desk is told of somebody, at an instant. It is pure.
func (w Watch) Judge(h Heard, now instant.Instant) (Silence, bool) {
	s := Silence{Heard: h, Since: max(h.At, h.Begun), Moving: h.At != 0 && h.Speed*3.6 >= w.MovingKMH}
	allowed := time.Duration(w.ParkedSeconds) * time.Second
	if s.Moving {
		allowed = time.Duration(w.MovingSeconds) * time.Second
	}
	s.Silent = now.Sub(s.Since) >= allowed
	s.Low = h.Battery >= 0 && h.Battery < w.LowBattery
	return s, s.Silent || s.Low
}

// Silences lists of whom a facility's desk is told now, by worker: couriers who have
// set out or carry something. A position takes them off the list.
func (h *Hub) Silences(facility ident.ID, w Watch, now instant.Instant) []Silence {
	var out []Silence
	for worker, begun := range h.windows.underway(facility) {
		if s, told := w.Judge(h.heard(worker, begun), now); told {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Silence) int { return cmp.Or(cmp.Compare(a.Since, b.Since), cmp.Compare(a.Worker, b.Worker)) })
	return out
}

func (h *Hub) heard(worker ident.ID, begun instant.Instant) Heard {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := Heard{Worker: worker, Begun: begun, Battery: Unknown}
	if r, ok := h.riders[worker]; ok && r.last.At != 0 {
		out.At, out.Speed, out.Battery, out.Network, out.Device = r.last.At, r.speed, r.battery, r.network, r.last.Device
	}
	return out
}

// underway maps each courier of a facility who has set out to when that was.
func (w *Windows) underway(facility ident.ID) map[ident.ID]instant.Instant {
	w.mu.RLock()
	defer w.mu.RUnlock()
	out := map[ident.ID]instant.Instant{}
	for worker, ride := range w.rides {
		for i := range ride {
			j := &ride[i]
			if j.Facility != facility || !j.Running() || j.Begun == 0 {
				continue
			}
			if had, ok := out[worker]; !ok || j.Begun < had {
				out[worker] = j.Begun
			}
		}
	}
	return out
}

// remember keeps what a fix says beside where it was: some fixes tell a battery and
// some do not, and the last that was told is the best that is known.
func (r *rider) remember(f Fix) {
	switch took := f.At.Sub(r.last.At); {
	case f.Speed >= 0:
		r.speed = f.Speed
	case r.last.At != 0 && took > 0:
		r.speed = r.last.Point.Metres(f.Point) / took.Seconds()
	default:
		r.speed = 0
	}
	if r.last.At == 0 {
		r.battery = Unknown
	}
	if f.Battery >= 0 {
		r.battery = f.Battery
	}
	if f.Network != "" {
		r.network = f.Network
	}
}
